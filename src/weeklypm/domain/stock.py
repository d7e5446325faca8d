"""The stock: what comes back by itself, so that no week is without something to talk about.

Dashboards are due six weeks after they were last looked at, past postmortems 26 weeks after they were last told or
read, role-plays 52 weeks after they were last played (decisions.md section 5). What is due stands among the queue as an
item that is not stored yet; its identity follows from its source and its round, so that each round has one only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID, uuid5

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.values import Message, message

INTERVALS: Final[Mapping[Kind, timedelta]] = {
    Kind.DASHBOARD_REVIEW: timedelta(weeks=6),
    Kind.RE_READ: timedelta(weeks=26),
    Kind.ROLE_PLAY: timedelta(weeks=52),
}
"""How long each kind rests before it is due again (decisions.md section 5)."""

ENOUGH_EVENTS: Final = 5
"""Events that a timeline needs to be played: fewer leave nothing to ask for."""

MOST: Final = 8
"""How many of a kind are offered at once; the others come when these were held."""

AROUND: Final = timedelta(days=3)
"""How near a date is to an anniversary: within the same seven days."""

Standing = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Source:
    """Hold what is known of something that comes back: a dashboard, or an incident as a reading or a role-play.

    ``since`` is from when it is due while it was never held; ``last`` when it was last held as this kind, ``times``
    how often; ``heard`` when it was last heard of in any way; ``dropped_on`` when its round was last dropped, which
    makes it rest like a held one. ``onset`` is the local date of an incident, ``open_actions`` its open actions.
    """

    kind: Kind
    source_id: UUID
    title: str
    since: date
    last: date | None = None
    times: int = 0
    heard: date | None = None
    dropped_on: date | None = None
    open_actions: int = 0
    onset: date | None = None

    @property
    def rests_from(self) -> date | None:
        """Return from when its rest counts: the last time it was held or dropped; None for neither."""
        return max((day for day in (self.last, self.dropped_on) if day is not None), default=None)

    @property
    def due_on(self) -> date:
        """Return the first day on which it is due."""
        start = self.rests_from
        return self.since if start is None else start + INTERVALS[self.kind]

    @property
    def item_id(self) -> UUID:
        """Return the identity of this round's item, the same on any day and in any copy of the workspace."""
        start = self.rests_from
        return uuid5(self.source_id, f"{self.kind.value}:{start.isoformat() if start else 'first'}")

    def anniversary(self, day: date) -> int:
        """Return how many years ago this week it happened, or nought."""
        if self.onset is None:
            return 0
        years = (year - self.onset.year for year in (day.year - 1, day.year, day.year + 1) if year > self.onset.year)
        near = (count for count in years if abs(_years_on(self.onset, count) - day) <= AROUND)
        return next(near, 0)

    def item(self) -> AgendaItem:
        """Return this round as an item of the queue that is not stored."""
        made = datetime.combine(self.due_on, time(0, tzinfo=UTC))
        boards = self.kind is Kind.DASHBOARD_REVIEW
        return AgendaItem(
            id=self.item_id,
            created_at=made,
            updated_at=made,
            version=0,
            kind=self.kind,
            title=self.title,
            queued_on=self.due_on,
            dashboard_id=self.source_id if boards else None,
            incident_id=None if boards else self.source_id,
        )


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def is_round(item_id: UUID) -> bool:
    """Tell whether an identity is that of a round of the stock (UUIDv5); what people add has UUIDv7."""
    return item_id.version == 5


def source_of(item: AgendaItem) -> UUID | None:
    """Return the dashboard or incident that an item of a stocked kind is about."""
    return item.dashboard_id if item.kind is Kind.DASHBOARD_REVIEW else item.incident_id


@dataclass(frozen=True)
class Stock:
    """Hold all sources, and those that already wait in the queue or are told this week as (kind, source).

    Read once, it answers for any day.
    """

    sources: tuple[Source, ...] = ()
    taken: frozenset[tuple[Kind, UUID]] = field(default_factory=frozenset)

    @cached_property
    def _by_source(self) -> dict[tuple[Kind, UUID], Source]:
        return {(source.kind, source.source_id): source for source in self.sources}

    def of(self, item: AgendaItem) -> Source | None:
        """Return what is known of an item's source, whether the item is stored or not."""
        source_id = source_of(item)
        return self._by_source.get((item.kind, source_id)) if source_id is not None else None

    def standing(self, item: AgendaItem, day: date) -> Standing:
        """Return an item's place within a kind of the stock; without a known source it counts from its queueing."""
        queued = item.queued_on
        unknown = Source(item.kind, item.id, "", queued - INTERVALS[item.kind], last=queued - INTERVALS[item.kind])
        return standing(self.of(item) or unknown, day)

    @cached_property
    def _by_day(self) -> dict[date, tuple[AgendaItem, ...]]:
        return {}

    def due(self, day: date) -> tuple[AgendaItem, ...]:
        """Return what is due on a day, kind by kind and the first of each first; at most ``MOST`` of a kind."""
        if day not in self._by_day:
            free = [one for one in self.sources if one.due_on <= day and (one.kind, one.source_id) not in self.taken]
            self._by_day[day] = tuple(source.item() for kind in INTERVALS for source in _first(free, kind, day))
        return self._by_day[day]

    def round_of(self, item_id: UUID) -> AgendaItem | None:
        """Return the item of a round by its identity, whether due or not; None for a round that is over."""
        return next((source.item() for source in self.sources if source.item_id == item_id), None)


def _first(sources: Iterable[Source], kind: Kind, day: date) -> list[Source]:
    same = (source for source in sources if source.kind is kind)
    return sorted(same, key=lambda one: (standing(one, day), one.source_id.int))[:MOST]


def standing(source: Source, day: date) -> Standing:
    """Return the place within its kind: pairs of what is compared and its value, smaller first.

    Dashboards never looked at, then due longest; readings with open actions, then anniversaries, then unread for
    longest; role-plays not heard of for longest.
    """
    if source.kind is Kind.DASHBOARD_REVIEW:
        return (("never", int(source.last is not None)), ("due", source.due_on.toordinal()))
    if source.kind is Kind.ROLE_PLAY:
        return (("heard", (source.heard or source.since).toordinal()),)
    return (
        ("actions", int(source.open_actions == 0)),
        ("anniversary", int(source.anniversary(day) == 0)),
        ("last", (source.last or source.since).toordinal()),
    )


def note(source: Source, day: date, *, within: bool = False) -> Message:
    """Say in a few words why a source is due: how long it was not held, anniversaries, what is still open.

    ``within`` asks for words that stand within a sentence.
    """
    words = "since" if within else "stock"
    if source.kind is Kind.ROLE_PLAY:
        if source.last is None:
            return message(f"agenda.{words}.role_play.never")
        return message(f"agenda.{words}.role_play.played", n=source.times, day=source.last)
    if source.kind is Kind.DASHBOARD_REVIEW and source.last is None:
        return message(f"agenda.{words}.dashboard.never")
    years = source.anniversary(day) if source.kind is Kind.RE_READ else 0
    weeks = max(0, (day - (source.last or source.since)).days // 7)
    name = "dashboard" if source.kind is Kind.DASHBOARD_REVIEW else "re_read"
    when = message(f"agenda.{words}.{name}.weeks", n=weeks)
    if years:
        when = message(f"agenda.{words}.anniversary", n=years)
    if not source.open_actions:
        return when
    return message("agenda.stock.both", first=when, second=message("agenda.stock.open", n=source.open_actions))
