"""The page of people as somebody at the keyboard has it: its keys, its dialogs, and what its file says meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from x_beside import Beside
from x_screen import App
from x_week import rows

from weeklypm.domain.people import Person, Team
from weeklypm.gui import theme
from weeklypm.services.people_view import PeopleView, people_view
from weeklypm.storage import open_reader

PAGE = ("Escape", "ctrl+6")
DATES = (*PAGE, "Tab", "Tab", "Tab", "Home")
"""The keys to the first of the next dates: from the ledger past the link of the rule and the button that swaps."""
PAGE_COLOUR = theme.load(theme.LIGHT).colour("bg").name()
DIMMED = 1000
"""Pixels of the page's colour that stay at most behind an open dialog."""


def view(workspace: Path) -> PeopleView:
    with open_reader(workspace, clock=lambda: datetime(2026, 9, 2, 7, tzinfo=UTC)) as reader:
        return reader.read(people_view)


def leads(workspace: Path) -> list[str]:
    """Return who leads the next held dates."""
    shown = view(workspace)
    people = {row.person.id: row.person.name for row in shown.rows}
    return [people.get(one.facilitator_id, "") if one.facilitator_id else "" for one in shown.planned if one.held]


def person(workspace: Path, name: str) -> Person:
    (found,) = rows(workspace, Person, name=name)
    return found


def undo(app: App, workspace: Path, before: list[str]) -> None:
    app.insist(partial(app.key, "ctrl+z"), lambda: leads(workspace) == before, "the names as they were")


class Page:
    """The page of people, as somebody at the keyboard has it."""

    def __init__(self, app: App, workspace: Path, beside: Beside) -> None:
        self.app, self.workspace, self._beside = app, workspace, beside

    def asks(self) -> bool:
        """Tell whether a dialog dims the page."""
        return self._beside.pixels(PAGE_COLOUR) < DIMMED

    def open(self, *keys: str) -> None:
        self.app.insist(partial(self.app.key, *keys), self.asks, f"the dialog behind {keys[-1]}")

    def shut(self) -> None:
        self.app.key("Escape")
        self.app.until(lambda: not self.asks(), "the page without a dialog")

    def team(self, name: str) -> Team | None:
        return next(iter(rows(self.workspace, Team, name=name)), None)

    def person(self, name: str) -> Person:
        return person(self.workspace, name)

    def change_and_undo(self, act: Callable[[], None], what: str) -> None:
        """See the first date change hands, and take it back."""
        before = leads(self.workspace)
        act()
        self.app.until(lambda: leads(self.workspace)[0] != before[0], what)
        undo(self.app, self.workspace, before)
