"""Confirm who leads the next two meetings, so that a confirmed name stays (facilitation.md rule 7).

A confirmed name keeps its turn when the calendar changes: it leads the held date that takes the place of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.schedule import moved_on
from weeklypm.services.clock import local_day
from weeklypm.services.dates import next_days, series_of
from weeklypm.services.week import this_week

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from weeklypm.domain.rotation import Planned
    from weeklypm.domain.values import Message
    from weeklypm.storage import Unit

KEPT_IN_ORDER: Final = 12
"""Held dates ahead whose names are kept in order when the calendar changes; two of them are confirmed."""


@dataclass(frozen=True)
class Turn:
    """Hold who leads a date, who sits beside, and why."""

    facilitator_id: UUID
    co_facilitator_id: UUID | None
    explanation: Message | None


def confirm(unit: Unit, planned: tuple[Planned, ...]) -> None:
    """Keep the confirmed names of a plan as planned meetings; names that are kept already stay as they are."""
    for date_ in planned:
        turn = _turn_of(date_)
        if turn is not None and unit.first(Meeting, held_on=date_.day) is None:
            _seat(unit, date_.day, turn)


@contextmanager
def keeping_turns(unit: Unit) -> Iterator[None]:
    """Keep the confirmed names in their order over a change of the calendar made inside.

    The name of the first held date before leads the first held date after, and so on: turns move on to the next held
    dates when one is lost, and back when it is won again.
    """
    before = _held(unit)
    turns = _turns(unit, before)
    yield
    after = _held(unit)
    if after != before:
        _reseat(unit, dict(zip(after, map(turns.get, before), strict=False)))


def _held(unit: Unit) -> tuple[date, ...]:
    today = local_day(unit.now, series_of(unit).zone)
    return next_days(unit, series_of(unit), today, KEPT_IN_ORDER, today)


def _turns(unit: Unit, held: Sequence[date]) -> dict[date, Turn]:
    """Return the confirmed names of held dates: those kept already, and those shown as confirmed and not kept yet."""
    shown = {date_.day: turn for date_ in this_week(unit).planned if (turn := _turn_of(date_)) is not None}
    kept = {
        row.held_on: Turn(row.facilitator_id, row.co_facilitator_id, row.explanation)
        for row in _planned(unit)
        if row.facilitator_id is not None
    }
    return {day: turn for day, turn in (shown | moved_on(kept, held)).items() if day in held}


def _turn_of(date_: Planned) -> Turn | None:
    if not date_.confirmed or date_.facilitator_id is None:
        return None
    return Turn(date_.facilitator_id, None, date_.pick.why if date_.pick else None)


def _planned(unit: Unit) -> Sequence[Meeting]:
    today = local_day(unit.now, series_of(unit).zone)
    return unit.find(Meeting, state=MeetingState.PLANNED, held_on__ge=today)


def _reseat(unit: Unit, turns: Mapping[date, Turn | None]) -> None:
    kept = {row.held_on: row for row in _planned(unit)}
    for day, row in kept.items():
        if turns.get(day) is None:
            unit.delete(row)
    for day, turn in turns.items():
        if turn is None:
            continue
        if day in kept:
            unit.put(replace(kept[day], **vars(turn)))
        else:
            _seat(unit, day, turn)


def _seat(unit: Unit, day: date, turn: Turn) -> Meeting:
    return unit.add(Meeting(**unit.stamp(), series_id=series_of(unit).id, held_on=day, **vars(turn)))
