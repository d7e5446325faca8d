"""The page of people: what the ledger and the panel tell, and what is done with a person or an absence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from desk_fixture import Heard
from people_hands import ALT, CONTROL, cell, drag, drop, leads, names, press, stand_on, stand_on_date
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from sheet_people import Set

from weeklypm.domain.people import Absence
from weeklypm.gui.pages.absence_dialog import AbsenceDialog
from weeklypm.gui.pages.away_dialog import AwayDialog
from weeklypm.gui.pages.lead_dialog import LeadDialog
from weeklypm.gui.pages.people_import_dialog import PeopleImportDialog
from weeklypm.gui.pages.people_lines import published
from weeklypm.gui.pages.people_menu import PeopleMenu
from weeklypm.gui.pages.person_dialog import PersonDialog
from weeklypm.gui.pages.rotation_rule_dialog import RotationRuleDialog
from weeklypm.gui.pages.swap_dialog import SwapDialog
from weeklypm.gui.pages.teams_dialog import TeamsDialog
from weeklypm.gui.pages.why_dialog import WhyDialog
from weeklypm.gui.widgets.turn_list import TURN
from weeklypm.services.people_view import NextTurn

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
FIRST, SECOND, THIRD, OFF = date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 16), date(2026, 9, 23)


def open_dialog(shown: Set) -> type[QDialog] | None:
    return next((kind for kind, dialog in shown.page._dialogs.items() if dialog.isVisible()), None)


# What is told


def test_the_ledger_begins_with_who_owes_most_and_says_it_in_full(shown: Set) -> None:
    assert names(shown) == [
        "Minase", "Kasuga", "Hayami", "Kurose", "Sena", "Kuon", "Torii", "Saegusa", "Amemiya", "Kayano"]  # fmt: skip
    assert cell(shown, "Minase", "debt") == "+0.83"
    assert cell(shown, "Minase", "debt", SPOKEN) == "Owes 0.83 turns, exactly 83/100"
    assert cell(shown, "Kayano", "debt") == "−0.86"
    assert cell(shown, "Kayano", "debt", SPOKEN) == "Has led 0.86 turns more, exactly 43/50"
    assert cell(shown, "Kuon", "debt") == "0"
    assert cell(shown, "Minase", "person", SPOKEN) == "Minase, Search"
    assert cell(shown, "Minase", "last_led") == "24 Jun"
    assert cell(shown, "Kuon", "last_led") == "–"
    assert sum(row.debt for row in shown.view().rows) == Fraction(0)
    assert shown.page.ledger.header.aside.text() == "10 members, 7 teams"


def test_turns_of_the_year_are_told_with_those_beside(shown: Set) -> None:
    row = shown.row("Minase")
    assert (row.turns, row.shadowed) == (3, 2)
    assert cell(shown, "Minase", "turns") == "3"
    assert cell(shown, "Minase", "turns", SPOKEN) == "3 turns led, 2 times beside"


def test_what_is_next_is_told_by_how_sure_it_is(shown: Set) -> None:
    assert leads(shown)[:4] == [
        ("2 Sep", "Minase", "Confirmed"), ("9 Sep", "Kasuga", "Confirmed"), ("16 Sep", "Hayami", "Tentative"),
        ("23 Sep", "Holiday: not held, not moved", "")]  # fmt: skip
    assert sum(bool(chip) for *_, chip in leads(shown)) == 6
    assert cell(shown, "Minase", "next") == "2 Sep, leads"
    assert cell(shown, "Hayami", "next") == "16 Sep, likely"
    assert cell(shown, "Amemiya", "next") == "–"
    assert cell(shown, "Kuon", "next") == "New, shadows"
    assert cell(shown, "Kuon", "next", SPOKEN) == "New, shadows. Sits beside on 7 Oct. 14 Oct, likely"
    off = shown.page.side.turns.lines.values()[3]
    assert off.spoken == "23 Sep: not held, Public holiday: Autumnal Equinox Day"


def test_a_date_beyond_those_that_are_told_is_promised_to_nobody(shown: Set) -> None:
    view, row = shown.view(), shown.row("Sena")
    told, later = NextTurn(date(2026, 10, 14), confirmed=False), NextTurn(date(2026, 10, 21), confirmed=False)
    assert published(replace(row, next=told), view).next == told
    assert published(replace(row, next=later), view).next is None
    assert view.planned[-1].day == told.day, "no more is planned than is told"


def test_absences_are_told_without_reasons(shown: Set) -> None:
    told = [(line.lead, line.name, line.remark) for line in shown.page.side.away.lines.values()]
    assert told == [("to 7 Sep", "Torii", "Keeps balance"), ("9–18 Sep", "Saegusa", "Keeps balance")]


def test_teams_are_told_with_the_turns_their_people_led(shown: Set) -> None:
    lines = shown.page.side.teams.lines.values()
    assert [(line.name, line.figure) for line in lines[:3]] == [("Search", "7"), ("Web", "7"), ("Payments", "4")]
    assert lines[0].part == 1
    assert lines[2].part == pytest.approx(4 / 7)
    assert lines[0].spoken == "Search: 7 turns led, 6 times beside"


# Swapping


def test_a_date_dragged_onto_another_changes_places_with_it(shown: Set) -> None:
    heard = Heard(shown.desk)
    assert drag(shown, FIRST, SECOND)
    assert leads(shown)[:2] == [("2 Sep", "Kasuga", "Confirmed"), ("9 Sep", "Minase", "Confirmed")]
    assert heard.told[-1][1], "the toast offers Undo"
    shown.desk.operations.undo()
    shown.settle()
    assert [name for _, name, _ in leads(shown)[:2]] == ["Minase", "Kasuga"]


def test_alt_and_an_arrow_swap_with_the_next_date_that_is_held(shown: Set) -> None:
    stand_on_date(shown, SECOND)
    press(shown, Qt.Key.Key_Down, ALT)
    assert leads(shown)[1:3] == [("9 Sep", "Hayami", "Confirmed"), ("16 Sep", "Kasuga", "Agreed")]
    assert shown.page.side.turns.key() == THIRD.isoformat(), "who was moved stays chosen"
    before = leads(shown)
    press(shown, Qt.Key.Key_Down, ALT)
    after = leads(shown)
    assert (after[2][1], after[4][1]) == (before[4][1], "Kasuga"), "the holiday between is stepped over"
    assert after[3] == before[3]


def test_the_first_date_goes_no_higher(shown: Set) -> None:
    stand_on_date(shown, FIRST)
    before = leads(shown)
    press(shown, Qt.Key.Key_Up, ALT)
    assert leads(shown) == before


@pytest.mark.parametrize("carried", [b"", b"2026-09-23", b"2026-09-02", b"\xff", b"2020-01-01"])
def test_what_is_no_date_ahead_is_not_taken(shown: Set, carried: bytes) -> None:
    turns, data = shown.page.side.turns, QMimeData()
    data.setData(TURN, carried)
    before = leads(shown)
    over = 0 if carried == FIRST.isoformat().encode() else 3 if carried == b"2026-09-23" else 1
    assert not drop(shown, data, turns.visualRect(turns.lines.index(over)).center())
    assert leads(shown) == before


def test_a_holiday_can_be_neither_taken_nor_dropped_onto(shown: Set) -> None:
    turns = shown.page.side.turns
    flags = [turns.lines.flags(turns.lines.index(row)) for row in range(4)]
    assert flags[0] & Qt.ItemFlag.ItemIsDragEnabled
    assert not flags[3] & (Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsSelectable)
    assert not drag(shown, FIRST, OFF)
    assert turns.delegate.over == -1


# What is asked


@pytest.mark.parametrize(
    ("key", "kind"),
    [(Qt.Key.Key_S, SwapDialog), (Qt.Key.Key_A, AwayDialog), (Qt.Key.Key_Return, WhyDialog),
     (Qt.Key.Key_C, LeadDialog)],
)  # fmt: skip
def test_keys_ask_about_the_date_that_has_the_keyboard(shown: Set, key: Qt.Key, kind: type[QDialog]) -> None:
    stand_on_date(shown, SECOND)
    press(shown, key)
    assert open_dialog(shown) is kind
    press(shown, Qt.Key.Key_Escape)
    assert open_dialog(shown) is None
    assert shown.page.side.turns.hasFocus()


@pytest.mark.parametrize(
    ("key", "kind"),
    [(Qt.Key.Key_Return, PersonDialog), (Qt.Key.Key_A, AbsenceDialog), (Qt.Key.Key_W, WhyDialog),
     (Qt.Key.Key_N, PersonDialog), (Qt.Key.Key_T, TeamsDialog), (Qt.Key.Key_H, RotationRuleDialog),
     (Qt.Key.Key_S, SwapDialog)],
)  # fmt: skip
def test_keys_ask_about_the_person_that_has_the_keyboard(shown: Set, key: Qt.Key, kind: type[QDialog]) -> None:
    stand_on(shown, "Hayami")
    press(shown, key)
    assert open_dialog(shown) is kind
    press(shown, Qt.Key.Key_T)
    assert open_dialog(shown) is kind, "keys rest while a dialog asks"
    press(shown, Qt.Key.Key_Escape)
    assert open_dialog(shown) is None
    assert shown.page.ledger.table.hasFocus()


def test_the_page_menu_asks_for_teams_and_lists(shown: Set) -> None:
    menu = shown.page.page_menu()
    said = [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]
    assert said == ["Teams…", "Import from CSV…", "Show people who left"]
    menu.actions()[1].trigger()
    shown.settle()
    assert open_dialog(shown) is PeopleImportDialog


def test_the_link_leads_to_how_turns_are_shared(shown: Set) -> None:
    asked: list[tuple[str, object]] = []
    shown.desk.tellers.page_requested.connect(lambda page, what: asked.append((page, what)))
    assert shown.page.side.sharing_link.text() == "person"
    shown.page.side.sharing_link.click()
    assert asked == [("settings", "rotation")]


# What is done at once


def test_a_pass_gives_the_date_to_somebody_else(shown: Set) -> None:
    stand_on_date(shown, FIRST)
    press(shown, Qt.Key.Key_P)
    assert leads(shown)[0][1] != "Minase"
    shown.desk.operations.undo()
    shown.settle()
    assert leads(shown)[0][1] == "Minase"


def test_delete_lets_somebody_leave_and_they_are_shown_where_asked_for(shown: Set) -> None:
    stand_on(shown, "Hayami")
    press(shown, Qt.Key.Key_Delete)
    assert shown.row("Hayami").person.left_on == FIRST
    assert cell(shown, "Hayami", "next") == "Leaves 2 Sep"
    assert "Hayami" not in [name for _, name, _ in leads(shown)]
    shown.clock.forward(timedelta(days=1))
    shown.page.refresh()
    shown.settle()
    assert "Hayami" not in names(shown)
    assert shown.page.ledger.header.aside.text() == "9 members, 7 teams"
    shown.page.run("gone")
    assert cell(shown, "Hayami", "next") == "Left 2 Sep"
    stand_on(shown, "Hayami")
    shown.page.run_person("back", shown.page.ledger.chosen())
    shown.settle()
    assert shown.row("Hayami").person.left_on is None


def test_somebody_is_taken_out_of_the_turns_and_put_in_again_by_one_key(shown: Set) -> None:
    stand_on(shown, "Kurose")
    press(shown, Qt.Key.Key_O)
    assert cell(shown, "Kurose", "next") == "Does not lead"
    assert "Kurose" not in [name for _, name, _ in leads(shown)]
    assert shown.page.ledger.chosen() is not None
    stand_on(shown, "Kurose")
    press(shown, Qt.Key.Key_O)
    assert cell(shown, "Kurose", "next") != "Does not lead"


def test_an_absence_is_opened_and_taken_back_by_keys(shown: Set) -> None:
    away = shown.page.side.away
    away.setFocus(Qt.FocusReason.TabFocusReason)
    away.choose(away.lines.values()[0].key)
    press(shown, Qt.Key.Key_Return)
    assert open_dialog(shown) is AbsenceDialog
    press(shown, Qt.Key.Key_Escape)
    press(shown, Qt.Key.Key_Delete)
    assert [line.name for line in away.lines.values()] == ["Saegusa"]
    shown.desk.operations.undo()
    shown.settle()
    assert [line.name for line in away.lines.values()] == ["Torii", "Saegusa"]


def test_who_is_away_now_and_leads_nothing_is_told_so(shown: Set) -> None:
    person = shown.row("Amemiya").person
    shown.change(lambda unit: unit.add(Absence(**unit.stamp(), person_id=person.id, starts_on=FIRST,
                                               ends_on=date(2027, 1, 12))))  # fmt: skip
    shown.page.refresh()
    shown.settle()
    assert cell(shown, "Amemiya", "next") == "Away to 12 Jan 2027"


def test_a_change_made_elsewhere_is_shown_and_the_choice_stays(shown: Set) -> None:
    stand_on(shown, "Sena")
    person = shown.row("Kuon").person
    shown.page.changes.set_opted_in(person, opted_in=False)
    shown.settle()
    chosen = shown.page.ledger.chosen()
    assert chosen is not None
    assert chosen.person.name == "Sena"
    assert names(shown)[-1] == "Kuon", "those without turns stand last"


def told(menu: PeopleMenu) -> list[str]:
    return [action.text().replace("\t", " ") for action in menu.actions() if not action.isSeparator()]


def test_the_menu_of_a_person_offers_what_fits_with_its_keys(shown: Set) -> None:
    assert told(shown.page.person_menu(shown.row("Minase"))) == [
        "Edit… E", "Add absence… A", "Why this date… W", "Take out of the turns O", "Leaves today Del"]  # fmt: skip
    assert told(shown.page.person_menu(shown.row("Amemiya")))[2] == "Take out of the turns O"
    menu = shown.page.person_menu(shown.row("Kurose"))
    menu.actions()[4].trigger()
    shown.settle()
    assert told(shown.page.person_menu(shown.row("Kurose")))[-2] == "Let take turns O"


def test_the_menu_of_a_date_offers_all_that_can_be_done(shown: Set) -> None:
    menu = shown.page.date_menu(FIRST.isoformat())
    assert told(menu) == [
        "Why this person… W", "Swap… S", "Away on this date… A", "Pass, no reason asked P",
        "Somebody else leads… C"]  # fmt: skip
    menu.actions()[2].trigger()
    shown.settle()
    assert open_dialog(shown) is SwapDialog


def test_a_date_that_nobody_leads_can_be_taken(empty: Set) -> None:
    assert told(empty.page.date_menu(FIRST.isoformat())) == ["I take it…", "Why this person… W"]


def test_a_menu_is_asked_for_by_mouse_and_by_key(shown: Set) -> None:
    asked: list[tuple[str, bool]] = []
    table, turns = shown.page.ledger.table, shown.page.side.turns
    table.menu_requested.connect(lambda row, at: asked.append((names(shown)[row], not at.isNull())))
    turns.menu_requested.connect(lambda key, at: asked.append((key, not at.isNull())))
    table.menu_requested.disconnect(shown.page.ledger._on_menu)
    turns.menu_requested.disconnect(shown.page._on_date_menu)
    stand_on(shown, "Kasuga")
    reasons, at = QContextMenuEvent.Reason, turns.visualRect(turns.lines.index(1)).center()
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(reasons.Keyboard, QPoint(5, 5), QPoint(5, 5)))
    stand_on_date(shown, FIRST)
    QApplication.sendEvent(turns.viewport(), QContextMenuEvent(reasons.Keyboard, at, at))
    QApplication.sendEvent(turns.viewport(), QContextMenuEvent(reasons.Mouse, at, turns.viewport().mapToGlobal(at)))
    assert asked == [("Kasuga", True), (FIRST.isoformat(), True), (SECOND.isoformat(), True)]


def test_a_new_person_is_chosen_once_stored(shown: Set) -> None:
    press(shown, Qt.Key.Key_N)
    dialog = shown.page.dialog(PersonDialog)
    dialog.sheet.name.setText("Hoshino")
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return, CONTROL)
    shown.settle()
    chosen = shown.page.ledger.chosen()
    assert chosen is not None
    assert chosen.person.name == "Hoshino"
