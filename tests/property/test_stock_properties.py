"""What holds for any agenda composed of a queue, a history, absences, a calendar and a stock."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from one_draw import one_of_each
from rule_rows import DAY, WEEK, incident, item, series, stamp

from weeklypm.domain.agenda import Agenda, AgendaItem, Kind
from weeklypm.domain.calendar import DayPlan
from weeklypm.domain.composition import LEAST_MAIN, Past, compose, past_of
from weeklypm.domain.ranking import ORDER
from weeklypm.domain.schedule import slots
from weeklypm.domain.stock import INTERVALS, MOST, Source, Stock
from weeklypm.services.simulation import Run, simulate

REPO = Path(__file__).resolve().parents[2]
PERSON = UUID(int=1)
INCIDENTS = {UUID(int=500 + n): incident(500 + n, severity=f"P{n % 3}", team_ids=(UUID(int=n % 2),)) for n in range(9)}
KINDS = [kind for kind in Kind if kind is not Kind.QUESTION]
AGES = [DAY - timedelta(days=days) for days in range(401)]
MAYBE = [*[None] * len(AGES), *AGES]
# Not pinned, or pinned to a place.
PINS = [*[(False, 0)] * 12, *((True, place) for place in range(4))]


def _item(number: int, told: dict[str, Any], queued_on: date) -> AgendaItem:
    pinned, place = told["pin"]
    # Speakers are away for a while or not: what they tell is not ready before.
    fields = {name: told[name] for name in ("votes", "minutes", "ready_from", "presenter_id", "carried_over")}
    incident_id = UUID(int=500 + number) if told["kind"] in (Kind.INCIDENT_TALK, Kind.NEAR_MISS) else None
    return item(
        number, told["kind"], queued_on=queued_on, pinned=pinned, place=place, incident_id=incident_id, **fields
    )  # fmt: skip


told_of_items = one_of_each(
    kind=KINDS, votes=range(4), minutes=[None, None, 4, 8, 10, 25],
    ready_from=[None, None, DAY, DAY + WEEK, DAY + WEEK * 30],
    presenter_id=[None, PERSON], carried_over=[False, False, False, True], pin=PINS,
)  # fmt: skip
items = [st.builds(partial(_item, number), told_of_items, st.sampled_from(AGES)) for number in range(9)]
queues = st.one_of([st.tuples(*items[1 : count + 1]) for count in range(7)])


def _source(number: int, told: dict[str, Any], known: dict[str, Any], heard: dict[str, Any]) -> Source:
    return Source(source_id=UUID(int=700 + number), title=f"S{number}", **told, **known, **heard)


sources = [
    st.builds(
        partial(_source, number),
        one_of_each(kind=list(INTERVALS), dropped_on=[None, None, DAY - WEEK], open_actions=range(3)),
        one_of_each(since=AGES, last=MAYBE), one_of_each(heard=MAYBE, onset=MAYBE),
    )
    for number in range(8)
]  # fmt: skip
stocks = st.one_of([st.tuples(*sources[:count]).map(Stock) for count in range(9)])


@cache
def _past(back: int, kept: Kind | None, known: bool) -> Past:
    day = DAY - WEEK * back
    if not known:
        return Past(day)
    return past_of(day, compose(series(), [] if kept is None else [item(back, kept)], day=day))


def _pasts(weeks: list[dict[str, Any]]) -> tuple[Past, ...]:
    return tuple(_past(back, **week) for back, week in enumerate(weeks, 1))


# What the last weeks talked about, some of them with nothing kept.
histories = st.lists(one_of_each(known=[False, True], kept=[*Kind, None]), max_size=10).map(_pasts)

minutes = st.one_of(st.none(), st.integers(1, 12))
plans = st.one_of(
    st.none(),
    st.builds(
        lambda opening, actions, learning: DayPlan(
            **stamp(1), series_id=PERSON, held_on=DAY, open_minutes=opening, actions_minutes=actions,
            learning_minutes=learning,
        ),
        minutes, minutes, minutes,
    ),
)  # fmt: skip


def made(
    queue: tuple[AgendaItem, ...],
    history: tuple[Past, ...],
    stock: Stock,
    length: int = 30,
    plan: DayPlan | None = None,
) -> Agenda:
    return compose(
        series(minutes=length), (*queue, *stock.due(DAY)), history,
        day=DAY, incidents=INCIDENTS, attention=1, stock=stock, plan=plan,
    )  # fmt: skip


@given(queues, histories, stocks, st.integers(5, 90), plans)
def test_a_held_week_has_a_main_part_and_its_minutes_fit_or_the_overrun_is_said(
    queue: tuple[AgendaItem, ...], history: tuple[Past, ...], stock: Stock, length: int, plan: DayPlan | None
) -> None:
    agenda = made(queue, history, stock, length, plan)
    assert agenda.main
    assert all(line.minutes > 0 and line.why.code for line in agenda.lines)
    assert agenda.overrun == max(0, sum(line.minutes for line in agenda.lines) - length)
    around = agenda.planned - sum(line.minutes for line in agenda.main)
    asked = any(one.minutes for one in queue) or any(one.pinned for one in queue)
    assert not agenda.overrun or asked or around + LEAST_MAIN > length


@given(st.data(), st.sets(st.integers(0, 29)), st.sets(st.integers(0, 29)), stocks)
def test_each_held_date_of_any_calendar_has_a_main_part(
    data: st.DataObject, closed: set[int], away: set[int], stock: Stock
) -> None:
    days_off = {DAY + WEEK * week: "closed" for week in closed}
    queue = list(data.draw(queues))
    history: list[Past] = []
    for week, slot in enumerate(slots(series(), {}, days_off, DAY, 30)):
        assert slot.held == (week not in closed)
        if not slot.held:
            continue
        # While a speaker is away, what they would tell cannot be told.
        there = [one for one in queue if week not in away or one.presenter_id is None]
        agenda = compose(series(), (*there, *stock.due(slot.day)), history, day=slot.day, stock=stock)
        assert agenda.main
        chosen = {line.item_id for line in agenda.main}
        queue = [one for one in queue if one.id not in chosen]
        held = {(line.kind, line.dashboard_id or line.incident_id) for line in agenda.main}
        stock = Stock(
            tuple(replace(one, last=slot.day) if (one.kind, one.source_id) in held else one for one in stock.sources)
        )
        history.append(past_of(slot.day, agenda))
    _keeps_its_intervals(history)


def _keeps_its_intervals(history: list[Past]) -> None:
    seen: dict[object, date] = {}
    for past in history:
        for line in past.main:
            source = line.dashboard_id or line.incident_id
            if line.kind in INTERVALS and source is not None:
                assert past.held_on - seen.get((line.kind, source), date.min) >= INTERVALS[line.kind]
                seen[line.kind, source] = past.held_on


@given(queues, histories, stocks, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    queue: tuple[AgendaItem, ...], history: tuple[Past, ...], stock: Stock, chance: random.Random
) -> None:
    def mixed(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(rows, len(rows)))

    again = compose(
        series(), mixed((*queue, *stock.due(DAY))), mixed(history),  # type: ignore[arg-type]
        day=DAY, incidents=dict(mixed(tuple(INCIDENTS.items()))), attention=1,  # type: ignore[arg-type]
        stock=Stock(mixed(stock.sources)),  # type: ignore[arg-type]
    )  # fmt: skip
    assert again == made(queue, history, stock)
    assert Stock(mixed(stock.sources)).due(DAY) == stock.due(DAY)  # type: ignore[arg-type]


@given(queues, histories, stocks)
def test_a_question_stands_only_where_nothing_else_can(
    queue: tuple[AgendaItem, ...], history: tuple[Past, ...], stock: Stock
) -> None:
    can = [one for one in queue if one.pinned or one.ready_from is None or one.ready_from <= DAY]
    agenda = made(queue, history, stock)
    assert any(line.kind is Kind.QUESTION for line in agenda.main) == (not can and not stock.due(DAY))


def _place(agenda: Agenda, kind: Kind) -> int:
    return next((place for place, line in enumerate(agenda.main) if line.kind is kind), len(ORDER))


@given(queues, histories, stocks, items[8])
def test_adding_an_item_never_lowers_its_kind(
    queue: tuple[AgendaItem, ...], history: tuple[Past, ...], stock: Stock, added: AgendaItem
) -> None:
    before, after = made(queue, history, stock), made((*queue, added), history, stock)
    assert _place(after, added.kind) <= _place(before, added.kind)
    first = before.main[0].kind or Kind.QUESTION
    assume(ORDER.index(added.kind) <= ORDER.index(first) and not added.pinned and not added.carried_over)
    assert ORDER.index(after.main[0].kind or Kind.QUESTION) <= ORDER.index(first)


@given(queues, histories, stocks)
def test_pinned_items_stay_in_their_order(
    queue: tuple[AgendaItem, ...], history: tuple[Past, ...], stock: Stock
) -> None:
    pinned = [one for one in queue if one.pinned]
    lines = [line.item_id for line in made(queue, history, stock).main]
    assert {one.id for one in pinned} <= set(lines)
    places = {one.id: one.place for one in pinned}
    kept = [places[line] for line in lines if line in places]
    assert kept == sorted(kept)
    assert lines[: len(kept)] == [line for line in lines if line in places]


@given(stocks, st.integers(0, 60))
def test_what_is_due_has_rested_and_is_offered_once(stock: Stock, weeks: int) -> None:
    day = DAY + WEEK * weeks
    offered = stock.due(day)
    assert len({one.id for one in offered}) == len(offered)
    for one in offered:
        known = stock.of(one)
        assert known is not None
        rested = [day - start >= INTERVALS[known.kind] for start in (known.last, known.dropped_on) if start is not None]
        assert all(rested)
    waiting = {kind: sum(one.kind is kind for one in offered) for kind in INTERVALS}
    assert all(count <= MOST for count in waiting.values())


@pytest.mark.parametrize("weeks", [1, 60, 260])
def test_simulated_years_are_never_empty(weeks: int) -> None:
    for run in simulate(weeks)["runs"]:
        assert run["weeks"] == weeks
        assert run["empty"] == run["question_while_other_due"] == 0
        assert sum(run["kinds"].values()) >= run["held"] > 0


class Silent(Stock):
    """A stock that offers nothing, whatever is due."""

    def due(self, day: date) -> tuple[AgendaItem, ...]:
        assert day
        return ()


def test_the_figures_notice_a_question_asked_while_something_is_due() -> None:
    board = Source(Kind.DASHBOARD_REVIEW, UUID(int=1), "S", since=DAY, last=DAY - WEEK * 6)
    late, early = Run(Silent((board,)), 0), Run(Silent((replace(board, last=DAY - WEEK * 5),)), 0)
    for run in (late, early):
        run.hold(series(), DAY)
    assert (late.question_while_other_due, early.question_while_other_due) == (1, 0)


PROGRAM = """
from weeklypm.services.simulation import simulate
from weeklypm.services.snapshot import agenda_to_json
from test_stock_agenda import sample
print(simulate(120), agenda_to_json(sample()))
"""
SAMPLE = """
from datetime import timedelta
from uuid import UUID
from rule_rows import DAY, WEEK, incident, item, series
from weeklypm.domain.agenda import Kind
from weeklypm.domain.composition import compose, past_of
from weeklypm.domain.stock import INTERVALS, Source, Stock

