"""The dialogs about turns, made over a page's window when they are first needed: by then the page stands in it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.away_dialog import AwayDialog
from weeklypm.gui.pages.lead_dialog import LeadDialog
from weeklypm.gui.pages.swap_dialog import SwapDialog
from weeklypm.gui.pages.why_dialog import WhyDialog

Asking = TypeVar("Asking", SwapDialog, AwayDialog, LeadDialog, WhyDialog)


class TurnDialogs(QObject):
    """Ask about the turn of a date."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._made: dict[type, QWidget] = {}

    def swap(self, day: date) -> None:
        """Ask with which date a turn is changed."""
        self.of(SwapDialog).ask(day)

    def away(self, day: date) -> None:
        """Ask to which day somebody is away."""
        self.of(AwayDialog).ask(day)

    def lead(self, day: date) -> None:
        """Ask who leads a date."""
        self.of(LeadDialog).ask(day)

    def why(self, day: date) -> None:
        """Show why somebody leads a date."""
        self.of(WhyDialog).ask_day(day)

    def of(self, kind: type[Asking]) -> Asking:
        """Return the dialog of a kind."""
        found = self._made.get(kind)
        if not isinstance(found, kind):
            found = kind(self._desk, self._page)
            self._made[kind] = found
        return found
