"""The parts of the meeting with actual and planned minutes: done, now, to come; the main part's boxes indented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.list_model import VALUE, Index, ValueList
from weeklypm.gui.widgets.row_list import RowList, rect_of
from weeklypm.gui.widgets.row_paint import fill, frame_focus, write

DONE, NOW, COMING = "done", "now", "coming"
_ICONS = {DONE: "check", NOW: "play", COMING: "circle"}


@dataclass(frozen=True)
class SegmentRow:
    """Hold one part: name, state (done, now, coming), its times as text, and whether it ran over.

    ``box`` marks a part of the main item, drawn indented.
    """

    key: str
    name: str
    times: str
    state: str = COMING
    over: bool = False
    box: bool = False


class _SegmentDelegate(QStyledItemDelegate):
    """Draw a part."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        value: SegmentRow = index.data(VALUE)
        return QSize(100, 30 if value.box else 40)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        value: SegmentRow = index.data(VALUE)
        whole = rect_of(option)
        now = value.state == NOW
        if now and not value.box:
            fill(painter, whole, "sel", sizes().radius)
        if not value.box:
            icon = QRectF(whole.left() + 8, whole.center().y() - 8, 16, 16)
            paint_icon(painter, _ICONS[value.state], icon, theme.current().colour("accent" if now else "text2"))
        words = whole.adjusted(38, 0, -8, 0)
        ink = "accent" if now and value.box else "text" if now else "text2"
        made = font("strong" if now else "secondary" if value.box else "body")
        times = "warn" if value.over else ink
        used = write(painter, words, value.times, made, times, align=Qt.AlignmentFlag.AlignRight)
        write(painter, words.adjusted(0, 0, -used - 8, 0), value.name, made, ink)
        frame_focus(painter, option, whole, radius=sizes().radius)


class SegmentList(RowList):
    """List the parts of the running meeting; Enter or a double click asks to go to one."""

    go_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fit=True)
        self.setProperty("ground", "clear")
        self._rows: ValueList[SegmentRow] = ValueList(self, _spoken)
        self.setItemDelegate(_SegmentDelegate(self))
        self.setModel(self._rows)
        self.activated.connect(self._on_activated)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("gui.segments.name"))

    def set_rows(self, rows: Sequence[SegmentRow]) -> None:
        """Show other parts, or the same ones a second later."""
        count = self._rows.rowCount()
        self._rows.replace(rows)
        if self._rows.rowCount() != count:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def rows(self) -> list[SegmentRow]:
        """Return the parts shown."""
        return self._rows.values()

    def _on_activated(self, index: QModelIndex) -> None:
        value: SegmentRow = index.data(VALUE)
        self.go_requested.emit(value.key)


def _spoken(value: SegmentRow) -> str:
    return f"{value.name} · {value.times} · {tr(f'gui.segment.{value.state}')}"
