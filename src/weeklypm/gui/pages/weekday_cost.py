"""What the chosen weekday costs in the chosen country, as a sentence that follows both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from PySide6.QtWidgets import QWidget

from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.calendar import CalendarView
from weeklypm.services.clock import local_day
from weeklypm.services.weekday_cost import Outlook, cost_sentence, outlook


class CostLine(DataLabel):
    """Say how many meetings a year a weekday loses.

    For the series' own country that is counted from its calendar; another one is looked up in the background.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, role="secondary", tone="text2")
        self._desk = desk
        self._wanted: tuple[int, str] | None = None
        self._asked: set[str] = set()
        self._own = ""
        self._zone = "UTC"
        self._known: dict[str, Sequence[Fraction]] = {}
        let_wrap(self)
        self.hide()

    def show_view(self, view: CalendarView) -> None:
        """Take the costs of the series' own country as they were counted."""
        self._own, self._zone = view.series.country, view.series.zone
        self._known[self._own] = view.costs
        self._ask()
        self.retranslate()

    def show_cost(self, weekday: int, country: str) -> None:
        """Say the cost of a weekday (0 for Monday) in a country; nothing for half a code and an unknown country."""
        place = country.strip().upper()
        self._wanted = (weekday, place) if len(place) != 1 else None
        self._ask()
        self.retranslate()

    def _ask(self) -> None:
        place = self._wanted[1] if self._wanted else self._own
        if self._own in self._known and place not in self._known and place not in self._asked:
            self._asked.add(place)
            work = partial(_work, place, self._desk.today or local_day(self._desk.clock(), self._zone))
            self._desk.jobs.run(work, partial(self._found, place), self._none)

    def _found(self, country: str, found: Outlook) -> None:
        self._known[country] = found.costs
        self.retranslate()

    def _none(self, _problem: Problem) -> None:
        self.retranslate()

    def retranslate(self) -> None:
        """Say the sentence again."""
        weekday, country = self._wanted or (0, "")
        costs = self._known.get(country) if self._wanted else None
        self.show_text(tr(cost_sentence(weekday, costs[weekday], country)) if costs else "")


def _work(country: str, today: date, _check: Callable[[], None]) -> Outlook:
    return outlook(country, today)
