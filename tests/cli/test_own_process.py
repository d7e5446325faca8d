"""The program in a process of its own: exit statuses, no display, and a folder that may not be written."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from cli_desk import CANNOT_DROP, Terminal, one_sentence, process, written


def test_without_a_display_it_says_so_and_prints_the_brief(terminal: Terminal) -> None:
    options = ("--workspace", terminal.workspace, "--today", "2026-09-02", "--lang", "en")
    said = process(*options)
    assert said.status == 0
    assert "No display" in said.err
    assert len(said.err.splitlines()) == 1
    assert said.out == process(*options, "brief").out


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="a dead X display is a matter of X")
def test_a_dead_display_is_no_display(terminal: Terminal) -> None:
    said = process("--workspace", terminal.workspace, "--lang", "ja", DISPLAY=":87")
    assert said.status == 0
    assert "画面が見つからない" in said.err


def test_without_display_and_workspace_it_says_how_to_begin(tmp_path: Path) -> None:
    said = process("--lang", "en", XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path))
    assert said.status == 0
    assert "weeklypm demo" in said.out
    assert "No display" in said.err
    assert written(tmp_path) == {}


def test_a_command_named_fails_without_a_workspace(tmp_path: Path) -> None:
    said = process("--lang", "en", "brief", XDG_DATA_HOME=str(tmp_path), HOME=str(tmp_path))
    one_sentence(said, 1)
    assert written(tmp_path) == {}


def test_a_damaged_workspace_fails_also_without_a_display(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"SQLite format 3\0" + b"\xa5" * 5000)
    said = process("--workspace", broken, "--lang", "en")
    assert said.status == 1
    assert "broken.sqlite" in said.err.splitlines()[-1]


def test_a_wrong_option_exits_with_2() -> None:
    one_sentence(process("--bogus", LANG="en"), 2)


def test_the_environment_may_ask_for_japanese(tmp_path: Path) -> None:
    said = process("--workspace", tmp_path / "none.sqlite", "brief", LC_ALL="ja_JP.UTF-8")
    assert "ワークスペースがありません" in one_sentence(said, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no permission bits there")
def test_a_folder_that_may_not_be_written_is_told(terminal: Terminal, document: Path) -> None:
    folder = terminal.workspace.parent
    before = written(folder)
    options = ("--workspace", terminal.workspace, "--lang", "en", "--today", "2026-09-02")
    folder.chmod(0o555)
    try:
        refused = [
            process(*options, *words, bare_root=True)
            for words in (["incident", "import", document], ["demo"], ["demo", "--out", folder / "demo"])
        ]
        read = process(*options, "brief", bare_root=True)
    finally:
        folder.chmod(0o755)
    if os.geteuid() == 0 and refused[0].status == CANNOT_DROP:
        pytest.skip("this root may not give up its right to write anywhere")
    for said in refused:
        one_sentence(said, 1)
    assert read.status == 0, read.err
    assert written(folder) == before
