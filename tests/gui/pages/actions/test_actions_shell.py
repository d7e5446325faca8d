"""The actions page in the whole window: its place and count in the rail, its keys, undo, and the palette."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services_desk import NOW

from weeklypm.domain.values import Language
from weeklypm.gui import pictures
from weeklypm.gui.pages.reason_dialog import ReasonDialog
from weeklypm.gui.shell import Shell
from weeklypm.services import demo
from weeklypm.services.actions import ActionsView, actions_view
from weeklypm.services.clock import HandClock


def view_of(shell: Shell) -> ActionsView:
    answers: list[ActionsView] = []
    shell.desk.operations.query(actions_view, answers.append)
    assert shell.desk.operations.settled()
    return answers[0]


def counted(shell: Shell) -> str:
    """Return what a reader hears of the page's place in the rail."""
    top = shell.console.ui.rail._top
    row = top.places.row_of("actions")
    return str(top.places.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_the_page_is_the_fourth_with_its_count_and_keys(  # noqa: PLR0915  one walk through the window
    tmp_path: Path, qtbot: QtBot
) -> None:
    path = demo.make_workspace(tmp_path / "sample.sqlite", HandClock(NOW), Language.EN)
    with pictures.shell_over(path, "en", NOW.isoformat()) as (shell, settle):
        console = shell.console
        qtbot.waitExposed(console)
        console.activateWindow()
        opened = sum(view_of(shell).counts[tab] for tab in view_of(shell).counts if tab == "open")
        assert opened > 0
        assert counted(shell) == f"Actions {opened}"
        QTest.keyClick(console, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert console.shown_page() == "actions"
        page = shell.actions_page
        first = page.list.rows()[0]
        page.list.take_keys()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
        settle()
        assert counted(shell) == f"Actions {opened - 1}"
        done = console.toast.words()
        console.undo_requested.emit()
        settle()
        assert counted(shell) == f"Actions {opened}"
        assert console.toast.words() == f"Undone: {done}"
        console.toast._undo.click()
        settle()
        assert counted(shell) == f"Actions {opened - 1}"
        assert console.toast.words() == f"Done again: {done}"
        console.toast._undo.click()
        settle()
        assert counted(shell) == f"Actions {opened}"
        page.list.choose(first.action.id)
        page.list.take_keys()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_D)
        dialog = page._dialog(ReasonDialog)
        assert dialog.isVisible()
        assert dialog.window() is console, "a dialog lies inside the console, never over the stage"
        dialog.due.day.set_day(date(2026, 12, 24))
        dialog.why.text.setPlainText("The provider answers late")
        dialog.answer.click()
        settle()
        assert console.toast.isVisible()
        moved = view_of(shell).row(first.action.id)
        assert moved is not None
        assert moved.action.due == date(2026, 12, 24)


def test_the_palette_knows_what_can_be_done_only_on_the_page(tmp_path: Path, qtbot: QtBot) -> None:
    path = demo.make_workspace(tmp_path / "sample.sqlite", HandClock(NOW), Language.JA)
    with pictures.shell_over(path, "ja", NOW.isoformat()) as (shell, settle):
        shell.console.show_page("actions")
        settle()
        here = {action.text() for _, action in shell.console.commands.usable()}
        assert {"選んだアクションの期限を変える", "アクションを追加する", "アクションを絞り込む"} <= here
        shell.console.show_page("this_week")
        settle()
        there = {action.text() for _, action in shell.console.commands.usable()}
        assert "選んだアクションの期限を変える" not in there
