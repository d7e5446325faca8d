"""Actions between meetings by example: groups, ages, dates that are over, links, parts, keys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from rule_rows import DAY, WEEK, action, change

from weeklypm.domain.action_rules import (
    TEXT_LENGTH,
    ActionGroup,
    ActionTab,
    age_days,
    check_due,
    days_late,
    group_of,
    in_tab,
    inherited,
    key_of,
    offers_other_ways,
    place_of,
    tidy_text,
    tracker_link,
    whole_owner,
)
from weeklypm.domain.errors import Problem
from weeklypm.domain.links import LINK_LENGTH
from weeklypm.domain.outcomes import ActionState, ActionType, Priority
from weeklypm.domain.promises import change_action, reasons_needed

YESTERDAY = DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "group"),
    [
        ({"due": YESTERDAY}, ActionGroup.LATE),
        ({"due": DAY}, ActionGroup.THIS_WEEK),
        ({"due": DAY + WEEK}, ActionGroup.THIS_WEEK),
        ({"due": DAY + timedelta(days=8)}, ActionGroup.COMING),
        ({}, ActionGroup.UNDATED),
        ({"due": YESTERDAY, "state": ActionState.DONE}, ActionGroup.ENDED),
        ({"state": ActionState.DROPPED}, ActionGroup.ENDED),
        ({"due": YESTERDAY, "state": ActionState.IDEA}, ActionGroup.LATE),
    ],
)
def test_an_action_is_listed_by_its_date(fields: dict[str, Any], group: ActionGroup) -> None:
    assert group_of(action(**fields), DAY, None) is group


def test_this_week_reaches_to_the_next_held_meeting() -> None:
    after_a_holiday = DAY + 2 * WEEK
    assert group_of(action(due=after_a_holiday), DAY, after_a_holiday) is ActionGroup.THIS_WEEK
    assert group_of(action(due=after_a_holiday + timedelta(days=1)), DAY, after_a_holiday) is ActionGroup.COMING


def test_tabs_hold_what_they_say() -> None:
    late = action(due=YESTERDAY)
    blocked = action(blocked_since=YESTERDAY)
    idea = action(state=ActionState.IDEA)
    done = action(state=ActionState.DONE, due=YESTERDAY, blocked_since=YESTERDAY)
    held = {tab: [in_tab(one, tab, DAY) for one in (late, blocked, idea, done)] for tab in ActionTab}
    assert held == {
        ActionTab.OPEN: [True, True, True, False],
        ActionTab.LATE: [True, False, False, False],
        ActionTab.BLOCKED: [False, True, False, False],
        ActionTab.IDEA: [False, False, True, False],
        ActionTab.ENDED: [False, False, False, True],
    }


def test_days_count_from_the_date_and_from_the_meeting() -> None:
    assert [days_late(action(due=day), DAY) for day in (DAY - WEEK, YESTERDAY, DAY, DAY + WEEK)] == [7, 1, 0, 0]
    assert days_late(action(due=YESTERDAY, state=ActionState.DONE), DAY) == 0
    assert age_days(DAY - WEEK, None, DAY) == 7
    assert age_days(DAY, DAY - WEEK, DAY) == 7
    assert age_days(DAY - WEEK, DAY, DAY) == 7
    assert age_days(DAY + WEEK, None, DAY) == 0


def test_the_third_slip_offers_other_ways() -> None:
    assert [offers_other_ways(slips) for slips in range(5)] == [False, False, True, True, True]


def test_a_date_that_is_over_is_refused_when_it_is_set_or_moved() -> None:
    for before in (None, DAY + WEEK, DAY - WEEK):
        with pytest.raises(Problem, match="due_past"):
            check_due(before, YESTERDAY, DAY)
    for before, after in ((YESTERDAY, YESTERDAY), (None, DAY), (YESTERDAY, None), (YESTERDAY, DAY), (None, date.max)):
        check_due(before, after, DAY)


@pytest.mark.parametrize(
    "link",
    [
        "https://tracker.example.com/browse/SRE-12?tab=1#c3",
        "http://localhost:8080/7",
        "HTTPS://EXAMPLE.COM",
        "https://例え.jp/課題/7",
        "https://[2001:db8::1]:443/x",
        "https://my_host/x",
    ],
)
def test_a_link_to_a_tracker_is_kept(link: str) -> None:
    assert tracker_link(f" {link}\n") == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.com/x",
        "//example.com/x",
        "example.com/x",
        "https://",
        "https:///x",
        "https:example.com",
        "https://?x",
        "https://.",
        "https://user@example.com/x",
        "https://user:password@example.com/x",
        "https://@example.com",
        "https://example.com\\@evil.example",
        "https://exam ple.com/x",
        "https://example.com/x\u202etxt.exe",
        "https://example.com/\u200bx",
        "https://example.com/\x00",
        "https://example.com/\u3000x",
        "https://example.com:port/x",
        "https://example.com:99999/x",
        "https://[::1/x",
        "https://exam%2eple.com/x",
        'https://example.com/"onclick=',
        "https://example.com/<script>",
        "SRE-12",
        "data:text/html,x",
        "https://example.com/" + "x" * LINK_LENGTH,
    ],
)
def test_a_link_that_is_not_safe_is_refused_in_a_sentence(link: str) -> None:
    with pytest.raises(Problem) as caught:
        tracker_link(link)
    assert caught.value.code == "actions.problem.link"
    shown = caught.value.message.get("link")
    assert len(shown) <= 80
    assert not {"\u202e", "\u200b", "\x00", "\n"} & set(shown)


def test_no_link_is_fine() -> None:
    assert tracker_link("") == tracker_link("　\n") == ""


def test_a_text_is_one_line_without_what_cannot_be_seen() -> None:
    assert tidy_text(" Page\n\tsooner\u202e \u200bnow\x07 ") == "Page sooner now"
    assert tidy_text("👩\u200d🔧 mends it") == "👩\u200d🔧 mends it"
    assert tidy_text("x" * TEXT_LENGTH) == "x" * TEXT_LENGTH
    with pytest.raises(Problem, match="text_long"):
        tidy_text("x" * (TEXT_LENGTH + 1))


def test_a_part_has_all_but_the_words_and_the_date() -> None:
    whole = action(
        owner_id=UUID(int=1),
        team_id=UUID(int=9),
        priority=Priority.P1,
        type=ActionType.DETECT,
        incident_id=UUID(int=7),
        due=DAY,
        link="https://example.com",
        blocked_since=DAY,
    )
    assert inherited(whole) == {
        "type": ActionType.DETECT,
        "priority": Priority.P1,
        "owner_id": UUID(int=1),
        "team_id": UUID(int=9),
        "owner_text": "",
        "state": ActionState.COMMITTED,
        "incident_id": UUID(int=7),
        "split_from_id": whole.id,
    }


def test_a_person_and_a_bare_name_exclude_each_other_and_the_team_follows() -> None:
    teams = {UUID(int=1): UUID(int=9), UUID(int=2): None}
    assert whole_owner({"owner_id": UUID(int=1)}, teams) == {
        "owner_id": UUID(int=1),
        "owner_text": "",
        "team_id": UUID(int=9),
    }
    assert "team_id" not in whole_owner({"owner_id": UUID(int=2)}, teams)
    assert whole_owner({"owner_id": UUID(int=1), "team_id": None}, teams)["team_id"] is None
    assert whole_owner({"owner_text": "Ito"}, teams) == {"owner_text": "Ito", "owner_id": None}
    assert whole_owner({"owner_id": None}, teams) == {"owner_id": None, "owner_text": ""}
    assert whole_owner({"due": DAY}, teams) == {"due": DAY}


def test_keys_are_read_as_people_write_them() -> None:
    assert key_of(12) == "A12"
    assert [place_of(key) for key in ("A12", "a12", " 12 ", "Ａ１２", "A012")] == [12] * 5
    assert [place_of(key) for key in ("", "A", "A0", "B12", "A1x", "-1", "1" * 30)] == [None] * 7


def test_a_date_given_up_and_set_again_is_no_first_date() -> None:
    given_up = change(1, old="2026-09-01", new="")
    with pytest.raises(Problem, match="reason_needed"):
        change_action(action(), {"due": DAY}, "", recorded_in_open_meeting=False, history=[given_up])
    _, moved = change_action(action(), {"due": DAY}, "It goes on", recorded_in_open_meeting=False, history=[given_up])
    assert moved == (("due", "", "2026-09-02"),)
    for other in (change(1, withdrawn=True), change(1, field="priority"), change(1, action_id=UUID(int=6))):
        assert change_action(action(), {"due": DAY}, "", recorded_in_open_meeting=False, history=[other])[1] == ()


def test_what_needs_a_reason_is_named_once() -> None:
    before = action(due=DAY, owner_id=UUID(int=1), team_id=UUID(int=9))
    wanted = {"owner_id": None, "owner_text": "Ito", "team_id": None, "due": DAY + WEEK, "state": ActionState.DROPPED}
    asked = reasons_needed(before, wanted, recorded_in_open_meeting=False)
    assert asked == ("due", "owner", "team", "dropped")
    assert reasons_needed(before, wanted, recorded_in_open_meeting=True) == ()
    assert reasons_needed(before, {"due": DAY, "priority": Priority.P0}, recorded_in_open_meeting=False) == ()


def test_a_reason_for_another_state_is_kept() -> None:
    dropped = action(state=ActionState.DROPPED)
    fields = {"state": ActionState.COMMITTED}
    assert change_action(dropped, fields, "", recorded_in_open_meeting=False)[1] == ()
    _, moved = change_action(dropped, fields, "It came back", recorded_in_open_meeting=False)
    assert moved == (("state", "dropped", "committed"),)
