"""The sample is whole in both languages on any day, and its week is held to the last file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from services_desk import FORM

from weeklypm.domain.calendar import Workspace
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionItem, Decision
from weeklypm.domain.values import Language
from weeklypm.services import demo, setup
from weeklypm.services.clock import named_day
from weeklypm.services.week import this_week
from weeklypm.storage import open_reader, open_workspace


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("today", [date(2026, 9, 2), date(2026, 5, 6), date(2027, 1, 1), date(2024, 2, 29)])
def test_the_sample_is_whole_on_any_day(tmp_path: Path, language: Language, today: date) -> None:
    clock = named_day(today)
    path = demo.make_workspace(tmp_path / "sample.sqlite", clock, language)
    with open_reader(path, clock=clock) as workspace:
        held = workspace.read(lambda reader: reader.find(Meeting, state=MeetingState.CLOSED))
        week = workspace.read(this_week)
        assert workspace.check() == []
        assert workspace.read(lambda reader: reader.find(Workspace))[0].sample
    assert len(held) == 8
    assert all(meeting.held_on < today and meeting.held_on.weekday() == 2 for meeting in held)
    assert week.day >= today


@pytest.mark.parametrize("language", Language)
def test_the_week_is_held_and_its_files_are_written(tmp_path: Path, language: Language) -> None:
    clock = named_day(date(2026, 9, 2))
    result = demo.hold_week(None, tmp_path / "demo", clock, language, None)
    names = {path.name for path in result.files}
    assert {"notes.md", "notes.html", "timeline.png", "timeline.svg"} <= names
    assert all(path.stat().st_size > 500 for path in result.files)
    with open_reader(result.workspace, clock=clock) as workspace:
        decisions = workspace.read(lambda reader: reader.find(Decision))
        actions = workspace.read(lambda reader: reader.find(ActionItem))
    notes = (tmp_path / "demo" / "notes.md").read_text(encoding="utf-8")
    page = (tmp_path / "demo" / "notes.html").read_text(encoding="utf-8")
    of_today = [decision for decision in decisions if decision.text in notes]
    promised = [action for action in actions if action.text in notes and action.due and action.owner_id]
    assert len(of_today) == 2
    assert len(promised) == 2
    assert all(row.text in page for row in (*of_today, *promised))


def test_holding_it_again_makes_a_new_sample(tmp_path: Path) -> None:
    clock = named_day(date(2026, 9, 2))
    demo.hold_week(None, tmp_path, clock, Language.EN, None)
    demo.hold_week(None, tmp_path, clock, Language.JA, None)
    assert "決定" in (tmp_path / "notes.md").read_text(encoding="utf-8")


def test_a_workspace_that_is_no_sample_is_left_alone(tmp_path: Path) -> None:
    clock = named_day(date(2026, 9, 2))
    path = tmp_path / "team.sqlite"
    with open_workspace(path, clock=clock, create=True) as workspace:
        workspace.change(lambda unit: setup.create_workspace(unit, FORM))
    before = path.read_bytes()
    with pytest.raises(Problem, match="demo_place"):
        demo.make_workspace(path, clock, Language.EN)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(Problem, match="demo_folder"):
        demo.hold_week(None, tmp_path / "file" / "demo", named_day(date(2026, 9, 2)), Language.EN, None)
