"""Find actions by their keys, and owners by what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.action_rules import key_of, place_of
from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.people import Person, Team
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of

if TYPE_CHECKING:
    from weeklypm.storage import Reader

NEAR = 3


def find_actions(reader: Reader, keys: Sequence[str]) -> tuple[UUID, ...]:
    """Return the actions that keys such as ``A12`` name, each once; a bare number will do.

    Raises Problem ``actions.problem.no_action``, naming the last key there is, or ``actions.problem.none_yet``.
    """
    ever = reader.values(ActionItem, ("id", "deleted_at"), order_by=("id",), include_deleted=True)
    return tuple(dict.fromkeys(_found(ever, key) for key in keys))


def _found(ever: Sequence[tuple[Any, ...]], key: str) -> UUID:
    place = place_of(key)
    if place is not None and place <= len(ever) and ever[place - 1][1] is None:
        found: UUID = ever[place - 1][0]
        return found
    if not ever:
        raise Problem("actions.problem.none_yet")
    raise Problem("actions.problem.no_action", key=key, last=key_of(len(ever)))


def owner_named(reader: Reader, said: str) -> dict[str, Any]:
    """Return the fields that make a person of this name, alias or part of a name the owner, or a team as a whole.

    Raises Problem ``actions.problem.owner_unknown``, ``owner_near`` with names like it, or ``owner_ambiguous``.
    """
    today = local_day(reader.now, series_of(reader).zone)
    here = [one for one in reader.find(Person) if one.left_on is None or one.left_on >= today]
    teams = reader.find(Team)
    wanted = folded(said.strip().lstrip("@＠"))
    for found in (_whole(here, wanted), [team for team in teams if folded(team.name) == wanted], _part(here, wanted)):
        if len(found) > 1:
            raise Problem("actions.problem.owner_ambiguous", name=said, near=tuple(one.name for one in found[:NEAR]))
        if found:
            return _fields(found[0])
    near = _near(here, teams, wanted)
    if near:
        raise Problem("actions.problem.owner_near", name=said, near=near)
    raise Problem("actions.problem.owner_unknown", name=said)


def team_named(reader: Reader, said: str) -> Team:
    """Return the team of a name; raise Problem ``actions.problem.team_unknown`` naming those there are."""
    teams = reader.find(Team)
    found = next((team for team in teams if folded(team.name) == folded(said)), None)
    if found is None:
        raise Problem("actions.problem.team_unknown", name=said, known=tuple(sorted(team.name for team in teams)))
    return found


def _fields(found: Person | Team) -> dict[str, Any]:
    if isinstance(found, Team):
        return {"owner_id": None, "owner_text": "", "team_id": found.id}
    return {"owner_id": found.id, "owner_text": ""} | ({"team_id": found.team_id} if found.team_id else {})


def _whole(people: Iterable[Person], wanted: str) -> list[Person]:
    return [one for one in people if wanted and wanted in {folded(name) for name in (one.name, *one.aliases)}]


def _part(people: Iterable[Person], wanted: str) -> list[Person]:
    return [one for one in people if wanted and wanted in {folded(part) for part in one.name.split()}]


def _near(people: Iterable[Person], teams: Iterable[Team], wanted: str) -> tuple[str, ...]:
    """Return up to three names that hold what was said, or are spelled much like it."""
    names = {folded(name): name for name in (*(one.name for one in people), *(one.name for one in teams))}
    holding = [name for name in sorted(names) if wanted and (wanted in name or name in wanted)]
    alike = get_close_matches(wanted, sorted(names), NEAR, 0.6)
    return tuple(names[name] for name in dict.fromkeys([*holding, *alike]))[:NEAR]
