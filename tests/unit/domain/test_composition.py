"""The agenda by example: what goes first, how the minutes fall, and what the reasons say."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from rule_rows import DAY, NOW, WEEK, incident, item, series

from weeklypm.domain.agenda import Agenda, AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.composition import Past, compose, past_of, questions
from weeklypm.domain.ranking import severity_rank
from weeklypm.domain.script_boxes import boxes
from weeklypm.wording import say

SPEAKER = UUID(int=77)


def made(*queue: AgendaItem, history: tuple[Past, ...] = (), attention: int = 2, **fields: int) -> Agenda:
    known = [
        incident(301, severity="SEV-3", team_ids=(UUID(int=9001),)),
        incident(302, severity="SEV-1", team_ids=(UUID(int=9001),)),
        incident(303, severity="SEV-1", team_ids=(UUID(int=9002),)),
    ]
    incidents = {one.id: one for one in known}
    return compose(series(**fields), queue, history, day=DAY, incidents=incidents, attention=attention)


def chosen(agenda: Agenda) -> list[int | None]:
    return [line.item_id.int if line.item_id else None for line in agenda.main]


def talk(number: int, told: int, **fields: object) -> AgendaItem:
    given = {"queued_on": DAY, "presenter_id": SPEAKER, "incident_id": UUID(int=told), **fields}
    return item(number, Kind.INCIDENT_TALK, **given)


def test_an_empty_queue_asks_the_room() -> None:
    agenda = made()
    (line,) = agenda.main
    assert (line.kind, line.item_id, line.minutes, line.title.code) == (Kind.QUESTION, None, 17, questions()[0])
    assert agenda.planned == agenda.available == 30


def test_the_order_of_kinds() -> None:
    order = [kind for kind in Kind if kind not in (Kind.QUESTION, Kind.ACTION_FOLLOW_UP)]
    queue = [item(9 - place, kind) for place, kind in enumerate([*order, Kind.ACTION_FOLLOW_UP])]
    for place in range(len(queue)):
        assert chosen(made(*queue[place:])) == [queue[place].id.int]


def test_incidents_by_speaker_then_age_then_severity_then_team() -> None:
    old = DAY - timedelta(days=9)
    heard = (Past(DAY - WEEK, team_ids=frozenset({UUID(int=9001)})),)
    assert chosen(made(talk(1, 302, presenter_id=None, queued_on=old), talk(2, 301))) == [2]
    assert chosen(made(talk(1, 302), talk(2, 301, queued_on=old))) == [2]
    assert chosen(made(talk(1, 301), talk(2, 302))) == [2]
    assert chosen(made(talk(1, 302), talk(2, 303), history=heard)) == [2]
    assert chosen(made(talk(1, 302), talk(2, 303))) == [1]


def test_a_team_is_heard_through_the_incident_it_told() -> None:
    earlier = past_of(DAY - WEEK, made(talk(1, 302)))
    assert chosen(made(talk(1, 302), talk(2, 303), history=(earlier,))) == [2]


@pytest.mark.parametrize(
    ("text", "rank"),
    [("SEV-1", 1), ("P0", 0), ("sev2", 2), ("Critical", 0), ("major", 1), ("", 9), ("unheard of", 9), ("SEV-99", 9)],
)
def test_severity_is_read_from_free_text(text: str, rank: int) -> None:
    assert severity_rank(text) == rank


def test_topics_by_votes_then_age_and_the_reason_says_so() -> None:
    queue = (item(1, votes=3), item(2, votes=5), item(28, votes=5))
    line = made(*queue).main[0]
    assert line.item_id == UUID(int=28)
    assert say("en", line.why) == (
        "No incident or near miss can be told today → open topic, waiting longest (waiting 28 days)"
    )
    assert [say("en", why) for why in line.not_chosen] == [
        "“Item 2” waits for less long (waiting 2 days)",
        "“Item 1” has fewer votes, 3",
    ]
    assert "いちばん長く待っているため" in say("ja", line.why)


def test_who_cannot_be_told_yet_is_named_and_waits() -> None:
    line = made(talk(1, 302, ready_from=DAY + WEEK), item(2)).main[0]
    assert line.item_id == UUID(int=2)
    assert say("en", line.not_chosen[0]) == "“Item 1” can be told from 9 Sep"
    assert chosen(made(talk(1, 302, ready_from=DAY), item(2))) == [1]


def test_carried_over_goes_before_incidents_and_pinned_before_all() -> None:
    carried = item(3, carried_over=True)
    assert chosen(made(talk(1, 302), carried)) == [3]
    assert made(talk(1, 302), carried).main[0].why.code == "agenda.why.carried_over"
    assert chosen(made(talk(1, 302), carried, item(4, Kind.ROLE_PLAY, pinned=True))) == [4]


def test_all_that_is_pinned_stays_and_the_overrun_shows() -> None:
    agenda = made(item(1, pinned=True, minutes=20), item(2, pinned=True), item(3))
    assert sorted(line.minutes for line in agenda.main) == [7, 20]
    assert agenda.planned == 40 > agenda.available


def test_low_kinds_take_turns_and_a_question_still_comes_last() -> None:
    board, reading = item(2, Kind.DASHBOARD_REVIEW), item(1, Kind.RE_READ)
    last = past_of(DAY - WEEK, made(board))
    older = past_of(DAY - WEEK * 2, made(reading))
    assert chosen(made(board, reading, history=(older, last))) == [1]
    assert chosen(made(board, history=(last,))) == [2]
    assert chosen(made(board, item(3, Kind.QUESTION), history=(last,))) == [2]
    assert chosen(made(item(4), history=(past_of(DAY - WEEK, made(item(5))),))) == [4]


def test_a_second_item_only_where_seven_minutes_remain() -> None:
    assert [line.minutes for line in made(item(2, votes=1, minutes=10), item(1)).main] == [10, 7]
    assert [line.minutes for line in made(item(2, votes=1, minutes=11), item(1)).main] == [11]
    assert [line.minutes for line in made(item(2), item(1)).main] == [17]


def test_what_does_not_fit_is_passed_over_and_said() -> None:
    agenda = made(item(3, votes=3, minutes=9), item(2, votes=2, minutes=15), item(1, votes=1))
    assert chosen(agenda) == [3, 1]
    assert agenda.main[1].minutes == 8
    told = [say("en", why) for why in agenda.main[1].not_chosen]
    assert told == ["“Item 2” needs 15 minutes, more than are left"]


def test_the_actions_keep_their_segment_only_while_some_need_a_word() -> None:
    busy, quiet = made(attention=4), made(attention=0)
    assert (busy.lines[1].segment, busy.lines[1].minutes) == (Segment.ACTIONS, 3)
    assert (quiet.lines[1].minutes, quiet.main[0].minutes) == (1, 19)
    assert say("en", busy.lines[1].why).startswith("4 late")
    assert say("ja", quiet.lines[1].why).startswith("遅れ・停滞・変更はありません")


def test_only_what_is_queued_counts() -> None:
    gone = item(1, deleted_at=NOW)
    assert chosen(made(gone, item(2, state=ItemState.DROPPED), item(3, state=ItemState.SCHEDULED))) == [None]


def test_a_short_meeting_keeps_seven_minutes_for_its_main_part() -> None:
    agenda = made(item(1), minutes=15)
    assert agenda.main[0].minutes == 7
    assert (agenda.planned, agenda.available) == (20, 15)


def test_the_boxes_of_a_talk() -> None:
    assert [share for _, share in boxes(Kind.INCIDENT_TALK, 17)] == [2, 9, 4, 2]
    assert [share for _, share in boxes(Kind.INCIDENT_TALK, 3)] == [2, 1]
