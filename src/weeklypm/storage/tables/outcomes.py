"""Tables of what a meeting leaves behind. Fields as in ``domain.outcomes``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.outcomes import (
    ActionChange,
    ActionItem,
    ActionState,
    ActionType,
    Decision,
    ParkedLine,
    Priority,
    ReasonKind,
)
from weeklypm.domain.values import Row
from weeklypm.storage.tables.base import StoredRow, enum, long_text, refers

BLANKS: Final = " \t\n\r\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
"""Letters that leave a reason as empty as it was: spaces, the ideographic one, and those of no width."""

NO_REASONS: Final = ("", "-", "n/a", "tbd", "なし")
"""What people write into a field that asks for a reason when they give none (decisions.md section 7)."""

_REASON: Final = f"lower(trim(reason, '{BLANKS}')) NOT IN ({', '.join(repr(word) for word in NO_REASONS)})"


class DecisionTable(StoredRow, table=True):
    """Keep decisions."""

    __tablename__ = "decision"
    __table_args__ = (sa.Index("ix_decision_meeting_id", "meeting_id"),)

    meeting_id: UUID = refers("meeting")
    item_id: UUID | None = refers("agenda_item")
    text: str = long_text()
    context: str = long_text()
    position: int


class ActionItemTable(StoredRow, table=True):
    """Keep what was promised; triggers guard what was agreed."""

    __tablename__ = "action_item"
    __table_args__ = (
        sa.Index("ix_action_item_state", "state", "due"),
        sa.Index("ix_action_item_meeting_id", "meeting_id"),
        sa.Index("ix_action_item_incident_id", "incident_id"),
    )

    text: str = long_text()
    done_when: str = long_text()
    type: ActionType = enum(ActionType)
    priority: Priority | None = enum(Priority)
    owner_id: UUID | None = refers("person")
    team_id: UUID | None = refers("team")
    owner_text: str
    due: date | None
    state: ActionState = enum(ActionState)
    link: str
    meeting_id: UUID | None = refers("meeting")
    incident_id: UUID | None = refers("incident")
    item_id: UUID | None = refers("agenda_item")
    blocked_since: date | None
    blocked_by: str = long_text()
    position: int
    split_from_id: UUID | None = refers("action_item")


class ActionChangeTable(StoredRow, table=True):
    """Keep why a promise changed."""

    __tablename__ = "action_change"
    __table_args__ = (
        sa.CheckConstraint(_REASON, name="ck_action_change_reasoned"),
        sa.Index("ix_action_change_action_id", "action_id"),
    )

    action_id: UUID = refers("action_item")
    field: str
    old: str = long_text()
    new: str = long_text()
    reason: str = long_text()
    at: datetime
    meeting_id: UUID | None = refers("meeting")
    withdrawn: bool
    kind: ReasonKind | None = enum(ReasonKind)


class ParkedLineTable(StoredRow, table=True):
    """Keep the parking lot."""

    __tablename__ = "parked_line"
    __table_args__ = (sa.Index("ix_parked_line_meeting_id", "meeting_id"),)

    meeting_id: UUID = refers("meeting")
    text: str = long_text()
    private: bool
    position: int


MODELS: Final[dict[type[Row], Any]] = {
    Decision: DecisionTable,
    ActionItem: ActionItemTable,
    ActionChange: ActionChangeTable,
    ParkedLine: ParkedLineTable,
}
