"""How many questions the workspace is asked: as many after ten years as after one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from services_desk import Bench
from ten_years import TODAY, Counts, make

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.incident import Incident
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.services.actions import actions_view
from weeklypm.services.calendar import calendar_view
from weeklypm.services.calendar_export import export_calendar
from weeklypm.services.clock import HandClock
from weeklypm.services.exports import notes_rows
from weeklypm.services.followup import needing_attention
from weeklypm.services.incidents import list_incidents
from weeklypm.services.meetings import view_meeting
from weeklypm.services.quiet import quiet_teams
from weeklypm.services.setup import add_people, read_people
from weeklypm.services.telling import tell
from weeklypm.services.week import this_week
from weeklypm.storage import Reader, open_reader

Question = Callable[[Reader], Any]
FEW = Counts(meetings=6, incidents=12, events=60, actions=13, open_actions=6, decisions=6, waiting=4)
MANY = Counts(meetings=30, incidents=130, events=900, actions=90, open_actions=60, decisions=60, waiting=20)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("years")
    for name, counts in (("few", FEW), ("many", MANY)):
        make(folder / f"{name}.sqlite", counts)
    return folder / "few.sqlite", folder / "many.sqlite"


def answer(path: Path, question: Question) -> tuple[Any, list[str]]:
    """Return the answer to a question and the statements that it took."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    with open_reader(path, clock=HandClock(TODAY)) as workspace:
        sa.event.listen(workspace._engine, "before_cursor_execute", note)
        found = workspace.read(question)
    return found, said


def hundred(reader: Reader) -> Any:
    return list_incidents(reader, limit=100)


def attention(reader: Reader) -> Any:
    return needing_attention(reader, TODAY.date())


def last_meeting(reader: Reader) -> Meeting:
    closed = reader.find(Meeting, state=MeetingState.CLOSED, order_by=("held_on",), descending=True, limit=1)
    return closed[0]


def a_meeting(reader: Reader) -> Any:
    return view_meeting(reader, last_meeting(reader).id)


def its_notes(reader: Reader) -> Any:
    return notes_rows(reader, last_meeting(reader).id)


def told(reader: Reader) -> Any:
    return tell(reader, AnnouncementKind.ACTIONS, ChatStyle.SLACK)


QUESTIONS = [hundred, attention, this_week, a_meeting, its_notes, told, actions_view, calendar_view, export_calendar]


@pytest.mark.parametrize("question", QUESTIONS)
def test_more_rows_take_no_more_questions(files: tuple[Path, Path], question: Question) -> None:
    few, many = (answer(path, question)[1] for path in files)
    assert few
    assert len(many) == len(few), "\n".join(many)


def test_teams_are_heard_in_as_few_questions_however_many_they_are(bench: Bench) -> None:
    def asked() -> int:
        return len(answer(bench.workspace.path, quiet_teams)[1])

    few = asked()
    bench.change(lambda unit: add_people(unit, read_people("\n".join(f"P{n}, Team {n}" for n in range(20))).people))
    assert asked() == few


def test_each_listed_incident_has_its_own_events_and_parts(files: tuple[Path, Path]) -> None:
    rows = answer(files[1], hundred)[0]
    assert len(rows) == 100
    events = answer(files[1], lambda reader: reader.find(TimelineEvent))[0]
    for row in rows:
        assert row.events == sum(event.incident_id == row.incident.id for event in events)
    assert len({row.events for row in rows}) > 1
    assert {row.ready for row in rows} == {4, 5}


def test_a_talk_s_day_is_that_of_its_meeting(files: tuple[Path, Path]) -> None:
    rows = answer(files[0], list_incidents)[0]
    days = {row.incident.id: row.talk_on for row in rows}
    meetings = answer(files[0], lambda reader: reader.find(Meeting))[0]
    assert sorted(day for day in days.values() if day) == sorted(meeting.held_on for meeting in meetings)


def test_attention_is_that_of_each_open_action(files: tuple[Path, Path]) -> None:
    listed = {action.id for action in answer(files[1], attention)[0]}
    opened = answer(files[1], lambda reader: reader.find(ActionItem, state="committed"))[0]
    late = {action.id for action in opened if action.due < TODAY.date()}
    assert len(opened) == MANY.open_actions
    assert late < listed < {action.id for action in opened}


def test_the_file_holds_what_was_asked_for(files: tuple[Path, Path]) -> None:
    kinds = {Meeting: MANY.meetings, Incident: MANY.incidents, TimelineEvent: MANY.events, ActionItem: MANY.actions}
    for kind, wanted in kinds.items():
        assert answer(files[1], lambda reader, kind=kind: reader.count(kind))[0] == wanted
