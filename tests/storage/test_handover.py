"""Packs and their opening between two machines: what is in them, what becomes of the files, who holds the pen."""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
from pathlib import Path

import pytest
from handover_files import DATA, MANIFEST, START, Desk, Ticking, entries, founded, sha256

from weeklypm.domain.handover import Handover, holder, on_its_way
from weeklypm.domain.people import Team
from weeklypm.storage import open_reader
from weeklypm.storage.handover import Verdict, look_into, take_pen_back
from weeklypm.storage.handover_file import unpack, write_pack


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def here(tmp_path: Path, clock: Ticking) -> Desk:
    return founded(tmp_path / "here.sqlite", clock, "Sea")


@pytest.fixture
def there(tmp_path: Path, clock: Ticking) -> Desk:
    (tmp_path / "there").mkdir()
    return Desk(tmp_path / "there" / "team.sqlite", clock)


def packs(desk: Desk) -> list[Handover]:
    with open_reader(desk.path, clock=desk.clock) as reader:
        return reader.read(lambda rows: rows.find(Handover, order_by=("number",)))


def test_a_pack_holds_a_manifest_and_a_copy_that_opens_anywhere(here: Desk, tmp_path: Path) -> None:
    made = here.pack(tmp_path / "x.wpm")
    parts = entries(made.path)
    assert list(parts) == [MANIFEST, DATA]
    assert parts[DATA][18:20] == b"\1\1", "the header asks for no write-ahead log"
    tree = json.loads(parts[MANIFEST])
    assert tree["handover"] | {"id": ""} == {
        "id": "",
        "number": 1,
        "packed_at": made.manifest.packed_at.isoformat(),
        "from": "Torii",
        "to": "Kasuga",
    }
    assert tree["revision"] == "0003"
    assert tree["rows"]["team"] == 1
    assert tree["log"]["operations"] == 2


def test_a_pack_tells_nothing_of_the_machine(here: Desk, tmp_path: Path) -> None:
    made = here.pack(tmp_path / "x.wpm")
    host = re.compile(rb"\b" + re.escape(socket.gethostname().encode()) + rb"\b")
    for part in entries(made.path).values():
        assert str(tmp_path).encode() not in part
        assert not host.search(part)
    with sqlite3.connect(":memory:") as copy:
        copy.deserialize(entries(made.path)[DATA])
        assert copy.execute("SELECT count(*) FROM meta").fetchone() == (0,)


def test_the_same_content_is_packed_to_the_same_bytes(tmp_path: Path) -> None:
    clock = Ticking()
    desk = founded(tmp_path / "a.sqlite", clock, "Sea")
    made = desk.pack(tmp_path / "x.wpm")
    unpack(made.path, tmp_path / "data")
    write_pack(tmp_path / "again.wpm", made.manifest, tmp_path / "data")
    assert (tmp_path / "again.wpm").read_bytes() == made.path.read_bytes()


