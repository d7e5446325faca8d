"""What holds for any captured line and any change of a promise."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import DAY, action, people, team

from weeklypm.domain.capture_dates import read_date
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionState, Priority
from weeklypm.domain.promises import GUARDED, change_action, meaningful, read_capture

pieces = st.sampled_from(
    [
        "@Person 1",
        "@person2さん",
        "@nobody",
        "!P1",
        "!P7",
        "#detect",
        "#検知",
        "#what",
        "^9/16",
        "^2/30",
        "9/16",
        "来週水曜",
        "Fri",
    ]
)
lines = st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=6).map(" ".join)
days = st.dates(date(1, 1, 1), date.max)


@given(st.one_of(lines, st.text()), days)
def test_reading_a_line_never_raises_and_keeps_what_it_does_not_understand(line: str, today: date) -> None:
    read = read_capture(line, people(3), (team(1, "Search"),), today)
    marks = {"!P7", "#what", "^2/30"} & set(line.split())
    assert all(mark in read.text for mark in marks)
    assert read.text == " ".join(read.text.split())
    assert read.owner_id is None or not read.owner_text


@given(st.integers(1, 12), st.integers(1, 31), days)
def test_a_day_without_a_year_is_the_next_one(month: int, day: int, today: date) -> None:
    for text in (f"{month}/{day}", f"{month}月{day}日"):
        found = read_date(text, today)
        if found is not None:
            assert (found.month, found.day) == (month, day)
            assert today <= found <= today + timedelta(days=366 * 8)


@given(st.text(alphabet=" \t\n\u3000\u200b\u200c\u200d\ufeff\u2060\u3164\u00a0-ー–—.…・", max_size=9))
def test_what_looks_empty_is_no_reason(text: str) -> None:
    assert not meaningful(text)


values: dict[str, st.SearchStrategy[Any]] = {
    "due": st.one_of(st.none(), st.sampled_from([DAY, DAY + timedelta(days=7)])),
    "priority": st.one_of(st.none(), st.sampled_from(list(Priority))),
    "owner_id": st.one_of(st.none(), st.sampled_from([UUID(int=1), UUID(int=2)])),
    "owner_text": st.sampled_from(["", "Ito"]),
    "team_id": st.one_of(st.none(), st.just(UUID(int=9))),
    "state": st.sampled_from(list(ActionState)),
}
records = st.fixed_dictionaries(values)


@given(records, st.fixed_dictionaries({}, optional=values), st.sampled_from(["", "　", "TBD", "Parts are late"]))
def test_nothing_agreed_moves_without_a_reason(before: dict[str, Any], wanted: dict[str, Any], reason: str) -> None:
    old = action(**before)
    with suppress(Problem):
        new, moved = change_action(old, wanted, reason, recorded_in_open_meeting=False)
        told = {field for field, _, _ in moved}
        for field in GUARDED:
            if getattr(old, field) and getattr(old, field) != getattr(new, field):
                assert field in told
        if new.state is ActionState.DROPPED and old.state is not ActionState.DROPPED:
            assert "state" in told
        assert not told or meaningful(reason)
        assert all(old_text != new_text for _, old_text, new_text in moved)
