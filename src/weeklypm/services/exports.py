"""What leaves the workspace: the notes of a meeting with their timeline pictures, and pictures alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, Instant, Responder
from weeklypm.domain.meeting import Meeting, Note, NoteDraft
from weeklypm.domain.notes import notes_document
from weeklypm.domain.notes_rows import MeetingRows, NextMeeting
from weeklypm.domain.outcomes import ActionChange, ActionItem, Decision, ParkedLine
from weeklypm.domain.people import Person, Team
from weeklypm.domain.redaction import known, redact
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.domain.values import Language, Message
from weeklypm.exporters import html, markdown
from weeklypm.services.dates import series_of
from weeklypm.services.incidents import IncidentView
from weeklypm.services.meetings import coming_meeting
from weeklypm.services.snapshot import agenda_from_json
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Reader

FORMATS = ("md", "html")
PICTURE_SIZE = (1200, 420)
"""Width and height of a timeline picture in px at 100 dpi."""


@dataclass(frozen=True)
class File:
    """Hold one file to be written: its name beside the others, and its content."""

    name: str
    data: bytes


def notes_rows(reader: Reader, meeting_id: UUID) -> MeetingRows:
    """Read the rows that a meeting's notes are made from."""
    meeting = reader.get(Meeting, meeting_id)
    agenda = agenda_from_json(meeting.agenda_json) if meeting.agenda_json else None
    items = reader.find(AgendaItem, meeting_id=meeting_id)
    lines = agenda.lines if agenda else ()
    wanted = {item.incident_id for item in items} | {line.incident_id for line in lines}
    ids = {incident_id for incident_id in wanted if incident_id is not None}
    changes = reader.find(ActionChange, meeting_id=meeting_id)
    return MeetingRows(
        series=series_of(reader),
        meeting=meeting,
        agenda=agenda,
        items=items,
        notes=_notes(reader, meeting_id),
        decisions=reader.find(Decision, meeting_id=meeting_id),
        actions=reader.find(ActionItem, meeting_id=meeting_id),
        changes=changes,
        earlier=reader.find(ActionItem, id={change.action_id for change in changes}) if changes else [],
        parked=reader.find(ParkedLine, meeting_id=meeting_id),
        people=reader.find(Person, include_deleted=True),
        teams=reader.find(Team, include_deleted=True),
        next=_next(reader, meeting),
        **_incident_rows(reader, ids),
    )


def _notes(reader: Reader, meeting_id: UUID) -> list[Note]:
    """Return the notes that may leave the console; while the meeting runs, what is being typed stands for its note."""
    kept = reader.find(Note, meeting_id=meeting_id, private=False)
    notes = {(note.segment, note.item_id): note for note in kept}
    for draft in reader.find(NoteDraft, meeting_id=meeting_id):
        note = notes.get((draft.segment, draft.item_id))
        stamp = {"id": draft.id, "created_at": draft.created_at, "updated_at": draft.updated_at}
        place = {"meeting_id": meeting_id, "segment": draft.segment, "item_id": draft.item_id}
        fresh = Note(**stamp, **place, text=draft.text)  # type: ignore[arg-type]
        notes[draft.segment, draft.item_id] = replace(note, text=draft.text) if note else fresh
    return list(notes.values())


def _incident_rows(reader: Reader, ids: set[UUID]) -> dict[str, Any]:
    if not ids:
        return {}
    return {
        "incidents": reader.find(Incident, id=ids),
        "instants": reader.find(Instant, incident_id=ids),
        "events": reader.find(TimelineEvent, incident_id=ids, order_by=("position", "id")),
        "responders": reader.find(Responder, incident_id=ids, order_by=("position", "id")),
    }


def _next(reader: Reader, meeting: Meeting) -> NextMeeting | None:
    """Return what the notes say of the next held meeting."""
    coming = coming_meeting(reader, meeting)
    if coming is None:
        return None
    title, kind = (coming.line.title, coming.line.kind) if coming.line else (None, None)
    return NextMeeting(coming.meeting.held_on, coming.meeting.facilitator_id, title, kind)


def render_notes(rows: MeetingRows, form: str, *, roles: bool = False, stem: str | None = "notes") -> list[File]:
    """Write the notes in the series' language; the document comes first, then the pictures it names.

    ``form`` is one of ``FORMATS``. HTML holds its pictures; Markdown has them as files beside it, and none where
    ``stem`` is None. Raises Problem ``services.problem.notes_format``.
    """
    if form not in FORMATS:
        raise Problem("services.problem.notes_format", text=form, known=", ".join(FORMATS))
    language = rows.series.language
    document = notes_document(rows, roles_instead_of_names=roles)
    pictures = _pictures(rows, document.pictures(), language, roles=roles) if stem or form == "html" else {}
    if form == "html":
        return [File(f"{stem}.html", html.render(document, language, pictures).encode())]
    names = {key: f"{stem}-{key}.png" for key in pictures}
    text = markdown.render(document, language, names)
    return [File(f"{stem}.md", text.encode()), *(File(names[key], data) for key, data in pictures.items())]


def _pictures(rows: MeetingRows, keys: tuple[str, ...], language: Language, *, roles: bool) -> dict[str, bytes]:
    return {
        incident.key: _draw(incident, rows, language, roles=roles)
        for incident in rows.incidents
        if incident.key in keys
    }


def _draw(incident: Incident, rows: MeetingRows, language: Language, *, roles: bool) -> bytes:
    events = tuple(event for event in rows.events if event.incident_id == incident.id)
    if roles:
        events = _nameless(events, rows, language)
    instants = tuple(instant for instant in rows.instants if instant.incident_id == incident.id)
    return draw_timeline(incident, events, instants, language, "png", scale=2)


def _nameless(events: tuple[TimelineEvent, ...], rows: MeetingRows, language: Language) -> tuple[TimelineEvent, ...]:
    """Turn the names in the events' texts into role labels, as the document around the picture does."""
    fields = ("text", "information", "judgement", "action")
    people = known(rows.people, rows.responders, [getattr(event, field) for event in events for field in fields])

    def bare(text: str) -> str:
        told = redact(text, people, names_on=False)
        return say(language, told) if isinstance(told, Message) else told

    def nameless(event: TimelineEvent) -> TimelineEvent:
        told: dict[str, Any] = {field: bare(getattr(event, field)) for field in fields}
        return replace(event, **told)

    return tuple(map(nameless, events))


def timeline_picture(view: IncidentView, language: Language, form: str) -> bytes:
    """Draw an incident's timeline as ``png`` or ``svg``."""
    return draw_timeline(view.incident, view.events, tuple(view.instants.values()), language, form, scale=2)


def draw_timeline(
    incident: Incident,
    events: tuple[TimelineEvent, ...],
    instants: tuple[Instant, ...],
    language: Language,
    form: str,
    *,
    scale: int = 1,
) -> bytes:
    """Draw a timeline; ``scale`` multiplies the pixels of a PNG."""
    from weeklypm.charts import timeline  # matplotlib: imported when the first picture is drawn

    picture = timeline.TimelinePicture(
        events=events,
        instants=instants,
        zone=incident.zone,
        language=language,
        title=incident.title,
        size=PICTURE_SIZE,
    )
    return timeline.svg(picture) if form == "svg" else timeline.png(picture, scale=scale)
