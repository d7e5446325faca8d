"""What the week's page says of turns: nobody is free, a confirmed person presents, and why anybody leads any date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from desk_fixture import ask
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from turns_hands import DAY, WEEK, dialog, let_leader_present, names, send_all_away
from week_set import Set

from weeklypm.domain.people import Person
from weeklypm.domain.values import Language
from weeklypm.gui import i18n
from weeklypm.gui.pages.away_dialog import AwayDialog
from weeklypm.gui.pages.lead_dialog import LeadDialog
from weeklypm.gui.pages.swap_dialog import SwapDialog
from weeklypm.gui.pages.why_dialog import WhyDialog
from weeklypm.services import meetings
from weeklypm.services.week import this_week
from weeklypm.storage import Unit

# A menu takes the keyboard, which the offscreen platform cannot give.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


# Nobody


def test_a_meeting_that_nobody_can_lead_is_taken(shown: Set) -> None:
    send_all_away(shown, but="Torii")
    card = shown.page.ui.leader
    sentence = "Nobody is free on 2 Sep. It is still held: the script is ready and anyone can press “I take it”."
    assert card.why.text() == sentence
    assert not card.turn.swap.isVisible()
    card.turn.take.click()
    asked = dialog(shown, LeadDialog)
    assert asked.title.text() == "Who takes the meeting on 2 Sep?"
    assert [asked.who.itemText(row) for row in range(asked.who.count())] == ["Torii (presents on 2 Sep)"]
    asked.answer.click()
    shown.settle()
    assert names(shown)[DAY] == "Torii"
    assert card.turn.swap.isVisible()
    assert not card.turn.take.isVisible()
    shown.undo()
    assert card.turn.take.isVisible()


def test_with_everybody_away_the_dialog_says_that_it_can_be_started(shown: Set) -> None:
    send_all_away(shown)
    shown.page.ui.leader.turn.take.click()
    asked = dialog(shown, LeadDialog)
    assert "can be started as it is" in asked.none.text()
    assert not asked.field.isVisible()
    assert not asked.answer.isEnabled()
    asked.reject()
    shown.change(meetings.start_meeting)
    assert ask(shown.desk, meetings.live_meeting).facilitator_id is None
    assert not shown.page.ui.leader.turn.isVisible()


# Conflicts


def test_a_confirmed_person_who_presents_is_offered_one_swap(shown: Set) -> None:
    before = names(shown)
    assert not shown.page.turns.banner.isVisible()
    let_leader_present(shown)
    banner = shown.page.turns.banner
    assert banner.isVisible()
    assert banner.sentence.text() == "Minase presents “Search slow at lunchtime”. Swap with Kasuga (9 Sep)?"
    assert banner.link.text() == "Swap with Kasuga"
    banner.link.click()
    shown.settle()
    assert not banner.isVisible()
    assert (names(shown)[DAY], names(shown)[DAY + WEEK]) == (before[DAY + WEEK], before[DAY])
    shown.undo()
    assert banner.isVisible()


def test_without_a_date_to_swap_the_banner_asks_who_leads(shown: Set) -> None:
    let_leader_present(shown)
    send_all_away(shown, but="Minase")
    banner = shown.page.turns.banner
    assert banner.isVisible()
    assert banner.link.text() == "Choose who leads"
    banner.link.click()
    asked = dialog(shown, LeadDialog)
    assert asked.none.text() == "Nobody else is there on that day."
    asked.reject()


def test_a_responder_is_told_apart_from_a_presenter(shown: Set) -> None:
    shown.page.ui.leader.turn.more.click()
    shown.choose("Somebody else leads…")
    asked = dialog(shown, LeadDialog)
    offered = [asked.who.itemText(row) for row in range(asked.who.count())]
    asked.who.setCurrentIndex(next(row for row, text in enumerate(offered) if text.startswith("Kurose")))
    asked.answer.click()
    shown.settle()
    assert shown.page.turns.banner.sentence.text().startswith("Kurose was a responder in “Search slow at lunchtime”.")


def test_the_banner_speaks_the_language_that_is_switched_to(shown: Set, qapp: QApplication) -> None:
    let_leader_present(shown)
    i18n.apply(qapp, Language.JA)
    shown.settle()
    assert shown.page.turns.banner.link.text() == "Kasugaさんと交代"


# Why


def test_cells_of_the_strip_tell_why_by_enter_and_double_click(shown: Set) -> None:
    cells = shown.page.ui.strip.cells()
    cells[0].setFocus()
    QTest.keyClick(cells[0], Qt.Key.Key_Right)
    assert cells[1].hasFocus()
    QTest.keyClick(cells[1], Qt.Key.Key_Return)
    asked = dialog(shown, WhyDialog)
    assert (asked.title.text(), asked.subtitle.text()) == ("Why Kasuga?", "Wed 9 Sep · confirmed")
    asked.reject()
    assert cells[1].hasFocus()
    QTest.mouseDClick(cells[2], Qt.MouseButton.LeftButton)
    asked = dialog(shown, WhyDialog)
    assert asked.subtitle.text() == "Wed 16 Sep · tentative"
    asked.reject()
    QTest.keyClick(cells[2], Qt.Key.Key_End)
    assert cells[-1].hasFocus()
    QTest.keyClick(cells[-1], Qt.Key.Key_Home)
    assert cells[0].hasFocus()


def test_a_week_that_is_not_held_has_nobody_to_tell_why_of(shown: Set) -> None:
    place = next(at for at, cell in enumerate(ask(shown.desk, this_week).strip) if not cell.held)
    shown.page.ui.strip.cells()[place].opened.emit()
    shown.settle()
    found = shown.console.findChild(WhyDialog)
    assert found is None or not found.isVisible()


def test_a_past_date_tells_why_too(shown: Set) -> None:
    shown.page.turns.dialogs.why(date(2026, 8, 26))
    asked = dialog(shown, WhyDialog)
    assert asked.subtitle.text() == "Wed 26 Aug · held"
    assert asked.note.text() == "No table was kept for this date."
    assert not asked.table.isVisible()
    asked.reject()


def test_whoever_covers_stands_first_and_is_told_as_a_cover(shown: Set) -> None:
    shown.page.turns.pass_turn()
    shown.settle()
    shown.page.turns.why()
    asked = dialog(shown, WhyDialog)
    assert asked.title.text() == "Why Sena?"
    assert asked.instead.text() == "Instead of Minase, who comes up next."
    assert asked.model.index(0, 0).data() == "Sena"
    assert asked.model.index(0, 3).data() == "leads this time"
    asked.reject()


def test_names_that_are_far_too_long_stay_within_their_frames(shown: Set) -> None:
    def rename(unit: Unit) -> None:
        for person in unit.find(Person):
            unit.put(replace(person, name=f"{'Wolfeschlegelsteinhausen' * 3} {person.name}"))

    shown.change(rename)
    turns = shown.page.turns
    for act, kind in (
        (turns.swap, SwapDialog),
        (turns.away, AwayDialog),
        (turns.lead, LeadDialog),
        (turns.why, WhyDialog),
    ):
        act()
        asked = dialog(shown, kind)
        room = asked.width() - 48
        assert asked.title.sizeHint().width() <= room
        assert asked.answer.width() + asked.cancel.width() <= room
        asked.reject()
    shown.console.resize(1024, 700)
    shown.settle()
    assert shown.page.sheet.horizontalScrollBar().maximum() == 0
    assert shown.page.ui.leader.small_turn.more.isVisible()
