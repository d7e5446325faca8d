"""The words that migrations are written in: one for each kind of column, with the check that goes with it.

Released migrations rest on these words, so what one of them means is never changed; a new meaning gets a new word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

Column = tuple[str, Sequence[sa.schema.SchemaItem]]
"""A column's name, and the column with its check; for a check across columns the name is empty."""

_TEXT: Final = "typeof({name}) = 'text' AND length({name}) {length}"


def identity(name: str, *, to: str = "", primary_key: bool = False, optional: bool = False) -> Column:
    """Make a column of UUIDs; ``to`` names the table that it points into, checked at COMMIT."""
    target = (sa.ForeignKey(f"{to}.id", deferrable=True, initially="DEFERRED"),) if to else ()
    column = sa.Column(name, sa.Uuid(), *target, primary_key=primary_key, nullable=optional)
    return name, (column, _rule(name, _TEXT.format(name=name, length="= 32"), optional=optional))


def instant(name: str, *, optional: bool = False) -> Column:
    """Make a column of UTC instants as text of 26 letters."""
    return _sized(name, sa.DateTime(timezone=True), "= 26", optional=optional)


def day(name: str, *, optional: bool = False) -> Column:
    """Make a column of dates as text of 10 letters."""
    return _sized(name, sa.Date(), "= 10", optional=optional)


def clock_time(name: str, *, optional: bool = False) -> Column:
    """Make a column of wall-clock times as text of 15 letters."""
    return _sized(name, sa.Time(), "= 15", optional=optional)


def text(name: str, *, primary_key: bool = False, optional: bool = False) -> Column:
    """Make a column of short text."""
    column = sa.Column(name, sa.String(), primary_key=primary_key, nullable=optional)
    return name, (column, _rule(name, _TEXT.format(name=name, length="<= 2000"), optional=optional))


def long_text(name: str, *, optional: bool = False) -> Column:
    """Make a column of free text."""
    return _sized(name, sa.Text(), "<= 200000", optional=optional)


def very_long_text(name: str, *, optional: bool = False) -> Column:
    """Make a column that holds a whole row as JSON."""
    return _sized(name, sa.Text(), "<= 20000000", optional=optional)


def whole(name: str, *, optional: bool = False) -> Column:
    """Make a column of whole numbers of 32 bits."""
    rule = _rule(name, f"typeof({name}) = 'integer' AND abs({name}) < 2147483648", optional=optional)
    return name, (sa.Column(name, sa.Integer(), nullable=optional), rule)


def flag(name: str) -> Column:
    """Make a column of yes and no."""
    rule = _rule(name, f"typeof({name}) = 'integer' AND {name} IN (0, 1)", optional=False)
    return name, (sa.Column(name, sa.Boolean(), nullable=False), rule)


def one_of(name: str, *values: str, optional: bool = False) -> Column:
    """Make a column of an enumeration's values."""
    listed = ", ".join(f"'{value}'" for value in values)
    column = sa.Column(name, sa.String(20), nullable=optional)
    return name, (column, _rule(name, f"{name} IN ({listed})", optional=optional))


def check(name: str, rule: str) -> Column:
    """Make a check across columns."""
    return "", (sa.CheckConstraint(rule, name=name),)


def table(name: str, *columns: Column) -> None:
    """Make a table; each column's check is named after table and column."""
    items: list[sa.schema.SchemaItem] = []
    for column, parts in columns:
        for part in parts:
            if column and isinstance(part, sa.CheckConstraint):
                part.name = f"ck_{name}_{column}"
            items.append(part)
    op.create_table(name, *items)


def rows(name: str, *columns: Column) -> None:
    """Make a table of rows: identity, instants, version and mark of deletion before its own columns."""
    version_rule = sa.CheckConstraint("typeof(version) = 'integer' AND version >= 1")
    version: Column = ("version", (sa.Column("version", sa.Integer(), nullable=False), version_rule))
    common = (identity("id", primary_key=True), instant("created_at"), instant("updated_at"), version)
    table(name, *common, instant("deleted_at", optional=True), *columns)


def rebuild(name: str, *columns: Column, fill: Mapping[str, str]) -> None:
    """Make a table of rows anew with more columns; ``fill`` gives each new column its value, as SQL, for old rows.

    Indexes and triggers of the table are gone afterwards and are made again by the migration. References and triggers
    of other tables go by the name and stay: the pragma keeps SQLite from rewriting them to the old table's new name.
    """
    old = f"{name}_before"
    op.execute("PRAGMA legacy_alter_table=ON")
    op.execute(f"ALTER TABLE {name} RENAME TO {old}")
    op.execute("PRAGMA legacy_alter_table=OFF")
    rows(name, *columns)
    kept = ("id", "created_at", "updated_at", "version", "deleted_at")
    names = [*kept, *(column for column, _ in columns if column)]
    values = ", ".join(fill.get(column, column) for column in names)
    op.execute(f"INSERT INTO {name} ({', '.join(names)}) SELECT {values} FROM {old}")  # noqa: S608  our own names
    op.execute(f"DROP TABLE {old}")


def index(name: str, of_table: str, *columns: str, unique: bool = False, where: str = "") -> None:
    """Make an index, over the rows that a condition names."""
    op.create_index(name, of_table, list(columns), unique=unique, sqlite_where=sa.text(where) if where else None)


def _sized(name: str, kind: sa.types.TypeEngine[Any], length: str, *, optional: bool) -> Column:
    rule = _rule(name, _TEXT.format(name=name, length=length), optional=optional)
    return name, (sa.Column(name, kind, nullable=optional), rule)


def _rule(name: str, rule: str, *, optional: bool) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{name} IS NULL OR ({rule})" if optional else rule)
