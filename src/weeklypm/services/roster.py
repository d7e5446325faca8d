"""The people of the workspace as the settings list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weeklypm.domain.calendar import Series, Workspace
from weeklypm.domain.people import Person, Team
from weeklypm.services.dates import series_of

if TYPE_CHECKING:
    from weeklypm.storage import Reader


@dataclass(frozen=True)
class PersonRow:
    """Hold one person and the name of their team, empty for none."""

    person: Person
    team: str


@dataclass(frozen=True)
class SettingsView:
    """Hold what the settings show: the workspace, its series, and its people by team and name."""

    workspace: Workspace
    series: Series
    people: tuple[PersonRow, ...]


def settings_view(reader: Reader) -> SettingsView:
    """Return what the settings show. Raises Problem ``services.problem.no_series`` before the first run is done."""
    teams = {team.id: team.name for team in reader.find(Team)}
    rows = [PersonRow(p, teams.get(p.team_id, "") if p.team_id else "") for p in reader.find(Person)]
    series = series_of(reader)
    return SettingsView(reader.find(Workspace)[0], series, tuple(sorted(rows, key=_place)))


def _place(row: PersonRow) -> tuple[bool, str, str, str]:
    return row.person.left_on is not None, row.team, row.person.name, str(row.person.id)
