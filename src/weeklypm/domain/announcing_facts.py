"""What a text for the team's chat may say: public fields alone, and no names of people in free text.

Every row is looked at through ``visible``, which shows what notes may show (decisions.md section 4); what a view holds
beyond that is counted from such fields. Free text holds role labels in place of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from weeklypm.domain.agenda import Agenda, AgendaItem, ItemState, Kind
from weeklypm.domain.calendar import Series
from weeklypm.domain.incident import Responder
from weeklypm.domain.notes_rows import live, visible
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, Priority
from weeklypm.domain.people import Person, Team
from weeklypm.domain.promises import slips
from weeklypm.domain.redaction import Known, Words, known, redact, redact_message
from weeklypm.domain.schedule import meeting_start
from weeklypm.domain.values import Message

MOST_TOPICS: Final = 8
MOST_ACTIONS: Final = 30
"""How many topics and actions a text lists; of the rest it says how many there are."""
MOST_REASONS: Final = 2
"""How many reasons of one action are told, the newest first."""
CALLED: Final = (Kind.OPEN_TOPIC, Kind.NEAR_MISS)
PUBLIC_REASONS: Final = ("schedule.reason.holiday", "schedule.reason.closure")
"""Why a date is not held is told where it stands in the calendar; the reason of a cancellation stays on the console."""


@dataclass(frozen=True)
class MainLine:
    """Hold one line of the agenda's main part."""

    kind: Kind | None
    title: Words
    minutes: int


@dataclass(frozen=True)
class Waiting:
    """Hold a topic or near miss that waits in the queue."""

    kind: Kind
    title: Words


@dataclass(frozen=True)
class Missed:
    """Hold the scheduled date that is not held, and the holiday or closure that it falls on, if it is one."""

    day: date
    reason: Message | None


@dataclass(frozen=True)
class Quiet:
    """Hold a team that was not heard for so many weeks; ``last_heard`` is None for never."""

    name: str
    last_heard: date | None
    weeks: int


@dataclass(frozen=True)
class Promise:
    """Hold an open action; ``days_late`` is nought while it is in time, ``reasons`` are those of its slips."""

    text: Words
    priority: Priority | None
    owner: Words
    due: date | None
    days_late: int
    blocked: bool
    slips: int
    reasons: tuple[Words, ...]
    link: str


@dataclass(frozen=True)
class TeamPromises:
    """Hold a team's open actions, late ones first; ``late`` and ``more`` count those late and those not listed."""

    name: str
    actions: tuple[Promise, ...]
    late: int
    more: int


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """Hold all that a text may say. Instants are on the wall clock of the series' zone.

    ``day`` is a date that is held; ``missed`` the scheduled one before it that is not. ``facilitator`` is empty for a
    self-run meeting; ``answer_by`` the last working day before the meeting; ``team`` the one that is invited.
    """

    series: str
    day: date
    today: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    minutes: int
    facilitator: str
    missed: Missed | None
    agenda: tuple[MainLine, ...]
    topics: tuple[Waiting, ...]
    more_topics: int
    answer_by: date
    teams: tuple[TeamPromises, ...]
    team: Quiet | None
    next_day: date | None

    @property
    def open(self) -> int:
        """Return how many actions are open."""
        return sum(len(team.actions) + team.more for team in self.teams)

    @property
    def late(self) -> int:
        """Return how many actions are late."""
        return sum(team.late for team in self.teams)


@dataclass(frozen=True, kw_only=True)
class AnnouncementRows:
    """Hold the rows and the dates that an announcement is made from; ``changes`` are by the action they belong to."""

    series: Series
    day: date
    today: date
    answer_by: date
    missed_day: date | None = None
    missed_reason: Message | None = None
    next_day: date | None = None
    facilitator: Person | None = None
    agenda: Agenda | None = None
    queue: Sequence[AgendaItem] = ()
    actions: Sequence[ActionItem] = ()
    changes: Mapping[UUID, Sequence[ActionChange]]
    people: Sequence[Person] = ()
    teams: Sequence[Team] = ()
    responders: Sequence[Responder] = ()
    team: Team | None = None
    last_heard: date | None = None
    weeks: int = 0


