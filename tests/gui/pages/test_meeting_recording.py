"""What is recorded and noted in a running meeting, over a real workspace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sheet_meeting
from desk_fixture import Heard
from meeting_hands import press, record_three, start, stored, type_line, wait_for
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sheet_meeting import Set, stand

from weeklypm.domain.agenda import Segment
from weeklypm.domain.meeting import Note, NoteDraft
from weeklypm.domain.outcomes import ActionItem, Decision, ParkedLine, Priority
from weeklypm.gui import theme
from weeklypm.services.meetings import view_meeting
from weeklypm.services.recording import Recorded
from weeklypm.storage import open_reader

# Recording


def test_decisions_actions_and_parked_lines_are_recorded(shown: Set) -> None:
    start(shown)
    heard = Heard(shown.desk)
    record_three(shown)
    assert shown.page.ui.capture.text() == ""
    assert [(told.code, undo) for told, undo in heard.told] == [
        ("meetingpage.recorded.decision", True), ("meetingpage.recorded.parking", True),
        ("meetingpage.recorded.action", True)]  # fmt: skip
    texts = {row.text for row in shown.page.ui.recorded.rows()}
    assert texts == {"No new cache this quarter", "Review the rollout", "Alarm at 1 s"}
    [action] = stored(shown, ActionItem)
    assert (action.text, action.priority, action.due) == ("Alarm at 1 s", Priority.P1, date(2026, 9, 18))


def test_what_is_read_from_the_line_stands_there_before_enter(shown: Set) -> None:
    start(shown)
    press(shown, Qt.Key.Key_A)
    QTest.keyClicks(shown.page.ui.capture.field, "Alarm @Torii !P1 #detect ^9/18")
    assert [chip.text() for chip in shown.page.ui.capture._shown_chips] == ["Torii", "by Fri 18 Sep", "P1", "Detect"]
    assert stored(shown, ActionItem) == []


def test_a_recorded_action_is_changed_by_typing_it_again(shown: Set) -> None:
    start(shown)
    record_three(shown)
    shown.page.capture.edit(next(row for row in shown.page.ui.recorded.rows() if row.kind is Recorded.ACTION))
    dialog = shown.page.capture.dialog
    assert dialog.line() == "Alarm at 1 s @Torii !P1 ^2026-09-18"
    dialog.edit.setText(" ")
    dialog.answer.click()
    assert dialog.isVisible()
    assert dialog.field.is_wrong()
    dialog.edit.setText("Alarm at 2 s @Hayami !P2")
    dialog.answer.click()
    shown.settle()
    [action] = stored(shown, ActionItem)
    assert (action.text, action.priority, action.due) == ("Alarm at 2 s", Priority.P2, None)


def test_a_recorded_line_is_taken_back_by_its_key_and_comes_again_by_undo(shown: Set) -> None:
    start(shown)
    record_three(shown)
    listed = shown.page.ui.recorded
    row = next(at for at, each in enumerate(listed.rows()) if each.kind is Recorded.PARKED)
    listed.setFocus()
    listed.setCurrentIndex(listed.model().index(row, 0))
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    shown.settle()
    assert stored(shown, ParkedLine) == []
    shown.desk.operations.undo()
    shown.settle()
    assert [row.text for row in stored(shown, ParkedLine)] == ["Review the rollout"]


def test_undo_takes_the_recorded_line_and_not_the_clock(shown: Set) -> None:
    start(shown)
    press(shown, Qt.Key.Key_D)
    type_line(shown, "Keep it")
    press(shown, Qt.Key.Key_BracketRight, Qt.Key.Key_Plus)
    shown.desk.operations.undo()
    shown.settle()
    assert stored(shown, Decision) == []
    assert shown.page.ui.recorded.isHidden()
    assert shown.controller.clock().line == 1


def test_a_line_that_says_nothing_comes_back_with_a_sentence(shown: Set) -> None:
    start(shown)
    press(shown, Qt.Key.Key_A)
    type_line(shown, "@Torii")
    assert shown.page.ui.capture.text() == "@Torii"
    assert "was not recorded" in shown.page.ui.capture_error.text()
    QTest.keyClicks(shown.page.ui.capture.field, " x")
    assert shown.page.ui.capture_error.isHidden()


def test_the_list_of_recorded_lines_keeps_the_rules_of_models(shown: Set, qtmodeltester: ModelTester) -> None:
    sheet_meeting.talk(shown)
    qtmodeltester.check(shown.page.ui.recorded.model())
    qtmodeltester.check(shown.page.ui.segments.model())
    assert shown.page.ui.recorded.model().rowCount() == 3


# Notes


def test_notes_are_drafted_while_typed_and_become_one_note_on_leaving(shown: Set, qtbot: QtBot) -> None:
    start(shown)
    notes = shown.page.ui.notes
    notes.setFocus()
    QTest.keyClicks(notes, "seen at 12:38")
    wait_for(qtbot, shown, NoteDraft, "seen at 12:38")
    assert stored(shown, Note) == []
    shown.page.ui.capture.field.setFocus()
    shown.settle()
    assert [(note.segment, note.text) for note in stored(shown, Note)] == [(Segment.OPEN, "seen at 12:38")]
    assert stored(shown, NoteDraft) == []
    shown.desk.operations.undo()
    shown.settle()
    assert notes.toPlainText() == ""


def test_notes_of_each_part_stay_with_their_part(shown: Set) -> None:
    start(shown)
    notes = shown.page.ui.notes
    notes.setFocus()
    QTest.keyClicks(notes, "one")
    shown.controller.next_part()
    shown.settle()
    assert notes.toPlainText() == ""
    QTest.keyClicks(notes, "two")
    shown.controller.previous_part()
    shown.settle()
    assert notes.toPlainText() == "one"
    assert {note.segment: note.text for note in stored(shown, Note)} == {Segment.OPEN: "one", Segment.ACTIONS: "two"}


def test_what_is_typed_is_not_overwritten_by_what_others_change(shown: Set) -> None:
    start(shown)
    shown.page.ui.notes.setFocus()
    QTest.keyClicks(shown.page.ui.notes, "half a sen")
    shown.page.ui.capture.submitted.emit("decision", "Something else")
    shown.settle()
    QTest.keyClicks(shown.page.ui.notes, "tence")
    assert shown.page.ui.notes.toPlainText() == "half a sentence"


def test_quitting_keeps_notes_and_a_line_that_was_not_recorded(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "w.db"
    with stand("en", theme.LIGHT, path) as shown:
        start(shown)
        meeting_id = shown.controller.view.meeting.id
        clock = shown.clock
        shown.page.ui.notes.setPlainText("typed a moment ago")
        shown.page.ui.capture.set_text("not yet recorded")
        shown.page.keep_all()
    with open_reader(path, clock=clock) as reader:
        notes = reader.read(lambda read: view_meeting(read, meeting_id)).notes
    assert notes == {Segment.OPEN: "typed a moment ago\nnot yet recorded"}


def test_notes_that_cannot_be_kept_stay_and_are_tried_again(shown: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    start(shown)
    writer = shown.desk.operations._writer
    whole = type(writer).change

    def full(self: object, *arguments: object) -> object:
        from weeklypm.domain.errors import Problem

        raise Problem("services.problem.line_empty")

    monkeypatch.setattr(type(writer), "change", full)
    shown.page.ui.notes.setPlainText("must not be lost")
    shown.page.keeper.keep()
    shown.settle()
    banner = shown.page.ui.banner
    assert banner.sentence.text() == "Could not save. Keep this window open."
    assert shown.page.ui.notes.toPlainText() == "must not be lost"
    banner.other.click()
    assert QGuiApplication.clipboard().text() == "must not be lost"
    monkeypatch.setattr(type(writer), "change", whole)
    banner.link.click()
    shown.settle()
    assert banner.isHidden()
    assert [note.text for note in stored(shown, Note)] == ["must not be lost"]
