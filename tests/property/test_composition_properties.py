"""What holds for any agenda that is composed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st
from one_draw import one_of_each
from rule_rows import DAY, WEEK, incident, item, series

from weeklypm.domain.agenda import Agenda, AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.composition import LEAST_MAIN, Past, compose, past_of, questions
from weeklypm.domain.ranking import ORDER, Room, is_ready, key
from weeklypm.domain.script_boxes import boxes

KINDS = [kind for kind in Kind if kind is not Kind.QUESTION]


def _item(number: int, told: dict[str, Any]) -> AgendaItem:
    kind = told.pop("kind")
    about = kind in (Kind.INCIDENT_TALK, Kind.NEAR_MISS)
    return item(number, kind, incident_id=UUID(int=500 + number) if about else None, **told)


drawn = one_of_each(
    kind=KINDS,
    queued_on=[DAY - timedelta(days=days) for days in range(41)],
    votes=range(5),
    minutes=[None, None, 5, 8, 10, 14, 25],
    ready_from=[None, None, DAY, DAY + WEEK],
    presenter_id=[None, UUID(int=1)],
    carried_over=[False, False, False, True],
    pinned=[False, False, False, False, True],
    state=[ItemState.QUEUED, ItemState.QUEUED, ItemState.DISCUSSED],
)
items = [st.builds(partial(_item, number), drawn) for number in range(9)]
queues = st.one_of([st.tuples(*items[1 : count + 1]).map(list) for count in range(8)])


INCIDENTS = {
    UUID(int=500 + number): incident(
        500 + number, severity=f"SEV-{number % 3}", team_ids=(UUID(int=9000 + number % 2),)
    )
    for number in range(1, 9)
}


def _pasts(chosen: list[list[AgendaItem]]) -> list[Past]:
    days = [DAY - WEEK * back for back in range(1, len(chosen) + 1)]
    return [past_of(day, compose(series(), queue, day=day)) for day, queue in zip(days, chosen, strict=True)]


# What the last weeks talked about: each composed of a queue of its own.
histories = st.lists(queues, max_size=3).map(_pasts)


def made(queue: list[AgendaItem], history: list[Past], minutes: int = 30, attention: int = 1) -> Agenda:
    return compose(series(minutes=minutes), queue, history, day=DAY, incidents=INCIDENTS, attention=attention)


@given(queues, histories, st.integers(5, 90), st.integers(0, 3))
def test_the_main_part_is_never_empty_and_minutes_fit_or_show_it(
    queue: list[AgendaItem], history: list[Past], minutes: int, attention: int
) -> None:
    agenda = made(queue, history, minutes, attention)
    assert agenda.main
    assert all(line.minutes > 0 for line in agenda.lines)
    order = list(Segment)
    assert [line.segment for line in agenda.lines] == sorted((line.segment for line in agenda.lines), key=order.index)
    assert {line.segment for line in agenda.lines} == set(Segment)
    starts = 0
    for line in agenda.lines:
        assert line.starts_after == starts
        starts += line.minutes
    asked = [line for line in queue if line.pinned or line.minutes]
    around = agenda.planned - sum(line.minutes for line in agenda.main)
    assert agenda.planned <= max(minutes, around + LEAST_MAIN) or asked
    assert agenda.available == minutes


@given(queues, histories, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(queue: list[AgendaItem], history: list[Past], chance: random.Random) -> None:
    mixed, past = list(queue), list(history)
    chance.shuffle(mixed)
    chance.shuffle(past)
    assert made(mixed, past) == made(queue, history)


@given(queues, histories, items[8])
def test_adding_an_item_of_a_higher_kind_never_lowers_the_kind(
    queue: list[AgendaItem], history: list[Past], added: AgendaItem
) -> None:
    queue = [replace(one, pinned=False, carried_over=False) for one in queue]
    added = replace(added, pinned=False, carried_over=False, state=ItemState.QUEUED)
    before = made(queue, history).main[0].kind or Kind.QUESTION
    assume(ORDER.index(added.kind) <= ORDER.index(before))
    after = made([*queue, added], history).main[0].kind or Kind.QUESTION
    assert ORDER.index(after) <= ORDER.index(before)


@given(queues, histories)
def test_a_question_stands_only_where_nothing_can_be_told(queue: list[AgendaItem], history: list[Past]) -> None:
    can = [one for one in queue if one.state is ItemState.QUEUED and (one.pinned or is_ready(one, DAY))]
    agenda = made(queue, history)
    assert (agenda.main[0].kind is Kind.QUESTION) == (not can)
    chosen = {line.item_id for line in agenda.main}
    assert chosen <= {one.id for one in can} | {None}
    assert {one.id for one in can if one.pinned} <= chosen


@given(queues, histories)
def test_the_first_item_is_the_first_of_all_and_a_second_needs_seven_minutes(
    queue: list[AgendaItem], history: list[Past]
) -> None:
    agenda = made(queue, history)
    assume(agenda.main[0].kind is not Kind.QUESTION)
    room = Room(DAY, tuple(history), INCIDENTS)
    can = [one for one in queue if one.state is ItemState.QUEUED and (one.pinned or is_ready(one, DAY))]
    assert agenda.main[0].item_id == min(can, key=lambda one: key(one, room)).id
    pinned = sum(one.pinned for one in can)
    if len(agenda.main) > max(1, pinned):
        assert agenda.main[0].minutes + LEAST_MAIN <= 17
        assert agenda.planned <= 30


@given(st.sampled_from(list(Kind)), st.integers(1, 120))
def test_boxes_add_up_to_the_minutes(kind: Kind, minutes: int) -> None:
    shares = boxes(kind, minutes)
    assert sum(share for _, share in shares) == minutes
    assert all(share > 0 for _, share in shares)
    assert len({code for code, _ in shares}) == len(shares)


@given(st.integers(1, 60))
def test_no_question_comes_back_within_twelve_weeks(count: int) -> None:
    history: list[Past] = []
    asked: dict[str, date] = {}
    for week in range(count):
        day = DAY + WEEK * week
        agenda = compose(series(), (), history, day=day)
        code = agenda.main[0].title.code
        assert code in questions()
        assert code not in asked or day - asked[code] > WEEK * 12
        asked[code] = day
        history.append(past_of(day, agenda))
