"""What holds for any action on any day, any link and any text."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import action

from weeklypm.domain.action_rules import (
    ActionGroup,
    ActionTab,
    age_days,
    check_due,
    days_late,
    group_of,
    in_tab,
    inherited,
    key_of,
    place_of,
    tidy_text,
    tracker_link,
    whole_owner,
)
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionState, Priority
from weeklypm.domain.promises import Attention, attention, change_action, reasons_needed

days = st.dates()
maybe_days = st.none() | days
actions = st.builds(
    action,
    due=maybe_days,
    state=st.sampled_from(ActionState),
    blocked_since=maybe_days,
    priority=st.none() | st.sampled_from(Priority),
    owner_id=st.none() | st.just(UUID(int=1)),
    owner_text=st.sampled_from(["", "Ito"]),
    team_id=st.none() | st.just(UUID(int=9)),
)
hosts = st.sampled_from(
    ["example.com", "例え.jp", "user@example.com", "", "exam ple.com", "[::1]", "a:b@c", ".", "x:80"]
)
links = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["https://", "http://", "HTTP://", "javascript:", "file://", "//", "https:\\\\", " https://"]),
        hosts,
        st.text(max_size=12),
    ),
)


@given(actions, days, maybe_days)
def test_each_action_is_in_one_group_and_its_tabs_agree(one: Any, today: date, held: date | None) -> None:
    group = group_of(one, today, held)
    assert (group is ActionGroup.ENDED) == in_tab(one, ActionTab.ENDED, today) != in_tab(one, ActionTab.OPEN, today)
    assert (group is ActionGroup.LATE) == in_tab(one, ActionTab.LATE, today) == (days_late(one, today) > 0)
    assert (group is ActionGroup.LATE) == (attention(one, (), today) is Attention.LATE)
    for tab in (ActionTab.LATE, ActionTab.BLOCKED, ActionTab.IDEA):
        assert not in_tab(one, tab, today) or in_tab(one, ActionTab.OPEN, today)


@given(actions, st.dates(max_value=date(9998, 1, 1)))
def test_an_action_grows_later_day_by_day(one: Any, today: date) -> None:
    tomorrow = today + timedelta(days=1)
    assert 0 <= days_late(one, tomorrow) - days_late(one, today) <= 1
    assert age_days(today, None, tomorrow) == 1


@given(maybe_days, maybe_days, days)
def test_only_a_new_date_that_is_over_is_refused(before: date | None, after: date | None, today: date) -> None:
    refused = False
    try:
        check_due(before, after, today)
    except Problem:
        refused = True
    assert refused == (after is not None and after < today and after != before)


@given(links)
def test_a_link_that_is_kept_opens_a_host_and_hides_nothing(text: str) -> None:
    with suppress(Problem):
        link = tracker_link(text)
        if link:
            parts = urlsplit(link)
            assert parts.scheme in ("http", "https")
            assert parts.hostname
            assert "@" not in parts.netloc
            assert not any(unicodedata.category(letter)[0] in "CZ" for letter in link)
            assert tracker_link(link) == link


@given(st.text(max_size=80))
def test_a_tidy_text_stays_tidy(text: str) -> None:
    tidy = tidy_text(text)
    assert tidy == tidy_text(tidy) == " ".join(tidy.split())
    assert not any(
        unicodedata.bidirectional(letter) in {"RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI"} for letter in tidy
    )


@given(st.integers(1, 999_999_999))
def test_a_key_names_its_place(place: int) -> None:
    assert place_of(key_of(place)) == place_of(key_of(place).lower()) == place


@given(actions)
def test_a_part_promises_no_date_and_knows_its_whole(whole: Any) -> None:
    part = inherited(whole)
    assert part["split_from_id"] == whole.id
    assert not {"due", "text", "id", "blocked_since", "link"} & part.keys()


fields = st.fixed_dictionaries(
    {},
    optional={
        "due": maybe_days,
        "owner_id": st.none() | st.sampled_from([UUID(int=1), UUID(int=2)]),
        "owner_text": st.sampled_from(["", "Ito"]),
        "state": st.sampled_from(ActionState),
    },
)


@given(actions, fields)
def test_a_reason_is_asked_for_exactly_when_a_change_without_one_is_refused(one: Any, drawn: dict[str, Any]) -> None:
    wanted = whole_owner(drawn, {UUID(int=1): UUID(int=9), UUID(int=2): None})
    asked = reasons_needed(one, wanted, recorded_in_open_meeting=False)
    refused = False
    try:
        change_action(one, wanted, "", recorded_in_open_meeting=False)
    except Problem:
        refused = True
    assert refused == bool(asked)
    assert len(set(asked)) == len(asked)
    changed, moved = change_action(one, wanted, "The parts are late", recorded_in_open_meeting=False)
    assert not (changed.owner_id and changed.owner_text) or not {"owner_id", "owner_text"} & drawn.keys()
    assert all(old != new for _, old, new in moved)
