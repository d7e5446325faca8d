"""What is proposed for handing over: from whom, to whom, and a name that every file system takes."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_desk import NOW, open_bench

from weeklypm.domain.errors import Problem
from weeklypm.services import handover, meetings
from weeklypm.services.clock import HandClock
from weeklypm.services.week import this_week
from weeklypm.storage import open_workspace

DAY = date(2026, 9, 2)


def test_whoever_leads_next_is_proposed_and_nobody_is_the_giver_of_a_first_pack(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    offer = bench.read(handover.offer)
    week = bench.read(this_week)
    assert week.facilitator is not None
    assert (offer.from_name, offer.to_name) == ("", week.facilitator.person.name)
    bench.workspace.close()


def test_after_a_meeting_its_leader_gives_to_the_next(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    week = bench.read(this_week)
    meeting = bench.change(meetings.start_meeting)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    offer = bench.read(handover.offer)
    assert week.facilitator is not None
    assert week.next_facilitator is not None
    assert (offer.from_name, offer.to_name) == (week.facilitator.person.name, week.next_facilitator.person.name)
    bench.workspace.close()


def test_who_holds_the_pen_gives_it(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    handover.pack(bench.workspace, tmp_path / "x.wpm", "Kasuga")
    bench.workspace.close()
    handover.open_file(tmp_path / "x.wpm", tmp_path / "there.sqlite", bench.clock)
    with open_workspace(tmp_path / "there.sqlite", clock=bench.clock) as there:
        offer = there.read(handover.offer)
        assert offer.from_name == "Kasuga"
        assert offer.to_name != "Kasuga"
        assert there.read(handover.pen).name == "Kasuga"


def test_before_the_first_week_there_is_nothing_to_hand_over(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "new.sqlite", clock=HandClock(NOW), create=True) as workspace:
        with pytest.raises(Problem) as caught:
            workspace.read(handover.offer)
        assert caught.value.code == "handover.problem.empty"


@pytest.mark.parametrize(
    ("workspace", "name"),
    [
        ("Hinoki Store", "hinoki-store-2026-09-02.wpm"),
        ("ひのきストア", "ひのきストア-2026-09-02.wpm"),
        ("../../etc/passwd", "etc-passwd-2026-09-02.wpm"),
        ('A/B: "C" <d> | e?*', "a-b-c-d-e-2026-09-02.wpm"),
        ("…", "weeklypm-2026-09-02.wpm"),
    ],
)
def test_names_of_files(workspace: str, name: str) -> None:
    assert handover.file_name(workspace, DAY) == name


@given(st.text(max_size=300))
def test_every_name_is_safe(workspace: str) -> None:
    name = handover.file_name(workspace, DAY)
    assert len(name.encode()) <= handover.MOST_BYTES
    assert name.endswith("-2026-09-02.wpm")
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name[0] not in ".-_"
    assert unicodedata.category(name[0])[0] in "LMN"
