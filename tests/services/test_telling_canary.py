"""A marker in every field of every table that is the console's alone: no text for the chat may hold it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from services_desk import Bench

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.feedback import Feedback
from weeklypm.domain.meeting import Meeting, MeetingState, Note
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, ParkedLine
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Audience, Language, Row, message, public_fields
from weeklypm.services import access, calendar, sample, telling
from weeklypm.services.clock import named_day
from weeklypm.services.options import read_day
from weeklypm.storage import Reader, Unit
from weeklypm.storage.tables import KINDS

# The tracer doubles the time of so many texts; what makes them is covered by other tests.
pytestmark = pytest.mark.no_cover

CANARY = "canary4711"
NUMBER = 4711
TODAY = named_day(read_day("2026-09-01"))
SHARED = {item.name for item in fields(Row)}
# What holds other rows' public fields or rules of the calendar, and so must stay readable; and their own template,
# which is the text itself.
KEPT = {
    ("Meeting", "agenda_json"),
    ("Meeting", "shares_json"),
    ("RotationEvent", "facts"),
    ("RotationEvent", "table_json"),
    ("Series", "country"),
    ("OfficialHoliday", "country"),
    ("AnnouncementTemplate", "text"),
    ("Dashboard", "link"),
}


def marked(row: Row, name: str, annotation: str) -> Any:
    """Return a marker of the kind a field holds, or the value where a marker would be none of its values."""
    value, text = getattr(row, name), f"{CANARY} {row.id}"
    if (type(row).__name__, name) in KEPT:
        return value
    if annotation.startswith("Message"):
        return message("stage.joined", first=CANARY, rest=CANARY)
    for start, mark in (("tuple[str", (text,)), ("tuple[int", (NUMBER,) * 5), ("str", text)):
        if annotation.startswith(start):
            return mark
    return value + NUMBER * 10 if (annotation, name) == ("int", "votes") else value


def plant(unit: Unit) -> Counter[str]:
    """Put a marker into every field of the console that can hold one; return how many stand in each table."""
    planted: Counter[str] = Counter()
    for name, kind in KINDS.items():
        hidden = [item for item in fields(kind) if item.name not in public_fields(kind, Audience.NOTES) | SHARED]
        for row in unit.find(kind):
            values = {one.name: marked(row, one.name, str(one.type)) for one in hidden}
            changed = {field for field, value in values.items() if value != getattr(row, field)}
            planted[name] += len(changed)
            if changed:
                unit.put(replace(row, **values))
    return planted


def keep_feedback(unit: Unit) -> None:
    """Write down after each meeting what the facilitator keeps for themselves."""
    for meeting in unit.find(Meeting, state=MeetingState.CLOSED):
        unit.add(Feedback(**unit.stamp(), meeting_id=meeting.id, keep="Count", try_next="Wait"))


def make_private(unit: Unit) -> None:
    """Write the marker into rows that are private as a whole."""
    for note in unit.find(Note, limit=3):
        unit.put(replace(note, private=True, text=CANARY))
    for parked in unit.find(ParkedLine, limit=3):
        unit.put(replace(parked, private=True, text=CANARY))
    # An idea is no promise yet, and an undone change of one no reason.
    action = unit.find(ActionItem, state=ActionState.COMMITTED)[0]
    unit.put(replace(unit.find(ActionItem, state=ActionState.IDEA)[0], text=CANARY))
    change = {"field": "due", "old": "2026-01-01", "new": "2026-01-02", "reason": CANARY, "withdrawn": True}
    unit.add(ActionChange(**unit.stamp(), action_id=action.id, at=unit.now, **change))  # type: ignore[arg-type]


@pytest.fixture(params=Language)
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    with access.writer(tmp_path / "s.sqlite", TODAY, create=True) as workspace:
        workspace.change(lambda unit: sample.fill(unit, request.param))
        workspace.change(keep_feedback)
        yield Bench(workspace, TODAY)  # type: ignore[arg-type]


def all_texts(reader: Reader) -> dict[str, str]:
    """Return every text in every language and shape, and an invitation of each team."""
    found = {}
    for kind in AnnouncementKind:
        teams = [team.id for team in reader.find(Team)] if kind is AnnouncementKind.INVITE else [None]
        for team, style, language in product(teams, ChatStyle, Language):
            text = telling.tell(reader, kind, style, team_id=team, language=language)
            found[f"{kind} {style} {language} {team}"] = text
    return found


def test_no_field_of_the_console_is_told(told: Bench) -> None:
    before = told.read(all_texts)
    planted = told.change(plant)
    told.change(make_private)
    day = told.read(lambda reader: telling.told(reader, AnnouncementKind.TODAY, ChatStyle.PLAIN).day)
    texts = told.read(all_texts)
    told.change(lambda unit: calendar.cancel(unit, day, CANARY))
    texts |= {f"{name}, called off": text for name, text in told.read(all_texts).items()}
    assert [name for name, text in texts.items() if CANARY in text or str(NUMBER) in text] == []
    assert {name: texts[name] for name in before} == before
    assert {"AgendaItem", "Feedback", "Incident", "Meeting", "Person", "Responder", "Series"} <= {
        k for k, n in planted.items() if n
    }


def test_a_marker_in_a_public_field_is_told(told: Bench) -> None:
    def name_all(unit: Unit) -> None:
        for person in unit.find(Person):
            unit.put(replace(person, name=f"{CANARY} {person.name}"))
        for action in unit.find(ActionItem):
            unit.put(replace(action, text=f"{CANARY} {action.text}"))

    told.change(name_all)
    texts = told.read(all_texts)
    assert all(CANARY in text for name, text in texts.items() if name.startswith(("announcement", "today", "actions")))
