"""What every change of people begins with: who there is, on which day; and how it ends: the turns settled."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team
from weeklypm.domain.people_rules import Roll
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.planning import settle

if TYPE_CHECKING:
    from datetime import date

    from weeklypm.storage import Reader, Unit

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


def settling(
    use_case: Callable[Concatenate[Unit, Arguments], Value],
) -> Callable[Concatenate[Unit, Arguments], Value]:
    """Settle the turns before and after a use case that changes who takes them.

    Before it, so that the names that were shown as confirmed are: who is away after that keeps their share (rule 11).
    """

    @wraps(use_case)
    def settled(unit: Unit, /, *given: Arguments.args, **named: Arguments.kwargs) -> Value:
        settle(unit)
        value = use_case(unit, *given, **named)
        settle(unit)
        return value

    return settled


def today_of(reader: Reader) -> date:
    """Return today in the zone of the series."""
    return local_day(reader.now, series_of(reader).zone)


def roll_of(reader: Reader) -> Roll:
    """Return who has which name today, and which teams there are."""
    return Roll.of(reader.find(Person), reader.find(Team), today_of(reader))


def person_of(reader: Reader, person_id: UUID) -> Person:
    """Return a person; raise Problem ``people.problem.unknown_person`` for nobody."""
    found = reader.first(Person, id=person_id)
    if found is None:
        raise Problem("people.problem.unknown_person")
    return found


def team_of(reader: Reader, team_id: UUID) -> Team:
    """Return a team; raise Problem ``people.problem.unknown_team`` for none."""
    found = reader.first(Team, id=team_id)
    if found is None:
        raise Problem("people.problem.unknown_team")
    return found
