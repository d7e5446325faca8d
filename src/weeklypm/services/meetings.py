"""Hold a meeting: start it, walk through its lines, keep the clock, close it; ``recording`` keeps its outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, ItemState, Kind, Segment
from weeklypm.domain.clock import fold
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import ClockEvent, ClockKind, Meeting, MeetingState, Note, NoteDraft
from weeklypm.domain.outcomes import ActionItem, Decision, ParkedLine
from weeklypm.domain.people import Person, Team
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.services.composing import Known, read_known
from weeklypm.services.dates import series_of
from weeklypm.services.incidents import IncidentView, view_incident
from weeklypm.services.planning import catch_up, settle
from weeklypm.services.snapshot import agenda_from_json, agenda_to_json
from weeklypm.services.stock import stored_item
from weeklypm.services.turn_holding import begin, finish, seat
from weeklypm.services.week import next_held, this_week

if TYPE_CHECKING:
    from weeklypm.domain.calendar import Series
    from weeklypm.storage import Reader, Unit


@dataclass(frozen=True)
class Coming:
    """Hold the next held meeting as it is planned: its row (not stored yet) and its first main line."""

    meeting: Meeting
    line: AgendaLine | None


@dataclass(frozen=True)
class MeetingView:
    """Hold all that console and stage show of one meeting."""

    series: Series
    meeting: Meeting
    agenda: Agenda
    clock: tuple[ClockEvent, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[ActionItem, ...]
    parked: tuple[ParkedLine, ...]
    notes: Mapping[Segment, str]
    items: Mapping[UUID, AgendaItem]
    incidents: Mapping[UUID, IncidentView]
    late: tuple[ActionItem, ...]
    coming: Coming | None
    people: Mapping[UUID, Person]
    teams: Mapping[UUID, Team]

    @property
    def incident(self) -> IncidentView | None:
        """Return the first incident that the main part talks about."""
        incident_id = main_incident(self.agenda)
        return self.incidents.get(incident_id) if incident_id else None


def live_meeting(reader: Reader) -> Meeting | None:
    """Return the meeting that runs now, if one does."""
    return reader.first(Meeting, state=MeetingState.LIVE)


def meeting_on(reader: Reader, day: date | None) -> Meeting:
    """Return the held meeting of a date, or the last one; raise Problem ``services.problem.no_meeting``."""
    held = (MeetingState.LIVE, MeetingState.CLOSED)
    if day is not None:
        found = reader.find(Meeting, held_on=day, state=held)
    else:
        found = reader.find(Meeting, state=held, order_by=("held_on",), descending=True, limit=1)
    if not found:
        raise (
            Problem("services.problem.no_meeting_yet")
            if day is None
            else Problem("services.problem.no_meeting", day=day)
        )
    return found[0]


def start_meeting(unit: Unit, day: date | None = None) -> Meeting:
    """Start the week's meeting: compose and keep its agenda, its facilitator and why, and set the clock going.

    Raises Problem ``services.problem.meeting_live`` while another runs and ``not_held`` on a holiday.
    """
    if live_meeting(unit) is not None:
        raise Problem("services.problem.meeting_live")
    settle(unit)
    week = this_week(unit, day)
    if not week.held or week.agenda is None:
        raise Problem("services.problem.not_held", day=week.day, reason=week.reason)
    known = unit.first(Meeting, series_id=week.series.id, held_on=week.day)
    if known is not None and known.state is MeetingState.CLOSED:
        raise Problem("services.problem.meeting_closed", day=week.day)
    row = replace(seat(unit, week.day), agenda_json=agenda_to_json(week.agenda), started_at=unit.now)
    meeting = begin(unit, row)
    _schedule_items(unit, meeting, week.agenda)
    _tick(unit, meeting.id, ClockKind.START)
    _tick(unit, meeting.id, ClockKind.SEGMENT, segment=week.agenda.lines[0].segment, line=0)
    return meeting


def _schedule_items(unit: Unit, meeting: Meeting, agenda: Agenda) -> None:
    for line in agenda.lines:
        if line.item_id is not None:
            item = stored_item(unit, line.item_id)
            unit.put(replace(item, state=ItemState.SCHEDULED, meeting_id=meeting.id, why=line.why))


def _tick(unit: Unit, meeting_id: UUID, kind: ClockKind, **fields: object) -> ClockEvent:
    return unit.add(ClockEvent(**unit.stamp(), meeting_id=meeting_id, at=unit.now, kind=kind, **fields))  # type: ignore[arg-type]


def _running(unit: Unit, meeting_id: UUID) -> Meeting:
    meeting = unit.get(Meeting, meeting_id)
    if meeting.state is not MeetingState.LIVE:
        raise Problem("services.problem.meeting_not_live")
    return meeting


def go_to(unit: Unit, meeting_id: UUID, line: int, box: int | None = None) -> None:
    """Go to a line of the agenda, or to one box of its main item."""
    agenda = agenda_from_json(_running(unit, meeting_id).agenda_json)
    if not 0 <= line < len(agenda.lines):
        raise Problem("services.problem.no_segment", line=line + 1, n=len(agenda.lines))
    before = _incident_now(unit, unit.get(Meeting, meeting_id))
    _tick(unit, meeting_id, ClockKind.SEGMENT, segment=agenda.lines[line].segment, line=line, box=box)
    if agenda.lines[line].incident_id not in (None, before):
        _tick(unit, meeting_id, ClockKind.STEP, step=0)


def pause(unit: Unit, meeting_id: UUID) -> None:
    """Stop the clock."""
    _tick(unit, _running(unit, meeting_id).id, ClockKind.PAUSE)


def resume(unit: Unit, meeting_id: UUID) -> None:
    """Let the clock run on."""
    _tick(unit, _running(unit, meeting_id).id, ClockKind.RESUME)


def adjust(unit: Unit, meeting_id: UUID, seconds: int) -> None:
    """Give the current line more time, or less with a negative number."""
    _tick(unit, _running(unit, meeting_id).id, ClockKind.ADJUST, seconds=seconds)


def show_step(unit: Unit, meeting_id: UUID, step: int) -> None:
    """Show the first ``step`` events of the timeline to the room; steps beyond its ends are taken as the ends."""
    meeting = _running(unit, meeting_id)
    incident_id = _incident_now(unit, meeting)
    count = unit.count(TimelineEvent, incident_id=incident_id) if incident_id else 0
    _tick(unit, meeting.id, ClockKind.STEP, step=max(0, min(step, count)))


def _incident_now(unit: Unit, meeting: Meeting) -> UUID | None:
    """Return the incident of the line that is held now, else the first one of the main part."""
    agenda = agenda_from_json(meeting.agenda_json)
    line = fold(unit.find(ClockEvent, meeting_id=meeting.id)).place[0]
    now = agenda.lines[line].incident_id if line < len(agenda.lines) else None
    return now or main_incident(agenda)


def main_incident(agenda: Agenda) -> UUID | None:
    """Return the incident that the main part talks about, if it does."""
    return next((line.incident_id for line in agenda.main if line.incident_id is not None), None)


def close_meeting(
    unit: Unit, meeting_id: UUID, *, ratings: tuple[int, ...] = (), headcount: int | None = None
) -> Meeting:
    """Close the meeting: what was reached is discussed, what was not goes back to the queue to be carried over.

    ``ratings`` are five counts for one to five points; ``headcount`` how many came. Drafts of notes become notes.
    """
    catch_up(unit)
    meeting = _running(unit, meeting_id)
    agenda = agenda_from_json(meeting.agenda_json)
    events = unit.find(ClockEvent, meeting_id=meeting_id, kind=ClockKind.SEGMENT, order_by=("at", "id"))
    reached = {event.line for event in events}
    for index, line in enumerate(agenda.lines):
        if line.item_id is not None:
            _finish_item(unit, meeting_id, line.item_id, discussed=index in reached)
    for draft in unit.find(NoteDraft, meeting_id=meeting_id):
        keep_note(unit, meeting_id, draft.segment, draft.text)
    _tick(unit, meeting_id, ClockKind.CLOSE)
    return finish(unit, replace(meeting, closed_at=unit.now, ratings=ratings, headcount=headcount))


def _finish_item(unit: Unit, meeting_id: UUID, item_id: UUID, *, discussed: bool) -> None:
    item = unit.first(AgendaItem, id=item_id, state=ItemState.SCHEDULED, meeting_id=meeting_id)
    if item is None:
        return  # It was dropped meanwhile, and stays so.
    if discussed:
        unit.put(replace(item, state=ItemState.DISCUSSED))
    else:
        # It goes first next time, but a question keeps nothing else waiting; a pin was for this meeting.
        carried = item.kind is not Kind.QUESTION
        unit.put(
            replace(item, state=ItemState.QUEUED, meeting_id=None, carried_over=carried, pinned=False, place=0),
        )


def reopen_meeting(unit: Unit, meeting_id: UUID) -> Meeting:
    """Open a meeting that was closed by mistake; its clock goes on where it stopped.

    It takes back what it talked about and what still waits, not what was dropped or talked about elsewhere since.
    Raises Problem ``services.problem.reopen``, and ``turns.problem.seed_reopen`` for one from before the workspace.
    """
    catch_up(unit)
    meeting = unit.get(Meeting, meeting_id)
    if meeting.state is not MeetingState.CLOSED or live_meeting(unit) is not None:
        raise Problem("services.problem.reopen")
    if not meeting.agenda_json:
        raise Problem("turns.problem.seed_reopen", day=meeting.held_on)
    for line in agenda_from_json(meeting.agenda_json).lines:
        if line.item_id is not None:
            _take_back(unit, meeting_id, line.item_id)
    _tick(unit, meeting_id, ClockKind.REOPEN)
    return begin(unit, replace(meeting, closed_at=None))


def _take_back(unit: Unit, meeting_id: UUID, item_id: UUID) -> None:
    item = unit.first(AgendaItem, id=item_id, state=(ItemState.QUEUED, ItemState.DISCUSSED))
    if item is not None and item.meeting_id in {None, meeting_id}:
        unit.put(replace(item, state=ItemState.SCHEDULED, meeting_id=meeting_id))


def note_key(meeting_id: UUID, segment: Segment) -> str:
    """Return what a draft is kept under: one a segment of a meeting."""
    return f"{meeting_id}:{segment}"


def draft_note(unit: Unit, meeting_id: UUID, segment: Segment, text: str) -> None:
    """Keep what is being typed; overwritten in place and not logged (decisions.md section 3)."""
    key = note_key(meeting_id, segment)
    unit.draft(NoteDraft(**unit.stamp(), note_key=key, meeting_id=meeting_id, segment=segment, text=text))


def keep_note(unit: Unit, meeting_id: UUID, segment: Segment, text: str) -> None:
    """Turn what was typed into one change of the note, and clear its draft."""
    unit.clear_draft(note_key(meeting_id, segment))
    note = unit.first(Note, meeting_id=meeting_id, segment=segment)
    if note is not None:
        unit.put(replace(note, text=text))
    elif text.strip():
        unit.add(Note(**unit.stamp(), meeting_id=meeting_id, segment=segment, text=text))


def view_meeting(reader: Reader, meeting_id: UUID) -> MeetingView:
    """Return a meeting with its agenda, clock, outcomes and notes; a newer draft stands for its note."""
    meeting = reader.get(Meeting, meeting_id)
    agenda = agenda_from_json(meeting.agenda_json) if meeting.agenda_json else Agenda((), 0)
    known = read_known(reader)
    coming = coming_meeting(reader, meeting, known)
    lines = (*agenda.lines, *([coming.line] if coming and coming.line else []))
    told = {line.incident_id for line in agenda.lines if line.incident_id is not None}
    by_position = {"meeting_id": meeting_id, "order_by": ("position", "created_at", "id")}
    return MeetingView(
        series=series_of(reader),
        meeting=meeting,
        agenda=agenda,
        clock=tuple(reader.find(ClockEvent, meeting_id=meeting_id, order_by=("at", "id"))),
        decisions=tuple(reader.find(Decision, **by_position)),  # type: ignore[arg-type]
        actions=tuple(reader.find(ActionItem, **by_position)),  # type: ignore[arg-type]
        parked=tuple(reader.find(ParkedLine, **by_position)),  # type: ignore[arg-type]
        notes=_notes(reader, meeting_id),
        items={item.id: item for item in reader.find(AgendaItem, id={line.item_id for line in lines if line.item_id})},
        incidents={incident_id: view_incident(reader, incident_id) for incident_id in told},
        late=known.promises.needing(meeting.held_on),
        coming=coming,
        people={person.id: person for person in reader.find(Person, include_deleted=True)},
        teams={team.id: team for team in reader.find(Team, include_deleted=True)},
    )


def coming_meeting(reader: Reader, meeting: Meeting, known: Known | None = None) -> Coming | None:
    """Return the next held meeting after this one, as far as it is planned.

    ``known`` is what has been read from the same snapshot.
    """
    found = next_held(reader, meeting.held_on + timedelta(days=1), known or read_known(reader))
    if found is None:
        return None
    held, line = found
    stamp: dict[str, Any] = {"id": meeting.id, "created_at": meeting.created_at, "updated_at": meeting.updated_at}
    planned = Meeting(**stamp, series_id=meeting.series_id, held_on=held.day, facilitator_id=held.facilitator_id)
    return Coming(planned, line)


def _notes(reader: Reader, meeting_id: UUID) -> dict[Segment, str]:
    kept = {note.segment: note.text for note in reader.find(Note, meeting_id=meeting_id, private=False)}
    drafts = {draft.segment: draft.text for draft in reader.find(NoteDraft, meeting_id=meeting_id)}
    return kept | drafts
