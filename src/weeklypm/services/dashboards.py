"""The catalogue of dashboards: how long each was not looked at, and how entries are added, changed and removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain import dashboard_rules
from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.dashboard_rules import SUGGESTED_CHECKS, same_name
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Team
from weeklypm.domain.stock import Source, is_round
from weeklypm.domain.values import Language, Row, message
from weeklypm.services import queue
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.stock import WAITS, stock_of
from weeklypm.services.week import week_slots
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

EDITABLE: Final = frozenset(one.name for one in fields(Dashboard)) - {one.name for one in fields(Row)} - {"added_on"}


@dataclass(frozen=True)
class DashboardRow:
    """Hold one dashboard as the list shows it.

    ``looked_on`` and ``weeks`` are None for one that was never looked at; ``due`` is by the next held meeting;
    ``item`` is its place in the agenda queue where it has one.
    """

    dashboard: Dashboard
    team: Team | None
    looked_on: date | None
    weeks: int | None
    due: bool
    item: AgendaItem | None


@dataclass(frozen=True)
class DashboardsView:
    """Hold the catalogue, the longest unseen first.

    ``next_day`` is the next held meeting, ``teams`` those there are, ``language`` that of the series.
    """

    rows: tuple[DashboardRow, ...]
    teams: tuple[Team, ...]
    today: date
    next_day: date | None
    language: Language

    def row(self, dashboard_id: UUID | None) -> DashboardRow | None:
        """Return one dashboard's row."""
        return next((row for row in self.rows if row.dashboard.id == dashboard_id), None)


def dashboards_view(reader: Reader) -> DashboardsView:
    """Return the catalogue, in as many questions as there are tables."""
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    coming = next((slot.day for slot in week_slots(reader, series, today, today) if slot.held), None)
    teams = {team.id: team for team in reader.find(Team)}
    waiting, sources = _waiting(reader), _sources(reader)

    def row(dashboard: Dashboard) -> DashboardRow:
        source = sources[dashboard.id]
        weeks = dashboard_rules.weeks_since(source.last, today) if source.last else None
        team = teams.get(dashboard.team_id) if dashboard.team_id else None
        due = source.due_on <= (coming or today)
        return DashboardRow(dashboard, team, source.last, weeks, due, waiting.get(dashboard.id))

    rows = sorted(map(row, reader.find(Dashboard)), key=_order)
    by_name = tuple(sorted(teams.values(), key=lambda team: (team.name.casefold(), team.id)))
    return DashboardsView(tuple(rows), by_name, today, coming, series.language)


def _waiting(reader: Reader) -> dict[UUID, AgendaItem]:
    items = reader.find(AgendaItem, state=WAITS, dashboard_id__ne=None)
    return {item.dashboard_id: item for item in reversed(items) if item.dashboard_id}


def _sources(reader: Reader) -> dict[UUID, Source]:
    """Return when each dashboard was last looked at and is due again, as the composition of agendas knows it."""
    found = stock_of(reader).sources
    return {source.source_id: source for source in found if source.kind is Kind.DASHBOARD_REVIEW}


def _order(row: DashboardRow) -> tuple[date, date, str, UUID]:
    """Put those never looked at first, the oldest entry before others, then the longest unseen."""
    dashboard = row.dashboard
    since = row.looked_on or date.min
    return since, dashboard.added_on if row.looked_on is None else since, same_name(dashboard.name), dashboard.id


def add_dashboard(  # noqa: PLR0913  one argument a field
    unit: Unit,
    name: str,
    *,
    link: str = "",
    purpose: str = "",
    how_to_read: str = "",
    team_id: UUID | None = None,
    checklist: Sequence[str] = (),
    reviewed_on: date | None = None,
) -> Dashboard:
    """Add a dashboard to the catalogue; a name is all it needs. Raises Problem as ``dashboard_rules.checked`` does."""
    today = _today(unit)
    if team_id is not None:
        unit.get(Team, team_id)
    new = Dashboard(
        **unit.stamp(),
        name=name,
        link=link,
        purpose=purpose,
        how_to_read=how_to_read,
        team_id=team_id,
        checklist=tuple(checklist),
        added_on=today,
        reviewed_on=reviewed_on,
    )
    return unit.add(dashboard_rules.checked(new, unit.find(Dashboard), today))


