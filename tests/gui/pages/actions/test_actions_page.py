"""The actions page: what it lists, and what can be done by keys, each with its reason where one is needed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from desk_fixture import Heard
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_actions import Set

from weeklypm.domain.outcomes import ActionItem, ActionState, ActionType, Priority, ReasonKind
from weeklypm.gui.pages.actions_edit_dialog import ActionDialog
from weeklypm.gui.pages.actions_small_dialogs import BlockDialog, LinkDialog, SplitDialog
from weeklypm.services import actions
from weeklypm.services.actions import ActionRow

TODAY = date(2026, 9, 2)
CONTROL = Qt.KeyboardModifier.ControlModifier
GOOD = "The provider answers next week only"


def press(shown: Set, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or shown.console, key, held)
    shown.settle()


def confirm(shown: Set) -> None:
    press(shown, Qt.Key.Key_Return, CONTROL)


def row(shown: Set, words: str) -> ActionRow:
    return next(found for found in shown.view().rows if words in found.action.text)


def listed(shown: Set) -> list[str]:
    model = shown.page.list.model
    return [str(model.index(number, 0).data()) for number in model.headings()]


def stand_on(shown: Set, words: str) -> ActionRow:
    found = row(shown, words)
    shown.page.list.choose(found.action.id)
    shown.page.list.take_keys()
    return found


def add(shown: Set, text: str, **fields: object) -> None:
    shown.change(lambda unit: actions.add_action(unit, text, **fields))  # type: ignore[arg-type]


# What is listed


def test_late_actions_stand_first_and_every_tab_says_how_many_there_are(shown: Set) -> None:
    page = shown.page
    assert [heading.split() for heading in listed(shown)] == [
        ["Late", "4"], ["This", "week", "3"], ["Coming", "5"], ["No", "date", "2"]]  # fmt: skip
    assert page.list.ui.header.aside.text() == "14 open · average 21 days"
    tabs = page.list.ui.tabs
    assert [tabs.accessibleTabName(number) for number in range(tabs.count())] == [
        "Open 14", "Late 4", "Blocked 1", "Ideas 1", "Ended 2"]  # fmt: skip
    for tab, count in (("late", 4), ("blocked", 1), ("idea", 1), ("ended", 2)):
        tabs.choose(tab)
        assert page.list.model.rowCount() == count + 1, "the rows and their heading"


def test_the_tabs_are_chosen_by_keys(shown: Set) -> None:
    tabs = shown.page.list.ui.tabs
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.value() == "late"
    assert shown.page.list.model.rowCount() == 5


def test_arrows_step_over_headings_and_the_details_follow(shown: Set) -> None:
    stand_on(shown, "nightly totals")
    press(shown, Qt.Key.Key_Down)
    assert shown.page.details.title.text() == "Cut the queue of searches at its length"
    press(shown, Qt.Key.Key_Up)
    assert shown.page.details.title.text() == "Find what slows the nightly totals"


def test_the_details_tell_of_source_owner_and_every_slip(shown: Set) -> None:
    heard: list[tuple[str, object]] = []
    shown.desk.tellers.page_requested.connect(lambda page, what: heard.append((page, what)))
    found = stand_on(shown, "stock sync")
    details = shown.page.details
    assert details.facts["owner"].value.text() == "Saegusa · Stock"
    assert details.facts["due"].value.text() == "14 Aug  19 days late"
    moved = [(entry.moved.text(), entry.reason.text()) for entry in details.history.entries]
    assert moved == [
        ("31 Jul → 14 Aug", "No place for the probe was agreed"),
        ("17 Jul → 31 Jul", "The summer sale came first"),
    ]
    details.facts["source"].link.click()
    assert found.incident is not None
    assert heard == [("incidents", found.incident.id)]


def test_an_empty_list_says_that_none_is_valid_and_takes_the_first(empty: Set) -> None:
    page = empty.page
    assert page.list.empty.purpose.text() == "No open actions. No action is a valid result."
    page.list.empty.button.click()
    dialog = page._dialog(ActionDialog)
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert dialog.fields["text"].error.text() == "Write what is to be done."
    QTest.keyClicks(dialog.text, "Limit retries")
    dialog.link.setText("javascript:alert(1)")
    confirm(empty)
    assert "no link that can be opened safely" in dialog.fields["link"].error.text()
    assert dialog.text.toPlainText() == "Limit retries", "nothing typed is lost"
    dialog.link.setText("https://tracker.example/7")
    dialog.due.setText("")
    QTest.keyClicks(dialog.due, "9/18")
    confirm(empty)
    assert not dialog.isVisible()
    made = row(empty, "Limit retries").action
    assert (made.due, made.link, made.state) == (date(2026, 9, 18), "https://tracker.example/7", ActionState.COMMITTED)
    assert page.details.title.text() == "Limit retries", "what was added is chosen"


# Changing with a reason


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


# Ending, editing, blocking


def test_space_ends_and_opens_again_without_a_word(shown: Set) -> None:
    stand_on(shown, "nightly totals")
    press(shown, Qt.Key.Key_Space)
    found = row(shown, "nightly totals")
    assert found.action.state is ActionState.DONE
    assert shown.page.list.rows(), "what stands in its place is chosen"
    shown.page.list.choose(found.action.id)
    assert shown.page.list.tab().value == "ended"
    shown.page.list.take_keys()
    press(shown, Qt.Key.Key_D)
    assert not shown.page.is_asking(), "what has ended has no date to move"
    press(shown, Qt.Key.Key_Space)
    assert row(shown, "nightly totals").action.state is ActionState.COMMITTED


def test_editing_words_needs_no_reason_and_moving_the_date_there_does(shown: Set) -> None:  # noqa: PLR0915  as above
    stand_on(shown, "payment is tried")
    press(shown, Qt.Key.Key_E)
    dialog = shown.page._dialog(ActionDialog)
    dialog.text.setPlainText("Limit retries of payments")
    dialog.type.setCurrentIndex(dialog.type.findData(ActionType.REPAIR.value))
    confirm(shown)
    assert not dialog.isVisible()
    found = row(shown, "Limit retries of payments")
    assert (found.action.type, len(found.changes)) == (ActionType.REPAIR, 1)
    press(shown, Qt.Key.Key_E)
    dialog.due.set_day(date(2026, 9, 25))
    dialog.priority.setCurrentIndex(dialog.priority.findData("P0"))
    dialog.done_when.setPlainText("Ten tries at most")
    confirm(shown)
    assert shown.reason.isVisible()
    press(shown, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "back at what was typed"
    assert dialog.due.day() == date(2026, 9, 25)
    assert row(shown, "Limit retries of payments").action.done_when == ""
    dialog.text.setFocus()
    confirm(shown)
    shown.reason.why.text.setPlainText(GOOD)
    shown.reason.why.text.setFocus()
    confirm(shown)
    assert not dialog.isVisible()
    assert not shown.reason.isVisible()
    found = row(shown, "Limit retries of payments")
    assert (found.action.due, found.action.priority) == (date(2026, 9, 25), Priority.P0)
    assert found.action.done_when == "Ten tries at most"
    assert {change.field for change in found.changes[:2]} == {"due", "priority"}


def test_an_old_date_may_stand_while_other_things_are_edited(shown: Set) -> None:
    before = stand_on(shown, "stock sync")
    press(shown, Qt.Key.Key_E)
    dialog = shown.page._dialog(ActionDialog)
    dialog.link.setText("https://tracker.example/INV-118")
    confirm(shown)
    after = row(shown, "stock sync").action
    assert (after.due, after.owner_id, after.link) == (
        before.action.due, before.action.owner_id, "https://tracker.example/INV-118")  # fmt: skip


def test_what_stops_an_action_is_said_and_taken_back(shown: Set) -> None:
    stand_on(shown, "nightly totals")
    press(shown, Qt.Key.Key_B)
    dialog = shown.page._dialog(BlockDialog)
    confirm(shown)
    assert dialog.field.error.text() == "Write what it waits for. A few words are enough."
    QTest.keyClicks(dialog.by, "The new database")
    confirm(shown)
    found = row(shown, "nightly totals").action
    assert (found.blocked_by, found.blocked_since) == ("The new database", TODAY)
    assert shown.page.details.facts["blocked"].value.text() == "Since 2 Sep: The new database"
    press(shown, Qt.Key.Key_B)
    assert row(shown, "nightly totals").action.blocked_since is None


# Typing, filtering, links


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


def test_the_filter_says_what_is_left_out(shown: Set) -> None:
    page = shown.page
    stand_on(shown, "stock sync")
    press(shown, Qt.Key.Key_F)
    assert page.list.ui.filter.text.hasFocus()
    page.list.ui.filter.text.insert("ＴＥＬＬ")
    assert page.list.ui.filter.said.text() == "Filtered by “ＴＥＬＬ”: 2 of 14"
    owner = page.list.ui.filter.owner
    owner.setCurrentIndex(owner.findText("Hayami"))
    owner.activated.emit(owner.currentIndex())
    assert page.list.ui.filter.said.text() == "Filtered by Owner Hayami and “ＴＥＬＬ”: 1 of 14"
    QTest.keyClick(page.list.ui.filter.text, Qt.Key.Key_Return)
    assert page.list.ui.table.hasFocus()
    page.list.ui.filter.text.setText("<b>nothing</b>")
    assert page.list.ui.none.text().startswith("Nothing passes the filter")
    press(shown, Qt.Key.Key_F)
    assert not page.list.ui.filter.isVisible()
    assert page.list.model.rowCount() == 18


@pytest.mark.parametrize(("box", "value", "count"), [("team", "Search", 2), ("type", "Prevent", 3)])
def test_team_and_type_can_be_looked_for(shown: Set, box: str, value: str, count: int) -> None:
    chosen = getattr(shown.page.list.ui.filter, box)
    chosen.setCurrentIndex(chosen.findText(value))
    chosen.activated.emit(chosen.currentIndex())
    model = shown.page.list.model
    assert sum(model.row(number) is not None for number in range(model.rowCount())) == count


class Opened(QObject):
    """Take what would be opened outside."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, link: QUrl) -> None:
        self.links.append(link.toString())