def announcement(rows: AnnouncementRows) -> Announcement:
    """Return what may be told of a meeting, from rows that hold more than that."""
    series = visible(rows.series)
    zone = ZoneInfo(series["zone"])
    start = meeting_start(rows.series, rows.day)
    names = known(rows.people, rows.responders)
    topics = _topics(rows, names)
    return Announcement(
        series=series["name"],
        day=rows.day,
        today=rows.today,
        starts_at=start.astimezone(zone),
        ends_at=(start + timedelta(minutes=series["minutes"])).astimezone(zone),
        zone=series["zone"],
        minutes=series["minutes"],
        facilitator=str(visible(rows.facilitator)["name"]) if rows.facilitator else "",
        missed=_missed(rows),
        agenda=_main(rows.agenda, names),
        topics=topics[:MOST_TOPICS],
        more_topics=len(topics[MOST_TOPICS:]),
        answer_by=rows.answer_by,
        teams=_teams(rows, names),
        team=Quiet(visible(rows.team)["name"], rows.last_heard, rows.weeks) if rows.team else None,
        next_day=rows.next_day,
    )


def _missed(rows: AnnouncementRows) -> Missed | None:
    if rows.missed_day is None:
        return None
    reason = rows.missed_reason
    return Missed(rows.missed_day, reason if reason is not None and reason.code in PUBLIC_REASONS else None)


def _main(agenda: Agenda | None, names: Known) -> tuple[MainLine, ...]:
    lines = agenda.main if agenda else ()
    return tuple(MainLine(line.kind, redact_message(line.title, names, names_on=False), line.minutes) for line in lines)


def _topics(rows: AnnouncementRows, names: Known) -> tuple[Waiting, ...]:
    """Return the topics and near misses that wait and are not on the agenda already, in the order they came."""
    taken = {line.item_id for line in rows.agenda.main} if rows.agenda else set()
    waiting = [item for item in live(rows.queue) if item.state is ItemState.QUEUED and item.id not in taken]
    shown = [visible(item) for item in waiting if item.kind in CALLED]
    return tuple(Waiting(item["kind"], redact(item["title"], names, names_on=False)) for item in shown)


def _teams(rows: AnnouncementRows, names: Known) -> tuple[TeamPromises, ...]:
    """Return the open actions by team, teams with most late actions first, and at last those without a team."""
    people = {person.id: person for person in rows.people}
    teams = {team.id: str(visible(team)["name"]) for team in rows.teams}
    groups: dict[str, list[ActionItem]] = {}
    for action in live(rows.actions):
        if action.state is ActionState.COMMITTED:
            groups.setdefault(_team_of(action, people, teams), []).append(action)
    late = {name: sum(_days_late(one, rows.today) > 0 for one in group) for name, group in groups.items()}
    found, left = [], MOST_ACTIONS
    for name in sorted(groups, key=lambda name: (not name, -late[name], name)):
        # Only what is listed is put into words: after years there are a thousand others, and names to be looked for.
        listed = sorted(groups[name], key=partial(_urgency, rows.today))[:left]
        left -= len(listed)
        told = tuple(_promise(one, rows, people, names) for one in listed)
        found.append(TeamPromises(name, told, late[name], len(groups[name]) - len(listed)))
    return tuple(found)


def _days_late(action: ActionItem, today: date) -> int:
    return max(0, (today - action.due).days) if action.due else 0


def _urgency(today: date, action: ActionItem) -> tuple[int, date, str, str]:
    return -_days_late(action, today), action.due or date.max, action.priority or "P9", action.text


def _team_of(action: ActionItem, people: Mapping[UUID, Person], teams: Mapping[UUID, str]) -> str:
    if action.team_id is not None and action.team_id in teams:
        return teams[action.team_id]
    owner = people.get(action.owner_id) if action.owner_id else None
    return teams.get(owner.team_id, "") if owner and owner.team_id else ""


def _promise(action: ActionItem, rows: AnnouncementRows, people: Mapping[UUID, Person], names: Known) -> Promise:
    told = visible(action)
    owner = people.get(told["owner_id"]) if told["owner_id"] else None
    changes = rows.changes.get(action.id, ())
    return Promise(
        text=redact(told["text"], names, names_on=False),
        priority=told["priority"],
        owner=str(visible(owner)["name"]) if owner else redact(told["owner_text"], names, names_on=True),
        due=told["due"],
        days_late=_days_late(action, rows.today),
        blocked=told["blocked_since"] is not None,
        slips=slips(changes),
        reasons=_reasons(changes, names),
        link=told["link"],
    )


def _reasons(changes: Iterable[ActionChange], names: Known) -> tuple[Words, ...]:
    """Return the reasons of an action's slips, the newest first, each once."""
    newest = sorted((change for change in changes if slips([change])), key=lambda change: change.at, reverse=True)
    texts = dict.fromkeys(str(visible(change)["reason"]) for change in newest)
    return tuple(redact(text, names, names_on=False) for text in list(texts)[:MOST_REASONS])
