"""What becomes of a meeting's items when the queue was changed while it ran, or after it was closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.errors import Problem
from weeklypm.services import arranging, meetings, queue
from weeklypm.services.week import this_week

DAY = date(2026, 9, 2)
WEEK = timedelta(weeks=1)
MAIN = 2
"""The line of the main part."""


def topic(bench: Bench, title: str = "Who removes old flags?", kind: Kind = Kind.OPEN_TOPIC) -> AgendaItem:
    return bench.change(lambda unit: queue.add_topic(unit, title, kind))


def held(bench: Bench, *, reached: bool) -> meetings.Meeting:
    meeting = bench.change(meetings.start_meeting)
    if reached:
        bench.change(lambda unit: meetings.go_to(unit, meeting.id, MAIN))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    return meeting


def again(bench: Bench, meeting: meetings.Meeting) -> None:
    bench.change(lambda unit: meetings.reopen_meeting(unit, meeting.id))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))


def stored(bench: Bench, item: AgendaItem) -> AgendaItem:
    return bench.read(lambda reader: reader.get(AgendaItem, item.id))


def test_what_is_dropped_while_the_meeting_runs_does_not_come_back(bench: Bench) -> None:
    item = topic(bench)
    meeting = bench.change(meetings.start_meeting)
    bench.change(lambda unit: queue.drop_item(unit, item.id))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    assert stored(bench, item).state is ItemState.DROPPED


def test_reopening_brings_back_nothing_that_was_dropped_since(bench: Bench) -> None:
    item = topic(bench)
    meeting = held(bench, reached=False)
    bench.change(lambda unit: queue.drop_item(unit, item.id))
    again(bench, meeting)
    assert stored(bench, item).state is ItemState.DROPPED


def test_reopening_leaves_a_later_meeting_what_it_talked_about(bench: Bench) -> None:
    item = topic(bench)
    first = held(bench, reached=False)
    bench.clock.forward(WEEK)
    later = held(bench, reached=True)
    again(bench, first)
    assert (stored(bench, item).state, stored(bench, item).meeting_id) == (ItemState.DISCUSSED, later.id)


def test_reopening_goes_on_without_an_item_that_is_gone(bench: Bench) -> None:
    item = topic(bench)
    meeting = held(bench, reached=False)
    bench.change(lambda unit: unit.delete(unit.get(AgendaItem, item.id)))
    again(bench, meeting)
    assert bench.read(lambda reader: reader.first(AgendaItem, id=item.id)) is None


def test_a_question_that_was_not_reached_keeps_nothing_else_waiting(bench: Bench) -> None:
    question = bench.change(lambda unit: arranging.choose_kind(unit, DAY, Kind.QUESTION))
    held(bench, reached=False)
    bench.clock.forward(WEEK)
    talk = topic(bench, "Search was slow", Kind.INCIDENT_TALK)
    agenda = bench.read(this_week).agenda
    assert agenda is not None
    assert [line.item_id for line in agenda.main] == [talk.id]
    assert stored(bench, question).state is ItemState.QUEUED


@pytest.mark.parametrize("reached", [True, False])
def test_what_waits_no_more_is_neither_pinned_postponed_nor_dropped(bench: Bench, *, reached: bool) -> None:
    item = topic(bench)
    if reached:
        held(bench, reached=True)
    else:
        bench.change(lambda unit: queue.drop_item(unit, item.id))
    before = stored(bench, item)
    for use_case in (queue.pin, lambda unit, one: queue.postpone(unit, one, DAY + WEEK), queue.drop_item):
        with pytest.raises(Problem, match="not_waiting"):
            bench.change(lambda unit, use_case=use_case: use_case(unit, item.id))
    assert stored(bench, item) == before
