"""The demonstration: make the sample, hold its week without a screen, and write what comes of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from uuid import UUID

from weeklypm.domain.agenda import Segment
from weeklypm.domain.calendar import Workspace as WorkspaceRow
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.outcomes import ActionItem, Decision
from weeklypm.domain.schedule import meeting_start
from weeklypm.domain.talk import telling_order
from weeklypm.domain.values import Language, message
from weeklypm.services import access, exports, meetings, recording, sample
from weeklypm.services.clock import Clock, HandClock, local_day
from weeklypm.services.sample_stock import SampleCalendar, Tree, source
from weeklypm.services.snapshot import agenda_from_json
from weeklypm.services.system_errors import reason
from weeklypm.services.week import ThisWeek, this_week
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit, Workspace

SAMPLE_NAME: Final = "weeklypm-sample.sqlite"
SIDECARS: Final = ("", "-wal", "-shm", ".lock")
RenderWindows = Callable[[Path, Path, str, str], list[Path]]


@dataclass(frozen=True)
class DemoResult:
    """Hold what the demonstration wrote: its files, and its story in words."""

    workspace: Path
    files: tuple[Path, ...]
    story: str


def make_workspace(path: Path | None, clock: Clock, language: Language) -> Path:
    """Make the sample workspace and return where it is; a sample that was made before is made anew.

    Raises Problem ``services.problem.demo_place`` where a workspace is that is no sample.
    """
    place = access.place(path)
    _clear(place, clock)
    with access.writer(place, clock, create=True) as workspace:
        workspace.change(lambda unit: sample.fill(unit, language), message("services.label.sample"))
    return place


def _clear(place: Path, clock: Clock) -> None:
    """Remove an earlier sample; anything else is left alone and refused."""
    if not place.exists():
        return
    with access.writer(place, clock) as workspace:
        rows = workspace.read(lambda reader: reader.find(WorkspaceRow))
    if not rows or not rows[0].sample:
        raise Problem("services.problem.demo_place", path=str(place))
    for ending in SIDECARS:
        place.with_name(place.name + ending).unlink(missing_ok=True)
    shutil.rmtree(place.with_name(f"{place.name}.backups"), ignore_errors=True)


def hold_week(
    path: Path | None, out: Path, clock: Clock, language: Language, render_windows: RenderWindows | None
) -> DemoResult:
    """Make the sample beside the files, hold this week's meeting, and write notes, timeline and window pictures."""
    _make_folder(out)
    place = make_workspace(path or out / SAMPLE_NAME, clock, language)
    with access.reader(place, clock) as reader:
        before = reader.read(this_week)
    hands = HandClock(before.starts_at)
    with access.writer(place, hands) as workspace:
        meeting = _hold(workspace, hands, language)
        rows = workspace.read(lambda reader: exports.notes_rows(reader, meeting.id))
        incident = workspace.read(lambda reader: _told(reader, meeting.id))
    files = [file for form in exports.FORMATS for file in exports.render_notes(rows, form)]
    files += [
        exports.File(f"timeline.{form}", exports.timeline_picture(incident, language, form)) for form in ("png", "svg")
    ]
    written = [_write(out, file) for file in files]
    if render_windows is not None:
        written += _pictures(render_windows, out, before)
    return DemoResult(place, tuple(written), _story(before, rows.decisions, rows.actions, place, language))


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".weeklypm-probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Problem("services.problem.demo_folder", path=str(out), error=reason(error)) from error


def _write(out: Path, file: exports.File) -> Path:
    path = out / file.name
    try:
        path.write_bytes(file.data)
    except OSError as error:
        raise Problem("services.problem.demo_folder", path=str(path), error=reason(error)) from error
    return path


def _told(reader: Reader, meeting_id: UUID) -> Any:
    view = meetings.view_meeting(reader, meeting_id)
    if view.incident is None:
        raise Problem("services.problem.demo_no_talk")
    return view.incident


