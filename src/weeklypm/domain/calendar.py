"""The series of weekly meetings and the days on which one is held. Rules live in ``schedule``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.values import Language, Row, on_stage


@dataclass(frozen=True, kw_only=True)
class Workspace(Row):
    """Name the workspace: one row a file."""

    name: str = on_stage()
    sample: bool = False


class Cadence(StrEnum):
    """Name how often the series meets on its weekday."""

    WEEKLY = "weekly"
    EVERY_N_WEEKS = "every_n_weeks"
    NTH_WEEKDAY = "nth_weekday"


@dataclass(frozen=True, kw_only=True)
class Series(Row):
    """Hold the rule of the weekly meeting: weekday (0 = Monday), wall-clock time and IANA zone, length in minutes.

    ``every`` counts weeks for EVERY_N_WEEKS, from the first date on or after ``first_on``; ``nth`` names the
    weekdays of a month for NTH_WEEKDAY: 1 to 4 from its start, -1 for the last one.

    The instants follow from rule and zone, so that the meeting keeps its wall-clock time over daylight saving.
    ``country`` is an ISO 3166 code whose public holidays are not held, or an empty string; ``seed`` breaks ties of
    the rotation, and ``equal_by_team`` has each team, not each person, owe an equal part of the turns; the five
    ``*_minutes`` are the segments around the main part, which gets what remains.
    """

    name: str = on_stage()
    weekday: int = on_stage()
    starts_at: time = on_stage()
    zone: str = on_stage()
    minutes: int = on_stage(default=30)
    country: str = "JP"
    language: Language = Language.EN
    first_on: date
    seed: str = ""
    open_minutes: int = on_stage(default=2)
    actions_minutes: int = on_stage(default=3)
    learning_minutes: int = on_stage(default=4)
    read_back_minutes: int = on_stage(default=3)
    close_minutes: int = on_stage(default=1)
    cadence: Cadence = on_stage(default=Cadence.WEEKLY)
    every: int = on_stage(default=1)
    nth: tuple[int, ...] = on_stage(default=())
    equal_by_team: bool = False


@dataclass(frozen=True, kw_only=True)
class Closure(Row):
    """Name days on which the company is closed, both ends inclusive; ``yearly`` ones come back on the same dates."""

    name: str = on_stage()
    starts_on: date
    ends_on: date
    yearly: bool = False


@dataclass(frozen=True, kw_only=True)
class OfficialHoliday(Row):
    """Hold one day of a country's official list, which for the years it covers stands for what is computed."""

    country: str
    day: date
    name: str = on_stage()


@dataclass(frozen=True, kw_only=True)
class DayPlan(Row):
    """Hold what is planned for one date alone: minutes of the segments around the main part, None for the series'."""

    series_id: UUID
    held_on: date
    open_minutes: int | None = on_stage(default=None)
    actions_minutes: int | None = on_stage(default=None)
    learning_minutes: int | None = on_stage(default=None)
    read_back_minutes: int | None = on_stage(default=None)
    close_minutes: int | None = on_stage(default=None)
