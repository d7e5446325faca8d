"""What can be done about one turn before anything is changed: whom to swap with, who would cover, who may volunteer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.picks import NO_DUTIES, Duties, Pick, Planned
from weeklypm.domain.roster import Roster, is_member
from weeklypm.domain.rotation import CONFIRMED, cover
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Message, message
from weeklypm.services.outlook import Outlook, duties_on, outlook
from weeklypm.services.week import STRIP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from weeklypm.storage import Reader

OFFERED: Final = STRIP + 2
"""Held dates ahead that are offered for a swap."""


@dataclass(frozen=True)
class SwapOffer:
    """Hold a date to change for, who leads it, and why it cannot be taken, or None where it can."""

    day: date
    person: Person | None
    confirmed: bool
    why_not: Message | None


@dataclass(frozen=True)
class SwapOffers:
    """Hold whose turn a date is, and the other dates ahead in their order."""

    day: date
    person: Person
    offers: tuple[SwapOffer, ...]


@dataclass(frozen=True)
class CoverOffer:
    """Hold whose turn a date is, and whom the rule would pick instead and why; nobody where the meeting runs itself."""

    day: date
    person: Person
    lead: Person | None
    why: Message | None


@dataclass(frozen=True)
class Volunteer:
    """Hold somebody who may lead a date, and what is to be known of them, if anything."""

    person: Person
    remark: Message | None


@dataclass(frozen=True)
class Volunteers:
    """Hold whose turn a date is, if anybody's, and who may lead it instead, those first against whom nothing stands."""

    day: date
    person: Person | None
    people: tuple[Volunteer, ...]


def swap_offers(reader: Reader, day: date) -> SwapOffers:
    """Return with which dates the turn of a day could be changed; raise Problem ``turns.problem.nobody_named``."""
    look = outlook(reader)
    duties = {one: duties_on(reader, one) for one in {day, *look.days[:CONFIRMED]}}
    planned = [one for one in look.planned(OFFERED, {day: duties[day]}) if one.held]
    mine = _named(look, day, planned)
    offers = tuple(_offer(look, one, mine, day, duties) for one in planned if one.day != day)
    return SwapOffers(day, mine, offers)


def _named(look: Outlook, day: date, planned: list[Planned]) -> Person:
    found = next((one for one in planned if one.day == day), None) or look.planned_on(day)
    person = look.people.get(found.facilitator_id) if found is not None and found.facilitator_id else None
    if person is None:
        raise Problem("turns.problem.nobody_named", day=day)
    return person


def _offer(look: Outlook, other: Planned, mine: Person, day: date, duties: Mapping[date, Duties]) -> SwapOffer:
    theirs = look.people.get(other.facilitator_id) if other.facilitator_id else None
    confirmed = other.day in look.places
    if theirs is None:
        why_not: Message | None = message("turnspage.offer.nobody")
    elif theirs.id == mine.id:
        why_not = message("turnspage.offer.same")
    else:
        here, there = duties.get(day, NO_DUTIES), duties.get(other.day, NO_DUTIES)
        why_not = _unable(look.roster, theirs, day, here, "other")
        why_not = why_not or _unable(look.roster, mine, other.day, there, "own")
    return SwapOffer(other.day, theirs, confirmed, why_not)


def _unable(roster: Roster, person: Person, day: date, duties: Duties, whose: str) -> Message | None:
    """Return why a person cannot lead a date, the first true of: not a member, out, away, presenter, responder."""
    if not is_member(person, day):
        reason = "gone"
    elif not person.opted_in:
        reason = "out"
    elif roster.away_until(person.id, day) is not None:
        reason = "away"
    elif person.id == duties.presenter_id:
        reason = "presents"
    elif person.id in duties.involved:
        reason = "involved"
    else:
        return None
    return message(f"turnspage.offer.{whose}_{reason}", name=person.name, day=day)


def cover_offer(reader: Reader, day: date) -> CoverOffer:
    """Return whom the rule would pick for a day if whoever leads it were away; raise Problem as ``swap_offers``."""
    look, duties = outlook(reader), duties_on(reader, day)
    planned = look.planned_on(day, duties)
    mine = _named(look, day, [planned] if planned is not None else [])
    picked = _cover(reader, look, mine, day, duties)
    lead = look.people.get(picked.facilitator_id) if picked is not None and picked.facilitator_id else None
    return CoverOffer(day, mine, lead, picked.why if picked is not None else None)


