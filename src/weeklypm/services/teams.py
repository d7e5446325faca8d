"""Teams: added, renamed, ended and brought back. A team ends when nobody is in it any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team
from weeklypm.domain.people_rules import Roll, check_year, checked_name, has_ended, tidy
from weeklypm.services.people_roll import team_of, today_of

if TYPE_CHECKING:
    from datetime import date

    from weeklypm.storage import Reader, Unit


def add_team(unit: Unit, name: str) -> Team:
    """Add a team; raise Problem ``people.problem.*`` for a name that is missing, too long or taken."""
    return unit.add(Team(**unit.stamp(), name=_free_name(unit, name, None)))


def found_team(unit: Unit, roll: Roll, name: str) -> Team | None:
    """Return the team of a name, added where there is none yet; None for no name."""
    known = roll.team_named(name)
    if known is not None or not tidy(name):
        return known
    team = unit.add(Team(**unit.stamp(), name=checked_name(name)))
    roll.teams[team.id] = team
    return team


def rename_team(unit: Unit, team_id: UUID, name: str) -> Team:
    """Give a team another name; raise Problem as ``add_team`` does."""
    team = team_of(unit, team_id)
    return unit.put(replace(team, name=_free_name(unit, name, team)))


def _free_name(reader: Reader, text: str, team: Team | None) -> str:
    name = checked_name(text, team.name if team else "")
    today = today_of(reader)
    for other in reader.find(Team):
        if folded(other.name) == folded(name) and (team is None or other.id != team.id):
            if has_ended(other, today):
                raise Problem("people.problem.same_team_ended", team=other.name, day=other.ended_on)
            raise Problem("people.problem.same_team", team=other.name)
    return name


def end_team(unit: Unit, team_id: UUID, last_day: date) -> Team:
    """Let a team take part no more after a day; what it told stays.

    Raises Problem ``people.problem.team_not_empty`` naming who is still in it after that day.
    """
    team = team_of(unit, team_id)
    check_year(last_day)
    people = unit.find(Person, team_id=team_id)
    still = sorted(person.name for person in people if person.left_on is None or person.left_on > last_day)
    if still:
        raise Problem("people.problem.team_not_empty", team=team.name, names=tuple(still), n=len(still))
    return unit.put(replace(team, ended_on=last_day))


def bring_team_back(unit: Unit, team_id: UUID) -> Team:
    """Let a team take part again; raise Problem ``people.problem.team_not_ended`` for one that does."""
    team = team_of(unit, team_id)
    if team.ended_on is None:
        raise Problem("people.problem.team_not_ended", team=team.name)
    return unit.put(replace(team, ended_on=None))


def team_named(reader: Reader, name: str) -> Team:
    """Return the team of a name; raise Problem ``people.problem.no_team_named`` with those there are."""
    teams = reader.find(Team)
    found = [team for team in teams if folded(team.name) == folded(name)]
    if not found:
        known = tuple(sorted(team.name for team in teams)) or ("–",)
        raise Problem("people.problem.no_team_named", team=name.strip(), known=known)
    return found[0]
