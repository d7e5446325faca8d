"""Make the file of a team after ten years of weekly meetings, half of its words Japanese, by the program's own storage.

The same counts give the same rows but for their identities. ``ten_years()`` makes the file once and keeps it in the
temporary folder under a name that changes with what is made; ``python tests/tools/ten_years.py`` prints where it is.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.calendar import Series
from weeklypm.domain.composition import compose
from weeklypm.domain.incident import Incident, IncidentKind, Instant, InstantKind, Responder, SectionKey, SectionText
from weeklypm.domain.meeting import ClockEvent, ClockKind, Meeting, MeetingState, Note
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, ActionType, Decision, Priority
from weeklypm.domain.people import Person
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent
from weeklypm.domain.values import Language, Row
from weeklypm.services.clock import HandClock
from weeklypm.services.setup import SeriesForm, create_workspace
from weeklypm.services.snapshot import agenda_to_json
from weeklypm.storage import Unit, Workspace, open_workspace
from weeklypm.storage.revision import CURRENT

TODAY: Final = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)
"""The Tuesday before the next meeting; the meetings go back from here."""
FORM: Final = SeriesForm("Weekly postmortem", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
PEOPLE: Final = (
    "Search: Minase Aoi, Torii Ren, 水瀬 ひかる\nWeb: Kasuga Mei, 瀬名 蒼, 春日 結衣\n"
    "基盤: 速水 凛, Kurose Jun, 黒瀬 湊\n決済: Amano Sora, 天野 樹, 三上 葵"
)
WORDS: Final = ("cache", "deploy", "queue", "replica", "certificate", "timeout", "rollback", "failover")
JAPANESE: Final = ("キャッシュ", "リリース", "待ち行列", "複製", "証明書", "時間切れ", "切り戻し", "切り替え")
SEED: Final = 20260901


@dataclass(frozen=True)
class Counts:
    """Say how many rows of each kind are made; every fiftieth incident is a long one with many events."""

    meetings: int = 520
    incidents: int = 3_000
    events: int = 200_000
    actions: int = 5_000
    open_actions: int = 1_250
    decisions: int = 4_000
    waiting: int = 40


@dataclass(frozen=True)
class Team:
    """Hold what later rows refer to."""

    series: Series
    people: tuple[Person, ...]
    rng: random.Random


def ten_years(counts: Counts = Counts()) -> Path:
    """Return the kept file, made where it is not there yet; leave it as it is and work on a ``copy_of`` it."""
    made_by = sha256(Path(__file__).read_bytes() + repr((counts, CURRENT.head)).encode()).hexdigest()[:12]
    path = Path(tempfile.gettempdir()) / f"weeklypm-ten-years-{made_by}" / "team.sqlite"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        making = path.with_name(f"making-{random.SystemRandom().getrandbits(32):08x}.sqlite")
        make(making, counts)
        making.rename(path)
        for left in path.parent.glob("making-*"):
            left.unlink()
    return path


def copy_of(path: Path, folder: Path) -> Path:
    """Copy a closed workspace file into a folder."""
    return Path(shutil.copy(path, folder / "team.sqlite"))


def make(path: Path, counts: Counts) -> None:
    """Make a workspace file with so many rows."""
    began = TODAY - timedelta(weeks=counts.meetings, days=1)
    clock = HandClock(began)
    with open_workspace(path, clock=clock, create=True) as workspace:
        series = workspace.change(lambda unit: create_workspace(unit, FORM, "Hinoki", PEOPLE)).value
        people = tuple(workspace.read(lambda reader: reader.find(Person)))
        clock.forward(TODAY - began)
        _fill(workspace, Team(series, people, random.Random(SEED)), counts)


def _fill(workspace: Workspace, team: Team, counts: Counts) -> None:
    incidents = _stored(workspace, lambda unit: [_incident(unit, team, n, counts) for n in range(counts.incidents)])
    _stored(workspace, lambda unit: [row for one in incidents for row in _write_up(unit, team, one)])
    _events(workspace, team, incidents, counts)
    meetings = _stored(workspace, lambda unit: list(_meetings(unit, team, incidents, counts)))
    held = [row for row in meetings if isinstance(row, Meeting)]
    _stored(workspace, lambda unit: [row for meeting in held for row in _talk(unit, meeting)])
    _stored(workspace, lambda unit: [_decision(unit, held, n) for n in range(counts.decisions)])
    actions = _stored(
        workspace, lambda unit: [_action(unit, team, held, incidents, n, counts) for n in range(counts.actions)]
    )
    _stored(workspace, lambda unit: [_slip(unit, action) for action in actions[::3]])
    _stored(workspace, lambda unit: [_waiting(unit, incidents, n) for n in range(counts.waiting)])


def _stored(workspace: Workspace, make_rows: Callable[[Unit], list[Any]]) -> list[Any]:
    def use_case(unit: Unit) -> list[Row]:
        rows = make_rows(unit)
        # Rows of one kind together: one statement for each kind.
        unit.add_many(sorted(rows, key=lambda row: type(row).__name__))
        return rows

    return workspace.change(use_case).value


def _said(number: int) -> str:
    """Return a few words: Japanese for every second number."""
    first, second = number % len(WORDS), number // 2 % len(WORDS)
    if number % 2:
        return f"{JAPANESE[first]}の{JAPANESE[second]}で応答が遅くなりました（{number}）"
    return f"The {WORDS[first]} slowed the {WORDS[second]} down ({number})"


def _day(number: int, counts: Counts, of: int) -> date:
    """Return a date that walks through all the years with the number."""
    return (TODAY - timedelta(days=2 + (of - 1 - number) * (counts.meetings * 7 - 2) // of)).date()


def _incident(unit: Unit, team: Team, number: int, counts: Counts) -> Incident:
    day = _day(number, counts, counts.incidents)
    return Incident(
        **unit.stamp(),
        key=f"{day.isoformat()}-{WORDS[number % len(WORDS)]}-{number}",
        title=_said(number),
        kind=IncidentKind.NEAR_MISS if number % 7 == 0 else IncidentKind.INCIDENT,
        severity=f"SEV-{1 + number % 4}",
        services=(WORDS[number % 5], JAPANESE[number % 3]),
        team_ids=tuple({person.team_id for person in team.rng.sample(team.people, 2) if person.team_id}),
        zone="Asia/Tokyo",
        occurred_on=day,
        summary=_said(number + 1),
    )


def _onset(incident: Incident) -> datetime:
    return datetime.combine(incident.occurred_on or TODAY.date(), time(1, 30, tzinfo=UTC))


def _write_up(unit: Unit, team: Team, incident: Incident) -> Iterator[Row]:
    keys = (SectionKey.SUMMARY, SectionKey.IMPACT, SectionKey.ROOT_CAUSE, SectionKey.TRIGGER, SectionKey.LESSONS)
    for position, key in enumerate(keys):
        text = "\n\n".join(_said(position + line) for line in range(6))
        yield SectionText(**unit.stamp(), incident_id=incident.id, key=key, text=text, position=position)
    for minutes, kind in enumerate(InstantKind):
        at = _onset(incident) + timedelta(minutes=12 * minutes)
        yield Instant(**unit.stamp(), incident_id=incident.id, kind=kind, at=at)
    for position, person in enumerate(team.rng.sample(team.people, 2)):
        yield Responder(**unit.stamp(), incident_id=incident.id, person_id=person.id, position=position)


def _events(workspace: Workspace, team: Team, incidents: list[Incident], counts: Counts) -> None:
    shares = _shares(len(incidents), counts.events)
    for first in range(0, len(incidents), 40):
        some = list(zip(incidents[first : first + 40], shares[first : first + 40], strict=True))
        _stored(workspace, partial(_events_of, team=team, some=some))


def _events_of(unit: Unit, team: Team, some: list[tuple[Incident, int]]) -> list[TimelineEvent]:
    return [_event(unit, team, incident, number) for incident, share in some for number in range(share)]


def _shares(incidents: int, events: int) -> list[int]:
    """Part the events: a fifth of them to every fiftieth incident, the rest evenly."""
    long = range(0, incidents, 50)
    each = events // 5 // len(long)
    part, odd = divmod(events - each * len(long), incidents)
    return [part + (number < odd) + (each if number in long else 0) for number in range(incidents)]


def _event(unit: Unit, team: Team, incident: Incident, number: int) -> TimelineEvent:
    return TimelineEvent(
        **unit.stamp(),
        incident_id=incident.id,
        position=number,
        at=_onset(incident) + timedelta(minutes=number, seconds=team.rng.randrange(60)),
        precision=Precision.SECOND,
        kind=tuple(EventKind)[number % len(EventKind)],
        text=_said(number),
        judgement=_said(number + 1) if number % 4 == 0 else "",
        role="responder",
    )


def _meetings(unit: Unit, team: Team, incidents: list[Incident], counts: Counts) -> Iterator[Row]:
    """Yield each held meeting with the item it told, its agenda composed as the program does."""
    for number in range(counts.meetings):
        day = (TODAY + timedelta(days=1) - timedelta(weeks=counts.meetings - number)).date()
        incident = incidents[number * len(incidents) // counts.meetings]
        stamp = unit.stamp()
        item = AgendaItem(
            **unit.stamp(), kind=Kind.INCIDENT_TALK, title=incident.title, queued_on=day - timedelta(days=5),
            incident_id=incident.id, presenter_id=team.people[number % 11].id,
        )  # fmt: skip
        agenda = compose(team.series, [item], day=day, incidents={incident.id: incident}, attention=3)
        begun = datetime.combine(day, time(7, tzinfo=UTC))
        yield Meeting(
            **stamp, series_id=team.series.id, held_on=day, state=MeetingState.CLOSED,
            facilitator_id=team.people[number % 12].id, explanation=agenda.main[0].why,
            agenda_json=agenda_to_json(agenda), started_at=begun, closed_at=begun + timedelta(minutes=29),
            ratings=(0, 0, 1, 4, 3), headcount=8,
        )  # fmt: skip
        yield _told(item, stamp["id"], agenda.main[0].why)


def _told(item: AgendaItem, meeting_id: UUID, why: Any) -> AgendaItem:
    return replace(item, state=ItemState.DISCUSSED, meeting_id=meeting_id, why=why)


def _talk(unit: Unit, meeting: Meeting) -> Iterator[Row]:
    at = meeting.started_at or TODAY
    kinds = (ClockKind.START, *(ClockKind.SEGMENT for _ in Segment), ClockKind.CLOSE)
    for number, kind in enumerate(kinds):
        line = number - 1 if kind is ClockKind.SEGMENT else None
        segment = tuple(Segment)[number - 1] if kind is ClockKind.SEGMENT else None
        when = at + timedelta(minutes=4 * number)
        yield ClockEvent(**unit.stamp(), meeting_id=meeting.id, at=when, kind=kind, line=line, segment=segment)
    for number, segment in enumerate((Segment.MAIN, Segment.LEARNING)):
        yield Note(**unit.stamp(), meeting_id=meeting.id, segment=segment, text=_said(number))


def _decision(unit: Unit, held: list[Meeting], number: int) -> Decision:
    meeting = held[number % len(held)]
    return Decision(**unit.stamp(), meeting_id=meeting.id, text=_said(number), position=number // len(held))


def _action(
    unit: Unit, team: Team, held: list[Meeting], incidents: list[Incident], number: int, counts: Counts
) -> ActionItem:
    """Return an action; the newest ones are open, and half of these are due before today."""
    owner = team.people[number % len(team.people)]
    meeting = held[number * len(held) // counts.actions]
    is_open = number >= counts.actions - counts.open_actions
    done = ActionState.DROPPED if number % 10 == 0 else ActionState.DONE
    return ActionItem(
        **unit.stamp(),
        text=_said(number),
        type=tuple(ActionType)[number % len(ActionType)],
        priority=tuple(Priority)[number % len(Priority)],
        owner_id=owner.id,
        team_id=owner.team_id,
        due=(TODAY + timedelta(days=(number % 2 * 60) - 20)).date() if is_open else meeting.held_on,
        state=ActionState.COMMITTED if is_open else done,
        meeting_id=meeting.id,
        incident_id=incidents[number % len(incidents)].id,
        position=number % 10,
    )


def _slip(unit: Unit, action: ActionItem) -> ActionChange:
    due = action.due or TODAY.date()
    old = (due - timedelta(days=14)).isoformat()
    return ActionChange(
        **unit.stamp(), action_id=action.id, field="due", old=old, new=due.isoformat(), at=unit.now,
        reason="The freeze came between", meeting_id=action.meeting_id,
    )  # fmt: skip


def _waiting(unit: Unit, incidents: list[Incident], number: int) -> AgendaItem:
    incident = incidents[-1 - number] if number % 2 else None
    return AgendaItem(
        **unit.stamp(),
        kind=Kind.INCIDENT_TALK if incident else Kind.OPEN_TOPIC,
        title=incident.title if incident else _said(number),
        queued_on=(TODAY - timedelta(days=number)).date(),
        incident_id=incident.id if incident else None,
        votes=number % 5,
    )


if __name__ == "__main__":
    sys.stdout.write(f"{ten_years()}\n")
