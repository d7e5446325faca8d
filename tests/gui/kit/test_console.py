from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sweep
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.palette import Entry, matches
from weeklypm.gui.shortcuts import Command, is_typing
from weeklypm.gui.widgets.buttons import Button

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "interface.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def console(qtbot: QtBot, settings: QSettings) -> Iterator[Console]:
    window = Console(settings)
    qtbot.addWidget(window)
    for key, icon in (("this_week", "calendar-days"), ("meeting", "presentation"), ("incidents", "activity")):
        page = QWidget()
        layout = QVBoxLayout(page)
        field = QLineEdit()
        field.setAccessibleName(key)
        layout.addWidget(field)
        layout.addWidget(Button(text=key))
        window.add_page(key, icon, f"gui.nav.{key}", page)
    window.add_page("settings", "settings", "gui.nav.settings", QWidget(), at_bottom=True)
    window.set_workspace("Hinoki Store")
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()


def field_of(console: Console, key: str) -> QLineEdit:
    return console.page(key).findChild(QLineEdit)


def test_title_warns_in_both_languages(console: Console, qapp: QApplication) -> None:
    for language in ("en", "ja"):
        i18n.apply(qapp, language)
        qapp.processEvents()
        assert console.windowTitle() == "weeklypm DO NOT SHARE / 共有しない"


def test_language_switch_reaches_form_rail_and_commands(console: Console, qapp: QApplication) -> None:
    i18n.apply(qapp, "ja")
    qapp.processEvents()
    assert console.ui.start.text() == "会をはじめる"
    assert console.ui.rail._top.places.index(0).data() == "今週"
    names = [action.text() for _, action in console.commands.usable()]
    assert "進行へ移る" in names


@pytest.mark.parametrize(
    ("key", "page"), [(Qt.Key.Key_2, "meeting"), (Qt.Key.Key_3, "incidents"), (Qt.Key.Key_Comma, "settings")]
)
def test_numbered_keys_show_pages(console: Console, qtbot: QtBot, key: Qt.Key, page: str) -> None:
    with qtbot.waitSignal(console.page_shown):
        QTest.keyClick(console, key, CONTROL)
    assert console.shown_page() == page


def test_a_pages_key_gives_the_keyboard_to_its_list(console: Console, qtbot: QtBot) -> None:
    rows = QListWidget()
    rows.setAccessibleName("rows")
    console.page("incidents").layout().addWidget(rows)
    field_of(console, "this_week").setFocus()
    console.show_page("incidents")
    assert not rows.hasFocus()
    QTest.keyClick(console, Qt.Key.Key_3, CONTROL)
    assert rows.hasFocus()
    rows.setEnabled(False)
    field_of(console, "incidents").setFocus()
    QTest.keyClick(console, Qt.Key.Key_3, CONTROL)
    assert field_of(console, "incidents").hasFocus()


def test_a_page_is_added_once(console: Console) -> None:
    with pytest.raises(KeyError):
        console.add_page("meeting", "presentation", "gui.nav.meeting", QWidget(console))
    with pytest.raises(KeyError):
        console.show_page("library")


def test_f5_starts_and_live_offers_the_end(console: Console, qtbot: QtBot) -> None:
    with qtbot.waitSignal(console.start_requested):
        QTest.keyClick(console, Qt.Key.Key_F5)
    console.set_live(True, "32nd meeting, running")
    assert not console.ui.start.isVisible()
    with qtbot.assertNotEmitted(console.start_requested):
        QTest.keyClick(console, Qt.Key.Key_F5)
    with qtbot.waitSignal(console.end_requested):
        console.ui.end.click()
    console.set_live(False)
    console.set_startable(False, "First choose a weekday.")
    assert console.ui.start.accessibleDescription() == "First choose a weekday."
    with qtbot.assertNotEmitted(console.start_requested):
        QTest.keyClick(console, Qt.Key.Key_F5)


def test_undo_belongs_to_a_text_field_that_has_the_focus(console: Console, qtbot: QtBot) -> None:
    with qtbot.waitSignal(console.undo_requested):
        QTest.keyClick(console, Qt.Key.Key_Z, CONTROL)
    with qtbot.waitSignal(console.redo_requested):
        QTest.keyClick(console, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    field = field_of(console, "this_week")
    field.setFocus()
    assert is_typing()
    QTest.keyClicks(field, "abc")
    with qtbot.assertNotEmitted(console.undo_requested):
        QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""


def test_single_keys_belong_to_their_page_and_yield_to_typing(console: Console, qtbot: QtBot) -> None:
    pressed: list[str] = []
    console.commands.add(Command("gui.reveal.back", ("B",), page="meeting"), lambda: pressed.append("b"))
    QTest.keyClick(console, Qt.Key.Key_B)
    assert pressed == []
    console.show_page("meeting")
    console.setFocus()
    QTest.keyClick(console, Qt.Key.Key_B)
    assert pressed == ["b"]
    field = field_of(console, "meeting")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_B)
    assert (pressed, field.text()) == (["b"], "b")


