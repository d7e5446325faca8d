"""Actions between meetings: how they stand, and the ways in which they are added, changed, split, blocked and ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain import action_rules
from weeklypm.domain.action_rules import ActionGroup, ActionTab
from weeklypm.domain.calendar import Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, ActionType, Priority, ReasonKind
from weeklypm.domain.people import Person, Team
from weeklypm.domain.promises import meaningful, reasons_needed, slips, still_recording
from weeklypm.domain.schedule import scheduled_dates, slots_of
from weeklypm.services.clock import local_day
from weeklypm.services.dates import days_off, series_of
from weeklypm.services.recording import (
    capture_context,
    closed_at,
    edit_action,
    edit_actions,
    read_line,
    recorded_in_open_meeting,
)

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

DATES_AHEAD = 12
"""Dates of the series among which the next held one is looked for."""


@dataclass(frozen=True)
class ActionRow:
    """Hold one action as the list shows it; ``changes`` newest first, withdrawn ones among them.

    ``owner`` and ``team`` are found even when they have left; ``held_on`` is the day of the meeting that recorded it,
    and ``free`` tells that this meeting still runs, so that nothing needs a reason yet.
    """

    key: str
    action: ActionItem
    owner: Person | None
    team: Team | None
    group: ActionGroup
    days_late: int
    age_days: int
    slips: int
    changes: tuple[ActionChange, ...]
    incident: Incident | None
    held_on: date | None
    free: bool


@dataclass(frozen=True)
class ActionsView:
    """Hold all actions of the workspace by group and date; ``counts`` by tab, ``average_age`` of the open ones in days.

    ``people`` and ``teams`` are those of the workspace by id, those who left among them.
    """

    rows: tuple[ActionRow, ...]
    counts: Mapping[ActionTab, int]
    average_age: int | None
    today: date
    people: Mapping[UUID, Person]
    teams: Mapping[UUID, Team]

    def tab(self, tab: ActionTab) -> tuple[ActionRow, ...]:
        """Return the rows that a tab lists."""
        return tuple(row for row in self.rows if action_rules.in_tab(row.action, tab, self.today))

    def row(self, action_id: UUID) -> ActionRow | None:
        """Return one action's row."""
        return next((row for row in self.rows if row.action.id == action_id), None)


@dataclass(frozen=True)
class _Known:
    """Hold what rows are made from, read in one go each however many actions there are.

    ``closed`` are the instants at which the meeting that runs had been closed before.
    """

    now: datetime
    today: date
    zone: str
    next_held: date | None
    people: Mapping[UUID, Person]
    teams: Mapping[UUID, Team]
    incidents: Mapping[UUID, Incident]
    meetings: Mapping[UUID, tuple[date, MeetingState]]
    closed: tuple[datetime, ...]
    changes: Mapping[UUID, list[ActionChange]]

    def row(self, place: int, action: ActionItem) -> ActionRow:
        """Return one action's row."""
        changes = self.changes.get(action.id, [])
        held_on, state = self.meetings.get(action.meeting_id, (None, None)) if action.meeting_id else (None, None)
        return ActionRow(
            key=action_rules.key_of(place),
            action=action,
            owner=self.people.get(action.owner_id) if action.owner_id else None,
            team=self.teams.get(action.team_id) if action.team_id else None,
            group=action_rules.group_of(action, self.today, self.next_held),
            days_late=action_rules.days_late(action, self.today),
            age_days=action_rules.age_days(local_day(action.created_at, self.zone), held_on, self.today),
            slips=slips(changes),
            changes=tuple(changes),
            incident=self.incidents.get(action.incident_id) if action.incident_id else None,
            held_on=held_on,
            free=state is MeetingState.LIVE and still_recording(action.created_at, self.closed, self.now),
        )


def actions_view(reader: Reader) -> ActionsView:
    """Return all actions with their owners, ages, slips and reasons, in as many questions as there are tables."""
    # Identities rise with each row made, whatever the clock said; keys must not move.
    ever = reader.find(ActionItem, order_by=("id",), include_deleted=True)
    known = _known(reader, ever)
    rows = [known.row(place, action) for place, action in enumerate(ever, start=1) if action.deleted_at is None]
    ages = [row.age_days for row in rows if action_rules.is_open(row.action)]
    counts = {tab: sum(action_rules.in_tab(row.action, tab, known.today) for row in rows) for tab in ActionTab}
    average = round(sum(ages) / len(ages)) if ages else None
    return ActionsView(tuple(sorted(rows, key=_order)), counts, average, known.today, known.people, known.teams)


