"""The commands about actions: what they list, add and change, and how they refuse."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest
from cli_desk import POSTMORTEM, TODAY, Terminal, one_sentence, written
from wcwidth import wcswidth

from weeklypm.domain.values import Language
from weeklypm.services.clock import named_day
from weeklypm.services.options import read_day
from weeklypm.services.setup import SeriesForm, create_workspace
from weeklypm.storage import open_workspace

ROW = {
    "key",
    "text",
    "type",
    "owner",
    "team",
    "due",
    "priority",
    "state",
    "group",
    "done_when",
    "link",
    "incident",
    "blocked",
    "blocked_since",
    "blocked_by",
    "days_late",
    "age_days",
    "slips",
    "history",
}
CHANGE = {"field", "old", "new", "reason", "kind", "at", "withdrawn"}
WHY = ("--reason", "The parts are late")


def rows(terminal: Terminal, *words: str) -> list[dict[str, Any]]:
    said = terminal("actions", "list", *words, "--json")
    assert said.status == 0, said.err
    return said.tree["actions"]


def one(terminal: Terminal, key: str) -> dict[str, Any]:
    return next(row for row in rows(terminal, "--state", "all") if row["key"] == key)


def kept(terminal: Terminal) -> str:
    """Return the digest of the workspace; the day's backup beside it is no change."""
    return written(terminal.workspace.parent)[terminal.workspace.name]


def late(terminal: Terminal) -> dict[str, Any]:
    return rows(terminal, "--state", "late")[0]


def changed(terminal: Terminal, *words: str) -> list[dict[str, Any]]:
    said = terminal("actions", "set", *words, "--json")
    assert said.status == 0, said.err
    return said.tree["actions"]


def test_the_list_has_its_agreed_shape_and_late_ones_first(terminal: Terminal) -> None:
    told = rows(terminal)
    assert all(set(row) == ROW for row in told)
    assert all(set(entry) == CHANGE for row in told for entry in row["history"])
    assert [row["days_late"] > 0 for row in told] == sorted((row["days_late"] > 0 for row in told), reverse=True)
    assert told[0]["days_late"] >= told[1]["days_late"] > 0
    assert any(row["slips"] == 2 and len(row["history"]) == 2 for row in told)
    assert all((row["group"] == "late") == (row["days_late"] > 0) for row in told)
    assert {row["group"] for row in rows(terminal, "--state", "ended")} == {"ended"}


def test_states_divide_the_list(terminal: Terminal) -> None:
    found = {name: {row["key"] for row in rows(terminal, "--state", name)} for name in ("open", "ended", "all")}
    assert found["open"] | found["ended"] == found["all"]
    assert not found["open"] & found["ended"]
    for name in ("late", "blocked", "idea"):
        assert {row["key"] for row in rows(terminal, "--state", name)} < found["open"]
    assert all(row["blocked"] and row["blocked_since"] for row in rows(terminal, "--state", "blocked"))
    assert {row["state"] for row in rows(terminal, "--state", "ended")} <= {"done", "dropped"}


def test_one_team_s_and_one_person_s_are_listed(terminal: Terminal) -> None:
    every = rows(terminal, "--state", "all")
    mine = [row["key"] for row in every if row["owner"] == "Torii"]
    assert [row["key"] for row in rows(terminal, "--state", "all", "--owner", "@torii")] == mine != []
    ours = [row["key"] for row in every if row["team"] == "Search"]
    assert [row["key"] for row in rows(terminal, "--state", "all", "--team", "ＳＥＡＲＣＨ")] == ours != []


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_list_in_words_names_each_action(terminal: Terminal, lang: str) -> None:
    said = terminal("actions", "list", lang=lang)
    assert said.status == 0
    assert all(row["text"] in said.out and f"{row['key']} " in said.out for row in rows(terminal))
    assert ("19 days late" if lang == "en" else "19日超過") in said.out
    assert ("moved 2 times" if lang == "en" else "延期2回") in said.out


