"""Questions to the workspace: rows come back as the domain's frozen dataclasses."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.errors import Problem
from weeklypm.storage.mapping import R, row_from
from weeklypm.storage.names import table_named
from weeklypm.storage.tables import TABLES
from weeklypm.storage.tables.base import Canonical

OLDEST_FIRST: Final = ("created_at", "id")

_COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "ne": operator.ne,
}


class Reader:
    """Answer questions from one snapshot of the workspace; ``now`` is read from the clock once."""

    def __init__(self, connection: sa.Connection, now: datetime) -> None:
        self._connection = connection
        self.now: Final = now

    def get(self, kind: type[R], row_id: UUID, *, include_deleted: bool = False) -> R:
        """Return one row; raise Problem ``storage.problem.not_found``, also for a deleted row unless asked for."""
        found = self.first(kind, include_deleted=include_deleted, id=row_id)
        if found is None:
            raise Problem("storage.problem.not_found", table=table_named(kind), id=str(row_id))
        return found

    def find(
        self,
        kind: type[R],
        /,
        *,
        order_by: Sequence[str] = OLDEST_FIRST,
        descending: bool = False,
        limit: int | None = None,
        offset: int | None = None,
        include_deleted: bool = False,
        **equals: Any,
    ) -> list[R]:
        """Return the rows whose fields have the given values; blanks are listed last in either direction.

        A set, list or tuple of values means 'one of', None means blank; ``field__lt`` and alike (``le``, ``gt``,
        ``ge``, ``ne``) compare. A field that itself holds a tuple is compared with the whole tuple.
        """
        table = TABLES[kind]
        query = sa.select(table).where(*_conditions(table, equals, include_deleted=include_deleted))
        order = [_ordered(table.c[name], descending=descending) for name in order_by]
        result = self._connection.execute(query.order_by(*order).limit(limit).offset(offset))
        names = tuple(result.keys())
        return [row_from(kind, names, values) for values in result]

    def first(self, kind: type[R], /, **equals: Any) -> R | None:
        """Return the first row that ``find`` would list, or None."""
        return next(iter(self.find(kind, limit=1, **equals)), None)

    def values(
        self,
        kind: type[R],
        fields: Sequence[str],
        /,
        *,
        order_by: Sequence[str] = OLDEST_FIRST,
        include_deleted: bool = False,
        **equals: Any,
    ) -> list[tuple[Any, ...]]:
        """Return some fields of the rows that ``find`` would list, one tuple a row, where whole rows are not needed."""
        table = TABLES[kind]
        conditions = _conditions(table, equals, include_deleted=include_deleted)
        query = sa.select(*(table.c[name] for name in fields)).where(*conditions)
        result = self._connection.execute(query.order_by(*(_ordered(table.c[n], descending=False) for n in order_by)))
        return [tuple(row) for row in result]

    def counts(self, kind: type[R], by: str, /, *, include_deleted: bool = False, **equals: Any) -> dict[Any, int]:
        """Return how many rows ``find`` would list for each value of a field; a value without rows is left out."""
        table = TABLES[kind]
        conditions = _conditions(table, equals, include_deleted=include_deleted)
        query = sa.select(table.c[by], sa.func.count()).where(*conditions).group_by(table.c[by])
        return {value: number for value, number in self._connection.execute(query)}  # noqa: C416  rows are no pairs to mypy

    def count(self, kind: type[R], /, *, include_deleted: bool = False, **equals: Any) -> int:
        """Return how many rows ``find`` would list."""
        table = TABLES[kind]
        conditions = _conditions(table, equals, include_deleted=include_deleted)
        return int(
            self._connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one()
        )


def _ordered(column: sa.Column[Any], *, descending: bool) -> Any:
    ordered = column.desc() if descending else column.asc()
    return ordered.nulls_last() if column.nullable else ordered


def _conditions(table: sa.Table, equals: dict[str, Any], *, include_deleted: bool) -> Iterator[Any]:
    if not include_deleted:
        yield table.c.deleted_at.is_(None)
    for key, value in equals.items():
        name, _, comparison = key.partition("__")
        yield _condition(table.c[name], comparison, value)


def _condition(column: sa.Column[Any], comparison: str, value: Any) -> Any:
    if comparison == "ne":
        # A blank is not equal to a value, which SQL alone would not say.
        return column.is_distinct_from(value)
    if comparison:
        return _COMPARE[comparison](column, value)
    if value is None:
        return column.is_(None)
    if isinstance(value, set | frozenset | list | tuple) and not isinstance(column.type, Canonical):
        return _one_of(column, value)
    return column == value


def _one_of(column: sa.Column[Any], values: Any) -> Any:
    known = [value for value in values if value is not None]
    listed = column.in_(known)
    return sa.or_(listed, column.is_(None)) if len(known) < len(values) else listed
