"""The page of people in the whole window: its place in the rail, its keys, undo, and the palette."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services_desk import NOW

from weeklypm.gui import pictures

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def path(designed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(designed, tmp_path / "team.sqlite"))


def test_the_page_is_the_sixth_and_all_of_it_is_done_by_keys(path: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(path, "en", NOW.isoformat()) as (shell, settle):
        console, page = shell.console, shell.people_page
        qtbot.waitExposed(console)
        console.activateWindow()
        QTest.keyClick(console, Qt.Key.Key_6, CONTROL)
        settle()
        assert console.shown_page() == "people"
        assert page.ledger.table.hasFocus(), "who came by a key goes on by keys"
        for _ in range(20):
            if page.side.turns.hasFocus():
                break
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        page.side.turns.choose("2026-09-02")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, ALT)
        settle()
        assert [line.name for line in page.side.turns.lines.values()[:2]] == ["Kasuga", "Minase"]
        assert console.toast.isVisible()
        QTest.keyClick(console, Qt.Key.Key_Z, CONTROL)
        settle()
        assert [line.name for line in page.side.turns.lines.values()[:2]] == ["Minase", "Kasuga"]


def test_the_palette_knows_what_can_be_done_only_on_the_page(path: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(path, "ja", NOW.isoformat()) as (shell, settle):
        shell.console.show_page("people")
        settle()
        here = {action.text() for _, action in shell.console.commands.usable()}
        assert {"進行の日を交代する", "メンバーを追加する", "メンバーを CSV から読み込む"} <= here
        shell.console.show_page("this_week")
        settle()
        there = {action.text() for _, action in shell.console.commands.usable()}
        assert "進行の日を交代する" not in there


def test_the_link_opens_how_turns_are_shared_in_the_settings(path: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(path, "en", NOW.isoformat()) as (shell, settle):
        shell.console.show_page("people")
        settle()
        shell.people_page.side.sharing_link.click()
        settle()
        assert shell.console.shown_page() == "settings"
        assert shell.settings_page.ui.pages.currentWidget() is shell.settings_page.rotation
