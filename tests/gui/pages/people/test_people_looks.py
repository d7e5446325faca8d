"""How the page of people bears what comes: small windows, long names, two hundred people, nobody, switches."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import people_example
import pytest
from people_hands import cell, leads, names, press, stand_on, stand_on_date
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sheet_people import SMALL, Set, alone, filled, stand
from sweep import faults

from weeklypm.domain.values import Language
from weeklypm.gui import i18n, theme
from weeklypm.gui.models.people_rows import COLUMNS, TURNS, PeopleModel
from weeklypm.gui.pages.person_dialog import PersonDialog
from weeklypm.storage import Unit

SECONDS = 1.0
"""What showing and walking through two hundred people may take of the window's thread; it takes a fifth of it."""


def squeezed(root: QWidget) -> list[str]:
    """Return the buttons that are narrower than their words."""
    return [
        button.text()
        for button in root.findChildren(QPushButton)
        if button.isVisibleTo(root) and button.width() < button.sizeHint().width()
    ]


def beyond(root: QWidget) -> list[str]:
    """Return the labels that stick out of a widget's width."""
    labels = [label for label in root.findChildren(QLabel) if label.isVisibleTo(root)]
    wide = QRect(0, -10_000, root.width(), 20_000)
    return [label.text() for label in labels if not wide.contains(QRect(label.mapTo(root, label.rect().topLeft()),
                                                                        label.size()))]  # fmt: skip


def test_everything_with_the_focus_has_a_name_is_reached_and_shows_it(shown: Set) -> None:
    assert faults(shown.page) == []


