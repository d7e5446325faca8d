from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from weeklypm.gui.widgets import table
from weeklypm.gui.widgets.agenda_list import AgendaEntry, AgendaList
from weeklypm.gui.widgets.list_model import ValueList
from weeklypm.gui.widgets.nav_rail import NavRail, Place, Places
from weeklypm.gui.widgets.queue_list import QueueEntry, QueueGroup, QueueList
from weeklypm.gui.widgets.segment_list import NOW, SegmentList, SegmentRow

Show = Callable[..., QWidget]

LINES = [
    AgendaEntry("16:00", 2, "Open"),
    AgendaEntry("16:02", 17, "Should staging alerts page?", main=True, kind="Open topic", icon="message-circle"),
    AgendaEntry("16:19", 4, "Close", chip="4 late"),
]
GROUPS = [
    QueueGroup("Incident talks", "activity", (), "None waiting"),
    QueueGroup("Open topics", "message-circle", (QueueEntry("a", "Alerts", "28 days", 5), QueueEntry("b", "Shifts"))),
]


def test_models_keep_qts_rules() -> None:
    parent = Places()
    QAbstractItemModelTester(parent, QAbstractItemModelTester.FailureReportingMode.Fatal)
    parent.add(Place("a", "activity", "A"))
    parent.change("a", count=3)
    values: ValueList[str] = ValueList(parent, str)
    QAbstractItemModelTester(values, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for wanted in (["a"], ["a", "b", "c"], ["b"], []):
        values.replace(wanted)
        assert values.values() == wanted
    parent.deleteLater()


def test_rail_tells_what_was_chosen_and_not_what_was_set(show: Show, qtbot: QtBot) -> None:
    rail = NavRail()
    for key in ("week", "meeting"):
        rail.add(key, "activity", key)
    rail.add("settings", "settings", "settings", at_bottom=True)
    show(rail)
    with qtbot.assertNotEmitted(rail.chosen):
        rail.select("settings")
    assert rail.selected() == "settings"
    rail.select("week")
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.keyClick(rail._top, Qt.Key.Key_Down)
    assert told.args == ["meeting"]
    assert rail.selected() == "meeting"


def test_passing_by_with_tab_changes_no_page_and_enter_does(show: Show, qtbot: QtBot) -> None:
    rail = NavRail()
    rail.add("week", "activity", "week")
    rail.add("settings", "settings", "settings", at_bottom=True)
    show(rail)
    rail.select("week")
    rail._top.setFocus()
    with qtbot.assertNotEmitted(rail.chosen):
        QTest.keyClick(rail._top, Qt.Key.Key_Tab)
    assert rail._bottom.hasFocus()
    with qtbot.waitSignal(rail.chosen) as told:
        QTest.keyClick(rail._bottom, Qt.Key.Key_Return)
    assert told.args == ["settings"]


def test_narrow_rail_names_its_icons(show: Show) -> None:
    rail = NavRail()
    rail.add("week", "calendar-days", "This week")
    rail.set_count("week", 3)
    show(rail)
    assert rail.width() == 200
    rail.set_narrow(True)
    assert rail.width() == 56
    index = rail._top.places.index(0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "This week"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "This week 3"


def test_agenda_edits_minutes_by_f2_and_by_double_click(show: Show, qtbot: QtBot) -> None:
    agenda = AgendaList()
    agenda.set_entries(LINES)
    show(agenda)
    agenda.setFocus()
    agenda.setCurrentIndex(agenda.model().index(0, 0))
    QTest.keyClick(agenda, Qt.Key.Key_F2)
    editor = agenda.findChild(QSpinBox)
    assert editor.value() == 2
    editor.setValue(5)
    with qtbot.waitSignal(agenda.minutes_edited) as told:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == [0, 5]


def test_agenda_moves_lines_by_keys_within_its_ends(show: Show, qtbot: QtBot) -> None:
    agenda = AgendaList()
    agenda.set_entries(LINES)
    show(agenda)
    agenda.setCurrentIndex(agenda.model().index(0, 0))
    with qtbot.waitSignal(agenda.moved) as told:
        QTest.keyClick(agenda, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert told.args == [0, 1]
    with qtbot.assertNotEmitted(agenda.moved):
        QTest.keyClick(agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


def test_agenda_button_belongs_to_the_main_line(show: Show, qtbot: QtBot) -> None:
    agenda = AgendaList()
    agenda.set_entries(LINES, change="Change…")
    show(agenda)
    ((row, button),) = agenda._buttons
    assert row == 1
    middle = agenda.visualRect(agenda.model().index(1, 0))
    assert middle.contains(agenda.viewport().mapFrom(agenda, button.geometry().center()))
    with qtbot.waitSignal(agenda.change_requested) as told:
        button.click()
    assert told.args == [1]


def test_agenda_is_as_high_as_its_rows(show: Show) -> None:
    agenda = AgendaList()
    agenda.set_entries(LINES)
    show(agenda)
    wide = agenda.rows_height()
    assert wide == 44 + 66 + 44
    agenda.set_tight(True)
    assert agenda.rows_height() == 36 + 66 + 36


def test_agenda_says_each_line_to_readers(show: Show) -> None:
    agenda = AgendaList()
    agenda.set_entries(LINES)
    show(agenda)
    said = agenda.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "16:19 Close: 4 min · 4 late"


def test_queue_keeps_empty_groups_and_the_selection(show: Show, qtbot: QtBot) -> None:
    queue = QueueList()
    queue.set_groups(GROUPS)
    show(queue)
    said = [queue.model().index(row, 0).data() for row in range(queue.model().rowCount())]
    assert said[0] == "Incident talks · None waiting"
    assert said[2] == "Alerts · 28 days · 5 votes"
    with qtbot.waitSignal(queue.chosen):
        queue.select("b")
    with qtbot.assertNotEmitted(queue.chosen, wait=0):
        assert queue.selected() == "b"
    queue.set_groups([*GROUPS, QueueGroup("More", "gauge", (), "None waiting")])
    assert queue.selected() == "b"
    queue.set_groups(GROUPS[:1])
    assert queue.selected() == ""


def test_queue_opens_by_enter_and_votes_by_a_click(show: Show, qtbot: QtBot) -> None:
    queue = QueueList()
    queue.set_groups(GROUPS)
    show(queue)
    queue.setFocus()
    queue.select("a")
    with qtbot.waitSignal(queue.opened) as told:
        QTest.keyClick(queue, Qt.Key.Key_Return)
    assert told.args == ["a"]
    row = queue.visualRect(queue.currentIndex())
    with qtbot.waitSignal(queue.vote_requested) as told:
        at = QPoint(queue.viewport().width() - 30, row.center().y())
        QTest.mouseClick(queue.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["a", 1]


def test_groups_are_skipped_by_the_arrow_keys(show: Show) -> None:
    queue = QueueList()
    queue.set_groups([GROUPS[1], QueueGroup("More", "gauge", (QueueEntry("c", "Checkout"),))])
    show(queue)
    queue.setFocus()
    queue.select("b")
    QTest.keyClick(queue, Qt.Key.Key_Down)
    assert queue.selected() == "c"


@pytest.fixture
def rows(show: Show) -> table.Table:
    view = table.Table()
    model = QStandardItemModel(2, 2, view)
    for row in range(2):
        for column in range(2):
            model.setItem(row, column, QStandardItem(f"{row}{column}"))
    model.item(0, 0).setData(True, table.PRIORITY)
    model.item(1, 0).setData("signal", table.LANE)
    view.setModel(model)
    show(view)
    return view


def test_table_activates_by_enter_and_lets_tab_go_on(rows: table.Table, qtbot: QtBot) -> None:
    rows.setFocus()
    rows.selectRow(1)
    rows.setCurrentIndex(rows.model().index(1, 0))
    with qtbot.waitSignal(rows.activated):
        QTest.keyClick(rows, Qt.Key.Key_Return)
    QTest.keyClick(rows, Qt.Key.Key_Tab)
    assert rows.currentIndex().row() == 1
    assert rows.rowHeight(0) == 44


def test_home_and_end_go_to_the_first_and_last_row_that_can_be_chosen(rows: table.Table) -> None:
    model = rows.model()
    assert isinstance(model, QStandardItemModel)
    model.insertRow(0, [QStandardItem("heading"), QStandardItem()])
    for column in range(2):
        model.item(0, column).setFlags(Qt.ItemFlag.NoItemFlags)
    rows.setFocus()
    rows.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert [index.row() for index in rows.selectionModel().selectedRows()] == [2]
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert [index.row() for index in rows.selectionModel().selectedRows()] == [1]
    assert rows.currentIndex().column() == 1


def test_focused_row_wears_a_frame(rows: table.Table, qapp: QApplication) -> None:
    rows.selectRow(1)
    rows.setCurrentIndex(rows.model().index(1, 0))
    rows.clearFocus()
    before = rows.grab().toImage()
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    qapp.processEvents()
    assert rows.grab().toImage() != before


def test_segment_list_shows_the_running_part_and_asks_to_go(show: Show, qtbot: QtBot) -> None:
    parts = SegmentList()
    parts.set_rows([SegmentRow("open", "Open", "2:20 / 2", "done"), SegmentRow("main", "Main", "4:18 / 17", NOW)])
    show(parts)
    assert parts.model().index(1, 0).data() == "Main · 4:18 / 17 · now"
    parts.setCurrentIndex(parts.model().index(1, 0))
    with qtbot.waitSignal(parts.go_requested) as told:
        QTest.keyClick(parts, Qt.Key.Key_Return)
    assert told.args == ["main"]
