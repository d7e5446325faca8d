"""How the actions page bears what comes: small windows, long and right-to-left text, thousands of rows, switches."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from actions_example import ARABIC, MANY
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sheet_actions import SMALL, Set, long_text, many, sample, stand
from sweep import faults

from weeklypm.gui import i18n, theme
from weeklypm.gui.models.action_rows import COLUMNS
from weeklypm.gui.pages.actions_edit_dialog import ActionDialog
from weeklypm.gui.pages.actions_menu import KEYS, ActionMenu, offers
from weeklypm.gui.pages.actions_small_dialogs import SplitDialog

SECONDS = 1.5
"""What showing three thousand rows may take of the window's thread; it takes a tenth of it."""


@pytest.fixture
def small(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    with stand("ja", theme.DARK, tmp_path / "w.db", SMALL) as made:
        sample(made)
        made.open()
        yield made


def beyond(root: QWidget) -> list[str]:
    """Return the labels and fields that stick out of a widget."""
    room = root.rect()
    found = [child for child in root.findChildren(QWidget) if child.isVisibleTo(root)]
    return [
        f"{type(child).__name__} {child.objectName()} {getattr(child, 'text', str)()}"
        for child in found
        if isinstance(child, QLabel) and not room.contains(QRect(child.mapTo(root, QPoint(0, 0)), child.size()))
    ]


def squeezed(root: QWidget) -> list[str]:
    """Return the buttons that are narrower than their words."""
    found = [child for child in root.findChildren(QPushButton) if child.isVisibleTo(root)]
    return [button.text() for button in found if button.text() and button.width() < button.sizeHint().width()]


def test_everything_with_the_focus_has_a_name_is_reached_and_shows_it(shown: Set) -> None:
    shown.page.list.toggle_filter()
    assert faults(shown.page) == []


@pytest.mark.parametrize("asked", ["due", "several", "drop", "edit", "split", "block"])
def test_every_dialog_is_reached_by_tab_too(shown: Set, asked: str) -> None:
    shown.choose(*((0, 1) if asked == "several" else (0,)))
    shown.page.run(asked)
    shown.settle()
    dialog = next(dialog for dialog in shown.page._dialogs.values() if dialog.isVisible())
    assert faults(dialog) == []
    assert beyond(dialog) == []
    assert squeezed(dialog) == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_word_on_a_button_is_cut(shown: Set, qapp: QApplication, language: str) -> None:
    i18n.apply(qapp, language)
    shown.choose(0)
    for asked in ("due", "drop", "edit", "split", "block"):
        shown.page.run(asked)
        shown.settle()
        dialog = next(dialog for dialog in shown.page._dialogs.values() if dialog.isVisible())
        assert squeezed(dialog) == []
        dialog.reject()
    assert squeezed(shown.page) == []


def test_a_small_window_hides_the_type_and_lays_the_details_over_the_page(small: Set) -> None:
    page = small.page
    assert page.list.ui.table.isColumnHidden(COLUMNS.index("type"))
    assert not page.panel_page.panel.isVisible()
    assert page.panel_page.opener.text() == "詳細"
    page.panel_page.opener.click()
    assert page.panel_page.panel.isVisible()
    assert page.details.title.text() == "在庫同期の遅れを5分で知らせる"
    small.console.resize(1440, 900)
    small.settle()
    assert not page.list.ui.table.isColumnHidden(COLUMNS.index("type"))
    assert page.panel_page.panel.isVisible()


@pytest.mark.parametrize("number", [0, 3, 6])
def test_the_row_that_is_changed_stays_in_sight(small: Set, number: int) -> None:
    small.choose(number)
    small.page.run("due")
    small.settle()
    place = small.page.list.place_of_choice()
    assert place is not None
    assert not small.reason.geometry().intersects(place)
    assert small.console.rect().contains(small.reason.geometry())


def test_long_and_right_to_left_text_stays_inside(qtbot: QtBot, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db", SMALL) as made:
        long_text(made)
        made.open()
        for number in range(2):
            made.choose(number)
            made.settle()
            made.page.panel_page.open_drawer()
            made.settle()
            content = made.page.details.widget()
            assert content.width() <= made.page.details.viewport().width()
            assert beyond(content) == []
            made.page.panel_page.close_drawer()
            made.page.run("due")
            made.settle()
            assert beyond(made.reason) == []
            assert made.console.rect().contains(made.reason.geometry())
            made.reason.reject()
        assert made.page.details.title.text() == ARABIC


def test_three_thousand_actions_do_not_hold_the_window_up(qtbot: QtBot, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        many(made)
        made.open()
        view = made.view()
        assert len(view.rows) == MANY
        began = time.thread_time()
        made.page.list.ui.tabs.choose("late")
        made.page._show(view)
        made.page.list.ui.tabs.choose("open")
        made.page.list.ui.filter.text.setText("stock 12")
        made.page.list.ui.filter.clear()
        made.page.list.ui.table.selectAll()
        made.page.run("due")
        made.reason.due.day.setText("2026-12-24")
        made.reason.due.day.textEdited.emit("2026-12-24")
        assert time.thread_time() - began < SECONDS * 4
        assert made.page.list.model.rowCount() == MANY + 3
        assert len(made.page.list.rows()) == MANY
        made.reason.reject()


def test_language_and_theme_change_while_the_page_and_a_dialog_are_open(shown: Set, qapp: QApplication) -> None:
    shown.choose(0)
    shown.page.run("due")
    shown.reason.why.text.setPlainText("Half a sentence")
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    page, dialog = shown.page, shown.reason
    assert dialog.isVisible()
    assert (dialog.title.text(), dialog.why.reason()) == ("期限を変える理由", "Half a sentence")
    assert dialog.due.old.text() == "8月14日"
    assert dialog.answer.accessibleName() == "変更を記録"
    assert page.list.ui.header.title.text() == "アクション"
    assert page.list.ui.tabs.accessibleTabName(1) == "期限超過 4"
    assert page.list.model.index(1, COLUMNS.index("due")).data() == "8/14"
    assert page.details.history.entries[0].moved.text() == "7/31 → 8/14"
    assert page.details.facts["due"].name.text() == "期限"


def test_keys_rest_while_a_dialog_asks(shown: Set) -> None:
    shown.choose(0)
    shown.page.run("split")
    for name in KEYS:
        shown.page.run(name)
    open_now = [kind for kind, dialog in shown.page._dialogs.items() if dialog.isVisible()]
    assert open_now == [SplitDialog]
    shown.page.add()
    assert ActionDialog not in shown.page._dialogs


def test_the_menu_offers_what_fits_with_its_keys(shown: Set) -> None:
    ran: list[str] = []
    shown.choose(0)
    menu = ActionMenu(shown.page, shown.page.list.rows(), ran.append)
    said = [action.text().split("\t") for action in menu.actions() if not action.isSeparator()]
    assert said[0] == ["Change due date…", "D"]
    assert said[-1] == ["Drop…", "X"]
    menu.actions()[0].trigger()
    assert ran == ["due"]
    assert offers(()) == ()
    shown.page.list.ui.tabs.choose("ended")
    shown.settle()
    assert offers(shown.page.list.rows()) == ("reopen", "edit")


def test_enter_does_the_first_thing_that_is_offered(shown: Set) -> None:
    shown.choose(0)
    shown.page.list.ui.table.activated.emit(shown.page.list.ui.table.currentIndex())
    assert shown.reason.isVisible()
    assert shown.reason.title.text() == "Why the due date moves"


def test_the_page_finds_an_action_by_its_id_whatever_is_left_out(shown: Set) -> None:
    found = shown.view().rows[-1]
    shown.page.list.ui.filter.text.setText("nothing like it")
    shown.page.open_row(found.action.id)
    shown.settle()
    assert [row.action.id for row in shown.page.list.rows()] == [found.action.id]
