"""The slides of the stage around the talk: opening, late actions, topic, learning round, read-back, close, blank."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, Kind, Segment
from weeklypm.domain.calendar import Series
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.outcomes import ActionItem, Decision
from weeklypm.domain.redaction import Words
from weeklypm.domain.stage import (
    ActionRow,
    ActionsView,
    BlankView,
    Check,
    CheckState,
    CloseView,
    LearningView,
    NextMeeting,
    NumberedDecision,
    OpeningLine,
    OpeningView,
    ReadBackView,
    Room,
    TopicView,
    minutes_left,
    public,
)
from weeklypm.domain.values import Message, message

Kept = TypeVar("Kept")

PAGE: Final = 4
"""Most actions, and most decisions, on one page: more make another page, never smaller type (visual.md section 9)."""

# Widths that fit one line of the read-back, in halves of a full-width character.
_DECISION_HALVES, _ACTION_HALVES = 72, 50
# Heights of the read-back in stage pixels: the two headings, a row of either kind, a second line; the room for all.
_DECISIONS, _ACTIONS, _DECISION, _ACTION, _LINE, _ROOM = 68, 58, 56, 62, 36, 488


def opening(
    series: Series, meeting: Meeting, agenda: Agenda, items: Mapping[UUID, AgendaItem], room: Room
) -> OpeningView:
    """Build the opening: who leads, and the parts of the meeting with their minutes.

    Read-back and close are one block. ``items`` are the rows that agenda lines point at, by id.
    """
    told = public(series)
    held = public(meeting)
    return OpeningView(
        left=None,
        names_on=room.names_on,
        name=told.name,
        held_on=held.held_on,
        lines=tuple(_opening_line(told, block, items, room) for block in _blocks(agenda)),
        facilitator=room.name(held.facilitator_id),
        co_facilitator=room.name(held.co_facilitator_id),
    )


def _blocks(agenda: Agenda) -> list[list[AgendaLine]]:
    blocks: list[list[AgendaLine]] = []
    for line in map(public, agenda.lines):
        if line.segment is Segment.CLOSE and blocks and blocks[-1][-1].segment is Segment.READ_BACK:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _opening_line(series: Series, block: list[AgendaLine], items: Mapping[UUID, AgendaItem], room: Room) -> OpeningLine:
    first = block[0]
    starts = datetime.combine(date.min, series.starts_at) + timedelta(minutes=first.starts_after)
    main = first.segment is Segment.MAIN
    return OpeningLine(
        starts=starts.time(),
        minutes=sum(line.minutes for line in block),
        title=_title(first, items, room) if main else _segment_title(block),
        segments=tuple(line.segment for line in block),
        kind=first.kind if main else None,
        why=room.redacted(first.why) if main else "",
        presenter=room.name(first.presenter_id) if main else "",
    )


def _segment_title(block: list[AgendaLine]) -> Message:
    return message(f"stage.opening.{'_'.join(line.segment.value for line in block)}")


def _title(line: AgendaLine, items: Mapping[UUID, AgendaItem], room: Room) -> Words:
    item = items.get(line.item_id) if line.item_id else None
    if item is not None:
        return room.redacted(public(item).title)
    return room.redacted(line.title)


def actions(rows: Sequence[ActionItem], today: date, room: Room, page: int = 1) -> ActionsView:
    """Build a page of the late, blocked and moved actions: the team is shown, not the person."""
    pages = max(1, -(-len(rows) // PAGE))
    page = max(1, min(page, pages))
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return ActionsView(
        left=minutes_left(room.seconds_left),
        names_on=room.names_on,
        rows=tuple(_late_row(public(row), today, room) for row in shown),
        page=page,
        pages=pages,
    )


def _late_row(row: ActionItem, today: date, room: Room) -> ActionRow:
    text = room.redacted(row.text)
    return ActionRow(text, row.priority, room.team(row.team_id), row.due, _note(row, today))


def _note(row: ActionItem, today: date) -> Message:
    if row.blocked_since is not None:
        return message("stage.actions.blocked", since=row.blocked_since)
    if row.due is not None and row.due < today:
        return message("stage.actions.late", n=(today - row.due).days)
    return message("stage.actions.changed")


def topic(
    item: AgendaItem | Message,
    kind: Kind,
    checks: Sequence[Words],
    now: int,
    room: Room,
    *,
    presenter_id: UUID | None = None,
) -> TopicView:
    """Build a topic with its checklist; ``now`` is the index of the one question now, those before it are done.

    ``item`` is a message for the built-in question, which has no row.
    """
    return TopicView(
        left=minutes_left(room.seconds_left),
        names_on=room.names_on,
        title=room.redacted(item if isinstance(item, Message) else public(item).title),
        kind=kind,
        presenter=room.name(presenter_id),
        checks=tuple(Check(room.redacted(text), _check_state(index, now)) for index, text in enumerate(checks)),
    )


def _check_state(index: int, now: int) -> CheckState:
    if index == now:
        return CheckState.NOW
    return CheckState.DONE if index < now else CheckState.COMING


def read_back(
    decisions: Sequence[Decision], rows: Sequence[ActionItem], coming: NextMeeting | None, room: Room, page: int = 1
) -> ReadBackView:
    """Build a page of the read-back: decisions, then actions with priority, owner and date; then what comes next."""
    said = [NumberedDecision(n, room.redacted(public(each).text)) for n, each in _numbered(decisions)]
    promised = [_new_row(public(row), room) for row in sorted(rows, key=_place)]
    pages = paged(said, promised)
    page = max(1, min(page, len(pages)))
    return ReadBackView(
        left=minutes_left(room.seconds_left),
        names_on=room.names_on,
        decisions=pages[page - 1][0],
        actions=pages[page - 1][1],
        no_decisions=not said and page == 1 and _height((), pages[0][1]) + _DECISIONS + _DECISION <= _ROOM,
        no_actions=not promised and page == len(pages),
        page=page,
        pages=len(pages),
        coming=coming,
    )


def _numbered(decisions: Sequence[Decision]) -> list[tuple[int, Decision]]:
    return list(enumerate(sorted(decisions, key=_place), start=1))


def _place(row: Decision | ActionItem) -> int:
    return public(row).position


def _new_row(row: ActionItem, room: Room) -> ActionRow:
    person = room.name(row.owner_id) or row.owner_text
    text = room.redacted(row.text)
    return ActionRow(text, row.priority, person or room.team(row.team_id), row.due, person=bool(person))


Page = tuple[tuple[NumberedDecision, ...], tuple[ActionRow, ...]]


def paged(decisions: Sequence[NumberedDecision], rows: Sequence[ActionRow]) -> list[Page]:
    """Divide decisions and actions into pages: one where all fit, else decisions first, then actions; never none."""
    if len(decisions) <= PAGE and len(rows) <= PAGE and _height(decisions, rows) <= _ROOM:
        return [(tuple(decisions), tuple(rows))]
    first: list[Page] = [(tuple(part), ()) for part in _parts(decisions)]
    then: list[Page] = [((), tuple(part)) for part in _parts(rows)]
    return first + then


def _parts(rows: Sequence[Kept]) -> list[Sequence[Kept]]:
    return [rows[start : start + PAGE] for start in range(0, len(rows), PAGE)]


def _height(decisions: Iterable[NumberedDecision], rows: Iterable[ActionRow]) -> int:
    said = [_DECISION + _LINE * (halves(each.text) > _DECISION_HALVES) for each in decisions]
    done = [_ACTION + _LINE * (halves(each.text) > _ACTION_HALVES) for each in rows]
    return sum(said) + sum(done) + _DECISIONS * bool(said) + _ACTIONS * bool(done)


def halves(text: Words) -> int:
    """Return about how wide a text is, in halves of a full-width character; a role label counts as ten."""
    if isinstance(text, Message):
        return sum(halves(value) if isinstance(value, str | Message) else 10 for _, value in text.arguments) + 10
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def next_meeting(
    held: Meeting, coming: Meeting, line: AgendaLine | None, items: Mapping[UUID, AgendaItem], room: Room
) -> NextMeeting:
    """Build what the band says of the next held meeting; ``line`` is its first main line, where one is planned."""
    told = public(coming)
    main = public(line) if line is not None else None
    return NextMeeting(
        held_on=told.held_on,
        title=_title(main, items, room) if main is not None else "",
        kind=main.kind if main is not None else None,
        facilitator=room.name(told.facilitator_id),
        in_a_week=told.held_on - public(held).held_on <= timedelta(days=7),
    )


def learning(room: Room) -> LearningView:
    """Build the learning round."""
    return LearningView(left=minutes_left(room.seconds_left), names_on=room.names_on)


def close(coming: NextMeeting | None, room: Room) -> CloseView:
    """Build the close."""
    return CloseView(left=minutes_left(room.seconds_left), names_on=room.names_on, coming=coming)


def blank() -> BlankView:
    """Build the blank state."""
    return BlankView()
