"""What the forms about people ask first, and how one press stores all that a form says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.capture import folded
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.people_rules import PersonForm, has_ended
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.services import people
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.turn_offers import covers
from weeklypm.services.turns import turns_view

if TYPE_CHECKING:
    from weeklypm.domain.picks import Planned
    from weeklypm.storage import Reader, Unit


@dataclass(frozen=True)
class PersonFacts:
    """Hold what the form of a person needs: the person, None for a new one, and the teams to choose from."""

    today: date
    series_zone: str
    person: Person | None
    teams: tuple[Team, ...]


@dataclass(frozen=True)
class AbsenceFacts:
    """Hold what the form of an absence needs: who may be away, those known already, and whose turns come up.

    ``covers`` tells by date who would lead if whoever is planned were away, None where nobody is left; ``absent`` are
    the turns that an absence took: the date and whose it was.
    """

    today: date
    absence: Absence | None
    people: tuple[Person, ...]
    absences: tuple[Absence, ...]
    planned: tuple[Planned, ...]
    covers: Mapping[date, Person | None]
    absent: frozenset[tuple[date, UUID]]

    def name(self, person_id: UUID) -> str:
        """Return a person's name."""
        return next((person.name for person in self.people if person.id == person_id), "")

    def turns(self, person_id: UUID, starts_on: date, ends_on: date) -> tuple[Planned, ...]:
        """Return the meetings between two days that a person leads as it stands."""
        return tuple(one for one in self.planned if one.facilitator_id == person_id and starts_on <= one.day <= ends_on)

    def given(self, person_id: UUID, starts_on: date, ends_on: date) -> tuple[Planned, ...]:
        """Return the meetings between two days that an absence took from a person: led by somebody else, or nobody."""
        return tuple(
            one
            for one in self.planned
            if starts_on <= one.day <= ends_on
            and one.facilitator_id != person_id
            and (one.day, person_id) in self.absent
        )

    def overlapped(self, person_id: UUID, starts_on: date, ends_on: date) -> Absence | None:
        """Return another absence of a person that shares days with these."""
        mine = self.absence.id if self.absence else None
        return next(
            (
                one
                for one in self.absences
                if one.person_id == person_id
                and one.id != mine
                and one.starts_on <= ends_on
                and starts_on <= one.ends_on
            ),
            None,
        )


@dataclass(frozen=True)
class TeamLine:
    """Hold one team, how many are in it, and whether its last day is over or today."""

    team: Team
    members: int
    ended: bool


@dataclass(frozen=True)
class TeamsFacts:
    """Hold all teams, those that take part first, and today."""

    today: date
    teams: tuple[TeamLine, ...]


def person_facts(reader: Reader, person_id: UUID | None = None) -> PersonFacts:
    """Return what the form of a person needs. Raises Problem where there is no series or no such person."""
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    person = reader.get(Person, person_id) if person_id is not None else None
    own = person.team_id if person is not None else None
    teams = [team for team in reader.find(Team) if team.id == own or not has_ended(team, today)]
    return PersonFacts(today, series.zone, person, tuple(sorted(teams, key=_by_name)))


def absence_facts(reader: Reader, absence_id: UUID | None = None) -> AbsenceFacts:
    """Return what the form of an absence needs; its own person is among the people even after leaving."""
    today = local_day(reader.now, series_of(reader).zone)
    absence = reader.get(Absence, absence_id) if absence_id is not None else None
    own = absence.person_id if absence is not None else None
    here = [one for one in reader.find(Person) if one.id == own or one.left_on is None or one.left_on >= today]
    planned = tuple(one for one in turns_view(reader).planned if one.held)
    told = reader.values(RotationEvent, ("day", "instead_of_id"), kind=TurnKind.ABSENT)
    return AbsenceFacts(
        today=today,
        absence=absence,
        people=tuple(sorted(here, key=_by_name)),
        absences=tuple(reader.find(Absence, ends_on__ge=today)),
        planned=planned,
        covers=covers(reader),
        absent=frozenset((day, person_id) for day, person_id in told if person_id is not None),
    )


def teams_facts(reader: Reader) -> TeamsFacts:
    """Return all teams with the number of those who are here."""
    today = local_day(reader.now, series_of(reader).zone)
    here = [one for one in reader.find(Person) if one.left_on is None or one.left_on >= today]
    lines = [
        TeamLine(team, sum(one.team_id == team.id for one in here), is_over(team, today)) for team in reader.find(Team)
    ]
    return TeamsFacts(today, tuple(sorted(lines, key=lambda line: (line.ended, _by_name(line.team)))))


def is_over(team: Team, today: date) -> bool:
    """Tell whether a team's last day is today or over: it may be brought back."""
    return team.ended_on is not None and team.ended_on <= today


def store_person(
    unit: Unit,
    form: PersonForm,
    person_id: UUID | None = None,
    *,
    new_team: str = "",
    last_day: date | None = None,
) -> Person:
    """Store all that the form of a person says as one step: a team that is new, the person, and the last day.

    Raises Problem ``people.problem.*`` for what is wrong; nothing is stored then.
    """
    if new_team.strip():
        form = replace(form, team_id=_team(unit, new_team).id)
    if person_id is None:
        return people.add_person(unit, form)
    before = unit.get(Person, person_id)
    if before.left_on is not None and last_day is None:
        people.come_back(unit, person_id, max(local_day(unit.now, series_of(unit).zone), form.joined_on or date.min))
    stored = people.edit_person(unit, person_id, form)
    if last_day is not None and last_day != before.left_on:
        return people.leave(unit, person_id, last_day)
    return stored


def _team(unit: Unit, name: str) -> Team:
    known: Sequence[Team] = unit.find(Team)
    return next((team for team in known if folded(team.name) == folded(name)), None) or people.add_team(unit, name)


def _by_name(row: Person | Team) -> tuple[str, str]:
    return row.name.casefold(), str(row.id)
