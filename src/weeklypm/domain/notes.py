"""The notes of a meeting as a document tree: decisions and actions first, nothing private.

Every value that reaches the tree comes through ``visible``, which knows only the fields that their dataclass shows to
the notes; ids, states and the mark ``private`` choose what is told and are never told themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, AgendaLine, Kind, Segment
from weeklypm.domain.meeting import MeetingState, Note
from weeklypm.domain.notes_incident import incident_blocks
from weeklypm.domain.notes_rows import MeetingRows, live, name_of, visible
from weeklypm.domain.notes_tree import (
    Block,
    Document,
    Entry,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Prose,
    Table,
    Text,
)
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.redaction import known, redact, redact_message
from weeklypm.domain.values import Message, Row, message

AnyRow = TypeVar("AnyRow", bound=Row)

TOLD_IN_FULL: Final = (Kind.INCIDENT_TALK, Kind.NEAR_MISS, Kind.RE_READ)
"""The kinds whose incident stands in the notes with its timeline; a role-play keeps the answers to itself."""


PERSON: Final = "notes.person"
"""The message of a name that stands by right: of the facilitator, or of an action's owner."""


def notes_document(rows: MeetingRows, *, roles_instead_of_names: bool = False) -> Document:
    """Build the notes of a meeting.

    With ``roles_instead_of_names``, names, handles and mail addresses in free text become roles; the facilitator and
    the owners of this meeting's actions stay, as they stand on the stage (decisions.md section 4).
    """
    title = message("notes.title", series=visible(rows.series)["name"], day=visible(rows.meeting)["held_on"])
    if rows.meeting.state is MeetingState.NOT_HELD:
        return Document(title, (Paragraph(message("notes.not_held")), *_next(rows)))
    blocks = (*_head(rows), *_outcomes(rows), *_agenda(rows), *_discussed(rows), *_parked(rows), *_next(rows))
    if not roles_instead_of_names:
        return Document(title, blocks)
    return _without_names(Document(title, blocks), rows)


def _without_names(document: Document, rows: MeetingRows) -> Document:
    told = [data for text in document.texts() if not _is_person(text) for data in _data(text)]
    people = known(rows.people, rows.responders, told)

    def nameless(text: Text) -> Text:
        if isinstance(text, Message):
            return text if _is_person(text) else redact_message(text, people, names_on=False)
        return redact(text, people, names_on=False)

    return document.mapped(nameless)


def _data(value: object) -> Iterable[str]:
    if isinstance(value, Message):
        value = tuple(argument for _, argument in value.arguments)
    if isinstance(value, tuple):
        for each in value:
            yield from _data(each)
    elif type(value) is str:
        yield value


def _is_person(text: Text) -> bool:
    return isinstance(text, Message) and text.code == PERSON


def _head(rows: MeetingRows) -> tuple[Block, ...]:
    meeting = visible(rows.meeting)
    facts: list[tuple[Text, Text]] = [(message("words.term.date"), message("notes.day", day=meeting["held_on"]))]
    for term in ("facilitator", "co_facilitator"):
        name = name_of(rows.people, meeting[f"{term}_id"])
        if name:
            facts.append((message(f"words.term.{term}"), message(PERSON, name=name)))
    if meeting["headcount"] is not None:
        facts.append((message("notes.headcount.label"), message("notes.headcount", n=meeting["headcount"])))
    return (Facts(tuple(facts)),)


def _outcomes(rows: MeetingRows) -> tuple[Block, ...]:
    return (
        Heading(2, message("notes.heading.decisions")),
        _decisions(rows),
        Heading(2, message("notes.heading.actions")),
        _actions(rows),
        *_changes(rows),
    )


def _decisions(rows: MeetingRows) -> Block:
    seen = [visible(decision) for decision in rows.of_meeting(rows.decisions)]
    if not seen:
        return Paragraph(message("notes.no_decision"))
    return Listing(tuple(Entry(each["text"], each["context"]) for each in seen), numbered=True)