def _known(reader: Reader, actions: Iterable[ActionItem]) -> _Known:
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    changes: dict[UUID, list[ActionChange]] = {}
    for change in reader.find(ActionChange, order_by=("at", "id"), descending=True):
        changes.setdefault(change.action_id, []).append(change)
    told = {action.incident_id for action in actions if action.incident_id}
    meetings = {found[0]: (found[1], found[2]) for found in reader.values(Meeting, ("id", "held_on", "state"))}
    live = [meeting_id for meeting_id, (_, state) in meetings.items() if state is MeetingState.LIVE]
    return _Known(
        now=reader.now,
        today=today,
        zone=series.zone,
        next_held=_next_held(reader, series, today),
        people={person.id: person for person in reader.find(Person, include_deleted=True)},
        teams={team.id: team for team in reader.find(Team, include_deleted=True)},
        incidents={incident.id: incident for incident in reader.find(Incident, id=told)},
        meetings=meetings,
        closed=tuple(at for one in live for at in closed_at(reader, one)),
        changes=changes,
    )


def _next_held(reader: Reader, series: Series, today: date) -> date | None:
    days = scheduled_dates(series, today, DATES_AHEAD)
    if not days:
        return None
    slots = slots_of(series, days, days_off(reader, series, days[0], days[-1]), today)
    return next((slot.day for slot in slots if slot.held), None)


_GROUPS = (ActionGroup.LATE, ActionGroup.THIS_WEEK, ActionGroup.COMING, ActionGroup.UNDATED, ActionGroup.ENDED)


def _order(row: ActionRow) -> tuple[int, float, str, str]:
    """Put late ones first, the oldest date before others; what has ended last stands first among its like."""
    action = row.action
    ended = row.group is ActionGroup.ENDED
    when = -action.updated_at.timestamp() if ended else (action.due or date.max).toordinal()
    return _GROUPS.index(row.group), when, action.priority or "P9", str(action.id)


def offers_other_ways(row: ActionRow) -> bool:
    """Tell whether one more slip would be the third, so that splitting or dropping is offered."""
    return action_rules.is_open(row.action) and action_rules.offers_other_ways(row.slips)


