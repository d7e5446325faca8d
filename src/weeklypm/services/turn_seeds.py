"""Who led before the workspace: past turns that seed the ledger, so that whoever always led is not asked first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.outlook import snapshot
from weeklypm.services.planning import ANEW, carry_on, catch_up, release
from weeklypm.services.turn_json import digest
from weeklypm.services.turn_record import append
from weeklypm.services.week import cast_of, held_meetings, planned_rows

if TYPE_CHECKING:
    from weeklypm.storage import Unit

BY_HAND: Final = (TurnKind.SWAPPED, TurnKind.COVERED, TurnKind.PASSED, TurnKind.TAKEN, TurnKind.AGREED)
"""What people agreed on about a date, which no seeding changes."""


def seed_history(unit: Unit, turns: Sequence[tuple[date, UUID]]) -> int:
    """Let turns from before the workspace count in the ledger, and return how many are new.

    The people who share the turns from the start are taken to have been there from the first of these dates on, and
    whoever led to need no grace; so those who never led owe most. As long as the workspace has held no meeting, names
    that the rule confirmed without these turns are picked anew; what people agreed on stays. Told again, the same turns
    change nothing. Raises Problem ``turns.problem.seed_*`` and ``turns.problem.nobody_known``.
    """
    catch_up(unit)
    _refuse_slips(unit, turns)
    known = {meeting.day for meeting in held_meetings(unit)}
    new = sorted((turn for turn in turns if turn[0] not in known), key=_day)
    if new:
        _were_there(unit, new)
        catch_up(unit)
        if not _own_days(unit):
            _pick_anew(unit)
        for day, person_id in new:
            seed_turn(unit, day, person_id)
    carry_on(unit)
    return len(new)


def _day(turn: tuple[date, UUID]) -> date:
    return turn[0]


def _seeded_days(unit: Unit) -> set[date | None]:
    return {day for (day,) in unit.values(RotationEvent, ("day",), kind=TurnKind.SEEDED)}


def _own_days(unit: Unit) -> list[date]:
    """Return on which dates the workspace held meetings itself."""
    seeded = _seeded_days(unit)
    return [meeting.day for meeting in held_meetings(unit) if meeting.day not in seeded]


def _pick_anew(unit: Unit) -> None:
    """Take names off the dates ahead that the rule alone gave them, before it knew who had led."""
    agreed = unit.values(RotationEvent, ("day", "other_day"), kind=BY_HAND)
    by_hand = {day for days in agreed for day in days}
    for day, row in planned_rows(unit, _today(unit)).items():
        if day not in by_hand:
            release(unit, row, ANEW)


def _today(unit: Unit) -> date:
    return local_day(unit.now, series_of(unit).zone)


def _refuse_slips(unit: Unit, turns: Sequence[tuple[date, UUID]]) -> None:
    led = {meeting.day: meeting.facilitator_id for meeting in held_meetings(unit)}
    seeded = _seeded_days(unit)
    first = min(_own_days(unit), default=None)
    today = _today(unit)
    seen: set[date] = set()
    for day, person_id in turns:
        if unit.first(Person, id=person_id) is None:
            raise Problem("turns.problem.nobody_known")
        if day in seen:
            raise Problem("turns.problem.seed_twice", day=day)
        seen.add(day)
        if day >= today:
            raise Problem("turns.problem.seed_future", day=day)
        if day in led and (day not in seeded or led[day] != person_id):
            raise Problem("turns.problem.seed_held", day=day)
        if first is not None and day > first:
            raise Problem("turns.problem.seed_late", day=day, first=first)


def _were_there(unit: Unit, turns: Sequence[tuple[date, UUID]]) -> None:
    """Let the ledger know those who led, and the founders, from the first turn on that is told of them."""
    first = {person_id: day for day, person_id in reversed(turns)}
    for person in unit.find(Person):
        since = turns[0][0] if person.founder else first.get(person.id)
        if since is not None:
            unit.put(replace(person, joined_on=min(person.joined_on, since), founder=True))


def seed_turn(unit: Unit, day: date, person_id: UUID) -> RotationEvent:
    """Enter one turn from before the workspace as a meeting that is over."""
    series = series_of(unit)
    before = tuple(meeting for meeting in held_meetings(unit) if meeting.day < day)
    shares = snapshot(cast_of(unit, series).roster, day, before)
    stands = unit.first(Meeting, held_on=day)
    if stands is not None:
        # A past date that was planned or called off in the tables and yet was held.
        unit.delete(stands)
    row = Meeting(**unit.stamp(), series_id=series.id, held_on=day, state=MeetingState.CLOSED)
    unit.add(replace(row, facilitator_id=person_id, shares_json=shares))
    return append(unit, TurnKind.SEEDED, {"shares": digest(shares)}, day=day, person_id=person_id)
