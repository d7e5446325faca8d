"""The agenda on the command line: what is on and why, and ten years of it without a workspace."""

from __future__ import annotations

import time

import pytest
from cli_desk import Terminal, one_sentence, written

from weeklypm.domain.schedule import scheduled_dates
from weeklypm.services.holidays import public_holidays
from weeklypm.services.simulation import BEGIN, series

INTERVALS = {"dashboard_review": 6, "re_read": 26, "role_play": 52, "question": 12}


def test_the_agenda_is_shown_with_clock_times_and_reasons(terminal: Terminal) -> None:
    said = terminal("agenda", "show", "--json")
    tree = said.tree
    assert (said.status, tree["date"], tree["held"], tree["planned"], tree["overrun"]) == (0, "2026-09-02", True, 30, 0)
    assert [line["at"] for line in tree["lines"]] == ["16:00", "16:02", "16:05", "16:22", "16:26", "16:29"]
    (main,) = (line for line in tree["lines"] if line["segment"] == "main")
    assert (main["kind"], main["title"], main["minutes"]) == ("incident_talk", "Search slow at lunchtime", 17)
    assert main["presenter"] == "Torii"
    assert main["not_chosen"][0].startswith("“Lunch menu in the help headings”")
    assert sum(box["minutes"] for box in main["boxes"]) == 17
    assert all(line["why"] for line in tree["lines"])


def test_the_agenda_reads_as_text_in_both_languages(terminal: Terminal) -> None:
    lines = terminal("agenda", "show").out.splitlines()
    assert lines[0] == "Agenda of Wed 2 Sep, 30 of 30 min"
    assert "16:05  17 min  Search slow at lunchtime (Incident talk)" in lines
    assert any(line.strip().startswith("not now: “Lunch menu") for line in lines)
    assert "17分  Search slow at lunchtime（障害共有）" in terminal("agenda", "show", lang="ja").out


def test_another_day_and_a_holiday(terminal: Terminal) -> None:
    assert terminal("agenda", "show", "--day", "2026-09-03", "--json").tree["date"] == "2026-09-09"
    holiday = terminal("agenda", "show", "--day", "2026-09-23", "--json").tree
    assert (holiday["held"], holiday["lines"], bool(holiday["reason"])) == (False, [], True)
    assert "not held" in terminal("agenda", "show", "--day", "2026-09-23").out


def test_no_workspace_is_one_sentence(nowhere: Terminal) -> None:
    assert one_sentence(nowhere("agenda", "show"), 1)


def test_a_day_that_is_none_is_one_sentence_and_showing_writes_nothing(terminal: Terminal) -> None:
    assert one_sentence(terminal("agenda", "show", "--day", "soon"), 2)
    before = written(terminal.workspace.parent)
    terminal("agenda", "show")
    assert written(terminal.workspace.parent) == before


def test_ten_years_are_never_empty_and_keep_the_intervals(nowhere: Terminal) -> None:
    began = time.perf_counter()
    said = nowhere.bare("agenda", "simulate", "--weeks", "520", "--json")
    took = time.perf_counter() - began
    full, nothing = said.tree["runs"]
    assert (said.status, said.err) == (0, "")
    for run in (full, nothing):
        assert set(run) == {"weeks", "held", "empty", "kinds", "shortest_repeat", "question_while_other_due"}
        assert (run["weeks"], run["empty"], run["question_while_other_due"]) == (520, 0, 0)
        assert all(weeks >= INTERVALS[kind] for kind, weeks in run["shortest_repeat"].items())
        assert sum(run["kinds"].values()) >= run["held"]
    assert set(full["kinds"]) == {"open_topic", "dashboard_review", "re_read", "role_play"}
    assert set(full["shortest_repeat"]) == {"dashboard_review", "re_read", "role_play"}
    assert 520 * 0.3 * 0.8 < full["kinds"]["open_topic"] < 520 * 0.3 * 1.2
    assert nothing["kinds"] == {"question": nothing["held"]}
    assert took < 20


def test_holidays_are_not_held(nowhere: Terminal) -> None:
    days = scheduled_dates(series(), BEGIN, count=104)
    off = public_holidays("JP", range(BEGIN.year, days[-1].year + 1), series().language)
    runs = nowhere.bare("agenda", "simulate", "--weeks", "104", "--json").tree["runs"]
    assert {run["held"] for run in runs} == {sum(day not in off for day in days)}
    assert runs[0]["held"] < 104


def test_the_same_weeks_give_the_same_figures(nowhere: Terminal) -> None:
    first, again = (nowhere.bare("agenda", "simulate", "--weeks", "60", "--json").out for _ in range(2))
    assert first == again


def test_the_figures_read_as_text_in_both_languages(nowhere: Terminal) -> None:
    english = nowhere.bare("--lang", "en", "agenda", "simulate", "--weeks", "60").out
    assert english.startswith(
        "With 6 dashboards, 12 past postmortems, 3 role-plays and 0.3 topics a week\n  60 weeks, "
    )
    assert "With nothing at all" in english
    assert "何もない場合" in nowhere.bare("--lang", "ja", "agenda", "simulate", "--weeks", "60").out


@pytest.mark.parametrize("weeks", ["0", "-1", "5201", "many"])
def test_weeks_that_cannot_be_are_one_sentence(nowhere: Terminal, weeks: str) -> None:
    assert one_sentence(nowhere.bare("--lang", "en", "agenda", "simulate", f"--weeks={weeks}"), 2)


def test_one_simulated_week_is_counted_in_the_singular(nowhere: Terminal) -> None:
    said = nowhere.bare("--lang", "en", "agenda", "simulate", "--weeks", "1").out
    assert "  1 week, meetings held: 1, of them empty: 0" in said.splitlines()
