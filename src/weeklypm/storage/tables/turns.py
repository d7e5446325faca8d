"""Tables of the rotation's record, of feedback and of handing over. Fields as in ``domain.turns`` and its like."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.feedback import Feedback
from weeklypm.domain.handover import Handover
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Message, Row
from weeklypm.storage.tables.base import StoredRow, enum, long_text, packed, refers, unique_alive


class RotationEventTable(StoredRow, table=True):
    """Keep what happened to the rotation."""

    __tablename__ = "rotation_event"
    __table_args__ = (
        unique_alive("ux_rotation_event_number", "number"),
        sa.Index("ix_rotation_event_day", "day"),
    )

    number: int
    kind: TurnKind = enum(TurnKind)
    day: date | None
    person_id: UUID | None = refers("person")
    instead_of_id: UUID | None = refers("person")
    other_day: date | None
    facts: str = long_text()
    why: Message | None = packed()
    table_json: str = long_text()


class FeedbackTable(StoredRow, table=True):
    """Keep what the facilitator wrote for themselves and the next."""

    __tablename__ = "feedback"
    __table_args__ = (unique_alive("ux_feedback_meeting", "meeting_id"),)

    meeting_id: UUID = refers("meeting")
    keep: str = long_text()
    try_next: str = long_text()


class HandoverTable(StoredRow, table=True):
    """Keep the packs that were made of this workspace."""

    __tablename__ = "handover"
    __table_args__ = (unique_alive("ux_handover_number", "number"),)

    number: int
    packed_at: datetime
    from_name: str
    to_name: str
    opened_at: datetime | None
    taken_back_at: datetime | None


MODELS: Final[dict[type[Row], Any]] = {
    RotationEvent: RotationEventTable,
    Feedback: FeedbackTable,
    Handover: HandoverTable,
}
