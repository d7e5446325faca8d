"""Change who leads which date: swap, cover, pass, away, take; each change is recorded (facilitation.md rules 10 to 12).

A problem of a use case is raised before anything is changed, as ``turns.problem.*``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.picks import NO_DUTIES, Duties, Pick, Planned
from weeklypm.domain.rotation import PASSES_IN_A_ROW
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Message, message
from weeklypm.services.dates import BEGUN
from weeklypm.services.outlook import Outlook, duties_on, outlook
from weeklypm.services.planning import appoint, carry_on, covering, settle
from weeklypm.services.turn_holding import led_by
from weeklypm.services.turn_json import digest, duties_facts
from weeklypm.services.turn_record import append, record
from weeklypm.services.turn_seeds import seed_history
from weeklypm.services.turns_view import (
    Conflict,
    LedgerNow,
    TurnsView,
    Why,
    ledger_now,
    passes_in_a_row,
    turns_view,
    why,
)
from weeklypm.storage.codec import message_to_plain

if TYPE_CHECKING:
    from weeklypm.storage import Unit

__all__ = [
    "Conflict",
    "Given",
    "LedgerNow",
    "TurnsView",
    "Why",
    "away",
    "cover",
    "led_by",
    "ledger_now",
    "pass_turn",
    "record",
    "seed_history",
    "settle",
    "swap",
    "take",
    "turns_view",
    "why",
]


OFFERED: Final = "offered"
"""The mark of a cover that offered to lead, where the rule picked nobody."""


@dataclass(frozen=True)
class Given:
    """Hold who leads a date now, instead of whom, and why; nobody where the meeting runs itself.

    ``suggest_beside`` is true where somebody passed twice in a row: rather than lead, they could sit beside a leader.
    """

    day: date
    person: Person | None
    instead_of: Person | None
    why: Message | None
    suggest_beside: bool = False


def swap(unit: Unit, day: date, other_day: date) -> tuple[Planned, ...]:
    """Let the leaders of two dates ahead change places; both debts end as if they had not. Return the plan after it.

    A tentative name is fixed by that. Raises Problem ``turns.problem.*`` where one of the dates is not held or has
    nobody, both are led by one person, or one of the two cannot lead on the other's date.
    """
    settle(unit)
    look = outlook(unit)
    swap_names(unit, look, day, other_day, _named(look, day), _named(look, other_day))
    carry_on(unit)
    return outlook(unit).planned()


def _named(look: Outlook, day: date) -> UUID:
    """Return who leads a date ahead by what is kept or planned for it."""
    _refuse_date(look, day)
    kept = look.kept.get(day)
    if kept is not None:
        return kept
    planned = look.planned_on(day)
    if planned is None or planned.facilitator_id is None:
        raise Problem("turns.problem.nobody_named", day=day)
    return planned.facilitator_id


def _refuse_date(look: Outlook, day: date) -> None:
    if day < look.today:
        raise Problem("turns.problem.past", day=day)
    if any(meeting.day == day for meeting in look.history):
        raise Problem("turns.problem.begun", day=day)
    if day in look.days:
        return
    slot = next((slot for slot in look.slots if slot.day == day), None)
    if slot is not None and slot.reason is not None:
        raise Problem("turns.problem.not_held", day=day, reason=slot.reason)
    if look.days and day > look.days[-1]:
        raise Problem("turns.problem.too_far", day=day, last=look.days[-1])
    raise Problem("turns.problem.no_date", day=day, coming=next(one for one in look.days if one > day))


def swap_names(unit: Unit, look: Outlook, day: date, other_day: date, first: UUID, second: UUID) -> RotationEvent:
    """Let ``first``, who leads ``day``, and ``second``, who leads ``other_day``, change places."""
    if day == other_day:
        raise Problem("turns.problem.same_date", day=day)
    if first == second:
        raise Problem("turns.problem.same_person", name=look.people[first].name, day=day, other=other_day)
    _refuse_unable(look, first, other_day)
    _refuse_unable(look, second, day)
    here = _swapped(look, second, first, other_day)
    there = _swapped(look, first, second, day)
    _lead(unit, look, day, second, here)
    _lead(unit, look, other_day, first, there)
    names: dict[str, Any] = {"day": day, "other_day": other_day, "person_id": second, "instead_of_id": first}
    return append(unit, TurnKind.SWAPPED, {"other_why": message_to_plain(there)}, **names, why=here)


def _swapped(look: Outlook, person_id: UUID, other_id: UUID, day: date) -> Message:
    names = {"name": look.people[person_id].name, "other": look.people[other_id].name}
    return message("turns.why.swapped", **names, day=day)


def _refuse_unable(look: Outlook, person_id: UUID, day: date) -> None:
    """Raise the Problem of somebody who cannot lead on a day: unknown, left, not there yet, opted out, or away."""
    person = _refuse_stranger(look, person_id, day)
    told = {"name": person.name, "day": day}
    if not person.opted_in:
        raise Problem("turns.problem.opted_out", **told)
    until = look.roster.away_until(person_id, day)
    if until is not None:
        raise Problem("turns.problem.away", **told, until=until)


def _refuse_stranger(look: Outlook, person_id: UUID, day: date) -> Person:
    """Return a member of a day; raise the Problem of who is unknown, has left by then, or is not there yet."""
    person = look.people.get(person_id)
    if person is None:
        raise Problem("turns.problem.nobody_known")
    if person.left_on is not None and person.left_on < day:
        raise Problem("turns.problem.left", name=person.name, day=day)
    if person.joined_on > day:
        raise Problem("turns.problem.not_joined", name=person.name, day=day)
    return person


def _lead(unit: Unit, look: Outlook, day: date, person_id: UUID, why: Message) -> None:
    row = look.rows.get(day)
    if row is not None:
        unit.put(replace(row, facilitator_id=person_id, explanation=why))
        return
    new = Meeting(**unit.stamp(), series_id=look.series.id, held_on=day, facilitator_id=person_id, explanation=why)
    unit.add(new)


def cover(unit: Unit, day: date, by_id: UUID | None = None) -> Given:
    """Let somebody lead a date instead of whose name is kept for it: a volunteer, or whom the rule picks.

    The cover pays the turn, the other's debt stays, so that they come up next (rule 10). Raises Problem
    ``turns.problem.*``.
    """
    return _given(unit, day, TurnKind.COVERED, by_id)


def pass_turn(unit: Unit, day: date) -> Given:
    """Let the leader of a date pass: as ``cover``, and no reason is asked or kept.

    Raises Problem ``turns.problem.nobody_else`` where nobody else can lead the date.
    """
    return _given(unit, day, TurnKind.PASSED, None)


def _given(unit: Unit, day: date, kind: TurnKind, by_id: UUID | None) -> Given:
    settle(unit)
    look = outlook(unit)
    _refuse_date(look, day)
    if day not in look.kept:
        raise Problem("turns.problem.tentative", day=day)
    event = hand_on(unit, look, day, kind, duties_on(unit, day) if by_id is None else NO_DUTIES, by_id)
    carry_on(unit)
    return _told(unit, look, day, event)


def hand_on(unit: Unit, look: Outlook, day: date, kind: TurnKind, duties: Duties, by_id: UUID | None) -> RotationEvent:
    """Give a date to a volunteer, or to whom the rule picks; raise ``turns.problem.*`` where nobody can lead it."""
    if by_id is not None:
        return appoint(unit, look, day, kind, volunteer(look, day, by_id), {OFFERED: True})
    picked = covering(unit, look, day, duties)
    if picked.facilitator_id is None:
        raise Problem("turns.problem.nobody_else", day=day, name=look.people[look.kept[day]].name)
    return appoint(unit, look, day, kind, picked, duties_facts(duties))


def volunteer(look: Outlook, day: date, person_id: UUID) -> Pick:
    """Return a volunteer as the pick of a date; raise the Problem of somebody who cannot lead it."""
    _refuse_unable(look, person_id, day)
    if look.kept.get(day) == person_id:
        raise Problem("turns.problem.leads_already", name=look.people[person_id].name, day=day)
    rows = look.planned_on(day)
    ranking = rows.pick.ranking if rows is not None and rows.pick is not None else ()
    ordered = tuple(sorted(ranking, key=lambda row: row.person_id != person_id))
    debt = ordered[0].debt if ordered and ordered[0].person_id == person_id else Fraction(0)
    return Pick(person_id, debt, ordered, message("turns.why.volunteer", name=look.people[person_id].name))


def _told(unit: Unit, look: Outlook, day: date, event: RotationEvent) -> Given:
    passed = event.instead_of_id
    often = event.kind is TurnKind.PASSED and passed is not None and passes_in_a_row(unit, passed) >= PASSES_IN_A_ROW
    names = (event.person_id, event.instead_of_id)
    person, instead_of = (look.people.get(one) if one is not None else None for one in names)
    return Given(day, person, instead_of, event.why, often)


def away(unit: Unit, day: date, until: date | None = None) -> Given:
    """Register that whoever leads a date is away from it to a last day, by default that day; no reason is kept.

    The rule picks a cover, and whoever is away keeps their share of the turn (rule 11). Nobody is no failure: then the
    meeting runs itself. Raises Problem ``turns.problem.*``.
    """
    settle(unit)
    look = outlook(unit)
    person_id = _named(look, day)
    last = until if until is not None else day
    if last < day:
        raise Problem("turns.problem.until", day=day, until=last)
    unit.add(Absence(**unit.stamp(), person_id=person_id, starts_on=day, ends_on=last))
    events = settle(unit)
    event = next((one for one in events if one.day == day and one.instead_of_id == person_id), None)
    if event is not None and event.kind is TurnKind.ABSENT:
        return _told(unit, look, day, event)
    planned = outlook(unit).planned_on(day, duties_on(unit, day))
    leads = look.people.get(planned.facilitator_id) if planned is not None and planned.facilitator_id else None
    return Given(day, leads, look.people[person_id], planned.pick.why if planned and planned.pick else None)


def take(unit: Unit, day: date, person_id: UUID | None) -> Given:
    """Let somebody take a meeting that nobody is to lead: 'I take it' (rule 12).

    While it runs whoever is in the workspace can, be they away, opted out or new by what is registered: they are
    there, and pay a turn as all who actually lead (rule 2); None is a guest, whose turn costs nobody one. Before that
    it is for those who take turns. Raises Problem ``turns.problem.taken`` where somebody leads it, and as ``cover``.
    """
    settle(unit)
    live = unit.first(Meeting, held_on=day, state=MeetingState.LIVE)
    look = outlook(unit)
    leads = live.facilitator_id if live is not None else _planned_leader(unit, look, day)
    if leads is not None:
        raise Problem("turns.problem.taken", day=day, name=look.people[leads].name if leads in look.people else "")
    if live is None:
        _refuse_before(look, person_id, day)
    event = take_place(unit, look, day, person_id)
    carry_on(unit)
    return _told(unit, look, day, event)


def _planned_leader(unit: Unit, look: Outlook, day: date) -> UUID | None:
    _refuse_date(look, day)
    planned = look.planned_on(day, duties_on(unit, day))  # who presents is no leader by the rule
    return planned.facilitator_id if planned is not None else None


def _refuse_before(look: Outlook, person_id: UUID | None, day: date) -> None:
    """Raise the Problem of somebody who cannot take a meeting before it runs."""
    if person_id is None:
        raise Problem("turns.problem.guest_live", day=day)
    person = _refuse_stranger(look, person_id, day)
    if day == look.today and not look.roster.can_serve(person_id, day):
        raise Problem("turns.problem.take_live", name=person.name, day=day)
    _refuse_unable(look, person_id, day)


def take_place(unit: Unit, look: Outlook, day: date, person_id: UUID | None) -> RotationEvent:
    """Give a date without a leader to a person, None for a guest, with the shares of its turn as they are."""
    if person_id is None:
        why = message("turns.why.taken_guest")
    else:
        why = message("turns.why.taken", name=_refuse_stranger(look, person_id, day).name)
    row = unit.first(Meeting, held_on=day, state=(MeetingState.PLANNED, *BEGUN))
    shares = (row.shares_json if row else "") or look.snapshot(day)
    told: dict[str, Any] = {"facilitator_id": person_id, "explanation": why, "shares_json": shares}
    if row is None:
        unit.add(Meeting(**unit.stamp(), series_id=look.series.id, held_on=day, **told))
    else:
        row = unit.put(replace(row, **told, co_facilitator_id=_but(row.co_facilitator_id, person_id)))
    beside = {"beside": row.co_facilitator_id.hex} if row and row.co_facilitator_id and row.state in BEGUN else {}
    return append(unit, TurnKind.TAKEN, {"shares": digest(shares)} | beside, day=day, person_id=person_id, why=why)


def _but(beside: UUID | None, leader: UUID | None) -> UUID | None:
    return None if beside == leader else beside