ACTION_COLUMNS: Final = tuple(
    message(f"words.term.{term}") for term in ("state", "action", "owner", "team", "due", "priority")
)


def _actions(rows: MeetingRows) -> Block:
    actions = rows.of_meeting(rows.actions)
    if not actions:
        return Paragraph(message("notes.no_action"))
    return Table(ACTION_COLUMNS, tuple(_action_row(rows, action) for action in actions))


def _action_row(rows: MeetingRows, action: ActionItem) -> tuple[Text, ...]:
    seen = visible(action)
    owner, team = name_of(rows.people, seen["owner_id"]), name_of(rows.teams, seen["team_id"])
    text: Text = seen["text"]
    if seen["done_when"]:
        text = message("notes.action.done_when", text=text, done_when=seen["done_when"])
    return (
        message(f"notes.state.{_state(seen)}"),
        text,
        message(PERSON, name=owner) if owner else _unknown_owner(seen["owner_text"]),
        team or message("words.none"),
        message("notes.due", day=seen["due"]) if seen["due"] else message("words.none"),
        str(seen["priority"].value) if seen["priority"] else message("words.none"),
    )


def _unknown_owner(text: str) -> Text:
    return message(PERSON, name=text) if text else message("words.none")


def _state(seen: Mapping[str, Any]) -> str:
    if seen["state"] is ActionState.COMMITTED and seen["blocked_since"] is not None:
        return "blocked"
    return str(seen["state"].value)


def _changes(rows: MeetingRows) -> tuple[Block, ...]:
    """Tell what became of earlier actions: what changed, and the reason that was given."""
    texts = {action.id: visible(action)["text"] for action in live((*rows.earlier, *rows.actions))}
    changes = [each for each in rows.of_meeting(rows.changes) if not each.withdrawn and each.action_id in texts]
    if not changes:
        return ()
    entries = tuple(_change(rows, texts[each.action_id], visible(each)) for each in changes)
    return Heading(2, message("notes.heading.changes")), Listing(entries)


def _change(rows: MeetingRows, text: str, seen: Mapping[str, Any]) -> Entry:
    field = seen["field"]
    old, new = (_changed(rows, field, seen[side]) for side in ("old", "new"))
    return Entry(
        message("notes.change", text=text, field=message(f"notes.field.{field}"), old=old, new=new),
        message("notes.change.reason", reason=seen["reason"]),
    )


def _changed(rows: MeetingRows, field: str, text: str) -> Text:
    """Say a value that a change keeps as text: dates, people, teams and states under their names."""
    if not text:
        return message("words.none")
    if field in ("due", "blocked_since"):
        return message("notes.short_day", day=date.fromisoformat(text))
    if field in ("owner_id", "team_id"):
        named = name_of(rows.people if field == "owner_id" else rows.teams, UUID(text))
        return message(PERSON, name=named) if field == "owner_id" and named else named or message("words.none")
    return message(f"words.action_{field}.{text}") if field in ("state", "type") else text


AGENDA_COLUMNS: Final = tuple(message(f"notes.column.{name}") for name in ("time", "minutes", "what", "why"))


def _agenda(rows: MeetingRows) -> tuple[Block, ...]:
    if rows.agenda is None:
        return ()
    start = datetime.combine(visible(rows.meeting)["held_on"], visible(rows.series)["starts_at"])
    lines = tuple(_agenda_row(line, start) for line in rows.agenda.lines)
    return Heading(2, message("notes.heading.agenda")), Table(AGENDA_COLUMNS, lines)


def _agenda_row(line: AgendaLine, start: datetime) -> tuple[Text, ...]:
    kind = message(f"words.kind.{line.kind.value}") if line.kind and line.segment is Segment.MAIN else None
    return (
        message("notes.clock", at=start + timedelta(minutes=line.starts_after)),
        message("notes.minutes", n=line.minutes),
        message("notes.agenda.item", kind=kind, title=line.title) if kind else line.title,
        line.why,
    )


