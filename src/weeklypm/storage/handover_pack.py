"""Make a pack: a copy of the open workspace with its manifest, looked at as its receiver will, then put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from weeklypm.domain.calendar import Workspace as WorkspaceRow
from weeklypm.domain.errors import Problem
from weeklypm.domain.handover import Handover
from weeklypm.storage.backup import digest
from weeklypm.storage.engine import IMMUTABLE, private_engine, raw_connection
from weeklypm.storage.handover_check import row_counts, verified
from weeklypm.storage.handover_facts import read_log_facts
from weeklypm.storage.handover_file import DATA, write_pack
from weeklypm.storage.handover_manifest import Manifest
from weeklypm.storage.handover_rows import add_handover, set_device
from weeklypm.storage.opening import Clock, file_identity
from weeklypm.storage.problems import raw_problems, told_as_problems
from weeklypm.storage.revision import CURRENT


@dataclass(frozen=True)
class Packed:
    """Hold a pack that was made: where it is, and what it says of itself."""

    path: Path
    manifest: Manifest


def check_target(target: Path, own: Path, *, force: bool) -> None:
    """Raise the Problem of a place where no pack can be written; only ``force`` lets an older file give way."""
    if not target.name or target.is_dir():
        raise Problem("handover.problem.target_folder", path=str(target))
    if not target.parent.is_dir():
        raise Problem("handover.problem.no_folder", path=str(target), folder=str(target.parent))
    if target.exists() and file_identity(target) == file_identity(own):
        raise Problem("handover.problem.target_own", path=str(target))
    if target.exists() and not force:
        raise Problem("handover.problem.target_there", path=str(target))


def make_pack(connection: Any, row: Handover, workspace: WorkspaceRow, device_id: UUID, target: Path) -> Packed:
    """Write a pack of the open database of a DB-API connection, with its own record in it; the file takes it later.

    Raises Problem ``storage.problem.*`` where the target cannot be written; then nothing is left there.
    """
    with told_as_problems(target), working_folder(target) as folder:
        data, pack = folder / DATA, folder / "pack"
        connection.execute("VACUUM INTO ?", (str(data),))
        _sign(data, row)
        manifest = _manifest(data, row, workspace, device_id)
        write_pack(pack, manifest, data)
        data.unlink()
        if verified(pack, folder, _at(row)) != manifest:
            raise Problem("handover.problem.differs")
        put_in_place(pack, target)
    return Packed(target, manifest)


def _sign(data: Path, row: Handover) -> None:
    engine = private_engine(data)
    try:
        with told_as_problems(data), engine.begin() as connection:
            add_handover(connection, row)
            # The receiver's machine signs what is written there.
            set_device(connection, None)
    finally:
        engine.dispose()


def _manifest(data: Path, row: Handover, workspace: WorkspaceRow, device_id: UUID) -> Manifest:
    with raw_problems(data), closing(raw_connection(data, IMMUTABLE)) as connection:
        counts, log = row_counts(connection), read_log_facts(connection)
    return Manifest(
        CURRENT.head,
        workspace.id,
        workspace.name,
        device_id,
        row.id,
        row.number,
        row.packed_at,
        row.from_name,
        row.to_name,
        counts,
        log,
        digest(data),
        data.stat().st_size,
    )


def _at(row: Handover) -> Clock:
    def now() -> Any:
        return row.packed_at

    return now


def working_name(beside: Path) -> str:
    """Return what the name of the folder for work on a file begins with."""
    return f".handover-{zlib.crc32(beside.name.encode()):08x}-"


@contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """Make a folder that only this user may enter, on the same disk as a file, and remove it with all that is in it."""
    folder = Path(tempfile.mkdtemp(prefix=working_name(beside), dir=beside.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Path, target: Path) -> None:
    """Put a file in the place of another, so that a power cut leaves the one or the other whole."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make what a folder lists last, where the system lets folders be opened."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