def _hold(workspace: Workspace, hands: HandClock, language: Language) -> Meeting:
    """Walk through the whole meeting as a facilitator would, the clock moving on as planned."""
    change = partial(_change, workspace)
    meeting: Meeting = change(meetings.start_meeting)
    for index, line in enumerate(agenda_from_json(meeting.agenda_json).lines):
        if index:
            change(partial(meetings.go_to, meeting_id=meeting.id, line=index))
        if line.segment is Segment.MAIN:
            _tell(workspace, meeting.id)
        if line.segment is Segment.LEARNING:
            change(partial(_record, meeting_id=meeting.id, language=language))
        hands.forward(timedelta(minutes=line.minutes))
    facts = source(language, "this_week.toml")["meeting"]
    ratings, headcount = tuple(facts["ratings"]), facts["headcount"]
    closed = partial(meetings.close_meeting, meeting_id=meeting.id, ratings=ratings, headcount=headcount)
    return cast("Meeting", change(closed))


def _change(workspace: Workspace, use_case: Callable[[Unit], Any]) -> Any:
    return workspace.change(use_case, message("services.label.meeting")).value


def _tell(workspace: Workspace, meeting_id: UUID) -> None:
    """Show the timeline event by event."""
    incident = workspace.read(lambda reader: meetings.view_meeting(reader, meeting_id)).incident
    for step in range(1, len(telling_order(incident.events)) + 1 if incident else 0):
        _change(workspace, partial(meetings.show_step, meeting_id=meeting_id, step=step))


def _record(unit: Unit, meeting_id: UUID, language: Language) -> None:
    """Record what the sample's week brings: notes, decisions, actions and the parking lot."""
    tree = source(language, "this_week.toml")
    for note in tree["note"]:
        meetings.keep_note(unit, meeting_id, Segment(note["segment"]), note["text"].strip())
    for decision in tree["decision"]:
        row = recording.record(unit, meeting_id, recording.Recorded.DECISION, decision["text"])
        if isinstance(row, Decision):
            unit.put(replace(row, context=decision.get("context", "")))
    for parked in tree["parked"]:
        recording.record(unit, meeting_id, recording.Recorded.PARKED, parked["text"])
    for action in tree["action"]:
        _record_action(unit, meeting_id, action, language)


def _record_action(unit: Unit, meeting_id: UUID, written: Tree, language: Language) -> None:
    """Record an action as it is typed: its owner, priority, type and date are read from the line."""
    workspace = source(language, "workspace.toml")
    owner = next(person["name"] for person in workspace["person"] if person["key"] == written["owner"])
    calendar = SampleCalendar(workspace["series"], local_day(unit.now, workspace["series"]["zone"]), language)
    due: date = calendar.day(written["due"])
    line = f"{written['text']} @{owner} !{written['priority']} #{written['type']} ^{due.isoformat()}"
    row = recording.record(unit, meeting_id, recording.Recorded.ACTION, line)
    if isinstance(row, ActionItem):
        recording.edit_action(unit, row.id, done_when=written.get("done_when", ""))


def _pictures(render_windows: RenderWindows, out: Path, before: ThisWeek) -> list[Path]:
    """Draw the windows in both languages, each from a sample of its own just before the meeting."""
    written: list[Path] = []
    for language in Language:
        place = out / f".windows-{language}.sqlite"
        start = meeting_start(before.series, before.day) - timedelta(minutes=14)
        try:
            make_workspace(place, HandClock(start), language)
            written += render_windows(place, out, language.value, start.isoformat())
        finally:
            _clear(place, HandClock(start))
    return written


def _story(week: ThisWeek, decisions: Sequence[Any], actions: Sequence[Any], place: Path, language: Language) -> str:
    """Tell in a few lines what happened."""
    leader = week.facilitator
    lines = [say(language, "services.demo.week", day=week.day, name=leader.person.name if leader else "–")]
    if leader and leader.why:
        lines.append(say(language, leader.why))
    if week.agenda:
        lines += [say(language, "services.demo.main", title=line.title, why=line.why) for line in week.agenda.main]
    lines.append(say(language, "services.demo.recorded", decisions=len(decisions), actions=len(actions)))
    lines.append(say(language, "services.demo.files", path=str(place)))
    return "\n".join(lines)
