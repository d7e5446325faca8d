"""The part of the notes that tells an incident: its durations, its picture, and its timeline as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from weeklypm.domain.durations import Duration, DurationState, durations
from weeklypm.domain.incident import Incident, Instant
from weeklypm.domain.notes_rows import visible
from weeklypm.domain.notes_tree import Block, Facts, Picture, Table, Text
from weeklypm.domain.talk import telling_order
from weeklypm.domain.timeline import Precision, TimelineEvent
from weeklypm.domain.values import Message, message

Seen = Mapping[str, Any]

DETAILS: Final = ("information", "judgement", "action")


def incident_blocks(
    incident: Incident, instants: Sequence[Instant], events: Sequence[TimelineEvent]
) -> tuple[Block, ...]:
    """Tell one incident: facts, the picture under the incident's key, and the table of its events in telling order."""
    seen = visible(incident)
    blocks: list[Block] = [Facts((*_facts(seen), *_durations(instants)))]
    if events:
        blocks.append(Picture(seen["key"], message("notes.picture", title=seen["title"])))
        blocks.append(_table([visible(event) for event in telling_order(events)], ZoneInfo(seen["zone"])))
    return tuple(blocks)


def _facts(seen: Seen) -> list[tuple[Text, Text]]:
    rows: list[tuple[Text, Text]] = []
    if seen["occurred_on"]:
        rows.append((message("notes.incident.day"), message("notes.day", day=seen["occurred_on"])))
    rows.append((message("notes.incident.zone"), seen["zone"]))
    for name in ("severity", "services", "summary"):
        if seen[name]:
            value = seen[name] if isinstance(seen[name], str) else message("notes.list", parts=tuple(seen[name]))
            rows.append((message(f"notes.incident.{name}"), value))
    return rows


def _durations(instants: Sequence[Instant]) -> list[tuple[Text, Text]]:
    measured = durations(instants) if instants else {}
    return [(message(f"words.duration_name.{name.value}"), _duration(each)) for name, each in measured.items()]


def _duration(duration: Duration) -> Message:
    if duration.state is not DurationState.RECORDED:
        return message(f"words.duration_state.{duration.state.value}")
    length = message("notes.duration", seconds=duration.seconds)
    return message("notes.about.length", value=length) if duration.approximate else length


def _table(events: Sequence[Seen], zone: ZoneInfo) -> Table:
    details = [name for name in DETAILS if any(event[name] for event in events)]
    columns = (*(message(f"notes.column.{name}") for name in ("time", "kind", "event")), *map(_detail_column, details))
    days = [_day(event, zone) for event in events]
    rows = []
    for event, day, before in zip(events, days, [None, *days], strict=False):
        cells = (message(f"words.event_kind.{event['kind'].value}"), event["text"], *(event[name] for name in details))
        rows.append((_time(event, day, zone, dated=day is not None and day != before), *cells))
    return Table(columns, tuple(rows))


def _detail_column(name: str) -> Message:
    return message(f"notes.column.{name}")


def _day(event: Seen, zone: ZoneInfo) -> date | None:
    at: datetime | None = event["at"]
    return at.astimezone(zone).date() if at is not None else event["on_day"]


def _time(event: Seen, day: date | None, zone: ZoneInfo, *, dated: bool) -> Message:
    """Say when an event was on the incident's own wall clock, with the date where it is another than the line above."""
    if day is None:
        return message("words.none")
    if event["at"] is None or event["precision"] is Precision.DAY:
        return message("notes.short_day", day=day)
    clock = _clock(event["at"], event["precision"], zone)
    if event["end"] is not None:
        clock = message("notes.until", start=clock, end=_clock(event["end"], event["precision"], zone))
    if event["approximate"]:
        clock = message("notes.about", value=clock)
    return message("notes.on_day", day=day, time=clock) if dated else clock


def _clock(at: datetime, precision: Precision, zone: ZoneInfo) -> Message:
    return message("notes.clock.second" if precision is Precision.SECOND else "notes.clock", at=at.astimezone(zone))
