"""Who is suggested as a presenter, by example, and what the reason says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from rule_rows import DAY, WEEK, absence, item, people, person, team

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.people import Person
from weeklypm.domain.presenter import Company, Presented, Subject, Suggestion, suggest
from weeklypm.domain.values import Message
from weeklypm.wording import say

TEAMS = (team(0, "Search"), team(1, "Web"), team(2, "Data"))
SEARCH, WEB, DATA = (one.id for one in TEAMS)
TALK = item(1, Kind.INCIDENT_TALK)
# 1 to 3 are of Search, 4 to 6 of Web, 7 and 8 of Data.
EVERYBODY = people(3, 3, 2)


def ids(*numbers: int) -> frozenset[UUID]:
    return frozenset(UUID(int=number) for number in numbers)


def told(weeks_ago: int, *presenters: int) -> tuple[Presented, ...]:
    return tuple(Presented(DAY - WEEK * weeks_ago, UUID(int=number)) for number in presenters)


def company(
    *history: tuple[Presented, ...],
    heard: dict[UUID, int] | None = None,
    members: tuple[Person, ...] = EVERYBODY,
    facilitator: int | None = None,
) -> Company:
    """Make a company; ``heard`` tells how many weeks ago teams were heard."""
    leads = None if facilitator is None else UUID(int=facilitator)
    presented = tuple(one for meeting in history for one in meeting)
    days = {team_id: DAY - WEEK * weeks for team_id, weeks in (heard or {}).items()}
    return Company(members, TEAMS, presented=presented, heard=days, facilitator_id=leads)


def numbers(found: tuple[Suggestion, ...]) -> list[int]:
    return [one.person_id.int for one in found]


def asked(subject: Subject, room: Company, about: AgendaItem = TALK) -> list[int]:
    return numbers(suggest(about, subject, room, DAY))


def test_responders_go_before_their_team_mates_and_nobody_else_is_asked() -> None:
    found = asked(Subject(ids(2, 4)), company())
    assert set(found[:2]) == {2, 4}
    assert set(found[2:]) == {1, 3, 5, 6}


def test_people_of_the_teams_that_an_incident_touched_count_as_team_mates() -> None:
    assert set(asked(Subject(team_ids=frozenset({DATA})), company())) == {7, 8}


def test_the_team_heard_longest_ago_goes_first_and_one_never_heard_before_all() -> None:
    room = company(heard={SEARCH: 2, WEB: 9})
    assert asked(Subject(ids(1, 4, 7)), room)[:3] == [7, 4, 1]
    assert asked(Subject(ids(1, 4)), room)[:2] == [4, 1]


def test_who_presented_last_time_comes_last_though_they_responded() -> None:
    found = asked(Subject(ids(4)), company(told(1, 4), heard={WEB: 1}))
    assert set(found[:2]) == {5, 6}
    assert found[-1] == 4


def test_last_time_is_when_somebody_last_presented() -> None:
    room = company(told(3, 4), told(5, 5), told(4, 5))
    assert asked(Subject(ids(4, 5)), room)[0] == 5


def test_alone_somebody_is_asked_again_and_the_reason_says_so() -> None:
    room = company(told(1, 9), members=(person(9, None),))
    (only,) = suggest(TALK, Subject(ids(9)), room, DAY)
    assert say("en", only.why) == "Responder; presented last time"


def test_the_facilitator_of_the_day_is_asked_after_the_others() -> None:
    found = suggest(TALK, Subject(ids(4)), company(facilitator=4), DAY)
    assert numbers(found)[-1] == 4
    assert say("en", found[-1].why) == "Responder; facilitates that day"


@pytest.mark.parametrize(
    "fields",
    [
        {"rather_not_present": True},
        {"left_on": DAY - timedelta(days=1)},
        {"joined_on": DAY + timedelta(days=1)},
        {"deleted_at": EVERYBODY[0].created_at},
    ],
)
def test_who_cannot_be_asked_is_left_out(fields: dict[str, object]) -> None:
    members = (replace(EVERYBODY[0], **fields), *EVERYBODY[1:])  # type: ignore[arg-type]
    assert asked(Subject(ids(1)), company(members=members)) == asked(Subject(ids(1)), company())[1:]


def test_the_first_and_the_last_day_with_the_team_count() -> None:
    for bounds in (replace(EVERYBODY[0], left_on=DAY), replace(EVERYBODY[0], joined_on=DAY)):
        assert asked(Subject(ids(1)), company(members=(bounds,))) == [1]


@pytest.mark.parametrize(("start", "end", "there"), [(0, 0, False), (-3, 0, False), (0, 3, False), (1, 3, True)])
def test_who_is_away_on_the_day_is_left_out(start: int, end: int, there: bool) -> None:
    away = absence(1, DAY + timedelta(days=start), DAY + timedelta(days=end))
    room = replace(company(), absences=(away,))
    assert (1 in asked(Subject(ids(1)), room)) is there


def test_a_topic_is_told_by_whoever_proposed_it_then_by_their_team() -> None:
    topic = item(1, proposer_id=UUID(int=5))
    found = asked(Subject(), company(heard={WEB: 1}), topic)
    assert found[0] == 5
    assert set(found[1:]) == {4, 6}
    assert asked(Subject(), company(), item(1)) == []


def test_a_dashboard_is_shown_by_the_team_that_owns_it() -> None:
    board = item(1, Kind.DASHBOARD_REVIEW)
    found = suggest(board, Subject(team_ids=frozenset({DATA})), company(), DAY)
    assert set(numbers(found)) == {7, 8}
    assert {say("en", one.why) for one in found} == {"In the team that owns the dashboard"}


@pytest.mark.parametrize("kind", [Kind.ROLE_PLAY, Kind.QUESTION, Kind.ACTION_FOLLOW_UP])
def test_nobody_is_named_for_what_is_for_volunteers_or_the_room(kind: Kind) -> None:
    about = item(1, kind, proposer_id=UUID(int=1))
    assert suggest(about, Subject(ids(1), frozenset({WEB})), company(), DAY) == ()


def reasons(subject: Subject, room: Company, language: str, about: AgendaItem = TALK) -> list[str]:
    return [say(language, one.why) for one in suggest(about, subject, room, DAY)]


def test_the_reason_says_what_ties_them_and_when_their_team_was_heard() -> None:
    room = company(told(1, 4), heard={SEARCH: 9, WEB: 1})
    said = reasons(Subject(ids(1, 4), frozenset({DATA})), room, "en")
    assert said[0] == "Responder; Search was last heard 9 weeks ago"
    assert "In a team that it touched; Data has not been heard yet" in said
    assert "Team mate of the responders; Web was last heard 1 week ago" in said
    assert said[-1] == "Responder; Web was last heard 1 week ago; presented last time"
    assert reasons(Subject(ids(1)), room, "ja")[0] == "対応した人、Searchは9週間ぶり"


def test_without_meetings_behind_it_nothing_is_said_about_when_a_team_was_heard() -> None:
    assert reasons(Subject(ids(1)), company(), "en")[0] == "Responder"
    assert reasons(Subject(ids(1)), company(), "ja")[1] == "対応した人と同じチーム"


def test_ties_are_not_broken_by_name_or_place() -> None:
    firsts = {asked(Subject(ids(1, 2, 3)), company(), item(number, Kind.INCIDENT_TALK))[0] for number in range(40)}
    assert firsts == {1, 2, 3}


def codes(why: Message) -> set[str]:
    inner = (value for _, value in why.arguments if isinstance(value, Message))
    return {why.code}.union(*(codes(one) for one in inner))


def test_no_reason_speaks_of_who_is_not_suggested() -> None:
    quiet = replace(EVERYBODY[0], rather_not_present=True, name="Secretly Quiet")
    room = company(told(1, 1), heard={SEARCH: 1}, members=(quiet, *EVERYBODY[1:]))
    found = suggest(TALK, Subject(ids(1)), room, DAY)
    assert numbers(found)
    assert all("Quiet" not in say(language, one.why) for one in found for language in ("en", "ja"))
    assert not {code for one in found for code in codes(one.why) if "rather" in code}
