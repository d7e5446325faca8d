"""The unit of work: what one use case adds, changes and deletes, in one transaction with its change log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from weeklypm.domain.changes import Changes
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import NoteDraft
from weeklypm.domain.values import Row
from weeklypm.storage.log import OperationLog
from weeklypm.storage.mapping import R, changed_cells, values_of
from weeklypm.storage.names import table_named
from weeklypm.storage.reading import Reader
from weeklypm.storage.tables import TABLES

_DRAFTS: Final = TABLES[NoteDraft]


class Unit(Reader):
    """Read and write within one transaction. All or nothing of it is kept."""

    def __init__(self, connection: sa.Connection, log: OperationLog) -> None:
        super().__init__(connection, log.now)
        self._log = log

    def stamp(self) -> dict[str, Any]:
        """Return identity and instants of a new row: ``Team(**unit.stamp(), name="…")``."""
        return {"id": self._log.author.identities.make(self.now), "created_at": self.now, "updated_at": self.now}

    def add(self, row: R) -> R:
        """Store a new row and return it."""
        self._connection.execute(sa.insert(TABLES[type(row)]), [values_of(row)])
        self._log.created((row,))
        return row

    def add_many(self, rows: Sequence[Row]) -> None:
        """Store many new rows at once, of one kind or of several, logging one entry each."""
        for kind, same in groupby(rows, type):
            together = list(same)
            self._connection.execute(sa.insert(TABLES[kind]), [values_of(row) for row in together])
            self._log.created(together)

    def put(self, row: R) -> R:
        """Store a changed row and return it with its new version; log each changed field, or do nothing if none did.

        A reason (``ActionChange``) is added before the action that it speaks of is put. Raises Problem
        ``storage.problem.stale`` where the stored version is not the one that the row was read with.
        """
        stored = self.get(type(row), row.id, include_deleted=True)
        kept = self._kept(stored, row)
        if kept is not stored:
            self._update_all([(kept, stored)])
        return kept

    def put_many(self, rows: Sequence[R]) -> tuple[R, ...]:
        """Store many changed rows of one kind as ``put`` does each, with one reading and one writing for all of them.

        Raises Problem ``storage.problem.not_found`` and ``storage.problem.stale``; each row is given once.
        """
        if not rows:
            return ()
        kind = type(rows[0])
        stored = {one.id: one for one in self.find(kind, id={row.id for row in rows}, include_deleted=True)}
        pairs = [(stored[row.id] if row.id in stored else self.get(kind, row.id), row) for row in rows]
        kept = tuple(self._kept(before, row) for before, row in pairs)
        self._update_all([(one, before) for one, (before, _) in zip(kept, pairs, strict=True) if one is not before])
        return kept

    def delete(self, row: Row) -> None:
        """Mark a row as deleted; it stays in the file for undo and history."""
        self.put(replace(row, deleted_at=self.now))

    def draft(self, row: NoteDraft) -> NoteDraft:
        """Keep what is being typed: one row for each ``note_key``, overwritten in place and not logged."""
        values = values_of(row)
        fresh = {name: value for name, value in values.items() if name not in {"id", "created_at", "version"}}
        fresh |= {"updated_at": self.now, "version": _DRAFTS.c.version + 1}
        statement = upsert(_DRAFTS).values(values)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["note_key"], set_=fresh))
        stored = self.first(NoteDraft, note_key=row.note_key, include_deleted=True)
        return stored or row

    def clear_draft(self, note_key: str) -> None:
        """Forget what was being typed, once it has become a note."""
        self._connection.execute(sa.delete(_DRAFTS).where(_DRAFTS.c.note_key == note_key))

    def finish(self) -> Changes:
        """Write the change log and return what was changed; the workspace calls it before COMMIT."""
        return self._log.write()

    def _kept(self, stored: R, row: R) -> R:
        """Return a row as it is to be stored, or the stored one where nothing changed."""
        if stored.version != row.version:
            raise Problem("storage.problem.stale", table=table_named(type(row)), id=str(row.id))
        if not changed_cells(stored, row):
            return stored
        return replace(row, created_at=stored.created_at, updated_at=self.now, version=stored.version + 1)

    def _update_all(self, pairs: Sequence[tuple[Row, Row]]) -> None:
        """Write rows over what was stored, those that change in the same fields together, and log what changed."""
        changes = [(row, changed_cells(before, row)) for row, before in pairs]
        for names, same in groupby(changes, _names_changed):
            together = list(same)
            table = TABLES[type(together[0][0])]
            written = {name: sa.bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
            statement = sa.update(table).where(table.c.id == sa.bindparam("row_id")).values(written)
            self._connection.execute(statement, [_bound(row, names) for row, _ in together])
        for row, changed in changes:
            self._log.changed(type(row), row.id, changed)


def _names_changed(pair: tuple[Row, dict[str, Any]]) -> tuple[str, ...]:
    return (*pair[1], "updated_at", "version")


def _bound(row: Row, names: Sequence[str]) -> dict[str, Any]:
    values = values_of(row)
    return {"row_id": row.id} | {f"new_{name}": values[name] for name in names}
