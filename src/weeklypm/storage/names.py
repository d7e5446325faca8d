"""What tables and fields are called before people: codes of the wording catalogues, never the names in the code."""

from __future__ import annotations

from weeklypm.domain.values import Message, Row, message
from weeklypm.storage.tables import TABLES


def table_named(kind: type[Row]) -> Message:
    """Return what a row of a kind is called."""
    return message(f"storage.table.{TABLES[kind].name}")


def field_named(field: str) -> Message:
    """Return what a field is called."""
    return message(f"storage.field.{field}")
