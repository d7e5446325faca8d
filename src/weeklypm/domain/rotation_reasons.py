"""Why a person facilitates and why others were not considered, as codes and arguments for the console alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from weeklypm.domain.people import Person
from weeklypm.domain.picks import Duties, Pick, Rank
from weeklypm.domain.roster import Roster
from weeklypm.domain.values import Message, message

TOLD = (
    "rotation.excluded.presents",
    "rotation.excluded.involved",
    "rotation.excluded.away",
    "rotation.excluded.grace",
    "rotation.excluded.handed_on",
    "rotation.excluded.leads",
)
"""Exclusions that the sentence tells; who rests or opted out stands in the table only."""


def exclusion(
    person: Person, roster: Roster, day: date, duties: Duties, without: frozenset[UUID], eligible: frozenset[UUID]
) -> Message | None:
    """Return why a member is no candidate on a day, else None.

    The first true of: opted out, away, handed the date on, busy with the incident, newcomer.
    """
    if not person.opted_in:
        return message("rotation.excluded.opted_out")
    until = roster.away_until(person.id, day)
    if until is not None:
        return message("rotation.excluded.away", until=until)
    if person.id in without:
        return message("rotation.excluded.handed_on")
    if duties.busy(person.id):
        return message(
            "rotation.excluded.presents" if person.id == duties.presenter_id else "rotation.excluded.involved"
        )
    return message("rotation.excluded.grace") if person.id not in eligible else None


def resting(meetings_ago: int) -> Message:
    """Return why somebody who served lately is left out."""
    return message("rotation.excluded.resting", n=meetings_ago)


def leads(day: date) -> Message:
    """Return why somebody who leads the next date is left out."""
    return message("rotation.excluded.leads", day=day)


def tie(by: str, n: int, past: Message) -> Message:
    """Return what decided between several: the team, the longest wait, the larger debt, or the draw.

    ``n`` counts those who were still alike when it did; ``past`` says when the pick led last.
    """
    codes = {
        "team": "rotation.tie.team",
        "longest": "rotation.tie.longest",
        "debt": "rotation.tie.debt",
        "drawn": "rotation.tie.drawn",
    }
    return message(codes[by], n=n, past=past)


def explain(
    chosen: Rank, ranking: Sequence[Rank], roster: Roster, last_id: UUID | None, decided: tuple[str, int] | None
) -> Message:
    """Say what the pick owes, where that stands, when they last led, and who was not considered (facilitation.md).

    ``decided`` is what broke a tie, and between how many.
    """
    past = _past(chosen, roster, last_id)
    arguments = {
        "name": chosen.name,
        "debt": _debt(chosen),
        "standing": _standing(chosen, [row for row in ranking if row.eligible]),
        "past": past if decided is None else tie(*decided, past),
    }
    others = tuple(
        message("rotation.excluded.person", name=row.name, reason=row.exclusion)
        for row in ranking
        if row.exclusion is not None and row.exclusion.code in TOLD
    )
    if not others:
        return message("rotation.why.pick", **arguments)
    return message("rotation.why.pick_without", others=others, **arguments)


def in_brief(why: Message) -> Message:
    """Return an explanation without those who were not considered; the whole table tells of them."""
    arguments = dict(why.arguments)
    if why.code == "rotation.why.instead":
        return message(why.code, **arguments | {"why": in_brief(arguments["why"])})
    if why.code != "rotation.why.pick_without":
        return why
    del arguments["others"]
    return message("rotation.why.pick", **arguments)


def stands(row: Rank, ranking: Sequence[Rank]) -> Pick:
    """Return the pick of a date whose name stands already."""
    rest = tuple(other for other in ranking if other.person_id != row.person_id)
    return Pick(row.person_id, row.debt, (row, *rest), message("rotation.why.kept", name=row.name))


def instead(pick: Pick, name: str) -> Pick:
    """Return a pick that says whose date it takes over."""
    if pick.facilitator_id is None:
        return pick
    return replace(pick, why=message("rotation.why.instead", name=name, why=pick.why))


def _debt(chosen: Rank) -> Message:
    ahead = chosen.debt < 0
    debt = message("rotation.debt.ahead" if ahead else "rotation.debt.owes", debt=abs(chosen.debt))
    return debt if chosen.leads_on is None else message("rotation.debt.counted", day=chosen.leads_on, debt=debt)


def _standing(chosen: Rank, pool: Sequence[Rank]) -> Message:
    if len(pool) == 1:
        return message("rotation.standing.only")
    most = chosen.debt == max(row.debt for row in pool)
    return message("rotation.standing.most" if most else "rotation.standing.close", n=len(pool))


def _past(chosen: Rank, roster: Roster, last_id: UUID | None) -> Message:
    if chosen.last_served is None:
        last = message("rotation.last.never")
    else:
        last = message("rotation.last.served", day=chosen.last_served, n=chosen.meetings_ago)
    before, own = roster.person(last_id), roster.person(chosen.person_id)
    if before is None or own is None or before.team_id is None or own.team_id is None:
        return last
    same = own.team_id == before.team_id
    return message("rotation.past.same_team" if same else "rotation.past.other_team", last=last)
