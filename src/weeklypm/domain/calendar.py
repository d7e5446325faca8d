"""The series of weekly meetings and the days on which one is held. Rules live in ``schedule``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from weeklypm.domain.values import Language, Row, on_stage


@dataclass(frozen=True, kw_only=True)
class Workspace(Row):
    """Name the workspace: one row a file."""

    name: str = on_stage()
    sample: bool = False


@dataclass(frozen=True, kw_only=True)
class Series(Row):
    """Hold the rule of the weekly meeting: weekday (0 = Monday), wall-clock time and IANA zone, length in minutes.

    The instants follow from rule and zone, so that the meeting keeps its wall-clock time over daylight saving.
    ``country`` is an ISO 3166 code whose public holidays are not held, or an empty string; ``seed`` breaks ties of
    the rotation; the five ``*_minutes`` are the segments around the main part, which gets what remains.
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
