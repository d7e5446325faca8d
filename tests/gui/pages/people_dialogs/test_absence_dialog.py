"""Days away: registered, changed, removed; what they mean is said at once; no reason is asked for or kept."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from desk_fixture import Heard
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from sheet_people_dialogs import Set, many, stand
from sweep import faults

from weeklypm.domain.people import Absence
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.absence_dialog import AbsenceDialog
from weeklypm.services import people
from weeklypm.services.people_forms import AbsenceFacts, absence_facts

POPUP = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
"""The offscreen platform grabs nothing for the list that a field of names offers."""
SEPTEMBER = (date(2026, 9, 9), date(2026, 9, 18))


def asked(shown: Set, person_id: UUID | None = None, absence_id: UUID | None = None) -> AbsenceDialog:
    dialog: AbsenceDialog = shown.new(AbsenceDialog(shown.desk, shown.ground))
    if absence_id is None:
        dialog.ask_new(person_id)
    else:
        dialog.ask(absence_id)
    shown.settle()
    return dialog


def kept(shown: Set) -> list[Absence]:
    found: list[Absence] = shown.read(lambda reader: reader.find(Absence, order_by=("created_at", "id")))
    return found


def facts(shown: Set) -> AbsenceFacts:
    found: AbsenceFacts = shown.read(absence_facts)
    return found


def add(shown: Set, person_id: UUID, first: date, last: date) -> Absence:
    shown.change(partial(people.add_absence, person_id=person_id, starts_on=first, ends_on=last))
    return kept(shown)[-1]


def typed(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def tab() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


@POPUP
def test_days_away_are_registered_by_keys_alone_and_undone(shown: Set) -> None:
    heard = Heard(shown.desk)
    dialog = asked(shown)
    assert QApplication.focusWidget() is dialog.person
    typed("kasuga")
    tab()
    typed("2026-09-09")
    tab()
    typed("18 Sep")
    QTest.keyClick(dialog.last, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert not dialog.isVisible()
    assert [(one.person_id, one.starts_on, one.ends_on) for one in kept(shown)] == [(shown.person(2).id, *SEPTEMBER)]
    assert [(told.code, undo) for told, undo in heard.told] == [("peopledialogs.absence.added", True)]
    shown.desk.operations.undo()
    shown.settle()
    assert kept(shown) == []


def test_a_single_day_needs_no_last_one(shown: Set) -> None:
    dialog = asked(shown, shown.person(0).id)
    assert QApplication.focusWidget() is dialog.first
    typed("2026-09-30")
    dialog.answer.click()
    shown.settle()
    assert [(one.starts_on, one.ends_on) for one in kept(shown)] == [(date(2026, 9, 30), date(2026, 9, 30))]


def test_no_reason_is_asked_for_or_kept(shown: Set) -> None:
    dialog = asked(shown)
    assert dialog.note.text() == "No reasons are kept."
    inner = dialog.person.lineEdit()
    assert set(dialog.findChildren(QLineEdit)) == {inner, dialog.first, dialog.last}
    assert {one.name for one in fields(Absence)} == {
        "id", "created_at", "updated_at", "version", "deleted_at", "person_id", "starts_on", "ends_on",
    }  # fmt: skip


def test_what_the_days_mean_for_turns_is_said_before_they_are_stored(shown: Set) -> None:
    planned = facts(shown).planned
    confirmed, likely = planned[1], planned[3]
    assert confirmed.confirmed
    assert not likely.confirmed
    name = facts(shown).name
    dialog = asked(shown, confirmed.facilitator_id)
    assert dialog.said.isHidden()
    dialog.first.set_day(confirmed.day)
    who = name(confirmed.facilitator_id)  # type: ignore[arg-type]
    lead = facts(shown).covers[confirmed.day]
    assert lead
    assert dialog.meaning.text() == f"{who} leads 9 Sep. {lead.name} would lead instead, and {who} comes up next."
    dialog.first.set_day(date(2026, 9, 10))
    assert dialog.meaning.text() == f"No planned turn of {who} falls on these days. The balance stays as it is."
    dialog.person.set_key(likely.facilitator_id)
    dialog.first.set_day(likely.day)
    who = name(likely.facilitator_id)  # type: ignore[arg-type]
    assert dialog.meaning.text().startswith(f"{who} is likely to lead")
    dialog.last.set_day(date(2026, 9, 1))
    assert dialog.said.isHidden()
    assert kept(shown) == []


@pytest.mark.parametrize("number", range(6))
def test_who_is_said_to_lead_instead_does_and_is_told_afterwards(shown: Set, number: int) -> None:
    planned = facts(shown).planned[number]
    lead = facts(shown).covers[planned.day]
    assert planned.facilitator_id is not None
    assert lead is not None
    who = facts(shown).name(planned.facilitator_id)
    dialog = asked(shown, planned.facilitator_id)
    dialog.first.set_day(planned.day)
    assert f"{lead.name} would" in dialog.meaning.text()
    dialog.answer.click()
    shown.settle()
    assert next(one for one in facts(shown).planned if one.day == planned.day).facilitator_id == lead.id
    dialog.ask(kept(shown)[0].id)
    shown.settle()
    told = f"{lead.name} leads {planned.day.day} " if planned.confirmed else "No planned turn"
    assert dialog.meaning.text().startswith(told)
    assert who in dialog.meaning.text()


def test_it_is_said_that_nobody_else_is_free(shown: Set) -> None:
    turn = facts(shown).planned[1]
    assert turn.facilitator_id is not None
    for person in facts(shown).people:
        if person.id != turn.facilitator_id:
            add(shown, person.id, turn.day, turn.day)
    dialog = asked(shown, turn.facilitator_id)
    dialog.first.set_day(turn.day)
    assert "Nobody else is free" in dialog.meaning.text()
    dialog.answer.click()
    shown.settle()
    dialog.ask(kept(shown)[-1].id)
    shown.settle()
    assert "Nobody is free to lead it" in dialog.meaning.text()


def test_nothing_lies_over_anything_whatever_is_said(shown: Set) -> None:
    person = shown.person(2)
    add(shown, person.id, *SEPTEMBER)
    dialog = asked(shown, person.id)
    for first, last in (SEPTEMBER, (date(2026, 10, 1), date(2026, 10, 2)), SEPTEMBER):
        dialog.first.set_day(first)
        dialog.last.set_day(last)
        parts = [dialog.fields["first"], dialog.fields["last"], dialog.said, dialog.note]
        seen = [part for part in parts if part.isVisible()]
        assert not [part for part in seen for other in seen if part is not other
                    and part.geometry().intersects(other.geometry())]  # fmt: skip
        assert dialog.note.geometry().bottom() < dialog.answer.y()
        assert all(part.height() >= part.minimumSizeHint().height() for part in seen)


def test_days_that_overlap_are_said_at_once_and_refused(shown: Set) -> None:
    person = shown.person(2)
    add(shown, person.id, *SEPTEMBER)
    dialog = asked(shown, person.id)
    dialog.first.set_day(date(2026, 9, 18))
    assert dialog.fields["first"].error.text().startswith("These dates overlap another absence")
    dialog.answer.click()
    shown.settle()
    assert dialog.isVisible()
    assert dialog.fields["first"].is_wrong()
    assert dialog.first.day() == date(2026, 9, 18)
    assert len(kept(shown)) == 1
    dialog.first.set_day(date(2026, 9, 19))
    assert not dialog.fields["first"].is_wrong()
    dialog.answer.click()
    shown.settle()
    assert len(kept(shown)) == 2


WRONG = {
    "nobody": ("Nagi", "2026-09-09", "", "person"),
    "no one": ("", "2026-09-09", "", "person"),
    "no first day": ("Kasuga", "", "2026-09-09", "first"),
    "no date": ("Kasuga", "someday", "", "first"),
    "last is no date": ("Kasuga", "2026-09-09", "later", "last"),
    "ends before": ("Kasuga", "2026-09-09", "2026-09-08", "last"),
    "past": ("Kasuga", "2026-08-01", "2026-08-02", "last"),
    "too long": ("Kasuga", "2026-09-09", "2036-09-08", "last"),
    "too far": ("Kasuga", "9999-09-09", "", "last"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_said_under_its_field_and_everything_stays(shown: Set, case: str) -> None:
    who, first, last, key = WRONG[case]
    dialog = asked(shown)
    dialog.person.setEditText(who)
    QTest.keyClicks(dialog.first, first)
    QTest.keyClicks(dialog.last, last)
    filled = (dialog.person.currentText(), dialog.first.text(), dialog.last.text())
    dialog.answer.click()
    shown.settle()
    assert dialog.isVisible()
    assert [name for name, field in dialog.fields.items() if field.is_wrong()] == [key]
    assert QApplication.focusWidget() is dialog.fields[key].editor
    assert (dialog.person.currentText(), dialog.first.day(), dialog.last.day()) == (
        filled[0], dialog.first.day(), dialog.last.day(),
    )  # fmt: skip
    assert dialog.answer.isEnabled()
    assert kept(shown) == []


def test_an_absence_is_changed_and_removed_each_undone(shown: Set) -> None:
    absence = add(shown, shown.person(2).id, *SEPTEMBER)
    dialog = asked(shown, absence_id=absence.id)
    assert (dialog.person.currentText(), dialog.person.isEnabled()) == ("Kasuga", False)
    dialog.last.set_day(date(2026, 9, 11))
    dialog.answer.click()
    shown.settle()
    assert kept(shown)[0].ends_on == date(2026, 9, 11)
    dialog.ask(absence.id)
    shown.settle()
    dialog.remove.click()
    shown.settle()
    assert not dialog.isVisible()
    assert kept(shown) == []
    for ends_on in (date(2026, 9, 11), date(2026, 9, 18)):
        shown.desk.operations.undo()
        shown.settle()
        assert kept(shown)[0].ends_on == ends_on


def test_removed_meanwhile_is_told_and_what_was_typed_stays(shown: Set) -> None:
    absence = add(shown, shown.person(2).id, *SEPTEMBER)
    dialog = asked(shown, absence_id=absence.id)
    shown.change(partial(people.remove_absence, absence_id=absence.id))
    dialog.last.set_day(date(2026, 9, 11))
    dialog.answer.click()
    shown.settle()
    assert dialog.isVisible()
    assert dialog.subtitle.text()
    assert dialog.last.day() == date(2026, 9, 11)


@POPUP
def test_one_of_two_hundred_is_found_by_a_part_of_the_name(qapp: QApplication, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.sqlite", text=many(200), bare=True) as shown:
        shown.console.show()
        dialog = asked(shown)
        assert dialog.person.count() == 200
        typed("147")
        found = dialog.person.completer().completionModel()
        assert [found.index(row, 0).data() for row in range(found.rowCount())] == ["Person 147"]
        assert dialog.person.key() is None
        dialog.person.completer().popup().hide()
        dialog.person.setEditText("person 147")
        assert facts(shown).name(dialog.person.key()) == "Person 147"
    i18n.apply(qapp, "en")


def test_the_focus_returns_and_every_stop_is_reached(shown: Set) -> None:
    shown.ground.setFocus()
    absence = add(shown, shown.person(2).id, *SEPTEMBER)
    dialog = asked(shown, absence_id=absence.id)
    assert faults(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is shown.ground


def test_it_speaks_japanese(shown: Set, qapp: QApplication) -> None:
    planned = facts(shown).planned[1]
    dialog = asked(shown, planned.facilitator_id)
    dialog.first.set_day(planned.day)
    i18n.apply(qapp, "ja")
    shown.settle()
    assert dialog.title.text() == "不在を追加"
    assert "代わりに" in dialog.meaning.text()
    assert dialog.note.text() == "理由は記録しません。"
