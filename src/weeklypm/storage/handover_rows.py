"""The record of handing over, in two files with the same values: it goes past the change log, as drafts of notes do.

A pack's row is written to the pack and to the file it was made of. The log cannot hold it: what it says of the one file
is not so in the other, and a log that differs would make each handing back a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.handover import Handover, on_its_way
from weeklypm.domain.meeting import NoteDraft
from weeklypm.storage.mapping import row_from, values_of
from weeklypm.storage.tables import TABLES
from weeklypm.storage.tables.log import MetaTable

_HANDOVERS: Final = TABLES[Handover]
_DRAFTS: Final = TABLES[NoteDraft]
_META: sa.Table = MetaTable.__table__  # type: ignore[attr-defined]

DEVICE: Final = "device"
"""The key under which a file keeps which machine writes it."""

GIVEN: Final = "given."
"""What a key begins with under which a file keeps the version of a draft that went with a pack: pack, dot, draft."""


def handovers(connection: sa.Connection, *, include_deleted: bool = False) -> list[Handover]:
    """Return the packs that a file knows of, oldest first."""
    query = sa.select(_HANDOVERS).order_by(_HANDOVERS.c.number)
    result = connection.execute(query if include_deleted else query.where(_HANDOVERS.c.deleted_at.is_(None)))
    names = tuple(result.keys())
    return [row_from(Handover, names, values) for values in result]


def add_handover(connection: sa.Connection, row: Handover) -> None:
    """Record a pack and which texts being typed go with it; one before it on its way was taken back by this."""
    take_back(connection, row.packed_at)
    _insert(connection, row)
    for draft, version in connection.execute(sa.select(_DRAFTS.c.id, _DRAFTS.c.version)):
        connection.execute(sa.insert(_META).values(key=f"{GIVEN}{row.id.hex}.{draft.hex}", value=str(version)))


def take_back(connection: sa.Connection, now: datetime) -> Handover | None:
    """Record that the pen was taken back and return the pack it was away with, or None where it was here."""
    away = on_its_way(handovers(connection))
    if away is not None:
        _change(connection, away.id, taken_back_at=now, updated_at=now)
    return away


def receive(connection: sa.Connection, handover_id: UUID, known: Iterable[Handover], now: datetime) -> None:
    """Record in an opened copy that it was opened, and what the file that it takes the place of knew beside.

    A pack that led nowhere stays as a deleted row: its number may have been given anew meanwhile.
    """
    _change(connection, handover_id, opened_at=now, updated_at=now)
    here = {row.id: row for row in handovers(connection, include_deleted=True)}
    for row in known:
        if row.id not in here:
            ended = row if row.settled else replace(row, taken_back_at=now)
            _insert(connection, replace(ended, deleted_at=row.deleted_at or now))
        elif row.taken_back_at is not None and here[row.id].taken_back_at is None:
            _change(connection, row.id, taken_back_at=row.taken_back_at, updated_at=now)


def device_of(connection: sa.Connection) -> str | None:
    """Return the machine that a file is written by, or None if no machine wrote it yet."""
    return connection.execute(sa.select(_META.c.value).where(_META.c.key == DEVICE)).scalar()


def set_device(connection: sa.Connection, device: str | None) -> None:
    """Say which machine writes a file; None leaves that to the first who opens it for writing."""
    connection.execute(sa.delete(_META).where(_META.c.key == DEVICE))
    if device is not None:
        connection.execute(sa.insert(_META).values(key=DEVICE, value=device))


def _insert(connection: sa.Connection, row: Handover) -> None:
    connection.execute(sa.insert(_HANDOVERS), [values_of(row)])


def _change(connection: sa.Connection, row_id: UUID, **values: Any) -> None:
    version = {"version": _HANDOVERS.c.version + 1}
    connection.execute(sa.update(_HANDOVERS).where(_HANDOVERS.c.id == row_id).values(**values, **version))
