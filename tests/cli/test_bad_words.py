"""What is typed or named wrong: one sentence each, nothing written, exit 1 or 2."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_desk import POSTMORTEM, TODAY, Terminal, one_sentence, written

from weeklypm.services.clock import named_day
from weeklypm.services.options import read_day
from weeklypm.storage import open_workspace


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


BAD = {
    "missing": lambda path: None,
    "directory": Path.mkdir,
    "empty": Path.touch,
    "blank": lambda path: path.write_text("\n \u3000\n", encoding="utf-8"),
    "binary": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))),
    "not text": lambda path: path.write_bytes(b"caf\xe9 \xff\xfe\xfd fini\xe9\n"),
    "huge": _sparse,
    "no postmortem": lambda path: path.write_text("Dear all,\n\nlunch is at noon today.\n", encoding="utf-8"),
}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("preview", [True, False])
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_named_and_nothing_is_stored(
    terminal: Terminal, tmp_path: Path, kind: str, preview: bool, lang: str
) -> None:
    bad = tmp_path / "odd.md"
    BAD[kind](bad)
    before = terminal("incident", "list").out
    said = terminal("incident", "import", bad, *(["--preview"] if preview else []), lang=lang)
    assert "odd.md" in one_sentence(said, 1)
    assert terminal("incident", "list").out == before


def test_a_folder_and_a_device_are_no_documents(terminal: Terminal, tmp_path: Path) -> None:
    for path in (tmp_path, Path(os.devnull)):
        assert "name the Markdown files" in one_sentence(terminal("incident", "import", path), 1)


@pytest.mark.parametrize("kind", BAD)
def test_one_bad_file_keeps_the_good_ones_out(terminal: Terminal, tmp_path: Path, document: Path, kind: str) -> None:
    bad = tmp_path / "odd.md"
    BAD[kind](bad)
    before = written(terminal.workspace.parent)
    one_sentence(terminal("incident", "import", document, bad), 1)
    assert written(terminal.workspace.parent) == before


def test_a_refused_change_keeps_the_other_files_of_the_call_out(
    terminal: Terminal, tmp_path: Path, document: Path
) -> None:
    terminal("incident", "import", document)
    document.write_text(POSTMORTEM + "- [ ] One more\n", encoding="utf-8")
    other = tmp_path / "other.md"
    other.write_text(POSTMORTEM.replace("Search", "Map"), encoding="utf-8")
    before = terminal("incident", "list").out
    one_sentence(terminal("incident", "import", other, document), 1)
    assert terminal("incident", "list").out == before


TYPED_WRONG = {
    "unknown command": ["bogus"],
    "no command": ["incident"],
    "unknown command of a noun": ["incident", "bogus"],
    "unknown option": ["brief", "--jsonn"],
    "option without its value": ["incident", "timeline", "x", "-o"],
    "flag with a value": ["brief", "--json=1"],
    "argument missing": ["incident", "show"],
    "files missing": ["incident", "import"],
    "option missing": ["incident", "timeline", "x"],
    "one argument too many": ["brief", "x"],
    "date of notes": ["meeting", "notes", "2026-02-30"],
    "format of notes": ["meeting", "notes", "--format", "pdf"],
}


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("words", TYPED_WRONG.values(), ids=TYPED_WRONG)
def test_what_is_typed_wrong_is_told_in_one_sentence(terminal: Terminal, words: list[str], lang: str) -> None:
    before = written(terminal.workspace.parent)
    said = terminal(*words, lang=lang)
    if lang == "ja":
        lines = said.err.splitlines()
        assert (said.status, len(lines)) == (2, 1), said
        assert any("\u3041" <= letter <= "\u30fe" for letter in lines[0]), lines
    else:
        one_sentence(said, 2)
    assert written(terminal.workspace.parent) == before


def test_what_is_missing_or_unknown_is_named(terminal: Terminal) -> None:
    assert "KEY is missing" in one_sentence(terminal("incident", "show"), 2)
    assert "FILE... is missing" in one_sentence(terminal("incident", "import"), 2)
    assert "--out is missing" in one_sentence(terminal("incident", "timeline", "x"), 2)
    assert "no option --jsonn" in one_sentence(terminal("brief", "--jsonn"), 2)
    assert "import, list, show, timeline" in one_sentence(terminal("incident", "bogus"), 2)


GLOBAL_WRONG = {
    "language": ["--lang", "fr", "brief"],
    "day": ["--today", "2026-13-13", "brief"],
    "day with more": ["--today", "2026-09-02x", "brief"],
    "instant": ["--now", "noon", "brief"],
    "instant without offset": ["--now", "2026-09-02T16:00", "brief"],
    "database address": ["--workspace", "postgresql://host/db", "brief"],
    "no value": ["--lang"],
}


@pytest.mark.parametrize("words", GLOBAL_WRONG.values(), ids=GLOBAL_WRONG)
def test_a_global_option_typed_wrong_is_told(nowhere: Terminal, tmp_path: Path, words: list[str]) -> None:
    one_sentence(nowhere.bare(*words), 2)
    assert written(tmp_path) == {}


COMMANDS = [["brief"], ["incident", "list"], ["incident", "show", "x"], ["meeting", "notes"], ["check"]]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_workspace_that_is_not_there_is_not_made(nowhere: Terminal, tmp_path: Path, words: list[str]) -> None:
    assert "none.sqlite" in one_sentence(nowhere(*words), 1)
    assert written(tmp_path) == {}


@pytest.mark.parametrize("words", [*COMMANDS, ["demo"]], ids=" ".join)
def test_a_folder_that_is_not_there_is_not_made(nowhere: Terminal, tmp_path: Path, words: list[str]) -> None:
    nowhere.workspace = tmp_path / "gone" / "w.sqlite"
    assert "gone" in one_sentence(nowhere(*words), 1)
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("words", [*COMMANDS, ["demo"]], ids=" ".join)
@pytest.mark.parametrize("kind", ["directory", "empty", "binary", "no postmortem"])
def test_a_foreign_file_is_left_as_it_is(nowhere: Terminal, tmp_path: Path, kind: str, words: list[str]) -> None:
    BAD[kind](nowhere.workspace)
    before = written(tmp_path)
    assert "none.sqlite" in one_sentence(nowhere(*words), 1)
    assert written(tmp_path) == before


def test_a_document_is_not_imported_into_nowhere(nowhere: Terminal, tmp_path: Path, document: Path) -> None:
    before = written(tmp_path)
    one_sentence(nowhere("incident", "import", document), 1)
    assert written(tmp_path) == before


def test_a_second_copy_is_told_who_writes_and_may_still_read(terminal: Terminal, document: Path) -> None:
    with open_workspace(terminal.workspace, clock=named_day(read_day(TODAY))) as _held:
        said = one_sentence(terminal("incident", "import", document), 1)
        demo = one_sentence(terminal("demo"), 1)
        assert terminal("brief").status == 0
    assert "process" in said
    assert "process" in demo
    assert terminal("incident", "import", document).status == 0


@pytest.mark.parametrize(
    ("typed", "en", "ja"),
    [
        ("0", "--weeks takes 1 or more.", "--weeks は 1 以上にしてください。"),
        ("5201", "--weeks takes 5200 or less.", "--weeks は 5200 以下にしてください。"),
        ("x", "--weeks takes a whole number, not “x”.", "--weeks に「x」は使えません。整数で指定してください。"),
    ],
)
def test_a_number_that_does_not_fit_is_told_in_the_language_asked_for(
    terminal: Terminal, typed: str, en: str, ja: str
) -> None:
    for lang, sentence in (("en", en), ("ja", ja)):
        assert one_sentence(terminal("agenda", "simulate", "--weeks", typed, lang=lang), 2) == sentence


def test_an_empty_name_is_no_file_to_write(terminal: Terminal) -> None:
    assert "it is a folder" in one_sentence(terminal("calendar", "export", "-o", ""), 1)
