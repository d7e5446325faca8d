"""What comes back by itself, from the workspace: due after its rest, and a row once something is done with it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, IncidentKind
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.services import meetings, queue
from weeklypm.services.composing import past_meetings
from weeklypm.services.incidents import add_incident
from weeklypm.services.stock import find_item, stock_of, stored_item
from weeklypm.services.week import this_week
from weeklypm.storage import Unit
from weeklypm.wording import say

DAY = date(2026, 9, 2)
"""The day of the first meeting, on which the bench opens."""
WEEK = timedelta(weeks=1)


def board(bench: Bench, name: str = "Checkout API", **fields: object) -> Dashboard:
    given = {"added_on": date(2026, 1, 5), **fields}
    return bench.change(lambda unit: unit.add(Dashboard(**unit.stamp(), name=name, **given)))


def told(bench: Bench, title: str = "Search slow", *, day: date = date(2026, 1, 7), events: int = 0) -> Incident:
    """Add an incident that was told before the workspace began."""

    def use_case(unit: Unit) -> Incident:
        incident = add_incident(unit, title, IncidentKind.INCIDENT)
        talk = unit.first(AgendaItem, incident_id=incident.id)
        assert talk is not None
        unit.delete(talk)
        unit.add(
            AgendaItem(
                **unit.stamp(), kind=Kind.INCIDENT_TALK, title=title, queued_on=day, incident_id=incident.id,
                state=ItemState.DISCUSSED,
            )
        )  # fmt: skip
        for number in range(events):
            unit.add(TimelineEvent(**unit.stamp(), incident_id=incident.id, position=number, text=f"event {number}"))
        return incident

    return bench.change(use_case)


def offered(bench: Bench) -> list[AgendaItem]:
    return [item for item in bench.read(this_week).queue if not item.version]


def hold(bench: Bench, *, reached: bool = True) -> meetings.Meeting:
    """Hold this week's meeting and go on to the next week."""
    meeting = bench.change(meetings.start_meeting)
    if reached:
        view = bench.read(lambda reader: meetings.view_meeting(reader, meeting.id))
        place = next(index for index, line in enumerate(view.agenda.lines) if line.segment is Segment.MAIN)
        bench.change(lambda unit: meetings.go_to(unit, meeting.id, place))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    bench.clock.forward(WEEK)
    return meeting


def test_a_dashboard_is_offered_composed_and_said_why(bench: Bench) -> None:
    kept = board(bench, reviewed_on=date(2026, 7, 1))
    week = bench.read(this_week)
    (item,) = week.queue
    assert (item.kind, item.dashboard_id, item.version) == (Kind.DASHBOARD_REVIEW, kept.id, 0)
    assert say("en", week.notes[item.id]) == "Not looked at for 9 weeks"
    assert week.agenda is not None
    assert (week.agenda.main[0].item_id, week.agenda.main[0].dashboard_id) == (item.id, kept.id)
    assert bench.read(lambda reader: reader.count(AgendaItem)) == 0


def test_the_week_after_is_composed_as_if_this_one_were_held(bench: Bench) -> None:
    board(bench)
    week = bench.read(this_week)
    assert week.agenda is not None
    assert week.agenda.main[0].kind is Kind.DASHBOARD_REVIEW
    assert week.next_line is not None
    assert week.next_line.kind is Kind.QUESTION
    questions = open_week(bench)
    assert questions[0] != questions[1]


def open_week(bench: Bench) -> tuple[object, object]:
    """Return the questions of this week and the next, with no dashboard left."""
    for item in offered(bench):
        bench.change(lambda unit, item=item: queue.drop_item(unit, item.id))
    week = bench.read(this_week)
    assert week.agenda is not None
    assert week.next_line is not None
    return week.agenda.main[0].title, week.next_line.title


