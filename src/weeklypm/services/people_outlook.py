"""What the two ways of sharing turns mean for each team, in turns a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.ledger import is_member
from weeklypm.domain.people import Person, Team
from weeklypm.domain.schedule import scheduled_dates
from weeklypm.services.dates import slots_on

if TYPE_CHECKING:
    from weeklypm.domain.calendar import Series
    from weeklypm.storage import Reader

YEAR: Final = timedelta(days=365)


@dataclass(frozen=True)
class Outlook:
    """Hold what one of a team's people can expect to lead in a year, None for those without a team.

    Turns a year of one person of the team, on average where their shares differ: shared equally by person, and
    equally by team.
    """

    team: Team | None
    per_year_by_person: Fraction
    per_year_by_team: Fraction


def outlook_of(
    reader: Reader, series: Series, people: Iterable[Person], teams: Sequence[Team], today: date
) -> tuple[Outlook, ...]:
    """Return the outlook of each team with somebody who takes turns, by name, those without a team last."""
    meetings = meetings_a_year(reader, series, today)
    groups: dict[UUID | None, list[Person]] = {}
    for person in people:
        if person.opted_in and is_member(person, today):
            groups.setdefault(person.team_id, []).append(person)
    whole = sum(_weight(group) for group in groups.values())
    found = []
    for team in (*teams, None):
        group = groups.get(team.id if team else None)
        if group:
            by_person = meetings * _weight(group) / whole / len(group)
            found.append(Outlook(team, by_person, Fraction(meetings, len(groups) * len(group))))
    return tuple(found)


def _weight(group: Iterable[Person]) -> Fraction:
    return sum((Fraction(person.share_percent, 100) for person in group), Fraction(0))


def meetings_a_year(reader: Reader, series: Series, today: date) -> int:
    """Count the dates of the coming twelve months that are held."""
    days = scheduled_dates(series, today + timedelta(days=1), until=today + YEAR)
    return sum(slot.held for slot in slots_on(reader, series, days, today))