@pytest.mark.parametrize(
    ("lang", "near", "far"), [("en", "7 October", "6 January 2027"), ("ja", "10月7日", "2027年1月6日")]
)
def test_a_date_of_another_year_shows_its_year(terminal: Terminal, lang: str, near: str, far: str) -> None:
    key = late(terminal)["key"]
    for day, told in (("2026-10-07", near), ("2027-01-06", far)):
        line = terminal("actions", "set", key, "--due", day, *WHY, lang=lang).out
        assert told in line
        assert ("202" in line) == ("202" in told)
    assert far in terminal("actions", "list", lang=lang).out
    assert one(terminal, key)["due"] == "2027-01-06"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_words_of_all_actions_begin_in_one_column(terminal: Terminal, lang: str) -> None:
    told = {row["key"]: row["text"] for row in rows(terminal)}
    assert terminal("actions", "set", next(iter(told)), "--due", "2027-01-06", *WHY).status == 0
    lines = [line for line in terminal("actions", "list", lang=lang).out.splitlines() if line.split()[:1] != []]
    starts = {wcswidth(line[: line.index(told[key])]) for line in lines if (key := line.split()[0]) in told}
    assert len(starts) == 1


def test_an_empty_list_is_a_sentence(terminal: Terminal) -> None:
    said = terminal("actions", "list", "--state", "idea", "--owner", "Sena")
    assert (said.status, said.out.count("\n")) == (0, 1)
    assert said.out.endswith("result.\n")


def test_a_line_with_its_marks_is_added(terminal: Terminal) -> None:
    said = terminal("actions", "add", "Page sooner @Torii !P1 #detect ^10/7", "--json")
    (row,) = said.tree["actions"]
    assert (row["text"], row["owner"], row["priority"], row["type"]) == ("Page sooner", "Torii", "P1", "detect")
    assert (row["due"], row["state"], row["history"]) == ("2026-10-07", "committed", [])
    assert row["key"] == f"A{len(rows(terminal, '--state', 'all'))}"
    assert row["key"] in terminal("actions", "list").out


def test_options_go_before_marks(terminal: Terminal) -> None:
    words = ["--owner", "sena", "--priority", "p3", "--due", "2026-12-01", "--type", "調査", "--idea"]
    more = ["--done-when", "It is written down", "--link", "https://tracker.example.com/7"]
    (row,) = terminal("actions", "add", "Look @Torii !P1 ^10/7", *words, *more, "--json").tree["actions"]
    assert (row["owner"], row["priority"], row["due"]) == ("Sena", "P3", "2026-12-01")
    assert (row["type"], row["state"], row["done_when"]) == ("investigate", "idea", "It is written down")
    assert row["link"] == "https://tracker.example.com/7"
    assert row["team"] == one(terminal, row["key"])["team"] != "Search"


def test_a_date_moves_with_its_reason_and_kind(terminal: Terminal) -> None:
    before = late(terminal)
    (row,) = changed(terminal, before["key"], "--due", "2026-09-30", *WHY, "--kind", "help_needed")
    assert (row["due"], row["days_late"], row["slips"]) == ("2026-09-30", 0, before["slips"] + 1)
    newest = row["history"][0]
    assert (newest["field"], newest["old"], newest["new"]) == ("due", before["due"], "2026-09-30")
    assert (newest["reason"], newest["kind"], newest["withdrawn"]) == (WHY[1], "help_needed", False)
    assert newest["at"].startswith("2026-09-02T")


def test_several_change_at_once_and_owners_are_told_by_name(terminal: Terminal) -> None:
    first, second = (row["key"] for row in rows(terminal, "--owner", "Torii")[:2])
    told = changed(terminal, first.lower(), second, first, "--owner", "Sena", "--priority", "P0", *WHY)
    assert {row["key"] for row in told} == {first, second}
    for row in told:
        assert (row["owner"], row["priority"]) == ("Sena", "P0")
        entries = {entry["field"]: (entry["old"], entry["new"]) for entry in row["history"] if entry["new"]}
        assert entries["owner"] == ("Torii", "Sena")


def test_none_takes_a_value_away(terminal: Terminal) -> None:
    key = late(terminal)["key"]
    (row,) = changed(terminal, key, "--due", "none", "--priority", "none", "--owner", "none", *WHY)
    assert (row["due"], row["priority"], row["owner"]) == (None, None, None)
    assert row["history"][0]["new"] is None
    one_sentence(terminal("actions", "set", key, "--due", "2026-10-07"), 1)