def _discussed(rows: MeetingRows) -> tuple[Block, ...]:
    """Tell part by part what was said; a part without notes and without an incident is left out."""
    notes = [note for note in rows.of_meeting(rows.notes) if not note.private and visible(note)["text"].strip()]
    told: list[Block] = []
    for heading, segment, item_id, blocks in _parts(rows):
        here = [note for note in notes if _place(rows, note) == (segment, item_id)]
        notes = [note for note in notes if note not in here]
        if here or blocks:
            told += [Heading(3, heading), *(Prose(visible(note)["text"]) for note in here), *blocks]
    for note in notes:  # of an item that is not on the agenda any more
        told += [Heading(3, message(f"words.segment.{visible(note)['segment'].value}")), Prose(visible(note)["text"])]
    return (Heading(2, message("notes.heading.discussed")), *told) if told else ()


def _place(rows: MeetingRows, note: Note) -> tuple[Segment, UUID | None]:
    """Return the part that a note belongs to; in a main part of one item, what names none is about that one."""
    if note.segment is not Segment.MAIN:
        return note.segment, None
    main = rows.agenda.main if rows.agenda else ()
    return note.segment, note.item_id or (main[0].item_id if len(main) == 1 else None)


Part = tuple[Text, Segment, UUID | None, tuple[Block, ...]]


def _parts(rows: MeetingRows) -> Iterable[Part]:
    """Yield heading, segment, item and incident of each part, in the order they were held."""
    lines = rows.agenda.lines if rows.agenda else ()
    items: dict[UUID | None, AgendaItem] = {item.id: item for item in live(rows.items)}
    for segment in Segment:
        for line in (each for each in lines if each.segment is segment and segment is Segment.MAIN):
            about = (*_detail(items.get(line.item_id)), *_incident(rows, line.kind, line.incident_id))
            yield line.title, segment, line.item_id, about
        if segment is Segment.MAIN:
            on_agenda = {line.item_id for line in lines}
            for item in (each for each in items.values() if each.id not in on_agenda and _spoken_of(rows, each)):
                seen = visible(item)
                about = (*_detail(item), *_incident(rows, seen["kind"], item.incident_id))
                yield seen["title"], segment, item.id, about
        if segment is not Segment.MAIN or None not in {line.item_id for line in lines}:
            yield message(f"words.segment.{segment.value}"), segment, None, ()


def _detail(item: AgendaItem | None) -> tuple[Block, ...]:
    detail = visible(item)["detail"] if item else ""
    return (Prose(detail),) if detail.strip() else ()


def _spoken_of(rows: MeetingRows, item: AgendaItem) -> bool:
    return any(note.item_id == item.id for note in rows.of_meeting(rows.notes) if not note.private)


def _incident(rows: MeetingRows, kind: Kind | None, incident_id: UUID | None) -> tuple[Block, ...]:
    incident = next((each for each in live(rows.incidents) if each.id == incident_id), None)
    if incident is None or kind not in TOLD_IN_FULL:
        return ()
    instants = [each for each in live(rows.instants) if each.incident_id == incident.id]
    events = [each for each in live(rows.events) if each.incident_id == incident.id]
    return incident_blocks(incident, instants, events)


def _parked(rows: MeetingRows) -> tuple[Block, ...]:
    lines = [visible(line)["text"] for line in rows.of_meeting(rows.parked) if not line.private]
    if not lines:
        return ()
    return Heading(2, message("words.term.parking_lot")), Listing(tuple(Entry(line) for line in lines))


def _next(rows: MeetingRows) -> tuple[Block, ...]:
    if rows.next is None:
        return ()
    facts: list[tuple[Text, Text]] = [(message("words.term.date"), message("notes.day", day=rows.next.held_on))]
    name = name_of(rows.people, rows.next.facilitator_id)
    if name:
        facts.append((message("words.term.facilitator"), message(PERSON, name=name)))
    if rows.next.title is not None:
        facts.append((_next_label(rows.next.kind), rows.next.title))
    return Heading(2, message("notes.heading.next")), Facts(tuple(facts))


def _next_label(kind: Kind | None) -> Text:
    return message(f"words.kind.{kind.value}") if kind else message("notes.column.what")
