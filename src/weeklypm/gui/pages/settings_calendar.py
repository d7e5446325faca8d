"""Settings of the calendar: rhythm and country, coming dates, days off, and the official list of holidays."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.cancel_dialog import DATES, Cancelling
from weeklypm.gui.pages.settings_closures import ClosuresCard
from weeklypm.gui.pages.settings_dates import DatesCard
from weeklypm.gui.pages.settings_official import OfficialCard
from weeklypm.gui.pages.settings_rhythm import RhythmCard
from weeklypm.gui.widgets.card import Scroll
from weeklypm.services.calendar import CalendarView, calendar_view

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

SUFFIXES = frozenset({".csv", ".txt", ".tsv"})


class CalendarPart(Scroll):
    """Show and change the calendar; a list of holidays may be dropped anywhere on it."""

    shown = Signal(object)
    """The ``CalendarView`` that is now shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._desk = desk
        self.cancelling = Cancelling(desk, self)
        self.dates = DatesCard(desk, self.cancelling)
        self.rhythm = RhythmCard(desk)
        self.closures = ClosuresCard(desk)
        self.official = OfficialCard(desk)
        self.body.setSpacing(16)
        for card in self.cards():
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.setAcceptDrops(True)

    def cards(self) -> tuple[RhythmCard, DatesCard, ClosuresCard, OfficialCard]:
        """Return the parts from top to bottom."""
        return self.rhythm, self.dates, self.closures, self.official

    def reload(self) -> None:
        """Ask the workspace for the calendar."""
        self._desk.operations.query(partial(calendar_view, count=DATES), self.show_view, self._failed)

    def show_view(self, view: CalendarView) -> None:
        """Show the calendar."""
        for card in self.cards():
            card.show_view(view)
        self.shown.emit(view)

    def _failed(self, problem: Problem) -> None:
        self._desk.tellers.fail(problem)

    def retranslate(self) -> None:
        """Say every text again."""
        for card in self.cards():
            card.retranslate()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _path(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _path(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.official.flow.read(path)


def _path(data: QMimeData) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.casefold() in SUFFIXES else None
