"""The stock by example: when a dashboard, a reading and a role-play are due, in which order, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from rule_rows import DAY, WEEK, item

from weeklypm.domain.agenda import Kind
from weeklypm.domain.stock import MOST, Source, Stock, is_round, note
from weeklypm.wording import say

LONG_AGO = DAY - WEEK * 200
BOARD, READING, PLAY = Kind.DASHBOARD_REVIEW, Kind.RE_READ, Kind.ROLE_PLAY


def source(number: int, kind: Kind, **fields: object) -> Source:
    return Source(**{"kind": kind, "source_id": UUID(int=number), "title": f"S{number}", "since": LONG_AGO, **fields})


def due(*sources: Source, day: date = DAY) -> list[int]:
    """Return the numbers of what is due, in order."""
    return [(one.dashboard_id or one.incident_id or UUID(int=0)).int for one in Stock(sources).due(day)]


@pytest.mark.parametrize(("kind", "weeks"), [(BOARD, 6), (READING, 26), (PLAY, 52)])
def test_each_kind_rests_for_its_weeks(kind: Kind, weeks: int) -> None:
    held = source(1, kind, last=DAY - WEEK * weeks)
    assert due(held) == [1]
    assert due(replace(held, last=DAY - WEEK * weeks + timedelta(days=1))) == []


def test_what_was_never_held_is_due_from_its_day_on() -> None:
    fresh = source(1, BOARD, since=DAY)
    assert due(fresh) == [1]
    assert due(fresh, day=DAY - timedelta(days=1)) == []


def test_a_round_that_was_dropped_rests_like_a_held_one() -> None:
    assert due(source(1, BOARD, last=DAY - WEEK * 9, dropped_on=DAY - WEEK * 5)) == []
    assert due(source(1, BOARD, last=DAY - WEEK * 9, dropped_on=DAY - WEEK * 6)) == [1]
    assert due(source(1, BOARD, dropped_on=DAY - WEEK)) == []


def test_dashboards_never_looked_at_go_first_then_those_due_longest() -> None:
    seen, older = source(1, BOARD, last=DAY - WEEK * 9), source(2, BOARD, last=DAY - WEEK * 10)
    assert due(seen, older, source(3, BOARD, since=DAY - WEEK)) == [3, 2, 1]


def test_readings_by_open_actions_then_anniversary_then_longest_unread() -> None:
    old = source(1, READING, last=DAY - WEEK * 90)
    newer = source(2, READING, last=DAY - WEEK * 80)
    yearly = source(3, READING, last=DAY - WEEK * 40, onset=date(DAY.year - 1, DAY.month, DAY.day + 3))
    busy = source(4, READING, last=DAY - WEEK * 30, open_actions=1)
    assert due(newer, old, yearly, busy) == [4, 3, 1, 2]


@pytest.mark.parametrize(
    ("onset", "day", "years"),
    [
        (date(2025, 9, 5), date(2026, 9, 2), 1),
        (date(2025, 9, 6), date(2026, 9, 2), 0),
        (date(2024, 8, 30), date(2026, 9, 2), 2),
        (date(2026, 9, 2), date(2026, 9, 2), 0),
        (date(2024, 2, 29), date(2025, 2, 28), 1),
        (date(2024, 12, 30), date(2026, 1, 1), 1),
        (date(2024, 1, 1), date(2025, 12, 30), 2),
        (date(2025, 12, 31), date(2026, 1, 1), 0),
    ],
)
def test_anniversaries_lie_within_three_days_of_an_earlier_year(onset: date, day: date, years: int) -> None:
    assert source(1, READING, onset=onset).anniversary(day) == years


def test_role_plays_not_heard_of_for_longest_go_first() -> None:
    lately = source(1, PLAY, heard=DAY - WEEK * 30)
    assert due(lately, source(2, PLAY, heard=DAY - WEEK * 31)) == [2, 1]


def test_what_waits_in_the_queue_is_not_offered_again() -> None:
    sources = (source(1, BOARD), source(2, BOARD))
    offered = Stock(sources, frozenset({(BOARD, UUID(int=1))})).due(DAY)
    assert [one.dashboard_id for one in offered] == [UUID(int=2)]


def test_only_the_first_of_a_kind_are_offered_at_once() -> None:
    assert due(*(source(number, BOARD, last=DAY - WEEK * number) for number in range(10, 40))) == list(
        range(39, 39 - MOST, -1)
    )


def test_the_order_of_rows_decides_nothing() -> None:
    alike = [source(number, BOARD, last=DAY - WEEK * 9) for number in range(1, MOST + 4)]
    assert due(*alike) == due(*reversed(alike)) == list(range(1, MOST + 1))


def test_a_round_has_the_same_identity_on_any_day_and_another_after_it_was_held() -> None:
    board = source(1, BOARD, last=DAY - WEEK * 9)
    first = Stock((board,)).due(DAY)[0]
    assert Stock((board,)).due(DAY + WEEK)[0].id == first.id == board.item_id
    assert is_round(first.id)
    assert not is_round(UUID("0198f1a0-0000-7000-8000-000000000001"))
    assert replace(board, last=DAY).item_id != first.id
    assert replace(board, dropped_on=DAY).item_id != first.id
    assert len({source(1, kind).item_id for kind in (BOARD, READING, PLAY)}) == 3


def test_a_round_waits_since_it_is_due_and_names_its_source() -> None:
    board, reading = Stock((source(1, BOARD, last=DAY - WEEK * 9), source(2, READING, last=LONG_AGO))).due(DAY)
    assert (board.queued_on, board.dashboard_id, board.incident_id) == (DAY - WEEK * 3, UUID(int=1), None)
    assert (reading.incident_id, reading.dashboard_id, reading.version) == (UUID(int=2), None, 0)
    assert Stock((source(1, BOARD),)).round_of(board.id) is None
    assert Stock((source(1, BOARD, last=DAY - WEEK * 9),)).round_of(board.id) == board


def test_a_stored_item_of_the_same_source_is_known_too() -> None:
    board = source(1, BOARD, last=DAY - WEEK * 9)
    assert Stock((board,)).of(item(7, BOARD, dashboard_id=UUID(int=1))) == board
    assert Stock((board,)).of(item(7, BOARD)) is None
    assert Stock((board,)).of(item(7, READING, incident_id=UUID(int=1))) is None


@pytest.mark.parametrize(
    ("known", "english", "japanese"),
    [
        (source(1, BOARD), "Never looked at", "まだ見ていません"),
        (source(1, BOARD, last=DAY - WEEK * 9), "Not looked at for 9 weeks", "9週間見ていません"),
        (source(1, READING, last=DAY - WEEK * 30), "Not told or read for 30 weeks", "30週間取り上げていません"),
        (
            source(1, READING, last=DAY - WEEK * 30, onset=DAY - WEEK * 52, open_actions=2),
            "One year ago · 2 actions still open",
            "1年前の今週 · アクション2件が未完了",
        ),
        (source(1, READING, last=DAY - WEEK * 30, onset=date(2023, 9, 1)), "3 years ago", "3年前の今週"),
        (source(1, PLAY), "Never played", "まだやっていません"),
        (
            source(1, PLAY, last=date(2025, 3, 5), times=1),
            "Played once, 5 March 2025",
            "1回実施、前回は2025年3月5日",
        ),
    ],
)
def test_what_is_said_beside_the_title(known: Source, english: str, japanese: str) -> None:
    assert (say("en", note(known, DAY)), say("ja", note(known, DAY))) == (english, japanese)
