"""The controller over a real workspace: commands in turn, pages of slides, jumps of the clock, what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from desk_fixture import WEDNESDAY, Heard, ask, open_desk, settle, with_sample
from PySide6.QtWidgets import QApplication

from weeklypm.domain.agenda import Segment
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState, Note
from weeklypm.domain.outcomes import ActionChange, ActionItem, ParkedLine
from weeklypm.domain.stage import BlankView, CloseView, LearningView, OpeningView, ReadBackView, TalkView
from weeklypm.domain.values import Language, message
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.meeting_controller_turns import Turns
from weeklypm.gui.stage.window import StageWindow
from weeklypm.gui.stage_feed import StageTimeline
from weeklypm.services import meetings, recording
from weeklypm.services.clock import HandClock, SteadyClock
from weeklypm.services.exports import notes_rows
from weeklypm.services.recording import Recorded


class Led:
    """Hold a controller over the sample, with a wall clock and a monotonic one that are moved by hand."""

    def __init__(self, desk: object, wall: HandClock) -> None:
        self.desk, self.wall = desk, wall
        drawer = StageTimeline()
        self.stage = StageWindow(drawer)
        self.controller = MeetingController(desk, self.stage, drawer)
        self.asked: list = []
        self.controller.interrupted.connect(self.asked.append)

    def settle(self) -> None:
        settle(self.desk)

    def start(self) -> None:
        self.controller.start(None)
        self.settle()

    def change(self, use_case: object) -> None:
        self.desk.operations.change(use_case, message("services.label.record"))
        self.settle()

    def to(self, segment: Segment) -> None:
        lines = self.controller.view.agenda.lines
        self.controller.go_to(next(at for at, line in enumerate(lines) if line.segment is segment))
        self.settle()


@pytest.fixture(params=["en", "ja"])
def led(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Led]:
    wall = HandClock(WEDNESDAY)
    seconds = [0.0]
    steady = SteadyClock(wall, lambda: seconds[0])
    with open_desk(tmp_path / "w.db", steady) as desk:
        with_sample(desk, Language(request.param))
        made = Led(desk, wall)
        made.seconds = seconds
        yield made
        made.settle()
        made.controller.stop()
        made.stage.close()
        made.stage.deleteLater()


def test_the_stage_follows_the_parts_in_the_language_of_the_series(led: Led) -> None:
    assert isinstance(led.stage.view, BlankView)
    led.start()
    assert isinstance(led.stage.view, OpeningView)
    assert led.stage.language is led.controller.view.series.language
    led.to(Segment.MAIN)
    assert isinstance(led.stage.view, TalkView)
    led.to(Segment.LEARNING)
    assert isinstance(led.stage.view, LearningView)
    led.to(Segment.CLOSE)
    assert isinstance(led.stage.view, CloseView)


def test_the_room_sees_what_is_left_of_the_box_and_not_of_the_whole_part(led: Led) -> None:
    led.start()
    lines = led.controller.view.agenda.lines
    main = next(at for at, line in enumerate(lines) if line.boxes)
    led.controller.go_to(main, 1)
    led.settle()
    assert led.stage.view.left == message("stage.left.minutes", n=lines[main].boxes[1][1])


def test_parts_are_walked_box_by_box_and_not_beyond_the_ends(led: Led) -> None:
    led.start()
    led.controller.previous_part()
    led.settle()
    assert led.controller.clock().line == 0
    lines = led.controller.view.agenda.lines
    places = sum(max(len(line.boxes), 1) for line in lines)
    for _ in range(places + 3):
        led.controller.next_part()
    for _ in range(places):
        led.settle()
    assert led.controller.clock().line == len(lines) - 1


def test_a_long_read_back_has_pages_that_the_clicker_turns(led: Led) -> None:
    led.start()
    meeting_id = led.controller.view.meeting.id
    for number in range(11):
        led.change(lambda unit, n=number: recording.record(unit, meeting_id, Recorded.ACTION, f"Action {n} @Torii"))
    led.to(Segment.READ_BACK)
    assert isinstance(led.stage.view, ReadBackView)
    pages = led.controller.pages()
    assert pages > 1
    for _ in range(pages + 2):
        led.controller.reveal(1)
    assert led.controller.page == pages == led.stage.view.page
    led.controller.reveal(-1)
    assert led.stage.view.page == pages - 1
    led.to(Segment.CLOSE)
    assert led.controller.page == 1


def test_a_sleeping_computer_pauses_at_the_time_before_and_asks(led: Led) -> None:
    led.start()
    led.seconds[0] += 60
    led.wall.forward(timedelta(seconds=60))
    led.controller.tick()
    assert led.asked == []
    led.wall.forward(timedelta(minutes=30))
    led.controller.tick()
    led.settle()
    assert [(asked.code, asked.get("n")) for asked in led.asked] == [("meetingpage.jumped", 30)]
    clock = led.controller.clock()
    assert clock.paused
    assert clock.elapsed[0] == 60
    led.controller.toggle_pause()
    led.settle()
    led.seconds[0] += 10
    led.wall.forward(timedelta(seconds=10))
    led.controller.tick()
    assert led.controller.clock().running
    assert led.controller.clock().elapsed[0] == 70
    assert len(led.asked) == 1


def test_a_clock_that_was_set_back_is_asked_about_once_and_loses_no_time(led: Led) -> None:
    led.start()
    led.seconds[0] += 100
    led.wall.forward(timedelta(seconds=100) - timedelta(hours=1))
    for _ in range(3):
        led.controller.tick()
        led.settle()
    assert [asked.get("n") for asked in led.asked] == [60]
    led.controller.toggle_pause()
    led.settle()
    led.seconds[0] += 20
    led.wall.forward(timedelta(seconds=20))
    led.controller.tick()
    assert led.controller.clock().elapsed[0] == 120
    assert led.controller.clock().running


def test_starting_twice_is_refused_with_a_sentence_and_changes_nothing(led: Led) -> None:
    heard = Heard(led.desk)
    led.start()
    led.start()
    assert [problem.code for problem in heard.failed] == ["services.problem.meeting_live"]
    assert led.controller.is_live
    led.controller.next_part()
    led.settle()
    assert led.controller.clock().line == 1


def test_a_closed_meeting_takes_no_commands_until_it_is_reopened(led: Led) -> None:
    led.start()
    led.controller.close_meeting((0, 0, 0, 1, 2), 3)
    led.settle()
    for command in (led.controller.next_part, led.controller.toggle_pause):
        command()
    led.controller.adjust(60)
    led.controller.reveal(1)
    led.settle()
    assert led.controller.clock().line == 0
    assert not led.controller.clock().running
    led.controller.reopen()
    led.settle()
    led.controller.next_part()
    led.settle()
    assert led.controller.clock().line == 1
    meeting = ask(led.desk, lambda reader: reader.get(Meeting, led.controller.view.meeting.id))
    assert meeting.state is MeetingState.LIVE


def test_the_room_is_thanked_wherever_the_meeting_was_closed(led: Led) -> None:
    led.start()
    led.to(Segment.MAIN)
    assert isinstance(led.stage.view, TalkView)
    led.controller.close_meeting()
    led.settle()
    assert isinstance(led.stage.view, CloseView)
    assert led.stage.view.left is None
    led.controller.reopen()
    led.settle()
    assert isinstance(led.stage.view, TalkView)


def test_names_and_blank_are_switched_on_the_stage(led: Led) -> None:
    led.start()
    led.to(Segment.MAIN)
    led.controller.set_names(True)
    assert led.stage.names_on
    led.controller.set_blank(True)
    assert led.controller.is_blank
    led.controller.set_blank(False)
    assert not led.controller.is_blank


# Commands in turn


def test_a_command_waits_until_the_change_before_it_can_be_seen() -> None:
    ran: list[str] = []
    turns = Turns()
    turns.ask(lambda: ran.append("first") is None)
    turns.ask(lambda: ran.append("second") is not None)
    turns.ask(lambda: ran.append("third") is None)
    assert ran == ["first"]
    turns.free()
    assert ran == ["first", "second", "third"]
    for _ in range(3 * Turns.MOST):
        turns.ask(lambda: ran.append("stuck") is not None)
    turns.free()
    assert ran.count("stuck") == Turns.MOST
    turns.ask(lambda: True)
    turns.ask(lambda: ran.append("forgotten") is None)
    turns.clear()
    turns.free()
    assert "forgotten" not in ran


# What the page needs of the services


def test_a_reasoned_change_belongs_to_the_meeting_that_runs(led: Led) -> None:
    def old_action(unit: object) -> ActionItem:
        return unit.add(ActionItem(**unit.stamp(), text="Older", due=date(2026, 9, 1)))

    led.desk.operations.change(old_action, message("services.label.record"))
    settle(led.desk)
    [action] = ask(led.desk, lambda reader: reader.find(ActionItem, text="Older"))

    def move(unit: object, day: date) -> ActionItem:
        return recording.edit_action(unit, action.id, reason="The stock upgrade comes first", due=day)

    led.change(lambda unit: move(unit, date(2026, 9, 8)))
    led.start()
    led.change(lambda unit: move(unit, date(2026, 9, 15)))
    changes = ask(led.desk, lambda reader: reader.find(ActionChange, action_id=action.id, order_by=("at",)))
    assert [change.meeting_id for change in changes] == [None, led.controller.view.meeting.id]


def test_an_action_is_written_as_the_line_that_records_it_and_read_again(led: Led) -> None:
    led.start()
    view = led.controller.view
    person = next(iter(view.people.values()))
    line = f"Alarm at 1 s @{person.name} !P1 #detect ^2026-09-18"
    led.change(lambda unit: recording.record(unit, view.meeting.id, Recorded.ACTION, line))
    [action] = led.controller.view.actions
    assert recording.as_line(action, view.people, view.teams) == line
    led.change(lambda unit: recording.rewrite(unit, Recorded.ACTION, action.id, line))
    [again] = led.controller.view.actions
    assert replace(again, version=0, updated_at=action.updated_at) == replace(action, version=0)


def test_a_parked_line_is_changed_and_never_emptied(led: Led) -> None:
    led.start()
    meeting_id = led.controller.view.meeting.id
    led.change(lambda unit: recording.record(unit, meeting_id, Recorded.PARKED, "later"))
    [line] = led.controller.view.parked
    led.change(lambda unit: recording.rewrite(unit, Recorded.PARKED, line.id, " much later "))
    assert [each.text for each in led.controller.view.parked] == ["much later"]
    refused: list[Problem] = []
    led.desk.operations.change(lambda unit: recording.rewrite(unit, Recorded.PARKED, line.id, "  "),
                               message("services.label.record"), failed=refused.append)  # fmt: skip
    led.settle()
    assert [problem.code for problem in refused] == ["services.problem.line_empty"]
    assert [each.text for each in ask(led.desk, lambda reader: reader.find(ParkedLine, id=line.id))] == ["much later"]


def test_exported_notes_keep_every_item_and_leave_private_ones_out(led: Led) -> None:
    led.start()
    view = led.controller.view
    item = next(line.item_id for line in view.agenda.lines if line.item_id is not None)

    def add(unit: object, **fields: object) -> Note:
        return unit.add(Note(**unit.stamp(), meeting_id=view.meeting.id, **fields))

    led.change(lambda unit: add(unit, segment=Segment.MAIN, text="of the part"))
    led.change(lambda unit: add(unit, segment=Segment.MAIN, item_id=item, text="of the item"))
    led.change(lambda unit: add(unit, segment=Segment.CLOSE, text="for me alone", private=True))
    led.change(lambda unit: meetings.draft_note(unit, view.meeting.id, Segment.MAIN, "of the part, typed on"))
    rows = ask(led.desk, lambda reader: notes_rows(reader, view.meeting.id))
    assert sorted(note.text for note in rows.notes) == ["of the item", "of the part, typed on"]
