"""Settings, Calendar: the rhythm, coming dates, days off and official lists, each changed and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from desk_fixture import Heard, ask
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from sheet_calendar import LONG, SMALL, Set, cancelling, closing, long, monthly, some
from sheet_calendar import dates_of as dates
from sweep import unnamed, unreached

from weeklypm.domain.calendar import Cadence, Closure
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.cancel_dialog import CancelDialog
from weeklypm.services.calendar import CalendarView, calendar_view
from weeklypm.services.dates import series_of


def view(shown: Set) -> CalendarView:
    found: CalendarView = ask(shown.desk, calendar_view)
    return found


def undo(shown: Set) -> None:
    shown.desk.operations.undo()
    shown.settle()


def test_the_next_twelve_dates_are_told_with_their_reasons(shown: Set) -> None:
    some(shown)
    QAbstractItemModelTester(shown.part.dates.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    told = dates(shown.part)
    assert len(told) == 12
    assert told[2:6] == [
        ("Wed 16 Sep 2026", "held", ""),
        ("Wed 23 Sep 2026", "holiday", "Public holiday: Autumnal Equinox Day"),
        ("Wed 30 Sep 2026", "cancelled", "Cancelled: Offsite of the whole team"),
        ("Wed 7 Oct 2026", "day off", "Day off: Founders' day"),
    ]


def test_dates_far_ahead_are_marked_provisional(shown: Set) -> None:
    monthly(shown)
    form = shown.part.rhythm
    form.cadence.choose("every_n_weeks")
    form.every.setValue(8)
    form.save.click()
    shown.settle()
    states = {state for _, state, _ in dates(shown.part)}
    assert "provisional" in states
    assert shown.part.dates.provisional.text().startswith("Holidays after 31 December 2027")


# The rhythm


def test_a_rhythm_of_several_weeks_is_saved_and_taken_back(shown: Set) -> None:
    rhythm = shown.part.rhythm
    rhythm.cadence.choose("every_n_weeks")
    assert rhythm.fields["every"].isVisible()
    assert rhythm.every.value() == 2
    rhythm.every.setValue(3)
    rhythm.save.click()
    shown.settle()
    series = ask(shown.desk, series_of)
    assert (series.cadence, series.every, series.nth) == (Cadence.EVERY_N_WEEKS, 3, ())
    assert rhythm.now.text() == "Now: every 3 weeks on Wednesday"
    assert [day for day, _, _ in dates(shown.part)[:2]] == ["Wed 2 Sep 2026", "Wed 23 Sep 2026"]
    undo(shown)
    assert ask(shown.desk, series_of).cadence is Cadence.WEEKLY
    assert rhythm.cadence.value() == "weekly"


def test_weekdays_of_the_month_need_at_least_one(shown: Set) -> None:
    rhythm = shown.part.rhythm
    rhythm.cadence.choose("nth_weekday")
    rhythm.save.click()
    shown.settle()
    assert rhythm.fields["nth"].is_wrong()
    assert ask(shown.desk, series_of).cadence is Cadence.WEEKLY
    rhythm.boxes[1].setChecked(True)
    rhythm.boxes[-1].setChecked(True)
    rhythm.save.click()
    shown.settle()
    assert ask(shown.desk, series_of).nth == (1, -1)
    assert not rhythm.fields["nth"].is_wrong()


def test_saving_the_meeting_leaves_the_rhythm_as_it_is(shown: Set) -> None:
    monthly(shown)
    before = ask(shown.desk, series_of)
    shown.page.meeting.name.setText("Learning hour")
    shown.page.meeting.save.click()
    shown.settle()
    after = ask(shown.desk, series_of)
    assert (after.name, after.cadence, after.nth) == ("Learning hour", before.cadence, before.nth)


def test_what_the_weekday_costs_follows_the_country_as_it_is_typed(shown: Set) -> None:
    rhythm = shown.part.rhythm
    assert rhythm.cost.text() == "Wednesday loses about 2 meetings a year in Japan."
    rhythm.country.clear()
    QTest.keyClicks(rhythm.country, "DE")
    shown.wait(lambda: "Germany" in rhythm.cost.text())
    rhythm.country.clear()
    QTest.keyClicks(rhythm.country, "QQ")
    shown.settle()
    assert rhythm.cost.isHidden()
    rhythm.save.click()
    shown.settle()
    assert rhythm.fields["country"].is_wrong()
    assert ask(shown.desk, series_of).country == "JP"


def test_what_a_weekday_costs_is_counted_at_its_rhythm(shown: Set) -> None:
    monthly(shown)
    assert shown.part.rhythm.cost.text() == "Monday loses about 2 meetings a year in Japan."
    assert shown.page.meeting.cost.text() == shown.part.rhythm.cost.text()


def test_the_meeting_says_what_the_chosen_weekday_costs_in_both_languages(shown: Set, qapp: QApplication) -> None:
    meeting = shown.page.meeting
    shown.page.ui.sections.setCurrentRow(0)
    meeting.weekday.setCurrentIndex(0)
    shown.wait(meeting.cost.isVisible)
    assert meeting.cost.text() == "Monday loses about 7 meetings a year in Japan."
    meeting.weekday.setCurrentIndex(3)
    assert meeting.cost.text().startswith("Thursday loses")
    i18n.apply(qapp, "ja")
    shown.settle()
    assert "木曜日" in meeting.cost.text()
    meeting.country.setFocus()
    meeting.country.selectAll()
    QTest.keyClick(meeting.country, Qt.Key.Key_Backspace)
    # Without a country the year is counted anew beside the window; until then nothing is said.
    shown.wait(lambda: meeting.cost.text() != "" and "日本" not in meeting.cost.text())
    assert "木曜日" in meeting.cost.text()


# Calling off


def test_a_date_is_called_off_for_a_reason_and_held_after_all(shown: Set) -> None:
    heard = Heard(shown.desk)
    part = shown.part
    part.dates.table.setCurrentIndex(part.dates.model.index(1, 0))
    part.dates.cancel.click()
    dialog = part.cancelling.dialog
    assert dialog is not None
    assert dialog.day.currentText() == "Wed 9 Sep 2026"
    QTest.keyClicks(dialog.reason, "Fire drill")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert not dialog.isVisible()
    assert dates(part)[1] == ("Wed 9 Sep 2026", "cancelled", "Cancelled: Fire drill")
    assert heard.told[-1][1]
    assert part.dates.hold.isVisible()
    part.dates.hold.click()
    shown.settle()
    assert dates(part)[1] == ("Wed 9 Sep 2026", "held", "")
    assert part.dates.hold.isHidden()
    undo(shown)
    assert dates(part)[1][1] == "cancelled"


@pytest.mark.parametrize("text", ["", "\u3000", "\u200b", "-", "なし"])
def test_a_reason_of_nothing_is_refused_under_its_field(shown: Set, text: str) -> None:
    cancelling(shown)
    dialog = shown.part.cancelling.dialog
    assert dialog is not None
    dialog.reason.setText(text)
    dialog.answer.click()
    shown.settle()
    assert dialog.isVisible()
    assert dialog.fields["reason"].is_wrong()
    assert dialog.reason.text() == text
    assert view(shown).cancelled == ()


def test_a_reason_too_long_stays_typed(shown: Set) -> None:
    cancelling(shown)
    dialog = shown.part.cancelling.dialog
    assert dialog is not None
    dialog.reason.setText(LONG * 4)
    dialog.answer.click()
    shown.settle()
    assert dialog.fields["reason"].is_wrong()
    assert dialog.reason.text() == LONG * 4


def test_from_the_palette_the_first_date_is_offered_and_the_first_called_off_is_held(shown: Set) -> None:
    part = shown.part
    part.cancelling.ask()
    shown.settle()
    dialog = part.cancelling.dialog
    assert isinstance(dialog, CancelDialog)
    assert dialog.day.currentText() == "Wed 2 Sep 2026"
    dialog.reason.setText("Move of the office")
    dialog.answer.click()
    shown.settle()
    assert [meeting.held_on for meeting in view(shown).cancelled] == [date(2026, 9, 2)]
    part.cancelling.hold_first()
    shown.settle()
    assert view(shown).cancelled == ()
    heard = Heard(shown.desk)
    part.cancelling.hold_first()
    shown.settle()
    assert [problem.code for problem in heard.failed] == ["calendar_page.problem.none_cancelled"]


# Days off


def test_days_off_are_added_changed_removed_and_all_of_it_undone(shown: Set) -> None:
    card = shown.part.closures
    assert card.empty.isVisible()
    card.empty.button.click()
    dialog = card.dialog
    assert dialog is not None
    dialog.name.setText(" New Year ")
    QTest.keyClicks(dialog.first, "2026-12-29")
    QTest.keyClicks(dialog.last, "2027-01-03")
    dialog.yearly.setChecked(True)
    dialog.answer.click()
    shown.settle()
    closure = view(shown).closures[0]
    kept = (closure.name, closure.starts_on, closure.ends_on, closure.yearly)
    assert kept == ("New Year", date(2026, 12, 29), date(2027, 1, 3), True)
    card.edit.click()
    assert dialog.last.day() == date(2027, 1, 3)
    dialog.name.setText("Winter")
    dialog.answer.click()
    shown.settle()
    assert card.model.index(0, 0).data() == "Winter"
    card.remove.click()
    shown.settle()
    assert card.empty.isVisible()
    for _ in range(2):
        undo(shown)
    assert [one.name for one in view(shown).closures] == ["New Year"]


def test_one_day_needs_no_last_one(shown: Set) -> None:
    card = shown.part.closures
    card.empty.button.click()
    assert card.dialog is not None
    card.dialog.name.setText("Founders' day")
    QTest.keyClicks(card.dialog.first, "2026-10-07")
    card.dialog.answer.click()
    shown.settle()
    found: list[Closure] = ask(shown.desk, lambda reader: reader.find(Closure))
    assert [(one.starts_on, one.ends_on) for one in found] == [(date(2026, 10, 7), date(2026, 10, 7))]
    assert dates(shown.part)[5] == ("Wed 7 Oct 2026", "day off", "Day off: Founders' day")


WRONG = {
    "no name": ("\u3000", "2026-10-07", "", "name"),
    "no first day": ("x", "", "", "first"),
    "no date": ("x", "someday", "", "first"),
    "last is no date": ("x", "2026-10-07", "later", "last"),
    "end before start": ("x", "2026-10-07", "2026-10-06", "last"),
    "too long": ("x", "2026-10-07", "2028-10-07", "last"),
}


@pytest.mark.parametrize("case", WRONG)
def test_days_off_that_cannot_be_are_told_under_their_field(shown: Set, case: str) -> None:
    name, first, last, field = WRONG[case]
    card = shown.part.closures
    card.empty.button.click()
    dialog = card.dialog
    assert dialog is not None
    dialog.name.setText(name)
    QTest.keyClicks(dialog.first, first)
    QTest.keyClicks(dialog.last, last)
    dialog.answer.click()
    shown.settle()
    assert dialog.isVisible()
    assert dialog.fields[field].is_wrong()
    assert dialog.fields[field].error.text().endswith(".")
    assert dialog.name.text() == name
    assert view(shown).closures == ()


def test_a_long_error_is_seen_whole(shown: Set) -> None:
    some(shown)
    shown.console.resize(*SMALL)
    closing(shown)
    shown.settle()
    dialog = shown.part.closures.dialog
    assert dialog is not None
    error = dialog.fields["last"].error
    assert error.height() >= error.heightForWidth(error.width())
    dialog.reject()


# The whole


def test_every_widget_has_a_name_and_is_reached_by_tab(shown: Set) -> None:
    some(shown)
    shown.console.resize(1440, 1500)
    shown.settle()
    assert unnamed(shown.part) == []
    assert unreached(shown.part) == []


def test_long_names_stay_in_the_window(shown: Set) -> None:
    shown.console.resize(*SMALL)
    long(shown)
    assert shown.console.width() == SMALL[0]
    assert shown.part.widget().width() <= shown.part.viewport().width()


def test_both_languages_and_themes_at_run_time(shown: Set, qapp: QApplication) -> None:
    some(shown)
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    part = shown.part
    assert shown.page.ui.sections.item(1).text() == "カレンダー"
    assert dates(part)[3] == ("2026年 9月23日（水）", "祝日", "祝日：秋分の日")
    assert part.rhythm.cost.text() == "日本では、水曜日は年に約3回休みになります。"
    assert part.closures.model.index(1, 0).data() == "Founders' day"
    assert part.official.title.title.text() == "公式の祝日一覧"


def test_the_rhythm_is_the_first_stop_of_tab(shown: Set) -> None:
    part = shown.part
    card = part.rhythm
    stops: list[object] = []
    at = part.nextInFocusChain()
    while at is not part:
        stops.append(at)
        at = at.nextInFocusChain()
    chosen = card.cadence.button(card.cadence.value())
    wanted = [chosen, card.country, card.save, part.dates.table, part.dates.cancel]
    assert [stop for stop in stops if stop in wanted] == wanted
