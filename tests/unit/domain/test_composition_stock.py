"""The agenda with a stock, by example: whose turn it is below open topics, and what the reasons say of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from rule_rows import DAY, WEEK, item, series, stamp

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, Kind, Segment
from weeklypm.domain.calendar import DayPlan
from weeklypm.domain.composition import Past, compose, past_of
from weeklypm.domain.ranking import LONG_REST
from weeklypm.domain.stock import Source, Stock
from weeklypm.wording import say

LONG_AGO = DAY - WEEK * 200
BOARD, READING, PLAY = Kind.DASHBOARD_REVIEW, Kind.RE_READ, Kind.ROLE_PLAY
TOPICS = tuple(past_of(DAY - WEEK * back, compose(series(), [item(back)], day=DAY)) for back in range(1, LONG_REST + 1))
"""Meetings that held nothing below open topics."""


def source(number: int, kind: Kind, **fields: object) -> Source:
    return Source(**{"kind": kind, "source_id": UUID(int=number), "title": f"S{number}", "since": LONG_AGO, **fields})


def made(
    *sources: Source, queue: tuple[AgendaItem, ...] = (), history: tuple[Past, ...] = (), plan: DayPlan | None = None
) -> Agenda:
    stock = Stock(sources)
    return compose(series(), (*queue, *stock.due(DAY)), history, day=DAY, attention=1, stock=stock, plan=plan)


def line(*sources: Source, queue: tuple[AgendaItem, ...] = (), history: tuple[Past, ...] = ()) -> AgendaLine:
    return made(*sources, queue=queue, history=history).main[0]


def held(kind: Kind, back: int) -> Past:
    return past_of(DAY - WEEK * back, compose(series(), [item(1, kind)], day=DAY - WEEK * back))


def said(agenda_line: AgendaLine, language: str = "en") -> list[str]:
    return [say(language, message) for message in (agenda_line.why, *agenda_line.not_chosen)]


def test_what_comes_back_goes_before_a_question_and_after_topics() -> None:
    board = source(1, BOARD, last=DAY - WEEK * 9)
    assert line(board).dashboard_id == UUID(int=1)
    assert line(board, queue=(item(5),)).kind is Kind.OPEN_TOPIC
    assert line(board, queue=(item(5, Kind.QUESTION),)).kind is BOARD


def test_a_dashboard_says_how_long_it_was_not_looked_at() -> None:
    agenda_line = line(source(1, BOARD, last=DAY - WEEK * 9), source(2, BOARD, last=DAY - WEEK * 7), source(3, PLAY))
    assert said(agenda_line) == [
        "Nothing to tell and no open topic → dashboard, due longest (not looked at for 9 weeks)",
        "“S2” is due for less long (not looked at for 7 weeks)",
        "“S3”: Wheel of misfortune comes later in the order",
    ]
    assert said(agenda_line, "ja")[1] == "「S2」は順番が来てからが短めです（7週間見ていません）"


def test_one_never_looked_at_goes_before_those_seen() -> None:
    assert said(line(source(1, BOARD, last=DAY - WEEK * 9), source(2, BOARD))) == [
        "Nothing to tell and no open topic → dashboard, before those seen already (never looked at)",
        "“S1” was seen already (not looked at for 9 weeks)",
    ]


def test_the_only_one_due_says_so() -> None:
    assert said(line(source(1, PLAY))) == [
        "Nothing to tell and no open topic → wheel of misfortune, the only one due (never played)"
    ]


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        (
            source(1, READING, last=DAY - WEEK * 30, onset=DAY - WEEK * 52, open_actions=2),
            source(2, READING, last=DAY - WEEK * 40),
            [
                (
                    "Nothing to tell and no open topic → a past postmortem, the one with open actions "
                    "(one year ago · 2 actions still open)"
                ),
                "“S2” has no open actions (not told or read for 40 weeks)",
            ],
        ),
        (
            source(1, READING, last=DAY - WEEK * 30, onset=DAY - WEEK * 52),
            source(2, READING, last=DAY - WEEK * 40),
            [
                "Nothing to tell and no open topic → a past postmortem, its anniversary is this week (one year ago)",
                "“S2” has no anniversary this week (not told or read for 40 weeks)",
            ],
        ),
        (
            source(1, READING, last=DAY - WEEK * 50),
            source(2, READING, last=DAY - WEEK * 40),
            [
                "Nothing to tell and no open topic → a past postmortem, unread longest (not told or read for 50 weeks)",
                "“S2” was told or read later (not told or read for 40 weeks)",
            ],
        ),
        (
            source(1, PLAY, heard=DAY - WEEK * 60, last=DAY - WEEK * 60, times=2),
            source(2, PLAY, heard=DAY - WEEK * 30),
            [
                (
                    "Nothing to tell and no open topic → wheel of misfortune, not heard of for longest "
                    "(played 2 times, last 9 July 2025)"
                ),
                "“S2” was heard of later (never played)",
            ],
        ),
    ],
)
def test_reasons_of_the_stock(first: Source, second: Source, reasons: list[str]) -> None:
    assert said(line(second, first)) == reasons


def test_what_somebody_asked_for_goes_before_what_comes_back() -> None:
    wish = item(5, BOARD, title="New panel")
    assert said(line(source(1, BOARD), queue=(wish,))) == [
        "Nothing to tell and no open topic → dashboard, somebody asked for it (waiting 5 days)",
        "“S1”: nobody asked for it (never looked at)",
    ]
    older = item(9, BOARD)
    assert line(queue=(wish, older)).item_id == older.id


def test_no_kind_twice_running_while_another_is_due() -> None:
    board, reading = source(1, BOARD), source(2, READING, last=LONG_AGO)
    agenda_line = line(board, reading, history=(held(BOARD, 1),))
    assert agenda_line.incident_id == UUID(int=2)
    assert said(agenda_line)[1] == "“S1”: its kind was held last time"
    assert line(board, history=(held(BOARD, 1),)).kind is BOARD
    assert line(board, reading, history=(held(BOARD, 2), held(READING, 1))).kind is BOARD


def test_a_kind_not_held_for_long_goes_first_and_says_so() -> None:
    board, play = source(1, BOARD), source(3, PLAY)
    history = (*TOPICS[1:], held(BOARD, LONG_REST))
    agenda_line = line(board, play, history=history)
    assert said(agenda_line) == [
        "Not held in the last 8 meetings → Wheel of misfortune, the only one due (never played)",
        "“S1” gives way: Wheel of misfortune was not held in the last 8 meetings",
    ]
    assert said(agenda_line, "ja")[0].startswith("この8回やっていません → 障害対応ロールプレイ")
    assert line(board, play, queue=(item(5),), history=history).kind is Kind.OPEN_TOPIC


def test_a_young_series_lets_no_kind_jump_the_order() -> None:
    board, play = source(1, BOARD), source(3, PLAY)
    assert line(board, play, history=(*TOPICS[2:], held(BOARD, LONG_REST))).kind is BOARD
    assert line(board, play, history=TOPICS).kind is BOARD
    assert line(board, play, history=(*TOPICS, held(PLAY, LONG_REST + 1))).kind is BOARD


def test_pinned_items_stay_in_their_own_order() -> None:
    pinned = [item(number, pinned=True, place=place) for number, place in ((7, 3), (5, 1), (6, 2))]
    agenda = made(source(1, BOARD), queue=(*pinned, item(8)))
    assert [one.item_id.int for one in agenda.main if one.item_id] == [5, 6, 7]
    assert agenda.overrun == agenda.planned - 30 == 4
    assert made(queue=(item(5),)).overrun == 0


def test_a_place_without_a_pin_means_nothing() -> None:
    assert line(queue=(item(5, place=9), item(4, place=1))).item_id == UUID(int=5)


def test_a_date_may_have_minutes_of_its_own() -> None:
    plan = DayPlan(**stamp(1), series_id=UUID(int=1), held_on=DAY, learning_minutes=8, actions_minutes=5)
    agenda = made(queue=(item(5),), plan=plan)
    assert {one.segment: one.minutes for one in agenda.lines}[Segment.LEARNING] == 8
    assert (agenda.main[0].minutes, agenda.planned) == (30 - 2 - 5 - 8 - 3 - 1, 30)
    quiet = compose(series(), [item(5)], day=DAY, attention=0, plan=plan)
    assert quiet.lines[1].minutes == 5
    assert compose(series(), [item(5)], day=DAY, plan=replace(plan, actions_minutes=None)).lines[1].minutes == 1


def test_the_stock_waits_while_its_kind_is_carried_over() -> None:
    carried = item(3, PLAY, carried_over=True, queued_on=DAY - timedelta(days=7))
    assert line(source(1, BOARD), queue=(carried,), history=(held(PLAY, 1),)).item_id == carried.id
