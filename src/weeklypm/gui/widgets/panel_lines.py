"""Short lists of a right panel: a date, who, and a remark or a chip at the right; and bars that compare counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.chip import chip_width, paint_chip
from weeklypm.gui.widgets.list_model import VALUE, Index, ValueList
from weeklypm.gui.widgets.row_list import RowList, rect_of
from weeklypm.gui.widgets.row_paint import fill, fill_row, frame, frame_focus, write

EDGE: Final = 20
"""Room at both sides inside the panel, in px."""
LEAD: Final = 84
"""Where the second text begins after the first, in px, unless a longer one needs more room."""
MOST_LEAD: Final = 160
LEAD_GAP: Final = 12
LINE, LINE_LOW = 40, 36
BAR_LINE: Final = 28
_BAR: Final = 8
_NAME_SHARE: Final = 96


@dataclass(frozen=True)
class PanelLine:
    """Hold one line: what is told first, the name and what stands quietly beside it, and a chip or a remark.

    ``spoken`` is the whole for readers; ``muted`` lines hold nothing to act upon; ``icon`` stands at the right.
    """

    key: str
    lead: str
    name: str
    beside: str = ""
    chip: str = ""
    tone: str = "neutral"
    remark: str = ""
    icon: str = ""
    muted: bool = False
    spoken: str = ""


@dataclass(frozen=True)
class BarLine:
    """Hold one count beside others: ``part`` of the longest bar, 0 to 1, the figure, and a quiet one after it."""

    key: str
    name: str
    part: float
    figure: str
    after: str = ""
    spoken: str = ""


class LineDelegate(QStyledItemDelegate):
    """Draw a line; the one that something is dragged over gets a frame."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.over = -1
        self.lead = float(LEAD)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, LINE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line: PanelLine = index.data(VALUE)
        whole = rect_of(option)
        ground = whole.adjusted(EDGE - 8, 2, -(EDGE - 8), -2)
        fill_row(painter, option, ground, radius=sizes().radius_small)
        inner = whole.adjusted(EDGE, 0, -EDGE, 0)
        first = QRectF(inner.left(), inner.top(), self.lead - 6, inner.height())
        write(painter, first, line.lead, font("secondary"), "text2")
        words = inner.adjusted(self.lead, 0, 0, 0)
        words.setRight(self._paint_right(painter, inner, line))
        self._paint_name(painter, words, line)
        if self.over == index.row():
            frame(painter, ground, "accent", width=2, radius=sizes().radius_small)
        frame_focus(painter, option, ground)
        painter.restore()

    def _paint_right(self, painter: QPainter, inner: QRectF, line: PanelLine) -> float:
        """Draw what stands at the right; return where the room for the name ends."""
        right = inner.right()
        if line.chip:
            right -= chip_width(line.chip)
            paint_chip(painter, QPointF(right, inner.center().y()), line.chip, tone=line.tone)
        elif line.icon:
            right -= 16
            paint_icon(painter, line.icon, QRectF(right, inner.center().y() - 8, 16, 16), theme.current().text3)
        elif line.remark:
            right -= write(painter, inner, line.remark, font("meta"), "text3", align=Qt.AlignmentFlag.AlignRight)
        return right - 8

    def _paint_name(self, painter: QPainter, room: QRectF, line: PanelLine) -> None:
        if line.muted:
            write(painter, room, line.name, font("secondary"), "text2")
            return
        used = write(painter, room, line.name, font("medium"), "text")
        write(painter, room.adjusted(used + 8, 0, 0, 0), line.beside, font("secondary"), "text2")


