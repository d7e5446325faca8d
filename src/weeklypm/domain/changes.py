"""What a use case touched: the cells that the change log keeps and that screens refresh by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from weeklypm.domain.values import Message

Value = TypeVar("Value")

CREATED = "created"
"""The field name of a log entry that says a row was made; its new value holds the whole row."""


@dataclass(frozen=True)
class Change:
    """Hold one cell that changed: the table's name, the row, the field, and the values before and after.

    ``table`` is the name of the domain dataclass, e.g. ``"AgendaItem"``.
    """

    table: str
    row_id: UUID
    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Changes:
    """Hold all cells that one use case changed, in order, and the identity by which it can be undone."""

    operation_id: UUID
    at: datetime
    entries: tuple[Change, ...]
    label: Message | None = None

    def touches(self, *tables: str) -> bool:
        """Tell whether a row of any of these tables changed."""
        return any(entry.table in tables for entry in self.entries)

    def rows(self, table: str) -> frozenset[UUID]:
        """Return the rows of one table that changed."""
        return frozenset(entry.row_id for entry in self.entries if entry.table == table)


@dataclass(frozen=True)
class Outcome(Generic[Value]):
    """Hold what a use case returned and what it changed."""

    value: Value
    changes: Changes
