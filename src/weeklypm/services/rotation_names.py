"""Whose name was written: one person of those who are here or were, by the whole name or another of theirs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from weeklypm.storage import Reader

MOST: Final = 20
"""Names that a sentence lists."""


class Names:
    """Find people by their names, without width, case and blanks; one who is here goes before one who left."""

    def __init__(self, people: Iterable[Person], teams: Mapping[UUID, Team], today: date) -> None:
        known = list(people)
        self._teams = teams
        self._today = today
        self._here = sorted(person.name for person in known if self._is_here(person))
        self._known: dict[str, list[Person]] = {}
        for person in known:
            for name in dict.fromkeys(map(folded, (person.name, *person.aliases))):
                self._known.setdefault(name, []).append(person)

    def one(self, said: str) -> Person:
        """Return who is named; raise Problem ``rotationcli.problem.unknown`` or ``ambiguous``, which names them."""
        found = self._found(said)
        if not found:
            known = tuple(self._here[:MOST]) or ("–",)
            raise Problem("rotationcli.problem.unknown", name=said.strip(), known=known)
        if len(found) > 1:
            raise Problem("rotationcli.problem.ambiguous", name=said.strip(), near=self.told_apart(found))
        return found[0]

    def _found(self, said: str) -> Sequence[Person]:
        every = self._known.get(folded(said.strip().lstrip("@＠")), [])
        return [person for person in every if self._is_here(person)] or every

    def told_apart(self, people: Iterable[Person]) -> tuple[str, ...]:
        """Return names with their teams, where they have one."""
        named = ((person.name, self._teams.get(person.team_id) if person.team_id else None) for person in people)
        return tuple(sorted(f"{name} ({team.name})" if team else name for name, team in named))

    def _is_here(self, person: Person) -> bool:
        return person.left_on is None or person.left_on >= self._today


def names_of(reader: Reader) -> Names:
    """Return the names of a workspace."""
    today = local_day(reader.now, series_of(reader).zone)
    return Names(reader.find(Person), {team.id: team for team in reader.find(Team)}, today)
