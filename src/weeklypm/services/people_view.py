"""The people as their page and the command line show them: what is owed, who led, who is next, who is away.

Everything here is for the console alone: no balance and no absence is ever shown to the room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.ledger import Held, Roster
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.people_rules import has_ended
from weeklypm.domain.rotation import Planned
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.outlook import duties_open, outlook
from weeklypm.services.people_outlook import Outlook, outlook_of
from weeklypm.services.turns_view import ledger_now
from weeklypm.services.week import STRIP

if TYPE_CHECKING:
    from weeklypm.storage import Reader

__all__ = ["AwayRow", "NextTurn", "Outlook", "PeopleView", "PersonRow", "Standing", "TeamRow", "people_view"]


class Standing(StrEnum):
    """Name how somebody stands to the turns on a day."""

    MEMBER = "member"
    NEW = "new"
    """Sits through the first held meetings, and shadows before the first turn (facilitation.md rule 8)."""
    AWAY = "away"
    OPTED_OUT = "opted_out"
    LEFT = "left"
    JOINS_LATER = "joins_later"


TAKES_TURNS: Final = (Standing.MEMBER, Standing.NEW, Standing.AWAY)
ORDER: Final = (Standing.JOINS_LATER, Standing.OPTED_OUT, Standing.LEFT)
"""Those without turns, after all others."""


@dataclass(frozen=True)
class NextTurn:
    """Hold a date that somebody is planned to lead, and whether the name is confirmed."""

    day: date
    confirmed: bool


@dataclass(frozen=True)
class PersonRow:
    """Hold one person: what they owe in turns, when they led, and what is next.

    ``turns`` and ``shadowed`` count meetings led and sat beside in the view's year, the ``_ever`` fields all of them;
    ``shadows_on`` is the next date on which they sit beside.
    """

    person: Person
    team: Team | None
    debt: Fraction
    last_led: date | None
    turns: int
    shadowed: int
    turns_ever: int
    shadowed_ever: int
    standing: Standing
    next: NextTurn | None
    shadows_on: date | None


@dataclass(frozen=True)
class TeamRow:
    """Hold one team, None for those without: how many are here, and the turns of the year of whoever is in it now."""

    team: Team | None
    members: int
    turns: int
    shadowed: int


@dataclass(frozen=True)
class AwayRow:
    """Hold an absence that is now or ahead, and whose it is."""

    absence: Absence
    person: Person


@dataclass(frozen=True)
class PeopleView:
    """Hold all that the page of people shows on a day.

    ``rows`` begin with who owes most, those without turns at their end; ``teams`` have most turns first; ``members``
    counts who is here, ``team_count`` the teams that take part, ``ended`` those that do not any more.
    """

    day: date
    year: int
    rows: tuple[PersonRow, ...]
    teams: tuple[TeamRow, ...]
    away: tuple[AwayRow, ...]
    planned: tuple[Planned, ...]
    equal_by_team: bool
    outlook: tuple[Outlook, ...]
    members: int
    team_count: int
    ended: tuple[Team, ...]

    def row(self, person_id: UUID | None) -> PersonRow | None:
        """Return one person's row."""
        return next((row for row in self.rows if row.person.id == person_id), None)


Days = Mapping[UUID, tuple[date, ...]]
"""On which days each person did something, in order; whoever never did is left out."""


@dataclass(frozen=True)
class Known:
    """Hold what the rows are made of."""

    today: date
    people: Mapping[UUID, Person]
    teams: Mapping[UUID, Team]
    roster: Roster
    history: tuple[Held, ...]
    debts: Mapping[UUID, Fraction]
    led: Days
    beside: Days
    planned: tuple[Planned, ...]


def people_view(reader: Reader, day: date | None = None) -> PeopleView:
    """Return the people as they stand on a day, by default today.

    Raises Problem ``services.problem.no_series`` before the first run is done.
    """
    series = series_of(reader)
    known = _known(reader, day or local_day(reader.now, series.zone))
    rows = tuple(sorted(_rows(known), key=_place))
    teams = sorted(known.teams.values(), key=lambda team: (team.name.casefold(), team.id))
    live = [team for team in teams if not has_ended(team, known.today)]
    return PeopleView(
        day=known.today,
        year=known.today.year,
        rows=rows,
        teams=_teams(rows, live),
        away=_away(known),
        planned=known.planned,
        equal_by_team=series.equal_by_team,
        outlook=outlook_of(reader, series, known.people.values(), teams, known.today),
        members=sum(_here(row) for row in rows),
        team_count=len(live),
        ended=tuple(team for team in teams if has_ended(team, known.today)),
    )


