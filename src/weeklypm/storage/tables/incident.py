"""Tables of incidents and their timelines. Fields as in ``domain.incident`` and ``domain.timeline``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.incident import Incident, IncidentKind, Instant, InstantKind, Responder, SectionKey, SectionText
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent
from weeklypm.domain.values import Row
from weeklypm.storage.tables.base import StoredRow, enum, long_text, packed, refers, unique_alive


class IncidentTable(StoredRow, table=True):
    """Keep incidents and near misses."""

    __tablename__ = "incident"
    __table_args__ = (unique_alive("ux_incident_key", "key"),)

    key: str
    title: str
    kind: IncidentKind = enum(IncidentKind)
    severity: str
    services: tuple[str, ...] = packed()
    team_ids: tuple[UUID, ...] = packed()
    zone: str
    occurred_on: date | None
    summary: str = long_text()
    source: str
    source_sha256: str


class InstantTable(StoredRow, table=True):
    """Keep the instants that durations are computed from; blank stays blank."""

    __tablename__ = "instant"
    __table_args__ = (
        sa.CheckConstraint("applies = 1 OR at IS NULL", name="ck_instant_not_applicable"),
        unique_alive("ux_instant_kind", "incident_id", "kind"),
    )

    incident_id: UUID = refers("incident")
    kind: InstantKind = enum(InstantKind)
    at: datetime | None
    approximate: bool
    applies: bool


class ResponderTable(StoredRow, table=True):
    """Keep who responded, in which role."""

    __tablename__ = "responder"
    __table_args__ = (sa.Index("ix_responder_incident_id", "incident_id"),)

    incident_id: UUID = refers("incident")
    person_id: UUID | None = refers("person")
    name: str
    role: str
    position: int


class SectionTextTable(StoredRow, table=True):
    """Keep the sections of a write-up."""

    __tablename__ = "section_text"
    __table_args__ = (sa.Index("ix_section_text_incident_id", "incident_id"),)

    incident_id: UUID = refers("incident")
    key: SectionKey = enum(SectionKey)
    heading: str
    text: str = long_text()
    position: int


class TimelineEventTable(StoredRow, table=True):
    """Keep what was seen, judged and done."""

    __tablename__ = "timeline_event"
    __table_args__ = (
        sa.Index("ix_timeline_event_incident_id", "incident_id", "position"),
        unique_alive("ux_timeline_event_source", "incident_id", "source_id", where="source_id <> ''"),
    )

    incident_id: UUID = refers("incident")
    position: int
    at: datetime | None
    end: datetime | None
    on_day: date | None
    precision: Precision = enum(Precision)
    approximate: bool
    kind: EventKind = enum(EventKind)
    text: str = long_text()
    information: str = long_text()
    judgement: str = long_text()
    action: str = long_text()
    role: str
    pinned: bool
    follows_id: UUID | None = refers("timeline_event")
    link: str
    source: str
    source_id: str
    edited: bool


MODELS: Final[dict[type[Row], Any]] = {
    Incident: IncidentTable,
    Instant: InstantTable,
    Responder: ResponderTable,
    SectionText: SectionTextTable,
    TimelineEvent: TimelineEventTable,
}
