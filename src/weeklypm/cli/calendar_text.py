"""The calendar as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from weeklypm.domain.calendar import Series
from weeklypm.domain.schedule import Slot, meeting_end, meeting_start
from weeklypm.domain.values import Language
from weeklypm.services.calendar_export import CalendarExport
from weeklypm.services.holidays import named_in
from weeklypm.services.rhythm import rhythm
from weeklypm.wording import say


def as_json(series: Series, slots: Sequence[Slot], language: Language) -> dict[str, Any]:
    """Return the dates as JSON: each with its start on the wall clock, held or why not, and provisional or not."""
    return {
        "series": series.name,
        "rhythm": say(language, rhythm(series)),
        "zone": series.zone,
        "dates": [_date_json(series, slot, language) for slot in slots],
    }


def _date_json(series: Series, slot: Slot, language: Language) -> dict[str, Any]:
    reason = named_in(slot.reason, slot.day, series.country, language)
    return {
        "date": slot.day.isoformat(),
        "starts_at": meeting_start(series, slot.day).astimezone(ZoneInfo(series.zone)).isoformat(),
        "held": slot.held,
        "reason": say(language, reason) if reason else None,
        "provisional": slot.provisional,
    }


def as_text(series: Series, slots: Sequence[Slot], language: Language) -> str:
    """Return the dates in words, one a line, below the series and its rhythm."""
    head = say(language, "calendar.show.head", name=series.name, rhythm=rhythm(series), zone=series.zone)
    lines = [_line(series, slot, language) for slot in slots] or [say(language, "calendar.show.none")]
    return "\n".join([head, *lines])


def _line(series: Series, slot: Slot, language: Language) -> str:
    weekday = say(language, f"words.weekday.{slot.day.weekday()}")
    reason = named_in(slot.reason, slot.day, series.country, language)
    if reason is not None:
        line = say(language, "calendar.show.off", day=slot.day, weekday=weekday, reason=reason)
    else:
        zone = ZoneInfo(series.zone)
        start = meeting_start(series, slot.day).astimezone(zone)
        end = meeting_end(series, slot.day).astimezone(zone)
        line = say(language, "calendar.show.held", day=slot.day, weekday=weekday, start=start, end=end)
    return say(language, "calendar.show.provisional", line=line) if slot.provisional else line


def export_json(made: CalendarExport, path: Path | None) -> dict[str, Any]:
    """Return what was exported: the file, the held dates in it, the event's identity and sequence number."""
    return {
        "path": str(path) if path else None,
        "uid": made.uid,
        "sequence": made.sequence,
        "dates": [day.isoformat() for day in made.dates],
    }
