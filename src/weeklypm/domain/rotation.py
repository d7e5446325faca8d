"""Who facilitates: the pick of one meeting and the plan of the next ones (facilitation.md section 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import islice
from typing import Final
from uuid import UUID

from weeklypm.domain.ledger import Debts, Held, Roster, in_order, ledger, post, replay, settle_leavers
from weeklypm.domain.people import Person
from weeklypm.domain.picks import NO_DUTIES, Duties, Pick, Planned, Rank, Served, served
from weeklypm.domain.rotation_reasons import exclusion, explain, resting
from weeklypm.domain.schedule import Slot
from weeklypm.domain.values import message

__all__ = ["Duties", "Held", "Pick", "Planned", "Rank", "Roster", "choose", "ledger", "pick", "plan"]

BAND: Final = Fraction(1, 4)
"""Turns below the largest debt within which team, time and chance decide (rule 5)."""

CONFIRMED: Final = 2
"""Meetings of the plan whose names are fixed; the rest is tentative (rule 7)."""


def pick(roster: Roster, held: Iterable[Held], day: date, duties: Duties = NO_DUTIES) -> Pick:
    """Pick who facilitates on a day that follows the given held meetings, and say why."""
    history = in_order(held)
    return choose(roster, history, replay(roster, history, as_of=day), day, duties)


def choose(roster: Roster, held: Sequence[Held], debts: Debts, day: date, duties: Duties = NO_DUTIES) -> Pick:
    """Pick by rules 1 to 5 from given debts; ``held`` is in order of date. Nobody to pick means self-run."""
    past = served(held)
    rows = _table(roster, held, debts, day, duties)
    pool = [person for person in roster.members if any(row.eligible and row.person_id == person.id for row in rows)]
    owed = {row.person_id: row.debt for row in rows}
    least = max((owed[person.id] for person in pool), default=Fraction(0)) - BAND
    chosen = min(
        (person for person in pool if owed[person.id] >= least),
        key=lambda person: _preference(person, roster, past, owed, len(held)),
        default=None,
    )
    return _picked(chosen, rows, roster, past)


def _table(roster: Roster, held: Sequence[Held], debts: Debts, day: date, duties: Duties) -> list[Rank]:
    """List all members of a day with what they owe, this meeting's share included, and what keeps them out."""
    past = served(held)
    eligible = roster.eligible(day, held)
    members = list(roster.present(day))
    out = {person.id: exclusion(person, roster, day, held, duties) for person in members}
    free = {person_id for person_id, reason in out.items() if reason is None}
    pool = _rested(free, past, sum(person.opted_in for person in members))
    out |= {person_id: resting(past.ago[person_id]) for person_id in free - pool}
    return [
        Rank(
            person_id=person.id,
            name=person.name,
            debt=debts[person.id] + (Fraction(1, len(eligible)) if person.id in eligible else 0),
            last_served=past.on.get(person.id),
            meetings_ago=past.ago.get(person.id),
            eligible=person.id in pool,
            exclusion=out[person.id],
        )
        for person in members
    ]


def _rested(free: set[UUID], past: Served, members: int) -> set[UUID]:
    """Drop who served last time, then who served within the last third of a round, unless nobody is left (rule 4)."""
    others = free - {past.last} or free
    return {person_id for person_id in others if past.ago.get(person_id, members) > members // 3} or others


def _preference(
    person: Person, roster: Roster, past: Served, owed: Debts, index: int
) -> tuple[bool, date, Fraction, str]:
    """Order people within the band: other team, longest since last served, larger debt, a seeded hash (rule 5)."""
    last_team = next((p.team_id for p in roster.members if p.id == past.last), None)
    same_team = last_team is not None and person.team_id == last_team
    chance = sha256(f"{roster.seed}|{index}|{person.id}".encode()).hexdigest()
    return same_team, past.on.get(person.id, person.joined_on), -owed[person.id], chance


def _picked(chosen: Person | None, rows: Sequence[Rank], roster: Roster, past: Served) -> Pick:
    first = chosen.id if chosen else None
    ranking = tuple(
        sorted(rows, key=lambda row: (row.person_id != first, not row.eligible, -row.debt, str(row.person_id)))
    )
    if chosen is None:
        return Pick(None, Fraction(0), ranking, message("rotation.why.nobody"))
    return Pick(chosen.id, ranking[0].debt, ranking, explain(ranking[0], ranking, roster, past.last))


def plan(
    roster: Roster,
    held: Iterable[Held],
    slots: Iterable[Slot],
    duties: Mapping[date, Duties] | None = None,
    kept: Mapping[date, UUID] | None = None,
    total: int = 6,
) -> tuple[Planned, ...]:
    """Plan the next meetings as if each will be held as planned; two are confirmed, the others tentative (rule 7).

    ``slots`` follow the held meetings, in order; dates not held keep their place and nobody's turn moves. Hand over
    one slot more than ``total`` held ones to give the last its co-facilitator. ``duties`` and ``kept`` (names already
    confirmed, kept while the person can serve) are by date.
    """
    history = list(in_order(held))
    debts = replay(roster, history)
    dates: list[Planned] = []
    for slot in slots:
        if sum(date.held for date in dates) > total:
            break
        if not slot.held:
            dates.append(Planned(slot.day, held=False, reason=slot.reason, provisional=slot.provisional))
            continue
        settle_leavers(debts, roster, slot.day)
        chosen = choose(roster, history, debts, slot.day, (duties or {}).get(slot.day, NO_DUTIES))
        chosen = _keep(chosen, (kept or {}).get(slot.day))
        meeting = Held(slot.day, chosen.facilitator_id)
        dates.append(
            Planned(
                slot.day, held=True, facilitator_id=chosen.facilitator_id, pick=chosen, provisional=slot.provisional
            )
        )
        post(debts, roster, meeting, history)
        history.append(meeting)
    return _published(dates, roster, total)


def _keep(chosen: Pick, person_id: UUID | None) -> Pick:
    """Keep a confirmed name instead of the pick while nothing but resting stands against it."""
    row = next((row for row in chosen.ranking if row.person_id == person_id), None)
    if row is None or row.person_id == chosen.facilitator_id:
        return chosen
    if row.exclusion is not None and row.exclusion.code != "rotation.excluded.resting":
        return chosen
    ranking = (row, *(other for other in chosen.ranking if other is not row))
    return Pick(row.person_id, row.debt, ranking, message("rotation.why.kept", name=row.name))


def _published(dates: Sequence[Planned], roster: Roster, total: int) -> tuple[Planned, ...]:
    """Mark what is confirmed, seat the co-facilitators (rule 6), and cut the plan after its last meeting."""
    published: list[Planned] = []
    meetings = 0
    for index, planned in enumerate(dates):
        if meetings == total:
            break
        meetings += planned.held
        confirmed = planned.held and meetings <= CONFIRMED
        beside = _beside(planned, dates[index + 1 :], roster) if planned.held else None
        published.append(replace(planned, confirmed=confirmed, co_facilitator_id=beside))
    return tuple(published)


def _beside(planned: Planned, later: Iterable[Planned], roster: Roster) -> UUID | None:
    """Return the next facilitator who is there on the date; everybody shadows right before their own turn (rule 6)."""
    following = (date.facilitator_id for date in later if date.facilitator_id is not None)
    there = (p for p in following if p != planned.facilitator_id and roster.away_until(p, planned.day) is None)
    return next(islice(there, 1), None)
