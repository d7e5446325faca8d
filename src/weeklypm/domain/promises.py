"""Promises and their reasons: what may change freely, what needs a reason, and which actions need a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from typing import Any, Final

from weeklypm.domain.capture import Capture, read_capture
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState
from weeklypm.domain.values import message

__all__ = [
    "Attention",
    "Capture",
    "attention",
    "change_action",
    "meaningful",
    "read_capture",
    "reasons_needed",
    "slips",
    "still_recording",
]

BLANK_LETTERS: Final = "\u115f\u1160\u3164"
"""Hangul fillers: letters to Unicode, blank to the eye."""

NO_ANSWER: Final = frozenset({"なし", "無し", "ナシ", "特になし", "未定", "tbd", "na", "none", "nil"})

GUARDED: Final = {"due": "due", "priority": "priority", "owner_id": "owner", "owner_text": "owner", "team_id": "team"}
"""Fields of an action whose later changes need a reason, and what they are about."""

EDITABLE: Final = frozenset(
    {*GUARDED, "text", "done_when", "type", "state", "link", "blocked_since", "blocked_by", "position"}
)

MISTAKE: Final = timedelta(hours=12)
"""For so long a meeting that is opened again was closed by mistake; later, people have gone home with its promises."""


class Attention(StrEnum):
    """Say why an open action gets a word in the meeting; the first that holds."""

    LATE = "late"
    BLOCKED = "blocked"
    SLIPPED = "slipped"


def meaningful(text: str) -> bool:
    """Tell whether a text says anything: not blank in any script, no dash, and none of the words for nothing.

    Width and case do not matter (decisions.md section 7).
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(letter for letter in plain if letter.isalnum() and letter not in BLANK_LETTERS)
    return bool(letters.strip("ー")) and letters not in NO_ANSWER


def change_action(
    action: ActionItem,
    changes: Mapping[str, Any],
    reason: str,
    *,
    recorded_in_open_meeting: bool,
    history: Iterable[ActionChange] = (),
) -> tuple[ActionItem, tuple[tuple[str, str, str], ...]]:
    """Change an action; return it with the reasoned changes as (field, old, new), to be kept with the reason.

    The first due date, priority, owner and team need no reason, nor does anything in the meeting that recorded the
    action while it is open; later changes of these and dropping do. ``history`` tells what had been set before and
    given up: setting that again is no first time. A reason for another change of state is kept too. Raises Problem
    ``promises.problem.reason_needed`` without one, ``promises.problem.text_empty`` for an action without words, and
    ValueError for an unknown field.
    """
    changed = _changed(action, changes)
    if not meaningful(changed.text):
        raise Problem("promises.problem.text_empty")
    if recorded_in_open_meeting:
        return changed, ()
    moved = _moved(action, changed, history)
    if moved and not meaningful(reason):
        raise Problem("promises.problem.reason_needed", what=message(f"promises.what.{_about(moved[0])}"))
    if "state" not in moved and action.state is not changed.state and meaningful(reason):
        moved.append("state")
    return changed, tuple((name, as_text(getattr(action, name)), as_text(getattr(changed, name))) for name in moved)


def reasons_needed(
    action: ActionItem,
    changes: Mapping[str, Any],
    *,
    recorded_in_open_meeting: bool,
    history: Iterable[ActionChange] = (),
) -> tuple[str, ...]:
    """Return what a change needs a reason for, each once: due, priority, owner, team or dropped; empty for nothing."""
    if recorded_in_open_meeting:
        return ()
    return tuple(dict.fromkeys(_about(name) for name in _moved(action, _changed(action, changes), history)))


def still_recording(made_at: datetime, closed_at: Iterable[datetime], now: datetime) -> bool:
    """Tell whether what was recorded at an instant in a meeting that runs may still change freely.

    ``closed_at`` are the instants at which that meeting had been closed before it was opened again.
    """
    return not any(made_at <= closed < now - MISTAKE for closed in closed_at)


def _changed(action: ActionItem, changes: Mapping[str, Any]) -> ActionItem:
    unknown = changes.keys() - EDITABLE
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    return replace(action, **changes)


def _about(field: str) -> str:
    return GUARDED.get(field, "dropped")


def _moved(before: ActionItem, after: ActionItem, history: Iterable[ActionChange]) -> list[str]:
    told = {GUARDED.get(change.field) for change in history if change.action_id == before.id and _counts(change)}
    fields = [
        field
        for field in GUARDED
        if getattr(before, field) != getattr(after, field) and (_was_set(before, field) or GUARDED[field] in told)
    ]
    dropped = after.state is ActionState.DROPPED and before.state is not ActionState.DROPPED
    return [*fields, "state"] if dropped else fields


def _was_set(action: ActionItem, field: str) -> bool:
    """Tell whether a field is agreed; a person and a name that is no known person are one owner."""
    return any(getattr(action, name) for name, about in GUARDED.items() if about == GUARDED[field])


def as_text(value: object) -> str:
    """Return a field's value as it is kept in a change: ISO dates, enum values, identities; empty for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value if isinstance(value, Enum) else value)


def slips(changes: Iterable[ActionChange]) -> int:
    """Count how often a due date was moved later or given up; withdrawn changes do not count."""
    return sum(_is_slip(change) for change in changes if _counts(change))


def _counts(change: ActionChange) -> bool:
    return not change.withdrawn and change.deleted_at is None


def _is_slip(change: ActionChange) -> bool:
    # ISO dates sort as text.
    return change.field == "due" and bool(change.old) and (not change.new or change.new > change.old)


def attention(action: ActionItem, changes: Iterable[ActionChange], today: date) -> Attention | None:
    """Return why an open action gets a word on a day, or None; due today is not late."""
    if action.state not in (ActionState.IDEA, ActionState.COMMITTED) or action.deleted_at is not None:
        return None
    if action.due is not None and action.due < today:
        return Attention.LATE
    if action.blocked_since is not None:
        return Attention.BLOCKED
    mine = (change for change in changes if change.action_id == action.id)
    return Attention.SLIPPED if slips(mine) else None
