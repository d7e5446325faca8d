"""What a text may say: public fields, roles in place of names, late actions first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, ItemState, Kind, Segment
from weeklypm.domain.announcing_facts import MOST_ACTIONS, MOST_TOPICS, AnnouncementRows, Missed, announcement
from weeklypm.domain.calendar import Series
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, Priority
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Language, Message, message
from weeklypm.wording import say

NOW = datetime(2026, 9, 1, 3, 0, tzinfo=UTC)
DAY = date(2026, 9, 2)
TODAY = date(2026, 9, 1)
_ids = count(1)


def stamp() -> dict[str, Any]:
    return {"id": UUID(int=next(_ids)), "created_at": NOW, "updated_at": NOW}


SERIES = Series(
    **stamp(), name="Weekly", weekday=2, starts_at=time(16), zone="Asia/Tokyo", language=Language.EN, first_on=DAY
)
SEARCH, WEB = Team(**stamp(), name="Search"), Team(**stamp(), name="Web")
TORII = Person(**stamp(), name="Torii", team_id=WEB.id, joined_on=DAY, aliases=("tori",))
SENA = Person(**stamp(), name="Sena", team_id=SEARCH.id, joined_on=DAY)


def item(title: str, kind: Kind = Kind.OPEN_TOPIC, **fields: Any) -> AgendaItem:
    return AgendaItem(**stamp(), kind=kind, title=title, queued_on=DAY, **fields)


def line(row: AgendaItem) -> AgendaLine:
    title = message("agenda.title", text=row.title)
    why = message("agenda.why.pinned")
    return AgendaLine(Segment.MAIN, 17, 5, title, why, kind=row.kind, item_id=row.id)


def action(text: str = "Do it", **fields: Any) -> ActionItem:
    return ActionItem(**stamp(), text=text, **fields)


def moved(row: ActionItem, old: str, new: str, reason: str, *, days: int = 0, **fields: Any) -> ActionChange:
    at = NOW + timedelta(days=days)
    given: dict[str, Any] = {"field": "due", "old": old, "new": new, **fields}
    return ActionChange(**stamp(), action_id=row.id, reason=reason, at=at, **given)


def rows(**fields: Any) -> AnnouncementRows:
    given: dict[str, Any] = {"changes": {}, "people": (TORII, SENA), "teams": (SEARCH, WEB), **fields}
    return AnnouncementRows(series=SERIES, day=DAY, today=TODAY, answer_by=TODAY, **given)


def said(words: object) -> str:
    return say("en", words) if isinstance(words, Message) else str(words)


def test_times_are_on_the_wall_clock_of_the_series() -> None:
    told = announcement(rows())
    assert (told.starts_at.strftime("%H:%M"), told.ends_at.strftime("%H:%M")) == ("16:00", "16:30")
    assert (told.series, told.zone, told.minutes, told.facilitator) == ("Weekly", "Asia/Tokyo", 30, "")
    assert announcement(rows(facilitator=TORII)).facilitator == "Torii"


def test_people_in_free_text_become_roles() -> None:
    talk = item("Torii's search was slow, @tori told torii@example.com", Kind.INCIDENT_TALK)
    waiting = item("Ask Sena about the index")
    promise = action("Ring Torii", team_id=SEARCH.id, due=TODAY, owner_text="ops@example.com")
    changes = {promise.id: (moved(promise, "2026-08-01", "2026-09-01", "Sena was away"),)}
    told = announcement(
        rows(agenda=Agenda((line(talk),), 30), queue=(talk, waiting), actions=(promise,), changes=changes)
    )
    texts = [said(told.agenda[0].title), said(told.topics[0].title)]
    listed = told.teams[0].actions[0]
    texts += [said(listed.text), said(listed.reasons[0]), said(listed.owner)]
    assert all("responder " in text for text in texts), texts
    assert not [text for text in texts for name in ("Torii", "Sena", "tori", "@") if name in text]


def test_owners_show_by_name() -> None:
    promise = action(owner_id=TORII.id)
    told = announcement(rows(actions=(promise, action(owner_text="Guest"))))
    assert {said(one.owner) for team in told.teams for one in team.actions} == {"Torii", "Guest"}


def test_topics_and_near_misses_wait_and_what_is_on_already_does_not() -> None:
    on, dropped = item("On"), item("Dropped", state=ItemState.DROPPED)
    queue = (on, item("Topic"), item("Near", Kind.NEAR_MISS), item("Talk", Kind.INCIDENT_TALK), dropped)
    told = announcement(rows(agenda=Agenda((line(on),), 30), queue=queue))
    assert [(topic.kind, topic.title) for topic in told.topics] == [
        (Kind.OPEN_TOPIC, "Topic"),
        (Kind.NEAR_MISS, "Near"),
    ]
    many = announcement(rows(queue=[item(f"Topic {number}") for number in range(MOST_TOPICS + 3)]))
    assert (len(many.topics), many.more_topics) == (MOST_TOPICS, 3)


def test_only_what_stands_in_the_calendar_is_told_of_a_date_not_held() -> None:
    holiday = message("schedule.reason.holiday", name="Equinox")
    called_off = message("schedule.reason.cancelled", text="Half the team is ill")
    day = date(2026, 8, 26)
    assert announcement(rows(missed_day=day, missed_reason=holiday)).missed == Missed(day, holiday)
    assert announcement(rows(missed_day=day, missed_reason=called_off)).missed == Missed(day, None)
    assert announcement(rows()).missed is None


def test_late_actions_and_the_teams_that_have_them_come_first() -> None:
    late = action("late", team_id=WEB.id, due=TODAY - timedelta(days=3))
    later = action("later", team_id=WEB.id, due=TODAY - timedelta(days=9))
    today = action("today", team_id=WEB.id, due=TODAY)
    urgent = action("urgent", team_id=SEARCH.id, priority=Priority.P0)
    undated = action("undated", team_id=SEARCH.id)
    nobody = action("nobody", due=TODAY - timedelta(days=30))
    told = announcement(rows(actions=(nobody, undated, urgent, today, late, later)))
    assert [(team.name, [one.text for one in team.actions], team.late) for team in told.teams] == [
        ("Web", ["later", "late", "today"], 2),
        ("Search", ["urgent", "undated"], 0),
        ("", ["nobody"], 1),
    ]
    assert [one.days_late for one in told.teams[0].actions] == [9, 3, 0]
    assert (told.open, told.late) == (6, 3)


def test_an_action_without_a_team_belongs_to_that_of_its_owner() -> None:
    told = announcement(rows(actions=(action(owner_id=TORII.id), action(owner_id=SENA.id, team_id=WEB.id))))
    assert [(team.name, len(team.actions)) for team in told.teams] == [("Web", 2)]


def test_only_promises_that_are_open_are_told() -> None:
    closed = [action(state=state) for state in ActionState if state is not ActionState.COMMITTED]
    gone = replace(action("gone"), deleted_at=NOW)
    assert announcement(rows(actions=(*closed, gone))).teams == ()


def test_the_reasons_are_those_of_slips_the_newest_first() -> None:
    promise = action(due=TODAY)
    changes = (
        moved(promise, "2026-08-01", "2026-08-08", "first", days=1),
        moved(promise, "2026-08-08", "2026-08-15", "second", days=2),
        moved(promise, "2026-08-15", "2026-08-10", "sooner", days=3),
        moved(promise, "2026-08-10", "2026-08-20", "third", days=4),
        moved(promise, "2026-08-20", "2026-08-25", "undone", days=5, withdrawn=True),
        moved(promise, "P1", "P2", "less urgent", days=6, field="priority"),
    )
    listed = announcement(rows(actions=(promise,), changes={promise.id: changes})).teams[0].actions[0]
    assert listed.slips == 3
    assert listed.reasons == ("third", "second")


def test_no_more_actions_are_listed_than_a_chat_bears_and_the_rest_is_counted() -> None:
    web = [action(f"web {n}", team_id=WEB.id, due=TODAY - timedelta(days=1)) for n in range(MOST_ACTIONS - 5)]
    search = [action(f"search {n}", team_id=SEARCH.id) for n in range(12)]
    told = announcement(rows(actions=(*search, *web)))
    assert [(team.name, len(team.actions), team.more) for team in told.teams] == [
        ("Web", MOST_ACTIONS - 5, 0),
        ("Search", 5, 7),
    ]
    assert told.open == len(web) + len(search)
