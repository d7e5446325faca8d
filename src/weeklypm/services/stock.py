"""The stock as the workspace knows it: what comes back by itself, and its rounds made rows where something is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.incident import Incident
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.stock import ENOUGH_EVENTS, INTERVALS, MOST, Source, Stock, is_round
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.followup import Promises, open_promises

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

TALKS = (Kind.INCIDENT_TALK, Kind.NEAR_MISS)
WAITS = (ItemState.QUEUED, ItemState.SCHEDULED)
NOTHING = UUID(int=0)
AT_ONCE = 60
"""Incidents whose timelines are counted in one question: of so many, enough have one."""


@dataclass
class Life:
    """Hold what became of one dashboard or incident as items of the agenda, by kind."""

    held: dict[Kind, list[date]] = field(default_factory=dict)
    dropped: dict[Kind, date] = field(default_factory=dict)
    taken: set[Kind] = field(default_factory=set)

    def days(self, *kinds: Kind) -> list[date]:
        """Return the dates on which it was held as one of some kinds."""
        return [day for kind in kinds for day in self.held.get(kind, ())]

    def told(self) -> list[date]:
        """Return when an incident was told; a talk that was dropped counts as told, and so does a first reading."""
        given_up = [day for kind, day in self.dropped.items() if kind in TALKS]
        return [*self.days(*TALKS), *given_up] or self.days(Kind.RE_READ)


Story = Mapping[UUID, Life]


def stock_of(reader: Reader, promises: Promises | None = None) -> Stock:
    """Read the stock, in as many questions as there are tables.

    ``promises`` are the open actions where they have been read from the same snapshot.
    """
    story = _story(reader)
    sources = (*_boards(reader, story), *_incidents(reader, story, promises or open_promises(reader)))
    return Stock(sources, frozenset((kind, one) for one, life in story.items() for kind in life.taken))


def _story(reader: Reader) -> Story:
    story: dict[UUID, Life] = defaultdict(Life)
    kinds, about = (*TALKS, *INTERVALS), ("kind", "incident_id", "dashboard_id")
    for kind, *ids in reader.values(AgendaItem, about, state=WAITS, kind=kinds):
        story[_one_of(ids)].taken.update(_blocked_by(kind))
    days = dict(reader.values(Meeting, ("id", "held_on"), state=(MeetingState.CLOSED, MeetingState.LIVE)))
    discussed = reader.values(AgendaItem, (*about, "meeting_id", "queued_on"), state=ItemState.DISCUSSED, kind=kinds)
    for kind, *ids, meeting_id, queued_on in discussed:
        # What was told before the workspace began has no meeting; its day is the one it was entered with.
        story[_one_of(ids)].held.setdefault(kind, []).append(days.get(meeting_id, queued_on))
    zone = series_of(reader).zone
    dropped = reader.values(AgendaItem, ("id", *about, "updated_at"), state=ItemState.DROPPED, kind=kinds)
    for item_id, kind, *ids, touched in dropped:
        if is_round(item_id) or kind in TALKS:
            before, day = story[_one_of(ids)].dropped, local_day(touched, zone)
            before[kind] = max(day, before.get(kind, day))
    story.pop(NOTHING, None)
    return dict(story)


def _one_of(ids: Sequence[UUID | None]) -> UUID:
    """Return the incident or dashboard of an item; an item of neither is about nothing that comes back."""
    return next((one for one in ids if one is not None), NOTHING)


def _blocked_by(kind: Kind) -> tuple[Kind, ...]:
    """Return the kinds that a waiting item keeps its source from: its own; of what is to be told, the later ones."""
    return (Kind.RE_READ, Kind.ROLE_PLAY) if kind in TALKS else (kind,)


def _boards(reader: Reader, story: Story) -> Iterator[Source]:
    kind = Kind.DASHBOARD_REVIEW
    for board in reader.find(Dashboard):
        life = story.get(board.id, Life())
        looks = life.days(kind)
        last = max((*looks, *([board.reviewed_on] if board.reviewed_on else ())), default=None)
        yield Source(kind, board.id, board.name, board.added_on, last, len(looks), last, life.dropped.get(kind))


def _incidents(reader: Reader, story: Story, promises: Promises) -> tuple[Source, ...]:
    """Return the past postmortems, and those of them that can be played: told, read or given up, not waiting."""
    past = {one for one, life in story.items() if life.told() and not life.taken >= {Kind.RE_READ, Kind.ROLE_PLAY}}
    rows = reader.values(Incident, ("id", "title", "occurred_on"), id=past)
    actions = _open_actions(promises)
    readings = [_reading(story[one], (one, title, onset), actions.get(one, 0)) for one, title, onset in rows]
    return (*readings, *_plays(reader, [_play(story[one.source_id], one) for one in readings]))


def _reading(life: Life, row: tuple[UUID, str, date | None], open_actions: int) -> Source:
    kind, (incident_id, title, onset) = Kind.RE_READ, row
    last = max((*life.told(), *life.days(kind)))
    heard = max((last, *life.days(Kind.ROLE_PLAY)))
    times = len(life.days(*TALKS, kind))
    return Source(kind, incident_id, title, last, last, times, heard, life.dropped.get(kind), open_actions, onset)


def _play(life: Life, reading: Source) -> Source:
    """Return an incident as a role-play. What was told lately is no riddle: it rests as long as a reading does."""
    kind, plays = Kind.ROLE_PLAY, life.days(Kind.ROLE_PLAY)
    fresh, last = max(life.told()) + INTERVALS[Kind.RE_READ], max(plays, default=None)
    dropped = life.dropped.get(kind)
    return Source(kind, reading.source_id, reading.title, fresh, last, len(plays), reading.heard, dropped)


def _plays(reader: Reader, could: Iterable[Source]) -> Iterator[Source]:
    """Return those with enough of a timeline, the longest unheard first, until there are enough to offer."""
    today = local_day(reader.now, series_of(reader).zone)
    ranked = sorted(could, key=lambda one: (one.due_on > today, one.heard or date.min, one.source_id.int))
    found = 0
    for start in range(0, len(ranked), AT_ONCE):
        some = ranked[start : start + AT_ONCE]
        events = reader.counts(TimelineEvent, "incident_id", incident_id={one.source_id for one in some})
        whole = [one for one in some if events.get(one.source_id, 0) >= ENOUGH_EVENTS]
        yield from whole
        found += len(whole)
        if found >= 2 * MOST:
            return


def _open_actions(promises: Promises) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for action in promises.actions:
        if action.incident_id is not None:
            found[action.incident_id] = found.get(action.incident_id, 0) + 1
    return found


def find_item(reader: Reader, item_id: UUID) -> AgendaItem:
    """Return an item of the queue, stored or a round of the stock; raise Problem ``storage.problem.not_found``."""
    found = reader.first(AgendaItem, id=item_id)
    if found is None and is_round(item_id):
        found = stock_of(reader).round_of(item_id)
    return found or reader.get(AgendaItem, item_id)


def stored_item(unit: Unit, item_id: UUID) -> AgendaItem:
    """Return an item of the queue as a stored row; a round of the stock is stored first.

    Raises Problem ``storage.problem.not_found`` for what is in neither.
    """
    item = find_item(unit, item_id)
    if item.version:
        return item
    # Undoing what was done with a round leaves its row deleted; it is taken up again.
    gone = unit.first(AgendaItem, id=item_id, include_deleted=True)
    if gone is not None:
        return unit.put(replace(item, created_at=gone.created_at, version=gone.version))
    return unit.add(replace(item, created_at=unit.now, updated_at=unit.now, version=1))
