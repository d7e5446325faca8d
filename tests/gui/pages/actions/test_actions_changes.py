"""Changing agreed actions by keys: dates, priorities and owners move, and actions are dropped, with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from actions_hands import GOOD, TODAY, add, confirm, press, row, stand_on
from desk_fixture import Heard
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_actions import Set

from weeklypm.domain.outcomes import ActionState, Priority, ReasonKind
from weeklypm.gui.pages.actions_small_dialogs import SplitDialog


def test_a_date_moves_by_keys_and_comes_back_by_undo(shown: Set) -> None:  # noqa: PLR0915  one walk through it all
    heard = Heard(shown.desk)
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_D)
    dialog = shown.reason
    assert dialog.isVisible()
    assert dialog.title.text() == "Why the due date moves"
    assert dialog.due.old.text() == "21 Aug"
    assert dialog.due.old.font().strikeOut()
    dialog.due.day.selectAll()
    QTest.keyClicks(dialog.due.day, "18 Sep")
    assert dialog.due.remark.text() == "4 weeks later"
    dialog.why.tap(ReasonKind.HELP_NEEDED)
    dialog.why.text.setFocus()
    QTest.keyClicks(dialog.why.text, GOOD)
    confirm(shown)
    assert not dialog.isVisible()
    assert shown.page.list.ui.table.hasFocus(), "the keys are the table's again"
    found = row(shown, "payment is tried")
    assert (found.action.due, found.slips) == (date(2026, 9, 18), 2)
    assert (found.changes[0].reason, found.changes[0].kind) == (GOOD, ReasonKind.HELP_NEEDED)
    assert heard.told[-1][1], "the toast offers Undo"
    assert shown.page.details.history.entries[0].moved.text() == "21 Aug → 18 Sep"
    shown.desk.operations.undo()
    shown.settle()
    found = row(shown, "payment is tried")
    assert (found.action.due, found.slips) == (date(2026, 8, 21), 1)
    chips = [chip.text() for chip in shown.page.details.history.entries[0].findChildren(type(shown.page.details.type))]
    assert "Withdrawn" in chips, "an undone change stays to be seen"


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "-", "ー", "なし", "TBD", "n/a", "\u200b"])
def test_a_reason_that_says_nothing_is_refused_and_nothing_is_lost(shown: Set, blank: str) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_D)
    dialog = shown.reason
    dialog.due.day.set_day(date(2026, 9, 18))
    dialog.why.tap(ReasonKind.BIGGER)
    dialog.why.text.setPlainText(blank)
    confirm(shown)
    assert dialog.isVisible()
    assert dialog.why.field.error.text() == "Write why the date moves. One sentence is enough."
    assert (dialog.due.day.day(), dialog.why.kind()) == (date(2026, 9, 18), ReasonKind.BIGGER)
    assert row(shown, "payment is tried").action.due == date(2026, 8, 21)
    press(shown, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_date_that_is_over_or_none_is_refused_under_the_field(shown: Set) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_D)
    dialog = shown.reason
    dialog.why.text.setPlainText(GOOD)
    for typed, said in (("2026-08-30", "30 August 2026 is over"), ("soon", "“soon” is no date")):
        dialog.due.day.setFocus()
        dialog.due.day.selectAll()
        QTest.keyClicks(dialog.due.day, typed)
        confirm(shown)
        assert dialog.isVisible()
        assert said in dialog.due.error.text()
        assert dialog.why.reason() == GOOD
    assert row(shown, "payment is tried").action.due == date(2026, 8, 21)


def test_the_same_value_is_no_change(shown: Set) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_P)
    shown.reason.why.text.setPlainText(GOOD)
    confirm(shown)
    assert shown.reason.priority.error.text().startswith("This is as it was")
    assert not row(shown, "payment is tried").changes[1:]


def test_keys_in_the_date_move_it_by_days_and_weeks_never_into_the_past(shown: Set) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_D)
    day = shown.reason.due.day
    day.set_day(TODAY)
    for key, after in (
        (Qt.Key.Key_Up, TODAY + timedelta(days=1)),
        (Qt.Key.Key_PageUp, TODAY + timedelta(days=8)),
        (Qt.Key.Key_PageDown, TODAY + timedelta(days=1)),
        (Qt.Key.Key_Down, TODAY),
        (Qt.Key.Key_Down, TODAY),
    ):
        QTest.keyClick(day, key)
        assert day.day() == after


def test_a_day_is_picked_in_a_sheet_inside_the_dialog(shown: Set) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_D)
    dialog = shown.reason
    dialog.due.day.set_day(date(2026, 9, 11))
    QTest.keyClick(dialog.due.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget().window() is shown.console, "no window that could lie over the stage"
    press(shown, Qt.Key.Key_Right)
    press(shown, Qt.Key.Key_Return)
    assert dialog.due.day.day() == date(2026, 9, 12)
    assert dialog.due.day.hasFocus()
    dialog.due.day.pick()
    press(shown, Qt.Key.Key_Escape)
    assert dialog.due.day.hasFocus()
    assert dialog.isVisible(), "Esc closes the sheet alone"


def test_priority_and_owner_change_with_a_reason(shown: Set) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_P)
    assert shown.reason.title.text() == "Why the priority changes"
    shown.reason.priority.box.setCurrentIndex(3)
    shown.reason.why.text.setPlainText(GOOD)
    confirm(shown)
    press(shown, Qt.Key.Key_O)
    shown.reason.owner.who.setText("torii")
    assert shown.reason.owner.old.text() == "Sena"
    confirm(shown)
    assert shown.reason.why.field.error.text() == "Write why the owner changes. One sentence is enough."
    shown.reason.why.text.setPlainText(GOOD)
    confirm(shown)
    found = row(shown, "payment is tried")
    assert found.action.priority is Priority.P3
    assert found.owner is not None
    assert found.team is not None
    assert (found.owner.name, found.team.name) == ("Torii", "Search"), "the team follows"
    assert {change.field for change in found.changes} == {"due", "priority", "owner_id", "team_id"}
    moved = shown.page.details.history.entries[0].moved.text()
    assert "Sena → Torii" in moved
    assert "Web → Search" in moved


def test_the_first_date_priority_and_owner_need_no_reason(shown: Set) -> None:
    add(shown, "Read the alarm list")
    shown.page.refresh()
    shown.settle()
    stand_on(shown, "alarm list")
    for key in (Qt.Key.Key_D, Qt.Key.Key_P, Qt.Key.Key_O):
        press(shown, key)
        dialog = shown.reason
        assert not dialog.why.isVisible(), "no reason is asked for"
        dialog.priority.box.setCurrentIndex(1)
        dialog.owner.who.setText("Platform")
        confirm(shown)
        assert not dialog.isVisible()
    found = row(shown, "alarm list")
    assert found.action.due == TODAY + timedelta(days=7)
    assert found.action.priority is Priority.P1
    assert found.team is not None
    assert found.team.name == "Platform"
    assert found.changes == ()


def test_several_actions_move_at_once_with_one_reason_or_not_at_all(shown: Set) -> None:
    stand_on(shown, "stock sync")
    for _ in range(2):
        press(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert shown.page.details.many_title.text() == "3 actions chosen"
    press(shown, Qt.Key.Key_C)
    dialog = shown.reason
    assert [line.isVisible() for line in dialog.lines.values()] == [True] * 3
    QTest.keyClicks(dialog.due.day, "2026-09-30")
    dialog.priority.box.setCurrentIndex(1)
    confirm(shown)
    assert dialog.isVisible(), "without a reason nothing moves"
    dialog.why.text.setPlainText(GOOD)
    confirm(shown)
    moved = [found for found in shown.view().rows if found.action.due == date(2026, 9, 30)]
    assert len(moved) == 3
    assert {found.action.priority for found in moved} == {Priority.P0}
    assert {found.owner.name for found in moved if found.owner} == {"Saegusa", "Sena", "Kayano"}, "left empty, it stays"
    assert all(change.reason == GOOD for found in moved for change in found.changes[:2])
    shown.desk.operations.undo()
    shown.settle()
    assert not [found for found in shown.view().rows if found.action.due == date(2026, 9, 30)], "one step back"


def test_what_is_left_empty_for_several_stays_as_it_is(shown: Set) -> None:
    before = {found.action.id: found.action for found in shown.view().rows[:3]}
    stand_on(shown, "stock sync")
    for _ in range(2):
        press(shown, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(shown, Qt.Key.Key_C)
    shown.reason.priority.box.setCurrentIndex(4)
    shown.reason.why.text.setPlainText(GOOD)
    confirm(shown)
    after = {found.action.id: found.action for found in shown.view().rows if found.action.id in before}
    assert {action.priority for action in after.values()} == {Priority.P3}
    assert [(after[key].due, after[key].owner_id) for key in before] == [
        (action.due, action.owner_id) for action in before.values()]  # fmt: skip


# Other ways, the third time


def test_the_third_slip_offers_to_split_and_keeps_what_was_typed(shown: Set) -> None:
    stand_on(shown, "stock sync")
    press(shown, Qt.Key.Key_D)
    dialog = shown.reason
    assert dialog.ways.isVisible()
    assert dialog.ways.sentence.text() == "This is slip number 3. There are other ways."
    dialog.why.tap(ReasonKind.BIGGER)
    dialog.why.text.setPlainText(GOOD)
    dialog.ways.split_link.click()
    split = shown.page._dialog(SplitDialog)
    assert split.isVisible()
    assert not dialog.isVisible()
    assert (split.why.reason(), split.why.kind()) == (GOOD, ReasonKind.BIGGER)
    QTest.keyClicks(split.parts, "Measure the delay ^9/11")
    confirm(shown)
    assert split.field.error.text().startswith("Write at least two parts")
    press(shown, Qt.Key.Key_Return)
    QTest.keyClicks(split.parts, "Warn who is on duty")
    confirm(shown)
    assert not split.isVisible()
    whole = row(shown, "stock sync").action
    assert whole.state is ActionState.DROPPED
    parts = [row(shown, words).action for words in ("Measure the delay", "Warn who is on duty")]
    assert {part.split_from_id for part in parts} == {whole.id}
    assert [part.due for part in parts] == [date(2026, 9, 11), None]


def test_an_earlier_date_is_no_slip_and_a_second_one_offers_nothing(shown: Set) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_D)
    assert not shown.reason.ways.isVisible()
    press(shown, Qt.Key.Key_Escape)
    stand_on(shown, "stock sync")
    press(shown, Qt.Key.Key_D)
    shown.reason.due.day.set_day(date(2026, 8, 13))
    assert not shown.reason.ways.isVisible()


def test_dropping_asks_why_also_from_the_third_slip(shown: Set) -> None:
    stand_on(shown, "stock sync")
    press(shown, Qt.Key.Key_D)
    shown.reason.why.text.setPlainText(GOOD)
    shown.reason.ways.drop_link.click()
    assert shown.reason.title.text() == "Why it is dropped"
    assert shown.reason.why.reason() == GOOD
    shown.reason.why.text.clear()
    confirm(shown)
    assert shown.reason.why.field.error.text() == "Write why it is dropped. One sentence is enough."
    shown.reason.why.text.setPlainText(GOOD)
    confirm(shown)
    found = row(shown, "stock sync")
    assert found.action.state is ActionState.DROPPED
    assert found.changes[0].reason == GOOD
    assert found.action.due == date(2026, 8, 14), "only the state changes"


def test_a_word_that_is_being_composed_records_nothing(shown: Set) -> None:
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_D)
    dialog = shown.reason
    dialog.why.text.setFocus()
    QApplication.sendEvent(dialog.why.text, QInputMethodEvent("けっさい", []))
    confirm(shown)
    assert dialog.isVisible()
    assert not dialog.why.field.is_wrong()
    confirmed = QInputMethodEvent("", [])
    confirmed.setCommitString("決済会社の返事が来週になった")
    QApplication.sendEvent(dialog.why.text, confirmed)
    QTest.keyClick(dialog.why.text, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter alone begins a line"
    confirm(shown)
    assert not dialog.isVisible()
    assert row(shown, "payment is tried").changes[0].reason == "決済会社の返事が来週になった"
