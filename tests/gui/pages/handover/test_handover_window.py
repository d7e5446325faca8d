"""Handing over and taking over in the whole window, over real files: by buttons, keys, the palette and dropping."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services_desk import NOW

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n, pictures, theme
from weeklypm.gui.shell import Shell
from weeklypm.services import access, demo, handover, queue
from weeklypm.services.clock import HandClock, running_from

LABEL = message("services.label.setup")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace, hand it over, and have its next facilitator hand it back with a topic more."""
    folder = tmp_path_factory.mktemp("handover")
    here = demo.make_workspace(folder / "here.sqlite", HandClock(NOW), Language.EN)
    later = running_from(NOW + timedelta(hours=1))
    with access.writer(here, later) as workspace:
        handover.pack(workspace, folder / "1.wpm", "Minase")
        handover.take_back(workspace)
    handover.open_file(folder / "1.wpm", folder / "there.sqlite", later)
    with access.writer(folder / "there.sqlite", later) as workspace:
        workspace.change(lambda unit: queue.add_topic(unit, "Written by Minase"))
        handover.pack(workspace, folder / "2.wpm", "Kayano")
    return folder


@dataclass
class Set:
    """Hold the window over its workspace, and a pack that is newer."""

    shell: Shell
    settle: Callable[[], None]
    qtbot: QtBot
    path: Path
    newer: Path

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)
        self.settle()

    def run(self, code: str) -> None:
        """Run a command of the palette."""
        action = next(action for command, action in self.shell.console.commands.all() if command.code == code)
        action.trigger()
        self.settle()

    def ask(self, question: Callable[[Any], Any]) -> Any:
        answers: list[Any] = []
        self.shell.desk.operations.query(question, answers.append)
        self.settle()
        return answers[0]

    def titles(self) -> set[str]:
        return {item.title for item in self.ask(lambda reader: reader.find(AgendaItem))}

    def preview(self, pack: Path) -> Any:
        self.shell.handing.preview(pack)
        dialog = self.shell.handing.taking
        self.wait(dialog.isVisible)
        return dialog

    def change(self, title: str) -> None:
        self.shell.desk.operations.change(lambda unit: queue.add_topic(unit, title), LABEL)
        self.settle()

    def pack(self, target: Path, to: str = "Minase") -> None:
        self.shell.handing.pack(to, target)
        self.settle()


@pytest.fixture
def window(_prepared: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Set]:
    path, newer = tmp_path / "team.sqlite", tmp_path / "newer.wpm"
    path.write_bytes((_prepared / "here.sqlite").read_bytes())
    newer.write_bytes((_prepared / "2.wpm").read_bytes())
    with pictures.shell_over(path, "en", (NOW + timedelta(hours=2)).isoformat()) as (shell, settle):
        shell.console.activateWindow()
        yield Set(shell, settle, qtbot, path, newer)
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, Language.EN)


# Handing over


def test_the_whole_of_it_by_keys(window: Set, tmp_path: Path) -> None:
    dialog = window.shell.handing.asking
    window.run("handover.command.pack")
    assert dialog.isVisible()
    assert dialog.to.text() == "Minase"
    assert dialog.to.hasFocus()
    assert Path(dialog.file.text()).name == "hinoki-store-2026-09-02.wpm"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert not dialog.isVisible()
    assert (tmp_path / "hinoki-store-2026-09-02.wpm").exists()
    assert window.shell.handing.banner.isVisible()
    assert "Handed over to Minase on 2 Sep" in window.shell.handing.banner.sentence.text()
    assert "Packed for Minase" in window.shell.console.toast.words()


def test_tab_goes_through_the_dialog(window: Set) -> None:
    window.run("handover.command.pack")
    dialog = window.shell.handing.asking
    seen = []
    for _ in range(5):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen == [dialog.to, dialog.file, dialog.choose, dialog.cancel, dialog.answer]
    assert all(widget.accessibleName() or widget.text() for widget in seen)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_wrong_is_said_under_its_field_and_nothing_typed_is_lost(window: Set, tmp_path: Path) -> None:
    window.run("handover.command.pack")
    dialog = window.shell.handing.asking
    (tmp_path / "there.wpm").write_bytes(b"mine")
    dialog.file.setText(str(tmp_path / "there.wpm"))
    dialog.to.setText("Kasuga")
    dialog.accept()
    window.settle()
    assert dialog.isVisible()
    assert "is there already" in dialog.fields["file"].error.text()
    assert "--force" not in dialog.fields["file"].error.text()
    assert dialog.to.text() == "Kasuga"
    assert (tmp_path / "there.wpm").read_bytes() == b"mine"
    dialog.file.setText(str(tmp_path / "none" / "x.wpm"))
    dialog.accept()
    window.settle()
    assert "does not exist" in dialog.fields["file"].error.text()
    dialog.to.setText(" ")
    dialog.accept()
    assert dialog.fields["to"].error.text()
    assert dialog.to.hasFocus()
    assert window.ask(handover.pen).away is None


