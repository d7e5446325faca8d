"""What the week's page shows, over a real workspace."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
import sweep
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from week_set import TALK, TOPIC, Set

from weeklypm.domain.values import Language
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.why_dialog import WhyDialog
from weeklypm.services import meetings, people, queue, setup
from weeklypm.storage import Unit

# A menu takes the keyboard, which the offscreen platform cannot give.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


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
            people.set_opted_in(unit, person.id, opted_in=False)

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


def test_markup_in_a_title_is_shown_as_it_is(shown: Set) -> None:
    title = "<b>bold</b> & <img src=x>"
    item = shown.items()[TALK]
    shown.change(partial(queue.edit_item, item_id=item.id, title=title))
    assert shown.entries() == [title]
    shown.change_menu()
    assert "Pin to this meeting" in shown.menu()


def test_why_shows_everyone_it_was_weighed_against(shown: Set) -> None:
    shown.page.ui.leader.compare.click()
    shown.settle()
    dialog = shown.console.findChild(WhyDialog)
    assert dialog is not None
    assert dialog.title.text() == "Why Minase?"
    model = dialog.model
    texts = [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]
    assert texts[0] == ["Minase", "1.03 (37/36)", "not yet", "leads this time"]
    assert ["Kayano", "0.03 (1/36)", "26 Aug, last time", "led last time"] in texts
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "Minase"
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_the_ranking_is_a_sound_model(shown: Set, qtmodeltester: ModelTester) -> None:
    shown.page.ui.leader.compare.click()
    shown.settle()
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
    shown.settle()
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
        setup.add_people(unit, setup.read_people(f"{'Wolfe' * 16}\n{'Stein' * 16}").people)
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


@pytest.mark.parametrize("spoken", list(Language))
def test_the_date_is_never_cut_for_the_countdown(shown: Set, spoken: Language) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.apply(app, spoken)
    shown.clock.forward(timedelta(hours=2, minutes=17))
    shown.page._count_down()
    shown.settle()
    header = shown.page.ui.header
    assert "3" in header.aside.text()
    for width in (1440, 1280, 1024):
        shown.console.resize(width, 900)
        app.processEvents()
        assert not header.title.is_elided(), width
        assert not header.facts.is_elided(), width
        assert header.aside.width() >= header.aside.sizeHint().width()
        assert header.width() <= shown.page.width()
