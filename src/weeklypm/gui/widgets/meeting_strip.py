"""The next meetings as a strip of cells: date, who leads, what about, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.row_paint import fill, frame, write

CONFIRMED, TENTATIVE, NOT_HELD = "confirmed", "tentative", "not_held"
_MARKS = {CONFIRMED: ("check", "accent"), TENTATIVE: ("circle-dashed", "text3"), NOT_HELD: ("calendar-x", "text3")}


_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -999, Qt.Key.Key_End: 999}


@dataclass(frozen=True)
class MeetingFacts:
    """Hold what a cell says. ``state`` is confirmed, tentative or not_held; ``now`` marks the meeting of this week."""

    date: str
    name: str
    topic: str
    state: str = TENTATIVE
    now: bool = False


class MeetingCell(QWidget):
    """Draw one meeting. A week that is not held is sunken with a dashed border, and nothing is moved for it.

    Enter and a double click open it, the menu key and the right button ask for its menu; arrow keys go to others.
    """

    opened = Signal()
    menu_requested = Signal(object)
    """Where the menu is to open, in global coordinates."""

    stepped = Signal(int)
    """Another cell is wanted: so many to the right, or to the left with a negative number."""

    focused = Signal()

    def __init__(self, parent: QWidget | None = None, *, facts: MeetingFacts | None = None) -> None:
        super().__init__(parent)
        self._facts = facts or MeetingFacts("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(76)
        Retranslated(self, self._retranslate)

    def set_facts(self, facts: MeetingFacts) -> None:
        """Draw another meeting."""
        self._facts = facts
        self._retranslate()
        self.update()

    def _retranslate(self) -> None:
        facts = self._facts
        states = [tr(f"gui.meeting.{facts.state}")] + ([tr("gui.meeting.now")] if facts.now else [])
        self.setAccessibleName(" · ".join([facts.date, facts.name, facts.topic, *states]))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_requested.emit(self.mapToGlobal(QPoint(8, self.height() - 8)) if by_key else event.globalPos())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(84, 76)

    @override
    def sizeHint(self) -> QSize:
        return QSize(110, 76)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        facts, whole = self._facts, QRectF(self.rect())
        self._paint_ground(painter, whole)
        off = facts.state == NOT_HELD
        icon, token = _MARKS[facts.state]
        mark = QRectF(whole.right() - 12 - 14, whole.top() + 12, 14, 14)
        paint_icon(painter, icon, mark, theme.current().colour(token))
        lines = QRectF(12, 10, whole.width() - 24, 18)
        write(painter, lines.adjusted(0, 0, -18, 0), facts.date, font("secondary"), "text3" if off else "text2")
        name_ink, topic_ink = ("text3", "text3") if off else ("text", "text2")
        write(painter, lines.translated(0, 20), facts.name, font("strong"), name_ink)
        write(painter, lines.translated(0, 40), facts.topic, font("meta"), topic_ink)

    def _paint_ground(self, painter: QPainter, whole: QRectF) -> None:
        radius = sizes().radius
        if self._facts.state == NOT_HELD:
            fill(painter, whole, "sel" if self.hasFocus() else "sunken", radius)
            if self.hasFocus():
                frame(painter, whole, "accent", width=2, radius=radius)
                return
            painter.setPen(QPen(theme.current().border2, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            return
        # This week's meeting has the frame of the focus always: the ground tells where the keyboard is.
        marked = self._facts.now or self.hasFocus()
        fill(painter, whole, "sel" if self.hasFocus() else "surface", radius)
        frame(painter, whole, "accent" if marked else "border", width=2 if marked else 1, radius=radius)


class MeetingStrip(QWidget):
    """Show the next meetings side by side. One cell is Tab's stop; the arrow keys go from it to the others."""

    opened = Signal(int)
    """Enter or a double click on a cell, by its place from the left."""

    menu_requested = Signal(int, object)
    """The menu of a cell is wanted, at a place in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row(self)
        self._cells: list[MeetingCell] = []

    def set_meetings(self, meetings: Sequence[MeetingFacts]) -> None:
        """Show other meetings."""
        while len(self._cells) > len(meetings):
            cell = self._cells.pop()
            cell.hide()
            cell.deleteLater()
        while len(self._cells) < len(meetings):
            self._cells.append(self._made(len(self._cells)))
            self._row.addWidget(self._cells[-1])
        for cell, facts in zip(self._cells, meetings, strict=True):
            cell.set_facts(facts)
            cell.show()
        if all(cell.focusPolicy() == Qt.FocusPolicy.ClickFocus for cell in self._cells):
            self._on_focused(0)  # the stop was among those that went

    def _made(self, place: int) -> MeetingCell:
        cell = MeetingCell(self)
        cell.setFocusPolicy(Qt.FocusPolicy.ClickFocus if place else Qt.FocusPolicy.StrongFocus)
        cell.opened.connect(partial(self.opened.emit, place))
        cell.menu_requested.connect(partial(self.menu_requested.emit, place))
        cell.stepped.connect(partial(self._on_stepped, place))
        cell.focused.connect(partial(self._on_focused, place))
        return cell

    def _on_stepped(self, place: int, by: int) -> None:
        to = min(max(0, place + by), len(self._cells) - 1)
        self._cells[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focused(self, place: int) -> None:
        for at, cell in enumerate(self._cells):
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == place else Qt.FocusPolicy.ClickFocus)

    def cells(self) -> list[MeetingCell]:
        """Return the cells, left to right."""
        return list(self._cells)
