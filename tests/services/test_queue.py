"""The queue: a title is enough, votes never fall below none, what is dropped can be brought back."""

from __future__ import annotations

from datetime import date

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import IncidentKind
from weeklypm.services import queue
from weeklypm.services.incidents import add_incident


def test_a_title_is_all_a_topic_needs(bench: Bench) -> None:
    item = bench.change(lambda unit: queue.add_topic(unit, "  Should staging\n page?\u200b "))
    assert (item.title, item.kind, item.queued_on) == ("Should staging page?", Kind.OPEN_TOPIC, date(2026, 9, 2))


@pytest.mark.parametrize("title", ["", "\u3000", "\u200b\u202e"])
def test_a_title_of_nothing_is_refused(bench: Bench, title: str) -> None:
    with pytest.raises(Problem) as caught:
        bench.change(lambda unit: queue.add_topic(unit, title))
    assert caught.value.code == "services.problem.title_empty"
    assert bench.read(queue.waiting) == []


def test_a_title_that_is_too_long_says_how_long_it_may_be(bench: Bench) -> None:
    with pytest.raises(Problem) as caught:
        bench.change(lambda unit: queue.add_topic(unit, "x" * 301))
    assert caught.value.message.get("n") == 300


def test_minutes_out_of_range_are_refused(bench: Bench) -> None:
    with pytest.raises(Problem, match="item_minutes"):
        bench.change(lambda unit: queue.add_topic(unit, "x", minutes=0))
    item = bench.change(lambda unit: queue.add_topic(unit, "x"))
    with pytest.raises(Problem, match="item_minutes"):
        bench.change(lambda unit: queue.edit_item(unit, item.id, minutes=241))


def test_votes_count_and_stop_at_none(bench: Bench) -> None:
    item = bench.change(lambda unit: queue.add_topic(unit, "x"))
    assert bench.change(lambda unit: queue.vote(unit, item.id, 2)).votes == 2
    assert bench.change(lambda unit: queue.vote(unit, item.id, -5)).votes == 0


def test_postponing_and_dropping_can_be_undone(bench: Bench) -> None:
    item = bench.change(lambda unit: queue.add_topic(unit, "x"))
    assert bench.change(lambda unit: queue.postpone(unit, item.id, date(2026, 9, 9))).ready_from == date(2026, 9, 9)
    dropped = bench.workspace.change(lambda unit: queue.drop_item(unit, item.id))
    assert bench.read(queue.waiting) == []
    bench.workspace.undo(dropped.changes.operation_id)
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).state is ItemState.QUEUED


def test_an_incident_enters_by_itself_and_once(bench: Bench) -> None:
    incident = bench.change(lambda unit: add_incident(unit, "Search slow", IncidentKind.NEAR_MISS))
    again = bench.change(lambda unit: queue.queue_incident(unit, incident))
    waiting = bench.read(queue.waiting)
    assert [(item.kind, item.id) for item in waiting] == [(Kind.NEAR_MISS, again.id)]