def test_a_file_that_was_chosen_may_be_replaced(window: Set, tmp_path: Path) -> None:
    window.run("handover.command.pack")
    dialog = window.shell.handing.asking
    (tmp_path / "there.wpm").write_bytes(b"old")
    dialog.choose_file(tmp_path / "there.wpm")
    dialog.accept()
    window.settle()
    assert not dialog.isVisible()
    assert (tmp_path / "there.wpm").stat().st_size > 1000


def test_a_name_without_an_ending_gets_it(window: Set, tmp_path: Path) -> None:
    window.pack(tmp_path / "plain")
    assert (tmp_path / "plain.wpm").exists()


def test_after_handing_over_nothing_is_written_until_the_pen_is_back(window: Set, tmp_path: Path) -> None:
    window.pack(tmp_path / "x.wpm")
    window.change("Written after all")
    assert "Written after all" not in window.titles()
    assert "take the pen back" in window.shell.trouble.sentence.text()
    assert window.ask(handover.pen).away is not None
    window.shell.handing.banner.link.click()
    window.settle()
    assert not window.shell.handing.banner.isVisible()
    assert window.ask(handover.pen).away is None
    window.change("Written now")
    assert "Written now" in window.titles()


def test_undo_waits_for_the_pen_too(window: Set, tmp_path: Path) -> None:
    window.change("To be undone")
    window.pack(tmp_path / "x.wpm")
    window.shell.desk.operations.undo()
    window.settle()
    assert "To be undone" in window.titles()
    window.shell.handing.take_back()
    window.settle()
    window.shell.desk.operations.undo()
    window.settle()
    assert "To be undone" not in window.titles()


def test_the_pen_is_away_also_when_the_window_opens_later(window: Set, tmp_path: Path) -> None:
    window.pack(tmp_path / "x.wpm")
    window.shell.reopen(window.path)
    window.settle()
    assert window.shell.handing.banner.isVisible()
    window.change("Not yet")
    assert "Not yet" not in window.titles()


def test_the_end_of_a_meeting_offers_it_by_name(window: Set) -> None:
    window.shell.controller.start(None)
    window.settle()
    window.shell.controller.close_meeting((), None)
    window.settle()
    button = window.shell.meeting_page.ui.closed.hand_over
    name = window.ask(handover.offer).to_name
    assert name
    assert button.text() == f"Hand over to {name}"
    assert button.isVisible()
    button.click()
    window.settle()
    assert window.shell.handing.asking.isVisible()
    assert window.shell.handing.asking.to.text() == name


def test_a_meeting_is_not_cut_in_two(window: Set, tmp_path: Path) -> None:
    window.shell.controller.start(None)
    window.settle()
    window.run("handover.command.pack")
    dialog = window.shell.handing.asking
    dialog.accept()
    window.settle()
    assert "A meeting is running" in dialog.fields["file"].error.text()
    assert list(tmp_path.glob("hinoki*")) == []


# Taking over


def test_what_it_is_and_what_it_does_is_shown_before_anything_is_touched(window: Set) -> None:
    before = sha256(window.newer)
    dialog = window.preview(window.newer)
    assert dialog.about.text().startswith("Hinoki Store, from Minase to Kayano.")
    assert "no. 2" in dialog.about.text()
    assert dialog.news.text().startswith("1 new change. ")
    assert str(window.path) in dialog.news.text().replace("\u200b", "")
    assert "backups" in dialog.kept.text()
    assert dialog.answer.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert "Written by Minase" not in window.titles()
    assert sha256(window.newer) == before


def test_taking_over_replaces_the_file_and_goes_on_in_it(window: Set) -> None:
    dialog = window.preview(window.newer)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.wait(lambda: not dialog.isVisible())
    window.wait(lambda: window.shell.desk.operations.is_open)
    assert "Written by Minase" in window.titles()
    assert "was taken over" in window.shell.console.toast.words()
    assert list(window.path.with_name("team.sqlite.backups").glob("*handover.sqlite"))
    window.change("My turn")
    assert "My turn" in window.titles()
    assert window.ask(handover.pen).name == "Kayano"


