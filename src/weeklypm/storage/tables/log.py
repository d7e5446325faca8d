"""The change log: what one use case did, cell by cell. It is appended to and never rewritten.

History, undo, merge and refresh are all read from it. ``parents`` name the entries of the same cell that the writer
saw, so that a merge can tell a later change from a concurrent one without trusting clocks.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from weeklypm.domain.values import Message
from weeklypm.storage.tables.base import packed, refers


class MetaTable(SQLModel, table=True):
    """Keep what the file says of itself: the random identity of the device that writes it."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


class OperationTable(SQLModel, table=True):
    """Keep one use case: when by the clock, by which device, and its label.

    ``counter`` rises by one with each operation and so gives their order whatever the clock does. ``reverts`` names the
    operation that this one takes back or brings back.
    """

    __tablename__ = "operation"
    __table_args__ = (sa.Index("ix_operation_counter", "counter"),)

    id: UUID = Field(primary_key=True)
    at: datetime
    counter: int
    device_id: UUID
    label: Message | None = packed()
    reverts: UUID | None = refers("operation")


class ChangeTable(SQLModel, table=True):
    """Keep one cell's change; values as canonical JSON. Identities rise, so they also give the order."""

    __tablename__ = "change"
    __table_args__ = (
        sa.Index("ix_change_operation_id", "operation_id"),
        sa.Index("ix_change_cell", "row_id", "field", "id"),
    )

    id: UUID = Field(primary_key=True)
    operation_id: UUID = refers("operation")
    table_name: str
    row_id: UUID
    field: str
    old: str | None = Field(sa_type=sa.UnicodeText)
    new: str | None = Field(sa_type=sa.UnicodeText)
    parents: tuple[UUID, ...] = packed()


class ErasureTable(SQLModel, table=True):
    """Name the rows whose values are being erased: filled and emptied within the one transaction that erases."""

    __tablename__ = "erasure"

    row_id: UUID = Field(primary_key=True)


LOG_TABLES: Final[tuple[Any, ...]] = (MetaTable, OperationTable, ChangeTable, ErasureTable)
