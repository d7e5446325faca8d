"""Arranging by hand: what is pinned stays in its order, a date has its own minutes, composing again keeps pins."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import Agenda, AgendaItem, Kind, Segment
from weeklypm.domain.calendar import DayPlan
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.errors import Problem
from weeklypm.services import arranging, queue
from weeklypm.services.meetings import close_meeting, go_to, start_meeting
from weeklypm.services.week import this_week
from weeklypm.wording import say

DAY = date(2026, 9, 2)
WEEK = timedelta(weeks=1)


def topics(bench: Bench, *titles: str) -> list[UUID]:
    return [bench.change(lambda unit, title=title: queue.add_topic(unit, title)).id for title in titles]


def board(bench: Bench) -> UUID:
    """Add a dashboard that is due and return the identity of its round."""
    fields = {"name": "Checkout API", "added_on": DAY}
    bench.change(lambda unit: unit.add(Dashboard(**unit.stamp(), **fields)))
    return next(item.id for item in bench.read(this_week).queue if item.kind is Kind.DASHBOARD_REVIEW)


def agenda(bench: Bench, day: date | None = None) -> Agenda:
    found = bench.read(lambda reader: this_week(reader, day)).agenda
    assert found is not None
    return found


def main(bench: Bench) -> list[UUID | None]:
    return [line.item_id for line in agenda(bench).main]


def minutes(bench: Bench, segment: Segment, day: date | None = None) -> int:
    return next(line.minutes for line in agenda(bench, day).lines if line.segment is segment)


def test_these_items_are_pinned_in_this_order_and_no_others(bench: Bench) -> None:
    first, second, third = topics(bench, "A", "B", "C")
    review = board(bench)
    bench.change(lambda unit: arranging.arrange(unit, [third, review, first]))
    assert main(bench) == [third, review, first]
    bench.change(lambda unit: arranging.arrange(unit, [second, third, second]))
    assert main(bench) == [second, third]
    pinned = bench.read(lambda reader: reader.find(AgendaItem, pinned=True))
    assert {item.id for item in pinned} == {second, third}
    bench.change(lambda unit: arranging.arrange(unit, []))
    assert main(bench) == [first]


def test_one_more_is_held_behind_what_is_pinned_in_its_order(bench: Bench) -> None:
    first, second, third = topics(bench, "A", "B", "C")
    bench.change(lambda unit: arranging.arrange(unit, [third, first]))
    bench.change(lambda unit: arranging.hold_as_well(unit, second))
    assert main(bench) == [third, first, second]
    bench.change(lambda unit: arranging.hold_as_well(unit, third))
    assert main(bench) == [first, second, third]


def test_arranging_is_one_change_that_is_undone_as_one(bench: Bench) -> None:
    first, second = topics(bench, "A", "B")
    review = board(bench)
    done = bench.workspace.change(lambda unit: arranging.arrange(unit, [review, second, first]))
    assert main(bench) == [review, second, first]
    bench.workspace.undo(done.changes.operation_id)
    assert main(bench) == [first]


def test_the_overrun_of_what_is_pinned_shows(bench: Bench) -> None:
    items = topics(bench, "A", "B", "C")
    bench.change(lambda unit: arranging.arrange(unit, items))
    assert agenda(bench).overrun == 2
    assert say("en", "agenda.overrun", n=2) == "2 minutes more than there are"


def test_only_what_waits_can_be_arranged(bench: Bench) -> None:
    (gone,) = topics(bench, "A")
    bench.change(lambda unit: queue.drop_item(unit, gone))
    with pytest.raises(Problem) as caught:
        bench.change(lambda unit: arranging.arrange(unit, [gone]))
    assert caught.value.code == "agenda.problem.not_waiting"
    with pytest.raises(Problem, match="not_found"):
        bench.change(lambda unit: arranging.arrange(unit, [UUID(int=4)]))


def test_an_item_has_minutes_of_its_own_or_what_there_is(bench: Bench) -> None:
    topics(bench, "A")
    review = board(bench)
    bench.change(lambda unit: arranging.arrange(unit, [review]))
    bench.change(lambda unit: arranging.set_item_minutes(unit, review, 9))
    assert [line.minutes for line in agenda(bench).main] == [9, 10]
    bench.change(lambda unit: arranging.set_item_minutes(unit, review, None))
    assert [line.minutes for line in agenda(bench).main] == [19]
    with pytest.raises(Problem, match="item_minutes"):
        bench.change(lambda unit: arranging.set_item_minutes(unit, review, 0))


def test_a_segment_s_minutes_are_those_of_this_date_alone(bench: Bench) -> None:
    bench.change(lambda unit: arranging.set_segment_minutes(unit, DAY, Segment.LEARNING, 8))
    bench.change(lambda unit: arranging.set_segment_minutes(unit, DAY, Segment.ACTIONS, 5))
    assert (minutes(bench, Segment.LEARNING), minutes(bench, Segment.ACTIONS)) == (8, 5)
    assert minutes(bench, Segment.LEARNING, DAY + WEEK) == 4
    assert bench.read(lambda reader: reader.count(DayPlan)) == 1
    bench.change(lambda unit: arranging.set_segment_minutes(unit, DAY, Segment.LEARNING, None))
    assert (minutes(bench, Segment.LEARNING), minutes(bench, Segment.ACTIONS)) == (4, 5)


@pytest.mark.parametrize(
    ("segment", "wanted", "code"),
    [
        (Segment.MAIN, 9, "agenda.problem.main_minutes"),
        (Segment.OPEN, 0, "services.problem.item_minutes"),
        (Segment.OPEN, 241, "services.problem.item_minutes"),
    ],
)
def test_minutes_that_cannot_be_are_refused(bench: Bench, segment: Segment, wanted: int, code: str) -> None:
    with pytest.raises(Problem) as caught:
        bench.change(lambda unit: arranging.set_segment_minutes(unit, DAY, segment, wanted))
    assert caught.value.code == code
    assert bench.read(lambda reader: reader.count(DayPlan)) == 0


def test_choosing_a_kind_pins_its_best_candidate(bench: Bench) -> None:
    first, second = topics(bench, "A", "B")
    bench.change(lambda unit: queue.vote(unit, second))
    review = board(bench)
    assert bench.change(lambda unit: arranging.choose_kind(unit, DAY, Kind.DASHBOARD_REVIEW)).id == review
    assert main(bench) == [review]
    assert bench.change(lambda unit: arranging.choose_kind(unit, DAY, Kind.OPEN_TOPIC)).id == second
    assert main(bench) == [second]
    assert first in {item.id for item in bench.read(this_week).queue}
    with pytest.raises(Problem, match="no_candidate"):
        bench.change(lambda unit: arranging.choose_kind(unit, DAY, Kind.ROLE_PLAY))


def test_choosing_a_question_takes_the_next_one_and_it_counts_as_asked(bench: Bench) -> None:
    topics(bench, "A")
    chosen = bench.change(lambda unit: arranging.choose_kind(unit, DAY, Kind.QUESTION))
    assert chosen.title == say("en", "agenda.question.close_call")
    assert main(bench) == [chosen.id]
    meeting = bench.change(start_meeting)
    bench.change(lambda unit: go_to(unit, meeting.id, 2))
    bench.change(lambda unit: close_meeting(unit, meeting.id))
    bench.clock.forward(WEEK)
    again = bench.change(lambda unit: arranging.choose_kind(unit, DAY + WEEK, Kind.QUESTION))
    assert again.title == say("en", "agenda.question.first_look")


def test_composing_again_forgets_the_date_s_minutes_and_keeps_pins(bench: Bench) -> None:
    first, second, third = topics(bench, "A", "B", "C")
    bench.change(lambda unit: arranging.arrange(unit, [third, second, first]))
    bench.change(lambda unit: arranging.set_segment_minutes(unit, DAY, Segment.OPEN, 7))
    bench.change(lambda unit: arranging.set_segment_minutes(unit, DAY + WEEK, Segment.OPEN, 6))
    bench.change(lambda unit: queue.unpin(unit, second))
    done = bench.workspace.change(lambda unit: arranging.compose_again(unit, DAY))
    assert main(bench) == [third, first]
    assert (minutes(bench, Segment.OPEN), minutes(bench, Segment.OPEN, DAY + WEEK)) == (2, 6)
    places = {item.id: item.place for item in bench.read(lambda reader: reader.find(AgendaItem))}
    assert places == {third: 1, first: 3, second: 0}
    bench.workspace.undo(done.changes.operation_id)
    assert minutes(bench, Segment.OPEN) == 7
    bench.change(lambda unit: arranging.compose_again(unit, DAY))
    bench.change(lambda unit: arranging.compose_again(unit, DAY))
    assert minutes(bench, Segment.OPEN) == 2
