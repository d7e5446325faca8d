"""The meeting page over a real workspace: what a facilitator does from the start to the written notes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from weeklypm.domain.agenda import Segment
from weeklypm.domain.meeting import Meeting, MeetingState, Note, NoteDraft
from weeklypm.domain.outcomes import ActionItem, Decision, ParkedLine, Priority
from weeklypm.gui import i18n, theme
from weeklypm.gui.widgets.buttons import Button
from weeklypm.services.meetings import view_meeting
from weeklypm.services.recording import Recorded
from weeklypm.storage import open_reader
from weeklypm.wording.scripts import cues, interventions

sys.path[:0] = [
    str(Path(__file__).parent),
    str(Path(__file__).parents[2] / "tools"),
    str(Path(__file__).parents[1] / "kit"),
]

import sheet_meeting
import sweep
from desk_fixture import Heard, ask
from sheet_meeting import LONG, SMALL, Set, stand, to_the_talk


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        qtbot.waitExposed(made.console)
        made.console.activateWindow()
        yield made
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


def start(shown: Set) -> None:
    shown.controller.start(None)
    shown.settle()


def press(shown: Set, *keys: Qt.Key) -> None:
    """Press single keys with nothing focused, as after Esc."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    for key in keys:
        QTest.keyClick(shown.console, key)
    shown.settle()


def type_line(shown: Set, line: str) -> None:
    QTest.keyClicks(shown.page.ui.capture.field, line)
    QTest.keyClick(shown.page.ui.capture.field, Qt.Key.Key_Return)
    shown.settle()


def stored(shown: Set, kind: type) -> list:
    meeting_id = shown.controller.view.meeting.id
    return ask(shown.desk, lambda reader: reader.find(kind, meeting_id=meeting_id))


def wait_for(qtbot: QtBot, shown: Set, kind: type, text: str) -> None:
    def there() -> None:
        assert [row.text for row in stored(shown, kind)] == [text]

    qtbot.waitUntil(partial(_holds, there), timeout=5000)


def _holds(check: object) -> bool:
    try:
        check()  # type: ignore[operator]
    except AssertionError:
        return False
    return True


# Before and at the start


def test_before_a_meeting_the_page_says_when_the_next_one_is_and_starts_it(shown: Set) -> None:
    form = shown.page.ui
    assert form.stack.currentWidget() is form.idle
    assert form.idle.purpose.text() == "No meeting is running. Next: Wed 2 Sep, 16:00."
    assert form.idle.start.isEnabled()
    form.idle.start.click()
    shown.settle()
    assert form.stack.currentWidget() is form.running
    assert shown.controller.is_live
    assert shown.stage.isVisible()


def test_the_clock_parts_and_cue_follow_the_meeting(shown: Set) -> None:
    to_the_talk(shown)
    form = shown.page.ui
    assert form.timer.text() == "6:42"
    assert form.delay.figure.text() == "+1:30"
    assert form.delay.end.text() == "Ends at 16:31 as things go"
    times = {row.name: (row.times, row.state, row.over) for row in form.segments.rows()}
    assert times["Open"] == ("2:20 / 2", "done", False)
    assert times["Open actions"] == ("4:10 / 3", "done", True)
    assert times["Incident talk"] == ("4:18 / 17", "now", False)
    assert times["Timeline"] == ("2:18 / 9", "now", False)
    assert times["Questions"] == ("4", "coming", False)
    view, clock = shown.controller.view, shown.controller.clock()
    line = view.agenda.lines[clock.line]
    assert form.cue.line.text() == cues("en", Segment.MAIN, line.kind, "timeline")[0]
    assert form.title.text() == "Search slow at lunchtime"
    assert form.presenter.text() == "Torii (responder)"


def test_the_reveal_shows_before_now_and_next_and_the_stage_no_more_than_now(shown: Set) -> None:
    to_the_talk(shown)
    events = shown.controller.events()
    spoken = shown.page.ui.reveal.panes.accessibleName()
    assert [events[at].text in spoken for at in (3, 4, 5)] == [True, True, True]
    assert shown.page.ui.reveal.position.text() == "5 / 12"
    told = repr(shown.stage.view)
    assert "suspects a slow query" in told
    assert events[5].text not in told