def test_nothing_but_the_pack_is_left_beside_it(here: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    here.pack(out / "x.wpm")
    assert [path.name for path in out.iterdir()] == ["x.wpm"]


def test_opening_makes_the_file_where_there_is_none(here: Desk, there: Desk, tmp_path: Path) -> None:
    made = here.pack(tmp_path / "x.wpm")
    opened = there.take(made.path)
    assert (opened.look.verdict, opened.backup) == (Verdict.MADE, None)
    assert there.teams() == ["Sea"]
    assert there.check() == []


def test_opening_takes_the_place_of_an_older_file_and_keeps_it(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.take(here.pack(tmp_path / "1.wpm").path)
    there.write("Hill")
    back = there.pack(tmp_path / "2.wpm", to="Torii")
    opened = here.take(back.path)
    assert (opened.look.verdict, opened.look.fresh) == (Verdict.REPLACED, 1)
    assert here.teams() == ["Sea", "Hill"]
    assert here.check() == []
    assert opened.backup is not None
    assert "handover" in opened.backup.name
    with sqlite3.connect(opened.backup) as backup:
        assert backup.execute("SELECT name FROM team").fetchall() == [("Sea",)]


def test_each_machine_signs_what_it_writes(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.take(here.pack(tmp_path / "1.wpm").path)
    there.write("Hill")
    here.take(there.pack(tmp_path / "2.wpm").path)
    here.write("Lake")
    with sqlite3.connect(here.path) as connection:
        devices = connection.execute("SELECT device_id FROM operation ORDER BY counter").fetchall()
    assert devices[0] == devices[1] == devices[3]
    assert devices[2] != devices[0]


def test_the_pen_goes_with_the_pack_and_comes_with_its_opening(here: Desk, there: Desk, tmp_path: Path) -> None:
    made = here.pack(tmp_path / "1.wpm")
    assert on_its_way(packs(here)) == packs(here)[0]
    assert holder(packs(here)) == "Kasuga"
    there.take(made.path)
    assert on_its_way(packs(there)) is None
    assert holder(packs(there)) == "Kasuga"
    assert packs(there)[0].opened_at is not None
    assert packs(there)[0].packed_at == packs(here)[0].packed_at
    assert here.check() == there.check() == []


def test_the_record_has_the_same_values_in_both_files(here: Desk, there: Desk, tmp_path: Path) -> None:
    with sqlite3.connect(":memory:") as copy:
        copy.deserialize(entries(here.pack(tmp_path / "1.wpm").path)[DATA])
        packed = copy.execute("SELECT * FROM handover").fetchall()
    with sqlite3.connect(here.path) as own:
        assert own.execute("SELECT * FROM handover").fetchall() == packed


def test_the_first_change_takes_the_pen_back_and_tells_so_once(here: Desk, tmp_path: Path) -> None:
    here.pack(tmp_path / "1.wpm")
    heard: list[Handover] = []
    with here.open() as workspace:
        workspace.on_taken_back = heard.append
        workspace.change(lambda _unit: None)
        assert heard == []
        workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name="Hill")))
        workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name="Lake")))
    assert [row.number for row in heard] == [1]
    assert packs(here)[0].taken_back_at is not None
    assert holder(packs(here)) == "Torii"
    assert here.check() == []


def test_undoing_takes_the_pen_back_too(here: Desk, tmp_path: Path) -> None:
    heard: list[Handover] = []
    with here.open() as workspace:
        made = workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name="Hill")))
    here.pack(tmp_path / "1.wpm")
    with here.open() as workspace:
        workspace.on_taken_back = heard.append
        workspace.undo(made.changes.operation_id)
    assert len(heard) == 1


def test_a_change_that_fails_takes_no_pen(here: Desk, tmp_path: Path) -> None:
    here.pack(tmp_path / "1.wpm")

    def fail(unit: object) -> None:
        raise ValueError(unit)

    with here.open() as workspace, pytest.raises(ValueError, match="Unit"):
        workspace.change(fail)
    assert on_its_way(packs(here)) is not None


def test_the_pen_is_taken_back_by_hand(here: Desk, tmp_path: Path) -> None:
    here.pack(tmp_path / "1.wpm")
    with here.open() as workspace:
        assert take_pen_back(workspace) is not None
        assert take_pen_back(workspace) is None
    assert on_its_way(packs(here)) is None


def test_packing_again_ends_the_pack_before(here: Desk, tmp_path: Path) -> None:
    here.pack(tmp_path / "1.wpm")
    here.pack(tmp_path / "2.wpm", to="Ayame")
    first, second = packs(here)
    assert first.taken_back_at == second.packed_at
    assert on_its_way([first, second]) == second


