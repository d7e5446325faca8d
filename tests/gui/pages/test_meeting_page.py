"""The running meeting's page over a real workspace: clock, parts, reveal, keys and cues."""

from __future__ import annotations

from meeting_hands import press
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sheet_meeting import Set, to_the_talk

from weeklypm.domain.agenda import Segment
from weeklypm.wording.scripts import cues, interventions

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