def test_the_drawer_is_reached_by_keys_and_left_by_escape(small: Set) -> None:
    panel = small.page.panel_page
    assert not panel.panel.isVisible()
    assert panel.opener.text() == "Next and teams"
    panel.opener.setFocus(Qt.FocusReason.TabFocusReason)
    press(small, Qt.Key.Key_Space)
    assert panel.panel.isVisible()
    stand_on_date(small, date(2026, 9, 2))
    press(small, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [name for _, name, _ in leads(small)[:2]] == ["Kasuga", "Minase"]
    panel.close_drawer()
    assert not panel.panel.isVisible()
    assert panel.opener.hasFocus()


def test_a_small_window_leaves_out_the_turns_and_shows_ten_people_without_scrolling(small: Set) -> None:
    table = small.page.ledger.table
    assert table.isColumnHidden(TURNS)
    assert table.verticalScrollBar().maximum() == 0
    small.console.resize(1440, 900)
    small.settle()
    assert not table.isColumnHidden(TURNS)
    assert small.page.panel_page.panel.isVisible()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_word_on_a_button_is_cut_and_nothing_sticks_out(shown: Set, qapp: QApplication, language: str) -> None:
    i18n.apply(qapp, language)
    shown.settle()
    assert squeezed(shown.page) == []
    assert beyond(shown.page) == []


def test_language_and_theme_change_while_the_page_and_a_dialog_are_open(shown: Set, qapp: QApplication) -> None:
    stand_on(shown, "Minase")
    press(shown, Qt.Key.Key_Return)
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    page, ledger = shown.page, shown.page.ledger
    assert page.dialog(PersonDialog).isVisible()
    assert ledger.header.title.text() == "メンバー"
    assert ledger.header.aside.text() == "10人、7チーム"
    assert ledger.model.headerData(TURNS, Qt.Orientation.Horizontal) == "2026年の進行"
    assert cell(shown, "Minase", "next") == "9/2 進行"
    assert page.side.turns.lines.values()[0].chip == "確定"
    assert [line.lead for line in page.side.away.lines.values()] == ["9/7まで", "9/9–18"]
    assert page.side.sharing_link.text() == "一人ずつ"
    chosen = ledger.chosen()
    assert chosen is not None
    assert chosen.person.name == "Minase"


def test_the_model_keeps_the_rules_of_models(shown: Set) -> None:
    for model in (shown.page.ledger.model, shown.page.side.turns.lines, shown.page.side.teams.lines):
        tester = ModelTester(None)
        tester.check(model)
        tester._cleanup()


def test_a_model_of_nobody_has_columns_only() -> None:
    model = PeopleModel()
    assert (model.rowCount(), model.columnCount()) == (0, len(COLUMNS))
    assert model.row(0) is None


def test_without_people_the_page_says_how_to_begin(empty: Set) -> None:
    ledger, side = empty.page.ledger, empty.page.side
    assert ledger.empty.purpose.text() == "Two people make a rotation. Alone, you lead."
    assert not ledger.card.isVisible()
    assert ledger.empty.button.hasFocus()
    assert side.next_part.none.text() == "Nobody leads yet."
    assert not side.swap_button.isEnabled()
    assert faults(empty.page) == []
    ledger.empty.button.click()
    empty.settle()
    assert empty.page.dialog(PersonDialog).isVisible()


@pytest.mark.parametrize(
    ("fill", "size", "count"),
    [(alone, (1440, 900), 1), (people_example.fill_three, (1440, 900), 3), (people_example.fill_long, SMALL, 4)],
)
def test_few_people_and_long_names_stay_inside(
    qtbot: QtBot, tmp_path: Path, fill: Callable[[Unit, Language], object], size: tuple[int, int], count: int
) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db", size) as made:
        filled(fill, made)
        made.open()
        assert len(names(made)) == count
        assert beyond(made.page) == []
        table = made.page.ledger.table
        assert table.verticalScrollBar().maximum() == 0
        assert table.horizontalScrollBar().maximum() == 0
        alone_line = "Two people make a rotation. Alone, you lead."
        assert (made.page.ledger.line.text() == alone_line) == (count == 1)
        assert made.page.side.swap_button.isEnabled() == (count > 1)


def test_a_long_name_is_told_whole(qtbot: QtBot, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        filled(people_example.fill_long, made)
        made.open()
        whole = f"{people_example.LONG} I"
        spoken = cell(made, whole, "person", Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == f"{whole}, {people_example.LONG[12:60].strip()}"
        assert cell(made, whole, "person", Qt.ItemDataRole.ToolTipRole) == spoken


def test_two_hundred_people_do_not_hold_the_window_up(qtbot: QtBot, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        filled(people_example.fill_two_hundred, made)
        made.open()
        view, table = made.view(), made.page.ledger.table
        began = time.thread_time()
        made.page._show((view, frozenset()))
        bar = table.verticalScrollBar()
        for place in range(0, bar.maximum(), max(1, bar.maximum() // 40)):
            bar.setValue(place)
            table.viewport().repaint()
        assert time.thread_time() - began < SECONDS * 3
        assert len(names(made)) == 200
        press(made, Qt.Key.Key_End)
        chosen = made.page.ledger.chosen()
        assert chosen is not None
        assert chosen.person.id == view.rows[-1].person.id


def test_the_chosen_row_is_where_a_dialog_looks_for_it(shown: Set) -> None:
    stand_on(shown, "Kasuga")
    place = shown.page.ledger.place_of_choice()
    assert place is not None
    assert shown.console.rect().contains(place)
    shown.page.ledger.table.setCurrentIndex(shown.page.ledger.model.index(-1, -1))
    assert shown.page.ledger.place_of_choice() is None


def test_a_page_asked_for_somebody_who_left_shows_them(shown: Set) -> None:
    person = shown.row("Sena").person
    shown.page.changes.leave(person, date(2026, 9, 1))
    shown.settle()
    assert "Sena" not in names(shown)
    shown.page.open_row(person.id)
    shown.settle()
    chosen = shown.page.ledger.chosen()
    assert chosen is not None
    assert chosen.person.id == person.id
    shown.page.run("gone")
    assert "Sena" not in names(shown)


def test_what_cannot_be_is_told_and_changes_nothing(shown: Set) -> None:
    failed: list[object] = []
    shown.desk.operations.bus.failed.connect(lambda problem, _who: failed.append(problem.code))
    shown.page.changes.leave(shown.row("Kayano").person, date(2026, 8, 1))
    shown.settle()
    assert failed == ["people.problem.led_after"]
    assert "Kayano" in names(shown)
