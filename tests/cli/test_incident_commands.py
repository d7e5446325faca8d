"""Reading postmortems in, and listing, showing and drawing what was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_desk import POSTMORTEM, Terminal, one_sentence, written

INVENTED = Path(__file__).resolve().parent.parent / "data" / "postmortems" / "invented"
JAPANESE = (INVENTED / "ja-list-ampm.md").read_text("utf-8").replace("〜", "から")
DURATIONS = {"ttd", "tta", "declare", "ttm", "ttr"}
INCIDENT = {
    "key", "title", "kind", "severity", "time_zone", "onset", "detected", "declared", "acknowledged", "mitigated",
    "resolved", "durations", "events", "sections", "action_items", "assumptions", "warnings",
}  # fmt: skip
EVENT = {"at", "end", "precision", "approximate", "kind", "text", "information", "judgement", "action"}
ACTION = {"text", "done", "owner", "priority", "due", "type"}
KEY = "2026-08-28-search-slow-at-lunchtime"
KNOWN = "2026-08-21-search-slow-at-lunchtime"


def test_a_preview_has_the_agreed_shape_and_makes_no_workspace(nowhere: Terminal, document: Path) -> None:
    before = written(document.parent)
    (told,) = nowhere("incident", "import", document, "--preview", "--json").tree["incidents"]
    assert written(document.parent) == before
    assert set(told) == INCIDENT
    assert set(told["durations"]) == DURATIONS
    assert all(set(one) == {"state", "seconds"} for one in told["durations"].values())
    assert [set(event) for event in told["events"]] == [EVENT] * 3
    assert told["events"][0]["at"] == "2026-08-28T12:42+09:00"
    assert [set(action) for action in told["action_items"]] == [ACTION] * 2
    assert [action["done"] for action in told["action_items"]] == [False, True]
    assert all(set(remark) == {"line", "text"} for remark in told["assumptions"] + told["warnings"])


def test_a_preview_in_words_shows_events_actions_and_assumptions(nowhere: Terminal, document: Path) -> None:
    said = nowhere("incident", "import", document, "--preview").out
    assert "12:42  HighLatency alert fired" in said
    assert "Write it up" in said
    assert "assumed, line" in said


def test_a_new_document_is_stored_and_shown_as_previewed(terminal: Terminal, document: Path) -> None:
    preview = terminal("incident", "import", document, "--preview", "--json").tree["incidents"][0]
    taken = terminal("incident", "import", document, "--json").tree["incidents"]
    shown = terminal("incident", "show", KEY, "--json").tree["incidents"][0]
    assert [(one["key"], one["verdict"], one["events"], one["actions"]) for one in taken] == [(KEY, "new", 3, 2)]
    same = INCIDENT - {"assumptions", "warnings", "action_items"}
    assert {name: shown[name] for name in same} == {name: preview[name] for name in same}
    assert [action["text"] for action in shown["action_items"]] == ["Add an alert", "Write it up"]
    assert terminal("check").status == 0


def test_the_same_document_twice_is_nothing_new(terminal: Terminal, document: Path) -> None:
    terminal("incident", "import", document)
    before = terminal("incident", "list", "--json").tree
    said = terminal("incident", "import", document)
    assert (said.status, said.out) == (0, f"{KEY}: nothing new.\n")
    assert terminal("incident", "list", "--json").tree == before


def test_a_changed_document_needs_update(terminal: Terminal, document: Path) -> None:
    terminal("incident", "import", document)
    document.write_text(POSTMORTEM + "- [ ] One more\n", encoding="utf-8")
    assert "--update" in one_sentence(terminal("incident", "import", document), 1)
    assert len(terminal("incident", "show", KEY, "--json").tree["incidents"][0]["action_items"]) == 2
    (taken,) = terminal("incident", "import", document, "--update", "--json").tree["incidents"]
    assert (taken["verdict"], taken["events"], taken["actions"]) == ("updated", 0, 1)
    assert len(terminal("incident", "show", KEY, "--json").tree["incidents"][0]["action_items"]) == 3


@pytest.mark.parametrize("codec", ["cp932", "utf-16"])
def test_other_encodings_are_named_and_nothing_is_stored(terminal: Terminal, tmp_path: Path, codec: str) -> None:
    path = tmp_path / "near.md"
    path.write_bytes(JAPANESE.encode(codec))
    before = terminal("incident", "list", "--json").tree
    assert "UTF-8" in one_sentence(terminal("incident", "import", path), 1)
    assert terminal("incident", "list", "--json").tree == before


def test_incidents_are_listed_newest_first(terminal: Terminal) -> None:
    rows = terminal("incident", "list", "--json").tree["incidents"]
    dates = [row["date"] for row in rows]
    said = terminal("incident", "list").out.splitlines()
    assert dates == sorted(dates, reverse=True)
    assert [line.split()[0] for line in said] == [row["key"] for row in rows]
    assert {row["kind"] for row in rows} == {"incident", "near_miss"}


def test_an_incident_is_shown_in_words_of_both_languages(terminal: Terminal) -> None:
    english, japanese = terminal("incident", "show", KNOWN).out, terminal("incident", "show", KNOWN, lang="ja").out
    assert "Search slow at lunchtime" in english
    assert "SEV-2" in english
    assert english.splitlines()[0] == japanese.splitlines()[0]
    assert english != japanese


@pytest.mark.parametrize(("name", "start"), [("t.png", b"\x89PNG\r\n"), ("t.SVG", b"<?xml")])
def test_a_timeline_is_drawn_into_a_file(terminal: Terminal, tmp_path: Path, name: str, start: bytes) -> None:
    said = terminal("incident", "timeline", KNOWN, "-o", tmp_path / name)
    assert said.status == 0, said.err
    assert str(tmp_path / name) in said.out
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_timeline_goes_into_png_or_svg_only(terminal: Terminal, tmp_path: Path) -> None:
    before = written(tmp_path)
    assert ".png, .svg" in one_sentence(terminal("incident", "timeline", KNOWN, "-o", tmp_path / "t.jpg"), 2)
    assert written(tmp_path) == before


def test_a_timeline_says_where_it_cannot_be_written(terminal: Terminal, tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "t.png"
    assert str(gone) in one_sentence(terminal("incident", "timeline", KNOWN, "-o", gone), 1)


@pytest.mark.parametrize("words", [["show"], ["timeline", "-o", "x.png"]])
def test_an_unknown_key_is_refused_and_a_near_one_offered(terminal: Terminal, words: list[str]) -> None:
    command, *rest = words
    assert KNOWN in one_sentence(terminal("incident", command, "lunchtime", *rest), 1)
    assert "incident list" in one_sentence(terminal("incident", command, "zzz", *rest), 1)
    assert "zzz" in one_sentence(terminal("incident", command, "zzz", *rest, lang="ja"), 1)
