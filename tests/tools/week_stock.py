"""What the pictures of this week show besides the queue: a past that makes dashboards and old stories due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.incident import Incident, IncidentKind
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.people import Person, Team
from weeklypm.domain.timeline import EventKind
from weeklypm.services import queue
from weeklypm.services.dashboards import add_dashboard
from weeklypm.services.dates import series_of
from weeklypm.services.incidents import EventForm, add_event, add_incident
from weeklypm.storage import Unit

SEED = "2815"
"""With these people the turns fall as in the design picture."""
TODAY = date(2026, 9, 2)
PEOPLE = {
    "en": {"Search": ("Minase", "Kurose"), "Web": ("Kasuga", "Sena"), "Data": ("Hayami", "Torii", "Kayano")},
    "ja": {"検索": ("水瀬", "黒瀬"), "ウェブ": ("春日", "瀬名"), "データ": ("速水", "鳥居", "茅野")},
}
TOPICS = {
    "en": ("Should staging alerts page at night?", "Handover notes between shifts", "Who removes old feature flags?"),
    "ja": ("検証環境の警報は夜も鳴らすべき？", "当番の引き継ぎメモの書き方", "古い機能フラグは誰が片づける？"),
}
BOARD = {"en": "Checkout API", "ja": "購入手続き API"}
READ = {"en": "Payment retry storm", "ja": "支払いの再試行が止まらない"}
PLAYED = {"en": "Certificate expires on a Friday night", "ja": "金曜の夜に証明書が切れた"}
AWAY = {"en": "Search slow at lunchtime", "ja": "昼の検索が遅くなった"}


def add_team_mates(unit: Unit, language: str) -> None:
    """Add people whose turns fall alike in every picture: ties are broken by the seed and by who they are."""
    unit.put(replace(series_of(unit), seed=SEED))
    number = 0
    for team_name, names in PEOPLE[language].items():
        team = unit.add(Team(**unit.stamp(), name=team_name))
        for name in names:
            number += 1
            stamp = unit.stamp() | {"id": UUID(int=number)}
            unit.add(Person(**stamp, name=name, team_id=team.id, joined_on=TODAY, founder=True))


def fill(unit: Unit, language: str) -> None:
    """Fill a new workspace as the picture of the week has it."""
    add_team_mates(unit, language)
    for title, votes, age in zip(TOPICS[language], (5, 3, 2), (28, 14, 6), strict=True):
        item = queue.add_topic(unit, title)
        queue.edit_item(unit, item.id, votes=votes, queued_on=TODAY - timedelta(days=age))
    add_dashboard(unit, BOARD[language], reviewed_on=TODAY - timedelta(weeks=9))
    read = _told(unit, READ[language], date(2025, 9, 1))
    for number in range(4):
        _late(unit, read if number < 2 else None, number)
    played = _told(unit, PLAYED[language], date(2024, 6, 3))
    for minute in range(6):
        at = datetime(2024, 6, 3, 9, minute, tzinfo=UTC)
        add_event(unit, played.id, EventForm(f"{minute}", EventKind.SIGNAL, at))
    _held(unit, played, Kind.ROLE_PLAY, date(2025, 3, 5))
    _held(unit, played, Kind.RE_READ, date(2026, 5, 13))
    away = queue.add_topic(unit, AWAY[language], Kind.INCIDENT_TALK)
    queue.edit_item(unit, away.id, queued_on=TODAY - timedelta(days=5))
    queue.postpone(unit, away.id, TODAY + timedelta(days=7))


def _told(unit: Unit, title: str, day: date) -> Incident:
    incident = add_incident(unit, title, IncidentKind.INCIDENT, day)
    waiting = unit.first(AgendaItem, incident_id=incident.id)
    assert waiting is not None
    unit.delete(waiting)
    _held(unit, incident, Kind.INCIDENT_TALK, day + timedelta(days=2))
    return incident


def _held(unit: Unit, incident: Incident, kind: Kind, day: date) -> None:
    then = datetime.combine(day, time(8), tzinfo=UTC)
    stamp = unit.stamp() | {"created_at": then, "updated_at": then}
    item = AgendaItem(
        **stamp, kind=kind, title=incident.title, queued_on=day, incident_id=incident.id, state=ItemState.DISCUSSED
    )
    unit.add(item)


def _late(unit: Unit, incident: Incident | None, number: int) -> None:
    due = TODAY - timedelta(days=3 + number)
    incident_id = incident.id if incident is not None else None
    unit.add(ActionItem(**unit.stamp(), text=f"Action {number}", due=due, incident_id=incident_id))
