"""What the tests of turns share: a week that goes on, meetings held, and the record replayed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from services_desk import Bench

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.people import Person
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.services import meetings, people, turns
from weeklypm.services.turn_record import record, untold
from weeklypm.services.turn_replay import Replayed, check_record
from weeklypm.wording import say

FIRST, SECOND, THIRD, FOURTH = date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 16), date(2026, 9, 30)
"""The first dates; 23 September is a public holiday."""


@dataclass
class Turns:
    """Hold a bench and ask it about turns."""

    bench: Bench

    def change(self, use_case: Any, *args: Any, **named: Any) -> Any:
        """Run a use case with its arguments."""
        return self.bench.change(lambda unit: use_case(unit, *args, **named))

    def read(self, query: Any, *args: Any) -> Any:
        """Ask a question with its arguments."""
        return self.bench.read(lambda reader: query(reader, *args))

    @property
    def people(self) -> dict[str, Person]:
        return {person.name: person for person in self.bench.read(lambda reader: reader.find(Person))}

    def name(self, person_id: UUID | None) -> str | None:
        return next((name for name, person in self.people.items() if person.id == person_id), None)

    def leads(self, count: int = 6) -> dict[date, str | None]:
        """Return who leads which held date ahead."""
        planned = self.read(turns.turns_view, None, count).planned
        return {one.day: self.name(one.facilitator_id) for one in planned if one.held}

    def row(self, day: date) -> Meeting | None:
        found: Meeting | None = self.bench.read(lambda reader: reader.first(Meeting, held_on=day))
        return found

    def kinds(self, since: int = 0) -> list[TurnKind]:
        return [event.kind for event in self.events(since)]

    def events(self, since: int = 0) -> tuple[RotationEvent, ...]:
        told: tuple[RotationEvent, ...] = self.read(record)[since:]
        return told

    def hold(self, led_by: UUID | str | None = "planned") -> Meeting:
        """Hold the next meeting and move on to the day after it."""
        self.go_to(next(iter(self.leads(1))))
        row = self.change(meetings.start_meeting)
        if led_by != "planned":
            self.change(turns.led_by, row.id, led_by)
        closed: Meeting = self.change(meetings.close_meeting, row.id)
        self.go_to(closed.held_on + timedelta(days=1))
        return closed

    def go_to(self, day: date) -> None:
        """Move the clock on to a day, at the same hour."""
        today = self.bench.clock().date()
        self.bench.clock.forward(timedelta(days=(day - today).days))

    def debts(self) -> dict[str | None, Any]:
        return {self.name(person_id): debt for person_id, debt in self.read(turns.ledger_now).debts.items()}

    def replayed(self) -> Replayed:
        found: Replayed = self.bench.read(check_record)
        return found

    def check(self) -> None:
        """Hold what is true after every change: numbers without a gap, debts of nought, and a record that replays."""
        events = self.events()
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        assert sum(self.debts().values()) == 0
        replayed = self.replayed()
        assert replayed.difference is None, replayed.difference
        assert replayed.recorded_state == replayed.replayed_state

    def untold(self) -> Any:
        return self.read(untold)


def refused(told: Turns, use_case: Callable[..., Any], *args: Any, **named: Any) -> str:
    """Return the code of a refusal that changed nothing and is told in both languages."""
    before = (told.events(), told.leads(), told.read(lambda reader: reader.find(Meeting)))
    with pytest.raises(Problem) as caught:
        told.change(use_case, *args, **named)
    assert (told.events(), told.leads(), told.read(lambda reader: reader.find(Meeting))) == before
    assert say("en", caught.value.message)
    assert say("ja", caught.value.message)
    return caught.value.code


def absent(told: Turns, name: str, first: date, last: date) -> None:
    """Register that somebody is away."""
    told.change(people.add_absence, told.people[name].id, first, last)