def edit_dashboard(unit: Unit, dashboard_id: UUID, **changes: Any) -> Dashboard:
    """Change what an entry holds; what waits in the queue under its old name takes the new one.

    Raises Problem as ``dashboard_rules.checked`` does, ValueError for a field that is not the entry's own.
    """
    if not changes.keys() <= EDITABLE:
        raise ValueError(f"not editable: {sorted(changes.keys() - EDITABLE)}")
    if changes.get("team_id") is not None:
        unit.get(Team, changes["team_id"])
    if "checklist" in changes:
        changes["checklist"] = tuple(changes["checklist"])
    before = unit.get(Dashboard, dashboard_id)
    changed = dashboard_rules.checked(replace(before, **changes), unit.find(Dashboard), _today(unit))
    for item in _queued(unit, dashboard_id):
        title = changed.name if item.title == before.name else item.title
        unit.put(replace(item, title=title, state=_after_a_look(item, before, changed)))
    return unit.put(changed)


def _after_a_look(item: AgendaItem, before: Dashboard, changed: Dashboard) -> ItemState:
    """Return where a waiting review stands: one that came back by itself is done with once the dashboard is seen."""
    looked = changed.reviewed_on is not None and changed.reviewed_on > (before.reviewed_on or date.min)
    return ItemState.DROPPED if looked and is_round(item.id) and not item.pinned else item.state


def remove_dashboard(unit: Unit, dashboard_id: UUID) -> None:
    """Take a dashboard out of the catalogue, and its review out of the queue; what was told of it stays told.

    The review of a meeting that runs goes on, but is not carried over.
    """
    for item in unit.find(AgendaItem, dashboard_id=dashboard_id, state=WAITS):
        unit.put(replace(item, state=ItemState.DROPPED))
    unit.delete(unit.get(Dashboard, dashboard_id))


def take_next(unit: Unit, dashboard_id: UUID) -> AgendaItem:
    """Take a dashboard for the next meeting, whether it is due or not; what was taken before gives way."""
    unit.get(Dashboard, dashboard_id)
    waits = next(iter(_queued(unit, dashboard_id)), None)
    return queue.pin(unit, waits.id if waits is not None else _sources(unit)[dashboard_id].item_id)


def put_back(unit: Unit, dashboard_id: UUID) -> None:
    """Let a dashboard that was taken for the next meeting wait in its order again, or rest until it is due."""
    due = {row.dashboard.id for row in dashboards_view(unit).rows if row.due}
    for item in _queued(unit, dashboard_id):
        if item.pinned:
            unpinned = queue.unpin(unit, item.id)
            if dashboard_id not in due:
                unit.delete(unpinned)


def _queued(unit: Unit, dashboard_id: UUID) -> list[AgendaItem]:
    return unit.find(AgendaItem, dashboard_id=dashboard_id, state=ItemState.QUEUED)


def _today(unit: Unit) -> date:
    return local_day(unit.now, series_of(unit).zone)


def suggested_checks(language: Language) -> tuple[str, ...]:
    """Return the questions offered to a new dashboard, in a language."""
    return tuple(say(language, f"dashboards.check.{number}") for number in range(1, SUGGESTED_CHECKS + 1))


def find_team(reader: Reader, name: str) -> Team:
    """Return the team of a name; raise Problem ``dashboards.problem.no_team`` with the names that there are."""
    teams = reader.find(Team, order_by=("name", "id"))
    found = next((team for team in teams if same_name(team.name) == same_name(name)), None)
    if found is None:
        known = tuple(team.name for team in teams) or message("dashboards.no_teams")
        raise Problem("dashboards.problem.no_team", name=name, known=known)
    return found
