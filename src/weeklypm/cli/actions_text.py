"""Actions as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from weeklypm.cli.output import columns
from weeklypm.domain.outcomes import ActionState
from weeklypm.domain.values import Language
from weeklypm.services.action_history import Told, told_changes
from weeklypm.services.actions import ActionRow, ActionsView
from weeklypm.wording import say


def groups_text(rows: Sequence[ActionRow], view: ActionsView, language: Language) -> str:
    """Return actions by group, a line each, or a sentence when there are none."""
    if not rows:
        return say(language, "actions_cli.none")
    lines = iter(row_lines(rows, view, language))
    blocks = []
    for _, group in groupby(rows, _group_of):
        listed = list(group)
        blocks.append("\n".join([_head(listed, language), *(f"  {next(lines)}" for _ in listed)]))
    return "\n\n".join(blocks)


def _group_of(row: ActionRow) -> str:
    return row.group.value


def _head(rows: Sequence[ActionRow], language: Language) -> str:
    group = say(language, f"actions.group.{rows[0].group}")
    return say(language, "actions_cli.group", group=group, count=len(rows))


def row_lines(rows: Sequence[ActionRow], view: ActionsView, language: Language) -> list[str]:
    """Return a line for each action: its key, priority, date, owner and words, and what there is to say about it."""
    return columns([_cells(row, view.today, language) for row in rows])


def _cells(row: ActionRow, today: date, language: Language) -> tuple[str, ...]:
    action = row.action
    return (
        row.key,
        action.priority.value if action.priority else "–",
        _due(action.due, today, language),
        _owner(row) or (row.team.name if row.team else say(language, "cli.brief.no_owner")),
        " · ".join([action.text, *_facts(row, language)]),
    )


def _due(due: date | None, today: date, language: Language) -> str:
    """Return a date; with its year where that is not this one."""
    if due is None:
        return say(language, "cli.brief.no_due")
    return say(language, "actions_cli.due" if due.year == today.year else "actions_cli.due_year", day=due)


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
        "group": row.group.value,
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
