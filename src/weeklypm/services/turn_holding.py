"""Meetings as the rotation sees them: begun, over, opened again, and led by whoever actually led."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person
from weeklypm.domain.turns import TurnKind
from weeklypm.domain.values import Message, message
from weeklypm.services.outlook import beside_on, duties_on, outlook
from weeklypm.services.planning import carry_on, confirm, is_confirmed, settle
from weeklypm.services.turn_json import Facts
from weeklypm.services.turn_record import append

if TYPE_CHECKING:
    from datetime import date

    from weeklypm.storage import Unit


def seat(unit: Unit, day: date) -> Meeting:
    """Return the row of a date that is about to be held, its name confirmed; nobody where the rule finds nobody."""
    look = outlook(unit, day)
    if not is_confirmed(look, day):
        confirm(unit, look, day, duties_on(unit, day), must=True)
    return unit.find(Meeting, held_on=day)[0]


def begin(unit: Unit, row: Meeting) -> Meeting:
    """Let a meeting begin, or go on after it was closed; the turn counts as served from here on."""
    live = replace(row, state=MeetingState.LIVE)
    return _told(unit, replace(live, co_facilitator_id=_beside(unit, live)), {"live": True})


def finish(unit: Unit, row: Meeting) -> Meeting:
    """Let a meeting be over: who led it and who sat beside stands; the names of the next two are confirmed."""
    closed = over(unit, row)
    carry_on(unit)
    return closed


def over(unit: Unit, row: Meeting) -> Meeting:
    """Record that a meeting is over, with the next leader who was there as the one who sat beside."""
    closed = replace(row, state=MeetingState.CLOSED)
    return _told(unit, replace(closed, co_facilitator_id=_beside(unit, closed)), {})


def _beside(unit: Unit, row: Meeting) -> UUID | None:
    return beside_on(outlook(unit), row.held_on, row.facilitator_id)


def _told(unit: Unit, row: Meeting, facts: Facts) -> Meeting:
    stored = unit.put(row)
    beside = {"beside": row.co_facilitator_id.hex} if row.co_facilitator_id is not None else {}
    why = stored.explanation
    append(unit, TurnKind.HELD, facts | beside, day=row.held_on, person_id=row.facilitator_id, why=why)
    return stored


def led_by(unit: Unit, meeting_id: UUID, person_id: UUID | None) -> Meeting:
    """Say who actually leads a meeting that runs: a member, who pays a turn; a guest or nobody, which costs nobody one.

    Raises Problem ``services.problem.meeting_not_live`` for any other meeting, and ``turns.problem.nobody_known``.
    """
    settle(unit)
    row = unit.get(Meeting, meeting_id)
    if row.state is not MeetingState.LIVE:
        raise Problem("services.problem.meeting_not_live")
    if person_id == row.facilitator_id:
        return row
    return begin(unit, replace(row, facilitator_id=person_id, explanation=_led(unit, person_id)))


def _led(unit: Unit, person_id: UUID | None) -> Message | None:
    if person_id is None:
        return None
    person = unit.first(Person, id=person_id)
    if person is None:
        raise Problem("turns.problem.nobody_known")
    return message("turns.why.led", name=person.name)
