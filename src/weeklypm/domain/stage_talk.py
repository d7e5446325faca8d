"""The talk on the stage: one event at a time, built from a scene that already ends at now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from weeklypm.domain.incident import Incident
from weeklypm.domain.redaction import Words
from weeklypm.domain.stage import MOST, Room, ShownEvent, TalkView, minutes_left, public
from weeklypm.domain.talk import Scene, has_clock
from weeklypm.domain.timeline import LANES, Precision, TimelineEvent
from weeklypm.domain.values import Message, message

_EPOCH: Final = datetime.fromtimestamp(0, UTC)
_NOBODY: Final = UUID(int=0)


def talk(incident: Incident, scene: Scene, room: Room) -> TalkView:
    """Build what the room sees of an incident at one step of its telling.

    ``scene`` is what ``talk.scene`` returned for the step; letters of role labels follow the order of telling, so that
    they stay the same from step to step.
    """
    told = public(incident)
    current = public(scene.current) if scene.current else None
    listening = replace(room, known=room.known.hearing(heard(told, scene.shown)))
    return TalkView(
        left=minutes_left(room.seconds_left),
        names_on=room.names_on,
        title=listening.redacted(told.title),
        day=_day(current, told),
        zone=told.zone,
        clock=_clock(current, told.zone),
        with_seconds=current is not None and current.precision is Precision.SECOND,
        since=_since(current, scene.onset),
        lane=current.kind if current is not None and current.kind in LANES else None,
        role=listening.redacted(current.role) if current else "",
        sentence=listening.redacted(_sentence(current)) if current else "",
        seen=listening.redacted(current.information) if current and _sentence(current) != current.information else "",
        shown=tuple(_shown(public(event), listening) for event in scene.shown),
        now=scene.now,
        onset=scene.onset,
        phases=scene.phases,
        axis_from=scene.axis_from,
        axis_to=scene.axis_to,
        arrows=scene.arrows,
    )


def heard(incident: Incident, shown: Iterable[TimelineEvent]) -> Iterator[str]:
    """Yield the free texts of an incident in the order the room hears them."""
    yield public(incident).title
    for event in map(public, shown):
        told = (event.role, event.text, event.information, event.judgement, event.action)
        yield from (text[:MOST] for text in told)


def chart_scene(view: TalkView, speak: Callable[[Words], str]) -> Scene:
    """Return the scene of a view for the chart: texts as the room reads them, every private field empty."""
    last = len(view.shown) - 1
    # The one now on stage stands above the chart in full: a label would say it twice.
    texts = ["" if index == last else speak(event.text) for index, event in enumerate(view.shown)]
    shown = tuple(_bare_event(event, index, texts[index]) for index, event in enumerate(view.shown))
    return Scene(
        shown=shown,
        current=shown[-1] if shown else None,
        now=view.now,
        onset=view.onset,
        phases=view.phases,
        axis_from=view.axis_from,
        axis_to=view.axis_to,
        arrows=view.arrows,
    )


def _sentence(event: TimelineEvent) -> str:
    """Return what stands for an event: its text, or else what was concluded, done or known."""
    told = (event.text, event.judgement, event.action, event.information)
    return next((text for text in told if text.strip()), "")


def _shown(event: TimelineEvent, room: Room) -> ShownEvent:
    return ShownEvent(
        id=event.id,
        at=event.at,
        end=event.end,
        on_day=event.on_day,
        precision=event.precision,
        approximate=event.approximate,
        kind=event.kind,
        text=room.redacted(_sentence(event)),
        pinned=event.pinned,
        follows_id=event.follows_id,
    )


def _bare_event(event: ShownEvent, index: int, text: str) -> TimelineEvent:
    return TimelineEvent(
        id=event.id,
        created_at=_EPOCH,
        updated_at=_EPOCH,
        incident_id=_NOBODY,
        position=index,
        at=event.at,
        end=event.end,
        on_day=event.on_day,
        precision=event.precision,
        approximate=event.approximate,
        kind=event.kind,
        text=text,
        pinned=event.pinned,
        follows_id=event.follows_id,
    )


def _day(event: TimelineEvent | None, incident: Incident) -> date | None:
    if event is not None and event.at is not None:
        return event.at.astimezone(ZoneInfo(incident.zone)).date()
    return (event.on_day if event else None) or incident.occurred_on


def _clock(event: TimelineEvent | None, zone: str) -> time | None:
    if event is None or event.at is None or not has_clock(event):
        return None
    return event.at.astimezone(ZoneInfo(zone)).time()


def _since(event: TimelineEvent | None, onset: datetime | None) -> Message | None:
    """Tell how long into the incident an event lies, in whole minutes unless its seconds are known."""
    if event is None or event.at is None or onset is None or event.at < onset or not has_clock(event):
        return None
    seconds = int((event.at - onset).total_seconds())
    if event.precision is not Precision.SECOND:
        seconds -= seconds % 60
    if seconds == 0:
        return message("stage.talk.since_start")
    return message("stage.talk.since_about" if event.approximate else "stage.talk.since", since=seconds)
