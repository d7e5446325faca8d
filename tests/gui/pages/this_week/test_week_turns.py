"""Turns on the week's page: swap, away, pass, and somebody else; by keys, from the cells' menu, and undone."""

from __future__ import annotations

from uuid import UUID

import pytest
import sweep
from desk_fixture import Heard, ask
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from turns_hands import DAY, WEEK, dialog, names, send_all_away
from week_set import Set

from weeklypm.domain.people import Absence, Person
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n
from weeklypm.gui.pages.away_dialog import AwayDialog
from weeklypm.gui.pages.lead_dialog import LeadDialog
from weeklypm.gui.pages.swap_dialog import SwapDialog
from weeklypm.gui.pages.turn_changes import outcome
from weeklypm.gui.pages.why_dialog import WhyDialog
from weeklypm.services import meetings
from weeklypm.services.turns import Given, turns_view

# A menu takes the keyboard, which the offscreen platform cannot give.
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def test_a_swap_takes_two_keys_and_is_undone(shown: Set) -> None:
    heard, before = Heard(shown.desk), names(shown)
    shown.page.ui.leader.turn.swap.click()
    asked = dialog(shown, SwapDialog)
    assert asked.title.text() == "Swap Minase, 2 Sep"
    assert asked.table.hasFocus()
    QTest.keyClick(asked.table, Qt.Key.Key_Return)
    shown.settle()
    assert not asked.isVisible()
    after = names(shown)
    assert (after[DAY], after[DAY + WEEK]) == (before[DAY + WEEK], before[DAY]) == ("Kasuga", "Minase")
    assert shown.page.ui.leader.leader.name.text() == "Kasuga"
    assert heard.told == [(message("turnspage.label.swapped", day=DAY, other=DAY + WEEK), True)]
    shown.undo()
    assert names(shown) == before


def test_dates_that_cannot_be_taken_say_why_and_are_passed_over(shown: Set, qtmodeltester: ModelTester) -> None:
    shown.page.ui.leader.turn.swap.click()
    asked = dialog(shown, SwapDialog)
    model = asked.model
    qtmodeltester.check(model)
    rows = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert rows[0] == ["Wed 9 Sep", "Kasuga", "confirmed"]
    assert rows[1] == ["Wed 16 Sep", "Kurose", "responder on 2 Sep"]
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEnabled
    QTest.keyClick(asked.table, Qt.Key.Key_Down)
    assert asked.table.currentIndex().row() == 2
    asked.reject()
    assert not asked.isVisible()


def test_with_nobody_to_swap_the_dialog_says_what_else_can_be_done(shown: Set) -> None:
    send_all_away(shown, but="Minase")
    shown.page.turns.swap()
    asked = dialog(shown, SwapDialog)
    assert asked.model.first_possible() == -1
    assert not asked.answer.isEnabled()
    assert "“Away”" in asked.none.text()
    QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.isVisible()
    asked.reject()


def test_a_swap_that_is_refused_meanwhile_stays_open_with_the_sentence(shown: Set) -> None:
    shown.page.ui.leader.turn.swap.click()
    asked = dialog(shown, SwapDialog)
    kasuga = next(person for person in ask(shown.desk, turns_view).people.values() if person.name == "Kasuga")
    row = {"person_id": kasuga.id, "starts_on": DAY, "ends_on": DAY}
    shown.change(lambda unit: unit.add(Absence(**unit.stamp(), **row)))
    asked.answer.click()
    shown.settle()
    assert asked.isVisible()
    assert "Kasuga" in asked.none.text()
    assert asked.none.property("tone") == "danger"
    asked.reject()


def test_away_names_who_leads_instead_and_keeps_no_reason(shown: Set) -> None:
    heard = Heard(shown.desk)
    shown.page.ui.leader.turn.away.click()
    asked = dialog(shown, AwayDialog)
    assert asked.title.text() == "Minase is away on 2 Sep"
    assert asked.instead.text() == "Sena would lead."
    assert asked.why.text().startswith("Sena: ")
    assert asked.rule.text() == "No reason is kept."
    assert asked.answer.accessibleName() == "Sena leads"
    QTest.keyClick(asked.until, Qt.Key.Key_PageUp)
    QTest.keyClick(asked.until, Qt.Key.Key_Return)
    shown.settle()
    assert not asked.isVisible()
    assert names(shown)[DAY] == "Sena"
    assert heard.told == [(message("turnspage.done.leads", day=DAY, name="Sena"), True)]
    rows = ask(shown.desk, lambda reader: reader.find(Absence, starts_on=DAY, ends_on=DAY + WEEK))
    assert len(rows) == 1
    shown.undo()
    assert names(shown)[DAY] == "Minase"


