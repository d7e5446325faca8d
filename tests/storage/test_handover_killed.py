"""A death at any moment of packing or opening leaves whole files, and the next attempt works."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from handover_files import Desk, Ticking, founded, killed_at, sha256, steps_of
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
    """Return after how many deeds an opening is done."""
    own = copied(made, tmp_path / "counted")
    return steps_of(lambda: own.take(made / "2.wpm"))


def killed_opening(made: Path, folder: Path, step: int) -> str:
    """Let an opening die at a step, look at what is left, open again, and return the teams found in between."""
    own = copied(made, folder)
    assert killed_at(lambda: own.take(made / "2.wpm"), step)
    with open_reader(own.path, clock=own.clock) as reader:
        assert reader.check() == []
    found = " ".join(own.teams())
    assert own.take(made / "2.wpm").look.verdict in (Verdict.REPLACED, Verdict.NOTHING_NEW)
    assert own.teams() == ["Sea", "Hill"]
    assert not list(own.path.parent.glob(".handover-*")), "what the dead left is swept away"
    return found


def test_a_death_while_opening_leaves_the_old_file_or_the_new_one(made: Path, tmp_path: Path) -> None:
    last = last_step(made, tmp_path)
    assert last > 30
    steps = {1, last // 2, last - 8, last - 4, last - 2, last - 1, last}
    assert {killed_opening(made, tmp_path / f"at{step}", step) for step in steps} == {"Sea", "Sea Hill"}


@pytest.mark.soak
def test_a_death_at_every_moment_of_opening(made: Path, tmp_path: Path) -> None:
    last = last_step(made, tmp_path)
    found = [killed_opening(made, tmp_path / f"at{step}", step) for step in range(1, last + 1)]
    assert set(found) == {"Sea", "Sea Hill"}


def killed_packing(made: Path, folder: Path, step: int) -> tuple[bool, bool]:
    """Let a packing die at a step; return whether it did, and whether the older pack had given way."""
    own, target = copied(made, folder), folder / "x.wpm"
    shutil.copy(made / "1.wpm", target)
    before = sha256(target)
    died = killed_at(lambda: own.pack(target, force=True), step)
    with own.open() as workspace:
        assert workspace.check() == []
    look_into(target, folder / "none.sqlite", own.clock)
    return died, sha256(target) != before


@pytest.mark.parametrize(
    "steps",
    [(1, 20, 44, 400), pytest.param((*range(1, 120, 3), 400), marks=pytest.mark.soak)],
    ids=["some", "all"],
)
def test_a_death_while_packing_leaves_the_old_pack_or_a_whole_one(
    made: Path, tmp_path: Path, steps: tuple[int, ...]
) -> None:
    found = {killed_packing(made, tmp_path / f"at{step}", step) for step in steps}
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
    for place in range(len(whole) - 160, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        flipped.write_bytes(bytes(changed))
        try:
            passed += look_into(flipped, own.path, own.clock).verdict is Verdict.REPLACED
        except Problem:
            continue
    assert sha256(own.path) == before
    assert passed < 18, "most of the zip's list is looked at"
