"""What a template can name: the facts of an announcement in words of a language, ready to be put into a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Final

from weeklypm.domain.announcing_facts import Announcement, MainLine, Promise, TeamPromises
from weeklypm.domain.redaction import Words
from weeklypm.domain.values import Language, Message
from weeklypm.exporters.announcement_marks import clean
from weeklypm.wording import say
from weeklypm.wording.words import name_of

LONGEST: Final = 200
"""Letters of one title, name or reason; the rest gives way to an ellipsis."""


@dataclass(frozen=True)
class Fact:
    """Mark what a template may look into; it sees the fields alone."""


@dataclass(frozen=True)
class Line(Fact):
    """Hold one line of the agenda; ``teaser`` is a question that goes with its kind."""

    title: str
    kind: str
    minutes: int
    teaser: str


@dataclass(frozen=True)
class Topic(Fact):
    """Hold a topic that waits."""

    title: str
    kind: str


@dataclass(frozen=True)
class NotHeld(Fact):
    """Hold the scheduled date that is not held; ``reason`` is empty where it is not public."""

    date: str
    reason: str


@dataclass(frozen=True)
class InvitedTeam(Fact):
    """Hold the team that is invited; ``last_heard`` is empty for never."""

    name: str
    last_heard: str
    weeks: int


@dataclass(frozen=True)
class Action(Fact):
    """Hold an open action: each field is a phrase, empty where there is nothing to say, or a number."""

    text: str
    priority: str
    owner: str
    due: str
    late: str
    blocked: str
    slips: int
    moved: str
    reasons: str
    link: str


@dataclass(frozen=True)
class TeamActions(Fact):
    """Hold a team's open actions; ``more`` says how many are not listed, ``late`` how many are late."""

    name: str
    actions: tuple[Action, ...]
    late: int
    more: int


@dataclass(frozen=True)
class Facts(Fact):
    """Hold all names that a template can use; their meaning is told in the guide under 'Telling people'."""

    series: str
    when: str
    date: str
    time: str
    ends: str
    zone: str
    minutes: int
    facilitator: str
    not_held: NotHeld | None
    agenda: tuple[Line, ...]
    topics: tuple[Topic, ...]
    more_topics: int
    answer_by: str
    teams: tuple[TeamActions, ...]
    open: int
    late: int
    team: InvitedTeam | None
    next_date: str


NAMES: Final = tuple(item.name for item in fields(Facts))
"""The names of the facts, for templates and for sentences about them."""


def facts(told: Announcement, language: Language) -> Facts:
    """Put an announcement into words."""
    speak = _Speaker(language)
    return Facts(
        series=speak.text(told.series),
        when=speak.when(told.day, told.today),
        date=speak.day(told.day),
        time=speak.say("announcing.time", time=told.starts_at),
        ends=speak.say("announcing.time", time=told.ends_at),
        zone=told.zone,
        minutes=told.minutes,
        facilitator=speak.text(told.facilitator),
        not_held=_not_held(told, speak),
        agenda=tuple(_line(line, speak) for line in told.agenda),
        topics=tuple(Topic(speak.text(topic.title), name_of(language, topic.kind)) for topic in told.topics),
        more_topics=told.more_topics,
        answer_by=speak.day(told.answer_by),
        teams=tuple(_team(team, told.today, speak) for team in told.teams),
        open=told.open,
        late=told.late,
        team=_invited(told, speak),
        next_date=speak.day(told.next_day) if told.next_day else "",
    )


def as_names(told: Facts) -> Mapping[str, Any]:
    """Return the facts by their names."""
    return {name: getattr(told, name) for name in NAMES}


@dataclass(frozen=True)
class _Speaker:
    """Say things in one language, free text cut to a length that a chat bears."""

    language: Language

    def say(self, code: str, **arguments: object) -> str:
        return say(self.language, code, **arguments)

    def text(self, words: Words) -> str:
        said = clean(say(self.language, words) if isinstance(words, Message) else words)
        return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"

    def day(self, day: date) -> str:
        return self.say("announcing.date", day=day)

    def due(self, day: date, today: date) -> str:
        """Say by when something is due; with its year where that is not this one."""
        return self.say("announcing.date_year", day=day) if day.year != today.year else self.day(day)

    def when(self, day: date, today: date) -> str:
        if day == today:
            return self.say("announcing.when.today")
        return self.say("announcing.when.tomorrow") if day - today == timedelta(days=1) else self.day(day)


def _not_held(told: Announcement, speak: _Speaker) -> NotHeld | None:
    if told.missed is None:
        return None
    return NotHeld(speak.day(told.missed.day), speak.text(told.missed.reason) if told.missed.reason else "")


def _line(line: MainLine, speak: _Speaker) -> Line:
    kind = name_of(speak.language, line.kind) if line.kind else ""
    teaser = speak.say(f"announcing.teaser.{line.kind.value}") if line.kind else ""
    return Line(speak.text(line.title), kind, line.minutes, teaser)


def _invited(told: Announcement, speak: _Speaker) -> InvitedTeam | None:
    if told.team is None:
        return None
    heard = speak.day(told.team.last_heard) if told.team.last_heard else ""
    return InvitedTeam(speak.text(told.team.name), heard, told.team.weeks)


def _team(team: TeamPromises, today: date, speak: _Speaker) -> TeamActions:
    name = speak.text(team.name) or speak.say("announcing.no_team")
    return TeamActions(name, tuple(_action(action, today, speak) for action in team.actions), team.late, team.more)


def _action(action: Promise, today: date, speak: _Speaker) -> Action:
    quoted = [speak.say("announcing.reason", text=speak.text(reason)) for reason in action.reasons]
    return Action(
        text=speak.text(action.text),
        priority=action.priority.value if action.priority else "",
        owner=speak.text(action.owner),
        due=speak.due(action.due, today) if action.due else "",
        late=speak.say("announcing.late", n=action.days_late) if action.days_late else "",
        blocked=speak.say("announcing.blocked") if action.blocked else "",
        slips=action.slips,
        moved=speak.say("announcing.moved", n=action.slips) if action.slips else "",
        reasons=speak.say("announcing.list", items=quoted) if quoted else "",
        link=action.link,
    )