@pytest.mark.parametrize(("typed", "told"), [("someday", "as a date"), ("9/1/2026", ""), ("", "as a date")])
def test_a_last_day_that_is_none_is_refused_under_its_field(shown: Set, typed: str, told: str) -> None:
    shown.page.ui.leader.turn.away.click()
    asked = dialog(shown, AwayDialog)
    asked.until.selectAll()
    QTest.keyClick(asked.until, Qt.Key.Key_Delete)
    QTest.keyClicks(asked.until, typed)
    asked.answer.click()
    shown.settle()
    assert asked.isVisible()
    assert asked.field.is_wrong()
    assert told in asked.field.error.text()
    assert names(shown)[DAY] == "Minase"
    asked.reject()


def test_the_menu_passes_the_turn_on(shown: Set) -> None:
    heard = Heard(shown.desk)
    shown.page.ui.leader.turn.more.click()
    assert list(shown.menu()) == ["Pass, no reason asked", "Somebody else leads…"]
    shown.choose("Pass, no reason asked")
    assert names(shown)[DAY] == "Sena"
    assert heard.told == [(message("turnspage.done.leads", day=DAY, name="Sena"), True)]
    shown.undo()
    assert names(shown)[DAY] == "Minase"


def test_two_passes_in_a_row_suggest_to_lead_together(shown: Set) -> None:
    people = ask(shown.desk, turns_view).people
    person: Person = next(iter(people.values()))
    given = Given(DAY, person, None, None, suggest_beside=True)
    assert outcome(given) == message("turnspage.done.beside", day=DAY, name=person.name)
    assert outcome(Given(DAY, None, None, None)) == message("turnspage.done.nobody", day=DAY)


def test_somebody_else_leads_by_name(shown: Set) -> None:
    shown.page.ui.leader.turn.more.click()
    shown.choose("Somebody else leads…")
    asked = dialog(shown, LeadDialog)
    assert asked.title.text() == "Who leads on 2 Sep instead of Minase?"
    offered = [asked.who.itemText(row) for row in range(asked.who.count())]
    assert "Hayami" in offered
    assert offered[-1] == "Torii (presents on 2 Sep)"
    assert not any(name.startswith("Minase") for name in offered)
    asked.who.setCurrentIndex(offered.index("Hayami"))
    QTest.keyClick(asked.who, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert not asked.isVisible()
    assert names(shown)[DAY] == "Hayami"
    shown.undo()
    assert names(shown)[DAY] == "Minase"


def test_a_cell_offers_what_its_date_can(shown: Set) -> None:
    cells = shown.page.ui.strip.cells()
    cells[0].contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1)))
    assert list(shown.menu()) == [
        "Why this person?", "Swap…", "Away…", "Pass, no reason asked", "Somebody else leads…",
    ]  # fmt: skip
    shown.choose("Swap…")
    dialog(shown, SwapDialog).reject()
    cells[2].menu_requested.emit(QPoint(1, 1))
    assert list(shown.menu()) == ["Why this person?", "Swap…", "Away…"]
    shown.choose("Away…")
    asked = dialog(shown, AwayDialog)
    assert asked.title.text() == "Kurose is away on 16 Sep"
    asked.answer.click()
    shown.settle()
    assert names(shown)[DAY + 2 * WEEK] != "Kurose"


def test_a_meeting_that_runs_offers_no_turns(shown: Set) -> None:
    shown.change(meetings.start_meeting)
    assert not shown.page.ui.leader.turn.isVisible()
    for act in (shown.page.turns.swap, shown.page.turns.away, shown.page.turns.pass_turn, shown.page.turns.lead):
        act()
    shown.settle()
    assert shown.console.findChild(SwapDialog) is None
    shown.page.ui.strip.cells()[0].menu_requested.emit(QPoint(1, 1))
    assert names(shown)[DAY] == "Minase"


def test_the_dialogs_are_complete_in_both_languages(shown: Set, qapp: QApplication) -> None:
    turns = shown.page.turns
    for act, kind in (
        (turns.swap, SwapDialog), (turns.away, AwayDialog), (turns.lead, LeadDialog), (turns.why, WhyDialog),
    ):  # fmt: skip
        act()
        asked = dialog(shown, kind)
        english = asked.title.text()
        assert sweep.faults(asked) == []
        i18n.apply(qapp, Language.JA)
        shown.settle()
        assert asked.title.text() != english
        asked.reject()
        i18n.apply(qapp, Language.EN)
        shown.settle()


def test_the_window_has_a_command_for_each(shown: Set) -> None:
    commands = shown.console.commands
    known = {command.code for command, _ in commands.all()}
    assert {f"turnspage.command.{name}" for name in ("swap", "away", "pass", "lead")} <= known


def test_an_unknown_person_cannot_take(shown: Set) -> None:
    heard = Heard(shown.desk)
    shown.page.turns.changes.cover(DAY, UUID(int=1))
    shown.settle()
    assert [problem.code for problem in heard.failed] == ["turns.problem.nobody_known"]
