"""The turns as they are shown: the plan with its reasons and conflicts, one date's whole story, and the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.ledger import Held, Roster, replay
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person, Team
from weeklypm.domain.picks import Duties, Planned, Rank
from weeklypm.domain.rotation import conflict, swap_partner
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Message
from weeklypm.services.clock import local_day
from weeklypm.services.dates import BEGUN, series_of, slots_from
from weeklypm.services.outlook import Outlook, duties_near, outlook
from weeklypm.services.turn_json import table_from_json
from weeklypm.services.turn_record import COVERS
from weeklypm.services.week import STRIP, cast_of, held_meetings

if TYPE_CHECKING:
    from weeklypm.storage import Reader


class TurnState(StrEnum):
    """Name how firm the name of a date is."""

    HELD = "held"
    CONFIRMED = "confirmed"
    AGREED = "agreed"
    TENTATIVE = "tentative"


@dataclass(frozen=True)
class Why:
    """Hold why a person leads, led or is to lead a date, with the whole table of candidates, the leader first.

    ``instead_of`` is whose turn it was where somebody covers; ``reason`` is why the date is not held. The table of
    what is confirmed or held is the one of the day on which it was confirmed, empty where none was kept.
    """

    day: date
    held: bool
    state: TurnState
    person: Person | None = None
    instead_of: Person | None = None
    why: Message | None = None
    table: tuple[Rank, ...] = ()
    reason: Message | None = None


@dataclass(frozen=True)
class Conflict:
    """Hold a confirmed leader who is busy with what the date talks about, and the date to swap with, if one fits."""

    day: date
    person_id: UUID
    why: Message
    swap_with: date | None = None
    other_id: UUID | None = None


@dataclass(frozen=True)
class TurnsView:
    """Hold the plan with the dates between that are not held; ``passes`` counts those in a row, by person."""

    planned: tuple[Planned, ...]
    people: Mapping[UUID, Person]
    teams: Mapping[UUID, Team]
    why: Mapping[date, Why]
    passes: Mapping[UUID, int]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class LedgerNow:
    """Hold what each person owes in turns, and on which dates they led and sat beside, the oldest first."""

    day: date
    debts: Mapping[UUID, Fraction]
    served: Mapping[UUID, tuple[date, ...]]
    shadowed: Mapping[UUID, tuple[date, ...]]
    roster: Roster
    history: tuple[Held, ...]


def turns_view(reader: Reader, day: date | None = None, count: int = STRIP) -> TurnsView:
    """Return the plan of so many held meetings from a day on, by default from today, with reasons and conflicts."""
    look = outlook(reader, day, max(2 * STRIP, count))
    cast = cast_of(reader, look.series)
    duties = duties_near(reader, look)
    shown = tuple(one for one in look.planned(count, duties) if day is None or one.day >= day)
    return TurnsView(
        planned=shown,
        people=cast.people,
        teams=cast.teams,
        why={one.day: story_ahead(reader, look, one) for one in shown},
        passes=_passes(reader),
        conflicts=_conflicts(look, shown, duties),
    )


def _conflicts(look: Outlook, planned: Sequence[Planned], duties: Mapping[date, Duties]) -> tuple[Conflict, ...]:
    found = []
    for one in planned:
        why = conflict(one, duties[one.day]) if one.day in duties else None
        if why is not None and one.facilitator_id is not None and one.day in look.kept:
            found.append(_conflict(look, planned, one.day, one.facilitator_id, why, duties))
    return tuple(found)


def _conflict(
    look: Outlook, planned: Sequence[Planned], day: date, person_id: UUID, why: Message, duties: Mapping[date, Duties]
) -> Conflict:
    other = swap_partner(planned, day, duties, look.roster)
    who = next((one.facilitator_id for one in planned if one.day == other), None)
    return Conflict(day, person_id, why, other, who)


def story_ahead(reader: Reader, look: Outlook, planned: Planned) -> Why:
    """Return why a person is to lead a date of the plan, and how firm that is: as the plan itself says."""
    day = planned.day
    if not planned.held:
        return Why(day, held=False, state=TurnState.TENTATIVE, reason=planned.reason)
    row = look.rows.get(day)
    person = look.people.get(planned.facilitator_id) if planned.facilitator_id else None
    stored = row is not None and row.facilitator_id == planned.facilitator_id
    if row is None or not stored:
        instead_of = look.people.get(planned.instead_of_id) if planned.instead_of_id else None
        why, table = (planned.pick.why, planned.pick.ranking) if planned.pick else (None, ())
        firm = planned.confirmed and person is not None
        return Why(day, True, TurnState.CONFIRMED if firm else TurnState.TENTATIVE, person, instead_of, why, table)
    state = TurnState.CONFIRMED if planned.confirmed else TurnState.AGREED
    return _kept(reader, look.people, row, state)


def _kept(reader: Reader, people: Mapping[UUID, Person], row: Meeting, state: TurnState) -> Why:
    """Return the story of a date whose name is stored, with the table that was kept when it was last picked."""
    events = reader.find(RotationEvent, day=row.held_on, order_by=("number",))
    names = {person_id: person.name for person_id, person in people.items()}
    table = next((event.table_json for event in reversed(events) if event.table_json), "")
    covers = [event for event in events if event.kind in COVERS and event.person_id == row.facilitator_id]
    instead_of = people.get(covers[-1].instead_of_id) if covers and covers[-1].instead_of_id else None
    person = people.get(row.facilitator_id) if row.facilitator_id else None
    return Why(row.held_on, True, state, person, instead_of, row.explanation, table_from_json(table, names))


def why(reader: Reader, day: date) -> Why:
    """Return why a person leads, led or is to lead a date; raise Problem ``turns.problem.no_date`` for other days."""
    series = series_of(reader)
    people = {person.id: person for person in reader.find(Person, include_deleted=True)}
    row = reader.first(Meeting, held_on=day, state=BEGUN)
    if row is not None:
        return _kept(reader, people, row, TurnState.HELD)
    today = local_day(reader.now, series.zone)
    slot = next(iter(slots_from(reader, series, day, 1, today)), None)
    if slot is None or slot.day != day or day < today:
        code = "turns.problem.past" if day < today else "turns.problem.no_date"
        raise Problem(code, day=day, **({"coming": slot.day} if slot is not None and day >= today else {}))
    if not slot.held:
        return Why(day, held=False, state=TurnState.TENTATIVE, reason=slot.reason)
    look = outlook(reader)
    if day not in look.days:
        raise Problem("turns.problem.too_far", day=day, last=look.days[-1])
    ahead = look.planned(look.days.index(day) + 1, duties_near(reader, look))
    return story_ahead(reader, look, next(one for one in ahead if one.day == day))


def passes_in_a_row(reader: Reader, person_id: UUID) -> int:
    """Return how often a person passed since they last led."""
    return _passes(reader).get(person_id, 0)


def _passes(reader: Reader) -> dict[UUID, int]:
    kinds = (TurnKind.PASSED, TurnKind.HELD)
    told = reader.values(RotationEvent, ("kind", "person_id", "instead_of_id"), kind=kinds, order_by=("number",))
    passes: dict[UUID, int] = {}
    for kind, person_id, instead_of_id in told:
        if kind is TurnKind.PASSED and instead_of_id is not None:
            passes[instead_of_id] = passes.get(instead_of_id, 0) + 1
        elif kind is TurnKind.HELD:
            passes.pop(person_id, None)
    return passes


def ledger_now(reader: Reader) -> LedgerNow:
    """Return what each person owes after the meetings that have begun, and when they led and sat beside."""
    series = series_of(reader)
    roster = cast_of(reader, series).roster
    history = held_meetings(reader)
    today = local_day(reader.now, series.zone)
    sat = reader.values(Meeting, ("co_facilitator_id", "held_on"), state=MeetingState.CLOSED, order_by=("held_on",))
    led = [(meeting.facilitator_id, meeting.day) for meeting in history]
    debts = replay(roster, history, as_of=today)
    return LedgerNow(today, debts, _dates(led), _dates(sat), roster, history)


def _dates(pairs: Sequence[tuple[UUID | None, date]]) -> dict[UUID, tuple[date, ...]]:
    found: dict[UUID, list[date]] = {}
    for person_id, day in pairs:
        if person_id is not None:
            found.setdefault(person_id, []).append(day)
    return {person_id: tuple(days) for person_id, days in found.items()}
