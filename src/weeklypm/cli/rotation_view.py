"""What the commands about the rotation read from a workspace, and how they name people and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.ledger import is_member
from weeklypm.domain.people import Person, Team
from weeklypm.domain.picks import Planned
from weeklypm.domain.values import Language, Message
from weeklypm.services import turns
from weeklypm.services.dates import series_of
from weeklypm.services.holidays import named_in
from weeklypm.services.turns import LedgerNow, TurnsView, Why
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Reader


@dataclass(frozen=True)
class Members:
    """Hold the people and teams of a workspace, by id."""

    people: Mapping[UUID, Person]
    teams: Mapping[UUID, Team]

    @property
    def names(self) -> dict[UUID, str]:
        """Return the names of all, by id."""
        return {person_id: person.name for person_id, person in self.people.items()}

    def name(self, person_id: UUID | None) -> str:
        """Return a name, a dash for nobody."""
        person = self.people.get(person_id) if person_id else None
        return person.name if person else "–"

    def team(self, person_id: UUID) -> str:
        """Return the name of a person's team, empty for none."""
        person = self.people.get(person_id)
        team = self.teams.get(person.team_id) if person and person.team_id else None
        return team.name if team else ""

    def person_json(self, person_id: UUID | None) -> dict[str, Any] | None:
        """Return a person's name and team; None for nobody."""
        if person_id is None:
            return None
        return {"name": self.name(person_id), "team": self.team(person_id) or None}

    def full(self, person_id: UUID, language: Language) -> str:
        """Return a name with the team, where there is one."""
        name, team = self.name(person_id), self.team(person_id)
        return say(language, "rotationcli.named", name=name, team=team) if team else name

    def by_debt(self, ledger: LedgerNow) -> list[UUID]:
        """Return those who take turns, and those who left or will join only where they led or owe: most owed first."""
        told = [
            person_id
            for person_id, debt in ledger.debts.items()
            if debt or ledger.served.get(person_id) or is_member(self.people[person_id], ledger.day)
        ]
        return sorted(told, key=lambda one: (-ledger.debts[one], self.name(one), str(one)))


@dataclass(frozen=True)
class Coming:
    """Hold the coming dates with what is told of each, the people, and whose holidays are kept."""

    view: TurnsView
    members: Members
    country: str

    def state(self, planned: Planned) -> str:
        """Return how firm the name of a held date is."""
        return self.view.why[planned.day].state.value

    def reason(self, planned: Planned, language: Language) -> Message | None:
        """Return why a date is not held, a holiday by its name in a language."""
        return named_in(planned.reason, planned.day, self.country, language)


def members_of(reader: Reader) -> Members:
    """Read the people and teams of a workspace."""
    return Members({person.id: person for person in reader.find(Person)}, {team.id: team for team in reader.find(Team)})


def coming_of(reader: Reader, count: int) -> Coming:
    """Read the coming dates as far as so many held meetings."""
    return Coming(turns.turns_view(reader, count=count), members_of(reader), series_of(reader).country)


def why_of(reader: Reader, day: date, language: Language) -> tuple[Why, Members]:
    """Read the whole story of one date, a holiday by its name in a language."""
    told = turns.why(reader, day)
    reason = named_in(told.reason, day, series_of(reader).country, language)
    return replace(told, reason=reason), members_of(reader)


def dated(day: date, language: Language) -> str:
    """Return a date as it is typed, with its weekday."""
    return f"{day.isoformat()} {say(language, f'words.weekday_short.{day.weekday()}')}"


def digest_of(state: str) -> str:
    """Return the SHA-256 of a state, as it is compared."""
    return sha256(state.encode()).hexdigest()