def _known(reader: Reader, today: date) -> Known:
    ledger, look = ledger_now(reader), outlook(reader, held=STRIP)
    return Known(
        today=today,
        people={person.id: person for person in ledger.roster.members},
        teams={team.id: team for team in reader.find(Team)},
        roster=ledger.roster,
        history=ledger.history,
        debts=ledger.debts,
        led=ledger.served,
        beside=ledger.shadowed,
        planned=look.planned(STRIP, duties_open(reader, look)),
    )


def _rows(known: Known) -> Iterator[PersonRow]:
    leads, beside = _ahead(known.planned)
    for person in known.people.values():
        led, sat = known.led.get(person.id, ()), known.beside.get(person.id, ())
        yield PersonRow(
            person=person,
            team=known.teams.get(person.team_id) if person.team_id else None,
            debt=known.debts.get(person.id, Fraction(0)),
            last_led=led[-1] if led else None,
            turns=_in_year(led, known.today.year),
            shadowed=_in_year(sat, known.today.year),
            turns_ever=len(led),
            shadowed_ever=len(sat),
            standing=_standing(person, known),
            next=leads.get(person.id),
            shadows_on=beside.get(person.id),
        )


def _ahead(planned: Sequence[Planned]) -> tuple[dict[UUID, NextTurn], dict[UUID, date]]:
    """Return the next date that each person is planned to lead, and to sit beside."""
    leads: dict[UUID, NextTurn] = {}
    beside: dict[UUID, date] = {}
    for one in planned:
        if one.facilitator_id is not None:
            leads.setdefault(one.facilitator_id, NextTurn(one.day, one.confirmed))
        if one.co_facilitator_id is not None:
            beside.setdefault(one.co_facilitator_id, one.day)
    return leads, beside


def _in_year(days: Iterable[date], year: int) -> int:
    return sum(day.year == year for day in days)


def _standing(person: Person, known: Known) -> Standing:
    """Return how somebody stands; who is away on the day is, though they be new."""
    today = known.today
    if person.left_on is not None and person.left_on < today:
        return Standing.LEFT
    if person.joined_on > today:
        return Standing.JOINS_LATER
    if not person.opted_in:
        return Standing.OPTED_OUT
    if known.roster.away_until(person.id, today) is not None:
        return Standing.AWAY
    coming = next((one.day for one in known.planned if one.held and one.day >= today), today)
    return Standing.NEW if known.roster.in_grace(person, coming, known.history) else Standing.MEMBER


def _place(row: PersonRow) -> tuple[int, Fraction, str, UUID]:
    group = 0 if row.standing in TAKES_TURNS else 1 + ORDER.index(row.standing)
    return group, -row.debt, row.person.name.casefold(), row.person.id


def _here(row: PersonRow) -> bool:
    return row.standing not in (Standing.LEFT, Standing.JOINS_LATER)


def _teams(rows: Sequence[PersonRow], live: Sequence[Team]) -> tuple[TeamRow, ...]:
    """Count by team; those without a team come last, and only where there are any."""
    counted = {team.id if team else None: _team(rows, team) for team in (*live, None)}
    named = sorted((row for row in counted.values() if row.team), key=lambda row: -row.turns)
    return (*named, counted[None]) if counted[None].members else tuple(named)


def _team(rows: Sequence[PersonRow], team: Team | None) -> TeamRow:
    own = [row for row in rows if row.team == team]
    return TeamRow(team, sum(map(_here, own)), sum(row.turns for row in own), sum(row.shadowed for row in own))


def _away(known: Known) -> tuple[AwayRow, ...]:
    rows = (AwayRow(absence, known.people[absence.person_id]) for absence in known.roster.absences)
    found = (row for row in rows if row.absence.ends_on >= known.today and _stays(row))
    return tuple(sorted(found, key=lambda row: (row.absence.starts_on, row.person.name.casefold(), row.absence.id)))


def _stays(row: AwayRow) -> bool:
    return row.person.left_on is None or row.person.left_on >= row.absence.starts_on
