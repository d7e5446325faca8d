"""Confirm who leads the next two meetings, and keep a confirmed name (facilitation.md rule 7; docs/adr/0006 and 0008).

``settle`` ends every use case that changes people, absences, the series or the calendar. A confirmed name keeps its
turn when the calendar changes: it leads the held date that takes the place of its own.

Each step is made by one function that is given the duties it goes by, so that a replay can make the same step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.picks import Duties, Pick
from weeklypm.domain.rotation import cover
from weeklypm.domain.schedule import moved_on
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.services.clock import local_day
from weeklypm.services.dates import BEGUN, next_days, series_of
from weeklypm.services.outlook import AHEAD, Outlook, duties_on, outlook, snapshot
from weeklypm.services.turn_json import Facts, digest, duties_facts, table_to_json
from weeklypm.services.turn_record import append, last_number, since, story_of, tell, untold_facts, untold_places
from weeklypm.services.week import cast_of, held_meetings

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from weeklypm.storage import Unit

KEPT: Final = {"kept": True}
"""The mark of a change of the calendar over which the names kept their order."""
ANEW: Final = {"anew": True}
"""The mark of a name that was taken off its date though the person could lead it: the rule is asked again."""


def settle(unit: Unit) -> tuple[RotationEvent, ...]:
    """Record what is not recorded, take names off dates that they cannot lead, and confirm the names of the next two.

    Return the events that this took; settling again changes nothing. Raises Problem ``services.problem.no_series``.
    """
    number = last_number(unit)
    catch_up(unit)
    carry_on(unit)
    return since(unit, number)


def catch_up(unit: Unit) -> None:
    """Tell the record what the tables hold and it does not know: people, calendar, and names that an undo put back."""
    snapshot_past(unit)
    story = story_of(unit)
    tell(unit, untold_facts(unit, story))
    tell(unit, untold_places(unit, story))


def snapshot_past(unit: Unit) -> None:
    """Work out the shares of held meetings that have none, so that nothing that comes later changes them."""
    if not unit.count(Meeting, state=BEGUN, shares_json=""):
        return
    roster = cast_of(unit, series_of(unit)).roster
    history = held_meetings(unit)
    rows = unit.find(Meeting, state=BEGUN, shares_json="", order_by=("held_on",))
    days = [meeting.day for meeting in history]
    worked_out = [snapshot(roster, row.held_on, history[: days.index(row.held_on)]) for row in rows]
    unit.put_many([replace(row, shares_json=text) for row, text in zip(rows, worked_out, strict=True)])


def carry_on(unit: Unit) -> None:
    """Take names off dates that they cannot lead any more, and confirm the names of the next two dates."""
    look = outlook(unit)
    for day in sorted(look.kept):
        if day in look.days and not look.roster.can_serve(look.kept[day], day):
            let_go(unit, look, day, duties_on(unit, day) if _needs_cover(look, day) else Duties())
            look = outlook(unit)
    for day in look.places:
        if not is_confirmed(look, day) and confirm(unit, look, day, duties_on(unit, day)):
            look = outlook(unit)


def is_confirmed(look: Outlook, day: date) -> bool:
    """Tell whether a date has a name that stays."""
    return day in look.kept and look.rows[day].shares_json != ""


def _needs_cover(look: Outlook, day: date) -> bool:
    return look.takes_turns(look.kept[day], day) and is_confirmed(look, day)


def let_go(unit: Unit, look: Outlook, day: date, duties: Duties) -> None:
    """Take a name off a date that the person cannot lead.

    Whoever is away after the name was confirmed keeps their share of the turn, and the rule picks a cover (rule 11);
    after leaving and opting out, and on dates that are not confirmed, the place is free again.
    """
    person_id = look.kept.get(day)
    if person_id is None or look.roster.can_serve(person_id, day):
        return
    if _needs_cover(look, day):
        appoint(unit, look, day, TurnKind.ABSENT, covering(unit, look, day, duties), duties_facts(duties))
        return
    release(unit, look.rows[day])


def release(unit: Unit, row: Meeting, facts: Facts | None = None) -> RotationEvent:
    """Take the name off a date, so that the rule picks anew."""
    unit.delete(row)
    return append(unit, TurnKind.RELEASED, facts, day=row.held_on, instead_of_id=row.facilitator_id)


def covering(unit: Unit, look: Outlook, day: date, duties: Duties) -> Pick:
    """Pick by the rule who leads a date instead of the name kept for it; nobody who passed on that date (rule 10)."""
    named = look.kept.get(day)
    without = {*passed_on(unit, day), *([named] if named is not None else [])}
    ahead = {one: person for one, person in look.kept.items() if one != day}
    shares, following = look.shares.get(day), look.following(day)
    return cover(
        look.roster, look.before(day), day, duties, without=without, ahead=ahead, shares=shares, following=following
    )


def passed_on(unit: Unit, day: date) -> frozenset[UUID]:
    """Return who passed on a date."""
    passed = unit.values(RotationEvent, ("instead_of_id",), kind=TurnKind.PASSED, day=day)
    return frozenset(person_id for (person_id,) in passed if person_id is not None)


def appoint(unit: Unit, look: Outlook, day: date, kind: TurnKind, picked: Pick, facts: Facts) -> RotationEvent:
    """Let somebody lead a date instead of the name kept for it, whose share of the turn stays where it is."""
    row = look.rows[day]
    unit.put(replace(row, facilitator_id=picked.facilitator_id, explanation=picked.why))
    names: dict[str, Any] = {"day": day, "person_id": picked.facilitator_id, "instead_of_id": row.facilitator_id}
    table = table_to_json(picked.ranking)
    return append(unit, kind, facts, **names, why=picked.why, table_json=table)


def confirm(unit: Unit, look: Outlook, day: date, duties: Duties, *, must: bool = False) -> bool:
    """Confirm the name of a date, kept or picked by the rule, with the shares of its turn; tell whether it was done.

    A second date stays open while the same person would lead twice running for want of another, so that whoever joins
    takes it. ``must`` confirms also that, and that nobody leads.
    """
    planned = look.planned_on(day, duties)
    if planned is None or planned.pick is None:
        return False
    picked = _but_passed(unit, look, day, planned.pick, duties)
    if not must and (picked.facilitator_id is None or _twice_running(look, day, picked.facilitator_id)):
        return False
    _store(unit, look, day, picked, duties)
    return True


def _but_passed(unit: Unit, look: Outlook, day: date, picked: Pick, duties: Duties) -> Pick:
    """Pick anew where the rule picks who has passed on the date already, while another can lead it."""
    if day in look.kept or picked.facilitator_id not in passed_on(unit, day):
        return picked
    other = covering(unit, look, day, duties)
    return picked if other.facilitator_id is None else other


def _twice_running(look: Outlook, day: date, person_id: UUID) -> bool:
    before = [one for one in look.days if one < day]
    return bool(before) and day not in look.kept and look.kept.get(before[-1]) == person_id


def _store(unit: Unit, look: Outlook, day: date, picked: Pick, duties: Duties) -> None:
    row = look.rows.get(day) or Meeting(**unit.stamp(), series_id=look.series.id, held_on=day)
    named = row.facilitator_id is not None and row.facilitator_id == picked.facilitator_id
    why = row.explanation if named and row.explanation is not None else picked.why
    shares = row.shares_json or look.snapshot(day)
    seated = replace(row, facilitator_id=picked.facilitator_id, explanation=why, shares_json=shares)
    if day in look.rows:
        unit.put(seated)
    else:
        unit.add(seated)
    facts = duties_facts(duties) | {"shares": digest(shares)}
    table = table_to_json(picked.ranking)
    append(unit, TurnKind.CONFIRMED, facts, day=day, person_id=picked.facilitator_id, why=why, table_json=table)


@contextmanager
def keeping_turns(unit: Unit) -> Iterator[None]:
    """Keep the names in their order over a change of the calendar made inside, and settle before and after it.

    The name of the first held date before leads the first held date after, and so on: turns move on to the next held
    dates when one is lost, and back when it is won again.
    """
    settle(unit)
    with moving_turns(unit):
        yield
    carry_on(unit)


@contextmanager
def moving_turns(unit: Unit) -> Iterator[None]:
    """Move the names with their dates over a change of the calendar made inside, and record both."""
    before = _held(unit)
    rows = {row.held_on: row for row in _planned(unit)}
    named = {day: row for day, row in rows.items() if row.facilitator_id is not None}
    turns = {day: row for day, row in moved_on(named, before).items() if day in before}
    yield
    tell(unit, untold_facts(unit, story_of(unit), **KEPT))
    after = _held(unit)
    if after != before:
        _reseat(unit, rows, {turns[day].held_on: new for day, new in zip(before, after, strict=False) if day in turns})


def _held(unit: Unit) -> tuple[date, ...]:
    today = local_day(unit.now, series_of(unit).zone)
    return next_days(unit, series_of(unit), today, AHEAD, today)


def _planned(unit: Unit) -> list[Meeting]:
    today = local_day(unit.now, series_of(unit).zone)
    return unit.find(Meeting, state=MeetingState.PLANNED, held_on__ge=today, order_by=("held_on",))


def _reseat(unit: Unit, rows: Mapping[date, Meeting], moves: Mapping[date, date]) -> None:
    """Put rows on their new dates; what is left without a date is freed. On a new date its shares are worked out anew.

    Later moves go first on the way forward and earlier ones on the way back, so that no date has two names at a time.
    """
    held = set(moves.values())
    for day, row in rows.items():
        if day not in moves and (row.facilitator_id is not None or day in held or not _is_ahead(unit, day)):
            _free(unit, row)
            append(unit, TurnKind.RELEASED, day=day, instead_of_id=row.facilitator_id)
    forward = sorted(((old, new) for old, new in moves.items() if new > old), reverse=True)
    back = sorted((old, new) for old, new in moves.items() if new < old)
    for old, new in (*forward, *back):
        _move(unit, rows[old], new)


def _is_ahead(unit: Unit, day: date) -> bool:
    return day in _held(unit)


def _free(unit: Unit, row: Meeting) -> None:
    alive = unit.first(Meeting, id=row.id)
    if alive is not None:
        unit.delete(alive)


def _move(unit: Unit, row: Meeting, day: date) -> None:
    _free(unit, row)
    told: dict[str, Any] = {"facilitator_id": row.facilitator_id, "explanation": row.explanation}
    unit.add(Meeting(**unit.stamp(), series_id=row.series_id, held_on=day, **told))
    names: dict[str, Any] = {"day": row.held_on, "other_day": day, "person_id": row.facilitator_id}
    append(unit, TurnKind.MOVED, **names, why=row.explanation)
