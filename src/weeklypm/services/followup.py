"""Open actions between meetings: which are late, blocked or slipped."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState
from weeklypm.domain.promises import Attention, attention

if TYPE_CHECKING:
    from weeklypm.storage import Reader

OPEN = (ActionState.IDEA, ActionState.COMMITTED)


def open_actions(reader: Reader) -> list[ActionItem]:
    """Return the actions that are not done or dropped, by due date."""
    return reader.find(ActionItem, state=OPEN, order_by=("due", "id"))


def attention_of(reader: Reader, action: ActionItem, today: date) -> Attention | None:
    """Return why an action needs a word in the meeting, or None."""
    changes = reader.find(ActionChange, action_id=action.id, order_by=("at", "id"))
    return attention(action, changes, today)


def needing_attention(reader: Reader, today: date) -> list[ActionItem]:
    """Return the open actions that are late, blocked or slipped by a day."""
    return [action for action in open_actions(reader) if attention_of(reader, action, today) is not None]
