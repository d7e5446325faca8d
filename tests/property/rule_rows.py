"""Rows for tests of the rules: short makers with plain defaults."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.calendar import Series
from weeklypm.domain.incident import Incident, Instant, InstantKind
from weeklypm.domain.ledger import Held
from weeklypm.domain.meeting import ClockEvent, ClockKind
from weeklypm.domain.outcomes import ActionChange, ActionItem
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.schedule import Slot
from weeklypm.domain.timeline import TimelineEvent

NOW = datetime(2026, 9, 2, 7, 0, tzinfo=UTC)
DAY = date(2026, 9, 2)
"""A Wednesday."""
WEEK = timedelta(weeks=1)


def stamp(number: int) -> dict[str, Any]:
    return {"id": UUID(int=number), "created_at": NOW, "updated_at": NOW}


def person(number: int, team: int | None = None, **fields: Any) -> Person:
    given = {"name": f"Person {number}", "joined_on": date(2025, 1, 1), "founder": True, **fields}
    return Person(**stamp(number), team_id=None if team is None else UUID(int=9000 + team), **given)


def people(*sizes: int) -> tuple[Person, ...]:
    """Make teams of these sizes; their people are numbered from 1."""
    teams = [team for team, size in enumerate(sizes) for _ in range(size)]
    return tuple(person(number, team) for number, team in enumerate(teams, start=1))


def absence(number: int, starts_on: date, ends_on: date) -> Absence:
    return Absence(**stamp(70000 + number), person_id=UUID(int=number), starts_on=starts_on, ends_on=ends_on)


def weeks(count: int, start: date = DAY) -> list[date]:
    return [start + WEEK * index for index in range(count)]


def open_slots(count: int, start: date = DAY) -> list[Slot]:
    return [Slot(day, held=True) for day in weeks(count, start)]


def held_by(*numbers: int | None, start: date = DAY) -> list[Held]:
    """Make one held meeting a week, facilitated by these people."""
    return [
        Held(day, None if number is None else UUID(int=number))
        for day, number in zip(weeks(len(numbers), start), numbers, strict=True)
    ]


def series(**fields: Any) -> Series:
    given = {"name": "Weekly", "weekday": 2, "starts_at": time(16), "zone": "Asia/Tokyo", "first_on": date(2026, 1, 1)}
    return Series(**stamp(1), **{**given, **fields})


def item(number: int, kind: Kind = Kind.OPEN_TOPIC, **fields: Any) -> AgendaItem:
    given = {"title": f"Item {number}", "queued_on": DAY - timedelta(days=number), **fields}
    return AgendaItem(**stamp(number), kind=kind, **given)


def incident(number: int, **fields: Any) -> Incident:
    return Incident(**stamp(number), **{"key": f"k{number}", "title": f"Incident {number}", **fields})


def instant(kind: InstantKind, minute: int | None, **fields: Any) -> Instant:
    at = None if minute is None else NOW + timedelta(minutes=minute)
    number = list(InstantKind).index(kind)
    return Instant(**stamp(number), incident_id=UUID(int=1), kind=kind, at=at, **fields)


def event(number: int, minute: int | None, **fields: Any) -> TimelineEvent:
    at = None if minute is None else NOW + timedelta(minutes=minute)
    given = {"position": number, "text": f"event {number}", **fields}
    return TimelineEvent(**stamp(number), incident_id=UUID(int=1), at=at, **given)


def tick(number: int, kind: ClockKind, second: int, **fields: Any) -> ClockEvent:
    at = NOW + timedelta(seconds=second)
    return ClockEvent(**stamp(number), meeting_id=UUID(int=1), at=at, kind=kind, **fields)


def action(**fields: Any) -> ActionItem:
    return ActionItem(**stamp(5), **{"text": "Page when p99 is over 1 s", **fields})


def change(number: int, **fields: Any) -> ActionChange:
    given = {"action_id": UUID(int=5), "field": "due", "old": "2026-09-01", "new": "2026-09-08", "reason": "parts late"}
    return ActionChange(**stamp(number), at=NOW, **{**given, **fields})


def team(number: int, name: str) -> Team:
    return Team(**stamp(9000 + number), name=name)
