"""Tables of the week around the meeting. Fields as in ``domain.dashboard`` and ``domain.announcing``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.announcing import Announced, AnnouncementKind, AnnouncementTemplate
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.values import Language, Row
from weeklypm.storage.tables.base import StoredRow, enum, long_text, packed, refers, unique_alive


class DashboardTable(StoredRow, table=True):
    """Keep the catalogue of dashboards."""

    __tablename__ = "dashboard"

    name: str
    link: str
    purpose: str = long_text()
    how_to_read: str = long_text()
    team_id: UUID | None = refers("team")
    checklist: tuple[str, ...] = packed()
    added_on: date
    reviewed_on: date | None


class AnnouncementTemplateTable(StoredRow, table=True):
    """Keep the team's own templates."""

    __tablename__ = "announcement_template"
    __table_args__ = (unique_alive("ux_announcement_template_kind", "kind", "language"),)

    kind: AnnouncementKind = enum(AnnouncementKind)
    language: Language = enum(Language)
    text: str = long_text()


class AnnouncedTable(StoredRow, table=True):
    """Keep what was told already."""

    __tablename__ = "announced"
    __table_args__ = (sa.Index("ix_announced_held_on", "held_on"),)

    kind: AnnouncementKind = enum(AnnouncementKind)
    held_on: date
    at: datetime
    team_id: UUID | None = refers("team")


MODELS: Final[dict[type[Row], Any]] = {
    Dashboard: DashboardTable,
    AnnouncementTemplate: AnnouncementTemplateTable,
    Announced: AnnouncedTable,
}