def test_steps_come_faster_than_they_are_stored_and_none_is_lost(shown: Set) -> None:
    to_the_talk(shown)
    for _ in range(4):
        shown.controller.reveal(1)
    shown.controller.reveal(-1)
    shown.settle()
    assert shown.controller.clock().step == 8
    for _ in range(30):
        shown.controller.reveal(1)
    for _ in range(6):
        shown.settle()
    assert shown.controller.clock().step == len(shown.controller.events())


# Keys


def test_single_keys_lead_the_meeting(shown: Set) -> None:
    to_the_talk(shown)
    place = shown.controller.clock()
    press(shown, Qt.Key.Key_Space)
    assert shown.controller.clock().paused
    assert shown.page.ui.pause.accessibleName() == "Go on"
    press(shown, Qt.Key.Key_Space)
    assert not shown.controller.clock().paused
    press(shown, Qt.Key.Key_Plus)
    assert shown.controller.clock().box_remaining == place.box_remaining + 60
    press(shown, Qt.Key.Key_Minus, Qt.Key.Key_Minus)
    assert shown.controller.clock().box_remaining == place.box_remaining - 60
    press(shown, Qt.Key.Key_Right)
    assert shown.controller.clock().step == 6
    press(shown, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert shown.controller.clock().step == 4
    press(shown, Qt.Key.Key_BracketRight)
    assert shown.controller.clock().box == 2
    press(shown, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketLeft)
    assert shown.controller.clock().box == 0
    press(shown, Qt.Key.Key_B)
    assert shown.stage.is_blank
    press(shown, Qt.Key.Key_B, Qt.Key.Key_N)
    assert not shown.stage.is_blank
    assert shown.stage.names_on
    assert shown.page.ui.names.words() == "Names on"


def test_keys_pressed_over_the_stage_work_too(shown: Set) -> None:
    to_the_talk(shown)
    QTest.keyClick(shown.stage, Qt.Key.Key_PageDown)
    shown.settle()
    assert shown.controller.clock().step == 6


def test_a_clicker_steps_while_notes_are_typed_and_letters_stay_letters(shown: Set) -> None:
    to_the_talk(shown)
    notes = shown.page.ui.notes
    press(shown, Qt.Key.Key_W)
    assert notes.hasFocus()
    QTest.keyClicks(notes, "a1 b")
    QTest.keyClick(notes, Qt.Key.Key_PageDown)
    shown.settle()
    assert notes.toPlainText() == "a1 b"
    assert shown.controller.clock().step == 6
    assert shown.page.ui.keys.mode.text() == "Typing"
    assert not shown.stage.is_blank
    QTest.keyClick(notes, Qt.Key.Key_Escape)
    assert not notes.hasFocus()
    assert shown.page.ui.keys.mode.text() == "Keys"


def test_an_intervention_shows_its_phrase_here_and_nowhere_else(shown: Set) -> None:
    to_the_talk(shown)
    before = repr(shown.stage.view)
    press(shown, Qt.Key.Key_7)
    assert shown.page.ui.interventions.phrase.text() == interventions("en")[6].phrase
    assert repr(shown.stage.view) == before
    press(shown, Qt.Key.Key_BracketRight)
    assert shown.page.ui.interventions.shown_number() == 0


def test_the_cue_is_said_in_the_other_language_and_the_stage_is_not(shown: Set) -> None:
    to_the_talk(shown)
    shown.page.ui.cue.languages.choose("ja")
    view, clock = shown.controller.view, shown.controller.clock()
    kind = view.agenda.lines[clock.line].kind
    assert shown.page.ui.cue.line.text() == cues("ja", Segment.MAIN, kind, "timeline")[0]
    assert shown.page.ui.title.text() == "Search slow at lunchtime"
    assert shown.stage.language == "en"


# Recording


def test_decisions_actions_and_parked_lines_are_recorded_changed_and_taken_back(shown: Set) -> None:
    start(shown)
    heard = Heard(shown.desk)
    press(shown, Qt.Key.Key_D)
    type_line(shown, "No new cache this quarter")
    press(shown, Qt.Key.Key_P)
    type_line(shown, "Review the rollout")
    press(shown, Qt.Key.Key_A)
    QTest.keyClicks(shown.page.ui.capture.field, "Alarm at 1 s @Torii !P1 ^9/18")
    chips = [chip.text() for chip in shown.page.ui.capture._shown_chips]
    assert chips == ["Torii", "by Fri 18 Sep", "P1"]
    QTest.keyClick(shown.page.ui.capture.field, Qt.Key.Key_Return)
    shown.settle()
    assert shown.page.ui.capture.text() == ""
    assert [(told.code, undo) for told, undo in heard.told] == [
        ("meetingpage.recorded.decision", True), ("meetingpage.recorded.parking", True),
        ("meetingpage.recorded.action", True)]  # fmt: skip
    rows = shown.page.ui.recorded.rows()
    assert {row.text for row in rows} == {"No new cache this quarter", "Review the rollout", "Alarm at 1 s"}
    [action] = stored(shown, ActionItem)
    assert (action.text, action.priority, action.due) == ("Alarm at 1 s", Priority.P1, date(2026, 9, 18))

    recorded = next(row for row in rows if row.kind is Recorded.ACTION)
    shown.page.capture.edit(recorded)
    dialog = shown.page.capture.dialog
    assert dialog.line() == "Alarm at 1 s @Torii !P1 ^2026-09-18"
    dialog.edit.setText("Alarm at 2 s @Hayami !P2")
    dialog.answer.click()
    shown.settle()
    [action] = stored(shown, ActionItem)
    assert (action.text, action.priority, action.due) == ("Alarm at 2 s", Priority.P2, None)

    shown.page.capture.remove(next(row for row in rows if row.kind is Recorded.PARKED))
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


# The end


def test_closing_asks_for_totals_and_refuses_more_ratings_than_people(shown: Set) -> None:
    start(shown)
    shown.page.ui.notes.setPlainText("kept by closing")
    shown.page.ask_to_close()
    dialog = shown.page.dialog
    dialog.heads.editor.setValue(3)
    for box, count in zip(dialog.counts, (0, 0, 1, 2, 1), strict=True):
        box.setValue(count)
    dialog.answer.click()
    assert dialog.isVisible()
    assert dialog._wrong.text() == "4 ratings for 3 people. Check both numbers."
    dialog.counts[4].setValue(0)
    dialog.answer.click()
    shown.settle()
    assert not shown.controller.is_live
    form = shown.page.ui
    assert form.stack.currentWidget() is form.closed
    meeting = ask(shown.desk, lambda reader: reader.get(Meeting, shown.controller.view.meeting.id))
    assert (meeting.state, meeting.ratings, meeting.headcount) == (MeetingState.CLOSED, (0, 0, 1, 2, 0), 3)
    assert [note.text for note in stored(shown, Note)] == ["kept by closing"]
    form.closed.reopen.click()
    shown.settle()
    assert form.stack.currentWidget() is form.running


@pytest.mark.parametrize(("name", "start_of_file"), [("notes.md", "# "), ("notes.html", "<!DOCTYPE html>")])
def test_notes_are_written_and_copied(shown: Set, qtbot: QtBot, tmp_path: Path, name: str, start_of_file: str) -> None:
    start(shown)
    shown.page.ui.capture.submitted.emit("decision", "Written down")
    shown.settle()
    shown.controller.close_meeting()
    shown.settle()
    target = tmp_path / "out" / name
    target.parent.mkdir()
    with qtbot.waitSignal(shown.page.export.said) as said:
        shown.page.export.write(shown.controller.view.meeting.id, target)
    assert said.args == [f"Written to {target}.", False]
    assert target.read_text("utf-8").startswith(start_of_file)
    assert "Written down" in target.read_text("utf-8")
    with qtbot.waitSignal(shown.page.export.said):
        shown.page.ui.closed.copy.click()
    assert "Written down" in QGuiApplication.clipboard().text()


def test_a_folder_that_is_gone_is_said_in_a_sentence(shown: Set, qtbot: QtBot, tmp_path: Path) -> None:
    start(shown)
    shown.controller.close_meeting()
    shown.settle()
    target = tmp_path / "gone" / "notes.md"
    with qtbot.waitSignal(shown.page.export.said) as said:
        shown.page.export.write(shown.controller.view.meeting.id, target)
    assert said.args[1]
    assert str(target) in said.args[0]
    assert list(tmp_path.glob("gone*")) == []


# Languages, themes, sizes, keyboard


def test_language_and_theme_are_switched_while_the_meeting_runs(shown: Set, qapp: QApplication) -> None:
    to_the_talk(shown)
    shown.page.ui.notes.setPlainText("stays")
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    form = shown.page.ui
    assert form.overall.text() == "全体"
    assert form.kind.text() == "障害共有"
    assert form.notes_title.title.text() == "記録"
    assert form.interventions_title.title.text() == "声かけ"
    assert form.notes.toPlainText() == "stays"
    assert shown.stage.language == "en"


def test_a_small_window_keeps_everything_within_its_frame(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db", SMALL) as shown:
        sheet_meeting.long_text(shown)
        form = shown.page.ui
        assert (shown.console.width(), shown.console.height()) == SMALL
        assert form.strip.isVisible()
        assert form.left.isHidden()
        assert form.notes.height() >= 96
        bottom = form.right.height()
        for widget in (form.timer, form.cue, form.interventions, form.thumbnail, form.names):
            assert widget.mapTo(form.right, widget.rect().bottomRight()).y() < bottom
            assert widget.mapTo(form.right, widget.rect().bottomRight()).x() < form.right.width()
        phrase = form.interventions.phrase
        assert phrase.height() >= phrase.heightForWidth(phrase.width())


def test_long_lines_are_cut_and_kept_whole(shown: Set) -> None:
    sheet_meeting.long_text(shown)
    assert shown.page.ui.recorded.rows()[0].text == LONG.strip()
    assert shown.console.width() == 1440


def test_everything_is_reached_by_keyboard_named_and_seen(shown: Set) -> None:
    sheet_meeting.talk(shown)
    assert sweep.unnamed(shown.page) == []
    assert sweep.unreached(shown.page) == []
    assert sweep.unseen(shown.page) == []
    assert len([each for each in sweep.focusable(shown.page) if isinstance(each, Button)]) >= 10


def test_a_segment_is_gone_to_by_its_row(shown: Set) -> None:
    to_the_talk(shown)
    segments = shown.page.ui.segments
    row = next(at for at, each in enumerate(segments.rows()) if each.name == "Questions")
    segments.setCurrentIndex(segments.model().index(row, 0))
    segments.setFocus()
    QTest.keyClick(segments, Qt.Key.Key_Return)
    shown.settle()
    assert shown.controller.clock().box == 2


def test_after_a_crash_the_meeting_is_found_in_the_same_part(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with stand("en", theme.LIGHT, path) as shown:
        to_the_talk(shown)
        place = shown.controller.clock()
    with stand("en", theme.LIGHT, path) as again:
        again.clock.forward(timedelta(minutes=15))
        again.controller.resume()
        again.settle()
        clock = again.controller.clock()
        assert (clock.line, clock.box, clock.step) == (place.line, place.box, place.step)
        banner = again.page.ui.banner
        assert banner.sentence.text().startswith("Stopped at 16:")
        assert banner.isVisible()
        banner.link.click()
        assert banner.isHidden()
    with stand("en", theme.LIGHT, path) as late:
        late.clock.forward(timedelta(hours=3))
        late.controller.resume()
        late.settle()
        assert "was not ended" in late.page.ui.banner.sentence.text()
        late.page.ui.banner.other.click()
        assert late.page.dialog.isVisible()
        late.page.dialog.reject()
