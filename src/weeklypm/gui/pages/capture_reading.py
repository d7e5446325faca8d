"""What is read from a line while it is typed, shown as chips before Enter (decisions.md section 7)."""

from __future__ import annotations

from datetime import datetime

from weeklypm.domain.capture import Capture
from weeklypm.domain.outcomes import ActionType
from weeklypm.domain.promises import read_capture
from weeklypm.gui import i18n
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.chip import priority_tone
from weeklypm.services.clock import local_day
from weeklypm.services.meetings import MeetingView
from weeklypm.wording.words import name_of


def read(line: str, meeting: MeetingView, now: datetime) -> Capture:
    """Read a line as the workspace will when it is recorded."""
    people = tuple(person for person in meeting.people.values() if person.deleted_at is None)
    teams = tuple(team for team in meeting.teams.values() if team.deleted_at is None)
    return read_capture(line, people, teams, local_day(now, meeting.series.zone))


def chips(said: Capture, meeting: MeetingView) -> list[tuple[str, str]]:
    """Return what was read as chips of (text, tone): owner, date, priority, type."""
    made: list[tuple[str, str]] = []
    owner = meeting.people.get(said.owner_id) if said.owner_id else None
    team = meeting.teams.get(said.team_id) if said.team_id else None
    if owner or team:
        made.append((owner.name if owner else team.name if team else "", "accent"))
    elif said.owner_text:
        made.append((tr("meetingpage.owner.unknown", name=said.owner_text), "warn"))
    if said.due:
        made.append((tr("meetingpage.due.chip", day=said.due), "accent"))
    if said.priority:
        made.append((said.priority.value, priority_tone(said.priority.value)))
    if said.type and said.type is not ActionType.OTHER:
        made.append((name_of(i18n.language(), said.type), "neutral"))
    return made
