"""Packs of older programs, and places that a pack cannot be opened in; what is refused is left to the byte."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from handover_files import (
    DATA,
    MANIFEST,
    Desk,
    Set,
    Ticking,
    agree,
    entries,
    founded,
    manifest_bytes,
    read_elsewhere,
    sha256,
    told,
    zipped,
)
from storage_processes import in_child, start_holder

from weeklypm.domain.errors import Problem
from weeklypm.storage.engine import private_engine
from weeklypm.storage.handover import Verdict, open_pack
from weeklypm.storage.handover_check import known_schema, schema_text
from weeklypm.storage.opening import make_file
from weeklypm.storage.revision import CURRENT, Schema, upgrade

# An older pack


def test_an_older_schema_is_brought_up_to_date_on_the_copy(tmp_path: Path) -> None:
    clock = Ticking()
    old = tmp_path / "old.sqlite"
    make_file(old, Schema(CURRENT.scripts, CURRENT.known[:-1]))
    newer = founded(tmp_path / "new.sqlite", clock, "Sea")
    _copy_rows(newer.path, old)
    source = newer.pack(tmp_path / "x.wpm").path
    parts = entries(source)
    tree = json.loads(parts[MANIFEST])
    with sqlite3.connect(old, isolation_level=None) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    agree(tree, old)
    tree["revision"] = CURRENT.known[-2]
    bad = zipped(tmp_path / "older.wpm", {MANIFEST: manifest_bytes(tree), DATA: old.read_bytes()})
    before = sha256(bad)
    there = Desk(tmp_path / "there.sqlite", clock)
    assert there.take(bad).look.verdict is Verdict.MADE
    assert there.teams() == ["Sea"]
    assert there.check() == []
    assert sha256(bad) == before


def _copy_rows(source: Path, target: Path) -> None:
    connection = sqlite3.connect(target, isolation_level=None)
    connection.execute("ATTACH ? AS source", (str(source),))
    for table in ("workspace", "series", "team", "operation", "change"):
        columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")
    connection.close()


def test_a_schema_that_this_program_outgrew_is_compared_with_its_own_time(tmp_path: Path) -> None:
    engine_path = tmp_path / "old.sqlite"
    make_file(engine_path, Schema(CURRENT.scripts, CURRENT.known[:1]))
    engine = private_engine(engine_path)
    upgrade(engine, CURRENT)
    engine.dispose()
    assert schema_text(engine_path) == known_schema(CURRENT.head, tmp_path)


# Places


def test_a_workspace_that_is_open_elsewhere(ready: Set) -> None:
    path = ready.folder / "held.sqlite"
    with start_holder(path):
        with pytest.raises(Problem) as caught:
            open_pack(ready.pack, path, ready.own.clock)
        assert caught.value.code == "storage.problem.held"
        assert told(caught.value)


def test_a_workspace_that_somebody_reads(ready: Set) -> None:
    """SQLite would take the old file's log for the new one's, so a file in use is never replaced."""
    before = sha256(ready.own.path)
    with read_elsewhere(ready.own.path), pytest.raises(Problem) as caught:
        ready.own.take(ready.pack)
    assert caught.value.code == "storage.problem.busy"
    assert sha256(ready.own.path) == before
    assert ready.own.take(ready.pack).look.verdict is Verdict.REPLACED


@pytest.fixture
def closed_folder(ready: Set) -> Iterator[Path]:
    folder = ready.own.path.parent
    ready.own.path.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permission bits there")
@pytest.mark.usefixtures("closed_folder")
def test_a_folder_that_may_not_be_written(ready: Set) -> None:
    before = sha256(ready.own.path)

    def work() -> str:
        try:
            ready.own.take(ready.pack)
        except Problem as problem:
            return problem.code
        return "opened"

    for parent in ready.folder.parents:
        if parent.stat().st_uid == os.getuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    ready.folder.chmod(0o755)
    assert in_child(work, as_nobody=True) == "storage.problem.read_only"
    assert sha256(ready.own.path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of that kind there")
@pytest.mark.parametrize("most", [1_000, 100_000, 300_000])
def test_a_full_disk(ready: Set, most: int) -> None:
    """A file cannot grow beyond a limit, as where the disk is full."""
    before = sha256(ready.own.path)

    def work() -> str:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        try:
            ready.own.take(ready.pack)
        except Problem as problem:
            return problem.code
        return "opened"

    assert in_child(work) in ("storage.problem.device", "storage.problem.disk_full")
    assert sha256(ready.own.path) == before
    assert not list(ready.own.path.parent.glob(".handover-*"))
    assert ready.own.take(ready.pack).look.verdict is Verdict.REPLACED
