"""Official lists of holidays are previewed, taken and forgotten; the calendar file is written where it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_fixture import Heard, ask
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from sheet_calendar import LIST, Set, previewing, refused, some
from sheet_calendar import dates_of as dates

from weeklypm.services.calendar import CalendarView, calendar_view


def view(shown: Set) -> CalendarView:
    found: CalendarView = ask(shown.desk, calendar_view)
    return found


def undo(shown: Set) -> None:
    shown.desk.operations.undo()
    shown.settle()


def test_a_list_is_previewed_taken_and_taken_back(shown: Set) -> None:
    previewing(shown)
    part = shown.part
    dialog = part.official.flow.dialog
    assert dialog is not None
    told = "\n".join(line.text() for line in dialog.lines)
    assert "It covers 2026, 18 holidays." in told
    assert "1 meeting is not held any more: 16 September 2026." in told
    assert "1 meeting is held again: 23 September 2026." in told
    assert view(shown).official_years == ()
    dialog.answer.click()
    shown.settle()
    assert view(shown).official_years == (2026,)
    assert dates(part)[2][1:] == ("holiday", "Public holiday: 一度きりの休日")
    assert dates(part)[3][1] == "held"
    assert part.official.covered.text().startswith("Japan: 2026 come from an official list")
    part.official.forget.click()
    shown.settle()
    assert view(shown).official_years == ()
    undo(shown)
    assert view(shown).official_years == (2026,)


def test_a_list_that_is_turned_down_changes_nothing_and_another_can_be_read(shown: Set) -> None:
    previewing(shown)
    flow = shown.part.official.flow
    assert flow.dialog is not None
    assert not shown.part.official.bring_in.isEnabled()
    flow.dialog.reject()
    assert view(shown).official_years == ()
    assert shown.part.official.bring_in.isEnabled()


def test_the_list_of_another_country_is_refused_with_a_sentence(shown: Set) -> None:
    refused(shown)
    told = shown.part.official.problem.text()
    assert "feiertage.csv" in told
    assert "Japan" in told
    assert shown.part.official.bring_in.isEnabled()
    assert view(shown).official_years == ()


def test_a_file_that_is_not_there_is_told(shown: Set, tmp_path: Path) -> None:
    shown.part.official.flow.read(tmp_path / "gone.csv")
    shown.wait(shown.part.official.problem.isVisible)
    assert "gone.csv" in shown.part.official.problem.text()


def test_a_list_is_read_where_it_is_dropped(shown: Set, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(5, 5), actions, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    shown.part.dropEvent(event)
    shown.wait(lambda: shown.part.official.flow.dialog is not None)
    assert event.isAccepted()
    dialog = shown.part.official.flow.dialog
    assert dialog is not None
    dialog.reject()


# The calendar file


def test_the_calendar_file_is_written_where_it_is_asked_for(
    shown: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some(shown)
    heard = Heard(shown.desk)
    target = tmp_path / "dates"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shown.part.dates.export.click()
    shown.wait(lambda: bool(heard.told))
    written = target.with_suffix(".ics").read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR")
    assert b"Offsite" not in written
    assert heard.told[-1][0].get("name") == "dates.ics"


def test_a_place_that_cannot_be_written_is_told(shown: Set, tmp_path: Path) -> None:
    heard = Heard(shown.desk)
    shown.part.dates.write(tmp_path / "gone" / "x.ics")
    shown.wait(lambda: bool(heard.failed))
    assert heard.failed[0].code == "calendar_page.problem.write"
