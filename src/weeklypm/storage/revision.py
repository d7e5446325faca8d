"""Which schema a file has. Read with plain SQL: Alembic costs a third of a second and is imported only to migrate."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from weeklypm.domain.errors import Problem

KNOWN: Final = ("0001",)
"""All revisions of the schema, oldest first. A test compares them with the files in ``migrations/versions``."""

HEAD: Final = KNOWN[-1]


def stored_revision(connection: Any) -> str | None:
    """Return the revision that a file says it has; takes a DB-API connection."""
    tables = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone()
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    return str(row[0]) if row else None


def refuse_newer(revision: str | None, path: Path) -> None:
    """Raise Problem ``storage.problem.newer`` for a revision that this program does not know."""
    if revision not in KNOWN:
        raise Problem("storage.problem.newer", path=str(path), revision=revision or "", known=HEAD)


def upgrade(engine: sa.Engine) -> None:
    """Bring a file to the newest schema in one transaction: all of it or nothing.

    Foreign keys are off meanwhile, or rebuilding a parent table would delete its children; they are checked at the end.
    """
    with engine.connect() as connection:
        _set_foreign_keys(connection, "OFF")
        with connection.begin():
            _run(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Problem("storage.problem.dangling")
        _set_foreign_keys(connection, "ON")


def _set_foreign_keys(connection: sa.Connection, state: str) -> None:
    # SQLite ignores this within a transaction, so it goes past SQLAlchemy, which would begin one.
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys={state}")


def _run(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "weeklypm.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