def test_a_pack_that_led_nowhere_stays_in_the_record(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.take(here.pack(tmp_path / "1.wpm").path)
    lost = here.pack(tmp_path / "2.wpm", to="Ayame").manifest.handover_id
    there.write("Hill")
    here.take(there.pack(tmp_path / "2b.wpm").path)
    with open_reader(here.path, clock=here.clock) as reader:
        row = reader.read(lambda rows: rows.get(Handover, lost, include_deleted=True))
    assert row.to_name == "Ayame"
    assert row.settled
    assert on_its_way(packs(here)) is None
    assert here.check() == []


def test_that_the_pen_was_taken_back_is_not_forgotten(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.take(here.pack(tmp_path / "1.wpm").path)
    with here.open() as workspace:
        take_pen_back(workspace)
    there.write("Hill")
    here.take(there.pack(tmp_path / "2.wpm").path)
    first, second = packs(here)
    assert first.taken_back_at is not None
    assert first.opened_at is not None
    assert second.opened_at is not None


def test_the_pen_comes_back_without_a_single_change(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.take(here.pack(tmp_path / "1.wpm").path)
    opened = here.take(there.pack(tmp_path / "2.wpm", to="Torii").path)
    assert (opened.look.verdict, opened.look.fresh) == (Verdict.REPLACED, 0)
    assert holder(packs(here)) == "Torii"


def test_the_same_pack_twice_is_nothing_new(here: Desk, there: Desk, tmp_path: Path) -> None:
    made = here.pack(tmp_path / "1.wpm")
    there.take(made.path)
    there.write("Hill")
    before = sha256(there.path)
    opened = there.take(made.path)
    assert opened.look.verdict is Verdict.NOTHING_NEW
    assert sha256(there.path) == before


def test_a_look_changes_neither_and_works_beside_the_open_workspace(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.take(here.pack(tmp_path / "1.wpm").path)
    there.write("Hill")
    back = there.pack(tmp_path / "2.wpm").path
    before = sha256(here.path), sha256(back)
    look = look_into(back, here.path, here.clock)
    assert (look.verdict, look.fresh) == (Verdict.REPLACED, 1)
    assert (sha256(here.path), sha256(back)) == before
    with here.open() as workspace:
        assert look_into(back, here.path, here.clock) == look
        assert workspace.check() == []


def test_an_empty_file_gives_way(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.open().close()
    opened = there.take(here.pack(tmp_path / "1.wpm").path)
    assert opened.look.verdict is Verdict.MADE
    assert there.teams() == ["Sea"]


def test_a_file_that_awaits_its_log_is_read_with_it(here: Desk, there: Desk, tmp_path: Path) -> None:
    """A crash leaves changes in the write-ahead log; they count, and they are in the backup."""
    there.take(here.pack(tmp_path / "1.wpm").path)
    workspace = there.open()
    workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name="Hill")))
    for ending in ("", "-wal"):
        source = there.path.with_name(there.path.name + ending)
        (tmp_path / f"left.sqlite{ending}").write_bytes(source.read_bytes())
    back = there.clock
    workspace.close()
    left = Desk(tmp_path / "left.sqlite", back)
    there.write("Lake")
    opened = left.take(there.pack(tmp_path / "2.wpm").path)
    assert left.teams() == ["Sea", "Hill", "Lake"]
    assert opened.backup is not None
    with sqlite3.connect(opened.backup) as backup:
        assert len(backup.execute("SELECT * FROM team").fetchall()) == 2
    assert not left.path.with_name("left.sqlite-wal").exists()


@pytest.mark.skipif(os.name == "nt", reason="there are no permission bits there")
def test_the_new_file_may_be_read_by_whom_the_old_one_might(here: Desk, there: Desk, tmp_path: Path) -> None:
    there.take(here.pack(tmp_path / "1.wpm").path)
    there.path.chmod(0o600)
    here.write("Hill")
    there.take(here.pack(tmp_path / "2.wpm").path)
    assert there.path.stat().st_mode & 0o777 == 0o600


def test_instants_of_packs_are_the_clocks(here: Desk, tmp_path: Path) -> None:
    assert here.pack(tmp_path / "1.wpm").manifest.packed_at > START