def test_every_page_shows_the_new_file(window: Set) -> None:
    shown = []
    for page in ("incidents", "actions", "this_week"):
        window.shell.console.show_page(page)
        window.settle()
    dialog = window.preview(window.newer)
    dialog.accept()
    window.wait(lambda: window.shell.desk.operations.is_open and not dialog.isVisible())
    queued = window.shell.week_page
    shown = [item.title for item in window.ask(lambda reader: reader.find(AgendaItem))]
    assert queued.isVisible()
    assert "Written by Minase" in shown


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_refusal_is_one_sentence_and_nothing_to_press_but_close(
    window: Set, qapp: QApplication, tmp_path: Path, language: str
) -> None:
    i18n.apply(qapp, language)
    (tmp_path / "bad.wpm").write_bytes(window.newer.read_bytes()[:-100])
    dialog = window.preview(tmp_path / "bad.wpm")
    assert dialog.refusal.text().rstrip()[-1] in ".。"
    assert not dialog.answer.isVisible()
    assert dialog.cancel.hasFocus()
    dialog.accept()
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.shell.desk.operations.is_open


def test_changes_on_both_sides_are_told(window: Set) -> None:
    window.change("Mine alone")
    dialog = window.preview(window.newer)
    assert "1 change made here since" in dialog.refusal.text()
    assert not dialog.offers


def test_nothing_new(window: Set) -> None:
    dialog = window.preview(window.newer)
    dialog.accept()
    window.wait(lambda: window.shell.desk.operations.is_open and not dialog.isVisible())
    again = window.preview(window.newer)
    assert "Nothing in it is new" in again.news.text()
    assert not again.answer.isVisible()


def test_a_pack_that_changes_under_the_preview_is_refused_and_the_workspace_is_open_again(window: Set) -> None:
    dialog = window.preview(window.newer)
    window.newer.write_bytes(window.newer.read_bytes()[:-50])
    dialog.accept()
    window.wait(lambda: bool(dialog.refusal.text()) and window.shell.desk.operations.is_open)
    assert dialog.isVisible()
    assert not dialog.answer.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    window.change("Still here")
    assert "Still here" in window.titles()


def test_it_is_refused_while_a_meeting_runs(window: Set) -> None:
    window.shell.controller.start(None)
    window.settle()
    dialog = window.preview(window.newer)
    assert "A meeting is running here" in dialog.refusal.text()


def _mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(window: Set, *paths: Path) -> bool:
    """Drag files over the window and let them go; tell whether they were taken."""
    data = _mime(*paths)
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(500, 400), Qt.DropAction.CopyAction, data, *keys)
    enter.ignore()
    QApplication.sendEvent(window.shell.console, enter)
    let_go = QDropEvent(QPointF(500, 400), Qt.DropAction.CopyAction, data, *keys)
    let_go.ignore()
    if enter.isAccepted():
        QApplication.sendEvent(window.shell.console, let_go)
    return enter.isAccepted() and let_go.isAccepted()


def test_dropping_the_file_anywhere_opens_its_preview(window: Set) -> None:
    assert drop(window, window.newer)
    window.wait(window.shell.handing.taking.isVisible)
    assert window.shell.handing.taking.offers


def test_what_is_no_pack_by_name_is_not_taken(window: Set, tmp_path: Path) -> None:
    assert not drop(window, tmp_path / "notes.md")
    assert not drop(window, window.newer, window.newer)
    assert not window.shell.handing.taking.isVisible()


def test_settings_offer_both(window: Set) -> None:
    window.shell.console.show_page("settings")
    window.shell.settings_page.open_row("data")
    window.settle()
    data = window.shell.settings_page.data
    assert data.hand_over.isVisible()
    data.hand_over.click()
    window.settle()
    assert window.shell.handing.asking.isVisible()


def test_language_and_theme_change_while_all_of_it_is_shown(window: Set, qapp: QApplication, tmp_path: Path) -> None:
    window.pack(tmp_path / "x.wpm")
    window.run("handover.command.pack")
    i18n.apply(qapp, Language.JA)
    theme.apply(qapp, theme.DARK)
    window.settle()
    assert "引き継ぎました" in window.shell.handing.banner.sentence.text()
    assert window.shell.handing.banner.link.text() == "ペンを取り戻す"
    assert window.shell.handing.asking.title.text() == "ワークスペースを引き継ぐ"
    window.shell.handing.asking.reject()
    dialog = window.preview(window.newer)
    i18n.apply(qapp, Language.EN)
    window.settle()
    assert dialog.title.text() == "Open a handover file"


def test_before_the_first_workspace_a_pack_makes_it(window: Set, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "new" / "team.sqlite"
    other.parent.mkdir()
    with pictures.shell_over(other, "en", (NOW + timedelta(hours=3)).isoformat()) as (shell, settle):
        empty = Set(shell, settle, qtbot, other, window.newer)
        dialog = empty.preview(window.newer)
        assert "becomes your workspace" in dialog.news.text()
        dialog.accept()
        empty.wait(lambda: shell.desk.operations.is_open and not dialog.isVisible())
        assert shell.week_stack.currentWidget() is shell.week_page
        assert "Written by Minase" in empty.titles()
