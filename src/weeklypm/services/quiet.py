"""Teams not heard for long: no incident of theirs told, nothing proposed or presented by one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.calendar import Series
from weeklypm.domain.incident import Incident
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person, Team
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of

if TYPE_CHECKING:
    from weeklypm.storage import Reader

QUIET_WEEKS: Final = 8
"""From so many weeks on a team is offered an invitation."""
TOLD: Final = (Kind.INCIDENT_TALK, Kind.NEAR_MISS)
"""Kinds in which the teams of the incident speak; re-reading and playing it are everybody's."""
FIELDS: Final = ("meeting_id", "kind", "proposer_id", "presenter_id", "incident_id")


@dataclass(frozen=True)
class QuietTeam:
    """Hold a team, when it was last heard (None for never) and how many whole weeks ago.

    For a team never heard the weeks count from the series' first date, or from when the team was entered.
    """

    team: Team
    last_heard: date | None
    weeks: int


def quiet_teams(reader: Reader) -> tuple[QuietTeam, ...]:
    """Return the teams not heard for eight weeks or longer, the longest first; teams without people are left out."""
    return tuple(one for one in heard_teams(reader) if one.weeks >= QUIET_WEEKS)


def heard_teams(reader: Reader) -> tuple[QuietTeam, ...]:
    """Return when each team with people was last heard, the longest ago first."""
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    people = reader.find(Person)
    there = {one.team_id for one in people if one.left_on is None or one.left_on >= today}
    heard = last_heard(reader, {one.id: one.team_id for one in people})
    found = [_judged(series, team, heard.get(team.id), today) for team in reader.find(Team) if team.id in there]
    return tuple(sorted(found, key=_place))


def team_heard(reader: Reader, team_id: UUID) -> QuietTeam:
    """Return when one team was last heard."""
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    heard = last_heard(reader, {one.id: one.team_id for one in reader.find(Person)})
    return _judged(series, reader.get(Team, team_id), heard.get(team_id), today)


def _judged(series: Series, team: Team, last: date | None, today: date) -> QuietTeam:
    since = last or max(series.first_on, local_day(team.created_at, series.zone))
    return QuietTeam(team, last, max(0, (today - since).days // 7))


def _place(one: QuietTeam) -> tuple[int, bool, str, str]:
    return -one.weeks, one.last_heard is not None, one.team.name, str(one.team.id)


def last_heard(reader: Reader, team_of: Mapping[UUID, UUID | None]) -> dict[UUID, date]:
    """Return the day of the last closed meeting at which each team was heard; teams never heard are left out.

    ``team_of`` names the team of each person.
    """
    held = dict(reader.values(Meeting, ("id", "held_on"), state=MeetingState.CLOSED))
    rows = reader.values(AgendaItem, FIELDS, state=ItemState.DISCUSSED)
    ids = {row[-1] for row in rows if row[1] in TOLD and row[-1] is not None}
    touched = dict(reader.values(Incident, ("id", "team_ids"), id=ids)) if ids else {}
    last: dict[UUID, date] = {}
    for meeting_id, kind, proposer, presenter, incident_id in rows:
        day = held.get(meeting_id)
        told = touched.get(incident_id, ()) if kind in TOLD else ()
        for team in (*_teams_of((proposer, presenter), team_of), *told):
            if day is not None:
                last[team] = max(day, last.get(team, day))
    return last


def _teams_of(people: tuple[UUID | None, ...], team_of: Mapping[UUID, UUID | None]) -> Iterator[UUID]:
    for person in people:
        team = team_of.get(person) if person is not None else None
        if team is not None:
            yield team
