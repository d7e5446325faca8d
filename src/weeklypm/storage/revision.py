"""Which schema a file has. Read with plain SQL: Alembic costs a third of a second and is imported only to migrate."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from weeklypm.domain.errors import Problem


@dataclass(frozen=True)
class Schema:
    """Name where migrations lie and all their revisions, oldest first."""

    scripts: str
    known: tuple[str, ...]

    @property
    def head(self) -> str:
        """Return the newest revision."""
        return self.known[-1]


CURRENT: Final = Schema("weeklypm.storage:migrations", ("0001", "0002", "0003"))
"""The schema of this program. A test compares it with the files in ``migrations/versions``."""

REVISION_TABLE: Final = """\
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)"""
"""The table that Alembic keeps its revision in, as Alembic itself writes it."""


def stored_revision(connection: Any) -> str | None:
    """Return the revision that a file says it has; takes a DB-API connection."""
    tables = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    return str(row[0]) if row else None


def refuse_newer(revision: str | None, path: Path, schema: Schema) -> None:
    """Raise Problem ``storage.problem.newer`` for a revision that this program does not know."""
    if revision not in schema.known:
        raise Problem("storage.problem.newer", path=str(path), revision=revision or "", known=schema.head)


def upgrade(engine: sa.Engine, schema: Schema) -> None:
    """Bring a file to the newest schema in one transaction: all of it or nothing.

    Foreign keys are off meanwhile, or rebuilding a parent table would delete its children; they are checked at the end.
    """
    with engine.connect() as connection:
        _set_foreign_keys(connection, "OFF")
        with connection.begin():
            _run(connection, schema)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Problem("storage.problem.dangling")
        _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: sa.Connection, state: str) -> None:
    # SQLite ignores this within a transaction, so it goes past SQLAlchemy, which would begin one.
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys={state}")


def _run(connection: sa.Connection, schema: Schema) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", schema.scripts)
    config.attributes["connection"] = connection
    command.upgrade(config, schema.head)
