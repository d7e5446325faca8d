"""What is done to the queue from the week's page, by mouse and keys."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from desk_fixture import Heard, ask
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from week_set import NEAR, TALK, TOPIC, Set

from weeklypm.domain.agenda import Kind
from weeklypm.domain.values import message
from weeklypm.gui.pages.actions_small_dialogs import LinkDialog
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.queue_small_dialogs import PostponeDialog
from weeklypm.services import queue

# A menu takes the keyboard, which the offscreen platform cannot give.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def test_ctrl_n_asks_for_one_line_after_the_other(shown: Set) -> None:
    heard = Heard(shown.desk)
    shown.page.queue.list.setFocus()
    QTest.keyClick(shown.console, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    quick = shown.quick()
    assert quick.field.hasFocus()
    QTest.keyClicks(quick.field, "What if the queue is full? 10 min @Sena https://a.example/x")
    assert quick.kind.currentText() == "Open topic"
    assert [chip.text() for chip in quick._chips] == ["10 min", "from Sena", "a.example/x"]
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    shown.settle()
    assert quick.isVisible()
    assert quick.field.text() == ""
    item = shown.items()["What if the queue is full?"]
    assert (item.kind, item.minutes, item.links) == (Kind.OPEN_TOPIC, 10, ("https://a.example/x",))
    assert item.proposer_id is not None
    assert heard.told[-1] == (message("weekpage.done.added", title="What if the queue is full?"), True)
    shown.undo()
    assert "What if the queue is full?" not in shown.items()


def test_the_quick_line_stays_for_the_next_and_gives_the_focus_back(shown: Set) -> None:
    shown.page.queue.list.setFocus()
    shown.page.quick_add()
    quick = shown.quick()
    for title, kind in (("We almost lost the index", Kind.NEAR_MISS), ("検索のグラフを見たい", Kind.DASHBOARD_REVIEW)):
        quick.field.setText(title)
        QTest.keyClick(quick.field, Qt.Key.Key_Return)
        shown.settle()
        assert shown.items()[title].kind is kind
        assert quick.field.hasFocus()
    QTest.keyClick(quick.field, Qt.Key.Key_Escape)
    assert not quick.isVisible()
    assert shown.page.queue.list.hasFocus()


def test_the_kind_is_changed_by_keys_and_holds_for_one_line(shown: Set) -> None:
    shown.page.queue.add.click()
    quick = shown.quick()
    QTest.keyClicks(quick.field, "Checkout is slow")
    QTest.keyClick(quick.field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert quick.kind.currentText() == "Dashboard review"
    QTest.keyClicks(quick.field, "ish")
    assert quick.draft().kind is Kind.DASHBOARD_REVIEW
    QTest.keyClick(quick.field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(quick.field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    quick.submit()
    shown.settle()
    assert shown.items()["Checkout is slowish"].kind is Kind.NEAR_MISS
    assert quick.draft().kind is Kind.OPEN_TOPIC
    quick.kind.activated.emit(0)
    assert quick.draft().kind is Kind.INCIDENT_TALK
    quick.close_up()


def test_enter_while_a_word_is_composed_adds_nothing(shown: Set) -> None:
    shown.page.quick_add()
    quick = shown.quick()
    before = len(shown.items())
    QApplication.sendEvent(quick.field, QInputMethodEvent("ひきつ", []))
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    shown.settle()
    assert len(shown.items()) == before
    done = QInputMethodEvent("", [])
    done.setCommitString("引き継ぎ")
    QApplication.sendEvent(quick.field, done)
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    shown.settle()
    assert "引き継ぎ" in shown.items()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "A topic needs a title"), ("\u200b :tada:", "A topic needs a title"), ("x" * 301, "301 characters")],
)
def test_a_line_that_cannot_be_added_is_told_and_stays(shown: Set, typed: str, told: str) -> None:
    shown.page.quick_add()
    quick = shown.quick()
    before = len(shown.items())
    quick.field.setText(typed)
    QTest.keyClick(quick.field, Qt.Key.Key_Return)
    shown.settle()
    assert told in quick.problem.text()
    assert quick.problem.text() in quick.field.accessibleDescription()
    assert quick.field.text() == typed
    assert len(shown.items()) == before
    quick.field.setText("better")
    assert not quick.problem.isVisible()


def test_what_could_not_be_stored_comes_back_into_the_line(shown: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    shown.page.quick_add()
    quick = shown.quick()
    # The line's own check is passed, and then the same title is refused where it is stored.
    monkeypatch.setattr("weeklypm.gui.pages.queue_quick_add.tidy_title", str)
    quick.field.setText("x" * 301)
    quick.submit()
    assert quick.field.text() == ""
    shown.settle()
    assert quick.field.text() == "x" * 301
    assert "301 characters" in quick.problem.text()


def test_what_waits_already_is_told_before_it_is_added(shown: Set) -> None:
    shown.page.quick_add()
    quick = shown.quick()
    quick.field.setText(TOPIC.upper())
    assert [chip.text() for chip in quick._chips] == ["already waits"]


def test_the_quick_line_goes_on_to_the_dialog_with_what_was_read(shown: Set) -> None:
    shown.page.quick_add()
    quick = shown.quick()
    quick.field.setText("near miss: disk 9 min https://a.example")
    quick.details.click()
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    assert not quick.isVisible()
    assert dialog.wanted().title == "disk"
    assert (dialog.wanted().kind, dialog.wanted().minutes) == (Kind.NEAR_MISS, 9)
    assert dialog.wanted().links == ("https://a.example",)
    dialog.answer.click()
    shown.settle()
    assert shown.items()["disk"].links == ("https://a.example",)


def test_the_palette_offers_to_add_and_to_ask_why(shown: Set) -> None:
    names = [
        action.text() for command, action in shown.console.commands.usable() if command.code.startswith("weekpage.")
    ]
    assert names == ["Add to the queue", "Why this facilitator?"]
    shown.page.hide()
    shown.page.show()
    assert len(shown.console.commands.all()) == len({command.code for command, _ in shown.console.commands.all()})


def test_a_missing_title_is_told_under_its_field_and_nothing_is_lost(shown: Set) -> None:
    shown.page.add_item()
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    dialog.detail.setPlainText("kept")
    dialog.answer.click()
    assert dialog.isVisible()
    assert dialog.fields["heading"].error.text() == "A topic needs a title; one line is enough."
    assert dialog.detail.toPlainText() == "kept"
    dialog.reject()
    assert len(shown.items()) == len(ask(shown.desk, queue.waiting))


def test_all_fields_of_a_new_item_are_kept(shown: Set) -> None:
    shown.page.add_item()
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    dialog.heading.setText("Disk full at night")
    dialog.kind.setCurrentText("Near miss")
    dialog.presenter.setCurrentText("Sena")
    dialog.minutes.setValue(9)
    dialog.votes.setValue(2)
    dialog.ready.setCurrentText("From 16 Sep")
    dialog.detail.setPlainText("It was close.")
    dialog.answer.click()
    shown.settle()
    item = shown.items()["Disk full at night"]
    assert (item.kind, item.minutes, item.votes, item.detail) == (Kind.NEAR_MISS, 9, 2, "It was close.")
    assert item.ready_from is not None
    assert item.ready_from.isoformat() == "2026-09-16"
    assert item.presenter_id is not None


def test_enter_opens_an_item_and_only_what_differs_is_changed(shown: Set) -> None:
    before = shown.items()[TOPIC]
    shown.page.queue.select(before.id)
    shown.page.queue.list.setFocus()
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_Return)
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    assert dialog.heading.text() == TOPIC
    dialog.answer.click()
    shown.settle()
    assert shown.items()[TOPIC] == before
    shown.page.edit_item(before)
    dialog.minutes.setValue(12)
    dialog.answer.click()
    shown.settle()
    after = shown.items()[TOPIC]
    assert (after.minutes, after.presenter_id, after.detail) == (12, before.presenter_id, before.detail)


def test_the_keys_of_the_queue_vote_and_drop(shown: Set) -> None:
    item = shown.items()[TOPIC]
    shown.page.queue.select(item.id)
    shown.page.queue.list.setFocus()
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_Plus)
    shown.settle()
    assert shown.items()[TOPIC].votes == item.votes + 1
    assert shown.page.queue.list.selected() == str(item.id)
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_Minus)
    shown.settle()
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_Minus)
    shown.settle()
    assert shown.items()[TOPIC].votes == item.votes - 1
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_Delete)
    shown.settle()
    assert TOPIC not in shown.items()
    shown.desk.operations.undo()
    shown.settle()
    assert TOPIC in shown.items()


def test_the_dialog_drops_too(shown: Set) -> None:
    shown.page.edit_item(shown.items()[TOPIC])
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    dialog.drop.click()
    shown.settle()
    assert TOPIC not in shown.items()


def test_the_menu_of_the_queue_postpones(shown: Set) -> None:
    item = shown.items()[TALK]
    shown.page.queue.menu_requested.emit(item, shown.console.pos())
    shown.choose("Postpone to 9 Sep")
    assert shown.entries() == ["Lunch menu in the help headings"]


def test_p_pins_and_unpins(shown: Set) -> None:
    shown.page.queue.select(shown.items()[TOPIC].id)
    shown.page.queue.list.setFocus()
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_P)
    shown.settle()
    assert shown.entries() == [TOPIC]
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_P)
    shown.settle()
    assert shown.entries() == [TALK]


def test_shift_p_pins_one_more_and_keeps_what_was_pinned(shown: Set) -> None:
    heard = Heard(shown.desk)
    shown.page.queue.list.setFocus()
    shown.page.queue.select(shown.items()[TOPIC].id)
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_P)
    shown.settle()
    shown.page.queue.select(shown.items()[NEAR].id)
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    shown.settle()
    assert shown.entries() == [TOPIC, NEAR]
    assert heard.told[-1] == (message("topics.done.pinned_too", title=NEAR), True)
    shown.undo()
    assert shown.entries()[0] == TOPIC
    assert not shown.items()[NEAR].pinned


def test_the_menu_holds_as_well_once_something_is_pinned(shown: Set) -> None:
    shown.page.queue.menu_requested.emit(shown.items()[NEAR], shown.console.pos())
    assert "Hold as well" not in shown.menu()
    shown.choose("Pin to this meeting")
    shown.page.queue.menu_requested.emit(shown.items()[TOPIC], shown.console.pos())
    shown.choose("Hold as well")
    assert shown.entries() == [NEAR, TOPIC]
    shown.change_menu()
    others = shown.menu()["Take as well"].menu()
    assert others is not None
    next(action for action in others.actions() if action.text() == TALK).trigger()
    shown.settle()
    assert shown.entries() == [NEAR, TOPIC, TALK]


def test_a_click_votes_and_with_shift_takes_back(shown: Set) -> None:
    item = shown.items()[TOPIC]
    view = shown.page.queue.list
    shown.page.queue.select(item.id)
    at = QPoint(view.viewport().width() - 30, view.visualRect(view.currentIndex()).center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    shown.settle()
    assert shown.items()[TOPIC].votes == item.votes + 1
    for _ in range(2):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
        shown.settle()
    assert shown.items()[TOPIC].votes == item.votes - 1


def test_postponing_until_a_day_refuses_what_is_no_day_or_over(shown: Set) -> None:
    shown.page.queue.menu_requested.emit(shown.items()[TALK], shown.console.pos())
    shown.choose("Postpone until…")
    dialog = shown.console.findChild(PostponeDialog)
    assert dialog is not None
    assert next(choice.text() for choice in dialog.choices if choice.isVisible()) == "9 Sep"
    for wrong, told in (("soonish", "That is no date"), ("2026-09-02", "That day is over"), ("", "That is no date")):
        dialog.day.setText(wrong)
        dialog.answer.click()
        assert dialog.isVisible()
        assert dialog.field.error.text().startswith(told)
        assert dialog.day.text() == wrong
    dialog.day.setText("9/20")
    QTest.keyClick(dialog.day, Qt.Key.Key_Return)
    shown.settle()
    assert shown.items()[TALK].ready_from == date(2026, 9, 20)
    shown.page.items.postpone(shown.items()[TALK])
    dialog.choices[1].click()
    shown.settle()
    assert shown.items()[TALK].ready_from == date(2026, 9, 16)
    shown.undo()
    assert shown.items()[TALK].ready_from == date(2026, 9, 20)


class Browser(QObject):
    """Stand for the browser of the desktop: keep what it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def test_a_link_is_opened_after_asking_and_only_if_it_is_one(shown: Set) -> None:
    browser = Browser()
    for scheme in ("https", "javascript", "file"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")
    item = shown.items()[TOPIC]
    shown.change(partial(queue.edit_item, item_id=item.id, links=("https://a.example/x", "javascript:alert(1)")))
    shown.page.queue.menu_requested.emit(shown.items()[TOPIC], shown.console.pos())
    assert [text for text in shown.menu() if text.startswith("Open ")] == ["Open a.example/x"]
    shown.choose("Open a.example/x")
    dialog = shown.console.findChild(LinkDialog)
    assert dialog is not None
    assert dialog.link.text() == "https://a.example/x"
    dialog.cancel.click()
    assert browser.opened == []
    shown.page.items.open_link("https://a.example/x")
    dialog.answer.click()
    shown.page.items.open_link("javascript:alert(1)")
    shown.page.items.open_link("file:///etc/passwd")
    assert not dialog.isVisible()
    assert browser.opened == ["https://a.example/x"]
    for scheme in ("https", "javascript", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_a_link_that_is_none_is_told_under_its_field(shown: Set) -> None:
    shown.page.edit_item(shown.items()[TOPIC])
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    dialog.links.setPlainText("https://a.example\nfile:///etc/passwd")
    dialog.answer.click()
    assert dialog.isVisible()
    assert "file:///etc/passwd" in dialog.fields["links"].error.text()
    dialog.links.setPlainText("https://a.example")
    dialog.answer.click()
    shown.settle()
    assert shown.items()[TOPIC].links == ("https://a.example",)


def test_what_comes_back_by_itself_can_be_voted_pinned_and_dropped(shown: Set) -> None:
    board = next(item for item in shown.page._week.queue if item.version == 0)  # type: ignore[union-attr]
    meta = {entry.key: entry.meta for entry in shown.page.queue.list._rows.values() if hasattr(entry, "key")}
    assert meta[str(board.id)] != ""
    assert "day" not in meta[str(board.id)]
    shown.page.queue.select(board.id)
    shown.page.queue.list.setFocus()
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_Plus)
    shown.settle()
    assert shown.items()[board.title].votes == 1
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_P)
    shown.settle()
    assert shown.entries() == [board.title]
    QTest.keyClick(shown.page.queue.list, Qt.Key.Key_Delete)
    shown.settle()
    assert board.title not in shown.items()
    for _ in range(3):
        shown.undo()
    assert board.id in {item.id for item in shown.page._week.queue}  # type: ignore[union-attr]
