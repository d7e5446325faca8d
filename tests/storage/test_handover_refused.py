"""Packs that are not opened: each told in one sentence, with the own file and the pack left to the byte."""

from __future__ import annotations

import json
import sqlite3
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from handover_files import (
    DATA,
    MANIFEST,
    Desk,
    Set,
    Ticking,
    entries,
    forged,
    founded,
    live_meeting,
    manifest_bytes,
    sha256,
    told,
    typed,
    zipped,
)

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.people import Team
from weeklypm.storage.handover import Verdict, open_pack


def test_the_pack_as_it_is_opens(ready: Set) -> None:
    assert ready.own.take(ready.pack).look.verdict is Verdict.REPLACED


@pytest.mark.parametrize("part", [0, 1, 100, 0.2, 0.5, 0.9, -1, -22])
def test_a_truncated_file(ready: Set, part: float) -> None:
    data = ready.pack.read_bytes()
    cut = int(len(data) * part) if isinstance(part, float) else part % len(data)
    ready.pack.write_bytes(data[:cut])
    assert ready.refused(ready.pack).code == "handover.problem.no_pack"


def test_a_file_that_is_no_pack(ready: Set) -> None:
    ready.pack.write_bytes(b"Minutes of the meeting\n" * 100)
    assert ready.refused(ready.pack).code == "handover.problem.no_pack"


def test_a_file_that_is_not_there(ready: Set) -> None:
    with pytest.raises(Problem) as caught:
        ready.own.take(ready.folder / "none.wpm")
    assert caught.value.code == "handover.problem.no_file"
    with pytest.raises(Problem) as caught:
        ready.own.take(ready.folder)
    assert caught.value.code == "handover.problem.no_pack"


