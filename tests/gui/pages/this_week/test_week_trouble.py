"""What goes wrong on the week's page, and what is pressed in haste: nothing typed is lost, nothing done twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from desk_fixture import Heard
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSpinBox
from week_set import TOPIC, Set

from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.queue_small_dialogs import PostponeDialog
from weeklypm.gui.widgets.item_mime import FROM_AGENDA, FROM_QUEUE
from weeklypm.gui.widgets.row_list import RowList

CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@contextmanager
def file_gone(shown: Set) -> Iterator[None]:
    """Take the workspace's file away, so that nothing can be stored, and bring it back."""
    path = shown.desk.workspace
    away = path.with_name("away.sqlite")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


def edit_minutes(shown: Set) -> QSpinBox:
    agenda = shown.page.ui.agenda
    agenda.setFocus()
    agenda.setCurrentIndex(agenda.model().index(0, 0))
    QTest.keyClick(agenda, Qt.Key.Key_M)
    editor = agenda.findChild(QSpinBox)
    assert isinstance(editor, QSpinBox)
    editor.setFocus()
    return editor


def forget_deleted() -> None:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def item_dialog(shown: Set) -> ItemDialog:
    found = shown.console.findChild(ItemDialog)
    assert found is not None
    return found


def votes_place(shown: Set) -> QPoint:
    view = shown.page.queue.list
    shown.page.queue.select(shown.items()[TOPIC].id)
    return QPoint(view.viewport().width() - 30, view.visualRect(view.currentIndex()).center().y())


@pytest.mark.parametrize("way", ["quick", "palette", "dialog"])
def test_the_keyboard_comes_back_also_from_an_editor_that_is_gone(shown: Set, way: str) -> None:
    edit_minutes(shown)
    if way == "quick":
        shown.page.quick_add()
    elif way == "palette":
        shown.console.palette_sheet.open()
    else:
        shown.page.add_item()
    forget_deleted()
    QTest.keyClick(QApplication.focusWidget() or shown.console, Qt.Key.Key_Escape)
    forget_deleted()
    assert QApplication.focusWidget() is not None
    QTest.keyClick(QApplication.focusWidget() or shown.console, Qt.Key.Key_N, CONTROL)
    assert shown.quick().field.hasFocus()


def test_a_new_item_that_cannot_be_stored_stays_in_its_dialog(shown: Set) -> None:
    shown.page.add_item()
    dialog = item_dialog(shown)
    dialog.heading.setText("どうして夜に鳴ったのか")
    dialog.detail.setPlainText("Two pages of what we know")
    with file_gone(shown):
        dialog.answer.click()
        shown.settle()
        assert dialog.isVisible()
        assert dialog.fields["heading"].is_wrong()
        assert dialog.detail.toPlainText() == "Two pages of what we know"
    dialog.answer.click()
    shown.settle()
    assert not dialog.isVisible()
    assert shown.items()["どうして夜に鳴ったのか"].detail == "Two pages of what we know"


def test_a_postponement_that_cannot_be_stored_is_told_where_it_was_asked(shown: Set) -> None:
    shown.page.items.postpone(shown.items()[TOPIC])
    dialog = shown.console.findChild(PostponeDialog)
    assert dialog is not None
    dialog.day.setText("2026-10-07")
    with file_gone(shown):
        dialog.answer.click()
        shown.settle()
        assert dialog.isVisible()
        assert dialog.field.is_wrong()
        assert dialog.day.text() == "2026-10-07"


def test_pressing_twice_adds_once(shown: Set) -> None:
    before = len(shown.items())
    shown.page.add_item()
    dialog = item_dialog(shown)
    dialog.heading.setText("Once")
    dialog.answer.click()
    dialog.answer.click()
    shown.settle()
    assert len(shown.items()) == before + 1


def test_two_quick_clicks_on_votes_are_two_votes_and_open_nothing(shown: Set) -> None:
    votes, at = shown.items()[TOPIC].votes, votes_place(shown)
    viewport = shown.page.queue.list.viewport()
    QTest.mouseClick(viewport, LEFT, pos=at)
    QTest.mouseDClick(viewport, LEFT, pos=at)
    QTest.mouseRelease(viewport, LEFT, pos=at)
    shown.settle()
    assert shown.items()[TOPIC].votes == votes + 2
    assert shown.console.findChild(ItemDialog) is None


def test_only_a_whole_left_click_on_the_votes_counts(shown: Set) -> None:
    votes, at = shown.items()[TOPIC].votes, votes_place(shown)
    viewport = shown.page.queue.list.viewport()
    QTest.mouseClick(viewport, RIGHT, pos=at)
    QTest.mousePress(viewport, LEFT, pos=QPoint(30, at.y()))
    QTest.mouseRelease(viewport, LEFT, pos=at)
    shown.settle()
    assert shown.items()[TOPIC].votes == votes


@pytest.mark.parametrize("key", [b"", b"no identity", b"\xff\xfe\x00", b"0" * 64])
def test_what_another_program_drops_under_our_name_does_nothing(shown: Set, key: bytes) -> None:
    heard, before = Heard(shown.desk), shown.items()
    lists: tuple[tuple[RowList, str], ...] = (
        (shown.page.ui.agenda, FROM_QUEUE),
        (shown.page.ui.agenda, FROM_AGENDA),
        (shown.page.queue.list, FROM_AGENDA),
    )
    for view, kind in lists:
        data = QMimeData()
        data.setData(kind, key)
        at = QPointF(20, 20)
        view.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier))
        shown.settle()
    assert shown.items() == before
    assert heard.told == []
