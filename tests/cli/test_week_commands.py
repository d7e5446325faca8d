"""The commands about the week: the brief, the demonstration, the check."""

from __future__ import annotations

import sqlite3
from datetime import time
from pathlib import Path

import pytest
from cli_desk import TODAY, Terminal, one_sentence, written

from weeklypm.domain.values import Language
from weeklypm.services.clock import named_day
from weeklypm.services.options import read_day
from weeklypm.services.setup import SeriesForm, create_workspace
from weeklypm.storage import open_workspace

DUE = {"text", "owner", "team", "due", "priority", "state"}
LINE = {"kind", "title", "minutes", "why", "presenter"}


def test_the_brief_has_its_agreed_shape(terminal: Terminal) -> None:
    told = terminal("brief", "--json").tree
    assert list(told) == ["date", "held", "reason", "facilitator", "co_facilitator", "agenda", "actions_due", "next"]
    assert (told["date"], told["held"], told["reason"]) == ("2026-09-02", True, None)
    assert set(told["facilitator"]) == {"name", "why"}
    assert all(told["facilitator"].values())
    assert set(told["next"]) == {"date", "facilitator"}
    assert told["next"]["date"] > told["date"]
    assert all(set(line) == LINE and line["title"] and line["why"] and line["minutes"] > 0 for line in told["agenda"])
    assert all(set(action) == DUE for action in told["actions_due"])
    assert told["actions_due"]


def test_the_agenda_lists_all_segments_in_order_and_fills_the_meeting(terminal: Terminal) -> None:
    agenda = terminal("brief", "--json").tree["agenda"]
    kinds = [line["kind"] for line in agenda]
    assert kinds[:2] == ["open", "actions"]
    assert kinds[-3:] == ["learning", "read_back", "close"]
    assert "incident_talk" in kinds[2:-3]
    assert sum(line["minutes"] for line in agenda) <= 30


def test_the_brief_names_the_first_date_on_or_after_today(terminal: Terminal) -> None:
    dates = [terminal("brief", "--json", today=day).tree["date"] for day in ("2026-09-02", "2026-09-03", "2026-09-10")]
    assert dates == ["2026-09-02", "2026-09-09", "2026-09-16"]


def test_a_holiday_is_not_held_and_says_why(terminal: Terminal) -> None:
    told = terminal("brief", "--json", today="2026-09-17").tree
    assert (told["date"], told["held"], told["agenda"]) == ("2026-09-23", False, [])
    assert told["reason"]


def test_the_brief_in_words_names_who_leads_and_what_is_due(terminal: Terminal) -> None:
    told = terminal("brief", "--json").tree
    said = terminal("brief").out
    assert told["facilitator"]["name"] in said
    assert all(line["title"] in said and line["why"] in said for line in told["agenda"])
    assert all(action["text"] in said for action in told["actions_due"])


def test_the_brief_speaks_japanese(terminal: Terminal) -> None:
    said = terminal("brief", lang="ja").out
    assert "9月2日" in said
    assert "進行" in said


def test_the_demo_makes_a_sample_and_makes_it_anew(nowhere: Terminal) -> None:
    first, second = nowhere("demo"), nowhere("demo", lang="ja")
    assert (first.status, second.status) == (0, 0)
    assert str(nowhere.workspace) in first.out
    assert nowhere("check").status == 0
    assert nowhere("brief", "--json").tree["held"]


def test_the_demo_does_not_touch_a_workspace_of_somebody(nowhere: Terminal) -> None:
    form = SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
    with open_workspace(nowhere.workspace, clock=named_day(read_day(TODAY)), create=True) as workspace:
        workspace.change(lambda unit: create_workspace(unit, form, "Hinoki", "A: Minase, Torii"))
    before = written(nowhere.workspace.parent)
    assert "--workspace" in one_sentence(nowhere("demo"), 1)
    after = written(nowhere.workspace.parent)
    assert {name: after[name] for name in before} == before


def test_the_demo_holds_the_week_into_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bare = Terminal(capsys, tmp_path / "unused")
    said = bare.bare("--lang", "en", "--today", TODAY, "demo", "--out", tmp_path / "demo")
    assert said.status == 0, said.err
    names = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"notes.md", "notes.html", "timeline.png", "timeline.svg"} <= names
    assert all(name in said.out for name in ("notes.md", "notes.html", "timeline.png", "timeline.svg"))


def test_the_demo_names_a_folder_that_cannot_be_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    bare = Terminal(capsys, tmp_path / "unused")
    said = bare.bare("--lang", "en", "demo", "--out", tmp_path / "file" / "demo")
    assert "another folder" in one_sentence(said, 1)
    assert list(written(tmp_path)) == ["file"]


def test_a_whole_workspace_passes_the_check(terminal: Terminal) -> None:
    assert (terminal("check").status, terminal("check", "--json").tree["problems"]) == (0, [])


def test_pages_that_are_torn_fail_the_check(terminal: Terminal) -> None:
    data = bytearray(terminal.workspace.read_bytes())
    for page in range(20, len(data) // 4096, 3):
        data[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
    terminal.workspace.write_bytes(bytes(data))
    said = terminal("check")
    assert said.status == 1
    assert said.out == ""
    assert "damaged" in said.err
    assert terminal.workspace.read_bytes() == bytes(data)


def test_a_row_changed_behind_the_log_fails_the_check(terminal: Terminal) -> None:
    with sqlite3.connect(terminal.workspace) as raw:
        raw.execute("UPDATE incident SET title = 'Another title' WHERE title = 'Search slow at lunchtime'")
    raw.close()
    said = terminal("check")
    assert "differs from the change log" in one_sentence(said, 1)
    told = terminal("check", "--json")
    assert (told.status, told.tree["ok"], len(told.tree["problems"])) == (1, False, 1)
