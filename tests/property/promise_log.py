"""Read the change log on its own account, and find what was agreed and moved without a reason."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

GROUPS = {"due": "due", "priority": "priority", "owner_id": "owner", "owner_text": "owner", "team_id": "team"}
EMPTY = {"", "-", "n/a", "na", "tbd", "なし"}
BLANK = " \t\n\r\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"


@dataclass
class Story:
    """Hold every row as the log tells it up to some operation, and what was moved silently on the way."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    changed: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    silent: list[str] = field(default_factory=list)
    moves: int = 0
    now: datetime = field(default_factory=lambda: instant("0001-01-01"))


def plain(value: Any) -> Any:
    """Return a logged value without the tag of its kind."""
    if isinstance(value, dict) and len(value) == 1:
        ((tag, held),) = value.items()
        return held[1] if tag == "name" else held
    return value


def story(path: Path) -> Story:
    """Replay a workspace's change log from the file, without any code of the workspace."""
    told = Story()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        heads = {one: rest for one, *rest in raw.execute("SELECT id, reverts, at FROM operation").fetchall()}
        query = "SELECT operation_id, table_name, row_id, field, new FROM change ORDER BY id"
        entries = raw.execute(query).fetchall()
    operations: dict[str, list[tuple[str, str, str, Any]]] = {}
    for operation, table, row, name, new in entries:
        operations.setdefault(operation, []).append((table, row, name, json.loads(new)))
    for operation, changes in operations.items():
        reverts, at = heads[operation]
        told.now = instant(at)
        _operation(told, operation, reverts, changes)
    return told


def instant(text: str) -> datetime:
    """Return an instant in UTC, from a column or from the log."""
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _operation(told: Story, operation: str, reverts: str | None, changes: list[tuple[str, str, str, Any]]) -> None:
    before = {row: dict(cells) for row, cells in told.rows.items()}
    for table, row, name, new in changes:
        cells = told.rows.setdefault(row, {"table": table, "made": told.now})
        cells.update({key: plain(value) for key, value in new.items()} if name == "created" else {name: plain(new)})
    told.changed[operation] = {(row, name) for _, row, name, _ in changes}
    made = {row for _, row, name, _ in changes if name == "created"}
    reasons = [told.rows[row] for row in made if told.rows[row]["table"] == "ActionChange"]
    for table, row, name, _ in changes:
        if table == "ActionItem" and row in before and _is_move(before, told.rows, row, name):
            told.moves += 1
            if not _allowed(told, before, reverts, row, name, reasons):
                told.silent.append(f"{name}: {before[row].get(name)!r} to {told.rows[row].get(name)!r} of {row}")


def _is_move(before: dict[str, Any], after: dict[str, Any], row: str, name: str) -> bool:
    """Tell whether an entry moves what had been agreed, drops it, or takes it away."""
    old, new = before[row].get(name), after[row].get(name)
    if name == "state":
        return new == "dropped" and old != "dropped"
    if name == "deleted_at":
        return old is None and new is not None
    return name in GROUPS and old != new and _agreed(before, row, GROUPS[name])


def _agreed(rows: dict[str, Any], row: str, group: str) -> bool:
    """Tell whether a field was set, or was set once and given up with a reason that still counts."""
    fields = [name for name, about in GROUPS.items() if about == group]
    if any(rows[row].get(name) for name in fields):
        return True
    told = (cells for cells in rows.values() if cells["table"] == "ActionChange")
    return any(c["action_id"].replace("-", "") == row and c["field"] in fields and not c["withdrawn"] for c in told)


def _allowed(
    told: Story, before: dict[str, Any], reverts: str | None, row: str, name: str, reasons: list[dict[str, Any]]
) -> bool:
    if reverts is not None:
        return bool(told.changed[reverts] & {(row, name), (row, "created")})
    if _still_said(told, before, row):
        return True
    return any(_speaks_of(reason, row, name, told.rows[row].get(name)) for reason in reasons)


def _still_said(told: Story, before: dict[str, Any], row: str) -> bool:
    """Tell whether the meeting that recorded an action runs, and was not closed in between and opened again later."""
    meeting = before[row].get("meeting_id")
    if not meeting or before[meeting.replace("-", "")].get("state") != "live":
        return False
    events = (cells for cells in before.values() if cells["table"] == "ClockEvent" and cells["kind"] == "close")
    closed = [instant(cells["at"]) for cells in events if cells["meeting_id"] == meeting]
    return all(at < before[row]["made"] or told.now - at <= timedelta(hours=12) for at in closed)


def _speaks_of(reason: dict[str, Any], row: str, name: str, new: Any) -> bool:
    same = reason["action_id"].replace("-", "") == row and reason["field"] == name and reason["new"] == str(new or "")
    return same and reason["reason"].strip(BLANK).casefold() not in EMPTY


def guarded_now(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield (row, column, other value) for each cell that no SQL may change without a reason."""
    other = {"due": "2031-01-01", "priority": "P3", "owner_text": "Somebody", "state": "dropped"}
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        rows = raw.execute(
            "SELECT action_item.*, meeting.state AS held FROM action_item"
            " LEFT JOIN meeting ON meeting.id = action_item.meeting_id"
        ).fetchall()
    for row in rows:
        if row["held"] == "live":
            continue
        yield from ((row["id"], name, None) for name in ("due", "priority", "owner_id", "team_id") if row[name])
        yield from ((row["id"], name, value) for name, value in other.items() if row[name] and row[name] != value)
