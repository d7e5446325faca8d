"""What the tests of turns on the week's page do again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from desk_fixture import ask
from PySide6.QtWidgets import QDialog
from week_set import Set

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.values import message
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.services import turns
from weeklypm.services.week import ThisWeek, this_week
from weeklypm.storage import Unit

DAY = date(2026, 9, 2)
WEEK = timedelta(days=7)
Shown = TypeVar("Shown", bound=QDialog)


class Window(Protocol):
    """Be a page in its window over a desk."""

    console: Console
    desk: Desk

    def settle(self) -> None:
        """Wait until everything asked for is shown."""


def names(shown: Set) -> dict[date, str]:
    """Return who leads each date that the strip shows."""
    week: ThisWeek = ask(shown.desk, this_week)
    return {cell.day: cell.name or "" for cell in week.strip if cell.held}


def dialog(shown: Window, kind: type[Shown]) -> Shown:
    """Return the dialog of a kind, which is open."""
    shown.settle()
    found = shown.console.findChild(kind)
    assert found is not None
    assert found.isVisible()
    return found


def let_leader_present(shown: Set) -> None:
    """Let whoever leads this week present what it talks about."""
    shown.change(turns.settle)
    week: ThisWeek = ask(shown.desk, this_week)
    assert week.agenda is not None
    assert week.facilitator is not None
    leads, item_id = week.facilitator.person.id, week.agenda.main[0].item_id
    assert item_id is not None

    def give(unit: Unit) -> AgendaItem:
        return unit.put(replace(unit.get(AgendaItem, item_id), presenter_id=leads))

    shown.change(give)


def send_all_away(shown: Window, *, but: str = "") -> None:
    """Let everybody be away this week; ``but`` one."""

    def go(unit: Unit) -> None:
        turns.settle(unit)
        for person in unit.find(Person):
            if person.name != but:
                unit.add(Absence(**unit.stamp(), person_id=person.id, starts_on=DAY, ends_on=DAY))
        turns.settle(unit)

    shown.desk.operations.change(go, message("turnspage.label.away", day=DAY))
    shown.settle()