class PanelList(RowList):
    """List lines, as high as they are. Enter opens one, Delete takes it off, the menu key shows the rest."""

    opened = Signal(str)
    """The key of the line that Enter was pressed on."""
    removed = Signal(str)
    """The key of the line that Delete was pressed on."""
    menu_requested = Signal(str, QPoint)
    """A line's key and where its menu belongs, in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fit=True)
        self.lines: ValueList[PanelLine] = self._make_lines()
        self.delegate = LineDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setModel(self.lines)
        self.activated.connect(self._on_activated)

    def _make_lines(self) -> ValueList[PanelLine]:
        return ValueList(self, _spoken, selectable=_acts)

    def set_lines(self, lines: Sequence[PanelLine]) -> None:
        """Show other lines; the chosen one stays chosen while it is there."""
        kept = self.key()
        leads = (QFontMetricsF(font("secondary")).horizontalAdvance(line.lead) + LEAD_GAP for line in lines)
        self.delegate.lead = min(float(MOST_LEAD), max(float(LEAD), *leads, 0.0))
        self.lines.replace(lines)
        if kept and kept != self.key():
            self.choose(kept)
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()

    def key(self) -> str:
        """Return the key of the chosen line, or an empty text."""
        return _key(self.currentIndex())

    def choose(self, key: str) -> None:
        """Choose a line by its key; an unknown key chooses nothing."""
        for number, line in enumerate(self.lines.values()):
            if line.key == key and not line.muted:
                self.setCurrentIndex(self.lines.index(number))

    def _on_activated(self, index: QModelIndex) -> None:
        if _key(index):
            self.opened.emit(_key(index))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.key():
            self.removed.emit(self.key())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if _key(index):
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(EDGE, 0))
            self.menu_requested.emit(_key(index), below if by_key else event.globalPos())


def _key(index: QModelIndex) -> str:
    line = index.data(VALUE) if index.isValid() else None
    return line.key if isinstance(line, PanelLine) and not line.muted else ""


def _spoken(line: PanelLine) -> str:
    parts = (line.lead, line.name, line.beside, line.chip, line.remark)
    return line.spoken or " · ".join(part for part in parts if part)


def _acts(line: PanelLine) -> bool:
    return not line.muted


class _BarDelegate(QStyledItemDelegate):
    """Draw a name, a bar and its figures."""

    after = 0.0
    """Room for the widest quiet figure, in px."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, BAR_LINE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line: BarLine = index.data(VALUE)
        whole = rect_of(option)
        ground = whole.adjusted(EDGE - 8, 1, -(EDGE - 8), -1)
        fill_row(painter, option, ground, radius=sizes().radius_small)
        inner = whole.adjusted(EDGE, 0, -EDGE, 0)
        name = QRectF(inner.left(), inner.top(), _NAME_SHARE - 8, inner.height())
        write(painter, name, line.name, font("secondary"), "text")
        self._paint_figures(painter, inner, line)
        most = inner.width() - _NAME_SHARE - 76
        bar = QRectF(inner.left() + _NAME_SHARE, inner.center().y() - _BAR / 2, most * line.part, _BAR)
        if line.part > 0:
            fill(painter, bar, "data-neutral", sizes().radius_bar)
        frame_focus(painter, option, ground)
        painter.restore()

    def _paint_figures(self, painter: QPainter, inner: QRectF, line: BarLine) -> None:
        right = Qt.AlignmentFlag.AlignRight
        write(painter, inner, line.after, font("secondary"), "text3", align=right)
        place = inner.adjusted(0, 0, -self.after, 0)
        write(painter, place, line.figure, font("secondary"), "text", align=right)


class BarList(RowList):
    """List counts as bars, as high as they are; Enter opens one."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fit=True)
        self.lines: ValueList[BarLine] = ValueList(self, _spoken_bar)
        self._delegate = _BarDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self.lines)
        self.activated.connect(self._on_activated)

    def set_lines(self, lines: Sequence[BarLine]) -> None:
        """Show other counts."""
        widths = (QFontMetricsF(font("secondary")).horizontalAdvance(line.after) for line in lines if line.after)
        self._delegate.after = max(widths, default=-4.0) + 4
        self.lines.replace(lines)
        self.updateGeometry()
        self.scheduleDelayedItemsLayout()

    def _on_activated(self, index: QModelIndex) -> None:
        line = index.data(VALUE)
        if isinstance(line, BarLine):
            self.opened.emit(line.key)


def _spoken_bar(line: BarLine) -> str:
    return line.spoken or f"{line.name} {line.figure}"
