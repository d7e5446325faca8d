"""Open a pack: look at it, compare it with one's own file, and let it take that file's place after a backup.

Nothing is merged. Until the last step the own file is only read; the last step is one rename, so that a death at any
moment leaves the old file whole or the new one.
"""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from weeklypm.domain.errors import Problem
from weeklypm.domain.handover import Handover
from weeklypm.storage.backup import make_backup
from weeklypm.storage.engine import IMMUTABLE, private_engine, raw_connection, reader_engine
from weeklypm.storage.handover_check import Trial, verified
from weeklypm.storage.handover_facts import Facts, Verdict, compare, read_facts
from weeklypm.storage.handover_file import DATA
from weeklypm.storage.handover_manifest import Manifest
from weeklypm.storage.handover_pack import put_in_place, working_folder, working_name
from weeklypm.storage.handover_rows import device_of, handovers, receive, set_device
from weeklypm.storage.lock import WorkspaceLock
from weeklypm.storage.opening import Clock, check_place, check_writable, quick_check, read_header, reading_mode
from weeklypm.storage.places import default_path
from weeklypm.storage.problems import raw_problems, told_as_problems
from weeklypm.storage.revision import CURRENT, Schema, refuse_newer
from weeklypm.storage.tables import TABLES


@dataclass(frozen=True)
class Look:
    """Hold what a pack is and what opening it would do: ``fresh`` counts the operations that are new here."""

    manifest: Manifest
    verdict: Verdict
    fresh: int


@dataclass(frozen=True)
class Opened:
    """Hold what opening a pack did; ``backup`` is the copy of the file that gave way, or None where there was none."""

    look: Look
    backup: Path | None


@dataclass(frozen=True)
class _Own:
    """Hold what the own file leaves to the one that takes its place."""

    device: str | None
    handovers: Sequence[Handover]


def look_into(pack: Path, path: Path, clock: Clock, schema: Schema = CURRENT, *, trial: Trial | None = None) -> Look:
    """Look at a pack beside a workspace that may be open, and change neither.

    Raises Problem ``handover.problem.*`` or ``storage.problem.*`` saying why it would not be opened.
    """
    with told_as_problems(pack), tempfile.TemporaryDirectory(prefix="weeklypm-") as folder:
        manifest = verified(pack, Path(folder), clock, schema, trial)
        verdict, fresh = compare(_own_facts(path, schema), read_facts(Path(folder) / DATA), manifest, path)
    return Look(manifest, verdict, fresh)


def open_pack(pack: Path, path: Path, clock: Clock, schema: Schema = CURRENT, *, trial: Trial | None = None) -> Opened:
    """Let a pack take the place of a workspace that nobody has open, or make it where there is none.

    Raises Problem as ``look_into`` does, also where another copy holds the workspace; then nothing has changed.
    """
    if path.parent == default_path().parent:
        with told_as_problems(path):
            path.parent.mkdir(parents=True, exist_ok=True)
    # Where the name is a link, the file that it leads to gives way, and the link stays.
    own = path.resolve()
    check_place(own, create=True)
    check_writable(own)
    lock = WorkspaceLock(path, clock())
    try:
        with told_as_problems(own):
            _sweep(own)
            with working_folder(own) as folder:
                manifest = verified(pack, folder, clock, schema, trial)
                return _open(manifest, own, folder / DATA, clock, schema)
    finally:
        lock.release()


def _open(manifest: Manifest, path: Path, data: Path, clock: Clock, schema: Schema) -> Opened:
    own = _own_facts(path, schema)
    look = Look(manifest, *compare(own, read_facts(data), manifest, path))
    if look.verdict is Verdict.NOTHING_NEW:
        return Opened(look, None)
    _sign(data, manifest, _left_by(path, own), clock())
    backup = _back_up(path, clock()) if own is not None else None
    if own is not None:
        shutil.copymode(path, data)
        _let_go(path)
    put_in_place(data, path)
    quick_check(path)
    return Opened(look, backup)


def _own_facts(path: Path, schema: Schema) -> Facts | None:
    if not path.exists():
        return None
    refuse_newer(read_header(path).revision, path, schema)
    quick_check(path)
    return read_facts(path)


def _left_by(path: Path, own: Facts | None) -> _Own:
    if own is None:
        return _Own(None, ())
    engine = reader_engine(path, immutable=reading_mode(path) == IMMUTABLE)
    try:
        with told_as_problems(path), engine.connect() as connection:
            recorded = sa.inspect(connection).has_table(TABLES[Handover].name)
            known = handovers(connection, include_deleted=True) if recorded else ()
            return _Own(device_of(connection), known)
    finally:
        engine.dispose()


def _sign(data: Path, manifest: Manifest, own: _Own, now: datetime) -> None:
    engine = private_engine(data)
    try:
        with told_as_problems(data), engine.begin() as connection:
            receive(connection, manifest.handover_id, own.handovers, now)
            set_device(connection, own.device)
    finally:
        engine.dispose()


def _back_up(path: Path, now: datetime) -> Path:
    with raw_problems(path), closing(raw_connection(path, reading_mode(path))) as connection:
        return make_backup(connection, path, "handover", now)


def _let_go(path: Path) -> None:
    """Make the file stand by itself, without a log beside it that the next one would be taken to have.

    SQLite leaves its write-ahead mode only where nobody else has the file open; Problem ``storage.problem.busy`` else.
    """
    with raw_problems(path), closing(raw_connection(path, "rw")) as connection:
        connection.execute("PRAGMA busy_timeout=1000")
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
            raise Problem("storage.problem.busy", path=str(path))


def _sweep(path: Path) -> None:
    """Remove what a killed opening left beside the file, whose lock is held."""
    for left in path.parent.glob(f"{glob.escape(working_name(path))}*"):
        shutil.rmtree(left, ignore_errors=True)