def test_space_presses_the_focused_button_and_not_the_page(console: Console) -> None:
    pressed: list[str] = []
    console.show_page("meeting")
    console.commands.add(Command("gui.reveal.back", ("Space",), page="meeting"), lambda: pressed.append("page"))
    button = console.page("meeting").findChild(Button)
    button.clicked.connect(lambda: pressed.append("button"))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == ["button"]
    console.setFocus()
    QTest.keyClick(console, Qt.Key.Key_Space)
    assert pressed == ["button", "page"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_focused_button(console: Console, key: Qt.Key) -> None:
    pressed: list[str] = []
    console.show_page("meeting")
    button = console.page("meeting").findChild(Button)
    button.clicked.connect(lambda: pressed.append("button"))
    QTest.keyClick(field_of(console, "meeting"), key)
    assert pressed == []
    QTest.keyClick(button, key)
    assert pressed == ["button"]
    button.setEnabled(False)
    QTest.keyClick(button, key)
    assert pressed == ["button"]


def test_a_clicker_works_while_typing(console: Console) -> None:
    pressed: list[str] = []
    console.show_page("meeting")
    command = Command("gui.reveal.forward", ("PgDown",), page="meeting", always=True)
    console.commands.add(command, lambda: pressed.append("next"))
    field = field_of(console, "meeting")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert pressed == ["next"]
    console.commands.remove(command)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert pressed == ["next"]


def test_typing_is_told(console: Console, qtbot: QtBot) -> None:
    with qtbot.waitSignal(console.typing_changed) as told:
        field_of(console, "this_week").setFocus()
    assert told.args == [True]
    with qtbot.waitSignal(console.typing_changed) as told:
        console.setFocus()
    assert told.args == [False]


def test_narrow_window_keeps_what_matters(console: Console, qtbot: QtBot) -> None:
    console.set_stage_state("Stage on display 2")
    assert console.ui.stage_words.isVisible()
    with qtbot.waitSignal(console.narrowed):
        console.resize(1024, 700)
    assert console.is_narrow()
    assert console.ui.rail.width() == 56
    assert not console.ui.stage_words.isVisible()
    assert console.minimumSize().toTuple() == (1024, 700)


def test_palette_filters_runs_and_gives_the_focus_back(console: Console, qtbot: QtBot) -> None:
    field = field_of(console, "this_week")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_K, CONTROL)
    sheet = console.palette_sheet
    assert sheet.isVisible()
    QTest.keyClicks(sheet.field, "go settings")
    assert sheet._entries.rowCount() == 1
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert console.shown_page() == "settings"
    assert not sheet.isVisible()


def test_palette_shows_what_was_found_for_the_words_still_there(console: Console, qtbot: QtBot) -> None:
    sheet = console.palette_sheet
    sheet.open()
    opened: list[str] = []
    with qtbot.waitSignal(sheet.searched) as told:
        sheet.field.setText("retry storm")
    assert told.args == ["retry storm"]
    assert sheet.nothing.isVisible()
    sheet.show_found("older words", [Entry("Wrong", lambda: opened.append("wrong"))])
    assert sheet._entries.rowCount() == 0
    sheet.show_found("retry storm", [Entry("Payment retry storm", lambda: opened.append("right"), "activity")])
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert opened == ["right"]
    sheet.open()
    QTest.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.parametrize(("typed", "found"), [("", True), ("start", True), ("MEET st", True), ("stop", False)])
def test_palette_matches_words_in_any_order(typed: str, found: bool) -> None:
    assert matches(typed, "Start meeting") is found


def test_key_sheet_lists_keys_and_keeps_others_quiet(console: Console, qtbot: QtBot) -> None:
    QTest.keyClick(console, Qt.Key.Key_F1)
    assert console.key_sheet.isVisible()
    with qtbot.assertNotEmitted(console.start_requested):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not console.key_sheet.isVisible()
    with qtbot.waitSignal(console.start_requested):
        QTest.keyClick(console, Qt.Key.Key_F5)


def test_geometry_is_remembered(console: Console, settings: QSettings, qtbot: QtBot) -> None:
    console.resize(1024, 720)
    console.close()
    again = Console(settings)
    qtbot.addWidget(again)
    assert again.height() == 720  # the default is higher


def test_closing_can_be_refused(console: Console) -> None:
    def refuse(event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]

    console.close_requested.connect(refuse)
    assert not console.close()
    console.close_requested.disconnect(refuse)
    assert console.close()


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_everything_is_named_reached_and_shows_its_focus(console: Console, qapp: QApplication, worn: str) -> None:
    theme.apply(qapp, worn)
    assert sweep.faults(console) == []


def test_the_sweep_finds_what_is_wrong(console: Console) -> None:
    page = console.page("this_week")
    nameless = Button(page, icon="x", variant="icon")
    page.layout().addWidget(nameless)
    hidden = QWidget(page)
    hidden.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    hidden.setFixedSize(40, 20)
    hidden.setAccessibleName("blind")
    page.layout().addWidget(hidden)
    QApplication.processEvents()
    found = sweep.faults(console)
    assert any("has no name" in fault for fault in found)
    assert "QWidget(blind) does not show its focus" in found