def test_starting_makes_a_row_of_it_and_closing_marks_it_discussed(bench: Bench) -> None:
    kept = board(bench)
    item = offered(bench)[0]
    meeting = bench.change(meetings.start_meeting)
    stored = bench.read(lambda reader: reader.get(AgendaItem, item.id))
    assert (stored.state, stored.meeting_id, stored.version > 0) == (ItemState.SCHEDULED, meeting.id, True)
    assert offered(bench) == []
    bench.change(lambda unit: meetings.go_to(unit, meeting.id, 2))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).state is ItemState.DISCUSSED
    assert bench.read(lambda reader: reader.get(Dashboard, kept.id)) == kept
    source = bench.read(stock_of).of(item)
    assert source is not None
    assert (source.last, source.times, source.due_on) == (DAY, 1, DAY + WEEK * 6)


def test_it_comes_back_six_weeks_after_its_meeting_with_an_identity_of_its_own(bench: Bench) -> None:
    board(bench)
    first = offered(bench)[0]
    hold(bench)
    assert offered(bench) == []
    bench.clock.forward(WEEK * 4)
    assert offered(bench) == []
    bench.clock.forward(WEEK)
    (again,) = offered(bench)
    assert again.id != first.id
    assert say("en", bench.read(this_week).notes[again.id]) == "Not looked at for 6 weeks"


def test_what_was_not_reached_is_carried_over_unpinned_and_not_offered_twice(bench: Bench) -> None:
    board(bench)
    item = offered(bench)[0]
    bench.change(lambda unit: queue.pin(unit, item.id))
    hold(bench, reached=False)
    (kept,) = bench.read(this_week).queue
    assert (kept.id, kept.carried_over, kept.pinned, kept.state) == (item.id, True, False, ItemState.QUEUED)


def test_reopening_takes_it_back_to_the_meeting(bench: Bench) -> None:
    board(bench)
    item = offered(bench)[0]
    meeting = bench.change(meetings.start_meeting)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    bench.change(lambda unit: meetings.reopen_meeting(unit, meeting.id))
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).state is ItemState.SCHEDULED


@pytest.mark.parametrize(
    ("use_case", "field", "value"),
    [
        (queue.vote, "votes", 1),
        (lambda unit, item_id: queue.edit_item(unit, item_id, minutes=9), "minutes", 9),
        (queue.pin, "pinned", True),
        (queue.unpin, "pinned", False),
        (lambda unit, item_id: queue.postpone(unit, item_id, DAY + WEEK), "ready_from", DAY + WEEK),
        (queue.drop_item, "state", ItemState.DROPPED),
    ],
)
def test_whatever_is_done_with_it_stores_it_and_can_be_undone(
    bench: Bench, use_case: object, field: str, value: object
) -> None:
    board(bench)
    item = offered(bench)[0]
    for _ in range(2):
        done = bench.workspace.change(lambda unit: use_case(unit, item.id))  # type: ignore[operator]
        stored = bench.read(lambda reader: reader.get(AgendaItem, item.id))
        assert (getattr(stored, field), stored.dashboard_id) == (value, item.dashboard_id)
        assert offered(bench) == []
        bench.workspace.undo(done.changes.operation_id)
        assert offered(bench) == [item]


def test_what_was_dropped_rests_a_whole_interval_from_that_day(bench: Bench) -> None:
    board(bench, reviewed_on=date(2026, 1, 7))
    item = offered(bench)[0]
    bench.change(lambda unit: queue.drop_item(unit, item.id))
    bench.clock.forward(WEEK * 5)
    assert offered(bench) == []
    bench.clock.forward(WEEK)
    assert len(offered(bench)) == 1


def test_a_round_given_another_kind_is_dropped_and_a_new_item_takes_its_place(bench: Bench) -> None:
    board(bench)
    item = offered(bench)[0]
    other = bench.change(lambda unit: queue.edit_item(unit, item.id, kind=Kind.OPEN_TOPIC, title="Which panel?"))
    assert other.id != item.id
    assert [one.id for one in bench.read(this_week).queue] == [other.id]
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).state is ItemState.DROPPED


