"""One held meeting as rows, for the tests of notes and exporters: two decisions, two actions, an incident told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, Kind, Segment
from weeklypm.domain.calendar import Series
from weeklypm.domain.incident import Incident, Instant, InstantKind, Responder
from weeklypm.domain.meeting import Meeting, MeetingState, Note
from weeklypm.domain.notes_rows import MeetingRows, NextMeeting
from weeklypm.domain.outcomes import ActionChange, ActionItem, Decision, ParkedLine, Priority
from weeklypm.domain.people import Person, Team
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent
from weeklypm.domain.values import Message, message

MOMENT = datetime(2026, 9, 9, 7, 0, tzinfo=UTC)
HELD_ON = date(2026, 9, 9)


def row(number: int) -> dict[str, Any]:
    """Return what every row has; the number makes its id."""
    return {"id": UUID(int=number), "created_at": MOMENT, "updated_at": MOMENT}


MEETING, ITEM, INCIDENT = UUID(int=1), UUID(int=2), UUID(int=3)
MINASE, KASUGA, TORII, SEARCH = UUID(int=11), UUID(int=12), UUID(int=13), UUID(int=21)


def title(text: str) -> Message:
    """Say data as a title: the only message with one free text that the words have."""
    return message("notes.list", parts=(text,))


def utc(hour: int, minute: int, second: int = 0) -> datetime:
    """Return an instant of the day of the incident."""
    return datetime(2026, 8, 28, hour, minute, second, tzinfo=UTC)


def people() -> tuple[Person, ...]:
    """Return three people of one team."""
    names = ((11, "Minase"), (12, "Kasuga"), (13, "Torii"))
    return tuple(Person(**row(n), name=name, team_id=SEARCH, joined_on=date(2025, 1, 1)) for n, name in names)


def agenda() -> Agenda:
    """Return the agenda: opening, the incident talk, closing."""
    why = message("words.segment.open")
    talk = AgendaLine(Segment.MAIN, 17, 5, title("Search slow at lunchtime"), why, Kind.INCIDENT_TALK, ITEM, INCIDENT)
    return Agenda(
        (
            AgendaLine(Segment.OPEN, 2, 0, message("words.segment.open"), why),
            talk,
            AgendaLine(Segment.CLOSE, 1, 29, message("words.segment.close"), why),
        ),
        30,
    )


def events() -> tuple[TimelineEvent, ...]:
    """Return a signal, a judgement and an action, each with another way to know its time."""
    common = {"incident_id": INCIDENT}
    return (
        TimelineEvent(**row(31), **common, position=0, at=utc(3, 42), kind=EventKind.SIGNAL, text="p99 above 3 s"),
        TimelineEvent(
            **row(32), **common, position=1, at=utc(3, 47, 9), kind=EventKind.JUDGEMENT, text="Not load, a slow query",
            information="CPU flat at 35 %", precision=Precision.SECOND, approximate=True,
        ),
        TimelineEvent(**row(33), **common, position=2, at=utc(15, 1), end=utc(15, 9), text="Back to r118"),
        TimelineEvent(**row(34), **common, position=3, on_day=date(2026, 8, 30), precision=Precision.DAY, text="Told"),
    )  # fmt: skip


def meeting_rows(**changes: Any) -> MeetingRows:
    """Return the rows of the meeting; keyword arguments replace some of them."""
    rows = MeetingRows(
        series=Series(**row(5), name="Weekly Postmortem", weekday=2, starts_at=time(16), zone="Asia/Tokyo",
                      first_on=date(2026, 7, 1)),
        meeting=Meeting(**row(1), series_id=UUID(int=5), held_on=HELD_ON, state=MeetingState.CLOSED,
                        facilitator_id=MINASE, co_facilitator_id=KASUGA, headcount=8),
        agenda=agenda(),
        items=(AgendaItem(**row(2), kind=Kind.INCIDENT_TALK, title="Search slow at lunchtime",
                          queued_on=date(2026, 8, 28), incident_id=INCIDENT, meeting_id=MEETING),),
        notes=(Note(**row(41), meeting_id=MEETING, segment=Segment.MAIN, item_id=ITEM,
                    text="The alert averages over ten minutes.\n\n- **CPU** was the first thing to look at"),
               Note(**row(42), meeting_id=MEETING, segment=Segment.LEARNING, text="Ask @torii how the rollback works")),
        decisions=(Decision(**row(51), meeting_id=MEETING, text="Watch search p99 before the next step", position=0),
                   Decision(**row(52), meeting_id=MEETING, text="Support may write to the channel", position=1,
                            context="It took eleven minutes")),
        actions=(ActionItem(**row(61), meeting_id=MEETING, text="Add an alert at 1 s for 5 minutes", owner_id=TORII,
                            team_id=SEARCH, due=date(2026, 9, 18), priority=Priority.P1, position=0),
                 ActionItem(**row(62), meeting_id=MEETING, text="Write the rollback down", done_when="it fits a page",
                            owner_text="Amemiya", due=date(2026, 9, 16), priority=Priority.P2, position=1)),
        earlier=(ActionItem(**row(63), text="Cap payment retries", due=date(2026, 9, 11)),),
        changes=(ActionChange(**row(71), action_id=UUID(int=63), field="due", old="2026-08-21", new="2026-09-11",
                              reason="The stock upgrade comes first", at=MOMENT, meeting_id=MEETING),),
        parked=(ParkedLine(**row(81), meeting_id=MEETING, text="Should the release steps change?"),),
        people=people(),
        teams=(Team(**row(21), name="Search"),),
        incidents=(Incident(**row(3), key="2026-08-28-search-slow", title="Search slow at lunchtime",
                            zone="Asia/Tokyo", severity="SEV-2", services=("search-api", "web-front"),
                            occurred_on=date(2026, 8, 28)),),
        instants=(Instant(**row(91), incident_id=INCIDENT, kind=InstantKind.ONSET, at=utc(3, 31)),
                  Instant(**row(92), incident_id=INCIDENT, kind=InstantKind.DETECTED, at=utc(3, 42)),
                  Instant(**row(93), incident_id=INCIDENT, kind=InstantKind.DECLARED, applies=False)),
        events=events(),
        responders=(Responder(**row(95), incident_id=INCIDENT, person_id=TORII, name="Torii"),),
        next=NextMeeting(date(2026, 9, 16), KASUGA, "Lunch menu in the help headings", Kind.NEAR_MISS),
    )  # fmt: skip
    return replace(rows, **changes)
