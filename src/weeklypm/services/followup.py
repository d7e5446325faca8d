"""Open actions between meetings: which are late, blocked or slipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState
from weeklypm.domain.promises import Attention, attention

if TYPE_CHECKING:
    from weeklypm.storage import Reader

OPEN = (ActionState.IDEA, ActionState.COMMITTED)


@dataclass(frozen=True)
class Promises:
    """Hold the actions that are not done or dropped, by due date, and the changes of each by its id.

    Read once, it answers for any day.
    """

    actions: tuple[ActionItem, ...]
    changes: Mapping[UUID, tuple[ActionChange, ...]]

    def attention(self, action: ActionItem, today: date) -> Attention | None:
        """Return why an action needs a word in the meeting, or None."""
        return attention(action, self.changes.get(action.id, ()), today)

    def needing(self, today: date) -> tuple[ActionItem, ...]:
        """Return the actions that are late, blocked or slipped by a day."""
        return tuple(action for action in self.actions if self.attention(action, today) is not None)


def open_promises(reader: Reader) -> Promises:
    """Read the open actions and their changes, in two questions however many there are."""
    actions = reader.find(ActionItem, state=OPEN, order_by=("due", "id"))
    changes: dict[UUID, tuple[ActionChange, ...]] = {}
    ids = {action.id for action in actions}
    for change in reader.find(ActionChange, action_id=ids, order_by=("at", "id")):
        changes[change.action_id] = (*changes.get(change.action_id, ()), change)
    return Promises(tuple(actions), changes)


def needing_attention(reader: Reader, today: date) -> list[ActionItem]:
    """Return the open actions that are late, blocked or slipped by a day."""
    return list(open_promises(reader).needing(today))
