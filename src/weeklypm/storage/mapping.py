"""Domain dataclasses to table rows and back, by field names: one mapping serves all tables.

A table accepts wrong types in silence, so every value is checked here against the dataclass's annotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Row
from weeklypm.storage.names import field_named, table_named

R = TypeVar("R", bound=Row)

BOOKKEEPING: Final = frozenset({"id", "created_at", "updated_at", "version"})
"""Fields that the unit of work keeps by itself; ``deleted_at`` is a cell like any other."""


@dataclass(frozen=True)
class Slot:
    """Hold what a field may contain: kinds of values, whether None, and for tuples the kind of their items."""

    name: str
    kinds: tuple[type, ...]
    optional: bool
    item: type | None = None

    def holds(self, value: Any) -> bool:
        """Tell whether a value fits. True is no number, an instant is no date, and instants are aware."""
        if value is None:
            return self.optional
        if isinstance(value, datetime):
            return datetime in self.kinds and value.utcoffset() is not None
        if isinstance(value, bool):
            return bool in self.kinds
        if not isinstance(value, self.kinds):
            return False
        return self.item is None or all(isinstance(one, self.item) for one in cast("tuple[Any, ...]", value))


@cache
def slots(kind: type[Row]) -> tuple[Slot, ...]:
    """Return what each field of a dataclass may contain, in the order of its fields."""
    hints = get_type_hints(kind)
    return tuple(_slot(item.name, hints[item.name]) for item in fields(kind))


def _slot(name: str, hint: Any) -> Slot:
    options = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    kinds = tuple(get_origin(option) or option for option in options if option is not NoneType)
    items = [get_args(option)[0] for option in options if get_origin(option) is tuple]
    return Slot(name, kinds, NoneType in options, items[0] if items else None)


@cache
def cells(kind: type[Row]) -> tuple[str, ...]:
    """Return the names of the fields that the change log follows."""
    return tuple(item.name for item in fields(kind) if item.name not in BOOKKEEPING)


def values_of(row: Row) -> dict[str, Any]:
    """Return a row as values by field name.

    Raises TypeError where a value is not of the field's kind, and Problem ``storage.problem.letters`` for text that no
    database can hold: a NUL or half of a surrogate pair.
    """
    values: dict[str, Any] = {}
    # mypy takes a row's __hash__ for that of its class.
    for slot in slots(type(row)):  # type: ignore[arg-type]
        value = getattr(row, slot.name)
        if not slot.holds(value):
            raise TypeError(f"{type(row).__name__}.{slot.name} cannot hold {value!r}")
        if isinstance(value, str):
            check_letters(value, type(row), slot.name)
        values[slot.name] = value
    return values


def check_letters(text: str, kind: type[Row], field: str) -> None:
    """Raise Problem ``storage.problem.letters`` for a NUL or half of a surrogate pair."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text if letter > "\ud7ff"):
        raise Problem("storage.problem.letters", table=table_named(kind), field=field_named(field))


def row_from(kind: type[R], names: Iterable[str], values: Iterable[Any]) -> R:
    """Make a dataclass from the columns of one stored row."""
    return kind(**dict(zip(names, values, strict=True)))


def changed_cells(before: Row, after: Row) -> dict[str, tuple[Any, Any]]:
    """Return the cells that differ between two versions of a row: old and new value by field name."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in cells(type(after)))  # type: ignore[arg-type]
    return {name: (old, new) for name, old, new in pairs if old != new}


def same_cells(row: Row, expected: Mapping[str, Any]) -> str | None:
    """Return the first field whose value is not the expected one, or None."""
    return next((name for name, value in expected.items() if getattr(row, name) != value), None)