def test_a_link_is_opened_only_after_it_was_shown_and_allowed(shown: Set) -> None:
    opened = Opened()
    add(shown, "Linked", link="https://tracker.example/INV-1")
    shown.page.refresh()
    shown.settle()
    QDesktopServices.setUrlHandler("https", opened, "take")
    try:
        stand_on(shown, "Linked")
        shown.page.details.facts["link"].link.click()
        dialog = shown.page._dialog(LinkDialog)
        assert dialog.link.text().replace("\u200b", "") == "https://tracker.example/INV-1"
        press(shown, Qt.Key.Key_Escape)
        assert opened.links == []
        shown.page.details.facts["link"].link.click()
        confirm(shown)
        assert opened.links == ["https://tracker.example/INV-1"]
    finally:
        QDesktopServices.unsetUrlHandler("https")


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "https://u:p@host/", "//x"])
def test_a_link_that_came_in_from_outside_unsafe_is_not_offered(shown: Set, link: str) -> None:
    heard = Heard(shown.desk)
    shown.change(lambda unit: unit.add(ActionItem(**unit.stamp(), text="Imported", link=link)))
    shown.page.refresh()
    shown.settle()
    stand_on(shown, "Imported")
    shown.page.details.facts["link"].link.click()
    assert not shown.page.is_asking()
    assert heard.failed[0].code == "actions.problem.link"
