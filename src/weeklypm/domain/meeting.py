"""Meetings as they are kept: state, clock events and notes. The clock's rules live in ``clock``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.agenda import Segment
from weeklypm.domain.values import Message, Row, in_notes, on_stage


class MeetingState(StrEnum):
    """Name where a meeting stands."""

    PLANNED = "planned"
    LIVE = "live"
    CLOSED = "closed"
    NOT_HELD = "not_held"


@dataclass(frozen=True, kw_only=True)
class Meeting(Row):
    """Hold one date of the series.

    ``facilitator_id`` and ``co_facilitator_id`` are who served (or will); ``explanation`` is the rotation's reason as a
    snapshot of codes and arguments; ``agenda_json`` the composed agenda as a snapshot from the start on;
    ``shares_json`` is who owes which part of this turn, as it was when the name was confirmed (facilitation.md rule 1),
    and empty before that; ``ratings`` are five counts for one to five points (totals only, never who), ``headcount``
    how many came.
    """

    series_id: UUID
    held_on: date = on_stage()
    state: MeetingState = MeetingState.PLANNED
    not_held_reason: Message | None = None
    facilitator_id: UUID | None = on_stage(default=None)
    co_facilitator_id: UUID | None = on_stage(default=None)
    explanation: Message | None = None
    agenda_json: str = ""
    started_at: datetime | None = in_notes(default=None)
    closed_at: datetime | None = in_notes(default=None)
    ratings: tuple[int, ...] = ()
    headcount: int | None = in_notes(default=None)
    shares_json: str = ""


class ClockKind(StrEnum):
    """Name what happened to the meeting's clock."""

    START = "start"
    SEGMENT = "segment"
    PAUSE = "pause"
    RESUME = "resume"
    ADJUST = "adjust"
    STEP = "step"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, kw_only=True)
class ClockEvent(Row):
    """Hold one event of the clock with its wall-clock instant.

    ``segment`` and ``line`` (index into the agenda's lines) for SEGMENT; ``box`` (index of the main item's box);
    ``seconds`` for ADJUST (may be negative); ``step`` for STEP: how many timeline events the room has been shown.
    """

    meeting_id: UUID
    at: datetime
    kind: ClockKind
    segment: Segment | None = None
    line: int | None = None
    box: int | None = None
    seconds: int = 0
    step: int = 0


@dataclass(frozen=True, kw_only=True)
class Note(Row):
    """Hold the notes of one part of a meeting as Markdown; ``private`` keeps them on the console."""

    meeting_id: UUID
    segment: Segment = in_notes()
    item_id: UUID | None = None
    text: str = in_notes(default="")
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteDraft(Row):
    """Hold what is being typed into a note, overwritten in place and kept out of the change log."""

    note_key: str
    meeting_id: UUID
    segment: Segment
    item_id: UUID | None = None
    text: str = ""
