"""``people ...``: what is said of people and teams, what each command changes, and wrong words that change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cli_desk import Terminal, one_sentence, written

from weeklypm.cli.main import run


def person(terminal: Terminal, name: str) -> dict[str, Any]:
    rows = terminal("people", "list", "--all", "--json").tree["people"]
    return next(row for row in rows if row["name"] == name)


def teams(terminal: Terminal) -> dict[str | None, dict[str, Any]]:
    return {row["name"]: row for row in terminal("people", "team", "list", "--json").tree["teams"]}


def test_people_are_listed_with_what_they_owe(terminal: Terminal) -> None:
    tree = terminal("people", "list", "--json").tree
    assert (tree["date"], tree["year"], len(tree["people"])) == ("2026-09-02", 2026, 10)
    first = tree["people"][0]
    assert first["name"] == "Minase"
    assert first["debt"].count("/") == 1
    assert first["debt_turns"] == pytest.approx(0.9, abs=0.1)
    assert {"team", "opted_in", "joined", "left", "share", "zone", "hours", "days", "turns", "shadowed"} <= first.keys()
    said = terminal("people", "list").out.splitlines()
    assert said[0] == "10 people, 3 teams"
    assert "Minase" in said[1]
    assert "leads on 2 September" in said[1]
    assert terminal("people", "list", lang="ja").out.splitlines()[0] == "10人・3チーム"


def test_somebody_is_added_changed_and_told(terminal: Terminal) -> None:
    words = ["--team", "search", "--joined", "2026-08-01", "--share", "50%", "--zone", "Europe/Berlin"]
    words += ["--hours", "22:00-6:00", "--days", "Mon-Thu", "--turns", "no", "--also", "@aoi", "--also", "ao"]
    said = terminal("people", "add", "Aoi Sato", *words, "--json")
    assert said.status == 0, said.err
    row = said.tree["people"][0]
    assert (row["name"], row["team"], row["joined"], row["share"]) == ("Aoi Sato", "Search", "2026-08-01", 50)
    assert (row["zone"], row["hours"], row["days"]) == ("Europe/Berlin", ["22:00", "06:00"], [0, 1, 2, 3])
    assert (row["opted_in"], row["standing"], row["also"]) == (False, "opted_out", ["aoi", "ao"])
    terminal(
        "people", "edit", "AO", "--name", "Aoi", "--team", "none", "--zone", "none", "--hours", "none", "--also", "none"
    )
    row = person(terminal, "Aoi")
    assert (row["team"], row["zone"], row["hours"], row["also"], row["share"]) == (None, None, None, [], 50)
    assert terminal("people", "edit", "Aoi", "--turns", "yes").status == 0
    assert person(terminal, "Aoi")["opted_in"]


def test_days_away_are_registered_and_ended(terminal: Terminal) -> None:
    assert "away 1 October–9 October" in terminal("people", "away", "Minase", "2026-10-01", "2026-10-09").out
    assert person(terminal, "Minase")["away"] == [{"from": "2026-10-01", "to": "2026-10-09"}]
    terminal("people", "back", "Minase", "2026-10-05")
    assert person(terminal, "Minase")["away"] == [{"from": "2026-10-01", "to": "2026-10-04"}]
    assert "不在" in terminal("people", "away", "Minase", "2026-11-01", "2026-11-02", lang="ja").out


def test_whoever_is_away_leads_no_date_of_these_days(terminal: Terminal) -> None:
    day = person(terminal, "Kasuga")["next"]["date"]
    terminal("people", "away", "Kasuga", day, day)
    turn = person(terminal, "Kasuga")["next"]
    assert turn is None or turn["date"] != day


def test_people_leave_and_come_back(terminal: Terminal) -> None:
    assert (
        terminal("people", "leave", "Kasuga", "--on", "2026-09-30", "--json").tree["people"][0]["left"] == "2026-09-30"
    )
    assert "leaves on 30 September 2026" in terminal("people", "list").out
    later = terminal("people", "list", today="2026-10-01")
    assert "Kasuga" not in later.out
    assert "left on 30 September 2026" in terminal("people", "list", "--all", today="2026-10-01").out
    terminal("people", "back", "Kasuga", "2026-10-10")
    assert person(terminal, "Kasuga")["left"] is None
    assert person(terminal, "Kasuga")["away"] == [{"from": "2026-10-01", "to": "2026-10-09"}]


def test_turns_are_left_and_joined(terminal: Terminal) -> None:
    assert terminal("people", "leave-turns", "Kasuga", "--json").tree["people"][0]["standing"] == "opted_out"
    assert terminal("people", "join-turns", "Kasuga", "--json").tree["people"][0]["standing"] == "member"


def test_teams_are_added_renamed_ended_and_brought_back(terminal: Terminal) -> None:
    assert "Team Data added" in terminal("people", "team", "add", "Data").out
    terminal("people", "team", "rename", "data", "Data 2")
    assert teams(terminal)["Data 2"]["people"] == 0
    terminal("people", "team", "end", "Data 2", "--on", "2026-09-01")
    assert teams(terminal)["Data 2"] == {"name": "Data 2", "ended": "2026-09-01"}
    assert "ended on 1 September 2026" in terminal("people", "team", "list").out
    assert terminal("people", "team", "back", "Data 2").status == 0
    assert teams(terminal)["Data 2"]["ended"] is None


def test_turns_are_shared_by_team_or_by_person(terminal: Terminal) -> None:
    tree = terminal("people", "share", "team", "--json").tree
    assert tree["equal_by"] == "team"
    per_year = {row["name"]: row["per_year"]["by_team"] for row in tree["teams"]}
    assert len(set(per_year.values())) == 2
    assert "equally by person" in terminal("people", "share", "person").out


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_list_is_seen_then_taken(terminal: Terminal, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text("氏名,チーム,割合,血液型\n雨宮,データ,50,A\nMinase,Web,,B\nTorii,,,\n", encoding="utf-8")
    before = written(terminal.workspace.parent)
    tree = terminal("people", "import", path, "--preview", "--json", lang=lang).tree
    assert written(terminal.workspace.parent) == before
    assert (tree["taken"], tree["unknown"], tree["teams"]) == (False, ["血液型"], ["データ"])
    assert tree["new"] == [{"line": 2, "name": "雨宮", "team": "データ"}]
    assert tree["changed"][0]["changes"] == [{"field": "team", "old": "Search", "new": "Web"}]
    assert tree["same"] == [{"line": 4, "name": "Torii"}]
    assert "雨宮" in terminal("people", "import", path, "--preview", lang=lang).out
    assert terminal("people", "import", path, lang=lang).status == 0
    assert (person(terminal, "雨宮")["share"], person(terminal, "Minase")["team"]) == (50, "Web")
    again = terminal("people", "import", path, "--json", lang=lang).tree
    assert (again["taken"], again["new"], again["changed"], len(again["same"])) == (True, [], [], 3)


def test_a_preview_names_refused_lines_and_nothing_of_the_list_is_taken(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,zone\nAoi,\nKayano 2,Tokyo\n", encoding="utf-8")
    said = terminal("people", "import", path, "--preview")
    assert said.status == 0
    assert "Line 3 refused: “Tokyo” is no time zone; did you mean Asia/Tokyo?" in said.out
    assert "line 3" in one_sentence(terminal("people", "import", path), 1)
    assert "Aoi" not in terminal("people", "list").out


BAD = {
    "nobody": (["edit", "Nobody", "--share", "50"], 1, "Minase"),
    "same name": (["add", "minase"], 1, "Search"),
    "no name": (["add", "\u3000"], 1, "name"),
    "no team": (["add", "Aoi", "--team", "Sales"], 1, "Platform, Search and Web"),
    "percent": (["add", "Aoi", "--share", "0"], 1, "50"),
    "share": (["add", "Aoi", "--share", "half"], 2, "half"),
    "hours": (["add", "Aoi", "--hours", "late"], 2, "late"),
    "days": (["add", "Aoi", "--days", "someday"], 2, "someday"),
    "turns": (["add", "Aoi", "--turns", "maybe"], 2, "maybe"),
    "zone": (["add", "Aoi", "--zone", "Tokyo"], 1, "Asia/Tokyo"),
    "date": (["away", "Minase", "2026-02-30", "2026-03-01"], 2, "2026-02-30"),
    "backwards": (["away", "Minase", "2026-10-02", "2026-10-01"], 1, "1 October 2026"),
    "over": (["away", "Minase", "2026-08-01", "2026-09-01"], 1, "1 September 2026"),
    "overlap": (["away", "Saegusa", "2026-09-11", "2026-09-20"], 1, "11 September 2026"),
    "not away": (["back", "Minase", "2026-10-01"], 1, "not away"),
    "early": (["leave", "Minase", "--on", "2020-01-01"], 1, "before"),
    "team there": (["team", "add", "web"], 1, "Web"),
    "full team": (["team", "end", "Web"], 1, "Kasuga"),
    "no such team": (["team", "rename", "Sales", "Shop"], 1, "Sales"),
    "by": (["share", "day"], 2, "day"),
    "no file": (["import", "none.csv"], 1, "none.csv"),
}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("case", BAD)
def test_wrong_words_are_told_in_one_sentence_and_change_nothing(terminal: Terminal, case: str, lang: str) -> None:
    words, status, told = BAD[case]
    before = terminal("people", "list", "--all", "--json").out + terminal("people", "team", "list", "--json").out
    sentence = one_sentence(terminal("people", *words, lang=lang), status)
    assert lang == "ja" or told in sentence, sentence
    after = terminal("people", "list", "--all", "--json").out + terminal("people", "team", "list", "--json").out
    assert after == before


def test_without_a_workspace_it_is_said(nowhere: Terminal) -> None:
    assert "none.sqlite" in one_sentence(nowhere("people", "list"), 1)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "ja", "people", "--help"]) == 0
    told = capsys.readouterr().out
    for name in (
        "list",
        "import",
        "add",
        "edit",
        "away",
        "back",
        "leave",
        "join-turns",
        "leave-turns",
        "share",
        "team",
    ):
        assert f"  {name} " in told
