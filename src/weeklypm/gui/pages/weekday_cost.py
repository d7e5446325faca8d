"""What the chosen weekday costs in the chosen country, as a sentence that follows both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.clock import local_day
from weeklypm.services.weekday_cost import Outlook, cost_sentence, outlook


class CostLine(DataLabel):
    """Say how many meetings a year a weekday loses; what a country's holidays are is asked in the background."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, role="secondary", tone="text2")
        self._desk = desk
        self._wanted: tuple[int, str] | None = None
        self._asked: str | None = None
        self._known: dict[str, Outlook] = {}
        let_wrap(self)
        self.hide()

    def show_cost(self, weekday: int, country: str, zone: str = "UTC") -> None:
        """Say the cost of a weekday (0 for Monday) in a country; nothing for a country that is not known."""
        place = country.strip().upper()
        self._wanted = (weekday, place)
        if place not in self._known and place != self._asked:
            self._asked = place
            work = partial(_work, place, self._desk.today or local_day(self._desk.clock(), zone))
            self._desk.jobs.run(work, partial(self._found, place), self._none)
        self.retranslate()

    def forget(self) -> None:
        """Say nothing."""
        self._wanted = None
        self.show_text("")

    def _found(self, country: str, found: Outlook) -> None:
        self._known[country] = found
        self.retranslate()

    def _none(self, _problem: Problem) -> None:
        self.show_text("")

    def retranslate(self) -> None:
        """Say the sentence again."""
        weekday, country = self._wanted or (0, "")
        found = self._known.get(country) if self._wanted else None
        self.show_text(tr(cost_sentence(weekday, found.costs[weekday], country)) if found else "")


def _work(country: str, today: date, _check: Callable[[], None]) -> Outlook:
    return outlook(country, today)
