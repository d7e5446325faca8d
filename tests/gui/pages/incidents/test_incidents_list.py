"""The list of incidents and near misses: found, opened and added to by keys, a hundred rows at a time."""

from __future__ import annotations

from uuid import UUID

from desk_fixture import settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sheet_incidents import Set

from weeklypm.domain.incident import IncidentKind
from weeklypm.gui.models.incident_rows import BATCH
from weeklypm.services import incidents


def undo(shown: Set) -> None:
    shown.desk.operations.undo()
    shown.settle()


def test_the_list_holds_incidents_and_near_misses_newest_first(shown: Set) -> None:
    model = shown.page.list.model
    days = [model.row(number).incident.occurred_on for number in range(model.rowCount())]  # type: ignore[union-attr]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert {row.incident.kind for row in shown.rows()} == set(IncidentKind)
    assert shown.page.list.ui.header.facts.text() == "6 incidents and near misses"


def test_a_row_is_found_and_opened_by_keys_and_left_again(shown: Set) -> None:
    page = shown.page
    QTest.keyClicks(page.list.ui.filter, "LUNCHTIME")
    assert page.list.rows.rowCount() == 1
    QTest.keyClick(page.list.ui.filter, Qt.Key.Key_Return)
    QTest.keyClick(page.list.ui.table, Qt.Key.Key_Return)
    shown.settle()
    assert page.stack.currentWidget() is page.pane
    assert page.pane.head.title.text() == "Search slow at lunchtime"
    page.pane.head.crumb.click()
    shown.settle()
    assert page.stack.currentWidget() is page.list
    assert page.list.ui.table.hasFocus()


def test_a_filter_that_finds_nothing_says_so(shown: Set) -> None:
    shown.page.list.ui.filter.setText("<b>cake</b>")
    assert shown.page.list.ui.none.text() == "Nothing for “<b>cake</b>”. Try a service name."
    assert not shown.page.list.ui.table.isVisible()


def test_an_empty_list_says_that_near_misses_count(empty: Set) -> None:
    page = empty.page
    assert page.list.empty.purpose.text() == "Nothing recorded. Near misses count too."
    assert not page.list.ui.table.isVisible()
    page.list.empty.button.click()
    dialog = page.title_dialog
    assert dialog is not None
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.field.error.text().startswith("A topic needs a title")
    QTest.keyClicks(dialog.field.line, "Lunch menu in the headings")
    QTest.keyClick(dialog.field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    empty.settle()
    assert [row.incident.kind for row in empty.rows()] == [IncidentKind.NEAR_MISS]
    assert page.pane.head.title.text() == "Lunch menu in the headings"
    undo(empty)
    assert empty.rows() == []
    assert page.stack.currentWidget() is page.list, "what is undone is not shown any more"
    assert page.list.ui.empty_card.isVisible()


def test_three_hundred_incidents_come_a_hundred_at_a_time_and_a_filter_asks_for_all(empty: Set) -> None:
    def fill(unit: object) -> None:
        for number in range(3 * BATCH):
            incidents.add_incident(unit, f"Incident {number:04}", IncidentKind.INCIDENT)  # type: ignore[arg-type]

    empty.change(fill)
    listed = empty.page.list
    assert listed.model.rowCount() == BATCH
    assert listed.ui.header.facts.text() == "The newest 100; scroll for more"
    listed.ui.table.scrollToBottom()
    empty.settle()
    assert BATCH < listed.model.rowCount() < 3 * BATCH
    last = empty.rows()[-1].incident.title
    listed.ui.filter.setText(last)
    for _ in range(3):
        empty.settle()
    assert listed.model.complete
    assert listed.rows.rowCount() == 1


def test_an_unknown_id_leads_back_to_the_list(shown: Set) -> None:
    shown.page.open_row(UUID(int=7))
    shown.settle()
    settle(shown.desk)
    assert shown.page.stack.currentWidget() is shown.page.list
