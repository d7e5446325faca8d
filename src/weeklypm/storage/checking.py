"""Look for damage: pages that do not fit, references into nothing, rows that differ from their change log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.changes import CREATED
from weeklypm.domain.handover import Handover
from weeklypm.domain.meeting import NoteDraft
from weeklypm.domain.values import Message, Row, message
from weeklypm.storage.log import CHANGE, cells_of_whole, value_from
from weeklypm.storage.mapping import row_from, same_cells
from weeklypm.storage.names import field_named, table_named
from weeklypm.storage.tables import TABLES

_UNLOGGED: Final = frozenset({NoteDraft, Handover})
_MOST: Final = 20

Logged = tuple[UUID, dict[str, Any]]
"""A row's identity and its cells as the log leaves them."""


def check_all(connection: sa.Connection) -> list[Message]:
    """Return what is wrong, at most a screenful of each kind."""
    pages = connection.exec_driver_sql(f"PRAGMA quick_check({_MOST})").scalars().all()
    if list(pages) != ["ok"]:
        return [message("storage.check.pages", detail=str(detail)) for detail in pages]
    found = [_dangling(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)]
    for kind in TABLES:
        if kind not in _UNLOGGED:
            found += _differences(connection, kind)
    return found


def _dangling(row: Any) -> Message:
    return message("storage.check.reference", table=str(row[0]), target=str(row[2]))


def _differences(connection: sa.Connection, kind: type[Row]) -> list[Message]:
    found = (_difference(kind, row, cells) for row, cells in _side_by_side(connection, kind))
    return list(islice((problem for problem in found if problem), _MOST))


def _difference(kind: type[Row], row: Row | None, logged: Logged | None) -> Message | None:
    table = table_named(kind)
    if row is None:
        return message("storage.check.lost", table=table, id=str(logged[0] if logged else ""))
    if logged is None:
        return message("storage.check.unlogged", table=table, id=str(row.id))
    field = same_cells(row, logged[1])
    return message("storage.check.differs", table=table, id=str(row.id), field=field_named(field)) if field else None


def _side_by_side(connection: sa.Connection, kind: type[Row]) -> Iterator[tuple[Row | None, Logged | None]]:
    # Both come in the order of their identities: a merge of two sorted lists.
    rows, logged = _rows(connection, kind), _logged_rows(connection, kind)
    row, cells = next(rows, None), next(logged, None)
    while row is not None or cells is not None:
        if row is not None and (cells is None or row.id < cells[0]):
            yield row, None
            row = next(rows, None)
        elif cells is not None and (row is None or cells[0] < row.id):
            yield None, cells
            cells = next(logged, None)
        else:
            yield row, cells
            row, cells = next(rows, None), next(logged, None)


def _rows(connection: sa.Connection, kind: type[Row]) -> Iterator[Row]:
    table = TABLES[kind]
    names = tuple(column.name for column in table.c)
    for values in connection.execute(sa.select(table).order_by(table.c.id)):
        yield row_from(kind, names, values)


def _logged_rows(connection: sa.Connection, kind: type[Row]) -> Iterator[Logged]:
    query = sa.select(CHANGE).where(CHANGE.c.table_name == kind.__name__).order_by(CHANGE.c.row_id, CHANGE.c.id)
    for row_id, entries in groupby(connection.execute(query), attrgetter("row_id")):
        state: dict[str, Any] = {}
        for entry in entries:
            state |= cells_of_whole(entry.new) if entry.field == CREATED else {entry.field: value_from(entry.new)}
        yield row_id, state
