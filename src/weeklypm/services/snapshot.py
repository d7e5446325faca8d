"""A composed agenda as JSON, kept with its meeting so that what was planned stays what was planned."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from weeklypm.domain.agenda import Agenda, AgendaLine, Kind, Segment
from weeklypm.storage.codec import from_json, to_json

NAMES = tuple(item.name for item in fields(AgendaLine))


def agenda_to_json(agenda: Agenda) -> str:
    """Return an agenda as canonical JSON: codes and arguments, no sentences. Its first row names the lines' fields."""
    rows = tuple(tuple(getattr(line, name) for name in NAMES) for line in agenda.lines)
    return to_json((agenda.available, NAMES, rows))


def agenda_from_json(text: str) -> Agenda:
    """Return the agenda that ``agenda_to_json`` wrote, also one written before a field was added."""
    available, names, rows = from_json(text)
    return Agenda(tuple(_line(dict(zip(names, row, strict=True))) for row in rows), available)


def _line(values: dict[str, Any]) -> AgendaLine:
    known = {name: value for name, value in values.items() if name in NAMES}
    known["segment"] = Segment(known["segment"])
    known["kind"] = Kind(known["kind"]) if known["kind"] else None
    return AgendaLine(**known)
