"""Teams, people and their absences. No attendance is kept, and no reason for an absence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from weeklypm.domain.values import Row, on_stage


@dataclass(frozen=True, kw_only=True)
class Team(Row):
    """Name a team that takes part; ``ended_on`` is its last day, None while it takes part."""

    name: str = on_stage()
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Person(Row):
    """Hold someone who can facilitate, present or own actions.

    ``joined_on`` and ``left_on`` bound the rotation (both inclusive; ``left_on`` None while here);
    ``founder`` is true for those who were there when the series began and so need no grace (facilitation.md rule 8).
    ``aliases`` are further names and @handles, without the sign, by which texts speak of the person.
    ``rather_not_present`` keeps the person from being suggested as a presenter; it is nobody else's business.
    ``share_percent`` is the part of a full share of turns that the person owes, 1 to 100: 50 for a part-timer.
    ``zone`` is the person's IANA zone, empty for the series'; ``works_from`` and ``works_to`` are wall-clock times in
    it, None where unknown, over midnight where the end is before the start; ``workdays`` count 0 for Monday.
    """

    name: str = on_stage()
    team_id: UUID | None = None
    joined_on: date
    left_on: date | None = None
    opted_in: bool = True
    founder: bool = False
    aliases: tuple[str, ...] = ()
    rather_not_present: bool = False
    share_percent: int = 100
    zone: str = ""
    works_from: time | None = None
    works_to: time | None = None
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)


@dataclass(frozen=True, kw_only=True)
class Absence(Row):
    """Hold days on which a person is away, both ends inclusive. The reason is nobody's business."""

    person_id: UUID
    starts_on: date
    ends_on: date
