"""The sample workspace: an invented company with eight meetings behind it, made from readable sources."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from weeklypm.domain.agenda import ItemState
from weeklypm.domain.calendar import Series, Workspace
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.values import Language
from weeklypm.services import sample_history, sample_incidents
from weeklypm.services.clock import local_day
from weeklypm.services.sample_stock import SampleCalendar, Stock, Tree, incident_sources, source

if TYPE_CHECKING:
    from weeklypm.storage import Unit

FIRST: Final = 8
"""The first held meeting of the sample, counted back from this week's."""


def fill(unit: Unit, language: Language) -> Series:
    """Fill an empty workspace with the sample, dated around the unit's present."""
    tree = source(language, "workspace.toml")
    calendar = SampleCalendar(tree["series"], local_day(unit.now, tree["series"]["zone"]), language)
    unit.add(Workspace(**unit.stamp(), name=tree["workspace"]["name"], sample=True))
    series = unit.add(_series(unit, tree["series"], calendar, language))
    stock = Stock(unit, language, series, calendar)
    _add_people(stock, tree)
    for incident in incident_sources(language):
        sample_incidents.add_incident(stock, incident)
    for dashboard in source(language, "dashboards.toml")["dashboard"]:
        sample_history.add_dashboard(stock, dashboard)
    for item in source(language, "earlier.toml")["item"]:
        sample_history.add_item(stock, item, state=ItemState.DISCUSSED)
    for item in source(language, "queue.toml")["item"]:
        sample_history.add_item(stock, item)
    for meeting in source(language, "meetings.toml")["meeting"]:
        sample_history.add_meeting(stock, meeting)
    for action in source(language, "actions.toml")["action"]:
        sample_history.add_action(stock, action)
    return series


def _series(unit: Unit, tree: Tree, calendar: SampleCalendar, language: Language) -> Series:
    return Series(
        **unit.stamp(),
        name=tree["name"],
        weekday=tree["weekday"],
        starts_at=time.fromisoformat(tree["starts_at"]),
        zone=tree["zone"],
        minutes=tree["minutes"],
        country=tree["country"],
        language=language,
        first_on=calendar.meeting(FIRST),
        seed=tree["seed"],
    )


def _add_people(stock: Stock, tree: Tree) -> None:
    unit = stock.unit
    for team in tree["team"]:
        stock.teams[team["key"]] = unit.add(Team(**unit.stamp(), name=team["name"]))
    for person in tree["person"]:
        stock.people[person["key"]] = unit.add(
            Person(
                **unit.stamp(),
                name=person["name"],
                team_id=stock.team(person["team"]),
                joined_on=stock.calendar.day(person["joined"]),
                founder=person["founder"],
                aliases=tuple(person["aliases"]),
            )
        )
    for absence in tree.get("absence", ()):
        starts_on, ends_on = stock.calendar.day(absence["from"]), stock.calendar.day(absence["to"])
        person_id = stock.people[absence["person"]].id
        unit.add(Absence(**unit.stamp(), person_id=person_id, starts_on=starts_on, ends_on=ends_on))
