"""Actions between meetings over a real file: the list, changing several, splitting, blocking, and who stays in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from services_desk import Bench

from weeklypm.domain.action_rules import ActionGroup, ActionTab
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, ActionType, Priority, ReasonKind
from weeklypm.domain.people import Person, Team
from weeklypm.services import actions, meetings, recording
from weeklypm.services.action_history import told_changes
from weeklypm.services.actions import ActionRow, ActionsView

TODAY = date(2026, 9, 2)
LATER = date(2026, 10, 7)
WHY = "The parts are late"


def person(bench: Bench, name: str) -> Person:
    return bench.read(lambda reader: reader.first(Person, name=name))


def add(bench: Bench, text: str = "Add an alert", **fields: Any) -> ActionItem:
    bench.clock.forward(timedelta(seconds=1))
    return bench.change(lambda unit: actions.add_action(unit, text, **fields))


def change(bench: Bench, *made: ActionItem, **fields: Any) -> tuple[ActionItem, ...]:
    bench.clock.forward(timedelta(seconds=1))
    return bench.change(lambda unit: actions.change_actions(unit, [one.id for one in made], **fields))


def view(bench: Bench) -> ActionsView:
    return bench.read(actions.actions_view)


def row(bench: Bench, action: ActionItem) -> ActionRow:
    found = view(bench).row(action.id)
    assert found is not None
    return found


def recorded(bench: Bench, line: str) -> tuple[Meeting, ActionItem]:
    meeting = bench.change(meetings.start_meeting)
    made = bench.change(lambda unit: recording.record(unit, meeting.id, recording.Recorded.ACTION, line))
    return meeting, made


def refused(bench: Bench, code: str, use_case: Any) -> Problem:
    before = bench.read(lambda reader: (reader.find(ActionItem), reader.find(ActionChange)))
    bench.clock.forward(timedelta(seconds=1))
    with pytest.raises(Problem) as caught:
        bench.change(use_case)
    assert caught.value.code == code
    assert bench.read(lambda reader: (reader.find(ActionItem), reader.find(ActionChange))) == before
    return caught.value


def test_the_list_has_late_ones_first_and_counts_each_tab(bench: Bench) -> None:
    undated = add(bench, "Undated")
    coming = add(bench, "Coming", due=LATER)
    soon = add(bench, "Soon", due=TODAY + timedelta(days=7))
    idea = add(bench, "Idea", due=date(2026, 9, 3), state=ActionState.IDEA)
    blocked = add(bench, "Blocked", due=date(2026, 9, 4))
    done = add(bench, "Done", due=LATER)
    bench.change(lambda unit: actions.block_action(unit, blocked.id, "a vendor"))
    change(bench, done, state=ActionState.DONE)
    bench.clock.forward(timedelta(days=3))
    told = view(bench)
    assert [one.action.text for one in told.rows] == ["Idea", "Blocked", "Soon", "Coming", "Undated", "Done"]
    assert [one.group for one in told.rows] == [
        ActionGroup.LATE,
        ActionGroup.LATE,
        ActionGroup.THIS_WEEK,
        ActionGroup.COMING,
        ActionGroup.UNDATED,
        ActionGroup.ENDED,
    ]
    assert told.counts == {"open": 5, "late": 2, "blocked": 1, "idea": 1, "ended": 1}
    assert [one.action.id for one in told.tab(ActionTab.BLOCKED)] == [blocked.id]
    assert told.average_age == 3
    assert [told.row(one.id).key for one in (undated, coming, soon, idea, blocked, done)] == [
        "A1",
        "A2",
        "A3",
        "A4",
        "A5",
        "A6",
    ]
    assert (told.row(idea.id).days_late, told.row(blocked.id).days_late, told.row(soon.id).days_late) == (2, 1, 0)


def test_this_week_lasts_until_the_next_meeting_that_is_held(bench: Bench) -> None:
    bench.clock.forward(timedelta(days=15))
    by_the_meeting, after_it = date(2026, 9, 30), date(2026, 10, 1)
    rows = [row(bench, add(bench, due=due)) for due in (by_the_meeting, after_it)]
    assert [one.group for one in rows] == [ActionGroup.THIS_WEEK, ActionGroup.COMING], "23 September is a holiday"


def test_an_empty_list_has_no_average(bench: Bench) -> None:
    told = view(bench)
    assert (told.rows, told.average_age, set(told.counts.values())) == ((), None, {0})


def test_keys_stay_when_others_go_and_clocks_run_backwards(bench: Bench) -> None:
    meeting, first = recorded(bench, "Write it up")
    second = add(bench)
    bench.change(lambda unit: recording.remove_recorded(unit, ActionItem, first.id))
    bench.clock.forward(timedelta(days=-30))
    third = add(bench)
    assert (row(bench, second).key, row(bench, third).key) == ("A2", "A3")
    assert row(bench, third).held_on is None
    assert meeting.held_on == TODAY


def test_a_row_tells_its_meeting_its_age_and_its_slips(bench: Bench) -> None:
    meeting, made = recorded(bench, "Add an alert @Torii !P1 ^2026-09-18")
    assert row(bench, made).free
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    bench.clock.forward(timedelta(days=20))
    for day in (date(2026, 9, 30), LATER):
        change(bench, made, due=day, reason=WHY)
    told = row(bench, made)
    assert (told.held_on, told.age_days, told.slips, told.free) == (TODAY, 20, 2, False)
    assert (told.owner.name, told.team.name) == ("Torii", "Search")
    assert [one.new for one in told.changes] == ["2026-10-07", "2026-09-30"]
    assert actions.offers_other_ways(told)


def test_an_undone_slip_is_shown_and_not_counted(bench: Bench) -> None:
    made = add(bench, due=date(2026, 9, 18))
    bench.clock.forward(timedelta(seconds=1))
    outcome = bench.workspace.change(
        lambda unit: actions.change_actions(unit, [made.id], reason=WHY, due=LATER, priority=Priority.P1)
    )
    bench.clock.forward(timedelta(seconds=1))
    bench.workspace.undo(outcome.changes.operation_id)
    told = row(bench, made)
    assert (told.slips, len(told.changes), told.changes[0].withdrawn) == (0, 1, True)
    assert (told.action.due, told.action.priority) == (date(2026, 9, 18), None)


def test_several_change_with_one_reason_and_kind_or_none_does(bench: Bench) -> None:
    first, second = add(bench, due=date(2026, 9, 18), priority=Priority.P1), add(bench, due=date(2026, 9, 25))
    refused(
        bench,
        "promises.problem.reason_needed",
        lambda unit: actions.change_actions(unit, [first.id, second.id], due=LATER, reason="\u3000"),
    )
    kind = ReasonKind.BIGGER
    change(bench, first, second, first, due=LATER, priority=Priority.P2, reason=f" {WHY} ", kind=kind)
    told = bench.read(lambda reader: reader.find(ActionChange))
    assert {(one.reason, one.kind) for one in told} == {(WHY, kind)}
    assert sorted((one.field, one.old, one.new) for one in told) == [
        ("due", "2026-09-18", "2026-10-07"),
        ("due", "2026-09-25", "2026-10-07"),
        ("priority", "P1", "P2"),
    ]


def test_a_reason_is_kept_on_one_line_that_can_be_read(bench: Bench) -> None:
    made = add(bench, due=LATER, owner_text="\u202eotI\u202c")
    assert made.owner_text == "otI"
    change(bench, made, due=None, reason="The parts\n are \u202elate\u200b ", owner_text="Ito\u200b")
    assert {one.reason for one in row(bench, made).changes} == {"The parts are late"}
    blocked = bench.change(lambda unit: actions.block_action(unit, made.id, "a\nvendor\u202e"))
    assert (blocked.blocked_by, blocked.owner_text) == ("a vendor", "Ito")


def test_one_that_cannot_change_keeps_the_others_as_they_are(bench: Bench) -> None:
    free, agreed = add(bench), add(bench, due=date(2026, 9, 18))
    refused(
        bench,
        "promises.problem.reason_needed",
        lambda unit: actions.change_actions(unit, [free.id, agreed.id], due=LATER),
    )


def test_a_new_owner_brings_the_team(bench: Bench) -> None:
    torii, sena = person(bench, "Torii"), person(bench, "Sena")
    made = add(bench, owner_id=torii.id)
    assert made.team_id == torii.team_id
    (moved,) = change(bench, made, owner_id=sena.id, reason=WHY)
    assert (moved.owner_id, moved.team_id) == (sena.id, sena.team_id)
    (named,) = change(bench, moved, owner_text="Ito", reason=WHY)
    assert (named.owner_id, named.owner_text, named.team_id) == (None, "Ito", sena.team_id)
    told = told_changes(row(bench, named).changes, view(bench).people, view(bench).teams)
    assert [(one.field, one.old, one.new) for one in told] == [
        ("owner", "Sena", "Ito"),
        ("team", "Search", "Web"),
        ("owner", "Torii", "Sena"),
    ]


def test_an_owner_who_has_left_is_still_named(bench: Bench) -> None:
    torii = person(bench, "Torii")
    made = add(bench, owner_id=torii.id)
    bench.change(lambda unit: unit.delete(unit.get(Person, torii.id)))
    bench.change(lambda unit: unit.delete(unit.get(Team, torii.team_id)))
    assert (row(bench, made).owner.name, row(bench, made).team.name) == ("Torii", "Search")


def test_what_needs_a_reason_is_told_beforehand_from_view_and_workspace_alike(bench: Bench) -> None:
    torii, sena = person(bench, "Torii"), person(bench, "Sena")
    made = add(bench, owner_id=torii.id, due=LATER)
    undated = add(bench)
    cases: list[tuple[ActionItem, dict[str, Any], tuple[str, ...]]] = [
        (made, {"owner_id": sena.id}, ("owner", "team")),
        (made, {"due": None, "state": ActionState.DROPPED}, ("due", "dropped")),
        (made, {"priority": Priority.P0, "text": "Another"}, ()),
        (undated, {"due": LATER, "owner_text": "Ito"}, ()),
    ]
    for action, fields, wanted in cases:
        assert actions.needs_reason(view(bench), action, fields) == wanted
        assert bench.read(lambda reader, a=action, f=fields: actions.needs_reason(reader, a, f)) == wanted
    change(bench, made, due=None, reason=WHY)
    given_up = bench.read(lambda reader: reader.get(ActionItem, made.id))
    assert actions.needs_reason(view(bench), given_up, {"due": LATER}) == ("due",)
    refused(bench, "promises.problem.reason_needed", lambda unit: actions.change_actions(unit, [made.id], due=LATER))


def test_a_new_action_in_its_live_meeting_needs_none(bench: Bench) -> None:
    meeting, made = recorded(bench, "Add an alert @Torii ^2026-09-18")
    fields = {"due": LATER}
    assert actions.needs_reason(view(bench), made, fields) == ()
    (moved,) = change(bench, made, **fields)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    assert actions.needs_reason(view(bench), moved, {"due": None}) == ("due",)


@pytest.mark.parametrize(("hours", "free"), [(1, True), (13, False)])
def test_a_meeting_opened_again_a_day_later_holds_people_to_what_they_took_home(
    bench: Bench, hours: int, free: bool
) -> None:
    meeting, made = recorded(bench, "Add an alert !P1 ^2026-12-02")
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    bench.clock.forward(timedelta(hours=hours))
    bench.change(lambda unit: meetings.reopen_meeting(unit, meeting.id))
    later = {"due": date(2026, 12, 9)}
    needed = bench.read(lambda reader: actions.needs_reason(reader, made, later))
    assert needed == actions.needs_reason(view(bench), made, later) == (() if free else ("due",))
    assert row(bench, made).free is free
    if free:
        assert change(bench, made, **later)[0].due == date(2026, 12, 9)
        return
    refused(bench, "promises.problem.reason_needed", lambda unit: actions.change_actions(unit, [made.id], **later))
    refused(bench, "actions.problem.remove_agreed", lambda unit: recording.remove_recorded(unit, ActionItem, made.id))
    new = bench.change(lambda unit: recording.record(unit, meeting.id, recording.Recorded.ACTION, "More ^2026-12-02"))
    assert change(bench, new, **later)[0].due == date(2026, 12, 9)


def test_a_change_while_a_meeting_runs_belongs_to_it(bench: Bench) -> None:
    made = add(bench, due=LATER)
    meeting = bench.change(meetings.start_meeting)
    change(bench, made, due=date(2026, 10, 14), reason=WHY)
    (told,) = row(bench, made).changes
    assert told.meeting_id == meeting.id


def test_dates_that_are_over_are_refused_and_old_ones_stay(bench: Bench) -> None:
    yesterday = TODAY - timedelta(days=1)
    refused(bench, "actions.problem.due_past", lambda unit: actions.add_action(unit, "x", due=yesterday))
    made = add(bench, due=TODAY)
    bench.clock.forward(timedelta(days=2))
    refused(
        bench,
        "actions.problem.due_past",
        lambda unit: actions.change_actions(unit, [made.id], due=TODAY + timedelta(days=1), reason=WHY),
    )
    (kept,) = change(bench, made, due=TODAY, text="Add an alert for p99")
    assert (kept.due, kept.text) == (TODAY, "Add an alert for p99")


def test_the_room_s_day_decides_not_that_of_utc(bench: Bench) -> None:
    bench.clock.forward(timedelta(hours=14))
    assert bench.clock().date() == TODAY
    refused(bench, "actions.problem.due_past", lambda unit: actions.add_action(unit, "x", due=TODAY))


def test_a_line_with_a_date_that_is_over_is_not_recorded(bench: Bench) -> None:
    meeting = bench.change(meetings.start_meeting)
    kind = recording.Recorded.ACTION
    refused(bench, "actions.problem.due_past", lambda unit: recording.record(unit, meeting.id, kind, "Old ^2026-08-01"))


def test_links_are_checked_where_they_are_set(bench: Bench) -> None:
    refused(bench, "actions.problem.link", lambda unit: actions.add_action(unit, "x", link="javascript:alert(1)"))
    made = add(bench, link=" https://tracker.example.com/7 ")
    assert made.link == "https://tracker.example.com/7"
    refused(
        bench, "actions.problem.link", lambda unit: actions.change_actions(unit, [made.id], link="https://u:p@host/")
    )
    (none,) = change(bench, made, link="")
    assert none.link == ""


@pytest.mark.parametrize("text", ["", "\u3000", "\u200b", "\u202e"])
def test_an_action_without_words_is_refused(bench: Bench, text: str) -> None:
    refused(bench, "promises.problem.text_empty", lambda unit: actions.add_action(unit, text))
    made = add(bench)
    refused(
        bench, "promises.problem.text_empty", lambda unit: actions.change_actions(unit, [made.id], text=text or "-")
    )


def test_a_whole_is_split_into_parts_that_remember_it(bench: Bench) -> None:
    torii, sena = person(bench, "Torii"), person(bench, "Sena")
    fields = {"owner_id": torii.id, "priority": Priority.P1, "type": ActionType.DETECT, "due": date(2026, 9, 18)}
    whole = add(bench, "Watch the whole queue", **fields)
    lines = ["Watch the head ^2026-10-07", "  ", "Watch the tail @Sena !P3", "Watch the rest @nobody", "Ask @Platform"]
    parts = bench.change(lambda unit: actions.split_action(unit, whole.id, lines, reason=WHY, kind=ReasonKind.BIGGER))
    head, tail, rest, asked = parts
    assert (head.text, head.due, head.owner_id, head.priority) == ("Watch the head", LATER, torii.id, Priority.P1)
    assert (head.type, head.team_id, head.split_from_id) == (ActionType.DETECT, torii.team_id, whole.id)
    assert (tail.owner_id, tail.team_id, tail.priority, tail.due) == (sena.id, sena.team_id, Priority.P3, None)
    assert (rest.owner_id, rest.owner_text, rest.team_id) == (None, "nobody", torii.team_id)
    assert (asked.owner_id, asked.owner_text, asked.team_id) == (None, "", person(bench, "Hayami").team_id)
    told = row(bench, whole)
    assert (told.action.state, told.group) == (ActionState.DROPPED, ActionGroup.ENDED)
    assert [(one.field, one.reason, one.kind) for one in told.changes] == [("state", WHY, ReasonKind.BIGGER)]


@pytest.mark.parametrize(
    ("parts", "reason", "code"),
    [
        (["one"], WHY, "actions.problem.split_parts"),
        (["one", "\u3000"], WHY, "actions.problem.split_parts"),
        (["one", "two"], "TBD", "actions.problem.split_reason"),
        (["one", "!P1"], WHY, "promises.problem.text_empty"),
        (["one", "two ^2026-08-01"], WHY, "actions.problem.due_past"),
    ],
)
def test_a_split_that_is_not_whole_leaves_the_whole(bench: Bench, parts: list[str], reason: str, code: str) -> None:
    whole = add(bench, due=LATER)
    refused(bench, code, lambda unit: actions.split_action(unit, whole.id, parts, reason=reason))


def test_undoing_a_split_brings_the_whole_back(bench: Bench) -> None:
    whole = add(bench, due=LATER)
    outcome = bench.workspace.change(lambda unit: actions.split_action(unit, whole.id, ["one", "two"], reason=WHY))
    bench.clock.forward(timedelta(seconds=1))
    bench.workspace.undo(outcome.changes.operation_id)
    assert [one.action.id for one in view(bench).rows] == [whole.id]
    assert row(bench, whole).action.state is ActionState.COMMITTED


def test_blocking_says_by_what_and_since_when(bench: Bench) -> None:
    made = add(bench)
    for by in ("", "\u3000", "TBD"):
        refused(bench, "actions.problem.blocked_by", lambda unit, by=by: actions.block_action(unit, made.id, by))
    blocked = bench.change(lambda unit: actions.block_action(unit, made.id, " a vendor "))
    assert (blocked.blocked_by, blocked.blocked_since) == ("a vendor", TODAY)
    bench.clock.forward(timedelta(days=2))
    still = bench.change(lambda unit: actions.block_action(unit, made.id, "another vendor"))
    assert (still.blocked_by, still.blocked_since) == ("another vendor", TODAY)
    free = bench.change(lambda unit: actions.unblock_action(unit, made.id))
    assert (free.blocked_by, free.blocked_since) == ("", None)
    assert row(bench, made).changes == ()


def test_what_has_ended_is_reopened_before_it_is_split_or_blocked(bench: Bench) -> None:
    made = add(bench, due=LATER)
    change(bench, made, state=ActionState.DROPPED, reason=WHY)
    refused(bench, "actions.problem.ended", lambda unit: actions.block_action(unit, made.id, "a vendor"))
    refused(bench, "actions.problem.ended", lambda unit: actions.split_action(unit, made.id, ["a", "b"], reason=WHY))
    refused(
        bench,
        "promises.problem.reason_needed",
        lambda unit: actions.change_actions(unit, [made.id], state=ActionState.COMMITTED, due=date(2026, 11, 4)),
    )
    (again,) = change(bench, made, state=ActionState.COMMITTED, reason="It came back")
    assert (again.state, row(bench, again).group) == (ActionState.COMMITTED, ActionGroup.COMING)
    assert [one.new for one in row(bench, made).changes] == ["committed", "dropped"]


def test_what_was_agreed_is_dropped_not_deleted(bench: Bench) -> None:
    meeting, made = recorded(bench, "Add an alert ^2026-09-18")
    other = add(bench)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    for one in (made, other):
        refused(
            bench,
            "actions.problem.remove_agreed",
            lambda unit, one=one: recording.remove_recorded(unit, ActionItem, one.id),
        )


def test_an_unknown_action_is_a_sentence(bench: Bench) -> None:
    refused(
        bench,
        "storage.problem.not_found",
        lambda unit: actions.change_actions(unit, [UUID(int=3)], state=ActionState.DONE),
    )
