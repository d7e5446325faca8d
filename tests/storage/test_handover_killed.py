"""A death at any moment of packing or opening leaves whole files, and the next attempt works."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from handover_files import Desk, Ticking, founded, killed_at, sha256
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from weeklypm.domain.errors import Problem
from weeklypm.storage import open_reader
from weeklypm.storage.handover import Verdict, look_into

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    clock = Ticking()
    here = founded(folder / "here.sqlite", clock, "Sea")
    there = Desk(folder / "there.sqlite", clock)
    there.take(here.pack(folder / "1.wpm").path)
    there.write("Hill")
    there.pack(folder / "2.wpm")
    return folder


def copied(made: Path, folder: Path) -> Desk:
    folder.mkdir(parents=True)
    return Desk(Path(shutil.copy(made / "here.sqlite", folder / "team.sqlite")), Ticking())


def last_step(made: Path, tmp_path: Path) -> int:
    """Return after how many deeds an opening is done, by doubling and halving."""
    low, high = 1, 2
    number = 0
    while killed_at_step(made, tmp_path / f"probe{number}", high):
        low, high, number = high, high * 2, number + 1
    while high - low > 1:
        number += 1
        middle = (low + high) // 2
        low, high = (middle, high) if killed_at_step(made, tmp_path / f"probe{number}", middle) else (low, middle)
    return low


def killed_at_step(made: Path, folder: Path, step: int) -> bool:
    own = copied(made, folder)
    return killed_at(lambda: own.take(made / "2.wpm"), step)


def test_a_death_while_opening_leaves_the_old_file_or_the_new_one(made: Path, tmp_path: Path) -> None:
    last = last_step(made, tmp_path)
    assert last > 30
    found = set()
    for step in sorted({*range(1, last, max(1, last // 8)), *range(last - 8, last + 1)}):
        own = copied(made, tmp_path / f"at{step}")
        assert killed_at(lambda own=own: own.take(made / "2.wpm"), step)  # type: ignore[misc]
        with open_reader(own.path, clock=own.clock) as reader:
            assert reader.check() == []
        found.add(tuple(own.teams()))
        opened = own.take(made / "2.wpm")
        assert opened.look.verdict in (Verdict.REPLACED, Verdict.NOTHING_NEW)
        assert own.teams() == ["Sea", "Hill"]
        assert not list(own.path.parent.glob(".handover-*")), "what the dead left is swept away"
    assert found == {("Sea",), ("Sea", "Hill")}


def test_a_death_while_packing_leaves_the_old_pack_or_a_whole_one(made: Path, tmp_path: Path) -> None:
    found = set()
    for step in (1, 5, 12, 20, 28, 36, 44, 60, 90, 400):
        own = copied(made, tmp_path / f"at{step}")
        target = tmp_path / f"at{step}" / "x.wpm"
        shutil.copy(made / "1.wpm", target)
        before = sha256(target)
        died = killed_at(lambda own=own, target=target: own.pack(target, force=True), step)  # type: ignore[misc]
        with own.open() as workspace:
            assert workspace.check() == []
        replaced = sha256(target) != before
        look_into(target, tmp_path / "none.sqlite", own.clock)
        found.add((died, replaced))
    assert (True, False) in found
    assert (False, True) in found


# The bits of a pack


@pytest.fixture(scope="module")
def reading(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, bytes, Path]:
    folder = tmp_path_factory.mktemp("flipped")
    own = copied(made, folder / "own")
    return own, (made / "2.wpm").read_bytes(), folder / "flipped.wpm"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(place=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255), times=st.integers(1, 3))
@example(place=0.0, bits=1, times=1)
def test_a_flipped_bit_never_gets_in(reading: tuple[Desk, bytes, Path], place: float, bits: int, times: int) -> None:
    """Only a flip that changes nothing of the content may pass, such as one in the zip's own dates."""
    own, whole, flipped = reading
    changed = bytearray(whole)
    for number in range(times):
        changed[(int(place * len(whole)) + number * 31) % len(whole)] ^= bits
    flipped.write_bytes(bytes(changed))
    before = sha256(own.path)
    try:
        look = look_into(flipped, own.path, own.clock)
    except Problem:
        assert sha256(own.path) == before
        with pytest.raises(Problem):
            own.take(flipped)
    else:
        original = flipped.with_name("original.wpm")
        original.write_bytes(whole)
        assert look == look_into(original, own.path, own.clock)
    assert sha256(own.path) == before


def test_the_tail_of_the_zip_bit_by_bit(reading: tuple[Desk, bytes, Path]) -> None:
    own, whole, flipped = reading
    before = sha256(own.path)
    passed = 0
    for place in range(len(whole) - 160, len(whole), 3):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        flipped.write_bytes(bytes(changed))
        try:
            passed += look_into(flipped, own.path, own.clock).verdict is Verdict.REPLACED
        except Problem:
            continue
    assert sha256(own.path) == before
    assert passed < 40, "most of the zip's list is looked at"
