"""The next meetings as a strip of cells: date, who leads, what about, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
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


@dataclass(frozen=True)
class MeetingFacts:
    """Hold what a cell says. ``state`` is confirmed, tentative or not_held; ``now`` marks the meeting of this week."""

    date: str
    name: str
    topic: str
    state: str = TENTATIVE
    now: bool = False


class MeetingCell(QWidget):
    """Draw one meeting. A week that is not held is sunken with a dashed border, and nothing is moved for it."""

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
            fill(painter, whole, "sunken", radius)
            painter.setPen(QPen(theme.current().border2, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            return
        fill(painter, whole, "surface", radius)
        frame(
            painter, whole, "accent" if self._facts.now else "border", width=2 if self._facts.now else 1, radius=radius
        )


class MeetingStrip(QWidget):
    """Show the next meetings side by side."""

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
            self._cells.append(MeetingCell(self))
            self._row.addWidget(self._cells[-1])
        for cell, facts in zip(self._cells, meetings, strict=True):
            cell.set_facts(facts)
            cell.show()

    def cells(self) -> list[MeetingCell]:
        """Return the cells, left to right."""
        return list(self._cells)
