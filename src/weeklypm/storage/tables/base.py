"""Columns that every table shares, and the checks that follow from a column's type.

SQLModel tables accept wrong types in silence, so each column carries CHECK constraints that SQLite holds by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from weeklypm.storage.codec import from_json, to_json

LONG: Final = 200_000
"""Letters that a free text may hold."""

SHORT: Final = 2_000
"""Letters that a name, a title or a link may hold."""

VERY_LONG: Final = 20_000_000
"""Letters of a whole row in the change log."""

WHOLE_LIMIT: Final = 2**31
"""Whole numbers stay within 32 bits, as PostgreSQL's INTEGER holds them."""


class Canonical(sa.types.TypeDecorator[Any]):
    """Store tuples and messages as canonical JSON text."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """Write a value as JSON text; None stays NULL."""
        return None if value is None else to_json(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Any:  # noqa: ARG002  as above
        """Read a value back from JSON text."""
        return None if value is None else from_json(value)


def choice(kind: type[StrEnum]) -> sa.Enum:
    """Return the column type of an enumeration: its values as text, held by a CHECK."""
    return sa.Enum(kind, native_enum=False, create_constraint=False, length=20, values_callable=_values)


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def enum(kind: type[StrEnum]) -> Any:
    """Declare a field that holds a member of an enumeration."""
    return Field(sa_type=choice(kind))


def packed() -> Any:
    """Declare a field that holds a tuple or a message as canonical JSON text."""
    return Field(sa_type=Canonical)


def long_text() -> Any:
    """Declare a field of free text."""
    return Field(sa_type=sa.Text)


def refers(table: str) -> Any:
    """Declare a field that names a row of another table; the reference is checked at COMMIT, so order is free."""
    return Field(sa_column_args=(sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED"),))


class StoredRow(SQLModel):
    """Hold what every table of rows has, as ``domain.values.Row`` does."""

    __tablename__: ClassVar[Any]

    id: UUID = Field(primary_key=True)
    created_at: datetime
    updated_at: datetime
    version: int
    deleted_at: datetime | None


def unique_alive(name: str, *columns: str, where: str = "") -> sa.Index:
    """Return an index that keeps columns unique among rows that are not deleted."""
    condition = sa.text("deleted_at IS NULL" + (f" AND {where}" if where else ""))
    return sa.Index(name, *columns, unique=True, sqlite_where=condition)


def constrain(table: sa.Table) -> None:
    """Add to a table the checks that follow from its columns' types, one for each column that has one."""
    for column in table.c:
        for rule in _rules(column):
            table.append_constraint(sa.CheckConstraint(rule, name=f"ck_{table.name}_{column.name}"))


# The first kind that a column's type is decides: an Enum is a String to SQLAlchemy, and a UnicodeText a Text.
_RULES: Final[tuple[tuple[tuple[type, ...], str], ...]] = (
    ((sa.Boolean,), "typeof({name}) = 'integer' AND {name} IN (0, 1)"),
    ((sa.Integer,), f"typeof({{name}}) = 'integer' AND abs({{name}}) < {WHOLE_LIMIT}"),
    ((UTCDateTime,), "typeof({name}) = 'text' AND length({name}) = 26"),
    ((sa.Uuid,), "typeof({name}) = 'text' AND length({name}) = 32"),
    ((sa.Date,), "typeof({name}) = 'text' AND length({name}) = 10"),
    ((sa.Time,), "typeof({name}) = 'text' AND length({name}) = 15"),
    ((sa.UnicodeText,), f"typeof({{name}}) = 'text' AND length({{name}}) <= {VERY_LONG}"),
    ((sa.Text, Canonical), f"typeof({{name}}) = 'text' AND length({{name}}) <= {LONG}"),
    ((sa.String, AutoString), f"typeof({{name}}) = 'text' AND length({{name}}) <= {SHORT}"),
)


def _rules(column: sa.Column[Any]) -> Iterator[str]:
    if column.name == "version":
        yield "typeof(version) = 'integer' AND version >= 1"
    elif isinstance(column.type, sa.Enum):
        yield _or_null(column, f"{column.name} IN ({', '.join(repr(str(value)) for value in column.type.enums)})")
    else:
        yield from (_or_null(column, rule.format(name=column.name)) for rule in _rule_of(column.type))


def _rule_of(kind: sa.types.TypeEngine[Any]) -> list[str]:
    return [rule for kinds, rule in _RULES if isinstance(kind, kinds)][:1]


def _or_null(column: sa.Column[Any], rule: str) -> str:
    return f"{column.name} IS NULL OR ({rule})" if column.nullable else rule