@pytest.mark.parametrize("name", [MANIFEST, DATA])
def test_a_bit_of_an_entry_flipped(ready: Set, name: str) -> None:
    with zipfile.ZipFile(ready.pack) as file:
        entry = file.getinfo(name)
    data = bytearray(ready.pack.read_bytes())
    data[entry.header_offset + 30 + len(name) + entry.compress_size // 2] ^= 1
    ready.pack.write_bytes(bytes(data))
    assert ready.refused(ready.pack).code == "handover.problem.no_pack"


def test_data_changed_under_a_sound_zip(ready: Set) -> None:
    parts = entries(ready.pack)
    changed = bytearray(parts[DATA])
    changed[len(changed) // 2] ^= 1
    bad = zipped(ready.folder / "bad.wpm", parts | {DATA: bytes(changed)})
    assert ready.refused(bad).code == "handover.problem.changed"
    longer = zipped(ready.folder / "longer.wpm", parts | {DATA: parts[DATA] + b"\0"})
    assert ready.refused(longer).code == "handover.problem.changed"


def _patched(pack: Path, entry: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the numbers of an entry in the zip's own list."""
    data = bytearray(pack.read_bytes())
    at = data.rindex(b"PK\1\2", 0, data.rindex(entry.encode()))
    fields = {"flags": 8, "method": 10, "small": 20, "large": 24}
    told_values: dict[str, Any] = {}
    change(told_values)
    for name, value in told_values.items():
        width = 4 if name in ("small", "large") else 2
        data[at + fields[name] : at + fields[name] + width] = value.to_bytes(width, "little")
    pack.write_bytes(bytes(data))


def test_a_size_that_no_workspace_has(ready: Set) -> None:
    _patched(ready.pack, DATA, lambda told_values: told_values.update(large=2**31 + 1))
    assert ready.refused(ready.pack).code == "handover.problem.too_large"


def test_a_description_without_end(ready: Set) -> None:
    parts = entries(ready.pack)
    bad = zipped(ready.folder / "bad.wpm", {MANIFEST: parts[MANIFEST] + b" " * 100_000, DATA: parts[DATA]})
    assert ready.refused(bad).code == "handover.problem.too_large"


def test_a_bomb_of_noughts(ready: Set) -> None:
    parts = entries(ready.pack)
    with zipfile.ZipFile(ready.folder / "bomb.wpm", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        file.writestr(MANIFEST, parts[MANIFEST])
        with file.open(DATA, "w") as entry:
            for _ in range(64):
                entry.write(b"\0" * 2**20)
    begun = time.monotonic()
    assert ready.refused(ready.folder / "bomb.wpm").code == "handover.problem.too_large"
    assert time.monotonic() - begun < 2


def test_a_size_that_is_a_lie(ready: Set) -> None:
    _patched(ready.pack, DATA, lambda told_values: told_values.update(large=100))
    assert ready.refused(ready.pack).code in ("handover.problem.changed", "handover.problem.no_pack")


def test_an_entry_under_lock(ready: Set) -> None:
    _patched(ready.pack, DATA, lambda told_values: told_values.update(flags=1))
    assert ready.refused(ready.pack).code == "handover.problem.entries"


def test_an_entry_packed_in_a_way_of_its_own(ready: Set) -> None:
    _patched(ready.pack, DATA, lambda told_values: told_values.update(method=14))
    assert ready.refused(ready.pack).code == "handover.problem.entries"


@pytest.mark.parametrize(
    "names",
    [
        (MANIFEST, DATA, "readme.txt"),
        (MANIFEST,),
        (DATA,),
        (),
        (DATA, MANIFEST),
        (MANIFEST, "../../data.sqlite"),
        ("/manifest.json", DATA),
        (MANIFEST, "DATA.SQLITE"),
    ],
    ids=str,
)
def test_entries_other_than_the_two(ready: Set, names: tuple[str, ...]) -> None:
    parts = entries(ready.pack)
    strange = {name: parts.get(name.rpartition("/")[2], b"x") for name in names}
    assert ready.refused(zipped(ready.folder / "bad.wpm", strange)).code == "handover.problem.entries"
    assert not (ready.folder.parent / DATA).exists()


def test_an_entry_twice(ready: Set) -> None:
    parts = entries(ready.pack)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(ready.pack, "a") as file:
        file.writestr(DATA, parts[DATA])
    assert ready.refused(ready.pack).code == "handover.problem.entries"


def _without(*path: str) -> Callable[[dict[str, Any]], None]:
    def change(tree: dict[str, Any]) -> None:
        for key in path[:-1]:
            tree = tree[key]
        del tree[path[-1]]

    return change


def _with(value: object, *path: str) -> Callable[[dict[str, Any]], None]:
    def change(tree: dict[str, Any]) -> None:
        for key in path[:-1]:
            tree = tree[key]
        tree[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "tell",
    [
        _without("format"),
        _without("workspace", "id"),
        _without("log"),
        _with("1", "format"),
        _with([], "rows"),
        _with(True, "handover", "number"),
        _with(-1, "data", "size"),
        _with("0" * 63, "data", "sha256"),
        _with("2026-09-02T12:00:00", "handover", "packed_at"),
        _with("x" * 5000, "handover", "to"),
        _with("../0003", "revision"),
        _with("more", "surplus"),
    ],
)
def test_a_description_that_is_none(ready: Set, tell: Callable[[dict[str, Any]], None]) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", tell=tell)
    assert ready.refused(bad).code == "handover.problem.manifest"


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 60_000, b'{"format": 1}'])
def test_a_description_that_is_no_json_of_ours(ready: Set, text: bytes) -> None:
    bad = zipped(ready.folder / "bad.wpm", entries(ready.pack) | {MANIFEST: text})
    assert ready.refused(bad).code == "handover.problem.manifest"


@pytest.mark.parametrize(
    "tell",
    [
        _with("Somebody else", "handover", "to"),
        _with("Nobody", "handover", "from"),
        _with(7, "handover", "number"),
        _with("2026-09-03T12:00:00+00:00", "handover", "packed_at"),
        _with("Another Store", "workspace", "name"),
        _with(99, "rows", "team"),
        _with(99, "log", "changes"),
        _with(None, "log", "last_change"),
    ],
)
def test_a_description_of_something_else(ready: Set, tell: Callable[[dict[str, Any]], None]) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", tell=tell)
    assert ready.refused(bad).code == "handover.problem.differs"


def test_a_newer_revision(ready: Set) -> None:
    bad = forged(
        ready.pack,
        ready.folder / "bad.wpm",
        sql="UPDATE alembic_version SET version_num = '0099'",
        tell=_with("0099", "revision"),
    )
    assert ready.refused(bad).code == "handover.problem.newer"


def test_a_newer_form(ready: Set) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", tell=_with(2, "format"))
    assert ready.refused(bad).code == "handover.problem.newer_format"


def test_a_revision_that_the_data_do_not_have(ready: Set) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", sql="UPDATE alembic_version SET version_num = '0002'")
    assert ready.refused(bad).code == "handover.problem.differs"


HOSTILE = {
    "view decision": """
        DROP TABLE decision;
        CREATE VIEW decision AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          SELECT i AS id FROM n;""",
    "view alembic_version": """
        DROP TABLE alembic_version;
        CREATE VIEW alembic_version AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          SELECT i AS version_num FROM n WHERE i < 0;""",
    "trigger tidy": "CREATE TRIGGER tidy AFTER INSERT ON handover BEGIN DELETE FROM meeting; END",
    "index more": "CREATE INDEX more ON team(name)",
    "table more": "CREATE TABLE more (x)",
    "index ux_handover_number": "DROP INDEX ux_handover_number",
    "table team": "ALTER TABLE team ADD COLUMN more TEXT",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_schema_that_is_not_ours_is_refused_by_name_at_once(ready: Set, name: str) -> None:
    parts = entries(ready.pack)
    data = ready.folder / "data"
    data.write_bytes(parts[DATA])
    with sqlite3.connect(data, isolation_level=None) as connection:
        connection.executescript(HOSTILE[name])
    connection.close()
    tree = json.loads(parts[MANIFEST])
    tree["data"] = {"sha256": sha256(data), "size": data.stat().st_size}
    bad = zipped(ready.folder / "bad.wpm", {MANIFEST: manifest_bytes(tree), DATA: data.read_bytes()})
    begun = time.monotonic()
    problem = ready.refused(bad)
    assert problem.code == "handover.problem.schema"
    assert name in problem.message.get("names")
    assert time.monotonic() - begun < 4, "opened and looked at, each within two seconds"


@pytest.mark.parametrize("sql", ["UPDATE team SET name = 'Stolen'", "DELETE FROM team", "UPDATE series SET seed = 'x'"])
def test_rows_that_differ_from_their_log(ready: Set, sql: str) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", sql=sql)
    assert ready.refused(bad).code == "handover.problem.log"


def test_an_unlogged_change_of_a_row_is_named(ready: Set) -> None:
    bad = forged(ready.pack, ready.folder / "bad.wpm", sql="UPDATE team SET name = 'Stolen' WHERE name = 'Sea'")
    problem = ready.refused(bad)
    assert problem.code == "handover.problem.log"
    assert problem.message.get("detail").code == "storage.check.differs"


def test_damaged_pages_under_a_true_hash(ready: Set) -> None:
    parts = entries(ready.pack)
    data = ready.folder / "data"
    broken = bytearray(parts[DATA])
    for page in range(8, len(broken) // 4096, 5):
        broken[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    data.write_bytes(bytes(broken))
    tree = json.loads(parts[MANIFEST])
    tree["data"] = {"sha256": sha256(data), "size": data.stat().st_size}
    bad = zipped(ready.folder / "bad.wpm", {MANIFEST: manifest_bytes(tree), DATA: bytes(broken)})
    assert ready.refused(bad).code in ("handover.problem.damaged", "storage.problem.damaged")


def test_data_that_are_no_database(ready: Set) -> None:
    parts = entries(ready.pack)
    tree = json.loads(parts[MANIFEST])
    data = ready.folder / "data"
    data.write_bytes(b"text" * 5000)
    tree["data"] = {"sha256": sha256(data), "size": data.stat().st_size}
    bad = zipped(ready.folder / "bad.wpm", {MANIFEST: manifest_bytes(tree), DATA: data.read_bytes()})
    assert ready.refused(bad).code == "handover.problem.damaged"


def test_another_workspace(ready: Set) -> None:
    other = founded(ready.folder / "other.sqlite", Ticking(), "Elsewhere")
    problem = ready.refused(other.pack(ready.folder / "other.wpm").path)
    assert problem.code == "handover.problem.other_workspace"
    assert all("--workspace" in sentence for sentence in told(problem))


def test_changes_on_both_sides(ready: Set) -> None:
    ready.own.write("Mine")
    ready.own.write("Mine too")
    problem = ready.refused(ready.pack)
    assert problem.code == "handover.problem.forked"
    assert problem.message.get("n") == 2
    assert problem.message.get("since") is not None
    assert "2 changes" in told(problem)[0]


def test_one_change_cell_on_both_sides_counts_as_one(ready: Set) -> None:
    with ready.own.open() as workspace:
        workspace.change(lambda unit: unit.add_many([Team(**unit.stamp(), name=name) for name in "abc"]))
    assert ready.refused(ready.pack).message.get("n") == 1


def test_text_being_typed_here_counts_as_a_change(ready: Set) -> None:
    with ready.own.open() as workspace:
        workspace.change(lambda unit: typed(unit, "half a sentence"))
        workspace.change(lambda unit: unit.delete(unit.find(Meeting)[0]))
    problem = ready.refused(ready.pack)
    assert (problem.code, problem.message.get("n")) == ("handover.problem.forked", 3)


def test_text_that_was_handed_over_is_no_change_when_it_became_a_note_there(ready: Set, tmp_path: Path) -> None:
    ready.own.take(ready.pack)
    with ready.own.open() as workspace:
        workspace.change(lambda unit: typed(unit, "half a sentence"))
        workspace.change(lambda unit: unit.delete(unit.find(Meeting)[0]))
    there = Desk(tmp_path / "there.sqlite", ready.own.clock)
    there.take(ready.own.pack(ready.folder / "3.wpm").path)
    with there.open() as workspace:
        workspace.change(lambda unit: unit.clear_draft("k"))
    there.write("A note")
    assert ready.own.take(there.pack(ready.folder / "4.wpm").path).look.verdict is Verdict.REPLACED


def test_an_older_pack(ready: Set) -> None:
    old = ready.own.pack(ready.folder / "old.wpm").path
    ready.own.pack(ready.folder / "new.wpm")
    assert ready.refused(old).code == "handover.problem.older_pack"


def test_an_own_file_that_went_on_knows_all_of_the_pack(ready: Set) -> None:
    ready.own.take(ready.pack)
    ready.own.write("More")
    before = sha256(ready.own.path)
    assert ready.own.take(ready.pack).look.verdict is Verdict.NOTHING_NEW
    assert sha256(ready.own.path) == before


def test_a_running_meeting(ready: Set) -> None:
    with ready.own.open() as workspace:
        workspace.change(live_meeting)
    assert ready.refused(ready.pack).code == "handover.problem.live"


def test_a_damaged_own_file_is_not_given_up(ready: Set) -> None:
    broken = bytearray(ready.own.path.read_bytes())
    for page in range(8, len(broken) // 4096, 5):
        broken[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    ready.own.path.write_bytes(bytes(broken))
    assert ready.refused(ready.pack).code == "storage.problem.damaged"


def test_an_own_file_of_a_newer_program(ready: Set) -> None:
    with sqlite3.connect(ready.own.path, isolation_level=None) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()
    assert ready.refused(ready.pack).code == "storage.problem.newer"


def test_a_file_with_a_log_beside_it_is_left_with_it(ready: Set) -> None:
    workspace = ready.own.open()
    workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name="Mine")))
    left = ready.folder / "own" / "left.sqlite"
    for ending in ("", "-wal"):
        left.with_name(left.name + ending).write_bytes(Path(f"{ready.own.path}{ending}").read_bytes())
    workspace.close()
    log = left.with_name(left.name + "-wal")
    before = sha256(left), sha256(log)
    with pytest.raises(Problem) as caught:
        open_pack(ready.pack, left, ready.own.clock)
    assert caught.value.code == "handover.problem.forked"
    assert (sha256(left), sha256(log)) == before
