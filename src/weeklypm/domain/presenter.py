"""Who could present: those who responded, then their team mates; never the same person twice running, teams that were
not heard for long first (product.md section 1). Who caused something is not known here, and not asked.

Whoever is away, has left or would rather not present is left out without a word: no reason is given for anybody who is
not suggested, so that none can be guessed from a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Final
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.values import Message, message

TOLD: Final = (Kind.INCIDENT_TALK, Kind.NEAR_MISS, Kind.RE_READ)
"""Kinds told by those who responded."""
OFFERED: Final = (Kind.OPEN_TOPIC, Kind.DASHBOARD_REVIEW)
"""Kinds told by whoever proposed them. A role-play is for volunteers, and a question goes to the whole room."""


@dataclass(frozen=True)
class Subject:
    """Hold what an item speaks of: who responded, and the teams that it touched or that own it."""

    responders: frozenset[UUID] = frozenset()
    team_ids: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Presented:
    """Hold who presented something on a day."""

    held_on: date
    person_id: UUID


@dataclass(frozen=True)
class Company:
    """Hold who there is, who is away, who presented when, when teams were last heard, and who facilitates."""

    people: tuple[Person, ...]
    teams: tuple[Team, ...] = ()
    absences: tuple[Absence, ...] = ()
    presented: tuple[Presented, ...] = ()
    heard: Mapping[UUID, date] = field(default_factory=dict)
    facilitator_id: UUID | None = None

    def free(self, day: date) -> Iterator[Person]:
        """Yield those who can be asked to present on a day."""
        away = {one.person_id for one in self.absences if one.starts_on <= day <= one.ends_on}
        for person in self.people:
            here = person.joined_on <= day and (person.left_on is None or day <= person.left_on)
            if here and person.id not in away and not person.rather_not_present and person.deleted_at is None:
                yield person

    def last_presenters(self) -> frozenset[UUID]:
        """Return who presented when somebody last did."""
        last = max((one.held_on for one in self.presented), default=None)
        return frozenset(one.person_id for one in self.presented if one.held_on == last)

    def heard_on(self, team_id: UUID | None) -> date | None:
        """Return when a team was last heard, or None for never."""
        return self.heard.get(team_id) if team_id is not None else None


@dataclass(frozen=True)
class Suggestion:
    """Hold somebody who could present, and why they are asked."""

    person_id: UUID
    name: str
    why: Message


@dataclass(frozen=True)
class _Search:
    """Hold one search: who knows the item at first hand, and the teams that they are of."""

    item: AgendaItem
    company: Company
    day: date
    first: frozenset[UUID]
    mates: frozenset[UUID]
    last: frozenset[UUID]


def suggest(item: AgendaItem, subject: Subject, company: Company, day: date) -> tuple[Suggestion, ...]:
    """Return who could present an item on a day, the best first; nobody for what needs no presenter.

    Who presented last time and who facilitates come after all others; then responders (for topics the proposer) before
    team mates, teams not heard for long first, and a hash of item and person breaks what ties remain.
    """
    if item.kind not in (*TOLD, *OFFERED):
        return ()
    first = _first(item, subject)
    mates = frozenset(one.team_id for one in company.people if one.id in first and one.team_id is not None)
    search = _Search(item, company, day, first, mates, company.last_presenters())
    asked = (one for one in company.free(day) if one.id in first or one.team_id in mates | subject.team_ids)
    ranked = sorted(asked, key=partial(_place, search))
    return tuple(Suggestion(one.id, one.name, _why(search, one)) for one in ranked)


def _first(item: AgendaItem, subject: Subject) -> frozenset[UUID]:
    """Return who knows an item at first hand."""
    if item.kind in TOLD:
        return subject.responders
    return frozenset({item.proposer_id} if item.proposer_id is not None else ())


def _place(search: _Search, person: Person) -> tuple[bool, bool, bool, bool, date, str]:
    heard = search.company.heard_on(person.team_id) or date.min
    chance = sha256(f"{search.item.id}|{person.id}".encode()).hexdigest()
    leads = person.id == search.company.facilitator_id
    return person.id in search.last, leads, person.id not in search.first, person.team_id is None, heard, chance


def _why(search: _Search, person: Person) -> Message:
    why = message(f"presenter.tie.{_tie(search, person)}")
    heard = _heard(search, person)
    if heard is not None:
        why = message("presenter.why.heard", tie=why, heard=heard)
    if person.id in search.last:
        why = message("presenter.why.again", why=why)
    return message("presenter.why.leads", why=why) if person.id == search.company.facilitator_id else why


def _tie(search: _Search, person: Person) -> str:
    """Name what somebody has to do with an item."""
    mate = person.team_id in search.mates
    if search.item.kind in TOLD:
        return "responder" if person.id in search.first else "team_mate" if mate else "touched"
    return "proposer" if person.id in search.first else "proposer_team" if mate else "owner"


def _heard(search: _Search, person: Person) -> Message | None:
    """Say when somebody's team was last heard, where earlier meetings can tell."""
    company = search.company
    team = next((one.name for one in company.teams if one.id == person.team_id), None)
    if team is None or not company.heard:
        return None
    heard = company.heard_on(person.team_id)
    if heard is None:
        return message("presenter.heard.never", team=team)
    return message("presenter.heard.weeks", team=team, n=max(1, (search.day - heard).days // 7))
