"""Holding a meeting: agenda and facilitator are kept, the clock is told, what was not reached comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import AgendaItem, ItemState, Segment
from weeklypm.domain.clock import view as clock_view
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import MeetingState, NoteDraft
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, Priority
from weeklypm.services import exports, meetings, queue, recording
from weeklypm.services.week import this_week

HOLIDAY = date(2026, 9, 23)


def start(bench: Bench) -> meetings.Meeting:
    bench.clock.forward(timedelta(hours=4))
    return bench.change(meetings.start_meeting)


def test_starting_keeps_agenda_and_facilitator_with_the_reason(bench: Bench) -> None:
    week = bench.read(this_week)
    meeting = start(bench)
    view = bench.read(lambda reader: meetings.view_meeting(reader, meeting.id))
    assert meeting.state is MeetingState.LIVE
    assert week.facilitator is not None
    assert (meeting.facilitator_id, meeting.explanation) == (week.facilitator.person.id, week.facilitator.why)
    assert view.agenda == week.agenda
    assert clock_view(view.agenda, view.clock, bench.clock()).segment is Segment.OPEN


def test_one_meeting_at_a_time(bench: Bench) -> None:
    start(bench)
    with pytest.raises(Problem, match="meeting_live"):
        bench.change(meetings.start_meeting)


def test_a_holiday_is_not_held_and_not_moved(bench: Bench) -> None:
    with pytest.raises(Problem) as caught:
        bench.change(lambda unit: meetings.start_meeting(unit, HOLIDAY))
    assert caught.value.code == "services.problem.not_held"


def test_the_clock_follows_parts_pauses_and_adjustments(bench: Bench) -> None:
    meeting = start(bench)
    bench.clock.forward(timedelta(minutes=3))
    bench.change(lambda unit: meetings.go_to(unit, meeting.id, 1))
    bench.change(lambda unit: meetings.adjust(unit, meeting.id, 60))
    bench.change(lambda unit: meetings.pause(unit, meeting.id))
    bench.clock.forward(timedelta(minutes=5))
    paused = _clock(bench, meeting)
    bench.change(lambda unit: meetings.resume(unit, meeting.id))
    bench.clock.forward(timedelta(seconds=30))
    running = _clock(bench, meeting)
    assert (paused.elapsed[0], paused.elapsed[1], paused.paused) == (180, 0, True)
    assert (running.elapsed[1], running.planned[1] - paused.planned[1], running.running) == (30, 0, True)
    with pytest.raises(Problem, match="no_segment"):
        bench.change(lambda unit: meetings.go_to(unit, meeting.id, 99))


def _clock(bench: Bench, meeting: meetings.Meeting) -> object:
    view = bench.read(lambda reader: meetings.view_meeting(reader, meeting.id))
    return clock_view(view.agenda, view.clock, bench.clock())


def test_what_was_not_reached_is_carried_over(bench: Bench) -> None:
    item = bench.change(lambda unit: queue.add_topic(unit, "Who removes old flags?"))
    meeting = start(bench)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    back = bench.read(lambda reader: reader.get(AgendaItem, item.id))
    assert (back.state, back.carried_over, back.meeting_id) == (ItemState.QUEUED, True, None)


def test_what_was_held_is_discussed_and_the_turn_goes_on(bench: Bench) -> None:
    item = bench.change(lambda unit: queue.add_topic(unit, "Who removes old flags?"))
    meeting = start(bench)
    bench.change(lambda unit: meetings.go_to(unit, meeting.id, 2))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id, ratings=(0, 0, 1, 2, 3), headcount=6))
    after = bench.read(lambda reader: this_week(reader, skip_closed=True))
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).state is ItemState.DISCUSSED
    assert after.day == date(2026, 9, 9)
    assert after.facilitator is not None
    assert after.facilitator.person.id != meeting.facilitator_id
    assert after.facilitator.person.id == meeting.co_facilitator_id


def test_a_meeting_closed_by_mistake_is_reopened(bench: Bench) -> None:
    bench.change(lambda unit: queue.add_topic(unit, "x"))
    meeting = start(bench)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    again = bench.change(lambda unit: meetings.reopen_meeting(unit, meeting.id))
    assert again.state is MeetingState.LIVE
    assert _clock(bench, meeting).running  # type: ignore[attr-defined]
    with pytest.raises(Problem, match="reopen"):
        bench.change(lambda unit: meetings.reopen_meeting(unit, meeting.id))


def test_drafts_stand_for_notes_and_become_them(bench: Bench) -> None:
    meeting = start(bench)
    bench.change(lambda unit: meetings.draft_note(unit, meeting.id, Segment.MAIN, "typ"))
    logged = bench.workspace.change(lambda unit: meetings.draft_note(unit, meeting.id, Segment.MAIN, "typing"))
    assert logged.changes.entries == ()
    assert bench.read(lambda reader: meetings.view_meeting(reader, meeting.id)).notes[Segment.MAIN] == "typing"
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    assert bench.read(lambda reader: reader.count(NoteDraft)) == 0
    assert bench.read(lambda reader: meetings.view_meeting(reader, meeting.id)).notes[Segment.MAIN] == "typing"


def test_lines_are_recorded_as_they_are_said(bench: Bench) -> None:
    meeting = start(bench)
    record = recording.Recorded
    bench.change(lambda unit: recording.record(unit, meeting.id, record.DECISION, " Watch p99 first "))
    bench.change(lambda unit: recording.record(unit, meeting.id, record.PARKED, "Release steps"))
    action = bench.change(
        lambda unit: recording.record(unit, meeting.id, record.ACTION, "Add an alert @Torii !P1 #detect 9/18")
    )
    view = bench.read(lambda reader: meetings.view_meeting(reader, meeting.id))
    assert [decision.text for decision in view.decisions] == ["Watch p99 first"]
    assert [line.text for line in view.parked] == ["Release steps"]
    assert isinstance(action, ActionItem)
    assert (action.text, action.priority, action.due) == ("Add an alert", Priority.P1, date(2026, 9, 18))
    assert action.owner_id is not None
    assert view.people[action.owner_id].name == "Torii"
    assert action.team_id == view.people[action.owner_id].team_id


@pytest.mark.parametrize("line", ["", "\u3000", " \t"])
def test_an_empty_line_is_not_recorded(bench: Bench, line: str) -> None:
    meeting = start(bench)
    with pytest.raises(Problem, match="line_empty"):
        bench.change(lambda unit: recording.record(unit, meeting.id, recording.Recorded.DECISION, line))


def test_a_promise_moves_freely_in_its_meeting_and_with_a_reason_later(bench: Bench) -> None:
    meeting = start(bench)
    line = "Add an alert @Torii !P1 9/18"
    action = bench.change(lambda unit: recording.record(unit, meeting.id, recording.Recorded.ACTION, line))
    bench.change(lambda unit: recording.edit_action(unit, action.id, due=date(2026, 9, 25)))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    for reason in ("", "\u3000", "TBD"):
        with pytest.raises(Problem) as caught:
            bench.change(lambda unit, r=reason: recording.edit_action(unit, action.id, reason=r, due=date(2026, 10, 2)))
        assert caught.value.code == "promises.problem.reason_needed"
    moved = bench.change(
        lambda unit: recording.edit_action(unit, action.id, reason="The vendor is late", due=date(2026, 10, 2))
    )
    (change,) = bench.read(lambda reader: reader.find(ActionChange, action_id=action.id))
    assert (moved.due, change.old, change.new) == (date(2026, 10, 2), "2026-09-25", "2026-10-02")
    done = bench.change(lambda unit: recording.edit_action(unit, action.id, state=ActionState.DONE))
    assert done.state is ActionState.DONE


def test_notes_hold_what_was_said_and_name_what_comes(bench: Bench) -> None:
    bench.change(lambda unit: queue.add_topic(unit, "Who removes old flags?"))
    meeting = start(bench)
    record = recording.Recorded
    bench.change(lambda unit: recording.record(unit, meeting.id, record.DECISION, "Watch <b>p99</b> first"))
    bench.change(lambda unit: recording.record(unit, meeting.id, record.ACTION, "Add an alert @Torii 9/18"))
    rows = bench.read(lambda reader: exports.notes_rows(reader, meeting.id))
    (markdown,) = exports.render_notes(rows, "md")
    (html,) = exports.render_notes(rows, "html")
    for text in (markdown.data.decode(), html.data.decode()):
        assert "Torii" in text
        assert "18 Sep" in text
        assert "9 September" in text
        assert "<b>p99</b>" not in text
    with pytest.raises(Problem, match="notes_format"):
        exports.render_notes(rows, "docx")


def test_the_meeting_of_a_date_is_found_or_told(bench: Bench) -> None:
    with pytest.raises(Problem, match="no_meeting_yet"):
        bench.read(lambda reader: meetings.meeting_on(reader, None))
    meeting = start(bench)
    assert bench.read(lambda reader: meetings.meeting_on(reader, None)).id == meeting.id
    assert bench.read(lambda reader: meetings.meeting_on(reader, date(2026, 9, 2))).id == meeting.id
    with pytest.raises(Problem) as caught:
        bench.read(lambda reader: meetings.meeting_on(reader, date(2026, 9, 3)))
    assert caught.value.code == "services.problem.no_meeting"
    assert datetime(2026, 9, 2, 7, tzinfo=UTC) == meeting.started_at
