"""Promises by example: what needs a reason, what counts as one, and which actions need a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from rule_rows import DAY, NOW, WEEK, action, change

from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionState, Priority
from weeklypm.domain.promises import Attention, attention, change_action, meaningful, slips
from weeklypm.wording import say

AGREED = {"due": DAY, "priority": Priority.P1, "owner_id": UUID(int=1), "team_id": UUID(int=9)}
LATER: list[tuple[str, Any]] = [
    ("due", DAY + WEEK),
    ("due", None),
    ("priority", Priority.P3),
    ("owner_id", UUID(int=2)),
    ("owner_id", None),
    ("owner_text", "Ito"),
    ("team_id", None),
    ("state", ActionState.DROPPED),
]


@pytest.mark.parametrize(
    "text",
    ["", "  ", "　", "\u200b", "-", "ー", "—", "...", "なし", "ナシ", "ﾅｼ", "TBD", "tbd.", "N/A", "Ｎ／Ａ", "未定", "ㅤ"],
)
def test_words_for_nothing_are_no_reason(text: str) -> None:
    assert not meaningful(text)


@pytest.mark.parametrize("text", ["Parts are late", "部品待ち", "7", "none of the parts came", "なしくずしに延びた"])
def test_a_sentence_is_a_reason(text: str) -> None:
    assert meaningful(text)


@pytest.mark.parametrize(("field", "value"), LATER)
def test_later_changes_need_a_reason(field: str, value: object) -> None:
    before = action(**AGREED)
    with pytest.raises(Problem, match="reason_needed") as caught:
        change_action(before, {field: value}, "　", recorded_in_open_meeting=False)
    assert say("en", caught.value.message).endswith("One sentence is enough.")
    assert say("ja", caught.value.message).endswith("1行で書いてください。")
    after, moved = change_action(before, {field: value}, "The parts are late", recorded_in_open_meeting=False)
    assert getattr(after, field) == value
    assert [name for name, _, _ in moved] == [field]


@pytest.mark.parametrize(("field", "value"), LATER)
def test_in_the_open_meeting_that_recorded_it_nothing_needs_one(field: str, value: object) -> None:
    after, moved = change_action(action(**AGREED), {field: value}, "", recorded_in_open_meeting=True)
    assert getattr(after, field) == value
    assert moved == ()


def test_the_first_setting_needs_none() -> None:
    after, moved = change_action(action(), AGREED, "", recorded_in_open_meeting=False)
    assert (after.due, moved) == (DAY, ())
    with pytest.raises(Problem):
        change_action(action(owner_text="Ito"), {"owner_id": UUID(int=1)}, "", recorded_in_open_meeting=False)


def test_what_is_no_promise_changes_freely() -> None:
    fields = {
        "state": ActionState.DONE,
        "blocked_since": DAY,
        "blocked_by": "a vendor",
        "text": "Page sooner",
        "due": DAY,
    }
    after, moved = change_action(action(**AGREED), fields, "", recorded_in_open_meeting=False)
    assert (after.state, after.text, moved) == (ActionState.DONE, "Page sooner", ())


def test_reasoned_changes_tell_old_and_new_as_text() -> None:
    fields = {"due": DAY + WEEK, "priority": None}
    _, moved = change_action(action(**AGREED), fields, "Parts are late", recorded_in_open_meeting=False)
    assert moved == (("due", "2026-09-02", "2026-09-09"), ("priority", "P1", ""))


def test_an_action_keeps_its_words_and_its_identity() -> None:
    with pytest.raises(Problem, match="text_empty"):
        change_action(action(), {"text": "　"}, "", recorded_in_open_meeting=True)
    with pytest.raises(ValueError, match="meeting_id"):
        change_action(action(), {"meeting_id": UUID(int=3)}, "", recorded_in_open_meeting=True)


def test_slips_are_due_dates_moved_later_or_given_up() -> None:
    changes = [
        change(1),
        change(2, new=""),
        change(3, new="2026-08-20"),
        change(4, old=""),
        change(5, field="priority", old="P1", new="P2"),
        change(6, withdrawn=True),
        change(7, deleted_at=NOW),
    ]
    assert slips(changes) == 2


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"due": DAY - timedelta(days=1), "blocked_since": DAY}, Attention.LATE),
        ({"due": DAY}, None),
        ({"blocked_since": DAY}, Attention.BLOCKED),
        ({}, None),
        ({"due": DAY - WEEK, "state": ActionState.DONE}, None),
        ({"due": DAY - WEEK, "state": ActionState.DROPPED}, None),
        ({"due": DAY - WEEK, "deleted_at": NOW}, None),
    ],
)
def test_which_actions_need_a_word(fields: dict[str, Any], expected: Attention | None) -> None:
    assert attention(action(**fields), [], DAY) is expected


def test_a_slipped_action_needs_a_word() -> None:
    assert attention(action(due=DAY + WEEK), [change(1)], DAY) is Attention.SLIPPED
    assert attention(action(due=DAY + WEEK), [change(1, action_id=UUID(int=6))], DAY) is None
    assert attention(action(due=DAY + WEEK), [change(1, withdrawn=True)], DAY) is None
