"""The catalogue of dashboards: names told apart, the longest unseen first, and what is removed can come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.calendar import Series
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Team
from weeklypm.domain.values import Language
from weeklypm.services import dashboards, queue
from weeklypm.services.dashboards import DashboardsView, add_dashboard, dashboards_view, edit_dashboard
from weeklypm.services.meetings import close_meeting, start_meeting
from weeklypm.services.week import this_week
from weeklypm.storage import Unit

TODAY = date(2026, 9, 2)


def view(bench: Bench) -> DashboardsView:
    return bench.read(dashboards_view)


def refused(bench: Bench, use_case: Callable[[Unit], object]) -> Problem:
    before = view(bench)
    with pytest.raises(Problem) as caught:
        bench.change(use_case)
    assert view(bench) == before
    return caught.value


def look_at(bench: Bench, dashboard: Dashboard, day: date, state: ItemState = ItemState.DISCUSSED) -> None:
    """Store a meeting whose main part held a dashboard."""

    def store(unit: Unit) -> None:
        series = unit.find(Series)[0]
        meeting = unit.add(Meeting(**unit.stamp(), series_id=series.id, held_on=day, state=MeetingState.CLOSED))
        item = queue.add_topic(unit, dashboard.name, Kind.DASHBOARD_REVIEW)
        unit.put(replace(item, dashboard_id=dashboard.id, meeting_id=meeting.id, state=state))

    bench.change(store)


def test_a_name_is_all_a_dashboard_needs(bench: Bench) -> None:
    bench.change(lambda unit: add_dashboard(unit, "  Checkout\n API\u200b "))
    row = view(bench).rows[0]
    assert (row.dashboard.name, row.dashboard.added_on) == ("Checkout API", TODAY)
    assert (row.looked_on, row.weeks, row.due, row.team) == (None, None, True, None)


def test_everything_given_is_kept_tidied(bench: Bench) -> None:
    team = bench.read(lambda reader: dashboards.find_team(reader, " ｓｅａｒｃｈ "))
    bench.change(
        lambda unit: add_dashboard(
            unit,
            "Search",
            link=" https://example.org/d/1?x=2 ",
            purpose="Is it\u202e quick? \n\n For whom?",
            how_to_read="Left: all.\r\nRight: slow.",
            team_id=team.id,
            checklist=["What changed?", " \u3000", "What  changed?", "Who felt it?"],
            reviewed_on=date(2026, 8, 1),
        )
    )
    row = view(bench).rows[0]
    kept = row.dashboard
    assert kept.link == "https://example.org/d/1?x=2"
    assert (kept.purpose, kept.how_to_read) == ("Is it quick?\n\nFor whom?", "Left: all.\nRight: slow.")
    assert kept.checklist == ("What changed?", "Who felt it?")
    assert row.team == team
    assert (row.looked_on, row.weeks) == (date(2026, 8, 1), 4)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "empty": ({"name": "\u3000"}, "dashboards.problem.name_empty"),
    "unseen": ({"name": "\u200b\u202e"}, "dashboards.problem.name_empty"),
    "long name": ({"name": "x" * 121}, "dashboards.problem.name_long"),
    "taken in other letters": ({"name": " ＣＨＥＣＫＯＵＴ "}, "dashboards.problem.name_taken"),
    "script": ({"link": "javascript:alert(1)"}, "actions.problem.link"),
    "file": ({"link": "file:///etc/passwd"}, "actions.problem.link"),
    "no host": ({"link": "https://"}, "actions.problem.link"),
    "password": ({"link": "https://a:b@example.org"}, "actions.problem.link"),
    "long purpose": ({"purpose": "x" * 2001}, "dashboards.problem.purpose_long"),
    "long reading": ({"how_to_read": "x" * 2001}, "dashboards.problem.how_to_read_long"),
    "long check": ({"checklist": ["x" * 201]}, "dashboards.problem.check_long"),
    "many checks": ({"checklist": [f"{n}?" for n in range(13)]}, "dashboards.problem.checks_many"),
    "tomorrow": ({"reviewed_on": TODAY + timedelta(days=1)}, "dashboards.problem.looked_later"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_kept_is_refused_when_added_and_when_changed(bench: Bench, case: str) -> None:
    fields, code = BAD[case]
    bench.change(lambda unit: add_dashboard(unit, "Checkout"))
    other = bench.change(lambda unit: add_dashboard(unit, "Search"))
    assert refused(bench, lambda unit: add_dashboard(unit, **({"name": "New"} | fields))).code == code
    assert refused(bench, lambda unit: edit_dashboard(unit, other.id, **fields)).code == code


def test_limits_are_the_last_that_is_taken(bench: Bench) -> None:
    checks = tuple(f"{n}".rjust(200, "x") for n in range(12))
    made = bench.change(
        lambda unit: add_dashboard(unit, "x" * 120, purpose="y" * 2000, checklist=checks, reviewed_on=TODAY)
    )
    assert (len(made.name), len(made.purpose), made.checklist) == (120, 2000, checks)


def test_a_dashboard_keeps_its_own_name_and_a_removed_one_gives_its_name_back(bench: Bench) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Checkout"))
    assert bench.change(lambda unit: edit_dashboard(unit, made.id, name="checkout")).name == "checkout"
    bench.change(lambda unit: dashboards.remove_dashboard(unit, made.id))
    assert bench.change(lambda unit: add_dashboard(unit, "Checkout")).id != made.id


def test_an_unknown_team_is_named_with_those_there_are(bench: Bench) -> None:
    with pytest.raises(Problem) as caught:
        bench.read(lambda reader: dashboards.find_team(reader, "Sales"))
    assert caught.value.code == "dashboards.problem.no_team"
    assert caught.value.message.get("known") == ("Platform", "Search", "Web")


def test_a_team_that_is_gone_cannot_own_a_dashboard(bench: Bench) -> None:
    gone = bench.read(lambda reader: reader.find(Team)[0])
    bench.change(lambda unit: unit.delete(unit.get(Team, gone.id)))
    assert refused(bench, lambda unit: add_dashboard(unit, "x", team_id=gone.id)).code == "storage.problem.not_found"


def test_six_weeks_after_the_last_look_it_is_due_at_the_next_meeting(bench: Bench) -> None:
    """The next meeting is today: 2 September, a Wednesday."""
    for name, looked in (("six", date(2026, 7, 22)), ("less", date(2026, 7, 23)), ("fresh", TODAY)):
        bench.change(partial(add_dashboard, name=name, reviewed_on=looked))
    bench.change(lambda unit: add_dashboard(unit, "never"))
    told = [(row.dashboard.name, row.weeks, row.due) for row in view(bench).rows]
    assert told == [("never", None, True), ("six", 6, True), ("less", 5, False), ("fresh", 0, False)]


def test_a_dashboard_is_due_when_it_will_be_at_the_next_meeting(bench: Bench) -> None:
    bench.change(lambda unit: add_dashboard(unit, "Search", reviewed_on=date(2026, 7, 29)))
    assert not view(bench).rows[0].due
    bench.clock.forward(timedelta(days=1))
    told = view(bench)
    assert (told.next_day, told.rows[0].weeks, told.rows[0].due) == (date(2026, 9, 9), 5, True)


def test_a_meeting_that_looked_at_it_counts_where_it_is_later(bench: Bench) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Search", reviewed_on=date(2026, 7, 1)))
    look_at(bench, made, date(2026, 6, 24))
    assert view(bench).rows[0].looked_on == date(2026, 7, 1)
    look_at(bench, made, date(2026, 8, 26))
    look_at(bench, made, date(2026, 8, 19))
    assert (view(bench).rows[0].looked_on, view(bench).rows[0].due) == (date(2026, 8, 26), False)


@pytest.mark.parametrize("state", [ItemState.QUEUED, ItemState.SCHEDULED, ItemState.DROPPED])
def test_what_was_not_discussed_is_no_look(bench: Bench, state: ItemState) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Search"))
    look_at(bench, made, date(2026, 8, 26), state)
    row = view(bench).rows[0]
    assert row.looked_on is None
    assert (row.item is not None) == (state is not ItemState.DROPPED)


def test_the_longest_unseen_comes_first_and_names_break_ties(bench: Bench) -> None:
    for name, looked in (("b", date(2026, 8, 1)), ("a", date(2026, 8, 1)), ("z", date(2026, 7, 1))):
        bench.change(partial(add_dashboard, name=name, reviewed_on=looked))
    assert [row.dashboard.name for row in view(bench).rows] == ["z", "a", "b"]


def test_what_waits_takes_a_new_name_and_leaves_with_its_dashboard_until_that_is_undone(bench: Bench) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Search"))

    def wait(unit: Unit) -> AgendaItem:
        item = queue.add_topic(unit, "Search", Kind.DASHBOARD_REVIEW)
        return unit.put(replace(item, dashboard_id=made.id))

    item = bench.change(wait)
    bench.change(lambda unit: edit_dashboard(unit, made.id, name="Search API"))
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).title == "Search API"
    removed = bench.workspace.change(lambda unit: dashboards.remove_dashboard(unit, made.id))
    assert (view(bench).rows, bench.read(queue.waiting)) == ((), [])
    bench.workspace.undo(removed.changes.operation_id)
    assert [row.item.id for row in view(bench).rows if row.item] == [item.id]


def test_a_title_of_its_own_stays_when_the_name_changes(bench: Bench) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Search"))

    def wait(unit: Unit) -> AgendaItem:
        return unit.put(replace(queue.add_topic(unit, "Why so slow?"), dashboard_id=made.id))

    item = bench.change(wait)
    bench.change(lambda unit: edit_dashboard(unit, made.id, name="Search API"))
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).title == "Why so slow?"


def test_only_fields_of_an_entry_are_changed(bench: Bench) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Search"))
    with pytest.raises(ValueError, match="added_on"):
        bench.change(lambda unit: edit_dashboard(unit, made.id, added_on=TODAY))


def test_questions_are_offered_in_both_languages() -> None:
    english, japanese = (dashboards.suggested_checks(language) for language in (Language.EN, Language.JA))
    assert len(english) == len(japanese) == len(set(english)) == len(set(japanese)) == 6
    assert english[0] == "What changed since last week?"
    assert japanese[0] == "先週から何が変わりましたか？"


@pytest.mark.parametrize("looked", [None, date(2026, 8, 19)])
def test_one_taken_next_is_pinned_whether_due_or_not_and_goes_back_to_where_it_was(
    bench: Bench, looked: date | None
) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Search", reviewed_on=looked))
    topic = bench.change(lambda unit: queue.pin(unit, queue.add_topic(unit, "Staging").id))
    item = bench.change(lambda unit: dashboards.take_next(unit, made.id))
    assert (item.title, item.kind, item.dashboard_id) == ("Search", Kind.DASHBOARD_REVIEW, made.id)
    assert [one.id for one in bench.read(queue.waiting) if one.pinned] == [item.id]
    assert bench.change(lambda unit: dashboards.take_next(unit, made.id)).id == item.id
    bench.change(lambda unit: dashboards.put_back(unit, made.id))
    assert not [one for one in bench.read(queue.waiting) if one.pinned]
    waits = {one.id for one in bench.read(queue.waiting)} - {topic.id}
    assert waits == ({item.id} if looked is None else set())
    again = bench.change(lambda unit: dashboards.take_next(unit, made.id))
    assert (again.id, again.pinned, again.deleted_at) == (item.id, True, None)


def test_what_the_list_calls_due_is_what_the_agenda_takes(bench: Bench) -> None:
    bench.change(lambda unit: add_dashboard(unit, "Search", reviewed_on=date(2026, 7, 22)))
    line = bench.read(this_week).agenda.main[0]
    assert (line.kind, view(bench).rows[0].due) == (Kind.DASHBOARD_REVIEW, True)


def test_one_that_was_dropped_rests_as_if_it_had_been_looked_at(bench: Bench) -> None:
    made = bench.change(lambda unit: add_dashboard(unit, "Search"))
    item = bench.change(lambda unit: dashboards.take_next(unit, made.id))
    bench.change(lambda unit: queue.drop_item(unit, item.id))
    row = view(bench).rows[0]
    assert (row.looked_on, row.due, row.item) == (None, False, None)


def test_one_looked_at_meanwhile_waits_no_more_unless_it_was_taken(bench: Bench) -> None:
    entry = bench.change(lambda unit: add_dashboard(unit, "Checkout", reviewed_on=date(2026, 6, 1)))
    offered = bench.read(this_week).queue[0]
    bench.change(lambda unit: queue.vote(unit, offered.id))
    done = bench.workspace.change(lambda unit: edit_dashboard(unit, entry.id, reviewed_on=TODAY))
    assert bench.read(this_week).queue == ()
    bench.workspace.undo(done.changes.operation_id)
    bench.change(lambda unit: queue.pin(unit, offered.id))
    bench.change(lambda unit: edit_dashboard(unit, entry.id, reviewed_on=TODAY))
    assert [item.id for item in bench.read(this_week).queue] == [offered.id]


def test_one_removed_while_its_meeting_runs_is_not_carried_over(bench: Bench) -> None:
    entry = bench.change(lambda unit: add_dashboard(unit, "Checkout"))
    meeting = bench.change(start_meeting)
    bench.change(lambda unit: dashboards.remove_dashboard(unit, entry.id))
    bench.change(lambda unit: close_meeting(unit, meeting.id))
    assert bench.read(lambda reader: reader.count(AgendaItem, state=ItemState.QUEUED)) == 0
