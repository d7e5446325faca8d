"""Adding and listing topics on the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from cli_desk import Terminal, one_sentence, written

from weeklypm.services.topics import KINDS

ROW = {
    "id", "kind", "title", "state", "votes", "age_days", "queued_on", "ready_from", "minutes", "proposer", "presenter",
    "pinned", "carried_over", "links", "note",
}  # fmt: skip
PASTED = "Sena 10:32\n- ヒヤリ: ディスクが満杯\n+1\n- Old flags 10 min\n- old FLAGS\n" + "x" * 301 + "\n"


def rows(terminal: Terminal, *words: str) -> dict[str, dict[str, object]]:
    return {row["title"]: row for row in terminal("topic", "list", *words, "--json").tree["topics"]}


def test_a_line_is_added_with_all_that_it_says(terminal: Terminal) -> None:
    said = terminal("topic", "add", "Old", "flags", "10 min", "@Sena", "https://a.example", "--json")
    (told,) = said.tree["topics"]
    assert set(told) == ROW
    assert (told["title"], told["minutes"], told["proposer"]) == ("Old flags", 10, "Sena")
    assert (told["kind"], told["state"], told["links"]) == ("open_topic", "queued", ["https://a.example"])
    assert rows(terminal)["Old flags"] == told
    assert terminal("check").status == 0


def test_options_win_over_the_line(terminal: Terminal) -> None:
    words = ("--kind", "near-miss", "--minutes", "5", "--by", "Torii", "--link", "https://b.example")
    (told,) = terminal("topic", "add", "Old flags 10 min", *words, "--json").tree["topics"]
    assert (told["kind"], told["minutes"], told["proposer"]) == ("near_miss", 5, "Torii")
    assert told["links"] == ["https://b.example"]


def test_pasted_lines_are_added_and_the_others_are_told(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "replies.txt"
    path.write_text(PASTED, "utf-8")
    told = terminal("topic", "add", "--paste", path, "--json").tree
    assert {(row["title"], row["votes"], row["proposer"]) for row in told["topics"]} == {
        ("ディスクが満杯", 1, "Sena"),
        ("Old flags", 0, "Sena"),
    }
    assert [(one["line"], one["why"]) for one in told["skipped"]] == [
        (1, "header"),
        (3, "vote"),
        (5, "twice"),
        (6, "long"),
    ]
    again = terminal("topic", "add", "--paste", path)
    assert "0 topics added" in again.out
    assert "already in the queue" in again.out
    assert "line 6 not taken: too long: 301 of 300" in again.out


def test_a_preview_tells_what_would_be_added_and_writes_nothing(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "replies.txt"
    path.write_text(PASTED, "utf-8")
    before = written(terminal.workspace.parent)
    told = terminal("topic", "add", "--paste", path, "--preview", "--json").tree
    words = terminal("topic", "add", "--paste", path, "--preview").out
    assert written(terminal.workspace.parent) == before
    assert "2 topics would be added" in words
    assert "[Open topic] Old flags\n    0 votes · 10 min · from Sena" in words
    assert "line 6 not taken: too long: 301 of 300" in words
    added = terminal("topic", "add", "--paste", path, "--json").tree
    assert told["skipped"] == added["skipped"]
    said = ("kind", "title", "votes", "minutes", "proposer", "links")
    would, did = ([[one[name] for name in said] for one in rows] for rows in (told["would_add"], added["topics"]))
    assert sorted(would, key=str) == sorted(did, key=str)


def test_a_vote_for_nothing_is_said_to_be_one(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "replies.txt"
    path.write_text("+1\nShould staging alerts page at night?\n+1\n", "utf-8")
    english, japanese = (terminal("topic", "add", "--paste", path, "--preview", lang=lang).out for lang in ("en", "ja"))
    assert "line 1 not taken: a vote, but there is nothing to vote for above it" in english
    assert "line 3 not taken: a vote for line 2, which is not added by itself" in english
    assert "counts as a vote" not in english
    assert "投票先がありません" in japanese


@pytest.mark.parametrize("noun", ["add", "list"])
def test_the_help_names_the_kinds(terminal: Terminal, noun: str) -> None:
    told = "".join(terminal("topic", noun, "--help").out.split())
    assert all(kind.value in told for kind in KINDS)


def test_standard_input_can_be_pasted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("・古いフラグ\n".encode())))
    assert "1 topic added" in terminal("topic", "add", "--paste", "-").out
    assert "古いフラグ" in rows(terminal)


def test_the_list_says_age_votes_and_links_in_both_languages(terminal: Terminal) -> None:
    terminal("topic", "add", "Old flags https://a.example")
    english, japanese = terminal("topic", "list").out, terminal("topic", "list", lang="ja").out
    assert "[Open topic] Should staging alerts page at night?\n    28 days · 5 votes" in english
    assert "    https://a.example\n" in english
    assert "［フリートピック］Should staging alerts page at night?\n    28日前 · 5票" in japanese
    assert set(rows(terminal, "--kind", "near_miss")) == {"Lunch menu in the help headings"}
    due = rows(terminal, "--kind", "dashboard_review")
    assert [row["note"] for row in due.values()] == ["Not looked at for 9 weeks", "Not looked at for 6 weeks"]
    assert "    Not looked at for 9 weeks · 0 votes" in english
    assert len(rows(terminal, "--all")) > len(rows(terminal))


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("topic", "add"), 2),
        (("topic", "add", "x", "--paste", "y"), 2),
        (("topic", "add", "--paste", "y", "--kind", "near_miss"), 2),
        (("topic", "add", "x", "--kind", "nonsense"), 2),
        (("topic", "add", "x", "--preview"), 2),
        (("topic", "list", "--kind", "nonsense"), 2),
        (("topic", "add", "x", "--minutes", "many"), 2),
        (("topic", "add", "x", "--minutes", "0"), 1),
        (("topic", "add", "\u3000\u200b"), 1),
        (("topic", "add", "x" * 301), 1),
        (("topic", "add", "x", "--by", "Nobody"), 1),
        (("topic", "add", "x", "--link", "javascript:alert(1)"), 1),
        (("topic", "add", "--paste", "/nowhere/replies.txt"), 1),
    ],
)
def test_what_cannot_be_added_is_told_in_a_sentence(terminal: Terminal, words: tuple[str, ...], status: int) -> None:
    before = rows(terminal, "--all")
    one_sentence(terminal(*words), status)
    assert rows(terminal, "--all") == before
