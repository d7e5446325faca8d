"""Record decisions, actions and parking-lot lines as they are said, and mend them afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.action_rules import check_due, one_line, tidy_text, tracker_link
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import ClockEvent, ClockKind, Meeting, MeetingState
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionType, Decision, ParkedLine, ReasonKind
from weeklypm.domain.people import Person, Team
from weeklypm.domain.promises import Capture, change_action, read_capture, still_recording
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit


class Recorded(StrEnum):
    """Name what a captured line becomes."""

    DECISION = "decision"
    ACTION = "action"
    PARKED = "parked"


@dataclass(frozen=True)
class CaptureContext:
    """Hold what reading a line needs, so that the window can show its chips without asking the workspace."""

    people: tuple[Person, ...]
    teams: tuple[Team, ...]
    zone: str


def capture_context(reader: Reader) -> CaptureContext:
    """Return who can be named in a captured line."""
    return CaptureContext(tuple(reader.find(Person)), tuple(reader.find(Team)), series_of(reader).zone)


def record(unit: Unit, meeting_id: UUID, kind: Recorded, line: str) -> Decision | ActionItem | ParkedLine:
    """Record one line; ``@owner !P1 #type ^date`` are read from an action's text (decisions.md section 7).

    Raises Problem ``services.problem.line_empty`` when nothing is left to keep.
    """
    meeting = unit.get(Meeting, meeting_id)
    text = line.strip()
    if not text:
        raise Problem("services.problem.line_empty")
    if kind is Recorded.ACTION:
        return _record_action(unit, meeting, text)
    table: type[Decision | ParkedLine] = Decision if kind is Recorded.DECISION else ParkedLine
    position = unit.count(table, meeting_id=meeting_id)
    return unit.add(table(**unit.stamp(), meeting_id=meeting_id, text=text, position=position))


def _record_action(unit: Unit, meeting: Meeting, line: str) -> ActionItem:
    capture = read_line(capture_context(unit), line, unit)
    if not capture.text.strip():
        raise Problem("services.problem.line_empty")
    owner = unit.get(Person, capture.owner_id) if capture.owner_id else None
    fields: dict[str, Any] = {} if capture.type is None else {"type": capture.type}
    check_due(None, capture.due, local_day(unit.now, series_of(unit).zone))
    return unit.add(
        ActionItem(
            **unit.stamp(),
            text=tidy_text(capture.text),
            priority=capture.priority,
            owner_id=capture.owner_id,
            team_id=owner.team_id if owner else capture.team_id,
            owner_text=capture.owner_text,
            due=capture.due,
            meeting_id=meeting.id,
            position=unit.count(ActionItem, meeting_id=meeting.id),
            **fields,
        )
    )


def read_line(context: CaptureContext, line: str, reader: Reader) -> Capture:
    """Read a captured action against the people and the date of the workspace."""
    return read_capture(line, context.people, context.teams, local_day(reader.now, context.zone))


def edit_decision(unit: Unit, decision_id: UUID, text: str) -> Decision:
    """Change the words of a decision."""
    if not text.strip():
        raise Problem("services.problem.line_empty")
    return unit.put(replace(unit.get(Decision, decision_id), text=text.strip()))


def edit_action(
    unit: Unit, action_id: UUID, *, reason: str = "", kind: ReasonKind | None = None, **fields: object
) -> ActionItem:
    """Change an action: the one door. Moving due, priority or owner, or dropping it, needs a reason once it is agreed.

    The first setting, and edits within the meeting that recorded it until that closes, need none. All fields of one
    change share its reason and kind. A change made while a meeting runs belongs to that meeting. Raises Problem
    ``promises.problem.reason_needed``, ``actions.problem.due_past``, ``actions.problem.link`` and those of its words.
    """
    return edit_actions(unit, (action_id,), reason=reason, kind=kind, **fields)[0]


def edit_actions(
    unit: Unit, action_ids: Sequence[UUID], *, reason: str = "", kind: ReasonKind | None = None, **fields: object
) -> tuple[ActionItem, ...]:
    """Change several actions as ``edit_action`` does one, each named once; what they share is read once."""
    actions = _found(unit, action_ids)
    history = _history(unit, action_ids)
    free = _recorded_now(unit, actions)
    today = local_day(unit.now, series_of(unit).zone)
    changed = [
        change_action(
            action,
            _tidy(action, fields, today),
            reason,
            recorded_in_open_meeting=action.id in free,
            history=history.get(action.id, ()),
        )
        for action in actions
    ]
    moves = [(action.id, move) for action, moved in changed for move in moved]
    live = unit.first(Meeting, state=MeetingState.LIVE) if moves else None
    meeting_id = live.id if live else None
    told: dict[str, Any] = {"reason": one_line(reason), "kind": kind, "at": unit.now, "meeting_id": meeting_id}
    unit.add_many([_reasoned(unit, one, move, told) for one, move in moves])
    return unit.put_many([action for action, _ in changed])


def _reasoned(unit: Unit, action_id: UUID, move: tuple[str, str, str], told: Mapping[str, Any]) -> ActionChange:
    field, old, new = move
    return ActionChange(**unit.stamp(), action_id=action_id, field=field, old=old, new=new, **told)


def _found(unit: Unit, action_ids: Sequence[UUID]) -> list[ActionItem]:
    """Return actions in the order they are named; one that is not there is refused as ``get`` refuses it."""
    found = {action.id: action for action in unit.find(ActionItem, id=set(action_ids))}
    return [found[one] if one in found else unit.get(ActionItem, one) for one in action_ids]


def _history(unit: Unit, action_ids: Sequence[UUID]) -> dict[UUID, list[ActionChange]]:
    found: dict[UUID, list[ActionChange]] = {}
    for change in unit.find(ActionChange, action_id=set(action_ids)):
        found.setdefault(change.action_id, []).append(change)
    return found


def _tidy(action: ActionItem, fields: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the fields to change, their texts tidied and checked; what stays as it was is not judged anew."""
    wanted = dict(fields)
    check_due(action.due, wanted.get("due"), today)
    wanted |= {name: one_line(wanted[name]) for name in ("blocked_by", "owner_text") if name in wanted}
    if wanted.get("text", action.text) != action.text:
        wanted["text"] = tidy_text(wanted["text"])
    if wanted.get("link", action.link) != action.link:
        wanted["link"] = tracker_link(wanted["link"])
    return wanted


