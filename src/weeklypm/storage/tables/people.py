"""Tables of the workspace, its series and calendar, teams and people. Fields as in ``domain.calendar``, ``people``."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.calendar import Cadence, Closure, DayPlan, OfficialHoliday, Series, Workspace
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.values import Language, Row
from weeklypm.storage.tables.base import StoredRow, enum, packed, refers, unique_alive


class WorkspaceTable(StoredRow, table=True):
    """Keep the workspace's name."""

    __tablename__ = "workspace"

    name: str
    sample: bool


class SeriesTable(StoredRow, table=True):
    """Keep the rule of the weekly meeting."""

    __tablename__ = "series"
    __table_args__ = (
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="ck_series_weekday_of_week"),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name="ck_series_minutes_of_day"),
        sa.CheckConstraint("every BETWEEN 1 AND 52", name="ck_series_every_of_year"),
    )

    name: str
    weekday: int
    starts_at: time
    zone: str
    minutes: int
    country: str
    language: Language = enum(Language)
    first_on: date
    seed: str
    open_minutes: int
    actions_minutes: int
    learning_minutes: int
    read_back_minutes: int
    close_minutes: int
    cadence: Cadence = enum(Cadence)
    every: int
    nth: tuple[int, ...] = packed()
    equal_by_team: bool


class ClosureTable(StoredRow, table=True):
    """Keep the company's own days off."""

    __tablename__ = "closure"
    __table_args__ = (sa.CheckConstraint("starts_on <= ends_on", name="ck_closure_order"),)

    name: str
    starts_on: date
    ends_on: date
    yearly: bool


class OfficialHolidayTable(StoredRow, table=True):
    """Keep the days of official lists."""

    __tablename__ = "official_holiday"
    __table_args__ = (unique_alive("ux_official_holiday_day", "country", "day"),)

    country: str
    day: date
    name: str


class DayPlanTable(StoredRow, table=True):
    """Keep what is planned for one date alone."""

    __tablename__ = "day_plan"
    __table_args__ = (unique_alive("ux_day_plan_date", "series_id", "held_on"),)

    series_id: UUID = refers("series")
    held_on: date
    open_minutes: int | None
    actions_minutes: int | None
    learning_minutes: int | None
    read_back_minutes: int | None
    close_minutes: int | None


class TeamTable(StoredRow, table=True):
    """Keep teams."""

    __tablename__ = "team"

    name: str
    ended_on: date | None


class PersonTable(StoredRow, table=True):
    """Keep people."""

    __tablename__ = "person"
    __table_args__ = (sa.CheckConstraint("share_percent BETWEEN 1 AND 100", name="ck_person_share_of_turns"),)

    name: str
    team_id: UUID | None = refers("team")
    joined_on: date
    left_on: date | None
    opted_in: bool
    founder: bool
    aliases: tuple[str, ...] = packed()
    rather_not_present: bool
    share_percent: int
    zone: str
    works_from: time | None
    works_to: time | None
    workdays: tuple[int, ...] = packed()


class AbsenceTable(StoredRow, table=True):
    """Keep days away."""

    __tablename__ = "absence"
    __table_args__ = (
        sa.CheckConstraint("starts_on <= ends_on", name="ck_absence_order"),
        sa.Index("ix_absence_person_id", "person_id"),
    )

    person_id: UUID = refers("person")
    starts_on: date
    ends_on: date


MODELS: Final[dict[type[Row], Any]] = {
    Workspace: WorkspaceTable,
    Series: SeriesTable,
    Closure: ClosureTable,
    OfficialHoliday: OfficialHolidayTable,
    DayPlan: DayPlanTable,
    Team: TeamTable,
    Person: PersonTable,
    Absence: AbsenceTable,
}
