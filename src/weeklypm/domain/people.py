"""Teams, people and their absences. No attendance is kept, and no reason for an absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from weeklypm.domain.values import Row, on_stage


@dataclass(frozen=True, kw_only=True)
class Team(Row):
    """Name a team that takes part."""

    name: str = on_stage()


@dataclass(frozen=True, kw_only=True)
class Person(Row):
    """Hold someone who can facilitate, present or own actions.

    ``joined_on`` and ``left_on`` bound the rotation (both inclusive; ``left_on`` None while here);
    ``founder`` is true for those who were there when the series began and so need no grace (facilitation.md rule 8).
    ``aliases`` are further names and @handles, without the sign, by which texts speak of the person.
    ``rather_not_present`` keeps the person from being suggested as a presenter; it is nobody else's business.
    """

    name: str = on_stage()
    team_id: UUID | None = None
    joined_on: date
    left_on: date | None = None
    opted_in: bool = True
    founder: bool = False
    aliases: tuple[str, ...] = ()
    rather_not_present: bool = False


@dataclass(frozen=True, kw_only=True)
class Absence(Row):
    """Hold days on which a person is away, both ends inclusive. The reason is nobody's business."""

    person_id: UUID
    starts_on: date
    ends_on: date
