"""What is done to the agenda on the week's page, by mouse and keys."""

from __future__ import annotations

from functools import partial

import pytest
from desk_fixture import Heard
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QMenu, QSpinBox
from pytestqt.modeltest import ModelTester
from week_set import NEAR, TALK, TOPIC, Set

from weeklypm.domain.values import message
from weeklypm.gui.pages.agenda_week import WeekAgenda
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.item_mime import FROM_AGENDA, FROM_QUEUE, carry
from weeklypm.services import arranging, meetings, queue

# A menu takes the keyboard, which the offscreen platform cannot give.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def test_another_item_is_taken_instead_and_given_back(shown: Set) -> None:
    shown.change_menu()
    assert "Take instead" in shown.menu()
    shown.choose(TOPIC)
    assert shown.entries() == [TOPIC]
    assert shown.page.ui.agenda.entries()[2].reason == "Pinned to this meeting"
    shown.change_menu()
    shown.choose("Unpin")
    assert shown.entries() == [TALK]
    shown.change_menu()
    shown.choose("Pin to this meeting")
    assert shown.items()[TALK].pinned


def test_the_main_item_is_dropped_and_brought_back(shown: Set) -> None:
    shown.change_menu()
    shown.choose("Drop from the queue")
    assert shown.entries() == ["Lunch menu in the help headings"]
    shown.desk.operations.undo()
    shown.settle()
    assert shown.entries() == [TALK]


def test_the_question_can_only_be_replaced(empty: Set) -> None:
    empty.change_menu()
    assert list(empty.menu()) == ["Hold another kind", "Add something…", "Compose again"]
    empty.choose("Add something…")
    assert empty.quick().isVisible()


