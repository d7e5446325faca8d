"""Tables of the queue and of meetings. Fields as in ``domain.agenda`` and ``domain.meeting``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.meeting import ClockEvent, ClockKind, Meeting, MeetingState, Note, NoteDraft
from weeklypm.domain.values import Message, Row
from weeklypm.storage.tables.base import StoredRow, enum, long_text, packed, refers, unique_alive


class AgendaItemTable(StoredRow, table=True):
    """Keep what there is to talk about."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 1440", name="ck_agenda_item_minutes_of_day"),
        sa.CheckConstraint("votes >= 0", name="ck_agenda_item_votes_counted"),
        sa.Index("ix_agenda_item_state", "state"),
        sa.Index("ix_agenda_item_incident_id", "incident_id"),
        sa.Index("ix_agenda_item_meeting_id", "meeting_id"),
    )

    kind: Kind = enum(Kind)
    title: str
    detail: str = long_text()
    proposer_id: UUID | None = refers("person")
    presenter_id: UUID | None = refers("person")
    minutes: int | None
    votes: int
    state: ItemState = enum(ItemState)
    queued_on: date
    ready_from: date | None
    carried_over: bool
    pinned: bool
    incident_id: UUID | None = refers("incident")
    meeting_id: UUID | None = refers("meeting")
    why: Message | None = packed()
    dashboard_id: UUID | None = refers("dashboard")
    place: int
    links: tuple[str, ...] = packed()


class MeetingTable(StoredRow, table=True):
    """Keep the dates of the series."""

    __tablename__ = "meeting"
    __table_args__ = (
        sa.CheckConstraint("headcount IS NULL OR headcount >= 0", name="ck_meeting_headcount_counted"),
        unique_alive("ux_meeting_date", "series_id", "held_on"),
    )

    series_id: UUID = refers("series")
    held_on: date
    state: MeetingState = enum(MeetingState)
    not_held_reason: Message | None = packed()
    facilitator_id: UUID | None = refers("person")
    co_facilitator_id: UUID | None = refers("person")
    explanation: Message | None = packed()
    agenda_json: str = long_text()
    started_at: datetime | None
    closed_at: datetime | None
    ratings: tuple[int, ...] = packed()
    headcount: int | None
    shares_json: str = long_text()


class ClockEventTable(StoredRow, table=True):
    """Keep what happened to the meeting's clock."""

    __tablename__ = "clock_event"
    __table_args__ = (sa.Index("ix_clock_event_meeting_id", "meeting_id"),)

    meeting_id: UUID = refers("meeting")
    at: datetime
    kind: ClockKind = enum(ClockKind)
    segment: Segment | None = enum(Segment)
    line: int | None
    box: int | None
    seconds: int
    step: int


class NoteTable(StoredRow, table=True):
    """Keep the notes of one part of a meeting."""

    __tablename__ = "note"
    __table_args__ = (sa.Index("ix_note_meeting_id", "meeting_id"),)

    meeting_id: UUID = refers("meeting")
    segment: Segment = enum(Segment)
    item_id: UUID | None = refers("agenda_item")
    text: str = long_text()
    private: bool


class NoteDraftTable(StoredRow, table=True):
    """Keep what is being typed, one row a note, outside the change log."""

    __tablename__ = "note_draft"
    __table_args__ = (sa.Index("ux_note_draft_key", "note_key", unique=True),)

    note_key: str
    meeting_id: UUID = refers("meeting")
    segment: Segment = enum(Segment)
    item_id: UUID | None = refers("agenda_item")
    text: str = long_text()


MODELS: Final[dict[type[Row], Any]] = {
    AgendaItem: AgendaItemTable,
    Meeting: MeetingTable,
    ClockEvent: ClockEventTable,
    Note: NoteTable,
    NoteDraft: NoteDraftTable,
}
