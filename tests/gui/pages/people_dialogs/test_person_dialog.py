"""Adding and changing a person: one step, undone as one; what is wrong is said under its field and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any

import pytest
from desk_fixture import Heard
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sheet_people_dialogs import LONG_NAME, SMALL, Set
from sweep import faults

from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Language
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.person_dialog import PersonDialog
from weeklypm.gui.pages.person_fields import AnyDayEdit, read_hour
from weeklypm.services import people

POPUP = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
"""The offscreen platform grabs nothing for the list that a field of names offers."""
CTRL_ENTER = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def asked(shown: Set, place: int | None = None) -> PersonDialog:
    dialog: PersonDialog = shown.new(PersonDialog(shown.desk, shown.ground))
    if place is None:
        dialog.ask_new()
    else:
        dialog.ask(shown.person(place).id)
    shown.settle()
    return dialog


def everybody(shown: Set) -> list[Person]:
    found: list[Person] = shown.read(lambda reader: reader.find(Person, order_by=("created_at", "id")))
    return found


def teams(shown: Set) -> set[str]:
    return {team.name for team in shown.read(lambda reader: reader.find(Team))}


def answer(shown: Set, dialog: PersonDialog) -> None:
    dialog.answer.click()
    shown.settle()


def typed(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def tab(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


def fill_in_by_keys(dialog: PersonDialog) -> None:
    sheet = dialog.sheet
    typed("Nagi")
    tab()
    QApplication.focusWidget().lineEdit().selectAll()  # type: ignore[union-attr]
    typed("Platform")
    assert sheet.fields["team"].help.text() == "“Platform” is a new team and is added too."
    tab(2)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)  # the day before
    QTest.keyClick(sheet.share.choice.button("full"), Qt.Key.Key_Right)
    assert sheet.fields["share"].help.text() == "Half as many turns as with a full share."
    sheet.works_from.setFocus()
    typed("9")
    tab()
    typed("1730")
    tab()
    assert QApplication.focusWidget() is sheet.workdays.days[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert QApplication.focusWidget() is sheet.workdays.days[6]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    sheet.aliases.line.setFocus()
    typed("@nn")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    typed("Nagisa")  # not added by Enter: it counts all the same


@POPUP
def test_somebody_new_is_added_by_the_keyboard_alone_and_undone_as_one_step(shown: Set) -> None:
    heard = Heard(shown.desk)
    dialog = asked(shown)
    fill_in_by_keys(dialog)
    QTest.keyClick(QApplication.focusWidget(), *CTRL_ENTER)
    shown.settle()
    assert not dialog.isVisible()
    added = next(person for person in everybody(shown) if person.name == "Nagi")
    assert (added.joined_on, added.share_percent) == (date(2026, 9, 1), 50)
    assert (added.works_from, added.works_to, added.workdays) == (time(9), time(17, 30), (0, 1, 2, 3, 4, 6))
    assert added.aliases == ("nn", "Nagisa")
    assert "Platform" in teams(shown)
    assert [(told.code, undo) for told, undo in heard.told] == [("peopledialogs.person.added", True)]
    shown.desk.operations.undo()
    shown.settle()
    assert "Nagi" not in {person.name for person in everybody(shown)}
    assert "Platform" not in teams(shown)


def test_what_is_known_is_shown_and_only_what_changes_is_stored(shown: Set) -> None:
    person = shown.person(2)
    dialog = asked(shown, 2)
    sheet = dialog.sheet
    assert (sheet.name.text(), sheet.team.currentText()) == ("Kasuga", "Web")
    answer(shown, dialog)
    same = next(one for one in everybody(shown) if one.id == person.id)
    assert people.form_of(same) == people.form_of(person)
    dialog = asked(shown, 2)
    dialog.sheet.zone.setEditText("europe/berlin")
    dialog.sheet.turns.click()
    dialog.sheet.rather_not.click()
    answer(shown, dialog)
    changed = next(one for one in everybody(shown) if one.id == person.id)
    assert (changed.zone, changed.opted_in, changed.rather_not_present) == ("Europe/Berlin", False, True)
    assert changed.team_id == person.team_id


def test_no_team_is_a_team_too(shown: Set) -> None:
    dialog = asked(shown, 0)
    dialog.sheet.team.setEditText("")
    answer(shown, dialog)
    assert shown.person(0).team_id is None
    dialog = asked(shown, 0)
    assert dialog.sheet.team.currentText() == "No team"
    dialog.sheet.team.setEditText(" ｗｅｂ ")
    answer(shown, dialog)
    assert shown.person(0).team_id == shown.person(2).team_id
    assert len(teams(shown)) == 7


WRONG: dict[str, tuple[str, Callable[[Any], object], str]] = {
    "no name": ("name", lambda sheet: sheet.name.setText("\u3000"), "missing"),
    "taken": ("name", lambda sheet: sheet.name.setText("minase"), "Minase"),
    "long": ("name", lambda sheet: sheet.name.setText(LONG_NAME[Language.EN]), "83"),
    "long team": ("team", lambda sheet: sheet.team.setEditText(LONG_NAME[Language.EN]), "80 letters"),
    "zone": ("zone", lambda sheet: sheet.zone.setEditText("Berlin"), "Europe/Berlin"),
    "no zone": ("zone", lambda sheet: sheet.zone.setEditText("Mars"), "Mars"),
    "hour": ("works_to", lambda sheet: sheet.works_to.setText("25:00"), "9:00"),
    "half hours": ("works_to", lambda sheet: sheet.works_from.setText("9"), "both"),
    "no days": ("workdays", lambda sheet: sheet.workdays.set_value(()), "day"),
    "joined": ("joined", lambda sheet: sheet.joined.setText("someday"), "someday"),
    "alias": ("aliases", lambda sheet: sheet.aliases.line.setText("Torii"), "Torii"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_under_its_field_and_everything_typed_stays(shown: Set, case: str) -> None:
    key, spoil, said = WRONG[case]
    before = everybody(shown)
    dialog = asked(shown)
    dialog.sheet.name.setText("Nagi")
    spoil(dialog.sheet)
    # A text set by hand is not typed, so the day is told of it.
    dialog.sheet.joined.textEdited.emit(dialog.sheet.joined.text())
    filled = dialog.sheet.form()
    answer(shown, dialog)
    assert dialog.isVisible()
    field = dialog.sheet.aliases.field if key == "aliases" else dialog.sheet.fields[key]
    assert field.is_wrong()
    assert said.casefold() in field.error.text().casefold()
    assert dialog.isAncestorOf(QApplication.focusWidget())
    assert dialog.answer.isEnabled()
    assert dialog.sheet.form() == filled
    assert everybody(shown) == before
    assert len(teams(shown)) == 7


def test_all_that_is_wrong_is_said_at_once_and_the_first_gets_the_focus(shown: Set) -> None:
    dialog = asked(shown)
    dialog.sheet.zone.setEditText("Mars")
    dialog.sheet.works_from.setText("x")
    answer(shown, dialog)
    assert [key for key, field in dialog.sheet.fields.items() if field.is_wrong()] == ["name", "zone", "works_from"]
    assert QApplication.focusWidget() is dialog.sheet.name
    typed("N")
    assert not dialog.sheet.fields["name"].is_wrong()


def test_a_last_day_deactivates_and_coming_back_takes_it_off(shown: Set) -> None:
    heard = Heard(shown.desk)
    dialog = asked(shown, 4)
    assert dialog.sheet.back.isHidden()
    dialog.sheet.last_day.set_day(date(2026, 9, 30))
    answer(shown, dialog)
    assert shown.person(4).left_on == date(2026, 9, 30)
    dialog = asked(shown, 4)
    dialog.sheet.back.click()
    assert QApplication.focusWidget() is dialog.sheet.last_day
    answer(shown, dialog)
    assert shown.person(4).left_on is None
    assert [told.code.rpartition(".")[2] for told, _ in heard.told] == ["left", "back"]
    shown.desk.operations.undo()
    shown.settle()
    assert shown.person(4).left_on == date(2026, 9, 30)


def test_a_last_day_before_the_first_is_refused_there(shown: Set) -> None:
    dialog = asked(shown, 4)
    dialog.sheet.last_day.set_day(date(2026, 8, 1))
    answer(shown, dialog)
    assert dialog.sheet.fields["last_day"].is_wrong()
    assert shown.person(4).left_on is None


def test_who_was_removed_meanwhile_is_told(shown: Set) -> None:
    heard = Heard(shown.desk)
    person = shown.person(0)
    dialog = asked(shown, 0)
    shown.change(lambda unit: unit.delete(unit.get(Person, person.id)))
    answer(shown, dialog)
    assert dialog.isVisible()
    assert dialog.sheet.name.text() == person.name
    dialog.reject()
    dialog.ask(person.id)
    shown.settle()
    assert heard.failed


def test_the_focus_returns_and_esc_changes_nothing(shown: Set) -> None:
    before = everybody(shown)
    shown.ground.setFocus()
    dialog = asked(shown, 1)
    typed("Other")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert QApplication.focusWidget() is shown.ground
    assert everybody(shown) == before


def test_in_a_small_window_every_field_scrolls_into_sight(shown: Set) -> None:
    shown.console.resize(*SMALL)
    dialog = asked(shown, 0)
    assert dialog.geometry().bottom() < SMALL[1]
    for stop in (dialog.sheet.last_day, dialog.sheet.name):
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert not stop.visibleRegion().isEmpty()


def test_every_stop_has_a_name_is_reached_and_shows_its_focus(shown: Set) -> None:
    shown.console.resize(1440, 1100)
    person = shown.person(0)
    form = people.form_of(person)
    shown.change(partial(people.edit_person, person_id=person.id, form=_with_alias(form)))
    dialog = asked(shown, 0)
    assert faults(dialog) == []


def _with_alias(form: people.PersonForm) -> people.PersonForm:
    return replace(form, aliases=("mina",), share_percent=80)


def test_the_words_follow_the_language_and_what_is_filled_in_stays(shown: Set, qapp: QApplication) -> None:
    dialog = asked(shown)
    dialog.sheet.name.setText("凪")
    dialog.sheet.team.setEditText("基盤")
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    assert dialog.title.text() == "メンバーを追加"
    assert dialog.sheet.zone.currentText() == "会と同じ（Asia/Tokyo）"
    assert dialog.sheet.fields["team"].help.text() == "「基盤」は新しいチームとして追加されます。"
    assert (dialog.sheet.name.text(), dialog.sheet.new_team()) == ("凪", "基盤")
    assert dialog.sheet.workdays.days[0].accessibleName() == "月曜日"


@pytest.mark.parametrize(
    ("text", "at"),
    [("9", time(9)), ("09:30", time(9, 30)), ("0930", time(9, 30)), ("９時３０分", time(9, 30)), ("18時", time(18)),
     ("24:00", None), ("9:60", None), ("", None), ("nine", None), ("9:5", None)],
)  # fmt: skip
def test_hours_are_read_as_they_are_typed(text: str, at: time | None) -> None:
    assert read_hour(text) == at


def test_a_day_without_a_year_is_the_nearest(qapp: QApplication) -> None:
    edit = AnyDayEdit()
    edit.set_today(date(2026, 9, 2))
    for text, day in (("1 Apr", date(2026, 4, 1)), ("1 Feb", date(2027, 2, 1)), ("2019-05-01", date(2019, 5, 1))):
        edit.clear()
        QTest.keyClicks(edit, text)
        assert edit.day() == day
    edit.set_day(None)
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.day() == date(2026, 9, 2)
    QTest.keyClick(edit, Qt.Key.Key_PageDown)
    assert edit.day() == date(2026, 8, 26)


def test_the_dialog_lies_in_the_window_and_no_wider_than_it_may(shown: Set) -> None:
    dialog = asked(shown)
    inside: QWidget = shown.console
    assert dialog.parentWidget() is inside
    assert dialog.width() <= 568