def needs_reason(source: Reader | ActionsView, action: ActionItem, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a change needs a reason for, each once: due, priority, owner, team or dropped; empty for nothing.

    The names are those of ``promises.what.*``. A view answers without asking the workspace.
    """
    if isinstance(source, ActionsView):
        row = source.row(action.id)
        changes, free = (row.changes, row.free) if row else ((), False)
        people: Iterable[Person] = source.people.values()
    else:
        changes = tuple(source.find(ActionChange, action_id=action.id))
        free, people = recorded_in_open_meeting(source, action), source.find(Person)
    wanted = action_rules.whole_owner(fields, _teams_of(people))
    return reasons_needed(action, wanted, recorded_in_open_meeting=free, history=changes)


def _teams_of(people: Iterable[Person]) -> dict[UUID, UUID | None]:
    return {person.id: person.team_id for person in people}


def change_actions(
    unit: Unit, action_ids: Sequence[UUID], *, reason: str = "", kind: ReasonKind | None = None, **fields: object
) -> tuple[ActionItem, ...]:
    """Change several actions at once with one reason, all or none; raises what ``edit_action`` raises.

    The team follows a new owner, unless it is given too; a person and a bare name as owner exclude each other.
    """
    wanted = action_rules.whole_owner(fields, _teams_of(unit.find(Person)) if fields.get("owner_id") else {})
    return edit_actions(unit, tuple(dict.fromkeys(action_ids)), reason=reason, kind=kind, **wanted)


def add_action(  # noqa: PLR0913  one argument a field
    unit: Unit,
    text: str,
    *,
    owner_id: UUID | None = None,
    owner_text: str = "",
    team_id: UUID | None = None,
    priority: Priority | None = None,
    due: date | None = None,
    type: ActionType = ActionType.OTHER,  # noqa: A002  the field's name
    done_when: str = "",
    link: str = "",
    state: ActionState = ActionState.COMMITTED,
) -> ActionItem:
    """Add an action between meetings; the team follows the owner unless it is given.

    Raises Problem ``promises.problem.text_empty``, ``actions.problem.due_past``, ``actions.problem.link`` and
    ``actions.problem.text_long``.
    """
    owner = unit.get(Person, owner_id) if owner_id else None
    return _add(
        unit,
        text,
        due,
        owner_id=owner_id,
        owner_text="" if owner else action_rules.one_line(owner_text),
        team_id=team_id or (owner.team_id if owner else None),
        priority=priority,
        type=type,
        done_when=done_when.strip(),
        link=action_rules.tracker_link(link),
        state=state,
    )


def _add(unit: Unit, text: str, due: date | None, **fields: Any) -> ActionItem:
    tidy = action_rules.tidy_text(text)
    if not meaningful(tidy):
        raise Problem("promises.problem.text_empty")
    action_rules.check_due(None, due, local_day(unit.now, series_of(unit).zone))
    return unit.add(ActionItem(**unit.stamp(), text=tidy, due=due, **fields))


def split_action(
    unit: Unit, action_id: UUID, parts: Sequence[str], *, reason: str, kind: ReasonKind | None = None
) -> tuple[ActionItem, ...]:
    """Split an action into parts, at least two: the whole is dropped with the reason, and the parts are returned.

    A part has the owner, team, priority, type and incident of the whole, and a date only of its own; like any captured
    line it may say otherwise by ``@owner !P1 #type ^date``. Raises Problem ``actions.problem.split_parts`` for fewer
    than two, ``actions.problem.ended`` for what has ended, and what dropping raises.
    """
    lines = [line.strip() for line in parts if line.strip()]
    if len(lines) < 2:
        raise Problem("actions.problem.split_parts")
    whole = _open(unit, action_id)
    if not meaningful(reason) and not recorded_in_open_meeting(unit, whole):
        raise Problem("actions.problem.split_reason")
    edit_action(unit, action_id, reason=reason, kind=kind, state=ActionState.DROPPED)
    return tuple(_part(unit, whole, line, position) for position, line in enumerate(lines))


def _part(unit: Unit, whole: ActionItem, line: str, position: int) -> ActionItem:
    said = read_line(capture_context(unit), line, unit)
    own: dict[str, Any] = {"priority": said.priority, "type": said.type}
    if said.owner_id or said.owner_text or said.team_id:
        owner = unit.get(Person, said.owner_id) if said.owner_id else None
        team_id = said.team_id or (owner.team_id if owner else None)
        own |= {"owner_id": said.owner_id, "owner_text": said.owner_text, "team_id": team_id or whole.team_id}
    fields = action_rules.inherited(whole) | {name: value for name, value in own.items() if value is not None}
    if "owner_text" in own:
        fields["owner_id"] = said.owner_id
    live = unit.first(Meeting, state=MeetingState.LIVE)
    return _add(unit, said.text, said.due, **fields, meeting_id=live.id if live else None, position=position)


def _open(unit: Unit, action_id: UUID) -> ActionItem:
    action = unit.get(ActionItem, action_id)
    if not action_rules.is_open(action):
        raise Problem("actions.problem.ended", text=action.text)
    return action


def block_action(unit: Unit, action_id: UUID, by: str) -> ActionItem:
    """Say what an open action waits for; it is blocked since the day on which that was first said.

    Raises Problem ``actions.problem.blocked_by`` where nothing is said and ``actions.problem.ended``.
    """
    action = _open(unit, action_id)
    if not meaningful(by):
        raise Problem("actions.problem.blocked_by")
    since = action.blocked_since or local_day(unit.now, series_of(unit).zone)
    return edit_action(unit, action_id, blocked_by=by, blocked_since=since)


def unblock_action(unit: Unit, action_id: UUID) -> ActionItem:
    """Let an action go on."""
    return edit_action(unit, action_id, blocked_by="", blocked_since=None)