def test_blocking_and_going_on_are_typed(terminal: Terminal) -> None:
    key = late(terminal)["key"]
    (row,) = changed(terminal, key, "--blocked-by", "a vendor")
    assert (row["blocked"], row["blocked_by"], row["blocked_since"]) == (True, "a vendor", "2026-09-02")
    (row,) = changed(terminal, key, "--unblock", "--link", "https://tracker.example.com/7")
    assert (row["blocked"], row["blocked_by"], row["link"]) == (False, None, "https://tracker.example.com/7")
    before = kept(terminal)
    assert "not blocked" in one_sentence(terminal("actions", "set", key, "--unblock"), 1)
    assert kept(terminal) == before
    assert "--unblock" in one_sentence(terminal("actions", "set", key, "--unblock", "--blocked-by", "x"), 2)


def test_being_done_needs_no_reason_and_dropping_does(terminal: Terminal) -> None:
    key = late(terminal)["key"]
    before = kept(terminal)
    assert "dropped" in one_sentence(terminal("actions", "set", key, "--state", "dropped"), 1)
    assert kept(terminal) == before
    assert changed(terminal, key, "--state", "dropped", *WHY)[0]["history"][0]["field"] == "state"
    assert changed(terminal, key, "--state", "done")[0]["state"] == "done"


EMPTY = ["", " ", "\u3000", "\u200b", "-", "—", "なし", "TBD", "tbd", "n/a", "N/A", "Ｎ／Ａ"]


@pytest.mark.parametrize("reason", [None, *EMPTY])
@pytest.mark.parametrize(
    ("words", "what"),
    [(["--due", "2026-10-07"], "date"), (["--priority", "P0"], "priority"), (["--owner", "Minase"], "owner")],
)
def test_a_reason_that_says_nothing_is_refused_and_nothing_changes(
    terminal: Terminal, reason: str | None, words: list[str], what: str
) -> None:
    key = late(terminal)["key"]
    before = kept(terminal)
    said = terminal("actions", "set", key, *words, *([] if reason is None else ["--reason", reason]))
    assert what in one_sentence(said, 1)
    assert kept(terminal) == before


@pytest.mark.parametrize("reason", EMPTY[:3])
def test_an_empty_reason_is_refused_even_where_none_is_needed(terminal: Terminal, reason: str) -> None:
    key = late(terminal)["key"]
    before = kept(terminal)
    assert "why" in one_sentence(terminal("actions", "set", key, "--state", "done", "--reason", reason), 1)
    assert kept(terminal) == before


REFUSED = {
    "unknown key": (["set", "A999", "--state", "done"], "A999"),
    "no key at all": (["set", "search", "--state", "done"], "search"),
    "one key of two": (["set", "A1", "A999", "--state", "done"], "A999"),
    "date that is over": (["set", "A1", "--due", "2026-09-01", *WHY], "is over"),
    "unknown owner": (["set", "A1", "--owner", "Zebra", *WHY], "Zebra"),
    "near owner": (["set", "A1", "--owner", "Tori", *WHY], "Torii"),
    "unsafe link": (["set", "A1", "--link", "javascript:alert(1)"], "javascript"),
    "link with a password": (["set", "A1", "--link", "https://u:p@host/"], "password"),
    "text of nothing": (["set", "A1", "--text", "\u3000"], "what is to be done"),
    "blocked by nothing": (["set", "A1", "--blocked-by", "TBD"], "waits for"),
    "unknown team": (["list", "--team", "Sales"], "Search"),
    "unknown person listed": (["list", "--owner", "Zebra"], "Zebra"),
    "added without words": (["add", "\u200b"], "what is to be done"),
    "added only marks": (["add", "@Torii !P1"], "what is to be done"),
    "added with a date that is over": (["add", "Write it up", "--due", "2020-01-01"], "is over"),
    "added with a marked date that is over": (["add", "Write it up ^2020-01-01"], "is over"),
    "added with an unsafe link": (["add", "Write it up", "--link", "file:///etc/passwd"], "https://"),
    "added for nobody known": (["add", "Write it up", "--owner", "Zebra"], "Zebra"),
}


