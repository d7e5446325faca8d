"""Why a person facilitates and why others were not considered, as codes and arguments for the console alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from weeklypm.domain.ledger import Held, Roster
from weeklypm.domain.people import Person
from weeklypm.domain.picks import Duties, Rank
from weeklypm.domain.values import Message, message

TOLD = ("rotation.excluded.presents", "rotation.excluded.involved", "rotation.excluded.away", "rotation.excluded.grace")
"""Exclusions that the sentence tells; who rests or opted out stands in the table only."""


def exclusion(person: Person, roster: Roster, day: date, held: Sequence[Held], duties: Duties) -> Message | None:
    """Return why a member is no candidate on a day, the first true of: opted out, away, busy, newcomer; else None."""
    until = roster.away_until(person.id, day)
    if not person.opted_in:
        return message("rotation.excluded.opted_out")
    if until is not None:
        return message("rotation.excluded.away", until=until)
    if person.id == duties.presenter_id:
        return message("rotation.excluded.presents")
    if person.id in duties.involved:
        return message("rotation.excluded.involved")
    if person.id not in roster.eligible(day, held):
        return message("rotation.excluded.grace")
    return None


def resting(meetings_ago: int) -> Message:
    """Return why somebody who served lately is left out."""
    return message("rotation.excluded.resting", n=meetings_ago)


def explain(chosen: Rank, ranking: Sequence[Rank], roster: Roster, last_id: UUID | None) -> Message:
    """Say what the pick owes, where that stands, when they last led, and who was not considered (facilitation.md)."""
    arguments = {
        "name": chosen.name,
        "debt": _debt(chosen),
        "standing": _standing(chosen, [row for row in ranking if row.eligible]),
        "past": _past(chosen, roster, last_id),
    }
    others = tuple(
        message("rotation.excluded.person", name=row.name, reason=row.exclusion)
        for row in ranking
        if row.exclusion is not None and row.exclusion.code in TOLD
    )
    if not others:
        return message("rotation.why.pick", **arguments)
    return message("rotation.why.pick_without", others=others, **arguments)


def _debt(chosen: Rank) -> Message:
    if chosen.debt < 0:
        return message("rotation.debt.ahead", debt=-chosen.debt)
    return message("rotation.debt.owes", debt=chosen.debt)


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
    teams = {person.id: person.team_id for person in roster.members}
    before = teams.get(last_id) if last_id is not None else None
    if before is None or teams.get(chosen.person_id) is None:
        return last
    same = teams[chosen.person_id] == before
    return message("rotation.past.same_team" if same else "rotation.past.other_team", last=last)
