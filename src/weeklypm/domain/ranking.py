"""What goes first in the main part: the never-skip order (product.md section 4, decisions.md section 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, ItemState, Kind
from weeklypm.domain.incident import Incident
from weeklypm.domain.stock import INTERVALS, Stock, is_round
from weeklypm.domain.values import Message, message

ORDER: Final = (
    Kind.INCIDENT_TALK,
    Kind.NEAR_MISS,
    Kind.OPEN_TOPIC,
    Kind.DASHBOARD_REVIEW,
    Kind.RE_READ,
    Kind.ROLE_PLAY,
    Kind.ACTION_FOLLOW_UP,
    Kind.QUESTION,
)
"""The never-skip order; a question to the room is what remains."""

VARIED: Final = (Kind.DASHBOARD_REVIEW, Kind.RE_READ, Kind.ROLE_PLAY, Kind.ACTION_FOLLOW_UP)
"""Kinds below open topics: none twice running while another is due."""

LONG_REST: Final = 8
"""Held meetings after which a due kind below open topics goes first among these.

The order alone would let dashboards and readings, of which one is nearly always due, keep out the kinds behind them.
"""

WAITED, DUE, HELD_LAST, LAST = 1, 2, 3, 4
"""Turns of the kinds below open topics: not held for long, due, held last time; and a question after all."""

SEVERE: Final = {"critical": 0, "blocker": 0, "major": 1, "high": 1, "medium": 2, "moderate": 2, "minor": 3, "low": 4}
UNKNOWN_SEVERITY: Final = 9
UNKNOWN: Final = {"severity": UNKNOWN_SEVERITY, "team": date.max.toordinal()}
"""The values that stand where nothing is known of an incident."""


@dataclass(frozen=True)
class Past:
    """Hold what an earlier meeting talked about: its date and the lines of its main part.

    ``team_ids`` are teams that were heard besides those of the incidents told.
    """

    held_on: date
    main: tuple[AgendaLine, ...] = ()
    team_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Room:
    """Hold what ranking looks at besides the queue: the date, past meetings, incidents by identity, the stock."""

    day: date
    history: tuple[Past, ...] = ()
    incidents: Mapping[UUID, Incident] = field(default_factory=dict)
    stock: Stock = field(default_factory=Stock)

    @cached_property
    def last_kinds(self) -> frozenset[Kind]:
        """Return what the last meeting's main part was made of."""
        last = max(self.history, key=lambda past: past.held_on, default=None)
        return _kinds_of(last) if last else frozenset()

    @cached_property
    def rested_kinds(self) -> frozenset[Kind]:
        """Return the kinds below open topics that none of the last ``LONG_REST`` meetings held."""
        lately = sorted(self.history, key=lambda past: past.held_on)[-LONG_REST:]
        if len(lately) < LONG_REST:
            return frozenset()
        return frozenset(VARIED).difference(*(_kinds_of(past) for past in lately))

    def heard_on(self, team_ids: Iterable[UUID]) -> date:
        """Return when the longest unheard of some teams was last heard; the first of all days for never."""
        return min((self._heard.get(team_id, date.min) for team_id in team_ids), default=date.max)

    @cached_property
    def _heard(self) -> dict[UUID, date]:
        found: dict[UUID, date] = {}
        for past in sorted(self.history, key=lambda past: past.held_on):
            found.update(dict.fromkeys(self._teams_of(past), past.held_on))
        return found

    def _teams_of(self, past: Past) -> frozenset[UUID]:
        told = (self.incidents.get(line.incident_id) for line in past.main if line.incident_id is not None)
        return past.team_ids.union(*(incident.team_ids for incident in told if incident is not None))

    def asked(self) -> dict[str, date]:
        """Return when each question to the room was last asked, by its code."""
        lines = [(past.held_on, line) for past in self.history for line in past.main if line.kind is Kind.QUESTION]
        return {line.title.code: day for day, line in sorted(lines, key=lambda found: found[0])}


def _kinds_of(past: Past) -> frozenset[Kind]:
    return frozenset(line.kind for line in past.main if line.kind is not None)


def past_of(held_on: date, agenda: Agenda) -> Past:
    """Return what a meeting's agenda leaves behind for later compositions."""
    return Past(held_on, agenda.main)


def severity_rank(severity: str) -> int:
    """Read how severe free text such as ``SEV-2``, ``P1`` or ``major`` is; smaller is worse, nine is unknown."""
    digits = re.search(r"\d+", severity)
    if digits:
        return min(int(digits[0]), UNKNOWN_SEVERITY)
    words = re.findall(r"[a-z]+", severity.casefold())
    return min((SEVERE[word] for word in words if word in SEVERE), default=UNKNOWN_SEVERITY)


Key = tuple[tuple[str, int], ...]


def key(item: AgendaItem, room: Room) -> Key:
    """Return the place of an item: pairs of what is compared and its value, smaller first.

    Pinned in their own order, carried over, turn, kind; then within the kind: incidents with a speaker, age, severity,
    teams not heard; topics by votes, then age; what somebody asked for before the stock, and this as it stands there;
    the others by age. The identity breaks what ties remain.
    """
    places = (
        ("pinned", not item.pinned),
        ("place", item.place if item.pinned else 0),
        ("carried", not item.carried_over),
        ("turn", turn(item.kind, room)),
        ("kind", ORDER.index(item.kind)),
        *_within(item, room),
        ("identity", item.id.int),
    )
    return tuple((name, int(value)) for name, value in places)


def turn(kind: Kind, room: Room) -> int:
    """Return whose turn a kind is: low kinds not held for long before the others, those held last time behind them."""
    if kind is Kind.QUESTION:
        return LAST
    if kind not in VARIED:
        return 0
    if kind in room.last_kinds:
        return HELD_LAST
    return WAITED if kind in room.rested_kinds else DUE


def _within(item: AgendaItem, room: Room) -> Sequence[tuple[str, int]]:
    age = ("age", item.queued_on.toordinal())
    if item.kind is Kind.OPEN_TOPIC:
        return (("votes", -item.votes), age)
    if item.kind in INTERVALS:
        asked = not is_round(item.id)
        return (("asked", not asked), *([age] if asked else room.stock.standing(item, room.day)))
    if item.kind is not Kind.INCIDENT_TALK:
        return (age,)
    incident = room.incidents.get(item.incident_id) if item.incident_id is not None else None
    severity = severity_rank(incident.severity) if incident else UNKNOWN_SEVERITY
    heard = room.heard_on(incident.team_ids) if incident else date.max
    return (("speaker", item.presenter_id is None), age, ("severity", severity), ("team", heard.toordinal()))


def waiting(queue: Iterable[AgendaItem], room: Room) -> list[AgendaItem]:
    """Return the queued items that can be told on the day, first things first."""
    ready = (item for item in queue if is_queued(item) and (item.pinned or is_ready(item, room.day)))
    return sorted(ready, key=lambda item: key(item, room))


def is_queued(item: AgendaItem) -> bool:
    """Tell whether an item waits in the queue."""
    return item.state is ItemState.QUEUED and item.deleted_at is None


def is_ready(item: AgendaItem, day: date) -> bool:
    """Tell whether an item's speaker can tell it on a day. Material need not be finished."""
    return item.ready_from is None or item.ready_from <= day


def title_of(item: AgendaItem) -> Message:
    """Return an item's own words as a message."""
    return message("agenda.title", text=item.title)
