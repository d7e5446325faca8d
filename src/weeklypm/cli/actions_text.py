"""Actions as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from weeklypm.domain.outcomes import ActionState
from weeklypm.domain.values import Language
from weeklypm.services.action_history import Told, told_changes
from weeklypm.services.actions import ActionRow, ActionsView
from weeklypm.wording import say


def rows_text(rows: Sequence[ActionRow], language: Language) -> str:
    """Return actions by group, a line each, or a sentence when there are none."""
    if not rows:
        return say(language, "actions_cli.none")
    blocks = [_block(list(group), language) for _, group in groupby(rows, _group_of)]
    return "\n\n".join(blocks)


def _group_of(row: ActionRow) -> str:
    return row.group.value


def _block(rows: list[ActionRow], language: Language) -> str:
    group = say(language, f"actions.group.{rows[0].group}")
    head = say(language, "actions_cli.group", group=group, count=len(rows))
    return "\n".join([head, *(row_text(row, language) for row in rows)])


def row_text(row: ActionRow, language: Language) -> str:
    """Return one action: its key, priority, words, owner and date, and what there is to say about it."""
    action = row.action
    line = say(
        language,
        "actions_cli.row",
        key=row.key,
        priority=action.priority.value if action.priority else "–",
        text=action.text,
        owner=_owner(row) or (row.team.name if row.team else say(language, "cli.brief.no_owner")),
        due=action.due or say(language, "cli.brief.no_due"),
    )
    return " · ".join([line, *_facts(row, language)])


def _facts(row: ActionRow, language: Language) -> list[str]:
    action = row.action
    facts = []
    if action.state is not ActionState.COMMITTED:
        facts.append(say(language, f"words.action_state.{action.state}"))
    if row.days_late:
        facts.append(say(language, "actions.late", n=row.days_late))
    if action.blocked_since is not None:
        facts.append(say(language, "actions.waits", by=action.blocked_by or say(language, "actions.waits_unsaid")))
    if row.slips:
        facts.append(say(language, "actions.slips", n=row.slips))
    return facts


def rows_json(rows: Sequence[ActionRow], view: ActionsView) -> dict[str, Any]:
    """Return actions as JSON."""
    return {"actions": [row_json(row, view) for row in rows]}


def row_json(row: ActionRow, view: ActionsView) -> dict[str, Any]:
    """Return one action as JSON, its history newest first."""
    action = row.action
    return {
        "key": row.key,
        "text": action.text,
        "type": action.type.value,
        "owner": _owner(row) or None,
        "team": row.team.name if row.team else None,
        "due": action.due.isoformat() if action.due else None,
        "priority": action.priority.value if action.priority else None,
        "state": action.state.value,
        "done_when": action.done_when,
        "link": action.link or None,
        "incident": row.incident.key if row.incident else None,
        "blocked": action.blocked_since is not None,
        "blocked_since": action.blocked_since.isoformat() if action.blocked_since else None,
        "blocked_by": action.blocked_by or None,
        "days_late": row.days_late,
        "age_days": row.age_days,
        "slips": row.slips,
        "history": [_told_json(told) for told in told_changes(row.changes, view.people, view.teams)],
    }


def _owner(row: ActionRow) -> str:
    return row.owner.name if row.owner else row.action.owner_text


def _told_json(told: Told) -> dict[str, Any]:
    return {
        "field": told.field,
        "old": told.old or None,
        "new": told.new or None,
        "reason": told.reason,
        "kind": told.kind.value if told.kind else None,
        "at": told.at.isoformat(),
        "withdrawn": told.withdrawn,
    }
