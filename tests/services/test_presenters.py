"""Who could present, from a real workspace: what earlier meetings told, who is away, who leads; and the choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from services_desk import Bench
from sqlalchemy import event
from sqlalchemy.engine import Engine

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, Responder
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.services.dates import series_of
from weeklypm.services.people import set_rather_not_present
from weeklypm.services.presenters import choose_presenter, suggest_presenters
from weeklypm.services.queue import add_topic, queue_incident
from weeklypm.services.week import this_week
from weeklypm.storage import Unit
from weeklypm.wording import say

DAY = date(2026, 9, 2)


def person(bench: Bench, name: str) -> Person:
    return next(one for one in bench.read(lambda reader: reader.find(Person)) if one.name == name)


def add_talk(bench: Bench, *names: str, key: str = "search-slow", teams: tuple[str, ...] = ()) -> AgendaItem:
    """Queue an incident with its responders."""

    def add(unit: Unit) -> AgendaItem:
        people = {one.name: one.id for one in unit.find(Person)}
        team_ids = tuple(one.id for one in unit.find(Team) if one.name in teams)
        incident = unit.add(Incident(**unit.stamp(), key=f"2026-08-28-{key}", title=key, team_ids=team_ids))
        for name in names:
            unit.add(Responder(**unit.stamp(), incident_id=incident.id, person_id=people[name]))
        unit.add(Responder(**unit.stamp(), incident_id=incident.id, name="Somebody of another company"))
        return queue_incident(unit, incident)

    return bench.change(add)


def hold(bench: Bench, day: date, *items: AgendaItem) -> None:
    """Hold a meeting that talked about these items."""

    def held(unit: Unit) -> None:
        closed = MeetingState.CLOSED
        meeting = unit.add(Meeting(**unit.stamp(), series_id=series_of(unit).id, held_on=day, state=closed))
        for item in items:
            told = unit.get(AgendaItem, item.id)
            unit.put(replace(told, state=ItemState.DISCUSSED, meeting_id=meeting.id))

    bench.change(held)


def suggested(bench: Bench, item: AgendaItem) -> list[str]:
    return [one.name for one in bench.read(lambda reader: suggest_presenters(reader, item.id, DAY))]


def why(bench: Bench, item: AgendaItem, name: str) -> str:
    found = bench.read(lambda reader: suggest_presenters(reader, item.id, DAY))
    return next(say("en", one.why) for one in found if one.name == name)


def test_responders_then_their_team_mates_with_the_reason(bench: Bench) -> None:
    item = add_talk(bench, "Minase")
    assert suggested(bench, item) == ["Minase", "Torii"]
    assert why(bench, item, "Minase") == "Responder"
    assert why(bench, item, "Torii") == "Team mate of the responders"


def test_people_of_teams_that_it_touched_are_asked_too(bench: Bench) -> None:
    item = add_talk(bench, "Minase", teams=("Platform",))
    assert suggested(bench, item)[0] == "Minase"
    assert set(suggested(bench, item)[1:]) == {"Torii", "Hayami", "Kurose"}
    assert why(bench, item, "Kurose") == "In a team that it touched"


def test_who_presented_last_time_gives_way_and_the_team_unheard_goes_first(bench: Bench) -> None:
    first = add_talk(bench, "Minase", "Kasuga", key="first", teams=("Search",))
    kasuga = person(bench, "Kasuga").id
    bench.change(lambda unit: choose_presenter(unit, first.id, kasuga))
    hold(bench, date(2026, 7, 1), first)
    second = add_talk(bench, "Kasuga", "Hayami", key="second")
    assert suggested(bench, second)[0] == "Hayami"
    assert suggested(bench, second)[-1] == "Kasuga"
    assert why(bench, second, "Hayami") == "Responder; Platform has not been heard yet"
    assert why(bench, second, "Kasuga") == "Responder; Web was last heard 9 weeks ago; presented last time"
    # Search was heard too, as the incident told then was theirs.
    assert why(bench, first, "Torii") == "Team mate of the responders; Search was last heard 9 weeks ago"


def test_meetings_from_the_day_on_are_not_behind_it(bench: Bench) -> None:
    item = add_talk(bench, "Minase")
    minase = person(bench, "Minase").id
    bench.change(lambda unit: choose_presenter(unit, item.id, minase))
    hold(bench, DAY, item)
    assert suggested(bench, item)[0] == "Minase"


def test_who_is_away_that_day_is_not_asked(bench: Bench) -> None:
    item = add_talk(bench, "Minase")
    torii = person(bench, "Torii")
    minase = person(bench, "Minase")

    def leave(unit: Unit) -> None:
        unit.add(Absence(**unit.stamp(), person_id=minase.id, starts_on=DAY, ends_on=DAY))
        past = DAY - timedelta(days=1)
        unit.add(Absence(**unit.stamp(), person_id=torii.id, starts_on=past, ends_on=past))

    bench.change(leave)
    assert suggested(bench, item) == ["Torii"]


def test_who_would_rather_not_is_not_asked_until_they_would(bench: Bench) -> None:
    item, minase = add_talk(bench, "Minase"), person(bench, "Minase")
    bench.change(lambda unit: set_rather_not_present(unit, minase.id, rather_not=True))
    assert suggested(bench, item) == ["Torii"]
    bench.change(lambda unit: set_rather_not_present(unit, minase.id, rather_not=False))
    assert suggested(bench, item) == ["Minase", "Torii"]


def test_the_wish_not_to_present_leaves_other_changes_of_a_person_alone(bench: Bench) -> None:
    before = person(bench, "Minase")
    bench.change(lambda unit: unit.put(_renamed(unit, before.id)))
    bench.change(lambda unit: set_rather_not_present(unit, before.id, rather_not=True))
    assert person(bench, "Minase Ito").rather_not_present


def _renamed(unit: Unit, person_id: UUID) -> Person:
    return replace(unit.get(Person, person_id), name="Minase Ito")


def test_the_confirmed_facilitator_of_the_day_comes_after_the_others(bench: Bench) -> None:
    item = add_talk(bench, "Minase")

    def confirm(unit: Unit) -> None:
        leads = next(one.id for one in unit.find(Person) if one.name == "Minase")
        unit.add(Meeting(**unit.stamp(), series_id=series_of(unit).id, held_on=DAY, facilitator_id=leads))

    bench.change(confirm)
    assert suggested(bench, item) == ["Torii", "Minase"]


def test_a_topic_asks_its_proposer_and_a_dashboard_its_owners(bench: Bench) -> None:
    kasuga = person(bench, "Kasuga").id
    topic = bench.change(lambda unit: add_topic(unit, "Who removes old flags?", proposer_id=kasuga))
    assert suggested(bench, topic) == ["Kasuga", "Sena"]

    def add_board(unit: Unit) -> AgendaItem:
        owner = next(one.id for one in unit.find(Team) if one.name == "Platform")
        board = unit.add(Dashboard(**unit.stamp(), name="Checkout API", team_id=owner, added_on=DAY))
        review = Kind.DASHBOARD_REVIEW
        return unit.add(AgendaItem(**unit.stamp(), kind=review, title=board.name, queued_on=DAY, dashboard_id=board.id))

    board = bench.change(add_board)
    assert set(suggested(bench, board)) == {"Hayami", "Kurose"}


def test_a_presenter_is_chosen_and_taken_back_and_nobody_unknown_is(bench: Bench) -> None:
    item, minase = add_talk(bench, "Minase"), person(bench, "Minase").id
    assert bench.change(lambda unit: choose_presenter(unit, item.id, minase)).presenter_id == minase
    assert bench.change(lambda unit: choose_presenter(unit, item.id, None)).presenter_id is None
    with pytest.raises(Problem, match="not_found"):
        bench.change(lambda unit: choose_presenter(unit, item.id, UUID(int=5)))


def test_a_suggestion_takes_few_questions_however_many_meetings_there_were(bench: Bench) -> None:
    item = add_talk(bench, "Minase")

    def count() -> int:
        asked: list[str] = []

        def note(*arguments: object) -> None:
            asked.append(str(arguments[2]))

        event.listen(Engine, "before_cursor_execute", note)
        try:
            suggested(bench, item)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return sum("SELECT" in one for one in asked)

    assert 0 < count() <= 12
    for weeks in range(1, 9):
        hold(bench, DAY - timedelta(weeks=weeks), add_talk(bench, "Sena", key=f"k{weeks}"))
    assert count() <= 12


def test_what_comes_back_by_itself_asks_its_people_and_is_stored_when_one_is_chosen(bench: Bench) -> None:
    hold(bench, date(2026, 1, 7), add_talk(bench, "Minase"))
    (item,) = [one for one in bench.read(this_week).queue if one.kind is Kind.RE_READ]
    assert bench.read(lambda reader: reader.first(AgendaItem, id=item.id)) is None
    assert suggested(bench, item) == ["Minase", "Torii"]
    minase = person(bench, "Minase").id
    bench.change(lambda unit: choose_presenter(unit, item.id, minase))
    assert bench.read(lambda reader: reader.get(AgendaItem, item.id)).presenter_id == minase


def test_an_item_that_is_nowhere_is_told(bench: Bench) -> None:
    with pytest.raises(Problem, match="not_found"):
        bench.read(lambda reader: suggest_presenters(reader, UUID(int=7), DAY))
