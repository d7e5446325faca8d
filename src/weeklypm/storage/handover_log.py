"""Read the whole change log of a pack once, so that nothing in it can stop a later undo, a history, or a new change."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa

from weeklypm.domain.changes import CREATED
from weeklypm.storage.log import CHANGE, OPERATION, cells_of_whole, value_from
from weeklypm.storage.tables import METADATA, TABLES
from weeklypm.storage.tables.log import ErasureTable

YEARS: Final = range(2000, 3000)
"""What any instant in a pack is in: beyond it a wall clock cannot be told in every zone."""

_ERASURE: Final[sa.Table] = ErasureTable.__table__  # type: ignore[attr-defined]
_KNOWN: Final = frozenset(kind.__name__ for kind in TABLES)
_TREES: Final = "_json"
"""What the names of columns end with that hold a tree, and are empty before there is one."""

_MOST_COUNTED: Final = 2**30
"""Half of what a counter can be: a pack at its end would let nothing more be written."""

_MOST_ID: Final = int(datetime(YEARS.stop, 1, 1).timestamp() * 1000) << 80  # noqa: DTZ001  a bound with room


def read_log(connection: sa.Connection) -> None:
    """Read each operation and change; raise ValueError, KeyError or TypeError for what this program never wrote."""
    for operation in connection.execute(sa.select(OPERATION)):
        _expect(operation.at.year in YEARS and operation.counter < _MOST_COUNTED and _is_soon(operation.id))
    for change in connection.execute(sa.select(CHANGE)):
        _expect(change.table_name in _KNOWN and _is_soon(change.id))
        _read(change)
    for table in METADATA.sorted_tables:
        for column in table.c:
            if column.name.endswith(_TREES):
                for (text,) in connection.execute(sa.select(column).where(column != "")):
                    json.loads(text)
    _expect(connection.execute(sa.select(sa.func.count()).select_from(_ERASURE)).scalar() == 0)


def _read(change: Any) -> None:
    value_from(change.old)
    if change.field == CREATED:
        cells_of_whole(change.new)
    else:
        value_from(change.new)


def _is_soon(identity: UUID) -> bool:
    # New identities rise above all before: one at the end of all would be the last that can be made.
    return identity.int < _MOST_ID


def _expect(holds: bool) -> None:  # noqa: FBT001  an assertion that stays
    if not holds:
        raise ValueError