def edit_parked(unit: Unit, parked_id: UUID, text: str) -> ParkedLine:
    """Change the words of a line of the parking lot."""
    if not text.strip():
        raise Problem("services.problem.line_empty")
    return unit.put(replace(unit.get(ParkedLine, parked_id), text=text.strip()))


def rewrite(unit: Unit, kind: Recorded, row_id: UUID, line: str) -> Decision | ActionItem | ParkedLine:
    """Change a recorded line by typing it again; an action's is read as when it was captured.

    Raises Problem ``services.problem.line_empty`` and what ``edit_action`` raises.
    """
    if kind is Recorded.DECISION:
        return edit_decision(unit, row_id, line)
    if kind is Recorded.PARKED:
        return edit_parked(unit, row_id, line)
    said = read_line(capture_context(unit), line.strip(), unit)
    if not said.text.strip():
        raise Problem("services.problem.line_empty")
    action = unit.get(ActionItem, row_id)
    owner = unit.get(Person, said.owner_id) if said.owner_id else None
    return edit_action(
        unit,
        row_id,
        text=said.text,
        owner_id=said.owner_id,
        owner_text=said.owner_text,
        team_id=owner.team_id if owner else said.team_id,
        priority=said.priority,
        type=said.type or action.type,
        due=said.due,
    )


def as_line(action: ActionItem, people: Mapping[UUID, Person], teams: Mapping[UUID, Team]) -> str:
    """Return an action as the line that would record it: ``text @owner !P1 #type ^date``."""
    owner = people.get(action.owner_id) if action.owner_id else None
    team = teams.get(action.team_id) if action.team_id else None
    name = owner.name if owner else action.owner_text or (team.name if team else "")
    marks = (
        f"@{name}" if name else "",
        f"!{action.priority.value}" if action.priority else "",
        f"#{action.type.value}" if action.type is not ActionType.OTHER else "",
        f"^{action.due.isoformat()}" if action.due else "",
    )
    return " ".join(part for part in (action.text, *marks) if part)


def recorded_in_open_meeting(reader: Reader, action: ActionItem) -> bool:
    """Tell whether the meeting that recorded an action still runs, so that it may change freely.

    Opened again a day later, it holds people to what they took home from it.
    """
    return action.id in _recorded_now(reader, [action])


def _recorded_now(reader: Reader, actions: Sequence[ActionItem]) -> frozenset[UUID]:
    """Return which actions the meeting that runs has recorded and may still change freely."""
    live = {meeting.id: closed_at(reader, meeting.id) for meeting in reader.find(Meeting, state=MeetingState.LIVE)}
    return frozenset(
        action.id
        for action in actions
        if action.meeting_id in live and still_recording(action.created_at, live[action.meeting_id], reader.now)
    )


def closed_at(reader: Reader, meeting_id: UUID) -> tuple[datetime, ...]:
    """Return the instants at which a meeting was closed."""
    return tuple(at for (at,) in reader.values(ClockEvent, ("at",), meeting_id=meeting_id, kind=ClockKind.CLOSE))


def remove_recorded(unit: Unit, row_kind: type[Decision | ActionItem | ParkedLine], row_id: UUID) -> None:
    """Take a recorded line back; undo brings it again.

    An action that its meeting has agreed on is dropped with a reason instead: raises Problem
    ``actions.problem.remove_agreed``.
    """
    row = unit.get(row_kind, row_id)
    if isinstance(row, ActionItem) and not recorded_in_open_meeting(unit, row):
        raise Problem("actions.problem.remove_agreed")
    unit.delete(row)
