"""Backups are whole, tested, signed, thinned out with age, and made once a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_examples import NOON, HandClock, team

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Team
from weeklypm.storage import Workspace, open_reader, open_workspace
from weeklypm.storage.backup import (
    ALL_OF,
    DAYS,
    MONTHS,
    WEEKS,
    backup_folder,
    backups,
    digest,
    is_whole,
    kept,
    thin_out,
)

DAY = timedelta(days=1)


def test_a_backup_is_a_workspace_with_all_that_was_saved(workspace: Workspace) -> None:
    workspace.change(team)
    made = workspace.backup("Meeting end!")
    assert made.name == "20261124T120003-meeting-end.sqlite"
    assert made.parent == backup_folder(workspace.path)
    workspace.change(team)
    with open_reader(made, clock=HandClock()) as reader:
        assert reader.read(lambda unit: unit.count(Team)) == 1
        assert reader.check() == []


def test_a_backup_is_signed_and_damage_shows(workspace: Workspace) -> None:
    made = workspace.backup("test")
    assert is_whole(made)
    assert made.with_suffix(".sha256").read_text("utf-8") == f"{digest(made)}  {made.name}\n"
    data = bytearray(made.read_bytes())
    data[-1] ^= 1
    made.write_bytes(data)
    assert not is_whole(made)
    made.with_suffix(".sha256").unlink()
    assert not is_whole(made)


def test_two_backups_of_one_second_are_two_files(workspace: Workspace, clock: HandClock) -> None:
    first = workspace.backup("test")
    clock.now -= timedelta(seconds=1)
    second = workspace.backup("test")
    assert first != second
    assert len(backups(workspace.path)) == 2
    assert not list(backup_folder(workspace.path).glob("*.making"))


def test_opening_makes_one_backup_a_day(path: Path, clock: HandClock) -> None:
    def opened() -> int:
        with open_workspace(path, clock=clock, create=True) as workspace:
            assert workspace.notices == []
        return len(backups(path))

    assert [opened(), opened(), opened()] == [0, 1, 1]
    clock.now += DAY
    assert opened() == 2
    clock.now -= 30 * DAY
    assert opened() == 3


def test_a_backup_into_a_full_disk_leaves_nothing_half(workspace: Workspace) -> None:
    backup_folder(workspace.path).write_text("a file in the way")
    with pytest.raises(Problem):
        workspace.backup("test")
    backup_folder(workspace.path).unlink()
    workspace.backup("test")


def test_thinning_keeps_days_weeks_and_months() -> None:
    taken = [NOON - hours * timedelta(hours=6) for hours in range(4 * 500)]
    stay = sorted(kept(taken, NOON))
    recent = [when for when in stay if NOON - when < ALL_OF]
    assert len(recent) == 8
    older = [when for when in stay if NOON - when >= ALL_OF]
    days = {when.date() for when in older}
    assert len(days) == len(older)
    assert {(NOON - n * DAY).date() for n in range(3, 3 + DAYS - 1)} <= days
    assert len({when.isocalendar()[:2] for when in older}) >= WEEKS
    assert len({(when.year, when.month) for when in older}) == MONTHS
    assert len(older) <= DAYS + WEEKS + MONTHS


@given(st.lists(st.datetimes(datetime(2025, 1, 1), datetime(2026, 11, 24), timezones=st.just(UTC)), max_size=60))  # noqa: DTZ001
def test_thinning_keeps_the_newest_and_is_stable(taken: list[datetime]) -> None:
    stay = kept(taken, NOON)
    assert stay <= frozenset(taken)
    assert not taken or max(taken) in stay
    assert kept(stay, NOON) == stay


def test_thinning_removes_files_with_their_signatures_and_no_others(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for number in range(100):
        stem = f"{NOON - number * DAY:%Y%m%dT%H%M%S}-daily"
        for ending in (".sqlite", ".sha256"):
            (folder / f"{stem}{ending}").write_text("")
    (folder / "mine.sqlite").write_text("")
    thin_out(folder, NOON)
    left = {file.name for file in folder.iterdir()}
    assert "mine.sqlite" in left
    assert len(left) == 1 + 2 * len([name for name in left if name.endswith("daily.sqlite")])
    assert 20 < len(left) < 70