def test_keys_edit_the_minutes_of_any_line(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    agenda.setFocus()
    for row, key in ((0, Qt.Key.Key_F2), (3, Qt.Key.Key_M)):
        agenda.setCurrentIndex(agenda.model().index(row, 0))
        QTest.keyClick(agenda, key)
        _edit(agenda, 5)
        shown.settle()
    agenda.setCurrentIndex(agenda.model().index(2, 0))
    agenda.activated.emit(agenda.currentIndex())
    _edit(agenda, 10)
    shown.settle()
    assert shown.items()[TALK].minutes == 10
    assert [entry.minutes for entry in agenda.entries()] == [5, 3, 10, 5, 3, 1]
    assert shown.page.ui.agenda_title.count.text() == "27 of 30 min"
    for _ in range(3):
        shown.undo()
    assert [entry.minutes for entry in agenda.entries()] == [2, 3, 17, 4, 3, 1]
    assert shown.items()[TALK].minutes is None


def _edit(agenda: WeekAgenda, minutes: int) -> None:
    editor = next(box for box in agenda.findChildren(QSpinBox) if box.isVisible())
    editor.setValue(minutes)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def test_a_segment_given_no_minutes_has_its_usual_ones_again(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    agenda.minutes_edited.emit(0, 6)
    shown.settle()
    assert agenda.entries()[0].minutes == 6
    agenda.minutes_edited.emit(0, 0)
    shown.settle()
    assert agenda.entries()[0].minutes == 2


def test_a_double_click_edits_minutes(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    for row in (0, 2):
        rect = agenda.visualRect(agenda.model().index(row, 0))
        QTest.mouseDClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(90, 20))
        _edit(agenda, 3)
        shown.settle()
        assert agenda.entries()[row].minutes == 3


def test_the_minutes_of_the_question_follow_from_the_others(empty: Set) -> None:
    agenda = empty.page.ui.agenda
    agenda.setCurrentIndex(agenda.model().index(2, 0))
    QTest.keyClick(agenda, Qt.Key.Key_F2)
    agenda.activated.emit(agenda.currentIndex())
    assert agenda.findChild(QSpinBox) is None


def test_too_much_for_the_time_says_what_to_shorten(shown: Set) -> None:
    item = shown.items()[TALK]
    shown.change(partial(queue.edit_item, item_id=item.id, pinned=True, minutes=25))
    title = shown.page.ui.agenda_title
    assert (title.count.text(), title.count.property("tone")) == ("38 of 30 min", "warn")
    assert (title.remark.text(), title.remark.property("tone")) == (f"8 min over: shorten “{TALK}”", "warn")
    bar = shown.page.ui.bar
    assert bar.over_rect().left() == pytest.approx(bar.width() * 30 / 38)
    shown.change(partial(queue.edit_item, item_id=item.id, minutes=17))
    assert (title.count.text(), title.remark.property("tone")) == ("30 of 30 min", "text3")
    assert bar.over_rect().isEmpty()


# Order


def _drop(view: QListView, key: str, source: str, row: int) -> bool:
    """Drop an item as the desktop does: above a row, or with -1 in the middle of the main line."""
    index = view.model().index(2 if row < 0 else row, 0)
    rect = view.visualRect(index)
    at = rect.center() if row < 0 else rect.topLeft() + QPoint(200, 1)
    data = carry(key, source)
    event = QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    view.dropEvent(event)
    return event.isAccepted()


def test_something_dropped_between_the_lines_is_held_there(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    items = shown.items()
    assert _drop(agenda, str(items[TOPIC].id), FROM_QUEUE, 2)
    shown.settle()
    assert shown.entries() == [TOPIC, TALK]
    assert [shown.items()[title].place for title in (TOPIC, TALK)] == [1, 2]
    assert _drop(agenda, str(items[NEAR].id), FROM_QUEUE, 3)
    shown.settle()
    assert shown.entries() == [TOPIC, NEAR, TALK]
    assert _drop(agenda, str(items[TALK].id), FROM_AGENDA, 2)
    shown.settle()
    assert shown.entries() == [TALK, TOPIC, NEAR]
    for _ in range(3):
        shown.undo()
    assert shown.entries() == [TALK]
    assert not shown.items()[TALK].pinned


def test_something_dropped_onto_the_agenda_is_held_instead_of_what_was_not_pinned(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    items = shown.items()
    assert _drop(agenda, str(items[TOPIC].id), FROM_QUEUE, -1)
    shown.settle()
    assert shown.entries() == [TOPIC]
    assert _drop(agenda, str(items[NEAR].id), FROM_QUEUE, -1)
    shown.settle()
    assert shown.entries() == [TOPIC, NEAR]


def test_what_is_dragged_back_into_the_queue_is_not_pinned_any_more(shown: Set) -> None:
    items = shown.items()
    shown.change(partial(arranging.arrange, item_ids=(items[TOPIC].id, items[NEAR].id)))
    assert shown.entries() == [TOPIC, NEAR]
    assert _drop(shown.page.queue.list, str(items[TOPIC].id), FROM_AGENDA, 2)
    shown.settle()
    assert shown.entries() == [NEAR]
    assert not _drop(shown.page.queue.list, str(items[NEAR].id), FROM_QUEUE, 2)


def test_delete_unpins_a_line(shown: Set) -> None:
    items = shown.items()
    shown.change(partial(arranging.arrange, item_ids=(items[TOPIC].id, items[NEAR].id)))
    agenda = shown.page.ui.agenda
    agenda.setFocus()
    agenda.setCurrentIndex(agenda.model().index(3, 0))
    QTest.keyClick(agenda, Qt.Key.Key_Delete)
    shown.settle()
    assert shown.entries() == [TOPIC]
    agenda.setCurrentIndex(agenda.model().index(0, 0))
    QTest.keyClick(agenda, Qt.Key.Key_Delete)
    shown.settle()
    assert len(agenda.entries()) == 6


def test_alt_and_the_arrow_keys_move_main_lines_among_each_other(shown: Set) -> None:
    items = shown.items()
    shown.change(partial(arranging.arrange, item_ids=(items[TOPIC].id, items[NEAR].id)))
    agenda = shown.page.ui.agenda
    agenda.setFocus()
    agenda.setCurrentIndex(agenda.model().index(2, 0))
    QTest.keyClick(agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    assert shown.entries() == [TOPIC, NEAR]
    QTest.keyClick(agenda, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    assert shown.entries() == [NEAR, TOPIC]
    assert agenda.currentIndex().row() == 3
    QTest.keyClick(agenda, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    assert shown.entries() == [TOPIC, NEAR]


def test_only_items_are_taken_from_a_drag_and_only_while_it_is_a_plan(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    model = agenda.model()
    assert model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    carried = model.mimeData([model.index(2, 0)])
    assert bytes(carried.data(FROM_AGENDA).data()).decode() == str(shown.items()[TALK].id)
    other = QMimeData()
    other.setText("no item")
    nowhere = QModelIndex()
    assert not model.dropMimeData(other, Qt.DropAction.CopyAction, 0, 0, nowhere)
    key = str(shown.items()[TOPIC].id)
    shown.change(meetings.start_meeting)
    assert not _drop(agenda, key, FROM_QUEUE, 2)
    assert not model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    agenda.removed.emit(2)
    agenda.moved.emit(2, 3)
    shown.page.agenda.compose_again()
    shown.settle()
    assert shown.entries() == [TALK]


def test_the_lists_are_sound_models(shown: Set, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(shown.page.ui.agenda.model())
    qtmodeltester.check(shown.page.queue.list.model())


# Kinds, composing again


def test_the_best_of_another_kind_is_held_instead(shown: Set) -> None:
    shown.change_menu()
    kinds = shown.menu()["Hold another kind"].menu()
    assert isinstance(kinds, QMenu)
    named = {action.text(): action for action in kinds.actions()}
    assert "Question to the room" in named
    assert "Incident talk" not in named
    named["Open topic"].trigger()
    shown.settle()
    assert shown.entries() == [TOPIC]


def test_composing_again_forgets_minutes_and_keeps_what_is_pinned(shown: Set) -> None:
    agenda, desk = shown.page.ui.agenda, shown.page.agenda
    heard = Heard(shown.desk)
    assert not desk.compose.isVisible()
    shown.change(partial(queue.pin, item_id=shown.items()[TOPIC].id))
    agenda.minutes_edited.emit(5, 4)
    shown.settle()
    assert desk.compose.isVisible()
    assert agenda.entries()[5].minutes == 4
    desk.compose.click()
    shown.settle()
    assert agenda.entries()[5].minutes == 1
    assert shown.entries() == [TOPIC]
    assert heard.told[-1] == (message("topics.done.composed"), True)
    desk.compose.click()
    shown.settle()
    assert heard.told[-1] == (message("topics.done.composed_same"), False)
    shown.undo()
    assert agenda.entries()[5].minutes == 4


def test_the_menu_key_offers_what_a_segment_can(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    agenda.minutes_edited.emit(0, 4)
    shown.settle()
    agenda.menu_requested.emit(1, QPoint(1, 1))
    assert list(shown.menu()) == ["Minutes…", "Compose again"]
    for menu in shown.page.findChildren(QMenu):
        menu.close()
    agenda.setCurrentIndex(agenda.model().index(0, 0))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    agenda.contextMenuEvent(event)
    assert list(shown.menu()) == ["Minutes…", "Usual minutes again", "Compose again"]
    shown.choose("Usual minutes again")
    assert agenda.entries()[0].minutes == 2
    agenda.menu_requested.emit(0, QPoint(1, 1))
    shown.choose("Minutes…")
    _edit(agenda, 7)
    shown.settle()
    assert agenda.entries()[0].minutes == 7


def test_a_main_line_says_what_was_not_chosen(shown: Set) -> None:
    index = shown.page.ui.agenda.model().index(2, 0)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("Not chosen: “")
    assert NEAR in tip
    assert tip in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_tab_goes_as_the_page_is_read(shown: Set) -> None:
    shown.change(partial(queue.pin, item_id=shown.items()[TOPIC].id))
    page = shown.page
    change = next(one for one in page.ui.agenda.findChildren(Button) if one.isVisible())
    panel = [page.queue.add, page.queue.list, page.checks.lines()[-1].link]
    wanted = [page.agenda.compose, page.ui.agenda, change, *panel]
    stops, at = [], page.nextInFocusChain()
    while at is not page:
        stops.append(at)
        at = at.nextInFocusChain()
    assert [stop for stop in stops if stop in wanted] == wanted
