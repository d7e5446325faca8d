"""``dashboard add|list``: what is added is listed, the longest unseen first, and wrong words change nothing."""

from __future__ import annotations

import pytest
from cli_desk import Terminal, one_sentence
from wcwidth import wcswidth

WORDS = [
    "dashboard",
    "add",
    "Login page",
    "--link",
    "https://example.org/d/1",
    "--purpose",
    "Is buying quick?",
    "--how-to-read",
    "Left is all, right is slow.",
    "--check",
    "What changed?",
    "--check",
    "Who felt it?",
    "--last-looked",
    "2026-07-01",
]


def known(terminal: Terminal) -> set[str]:
    return {row["name"] for row in terminal("dashboard", "list", "--json").tree["dashboards"]}


def test_what_is_added_is_told_and_listed(terminal: Terminal) -> None:
    said = terminal(*WORDS, "--json")
    assert said.status == 0, said.err
    assert said.tree["dashboards"] == [
        {
            "name": "Login page",
            "link": "https://example.org/d/1",
            "purpose": "Is buying quick?",
            "how_to_read": "Left is all, right is slow.",
            "team": None,
            "checklist": ["What changed?", "Who felt it?"],
            "last_look": "2026-07-01",
            "weeks": 9,
            "due": True,
        }
    ]
    listed = terminal("dashboard", "list").out
    assert "9 weeks ago  due at the next meeting  Login page " in listed
    assert "9週間前  次の会で見る番  Login page " in terminal("dashboard", "list", lang="ja").out


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_names_and_links_stand_in_columns(terminal: Terminal, lang: str) -> None:
    for name in ("決済の画面", "Login"):
        assert terminal("dashboard", "add", name, "--link", "https://example.org/d/1").status == 0
    names = known(terminal)
    lines = terminal("dashboard", "list", lang=lang).out.splitlines()
    assert len(lines) == len(names)
    assert len({wcswidth(line[: line.index(name)]) for line in lines for name in names if f" {name} " in line}) == 1
    assert len({wcswidth(line[: line.index("https://")]) for line in lines if "https://" in line}) == 1


def test_the_longest_unseen_comes_first(terminal: Terminal) -> None:
    before = known(terminal)
    for name, looked in (("Newer", "2026-08-26"), ("Older", "2026-08-05")):
        assert terminal("dashboard", "add", name, "--last-looked", looked).status == 0
    told = terminal("dashboard", "add", "Never")
    assert told.out == "Added: Never\n"
    rows = [row for row in terminal("dashboard", "list", "--json").tree["dashboards"] if row["name"] not in before]
    assert [(row["name"], row["weeks"], row["due"]) for row in rows] == [
        ("Never", None, True),
        ("Older", 4, False),
        ("Newer", 1, False),
    ]


def test_a_team_owns_it(terminal: Terminal) -> None:
    assert (
        terminal("dashboard", "add", "Search", "--team", " search ", "--json").tree["dashboards"][0]["team"] == "Search"
    )


BAD = {
    "empty name": (["\u3000"], 1, "name"),
    "no link": (["x", "--link", "ftp://example.org"], 1, "https://"),
    "later": (["x", "--last-looked", "2026-12-01"], 1, "not come yet"),
    "no date": (["x", "--last-looked", "2026-02-30"], 2, "2026-02-30"),
    "unknown team": (["x", "--team", "Sales"], 1, "Search"),
    "long": (["x" * 121], 1, "121"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_added_is_told_in_one_sentence(terminal: Terminal, case: str) -> None:
    words, status, told = BAD[case]
    before = known(terminal)
    assert told in one_sentence(terminal("dashboard", "add", *words), status)
    assert known(terminal) == before


def test_a_name_is_taken_once(terminal: Terminal) -> None:
    assert terminal("dashboard", "add", "Search latency").status == 0
    assert "already" in one_sentence(terminal("dashboard", "add", "ＳＥＡＲＣＨ latency"), 1)


def test_a_catalogue_of_nothing_says_how_to_begin(nowhere: Terminal) -> None:
    assert "none.sqlite" in one_sentence(nowhere("dashboard", "list"), 1)
