"""Compose the agenda of many weeks one after another, without a workspace.

Is there always something to talk about? Two runs over the real calendar of Japan: one with a stock of dashboards and
past postmortems and now and then a topic, one with nothing at all. The seed is fixed, so that the same count of weeks
gives the same figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, Kind
from weeklypm.domain.calendar import Series
from weeklypm.domain.composition import Past, compose, past_of
from weeklypm.domain.schedule import scheduled_dates
from weeklypm.domain.stock import INTERVALS, Source, Stock
from weeklypm.domain.values import Language
from weeklypm.services.holidays import public_holidays

BEGIN: Final = date(2026, 1, 7)
"""The first Wednesday that is simulated."""
SEED: Final = 20260107
TOPICS_A_WEEK: Final = 0.3
DASHBOARDS, POSTMORTEMS, ROLE_PLAYS = 6, 12, 3
"""What the full run begins with; the role-plays come from some of the past postmortems."""
REMEMBERED: Final = 53
"""Meetings that composition looks back on: a year, as with a workspace."""
WEEK: Final = timedelta(weeks=1)


@dataclass
class Run:
    """Hold a simulated team: its stock and topics, what it has talked about, and what was counted."""

    stock: Stock
    topics_a_week: float
    waiting: list[AgendaItem] = field(default_factory=list)
    history: list[Past] = field(default_factory=list)
    kinds: Counter[Kind] = field(default_factory=Counter)
    repeats: dict[Kind, int] = field(default_factory=dict)
    last_held: dict[str, date] = field(default_factory=dict)
    held: int = 0
    empty: int = 0
    question_while_other_due: int = 0

    def hold(self, rule: Series, day: date) -> None:
        """Compose and hold one meeting, count what it talked about, and remember it."""
        queue = [*self.waiting, *self.stock.due(day)]
        agenda = compose(rule, queue, self.history[-REMEMBERED:], day=day, stock=self.stock)
        self.held += 1
        self.empty += not agenda.main
        other_due = bool(self.waiting) or any(self._is_due(source, day) for source in self.stock.sources)
        for line in agenda.main:
            self._count(line, day, other_due=other_due)
        self.history.append(past_of(day, agenda))
        self.waiting = [item for item in self.waiting if item.id not in {line.item_id for line in agenda.main}]
        self.stock = Stock(tuple(_after(source, agenda, day) for source in self.stock.sources))

    def _is_due(self, source: Source, day: date) -> bool:
        """Tell from what was counted, and not from what the stock offers, whether a source is due."""
        last = self.last_held.get(f"{source.kind}:{source.source_id}", source.last)
        return (source.since if last is None else last + INTERVALS[source.kind]) <= day

    def _count(self, line: AgendaLine, day: date, *, other_due: bool) -> None:
        kind = line.kind or Kind.QUESTION
        self.kinds[kind] += 1
        self.question_while_other_due += kind is Kind.QUESTION and other_due
        source = f"{kind}:{line.dashboard_id or line.incident_id or line.item_id or line.title.code}"
        if source in self.last_held:
            weeks = (day - self.last_held[source]) // WEEK
            self.repeats[kind] = min(weeks, self.repeats.get(kind, weeks))
        self.last_held[source] = day

    def figures(self, weeks: int) -> dict[str, Any]:
        """Return what was counted; a kind of which nothing came back is left out of ``shortest_repeat``."""
        return {
            "weeks": weeks,
            "held": self.held,
            "empty": self.empty,
            "kinds": {kind.value: self.kinds[kind] for kind in Kind if self.kinds[kind]},
            "shortest_repeat": {kind.value: self.repeats[kind] for kind in Kind if kind in self.repeats},
            "question_while_other_due": self.question_while_other_due,
        }


def simulate(weeks: int) -> dict[str, Any]:
    """Return the figures of the two runs: with a full stock, and with nothing at all."""
    rule = series()
    days = scheduled_dates(rule, BEGIN, count=weeks)
    holidays = public_holidays(rule.country, range(BEGIN.year, days[-1].year + 1), rule.language)
    runs = [Run(Stock(tuple(_sources())), TOPICS_A_WEEK), Run(Stock(), 0)]
    for run in runs:
        chance = Random(SEED)  # noqa: S311  no secret, and it must give the same every time
        for number, day in enumerate(days):
            # A topic is thought of whether or not the meeting is held.
            if chance.random() < run.topics_a_week:
                run.waiting.append(_topic(number, day))
            if day not in holidays:
                run.hold(rule, day)
    return {"runs": [run.figures(weeks) for run in runs]}


def series() -> Series:
    """Return the simulated series: Wednesdays in Japan."""
    return Series(
        **_stamp(1), name="", weekday=2, starts_at=time(16), zone="Asia/Tokyo", country="JP", first_on=BEGIN,
        language=Language.EN,
    )  # fmt: skip


def _stamp(number: int) -> dict[str, Any]:
    began = datetime.combine(BEGIN, time(0, tzinfo=UTC))
    return {"id": UUID(int=number), "created_at": began, "updated_at": began}


def _topic(number: int, day: date) -> AgendaItem:
    return AgendaItem(**_stamp(1_000 + number), kind=Kind.OPEN_TOPIC, title=f"{number}", queued_on=day)


def _sources() -> Iterator[Source]:
    """Return dashboards never looked at, and postmortems told in the year before, a month between each other."""
    for number in range(DASHBOARDS):
        yield Source(Kind.DASHBOARD_REVIEW, UUID(int=100 + number), f"{number}", since=BEGIN - WEEK * number)
    for number in range(POSTMORTEMS):
        told = BEGIN - WEEK * (4 * number + 2)
        reading = Source(Kind.RE_READ, UUID(int=200 + number), f"{number}", since=told, last=told, heard=told)
        yield replace(reading, onset=told - timedelta(days=3), open_actions=number % 3)
        if number < ROLE_PLAYS:
            due = told + INTERVALS[Kind.RE_READ]
            yield Source(Kind.ROLE_PLAY, UUID(int=200 + number), f"{number}", since=due, heard=told)


def _after(source: Source, agenda: Agenda, day: date) -> Source:
    """Return what is known of a source after a meeting."""
    held = {line.kind for line in agenda.main if source.source_id in (line.dashboard_id, line.incident_id)}
    if not held:
        return source
    known = replace(source, heard=day)
    return replace(known, last=day, times=source.times + 1) if source.kind in held else known
