"""The change log as it is written: entries of one operation, each with the entries of its cell that came before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.changes import CREATED, Change, Changes
from weeklypm.domain.values import Message, Row
from weeklypm.storage.codec import from_json, tagged, to_json, untagged
from weeklypm.storage.identities import Identities
from weeklypm.storage.mapping import cells
from weeklypm.storage.tables.log import ChangeTable, OperationTable

CHANGE: sa.Table = ChangeTable.__table__  # type: ignore[attr-defined]
OPERATION: sa.Table = OperationTable.__table__  # type: ignore[attr-defined]

_HEAD = sa.select(sa.func.max(CHANGE.c.id)).where(
    CHANGE.c.row_id == sa.bindparam("cell_row"), CHANGE.c.field == sa.bindparam("cell_field")
)


@dataclass(frozen=True)
class Author:
    """Hold what signs an operation: the device, its place in the order, and how identities are made."""

    device_id: UUID
    counter: int
    identities: Identities


@dataclass
class OperationLog:
    """Collect what one operation changes and write it in the same transaction."""

    connection: sa.Connection
    author: Author
    now: datetime
    label: Message | None = None
    reverts: UUID | None = None
    entries: list[Change] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.operation_id = self.author.identities.make(self.now)
        self._opened = False
        self._heads: dict[UUID, dict[str, UUID]] = {}
        self._pending: list[dict[str, Any]] = []

    def created(self, rows: Iterable[Row]) -> None:
        """Log that rows were made, one entry each."""
        for row in rows:
            self._append(Change(type(row).__name__, row.id, CREATED, None, row), None, whole_row(row), ())

    def changed(self, kind: type[Row], row_id: UUID, pairs: dict[str, tuple[Any, Any]]) -> None:
        """Log the changed cells of one row, each with the entry that wrote the old value as its parent."""
        parents = self._parents(row_id, pairs)
        for name, (old, new) in pairs.items():
            entry = Change(kind.__name__, row_id, name, old, new)
            self._append(entry, to_json(old), to_json(new), parents[name])

    def open(self) -> None:
        """Write the operation itself, before its rows: the guards of actions look for it."""
        if not self._opened:
            self._opened = True
            self.connection.execute(sa.insert(OPERATION), [self._operation()])

    def write(self) -> Changes:
        """Write what was collected and return it."""
        if self._pending:
            self.open()
            self.connection.execute(sa.insert(CHANGE), self._pending)
            self._pending = []
        return Changes(self.operation_id, self.now, tuple(self.entries), self.label)

    def _operation(self) -> dict[str, Any]:
        return {
            "id": self.operation_id,
            "at": self.now,
            "counter": self.author.counter,
            "device_id": self.author.device_id,
            "label": self.label,
            "reverts": self.reverts,
        }

    def _append(self, entry: Change, old: str | None, new: str, parents: tuple[UUID, ...]) -> None:
        change_id = self.author.identities.make(self.now)
        self._heads.setdefault(entry.row_id, {})[entry.field] = change_id
        self.entries.append(entry)
        self._pending.append(
            {
                "id": change_id,
                "operation_id": self.operation_id,
                "table_name": entry.table,
                "row_id": entry.row_id,
                "field": entry.field,
                "old": old,
                "new": new,
                "parents": parents,
            }
        )

    def _parents(self, row_id: UUID, names: Iterable[str]) -> dict[str, tuple[UUID, ...]]:
        heads = self._heads.get(row_id, {})
        found = {name: heads.get(name) or self._stored_head(row_id, name) for name in names}
        made = heads.get(CREATED) or (self._stored_head(row_id, CREATED) if None in found.values() else None)
        return {name: (parent,) if (parent := head or made) else () for name, head in found.items()}

    def _stored_head(self, row_id: UUID, name: str) -> UUID | None:
        # One seek to the end of the cell's stretch of the index, however long its history is.
        return self.connection.execute(_HEAD, {"cell_row": row_id, "cell_field": name}).scalar()


def whole_row(row: Row) -> str:
    """Return a row's cells as canonical JSON, for the entry that says it was made."""
    plain = {name: tagged(getattr(row, name)) for name in cells(type(row))}  # type: ignore[arg-type]  # as in mapping
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def cells_of_whole(text: str) -> dict[str, Any]:
    """Read the cells that ``whole_row`` wrote."""
    return {name: untagged(value) for name, value in json.loads(text).items()}


@dataclass(frozen=True)
class LoggedOperation:
    """Hold an operation as the log keeps it; ``changes`` in the order they were made, values as JSON text."""

    operation_id: UUID
    label: Message | None
    reverts: UUID | None
    changes: Sequence[Any]


def logged_operation(connection: sa.Connection, operation_id: UUID) -> LoggedOperation | None:
    """Read one operation with its changes, or None."""
    head = connection.execute(sa.select(OPERATION).where(OPERATION.c.id == operation_id)).one_or_none()
    if head is None:
        return None
    query = sa.select(CHANGE).where(CHANGE.c.operation_id == operation_id).order_by(CHANGE.c.id)
    return LoggedOperation(operation_id, head.label, head.reverts, connection.execute(query).all())


def value_from(text: str | None) -> Any:
    """Read a cell's value as the log keeps it."""
    return None if text is None else from_json(text)
