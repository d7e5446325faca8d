"""The triggers that a file of the newest schema has; their rules are told where their texts are."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from weeklypm.storage.migrations.week_triggers import WEEK_TRIGGERS

TRIGGERS: Final[dict[str, str]] = WEEK_TRIGGERS
"""The text of each trigger by its name."""


def attach(metadata: sa.MetaData) -> None:
    """Make ``metadata.create_all`` create the triggers too, after all tables."""
    for sql in TRIGGERS.values():
        sa.event.listen(metadata, "after_create", _ddl(sql))


def _ddl(sql: str) -> sa.DDL:
    return sa.DDL(sql.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy has no types for it