def sample():
    teams = [frozenset({UUID(int=number), UUID(int=number + 1)}) for number in range(5)]
    incidents = {UUID(int=number): incident(number, team_ids=tuple(teams[number])) for number in range(5)}
    told = [item(10 + n, Kind.INCIDENT_TALK, incident_id=UUID(int=n), queued_on=DAY, ready_from=DAY + WEEK * (n % 2))
            for n in range(5)]
    known = [Source(kind, UUID(int=90 + n), f"S{n}", DAY - WEEK * 99) for n in range(9) for kind in INTERVALS]
    stock = Stock(tuple(set(known)))
    history = [past_of(DAY - WEEK, compose(series(), told[:1], day=DAY - WEEK, incidents=incidents))]
    # Sets: their order follows the hash seed.
    return compose(series(), {*told[1:], *stock.due(DAY)}, history, day=DAY, incidents=incidents, stock=stock)
"""


def test_the_agenda_is_the_same_whatever_hash_seed_zone_and_locale(tmp_path: Path) -> None:
    (tmp_path / "test_stock_agenda.py").write_text(SAMPLE, encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), str(REPO / "src"), str(REPO / "tests" / "property")))
    said = set()
    for seed, zone, language in (
        ("0", "UTC", "C"),
        ("1", "Asia/Tokyo", "ja_JP.UTF-8"),
        ("77", "America/Adak", "tr_TR"),
    ):
        variants = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "LANG": language, "PYTHONPATH": path}
        command = [sys.executable, "-c", PROGRAM]
        done = subprocess.run(command, env=os.environ | variants, capture_output=True, text=True, check=True)
        said.add(done.stdout)
    assert len(said) == 1
    assert "dashboard_review" in said.pop()
