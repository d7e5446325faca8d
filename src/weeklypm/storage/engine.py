"""Connections to SQLite: one that writes, others that only read, and the settings that decide about loss.

``synchronous=FULL`` loses nothing in a power cut where NORMAL does; ``BEGIN IMMEDIATE`` never fails half-way on a lock;
one writing connection keeps a SQLite before 3.51.3 from damaging the file in WAL mode.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

SAFE_SQLITE: Final = (3, 51, 3)
"""The first SQLite without the WAL-reset race (sqlite.org/wal.html, 'walresetbug')."""

IMMUTABLE: Final = "ro&immutable=1"
"""The mode for a file that nobody writes: SQLite makes no files of its own beside it."""

APPLICATION_ID: Final = 0x77706D31
"""'wpm1' in the header's application_id: this file is a workspace."""

BUSY_MILLISECONDS: Final = 5000

READING: Final = "reading"
"""The key of ``Connection.info`` that makes the next transaction of the writer one that only reads."""

_EVERY: Final = (f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON")
_WRITER: Final = ("journal_mode=WAL", "synchronous=FULL")
_MAC: Final = ("fullfsync=ON", "checkpoint_fullfsync=ON")
_READER: Final = ("query_only=ON",)


def sqlite_module() -> ModuleType:
    """Return the SQLite to use: the pysqlite3 wheel where it is safe in WAL mode and newer than Python's own."""
    try:
        from pysqlite3 import dbapi2 as wheel
    except ImportError:
        return sqlite3
    newer = wheel.sqlite_version_info > sqlite3.sqlite_version_info
    return wheel if newer and wheel.sqlite_version_info >= SAFE_SQLITE else sqlite3


def raw_connection(path: Path, mode: str) -> Any:
    """Open a DB-API connection by URI; ``mode`` is ``rw``, ``rwc``, ``ro``, or ``ro&immutable=1``.

    The file is never opened by other means while it is in use: closing any handle drops a process's locks on it.
    """
    # A question or hash sign, or a percent, in a folder's name must not end the path of the URI.
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite_module().connect(uri, uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)


def writer_engine(path: Path, *, create: bool = False) -> sa.Engine:
    """Make the engine of the one connection that writes."""
    pragmas = (*_EVERY, *_WRITER, *(_MAC if sys.platform == "darwin" else ()))
    return _engine(path, "rwc" if create else "rw", pragmas, "BEGIN IMMEDIATE")


def reader_engine(path: Path, *, immutable: bool = False) -> sa.Engine:
    """Make an engine that can only read; ``immutable`` for a folder in which SQLite can make no files of its own."""
    return _engine(path, IMMUTABLE if immutable else "ro", (*_EVERY, *_READER), "BEGIN")


def private_engine(path: Path) -> sa.Engine:
    """Make an engine to write a copy that nobody else knows of: no files appear beside it that it could be without."""
    return _engine(path, "rw", _EVERY, "BEGIN IMMEDIATE")


def _engine(path: Path, mode: str, pragmas: tuple[str, ...], begin: str) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://",
        module=sqlite_module(),
        creator=lambda: raw_connection(path, mode),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
    )

    def prepare(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def start(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if connection.info.get(READING) else begin)

    sa.event.listen(engine, "connect", prepare)
    sa.event.listen(engine, "begin", start)
    return engine
