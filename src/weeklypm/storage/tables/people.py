"""Tables of the workspace, its series, teams and people. Fields as in ``domain.calendar`` and ``domain.people``."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.calendar import Series, Workspace
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.values import Language, Row
from weeklypm.storage.tables.base import StoredRow, enum, packed, refers


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


class TeamTable(StoredRow, table=True):
    """Keep teams."""

    __tablename__ = "team"

    name: str


class PersonTable(StoredRow, table=True):
    """Keep people."""

    __tablename__ = "person"

    name: str
    team_id: UUID | None = refers("team")
    joined_on: date
    left_on: date | None
    opted_in: bool
    founder: bool
    aliases: tuple[str, ...] = packed()


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
    Team: TeamTable,
    Person: PersonTable,
    Absence: AbsenceTable,
}
