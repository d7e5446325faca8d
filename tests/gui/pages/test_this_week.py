"""The week's page over a real workspace: what it shows, and what is done to agenda and queue by mouse and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial
from pathlib import Path

import pytest
import sweep
from desk_fixture import WEDNESDAY, Heard, ask, open_desk, settle, with_sample
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSpinBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.this_week import ThisWeekPage
from weeklypm.gui.pages.why_dialog import WhyDialog
from weeklypm.services import meetings, queue, setup
from weeklypm.services.clock import HandClock
from weeklypm.storage import Unit

# A menu takes the keyboard, which the offscreen platform cannot give.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

LABEL = message("services.label.setup")
TOPIC = "Should staging alerts page at night?"
TALK = "Search slow at lunchtime"


@dataclass
class Set:
    """Hold the page in its window."""

    console: Console
    page: ThisWeekPage
    desk: Desk
    clock: HandClock

    def settle(self) -> None:
        settle(self.desk)

    def change(self, use_case: object) -> None:
        self.desk.operations.change(use_case, LABEL)  # type: ignore[arg-type]
        self.settle()

    def items(self) -> dict[str, AgendaItem]:
        return {item.title: item for item in ask(self.desk, queue.waiting)}

    def entries(self) -> list[str]:
        return [entry.title for entry in self.page.ui.agenda.entries() if entry.main]

    def menu(self) -> dict[str, object]:
        found = [menu for menu in self.page.findChildren(QMenu) if menu.isVisible()]
        assert len(found) == 1
        return {action.text(): action for action in found[0].actions() if action.text()}

    def choose(self, text: str) -> None:
        action = self.menu()[text]
        action.trigger()  # type: ignore[attr-defined]
        for menu in self.page.findChildren(QMenu):
            menu.close()
        self.settle()

    def change_menu(self) -> None:
        main = next(row for row, entry in enumerate(self.page.ui.agenda.entries()) if entry.main)
        self.page.ui.agenda.change_requested.emit(main)


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT)
    i18n.apply(app, Language.EN)
    clock = HandClock(WEDNESDAY - timedelta(hours=2, minutes=14))
    with open_desk(tmp_path / "team.sqlite", clock) as desk:
        console = Console()
        page = ThisWeekPage(desk)
        console.add_page("this_week", "calendar-days", "gui.nav.this_week", page)
        console.resize(1440, 900)
        yield Set(console, page, desk, clock)
        for menu in page.findChildren(QMenu):
            menu.close()
        console.close()
        console.deleteLater()
        app.processEvents()
    i18n.apply(app, Language.EN)


@pytest.fixture
def shown(made: Set, qtbot: QtBot) -> Set:
    with_sample(made.desk)
    return show(made, qtbot)


@pytest.fixture
def empty(made: Set, qtbot: QtBot) -> Set:
    form = setup.SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
    made.change(partial(setup.create_workspace, form=form))
    return show(made, qtbot)


def show(made: Set, qtbot: QtBot) -> Set:
    made.console.show()
    qtbot.waitExposed(made.console)
    made.console.activateWindow()
    made.settle()
    return made


# What it shows


def test_the_week_is_told(shown: Set) -> None:
    ui = shown.page.ui
    assert ui.header.title.text() == "Wednesday 2 September"
    assert ui.header.aside.text() == "in 2 h 14 min"
    assert ui.header.facts.text() == "16:00–16:30 Tokyo · 9th meeting, none skipped"
    assert ui.leader.leader.name.text() == "Minase"
    assert "owes 1.03 turns" in ui.leader.why.text()
    assert ui.leader.beside_why.text() == "Leads next time, so sits beside Minase today."
    assert ui.agenda_title.count.text() == "30 of 30 min"
    assert shown.entries() == [TALK]
    assert shown.page.queue.list.selected() == str(shown.items()[TALK].id)
    assert shown.page.checks.count.text() == "2 of 4 ready"


def test_the_minute_is_counted_while_the_page_is_seen(shown: Set) -> None:
    assert shown.page._minute.isActive()
    assert 0 < shown.page._minute.remainingTime() <= 60_000
    shown.clock.forward(timedelta(minutes=14))
    shown.page._on_minute()
    assert shown.page.ui.header.aside.text() == "in 2 h"
    shown.page.hide()
    assert not shown.page._minute.isActive()


def test_a_new_day_brings_the_next_meeting(shown: Set) -> None:
    shown.clock.forward(timedelta(days=1))
    shown.page._on_minute()
    shown.settle()
    assert shown.page.ui.header.title.text() == "Wednesday 9 September"


def test_both_languages_are_said_while_the_page_is_open(shown: Set, qapp: QApplication) -> None:
    i18n.apply(qapp, Language.JA)
    shown.settle()
    ui = shown.page.ui
    assert ui.header.title.text() == "9月2日（水）"
    assert ui.strip_title.title.text() == "これからの6回"
    assert ui.strip.accessibleName() == "これからの6回"
    assert shown.page.queue.title.text() == "議題キュー"
    assert shown.page.queue.add.text() == "追加"
    theme.apply(qapp, theme.DARK)
    shown.settle()
    theme.apply(qapp, theme.LIGHT)


def test_an_empty_workspace_has_something_to_hold_all_the_same(empty: Set) -> None:
    page = empty.page
    assert page.queue.card.isVisible()
    assert page.queue.card.words.text() == f"“{empty.entries()[0]}”"
    assert page.ui.leader.why.text() == "Two people make a rotation. Alone, you lead."
    asked = []
    empty.desk.tellers.page_requested.connect(lambda key, row: asked.append((key, row)))
    page.ui.leader.compare.click()
    assert asked == [("settings", None)]


def test_nobody_free_is_said_without_reproach(empty: Set) -> None:
    def away(unit: Unit) -> None:
        for person in setup.add_people(unit, setup.read_people("Sena\nTorii").people):
            setup.set_opted_in(unit, person, opted_in=False)

    empty.change(away)
    assert empty.page.ui.leader.why.text().startswith("Nobody is free on 2 Sep. It is still held")
    assert not empty.page.ui.leader.compare.isVisible()


def test_a_holiday_is_not_held_and_moves_nothing(empty: Set) -> None:
    empty.clock.forward(timedelta(days=16))
    empty.page.refresh()
    empty.settle()
    ui = empty.page.ui
    assert ui.closed.isVisible()
    assert ui.closed_reason.text() == "Public holiday: Autumnal Equinox Day"
    assert ui.closed_next.text() == "Next: Wednesday 30 September."
    assert not ui.leader.isVisible()
    assert not ui.plan.isVisible()
    assert not empty.page.checks.isVisible()
    assert empty.page.queue.card.isVisible()


def test_a_running_meeting_cannot_be_planned_anew(shown: Set) -> None:
    shown.change(meetings.start_meeting)
    assert shown.page.ui.header.aside.text() == "running now"
    assert shown.page.ui.agenda_title.remark.text() == ""
    assert shown.page.ui.agenda._buttons == []


def test_too_much_for_the_time_warns(shown: Set) -> None:
    item = shown.items()[TALK]
    shown.change(partial(queue.edit_item, item_id=item.id, pinned=True, minutes=25))
    count = shown.page.ui.agenda_title.count
    assert (count.text(), count.property("tone")) == ("38 of 30 min", "warn")


def test_markup_in_a_title_is_shown_as_it_is(shown: Set) -> None:
    title = "<b>bold</b> & <img src=x>"
    item = shown.items()[TALK]
    shown.change(partial(queue.edit_item, item_id=item.id, title=title))
    assert shown.entries() == [title]
    shown.change_menu()
    assert "Pin to this meeting" in shown.menu()


# The queue


def test_ctrl_n_asks_and_enter_adds(shown: Set) -> None:
    heard = Heard(shown.desk)
    QTest.keyClick(shown.console, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.heading.hasFocus()
    QTest.keyClicks(dialog.heading, "What if the queue is full?")
    QTest.keyClick(dialog.heading, Qt.Key.Key_Return)
    shown.settle()
    assert not dialog.isVisible()
    assert shown.items()["What if the queue is full?"].kind is Kind.OPEN_TOPIC
    assert heard.told[-1] == (message("weekpage.done.added", title="What if the queue is full?"), True)
    shown.desk.operations.undo()
    shown.settle()
    assert "What if the queue is full?" not in shown.items()


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


# The agenda


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
    assert list(empty.menu()) == ["Add something…"]
    empty.choose("Add something…")
    dialog = empty.console.findChild(ItemDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_enter_edits_the_minutes_of_the_main_item_alone(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    agenda.setFocus()
    agenda.setCurrentIndex(agenda.model().index(0, 0))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        QTest.keyClick(agenda, key)
        assert agenda.findChild(QSpinBox) is None
    agenda.setCurrentIndex(agenda.model().index(2, 0))
    agenda.activated.emit(agenda.currentIndex())
    editor = agenda.findChild(QSpinBox)
    assert editor is not None
    editor.setValue(10)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shown.settle()
    assert shown.items()[TALK].minutes == 10
    assert [entry.minutes for entry in agenda.entries() if entry.main] == [10, 7]
    shown.desk.operations.undo()
    shown.settle()
    assert shown.items()[TALK].minutes is None


def test_a_double_click_edits_minutes(shown: Set) -> None:
    agenda = shown.page.ui.agenda
    for row, edits in ((0, False), (2, True)):
        rect = agenda.visualRect(agenda.model().index(row, 0))
        at = rect.topLeft() + rect.topLeft().__class__(90, 20)
        QTest.mouseDClick(agenda.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert (agenda.findChild(QSpinBox) is not None) is edits


# Why, narrow, keys


def test_why_shows_everyone_it_was_weighed_against(shown: Set) -> None:
    shown.page.ui.leader.compare.click()
    dialog = shown.console.findChild(WhyDialog)
    assert dialog is not None
    assert dialog.title.text() == "Why Minase?"
    model = dialog.model
    texts = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert texts[0] == ["Minase", "1.03", "not yet", "leads this time"]
    assert ["Kayano", "0.03", "26 Aug, last time", "led last time"] in texts
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Minase"
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_the_ranking_is_a_sound_model(shown: Set, qtmodeltester: ModelTester) -> None:
    shown.page.ui.leader.compare.click()
    dialog = shown.console.findChild(WhyDialog)
    assert dialog is not None
    qtmodeltester.check(dialog.model)
    assert dialog.model.data(QModelIndex()) is None
    dialog.reject()


def test_a_small_window_has_a_drawer_and_one_line_for_the_people(shown: Set) -> None:
    shown.console.resize(1024, 700)
    shown.settle()
    page = shown.page
    assert not page.queue.isVisible()
    assert page.panel_page.opener.isVisible()
    assert page.ui.leader.narrow.isVisible()
    assert page.ui.leader.height() <= 50
    assert not page.sheet.verticalScrollBar().isVisible()
    page.ui.leader.ask.click()
    assert shown.console.findChild(WhyDialog).isVisible()  # type: ignore[union-attr]
    shown.console.findChild(WhyDialog).reject()  # type: ignore[union-attr]
    page.panel_page.opener.click()
    assert page.queue.isVisible()
    shown.console.resize(1440, 900)
    shown.settle()
    assert page.queue.isVisible()
    assert page.ui.leader.wide.isVisible()


def test_a_high_window_leaves_its_room_below_the_page(shown: Set) -> None:
    card = shown.page.ui.leader
    for size in ((1440, 900), (1440, 1300)):
        shown.console.resize(*size)
        shown.settle()
        assert card.height() <= card.heightForWidth(card.width()) + 1


def test_long_names_do_not_push_the_page_wide(empty: Set) -> None:
    def fill(unit: Unit) -> None:
        setup.add_people(unit, setup.read_people(f"{'Wolfe' * 20}\n{'Stein' * 20}").people)
        queue.add_topic(unit, "A very long title " * 16)

    empty.change(fill)
    assert empty.page.content.width() <= empty.page.sheet.viewport().width() - 64


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_everything_is_reached_by_keys_named_and_seen(shown: Set, size: tuple[int, int]) -> None:
    shown.console.resize(*size)
    shown.settle()
    assert sweep.faults(shown.page) == []


def test_the_dialog_is_reached_by_keys_named_and_seen(shown: Set) -> None:
    shown.page.edit_item(shown.items()[TOPIC])
    dialog = shown.console.findChild(ItemDialog)
    assert dialog is not None
    assert sweep.unnamed(dialog) == []
    dialog.reject()
