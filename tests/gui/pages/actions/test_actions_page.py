"""The actions page: what it lists, what ends, stops and is edited there, what is looked for, and links."""

from __future__ import annotations

from datetime import date

import pytest
from actions_hands import CONTROL, GOOD, TODAY, add, confirm, listed, press, row, stand_on
from desk_fixture import Heard
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from sheet_actions import Set

from weeklypm.domain.outcomes import ActionItem, ActionState, ActionType, Priority
from weeklypm.gui.pages.actions_edit_dialog import ActionDialog
from weeklypm.gui.pages.actions_small_dialogs import BlockDialog, LinkDialog


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


def test_headings_alone_are_low_also_after_an_action_went_elsewhere(shown: Set) -> None:
    stand_on(shown, "nightly totals")
    press(shown, Qt.Key.Key_Space)
    shown.settle()
    table, model = shown.page.list.ui.table, shown.page.list.model
    usual = table.verticalHeader().defaultSectionSize()
    low = {number for number in range(model.rowCount()) if table.rowHeight(number) < usual}
    assert low == set(model.headings())
    assert all(table.rowHeight(number) == usual for number in range(model.rowCount()) if number not in low)


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


# Filtering, links


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


def test_the_history_is_never_blank_between_two_reloads(shown: Set) -> None:
    stand_on(shown, "stock sync")
    page, history = shown.page, shown.page.details.history
    assert history.entries
    assert page._view is not None
    page._show(page._view)
    # Looked at before any further event: what is drawn next has the entries already.
    assert history.isVisible()
    assert history.entries
    assert all(entry.isVisible() for entry in history.entries)
