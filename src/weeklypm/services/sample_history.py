"""The sample's queue, its eight meetings and its actions, from their sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.composition import compose
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.meeting import Meeting, MeetingState, Note
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, ActionType, Decision, ParkedLine, Priority
from weeklypm.domain.promises import as_text
from weeklypm.domain.schedule import meeting_start
from weeklypm.services.sample_stock import Stock, Tree
from weeklypm.services.snapshot import agenda_to_json


def add_item(stock: Stock, written: Tree, **fields: Any) -> AgendaItem:
    """Add an agenda item, by default one that waits."""
    item = AgendaItem(
        **stock.unit.stamp(),
        kind=Kind(written["kind"]),
        title=written["title"],
        detail=written.get("detail", "").strip(),
        proposer_id=stock.person(written.get("proposer")),
        presenter_id=stock.person(written.get("presenter")),
        minutes=written.get("minutes"),
        votes=written.get("votes", 0),
        queued_on=stock.calendar.day(written["queued"]),
        incident_id=stock.incidents[written["incident"]] if "incident" in written else None,
        dashboard_id=stock.dashboards[written["dashboard"]] if "dashboard" in written else None,
    )
    stock.items[written["key"]] = item.id
    return stock.unit.add(replace(item, **fields))


def add_dashboard(stock: Stock, written: Tree) -> None:
    """Add a dashboard of the catalogue."""
    dashboard = Dashboard(
        **stock.unit.stamp(),
        name=written["name"],
        link=written["link"],
        purpose=written["purpose"],
        how_to_read=written["how_to_read"],
        team_id=stock.team(written["team"]),
        checklist=tuple(written["checklist"].split("\n")[:-1]),
        added_on=stock.calendar.day(written["added"]),
        reviewed_on=stock.day(written.get("reviewed")),
    )
    stock.dashboards[written["key"]] = stock.unit.add(dashboard).id


def add_meeting(stock: Stock, written: Tree) -> None:
    """Add a closed meeting with its items, notes, decisions and parking lot."""
    unit, day = stock.unit, stock.calendar.meeting(written["meetings_ago"])
    start = meeting_start(stock.series, day)
    meeting = unit.add(
        Meeting(
            **unit.stamp(),
            series_id=stock.series.id,
            held_on=day,
            state=MeetingState.CLOSED,
            facilitator_id=stock.person(written["facilitator"]),
            co_facilitator_id=stock.person(written.get("co_facilitator")),
            started_at=start,
            closed_at=start + timedelta(minutes=stock.series.minutes),
            ratings=tuple(written["ratings"]),
            headcount=written["headcount"],
        )
    )
    stock.meetings[written["meetings_ago"]] = meeting.id
    items = [add_item(stock, item) for item in written.get("item", ())]
    pinned = [replace(item, pinned=True) for item in items]
    agenda = compose(stock.series, pinned, day=day, attention=1)
    unit.put(replace(meeting, agenda_json=agenda_to_json(agenda)))
    for item in items:
        unit.put(replace(item, state=ItemState.DISCUSSED, meeting_id=meeting.id))
    add_outcomes(stock, meeting.id, written)


def add_outcomes(stock: Stock, meeting_id: UUID, written: Tree) -> None:
    """Add a meeting's notes, decisions and parking lot."""
    unit = stock.unit
    for note in written.get("note", ()):
        segment, text = Segment(note["segment"]), note["text"].strip()
        unit.add(Note(**unit.stamp(), meeting_id=meeting_id, segment=segment, item_id=_item(stock, note), text=text))
    for position, decision in enumerate(written.get("decision", ())):
        unit.add(
            Decision(
                **unit.stamp(),
                meeting_id=meeting_id,
                item_id=_item(stock, decision),
                text=decision["text"],
                context=decision.get("context", ""),
                position=position,
            )
        )
    for position, parked in enumerate(written.get("parked", ())):
        private = parked.get("private", False)
        unit.add(
            ParkedLine(**unit.stamp(), meeting_id=meeting_id, text=parked["text"], private=private, position=position)
        )


def _item(stock: Stock, written: Tree) -> UUID | None:
    return stock.items[written["item"]] if written.get("item") else None


def add_action(stock: Stock, written: Tree) -> None:
    """Add an action with the history of its changes."""
    unit = stock.unit
    action = unit.add(
        ActionItem(
            **unit.stamp(),
            text=written["text"],
            done_when=written.get("done_when", ""),
            type=ActionType(written["type"]),
            priority=Priority(written["priority"]) if "priority" in written else None,
            owner_id=stock.person(written.get("owner")),
            team_id=stock.team(written.get("team")),
            due=stock.day(written.get("due")),
            state=ActionState(written["state"]),
            meeting_id=stock.meetings.get(written["meetings_ago"]),
            incident_id=stock.incidents[written["incident"]] if "incident" in written else None,
            blocked_since=stock.day(written.get("blocked_since")),
            blocked_by=written.get("blocked_by", ""),
        )
    )
    for change in written.get("change", ()):
        unit.add(_change(stock, action.id, change))


def _change(stock: Stock, action_id: UUID, written: Tree) -> ActionChange:
    """Make a change of an action, entered at noon of its day."""
    day = stock.calendar.day(written["on"])
    return ActionChange(
        **stock.unit.stamp(),
        action_id=action_id,
        field=written["field"],
        old=_value(stock, written.get("old", "")),
        new=_value(stock, written.get("new", "")),
        reason=written["reason"],
        at=datetime.combine(day, time(12), ZoneInfo(stock.series.zone)),
    )


def _value(stock: Stock, written: Any) -> str:
    return as_text(stock.calendar.day(written) if isinstance(written, dict) else written)
