"""Incidents as lines of text, and what became of an import."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from weeklypm.domain.drafts import DraftEvent, IncidentDraft, Remark
from weeklypm.domain.durations import Duration, DurationState
from weeklypm.domain.outcomes import ActionState
from weeklypm.domain.timeline import Precision, TimelineEvent
from weeklypm.domain.values import Language
from weeklypm.services.incidents import IncidentRow, IncidentView
from weeklypm.services.intake import Taken
from weeklypm.wording import say
from weeklypm.wording.words import name_of


def rows_text(rows: Sequence[IncidentRow], language: Language) -> str:
    """Return the list of incidents, a line each, or a sentence when there are none."""
    if not rows:
        return say(language, "cli.incidents.none")
    return "\n".join(_row(row, language) for row in rows)


def _row(row: IncidentRow, language: Language) -> str:
    incident = row.incident
    parts = [incident.key, incident.title, name_of(language, incident.kind), incident.severity]
    facts = say(language, "cli.incidents.facts", events=row.events, ready=row.ready)
    return "  ".join([part for part in parts if part] + [facts])


def row_json(row: IncidentRow) -> dict[str, Any]:
    """Return one line of the list as JSON."""
    incident = row.incident
    return {
        "key": incident.key,
        "title": incident.title,
        "kind": incident.kind.value,
        "severity": incident.severity,
        "date": incident.occurred_on.isoformat() if incident.occurred_on else None,
        "events": row.events,
        "ready": row.ready,
        "talk_on": row.talk_on.isoformat() if row.talk_on else None,
    }


def taken_text(taken: Taken, language: Language) -> str:
    """Say what became of one document."""
    return say(
        language,
        f"cli.import.{taken.verdict}",
        key=taken.incident.key,
        title=taken.incident.title,
        events=taken.events,
        actions=taken.actions,
    )


def taken_json(taken: Taken) -> dict[str, Any]:
    """Return what became of one document as JSON."""
    return {
        "key": taken.incident.key,
        "title": taken.incident.title,
        "verdict": taken.verdict.value,
        "events": taken.events,
        "actions": taken.actions,
    }


def draft_text(draft: IncidentDraft, language: Language) -> str:
    """Return what would be read from a document, with every assumption and warning."""
    lines = [say(language, "cli.preview.head", key=draft.key, title=draft.title, zone=draft.zone)]
    lines += [f"  {_moment(event, draft.zone, language)}  {event.text}" for event in draft.events]
    lines += [_action(action.text, language, done=action.done) for action in draft.action_items]
    for group, remarks in (("assumption", draft.assumptions), ("warning", draft.warnings)):
        lines += [_remark(remark, group, language) for remark in remarks]
    return "\n".join(lines)


def _action(text: str, language: Language, *, done: bool) -> str:
    return say(language, "cli.preview.action", mark="x" if done else " ", text=text)


def _remark(remark: Remark, group: str, language: Language) -> str:
    """Say an assumption or a warning; one about the whole document names no line."""
    code = f"cli.preview.{group}" if remark.line else f"cli.preview.{group}_whole"
    return say(language, code, line=remark.line, text=say(language, remark.message))


def view_text(view: IncidentView, language: Language) -> str:
    """Return one incident as text: facts, durations, timeline, write-up, actions."""
    incident = view.incident
    head = [incident.title, "  ".join(part for part in (incident.key, incident.severity, incident.zone) if part), ""]
    durations = [_duration(duration, language) for duration in view.durations.values()]
    return "\n".join(
        [*head, *durations, "", *_events(view.events, incident.zone, language), *_write_up(view, language)]
    )


def _duration(duration: Duration, language: Language) -> str:
    name = name_of(language, duration.name)
    if duration.state is DurationState.RECORDED:
        return say(language, "cli.duration.recorded", name=name, seconds=duration.seconds)
    return say(language, "cli.duration.other", name=name, state=name_of(language, duration.state))


def _events(events: Iterable[TimelineEvent], zone: str, language: Language) -> list[str]:
    return [f"{_moment(event, zone, language)}  {name_of(language, event.kind)}  {event.text}" for event in events]


def _write_up(view: IncidentView, language: Language) -> list[str]:
    lines: list[str] = []
    for section in view.sections:
        lines += ["", name_of(language, section.key), section.text]
    lines += [_action(action.text, language, done=action.state is ActionState.DONE) for action in view.actions]
    return lines


def _moment(event: TimelineEvent | DraftEvent, zone: str, language: Language) -> str:
    """Return an event's time on the incident's wall clock: about, with the end of a range; a bare date; or dashes."""
    if event.at is None:
        return str(event.on_day) if event.on_day else "-" * 10
    said = _clock(event.at, event.precision, zone, "%Y-%m-%d ")
    if event.end is not None:
        said += "–" + _clock(event.end, event.precision, zone, "")
    return say(language, "cli.about", time=said) if event.approximate else said


def _clock(at: datetime, precision: Precision, zone: str, day: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime(day + ("%H:%M:%S" if precision is Precision.SECOND else "%H:%M"))
