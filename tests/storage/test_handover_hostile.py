"""Packs and places made on purpose: a zip with more than its entries, data that break their rules, links and pipes."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from handover_files import DATA, MANIFEST, Desk, Set, agree, entries, forged, made_in, manifest_bytes, set_of, zipped
from handover_files import typed as type_text

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState, NoteDraft
from weeklypm.storage.handover import Verdict


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def ready(_made: Path, tmp_path: Path) -> Set:
    return set_of(_made, tmp_path)


# The zip


def _with_gap(pack: Path) -> None:
    parts = entries(pack)
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(MANIFEST, parts[MANIFEST])
        assert file.fp is not None
        file.fp.write(b"hidden" * 100)
        file.start_dir = file.fp.tell()
        file.writestr(DATA, parts[DATA])


def _with_rights(mode: int) -> Callable[[Path], None]:
    def change(pack: Path) -> None:
        parts = entries(pack)
        entry = zipfile.ZipInfo(DATA)
        entry.external_attr, entry.compress_type = mode << 16, zipfile.ZIP_DEFLATED
        with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(MANIFEST, parts[MANIFEST])
            file.writestr(entry, parts[DATA])

    return change


def _large_form(pack: Path) -> None:
    parts = entries(pack)
    with zipfile.ZipFile(pack, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            with file.open(name, "w", force_zip64=True) as entry:
                entry.write(data)


def _bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def work(pack: Path) -> None:
        pack.write_bytes(change(pack.read_bytes()))

    return work


def _remark(data: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", 3) + b"abc"


@pytest.mark.parametrize(
    "change",
    [
        _bytes(lambda data: data + b"more"),
        _bytes(lambda data: b"#!/bin/sh" + data),
        _bytes(_remark),
        _with_gap,
        _with_rights(0o120777),
        _with_rights(0o040755),
        _large_form,
    ],
    ids=["after", "before", "remark", "between", "link", "folder", "zip64"],
)
def test_a_zip_holds_not_a_byte_more(ready: Set, change: Callable[[Path], None]) -> None:
    change(ready.pack)
    assert ready.refused(ready.pack).code == "handover.problem.entries"


# The description


def test_a_form_beyond_all_numbers_is_not_spelled_out(ready: Set) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", tell=lambda tree: tree.update(format=10**4000))
    assert ready.refused(bad).code == "handover.problem.manifest"


@pytest.mark.parametrize(("key", "value"), [("packed_at", "9999-12-31T23:59:59+00:00"), ("to", "a\x1b[31m")])
def test_what_no_wall_clock_or_terminal_bears(ready: Set, key: str, value: str) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", tell=lambda tree: tree["handover"].update({key: value}))
    assert ready.refused(bad).code == "handover.problem.manifest"


def test_numbers_of_packs_have_no_gap(ready: Set) -> None:
    sql = "UPDATE handover SET number = 2147483647 WHERE number = 2"
    bad = forged(
        ready.pack, ready.folder / "bad.wpm", sql=sql, tell=lambda tree: tree["handover"].update(number=2**31 - 1)
    )
    assert ready.refused(bad).code == "handover.problem.differs"


# The data


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version=7",
        "PRAGMA page_size=512; VACUUM",
        "PRAGMA auto_vacuum=1; VACUUM",
        "CREATE INDEX more ON team(lower(name))",
        "ALTER TABLE team ADD COLUMN more TEXT GENERATED ALWAYS AS (name) VIRTUAL",
        "CREATE TABLE more (x INTEGER PRIMARY KEY AUTOINCREMENT)",
    ],
)
def test_data_built_otherwise(ready: Set, sql: str) -> None:
    assert ready.refused(forged(ready.pack, ready.folder / "bad.wpm", sql=sql)).code == "handover.problem.schema"


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA journal_mode=WAL",
        "PRAGMA ignore_check_constraints=ON; UPDATE team SET version = 0",
        "UPDATE team SET name = CAST(x'ff41' AS TEXT)",
        "UPDATE handover SET from_name = CAST(x'ff41' AS TEXT)",
        "UPDATE operation SET label = '{'",
        "UPDATE operation SET at = '9999-12-31 23:59:59.999999'",
        "UPDATE operation SET counter = 2147483647 WHERE counter = (SELECT max(counter) FROM operation)",
        "UPDATE change SET id = 'ffffffffffffffffffffffffffffffff' WHERE id = (SELECT max(id) FROM change)",
        "UPDATE change SET parents = '{'",
        "UPDATE change SET old = '{'",
        "UPDATE change SET table_name = 'Nothing' WHERE id = (SELECT max(id) FROM change)",
        "INSERT INTO erasure SELECT id FROM team",
    ],
)
def test_data_that_nobody_could_go_on_with(ready: Set, sql: str) -> None:
    assert ready.refused(forged(ready.pack, ready.folder / "bad.wpm", sql=sql)).code == "handover.problem.damaged"


def test_pages_after_the_end(ready: Set) -> None:
    parts = entries(ready.pack)
    data = ready.folder / "data"
    data.write_bytes(parts[DATA] + b"\0" * 8192)
    tree: dict[str, Any] = json.loads(parts[MANIFEST])
    agree(tree, data)
    bad = zipped(ready.folder / "bad.wpm", {MANIFEST: manifest_bytes(tree), DATA: data.read_bytes()})
    assert ready.refused(bad).code == "handover.problem.damaged"


def test_signs_that_a_terminal_obeys_are_not_repeated(ready: Set) -> None:
    sql = 'CREATE VIEW "a\n\x1b[31m' + "b" * 500 + '" AS SELECT 1'
    names = ready.refused(forged(ready.pack, ready.folder / "bad.wpm", sql=sql)).message.get("names")
    assert isinstance(names, str)
    assert names.isprintable()
    assert len(names) < 100


def test_a_pack_that_a_trial_cannot_read_is_refused(ready: Set) -> None:
    def trial(_reader: object) -> None:
        raise KeyError("missing")

    from weeklypm.storage.handover import open_pack

    with pytest.raises(Problem) as caught:
        open_pack(ready.pack, ready.own.path, ready.own.clock, trial=trial)
    assert caught.value.code == "handover.problem.damaged"


# Places


def test_a_link_stays_and_the_file_it_leads_to_gives_way(ready: Set) -> None:
    real = ready.folder / "real.sqlite"
    ready.own.path.rename(real)
    ready.own.path.symlink_to(real)
    assert ready.own.take(ready.pack).look.verdict is Verdict.REPLACED
    assert ready.own.path.is_symlink()
    assert Desk(real, ready.own.clock).teams() == ["Sea", "Hill", "Lake"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders there")
def test_a_pipe_is_not_waited_for(ready: Set) -> None:
    os.mkfifo(ready.folder / "pipe.wpm")
    with pytest.raises(Problem) as caught:
        ready.own.take(ready.folder / "pipe.wpm")
    assert caught.value.code == "handover.problem.no_pack"


@pytest.mark.soak
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount")
@pytest.mark.parametrize("size", ["1000k", "1200k", "1500k"])
def test_a_disk_that_is_full(ready: Set, size: str) -> None:
    disk = ready.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        own = Desk(disk / "team.sqlite", ready.own.clock)
        own.path.write_bytes(ready.own.path.read_bytes())
        before = own.path.read_bytes()
        with pytest.raises(Problem) as caught:
            own.take(ready.pack)
        assert caught.value.code in ("storage.problem.disk_full", "storage.problem.device")
        assert own.path.read_bytes() == before
        assert {path.name for path in disk.iterdir()} <= {"team.sqlite", "team.sqlite.lock", "team.sqlite.backups"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


# Texts being typed, and clocks that go back


def _with_draft(ready: Set, text: str) -> None:
    with ready.own.open() as workspace:
        workspace.change(lambda unit: type_text(unit, text))
        live = workspace.read(lambda reader: reader.find(Meeting, state=MeetingState.LIVE))
        for meeting in live:
            workspace.change(lambda unit, meeting=meeting: unit.delete(meeting))  # type: ignore[misc]


def test_a_text_typed_while_the_clock_was_set_back_is_never_given_up(ready: Set) -> None:
    """What went with a pack is known by identity and version, so that no clock can make a later text an older one."""
    ready.own.take(ready.pack)
    _with_draft(ready, "first")
    there = Desk(ready.folder / "there.sqlite", ready.own.clock)
    there.take(ready.own.pack(ready.folder / "3.wpm").path)
    there.write("Theirs")
    back = there.pack(ready.folder / "4.wpm").path
    ready.own.clock.now = ready.own.clock.now.replace(year=2020)
    with ready.own.open() as workspace:
        draft = workspace.read(lambda reader: reader.find(NoteDraft))[0]
        workspace.change(lambda unit: unit.draft(replace(draft, text="first and second")))
    assert ready.refused(back).code == "handover.problem.forked"


def test_a_text_that_was_handed_over_unchanged_gives_way_whatever_the_clock_says(ready: Set) -> None:
    ready.own.take(ready.pack)
    _with_draft(ready, "first")
    there = Desk(ready.folder / "there.sqlite", ready.own.clock)
    there.take(ready.own.pack(ready.folder / "3.wpm").path)
    with there.open() as workspace:
        workspace.change(lambda unit: unit.clear_draft("k"))
    there.write("Theirs")
    back = there.pack(ready.folder / "4.wpm").path
    ready.own.clock.now = ready.own.clock.now.replace(year=2020)
    assert ready.own.take(back).look.verdict is Verdict.REPLACED
