"""Look for damage: pages that do not fit, references into nothing, rows that differ from their change log."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

import sqlalchemy as sa

from weeklypm.domain.changes import CREATED
from weeklypm.domain.meeting import NoteDraft
from weeklypm.domain.values import Message, Row, message
from weeklypm.storage.log import CHANGE, cells_of_whole, value_from
from weeklypm.storage.mapping import row_from, same_cells
from weeklypm.storage.tables import TABLES

_UNLOGGED: Final = frozenset({NoteDraft})
_MOST: Final = 20


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
    logged = _logged_rows(connection, kind)
    found = [problem for row in _rows(connection, kind) if (problem := _difference(row, next(logged, None)))]
    return found[:_MOST]


def _difference(row: Row, logged: tuple[Any, dict[str, Any]] | None) -> Message | None:
    if logged is None or logged[0] != row.id:
        return message("storage.check.unlogged", table=type(row).__name__, id=str(row.id))
    field = same_cells(row, logged[1])
    return message("storage.check.differs", table=type(row).__name__, id=str(row.id), field=field) if field else None


def _rows(connection: sa.Connection, kind: type[Row]) -> Iterator[Row]:
    table = TABLES[kind]
    names = tuple(column.name for column in table.c)
    for values in connection.execute(sa.select(table).order_by(table.c.id)):
        yield row_from(kind, names, values)


def _logged_rows(connection: sa.Connection, kind: type[Row]) -> Iterator[tuple[Any, dict[str, Any]]]:
    query = sa.select(CHANGE).where(CHANGE.c.table_name == kind.__name__).order_by(CHANGE.c.row_id, CHANGE.c.id)
    for row_id, entries in groupby(connection.execute(query), attrgetter("row_id")):
        state: dict[str, Any] = {}
        for entry in entries:
            state |= cells_of_whole(entry.new) if entry.field == CREATED else {entry.field: value_from(entry.new)}
        yield row_id, state