@pytest.mark.parametrize(("words", "named"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_in_one_sentence(terminal: Terminal, words: list[str], named: str) -> None:
    before = kept(terminal)
    assert named in one_sentence(terminal("actions", *words), 1)
    assert kept(terminal) == before


TYPED_WRONG = {
    "state": (["set", "A1", "--state", "ready"], "committed"),
    "tab": (["list", "--state", "done"], "ended"),
    "priority": (["set", "A1", "--priority", "P9"], "P3"),
    "kind": (["set", "A1", "--state", "dropped", "--kind", "lazy", *WHY], "other_first"),
    "type": (["add", "x", "--type", "guess"], "investigate"),
    "date": (["set", "A1", "--due", "2026-02-30", *WHY], "2026-02-30"),
    "nothing to change": (["set", "A1", *WHY], "--due"),
    "no key": (["set", "--state", "done"], "KEY"),
    "no text": (["add"], "TEXT"),
    "unknown command": (["drop", "A1"], "list, add, set"),
}


@pytest.mark.parametrize(("words", "named"), TYPED_WRONG.values(), ids=TYPED_WRONG)
def test_what_is_typed_wrong_is_told_with_what_there_is(terminal: Terminal, words: list[str], named: str) -> None:
    before = kept(terminal)
    assert named in one_sentence(terminal("actions", *words), 2)
    assert kept(terminal) == before


def test_two_of_one_name_are_told_apart(nowhere: Terminal) -> None:
    form = SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
    with open_workspace(nowhere.workspace, clock=named_day(read_day(TODAY)), create=True) as workspace:
        workspace.change(lambda unit: create_workspace(unit, form, "Hinoki", "Search: Aoi Sato, Ken Sato"))
    said = one_sentence(nowhere("actions", "add", "Write it up", "--owner", "Sato"), 1)
    assert "Aoi Sato" in said
    assert "Ken Sato" in said
    (row,) = nowhere("actions", "add", "Write it up", "--owner", "Ken", "--json").tree["actions"]
    assert (row["owner"], row["team"]) == ("Ken Sato", "Search")
    (row,) = nowhere("actions", "add", "Read it", "--owner", "search", "--json").tree["actions"]
    assert (row["owner"], row["team"]) == (None, "Search")


def test_no_command_moves_what_was_agreed_without_a_reason(terminal: Terminal, document: Any) -> None:
    terminal("incident", "import", document)
    key = next(row["key"] for row in rows(terminal) if row["text"] == "Add an alert")
    changed(terminal, key, "--due", "2026-10-07", "--priority", "P1")
    agreed = one(terminal, key)
    document.write_text(
        POSTMORTEM.replace("- [ ] Add an alert @Torii", "- [ ] Add an alert @Sena (P3) due 2026-12-24"),
        encoding="utf-8",
    )
    assert terminal("incident", "import", "--update", document).status == 0
    for words in (["--due", "2026-10-14"], ["--priority", "P2"], ["--owner", "Sena"], ["--state", "dropped"]):
        one_sentence(terminal("actions", "set", key, *words), 1)
    assert one(terminal, key) == agreed
    assert terminal("check").status == 0


def test_commands_on_nothing_make_nothing(nowhere: Terminal) -> None:
    for words in (["list"], ["add", "x"], ["set", "A1", "--state", "done"]):
        assert "none.sqlite" in one_sentence(nowhere("actions", *words), 1)
    assert written(nowhere.workspace.parent) == {}


@pytest.mark.parametrize(("state", "word"), [("done", "done"), ("dropped", "dropped")])
def test_a_listed_action_says_whether_it_was_done_or_dropped(terminal: Terminal, state: str, word: str) -> None:
    key = late(terminal)["key"]
    assert terminal("actions", "set", key, "--state", state, *WHY).status == 0
    line = next(
        row for row in terminal("actions", "list", "--state", "ended").out.splitlines() if row.split()[:1] == [key]
    )
    assert word in line.casefold().split(" · ")
