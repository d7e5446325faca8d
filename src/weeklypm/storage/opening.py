"""Look at a file before it is opened: is it there, ours, whole, and of a schema that this program knows.

Nothing here writes to a file that is then refused.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from weeklypm.domain.errors import Problem
from weeklypm.storage.engine import APPLICATION_ID, IMMUTABLE, raw_connection, writer_engine
from weeklypm.storage.problems import raw_problems, told_as_problems
from weeklypm.storage.revision import CURRENT, REVISION_TABLE, Schema, stored_revision, upgrade
from weeklypm.storage.tables import METADATA

Clock = Callable[[], datetime]

_ZIP: Final = b"PK\x03\x04"
UNREACHABLE: Final = frozenset({"storage.problem.unreachable", "storage.problem.read_only"})
"""What SQLite reports where it cannot make its own files beside the database."""


@dataclass(frozen=True)
class Header:
    """Hold what a file says of itself."""

    application_id: int
    revision: str | None


def check_place(path: Path, *, create: bool) -> None:
    """Raise the Problem of a place where no workspace can be: no folder, a folder itself, nothing there."""
    if path.is_dir():
        raise Problem("storage.problem.is_folder", path=str(path))
    if not path.parent.is_dir():
        raise Problem("storage.problem.missing_folder", path=str(path), folder=str(path.parent))
    if not create and not path.exists():
        raise Problem("storage.problem.missing", path=str(path))


def check_writable(path: Path) -> None:
    """Raise Problem ``storage.problem.read_only`` where the folder or the file may not be written."""
    writable = os.access(path.parent, os.W_OK | os.X_OK) and (not path.exists() or os.access(path, os.W_OK))
    if not writable:
        raise Problem("storage.problem.read_only", path=str(path))


def read_header(path: Path) -> Header:
    """Read a file's application id and revision without changing a byte of it; raise the Problem of a file not ours.

    Without a ``-wal`` beside it, or where SQLite cannot make its own files, it is read as immutable: then not even
    files beside it appear.
    """
    _refuse_pack(path)
    mode = reading_mode(path)
    try:
        return _header(path, mode)
    except Problem as problem:
        if mode == IMMUTABLE or problem.code not in UNREACHABLE:
            raise
        return _header(path, IMMUTABLE)


def _refuse_pack(path: Path) -> None:
    """Raise Problem ``storage.problem.pack`` for a handover file, which is easily taken for the workspace in it."""
    # A file that cannot be read is told about by who opens it next.
    with suppress(OSError), path.open("rb") as file:
        if file.read(len(_ZIP)) == _ZIP:
            raise Problem("storage.problem.pack", path=str(path))


def reading_mode(path: Path) -> str:
    """Return how to read a file that nobody has open: changes that wait in a ``-wal`` are to be seen."""
    return "ro" if path.with_name(path.name + "-wal").exists() else IMMUTABLE


def _header(path: Path, mode: str) -> Header:
    with raw_problems(path), closing(raw_connection(path, mode)) as connection:
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        if application_id != APPLICATION_ID:
            raise Problem("storage.problem.foreign", path=str(path))
        return Header(application_id, stored_revision(connection))


def quick_check(path: Path) -> None:
    """Raise Problem ``storage.problem.damaged`` where pages do not fit together; nothing appears beside it."""
    with raw_problems(path), closing(raw_connection(path, reading_mode(path))) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Problem("storage.problem.damaged", path=str(path))


def make_file(path: Path, schema: Schema) -> None:
    """Make an empty workspace: built under another name and put in place whole, so that no half one is ever found."""
    making = path.with_name(path.name + ".making")
    with told_as_problems(path):
        _remove(making)
        engine = writer_engine(making, create=True)
        try:
            _make_tables(engine, schema)
            with engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.commit()
        finally:
            engine.dispose()
        making.rename(path)


def _make_tables(engine: Any, schema: Schema) -> None:
    """Make the newest schema straight from the tables, any other by its migrations.

    Both are the same to the letter, which a test holds; without Alembic a new file is there four times sooner.
    """
    if schema != CURRENT:
        upgrade(engine, schema)
        return
    with engine.begin() as connection:
        for statement in _statements():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(REVISION_TABLE)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (schema.head,))


@lru_cache(maxsize=1)
def _statements() -> tuple[str, ...]:
    """Return what makes the tables, indexes and triggers; to word it takes longer than to carry it out."""
    found: list[str] = []

    def remember(element: Any, *_: Any, **__: Any) -> None:
        found.append(str(element.compile(dialect=engine.dialect)))

    engine = sa.create_mock_engine("sqlite://", remember)
    METADATA.create_all(engine, checkfirst=False)
    return tuple(found)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def file_identity(path: Path) -> tuple[int, int] | None:
    """Return device and inode of the file at a path, or None if there is none."""
    try:
        found: Any = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
