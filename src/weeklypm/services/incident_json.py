"""Turn a draft or a stored incident into the JSON of ``incident import --preview`` and ``incident show``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weeklypm.domain.drafts import DraftAction, DraftEvent, IncidentDraft, Remark
from weeklypm.domain.durations import DurationName, DurationState, durations
from weeklypm.domain.incident import Instant, InstantKind, SectionKey
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.timeline import Precision, TimelineEvent
from weeklypm.domain.values import Language
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.services.incidents import IncidentView

# In JSON ``lessons`` joins these, in this order (decisions.md section 6).
_LESSONS: Final = (SectionKey.WENT_WELL, SectionKey.WENT_WRONG, SectionKey.LUCKY, SectionKey.LESSONS)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NO_ID: Final = UUID(int=0)


@dataclass(frozen=True)
class Known:
    """Hold what both a draft and a stored incident are written from. Instants are aware; a missing one is unknown."""

    key: str
    title: str
    kind: str
    severity: str
    zone: str
    instants: tuple[Instant, ...]
    events: tuple[Mapping[str, Any], ...]
    sections: Mapping[SectionKey, str]
    actions: tuple[Mapping[str, Any], ...]
    assumptions: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()


def draft_json(draft: IncidentDraft, language: Language) -> dict[str, Any]:
    """Return a draft's JSON; assumptions and warnings are said in the given language."""
    zone = _zone(draft.zone)
    known = Known(
        key=draft.key,
        title=draft.title,
        kind=draft.kind.value,
        severity=draft.severity,
        zone=draft.zone,
        instants=tuple(_draft_instants(draft)),
        events=tuple(_event(event, zone) for event in draft.events),
        sections=draft.sections,
        actions=tuple(_draft_action(action) for action in draft.action_items),
        assumptions=draft.assumptions,
        warnings=draft.warnings,
    )
    return known_json(known, language)


def incident_json(view: IncidentView, language: Language) -> dict[str, Any]:
    """Return a stored incident's JSON; it has no assumptions and warnings any more."""
    zone = _zone(view.incident.zone)
    owners = {person_id: person.name for person_id, person in view.people.items()}
    known = Known(
        key=view.incident.key,
        title=view.incident.title,
        kind=view.incident.kind.value,
        severity=view.incident.severity,
        zone=view.incident.zone,
        instants=tuple(view.instants.values()),
        events=tuple(_event(event, zone) for event in view.events),
        sections={section.key: section.text for section in view.sections},
        actions=tuple(_stored_action(action, owners) for action in view.actions),
    )
    return known_json(known, language)


def known_json(known: Known, language: Language) -> dict[str, Any]:
    """Return the JSON of what is known of an incident, in the shape that all commands share."""
    zone = _zone(known.zone)
    moments = {instant.kind: instant.at for instant in known.instants if instant.applies}
    return {
        "key": known.key,
        "title": known.title,
        "kind": known.kind,
        "severity": known.severity,
        "time_zone": known.zone,
        **{kind.value: moment_text(moments.get(kind), zone) for kind in InstantKind},
        "durations": durations_json(known.instants),
        "events": list(known.events),
        "sections": sections_json(known.sections),
        "action_items": list(known.actions),
        "assumptions": remarks_json(known.assumptions, language),
        "warnings": remarks_json(known.warnings, language),
    }


def durations_json(instants: Iterable[Instant]) -> dict[str, dict[str, Any]]:
    """Return the five durations with their state; ``seconds`` is null unless both instants are known."""
    measured = durations(instants)
    return {
        name.value: {
            "state": measured[name].state.value,
            "seconds": measured[name].seconds if measured[name].state is DurationState.RECORDED else None,
        }
        for name in DurationName
    }


def sections_json(sections: Mapping[SectionKey, str]) -> dict[str, str]:
    """Return the sections that hold text by name; went well, went wrong, lucky and lessons are one."""
    named: dict[str, str] = {}
    for key in SectionKey:
        text = sections.get(key, "")
        name = SectionKey.LESSONS.value if key in _LESSONS else key.value
        if text.strip():
            named[name] = f"{named[name]}\n\n{text}" if name in named else text
    return named


def remarks_json(remarks: Iterable[Remark], language: Language) -> list[dict[str, Any]]:
    """Return assumptions or warnings with their lines, said in a language."""
    return [{"line": remark.line, "text": say(language, remark.message)} for remark in remarks]


def moment_text(at: datetime | None, zone: tzinfo, precision: Precision = Precision.MINUTE) -> str | None:
    """Return an instant as ISO 8601 with offset in a zone; seconds only where they are known."""
    if at is None:
        return None
    local = at.astimezone(zone)
    exact = precision is Precision.SECOND or local.second != 0
    return local.isoformat(timespec="seconds" if exact else "minutes")


def _event(event: DraftEvent | TimelineEvent, zone: tzinfo) -> dict[str, Any]:
    at = moment_text(event.at, zone, event.precision)
    return {
        "at": at if at is not None else _day_text(event.on_day),
        "end": moment_text(event.end, zone),
        "precision": event.precision.value,
        "approximate": event.approximate,
        "kind": event.kind.value,
        "text": event.text,
        "information": event.information,
        "judgement": event.judgement,
        "action": event.action,
    }


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _draft_action(action: DraftAction) -> dict[str, Any]:
    return {
        "text": action.text,
        "done": action.done,
        "owner": action.owner,
        "priority": action.priority.value if action.priority else None,
        "due": _day_text(action.due),
        "type": action.type.value,
    }


def _stored_action(action: ActionItem, owners: Mapping[UUID, str]) -> dict[str, Any]:
    named = owners.get(action.owner_id, "") if action.owner_id else ""
    return {
        "text": action.text,
        "done": action.state is ActionState.DONE,
        "owner": named or action.owner_text,
        "priority": action.priority.value if action.priority else None,
        "due": _day_text(action.due),
        "type": action.type.value,
    }


def _draft_instants(draft: IncidentDraft) -> Iterable[Instant]:
    """Yield a draft's instants as rows, so that its durations follow the rule that stored ones follow."""
    for kind, at in draft.instants.items():
        yield Instant(
            id=_NO_ID, created_at=_EPOCH, updated_at=_EPOCH, incident_id=_NO_ID, kind=kind, at=at,
            approximate=kind in draft.approximate_instants,
        )  # fmt: skip


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