def test_an_item_that_is_nowhere_is_not_found(bench: Bench) -> None:
    for nowhere in (UUID(int=5), UUID("0198f1a0-0000-5000-8000-000000000001")):
        with pytest.raises(Problem, match="not_found"):
            bench.change(lambda unit, nowhere=nowhere: stored_item(unit, nowhere))
    board(bench)
    item = offered(bench)[0]
    assert bench.read(lambda reader: find_item(reader, item.id)) == item


def test_a_past_postmortem_comes_back_with_what_is_still_open(bench: Bench) -> None:
    incident = told(bench)

    def promise(unit: Unit) -> None:
        for state in (ActionState.COMMITTED, ActionState.IDEA, ActionState.DONE):
            unit.add(ActionItem(**unit.stamp(), text="Page sooner", incident_id=incident.id, state=state))

    bench.change(promise)
    week = bench.read(this_week)
    (item,) = offered(bench)
    assert (item.kind, item.incident_id) == (Kind.RE_READ, incident.id)
    assert say("en", week.notes[item.id]) == "Not told or read for 34 weeks · 2 actions still open"


def test_a_reading_counts_from_the_last_time_it_was_told_or_read(bench: Bench) -> None:
    told(bench, day=DAY - WEEK * 26)
    (item,) = offered(bench)
    hold(bench)
    bench.clock.forward(WEEK * 24)
    assert offered(bench) == []
    bench.clock.forward(WEEK)
    assert [one.kind for one in offered(bench)] == [Kind.RE_READ]
    assert offered(bench)[0].id != item.id


@pytest.mark.parametrize(("events", "kinds"), [(4, [Kind.RE_READ]), (5, [Kind.RE_READ, Kind.ROLE_PLAY])])
def test_a_role_play_needs_a_timeline(bench: Bench, events: int, kinds: list[Kind]) -> None:
    told(bench, events=events)
    assert [item.kind for item in offered(bench)] == kinds


def test_what_was_told_lately_is_neither_read_nor_played(bench: Bench) -> None:
    told(bench, day=DAY - WEEK * 26 + timedelta(days=1), events=9)
    assert offered(bench) == []


def test_what_waits_to_be_told_is_neither_read_nor_played(bench: Bench) -> None:
    incident = told(bench, events=9)
    bench.change(
        lambda unit: unit.add(
            AgendaItem(**unit.stamp(), kind=Kind.INCIDENT_TALK, title="Again", queued_on=DAY, incident_id=incident.id)
        )
    )
    assert offered(bench) == []


def test_an_incident_whose_talk_was_dropped_is_read_after_its_rest(bench: Bench) -> None:
    incident = bench.change(lambda unit: add_incident(unit, "Search slow", IncidentKind.INCIDENT))
    talk = bench.read(lambda reader: reader.first(AgendaItem, incident_id=incident.id))
    assert talk is not None
    bench.change(lambda unit: queue.drop_item(unit, talk.id))
    assert offered(bench) == []
    bench.clock.forward(WEEK * 26)
    assert [(item.kind, item.incident_id) for item in offered(bench)] == [(Kind.RE_READ, incident.id)]


def test_a_stored_item_of_the_same_source_and_kind_stands_for_it(bench: Bench) -> None:
    kept = board(bench, reviewed_on=date(2026, 7, 1))
    wish = bench.change(lambda unit: queue.add_topic(unit, "Checkout, please", Kind.DASHBOARD_REVIEW))
    assert len(offered(bench)) == 1
    bench.change(lambda unit: queue.edit_item(unit, wish.id, dashboard_id=kept.id))
    week = bench.read(this_week)
    assert [item.id for item in week.queue] == [wish.id]
    assert say("en", week.notes[wish.id]) == "Not looked at for 9 weeks"


def test_the_teams_of_presenters_count_as_heard(bench: Bench) -> None:
    people = bench.read(lambda reader: this_week(reader).people)
    person = next(iter(people.values()))
    topic = bench.change(lambda unit: queue.add_topic(unit, "Who removes old flags?"))
    bench.change(lambda unit: queue.edit_item(unit, topic.id, presenter_id=person.id))
    hold(bench)
    (past,) = bench.read(lambda reader: past_meetings(reader, DAY + WEEK))
    assert past.team_ids == {person.team_id}
