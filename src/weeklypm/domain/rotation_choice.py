"""Who facilitates one meeting: candidates, rest, band and what decides within it (facilitation.md section 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from weeklypm.domain.ledger import Debts
from weeklypm.domain.people import Person
from weeklypm.domain.picks import ALONE, NO_DUTIES, Around, Duties, Pick, Rank, Served, served
from weeklypm.domain.roster import Held, Roster
from weeklypm.domain.rotation_reasons import exclusion, explain, leads, resting
from weeklypm.domain.values import Message, message

BAND: Final = Fraction(1, 4)
"""Turns below the largest debt within which team, time and chance decide (rule 5)."""


def choose(
    roster: Roster, held: Sequence[Held], debts: Debts, day: date, duties: Duties = NO_DUTIES, around: Around = ALONE
) -> Pick:
    """Pick by rules 1 to 5 from given debts; ``held`` is in order of date. Nobody to pick means self-run."""
    past = around.past or served(held)
    shares = roster.shares(day, held) if around.shares is None else around.shares
    rows = _table(roster, roster.eligible(day, held), debts, day, duties, replace(around, shares=shares, past=past))
    owed = {row.person_id: row.debt for row in rows if row.eligible}
    if not owed:
        return Pick(None, Fraction(0), _ranked(rows, None), message("rotation.why.nobody"))
    least = max(owed.values()) - BAND
    band = [person for person in roster.members if person.id in owed and owed[person.id] >= least]
    chosen, decided = _decide(band, roster, past, owed)
    ranking = _ranked(rows, chosen.id)
    why = explain(ranking[0], ranking, roster, past.last, decided)
    return Pick(chosen.id, ranking[0].debt, ranking, why)


def _table(
    roster: Roster, eligible: frozenset[UUID], debts: Debts, day: date, duties: Duties, around: Around
) -> list[Rank]:
    """List all members of a day with what they owe, this meeting's share included, and what keeps them out."""
    members, past, shares = list(roster.present(day)), around.past or served(()), dict(around.shares or ())
    fixed = _fixed(around.ahead, day)
    out = {person.id: exclusion(person, roster, day, duties, around.without, eligible) for person in members}
    free = frozenset(person_id for person_id, reason in out.items() if reason is None)
    out.update(_resting(free, past, around, sum(person.opted_in for person in members)))
    return [
        Rank(
            person_id=person.id,
            name=person.name,
            debt=_due(debts[person.id], shares.get(person.id), fixed.get(person.id, ())),
            last_served=past.on.get(person.id),
            meetings_ago=past.ago(person.id),
            eligible=out[person.id] is None,
            exclusion=out[person.id],
            leads_on=fixed[person.id][0] if person.id in fixed else None,
        )
        for person in members
    ]


def _due(debt: Fraction, share: Fraction | None, fixed: Sequence[date]) -> Fraction:
    # Adding nought to a fraction takes as long as adding anything.
    due = debt if share is None else debt + share
    return due - len(fixed) if fixed else due


def _fixed(ahead: Mapping[date, UUID], day: date) -> dict[UUID, list[date]]:
    """Return the later dates that each person is fixed to lead: turns that count as paid."""
    fixed: dict[UUID, list[date]] = {}
    for later in sorted(one for one in ahead if one > day):
        fixed.setdefault(ahead[later], []).append(later)
    return fixed


def _resting(free: frozenset[UUID], past: Served, around: Around, members: int) -> dict[UUID, Message]:
    """Return who rests for now: each step leaves people out only as long as somebody else is left (rule 4)."""
    out: dict[UUID, Message] = {}
    for step in _steps(free, past, around, members):
        if free - out.keys() - step.keys():
            out = {**step, **out}
    return out


def _steps(free: frozenset[UUID], past: Served, around: Around, members: int) -> Iterator[dict[UUID, Message]]:
    """Yield who led last time, who leads the next date, and who led within the last third of a round."""
    ago = {person_id: meetings for person_id in free if (meetings := past.ago(person_id)) is not None}
    yield {person_id: resting(1) for person_id in free if person_id == past.last}
    coming = around.ahead.get(around.following) if around.following is not None else None
    yield {person_id: leads(around.following) for person_id in free if person_id == coming and around.following}
    yield {person_id: resting(meetings) for person_id, meetings in ago.items() if meetings <= members // 3}


def _decide(band: Sequence[Person], roster: Roster, past: Served, owed: Debts) -> tuple[Person, tuple[str, int] | None]:
    """Choose within the band, and say what decided between how many; None where there was nothing to decide.

    Other team, longest since last served, larger debt, a seeded hash (rule 5).
    """
    left = band
    steps: tuple[tuple[str, Callable[[Person], Any]], ...] = (
        ("team", _same_team(roster, past)),
        ("longest", _since(past)),
        ("debt", _credit(owed)),
    )
    for by, value in steps:
        best = min(map(value, left))
        alike = [person for person in left if value(person) == best]
        if len(alike) == 1:
            return alike[0], (by, len(left)) if len(left) > 1 else None
        left = alike
    return min(left, key=_draw(roster.seed, past.count)), ("drawn", len(left))


def _same_team(roster: Roster, past: Served) -> Callable[[Person], bool]:
    before = roster.person(past.last)
    team_id = before.team_id if before else None

    def same_team(person: Person) -> bool:
        return team_id is not None and person.team_id == team_id

    return same_team


def _since(past: Served) -> Callable[[Person], date]:
    def since(person: Person) -> date:
        return past.on.get(person.id, person.joined_on)

    return since


def _credit(owed: Debts) -> Callable[[Person], Fraction]:
    def credit(person: Person) -> Fraction:
        return -owed[person.id]

    return credit


def _draw(seed: str, index: int) -> Callable[[Person], str]:
    """Return a draw that is the same on every machine: a hash of the seed, the meeting's number and the person."""

    def draw(person: Person) -> str:
        return sha256(f"{seed}|{index}|{person.id}".encode()).hexdigest()

    return draw


def _ranked(rows: Sequence[Rank], first: UUID | None) -> tuple[Rank, ...]:
    """Order the table: the pick, then who could be, then the others, each by debt."""
    by_debt = sorted(rows, key=_debt, reverse=True)
    return tuple(sorted(by_debt, key=lambda row: (row.person_id != first, not row.eligible)))


def _debt(row: Rank) -> Fraction:
    return row.debt
