"""Pasting replies of a chat in the window: shown before they are added, changed line by line, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sweep
from desk_fixture import Heard
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from week_set import TOPIC, Set

from weeklypm.domain.agenda import Kind
from weeklypm.domain.quick_add_paste import MOST_LINES
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n
from weeklypm.gui.pages.queue_paste_dialog import PasteDialog

# A menu takes the keyboard, which the offscreen platform cannot give.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

LONG = "x" * 301
REPLIES = (
    f"Sena  10:32 AM\n- Handover notes 10 min :pray:\n+1\n・{TOPIC}\n> Any topics?\n- Old flags\n{LONG}\n2 replies"
)


@pytest.fixture
def dialog(shown: Set) -> Iterator[PasteDialog]:
    shown.page.items.adding.paste(REPLIES)
    shown.settle()
    found = shown.console.findChild(PasteDialog)
    assert found is not None
    yield found
    found.reject()


def column(dialog: PasteDialog, number: int) -> list[str]:
    return [dialog.model.index(row, number).data() for row in range(dialog.model.rowCount())]


def test_each_line_is_shown_as_what_it_becomes(dialog: PasteDialog) -> None:
    assert column(dialog, 0) == [str(number) for number in range(1, 9)]
    assert column(dialog, 1) == ["Skip", "Add", "Skip", "Skip", "Skip", "Add", "Skip", "Skip"]
    assert column(dialog, 2)[1] == "Handover notes"
    assert column(dialog, 3) == [
        "name and time",
        "Open topic · 10 min · 1 vote",
        "counts as a vote",
        "already in the queue",
        "a quote",
        "Open topic",
        "too long: 301 of 300",
        "from the chat program",
    ]
    assert dialog.answer.accessibleName() == "Add 2 topics"
    assert dialog.count.text() == "3 lines stay here"


def test_what_is_taken_is_one_change_and_what_is_not_stays(shown: Set, dialog: PasteDialog) -> None:
    heard, before = Heard(shown.desk), set(shown.items())
    dialog.answer.click()
    shown.settle()
    assert set(shown.items()) - before == {"Handover notes", "Old flags"}
    assert shown.items()["Handover notes"].votes == 1
    assert shown.items()["Handover notes"].proposer_id is not None
    assert heard.told[-1] == (message("topics.done.added", n=2), True)
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == f"・{TOPIC}\n> Any topics?\n{LONG}"
    assert dialog.answer.isEnabled()
    shown.undo()
    assert set(shown.items()) == before


def test_a_paste_with_nothing_left_closes(shown: Set, dialog: PasteDialog) -> None:
    dialog.text.setPlainText("Sena 10:32\n- One more thing\n+1")
    dialog.read_now()
    shown.settle()
    dialog.answer.click()
    shown.settle()
    assert not dialog.isVisible()
    assert dialog.text.toPlainText() == ""
    assert "One more thing" in shown.items()


def test_space_takes_and_leaves_and_keys_change_the_kind(shown: Set, dialog: PasteDialog) -> None:
    table, model = dialog.table, dialog.model
    table.setFocus()
    table.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert column(dialog, 1)[1] == "Skip"
    assert column(dialog, 3)[1] == "left out"
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert column(dialog, 3)[1].startswith("Near miss")
    table.setCurrentIndex(model.index(4, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    table.setCurrentIndex(model.index(6, 0))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert column(dialog, 1)[6] == "Skip"
    dialog.text.setPlainText(REPLIES + "\nOne line more")
    dialog.read_now()
    shown.settle()
    assert [draft.title for draft in model.drafts()] == ["Handover notes", "Any topics?", "Old flags", "One line more"]
    assert [draft.kind for draft in model.drafts()][:2] == [Kind.NEAR_MISS, Kind.DASHBOARD_REVIEW]


def test_a_click_takes_and_offers_kinds(dialog: PasteDialog) -> None:
    table, model = dialog.table, dialog.model
    for column_number in (1, 3):
        at = table.visualRect(model.index(4, column_number)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu = next(menu for menu in dialog.findChildren(QMenu) if menu.isVisible())
    {action.text(): action for action in menu.actions()}["Near miss"].trigger()
    menu.close()
    assert (column(dialog, 1)[4], column(dialog, 3)[4]) == ("Add", "Near miss")


def test_nothing_to_add_is_told_and_nothing_is_lost(shown: Set, dialog: PasteDialog) -> None:
    dialog.text.setPlainText("2 replies\n" + LONG)
    dialog.read_now()
    shown.settle()
    dialog.answer.click()
    assert dialog.isVisible()
    assert dialog.field.error.text().startswith("No line here becomes a topic yet")
    assert dialog.text.toPlainText() == "2 replies\n" + LONG


def test_too_many_lines_are_told_and_stay(shown: Set, dialog: PasteDialog) -> None:
    text = "a\n" * (MOST_LINES + 1)
    dialog.text.setPlainText(text)
    dialog.read_now()
    shown.settle()
    assert str(MOST_LINES + 1) in dialog.field.error.text().replace(",", "")
    assert dialog.text.toPlainText() == text


def test_two_thousand_lines_are_read_off_the_windows_thread(shown: Set, dialog: PasteDialog) -> None:
    dialog.text.setPlainText("\n".join(f"• \u202e{n} \u200bwhat? :eyes: שלום 10分" for n in range(2000)))
    dialog.read_now()
    # The question is on its way, and the window goes on: the old lines are still shown.
    assert dialog.model.rowCount() == 8
    shown.settle()
    assert len(dialog.model.drafts()) == 2000
    dialog.answer.click()
    shown.settle()
    assert not dialog.isVisible()
    assert len(shown.items()) > 2000


def test_an_answer_for_an_older_text_is_dropped(shown: Set, dialog: PasteDialog) -> None:
    dialog.text.setPlainText("first")
    dialog.read_now()
    dialog.text.setPlainText("second")
    dialog.read_now()
    shown.settle()
    assert column(dialog, 2) == ["second"]
    dialog.text.setPlainText("third")
    dialog.answer.click()
    shown.settle()
    assert "third" in shown.items()
    assert "second" not in shown.items()


def test_the_lines_are_a_sound_model_in_both_languages(
    shown: Set, dialog: PasteDialog, qtmodeltester: ModelTester, qapp: QApplication
) -> None:
    qtmodeltester.check(dialog.model)
    assert dialog.model.data(QModelIndex()) is None
    i18n.apply(qapp, Language.JA)
    shown.settle()
    assert column(dialog, 1)[:2] == ["しない", "追加"]
    assert dialog.answer.accessibleName() == "2件を追加"
    assert dialog.model.headerData(3, Qt.Orientation.Horizontal) == "種類／理由"


def test_dialog_and_quick_line_are_reached_by_keys_and_named(shown: Set, dialog: PasteDialog) -> None:
    assert sweep.unnamed(dialog) == []
    dialog.reject()
    shown.page.quick_add()
    assert sweep.unnamed(shown.quick()) == []


def test_the_quick_line_goes_on_to_the_paste(shown: Set) -> None:
    shown.page.quick_add()
    shown.quick().field.setText("Old flags")
    shown.quick().paste.click()
    shown.settle()
    dialog = shown.console.findChild(PasteDialog)
    assert dialog is not None
    assert column(dialog, 2) == ["Old flags"]
    assert not shown.quick().isVisible()
    dialog.reject()


def test_what_was_just_pasted_is_read_and_added_by_one_press(shown: Set, dialog: PasteDialog) -> None:
    dialog.text.setPlainText("- The disk of the runner fills up")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.count.text() == "Reading…"
    shown.settle()
    assert "The disk of the runner fills up" in shown.items()
    assert not dialog.isVisible()


def test_typing_on_takes_the_press_back(shown: Set, dialog: PasteDialog) -> None:
    before = set(shown.items())
    dialog.text.setPlainText("- The disk of the runner fills up")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.text.setPlainText("- The disk of the runner fills up at night")
    dialog.read_now()
    shown.settle()
    assert set(shown.items()) == before
    assert dialog.answer.accessibleName() == "Add 1 topic"


def test_topics_have_room_and_no_line_is_said_to_stay_where_none_does(shown: Set, dialog: PasteDialog) -> None:
    title = "Who rotates the signing keys when the team is away?"
    dialog.text.setPlainText(title)
    dialog.read_now()
    shown.settle()
    assert dialog.count.isHidden()
    table = dialog.table
    assert table.fontMetrics().horizontalAdvance(title) < table.columnWidth(2) - 24
    assert dialog.width() <= shown.console.width() - 48
    assert "Ctrl" in dialog._key.words
