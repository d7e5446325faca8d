"""The two ways into a workspace: to write, one at a time, and to read, as many as like."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.storage.backup import is_due, make_backup
from weeklypm.storage.engine import raw_connection, reader_engine, writer_engine
from weeklypm.storage.lock import WorkspaceLock
from weeklypm.storage.opening import (
    UNREACHABLE,
    Clock,
    check_place,
    check_writable,
    make_file,
    quick_check,
    read_header,
)
from weeklypm.storage.places import default_path
from weeklypm.storage.problems import raw_problems, told_as_problems
from weeklypm.storage.revision import CURRENT, Schema, refuse_newer, upgrade
from weeklypm.storage.workspace import ReadOnlyWorkspace, Workspace


def open_workspace(path: Path, *, clock: Clock, create: bool = False) -> Workspace:
    """Open a workspace to read and write, and hold it until it is closed; ``create`` makes the file if there is none.

    An older file is backed up and brought to the newest schema. Raises Problem ``storage.problem.*`` where the file
    cannot be opened, is held by another copy, or is none of ours; such a file is left as it was.
    """
    if create and path.parent == default_path().parent:
        with told_as_problems(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    check_place(path, create=create)
    check_writable(path)
    lock = WorkspaceLock(path, clock())
    try:
        notices = prepare(path, clock)
        workspace = Workspace(path, writer_engine(path), clock, lock)
    except BaseException:
        lock.release()
        raise
    workspace.notices += notices
    return workspace


def open_reader(path: Path, *, clock: Clock, schema: Schema = CURRENT) -> ReadOnlyWorkspace:
    """Open a workspace only to read, beside whoever writes it; raise Problem ``storage.problem.*``."""
    check_place(path, create=False)
    header = read_header(path)
    refuse_newer(header.revision, path, schema)
    if header.revision != schema.head:
        raise Problem("storage.problem.older", path=str(path))
    try:
        return ReadOnlyWorkspace(path, reader_engine(path), clock)
    except Problem as problem:
        if problem.code not in UNREACHABLE:
            raise
        # SQLite cannot make its -shm file in a read-only folder; nobody else can write there either.
        return ReadOnlyWorkspace(path, reader_engine(path, immutable=True), clock)


def prepare(path: Path, clock: Clock, schema: Schema = CURRENT) -> list[Message]:
    """Make, check, migrate or back up a file whose lock is held; return what is worth a notice."""
    if not path.exists():
        make_file(path, schema)
        return []
    header = read_header(path)
    refuse_newer(header.revision, path, schema)
    quick_check(path)
    if header.revision != schema.head:
        _migrate(path, clock, schema)
        return []
    return _daily_backup(path, clock)


def _daily_backup(path: Path, clock: Clock) -> list[Message]:
    # A day without a backup is worth a notice, not a closed door.
    try:
        if is_due(path, clock()):
            _back_up(path, "daily", clock)
    except Problem as problem:
        return [message("storage.warning.backup", path=str(path), problem=problem.message)]
    return []


def _migrate(path: Path, clock: Clock, schema: Schema) -> None:
    _back_up(path, "before-upgrade", clock)
    engine = writer_engine(path)
    try:
        with told_as_problems(path):
            upgrade(engine, schema)
    finally:
        engine.dispose()


def _back_up(path: Path, reason: str, clock: Clock) -> None:
    with raw_problems(path), closing(raw_connection(path, "rw")) as connection:
        make_backup(connection, path, reason, clock())