def covers(reader: Reader) -> dict[date, Person | None]:
    """Return by date, where somebody is to lead it, who would if an absence of that one were registered; None: nobody.

    A cover takes only a turn whose name is stored as confirmed; for any other date the plan is made anew.
    """
    look = outlook(reader)
    duties = {one: duties_on(reader, one) for one in look.days[:CONFIRMED]}
    found: dict[date, Person | None] = {}
    for planned in look.planned(STRIP):
        mine = look.people.get(planned.facilitator_id) if planned.held and planned.facilitator_id else None
        if mine is not None:
            picked = _absent(reader, look, mine, planned.day, duties.get(planned.day, NO_DUTIES))
            found[planned.day] = look.people.get(picked.facilitator_id) if picked and picked.facilitator_id else None
    return found


def _cover(reader: Reader, look: Outlook, mine: Person, day: date, duties: Duties) -> Pick | None:
    """Pick as ``turns.away`` does: a cover for a confirmed name, and for a tentative one whoever is next."""
    if day not in look.places:
        return _absent(reader, look, mine, day, duties)
    return _covering(reader, _without(reader, look, mine, day), mine, day, duties)


def _absent(reader: Reader, look: Outlook, mine: Person, day: date, duties: Duties) -> Pick | None:
    """Pick as ``turns.settle`` does after an absence was registered."""
    gone, row = _without(reader, look, mine, day), look.rows.get(day)
    if row is not None and row.shares_json:
        return _covering(reader, gone, mine, day, duties)
    planned = replace(gone, rows={one: kept for one, kept in look.rows.items() if one != day}).planned_on(day, duties)
    return planned.pick if planned is not None else None


def _without(reader: Reader, look: Outlook, mine: Person, day: date) -> Outlook:
    """Return how things would stand were somebody away on a day."""
    stamp = {"id": mine.id, "created_at": reader.now, "updated_at": reader.now}
    gone = Absence(**stamp, person_id=mine.id, starts_on=day, ends_on=day)  # type: ignore[arg-type]
    return replace(look, roster=replace(look.roster, absences=(*look.roster.absences, gone)))


def _covering(reader: Reader, look: Outlook, mine: Person, day: date, duties: Duties) -> Pick:
    return cover(
        look.roster,
        look.before(day),
        day,
        duties,
        without={mine.id, *_passed_on(reader, day)},
        ahead={one: person for one, person in look.kept.items() if one != day},
        shares=look.shares.get(day),
        following=look.following(day),
    )


def _passed_on(reader: Reader, day: date) -> frozenset[UUID]:
    passed = reader.values(RotationEvent, ("instead_of_id",), kind=TurnKind.PASSED, day=day)
    return frozenset(person_id for (person_id,) in passed if person_id is not None)


def volunteers(reader: Reader, day: date) -> Volunteers:
    """Return who may lead a day: members who take turns and are there, those first who have no date near it.

    While its meeting runs it may be any member: whoever takes it is there, whatever is registered (rule 12).
    """
    look, duties = outlook(reader), duties_on(reader, day)
    planned = look.planned_on(day, duties)
    mine = look.people.get(planned.facilitator_id) if planned is not None and planned.facilitator_id else None
    runs = any(meeting.day == day for meeting in look.history)
    able = [
        one for one in look.people.values() if (is_member(one, day) if runs else look.roster.can_serve(one.id, day))
    ]
    free = [one for one in able if mine is None or one.id != mine.id]
    near = {one.facilitator_id: one.day for one in reversed(look.planned(CONFIRMED)) if one.held and one.day != day}
    found = [Volunteer(person, _remark(look.roster, person, day, duties, near)) for person in free]
    found.sort(key=lambda each: (each.remark is not None, each.person.name.casefold(), str(each.person.id)))
    return Volunteers(day, mine, tuple(found))


def _remark(
    roster: Roster, person: Person, day: date, duties: Duties, near: Mapping[UUID | None, date]
) -> Message | None:
    if not person.opted_in:
        return message("turnspage.offer.other_out")
    if roster.away_until(person.id, day) is not None:
        return message("turnspage.offer.other_away", day=day)
    if person.id == duties.presenter_id:
        return message("turnspage.offer.presents", day=day)
    if person.id in duties.involved:
        return message("turnspage.offer.involved")
    if person.id in near:
        return message("turnspage.offer.leads", day=near[person.id])
    return None
