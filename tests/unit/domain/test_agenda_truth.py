"""What is said of each choice is true: examples in which a near truth would do for the order but not for the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from rule_rows import DAY, WEEK, incident, item, series

from weeklypm.domain.agenda import AgendaItem, AgendaLine, Kind
from weeklypm.domain.composition import Past, compose, past_of
from weeklypm.domain.incident import Incident
from weeklypm.domain.stock import Source, Stock
from weeklypm.wording import say

BOARD, READING = Kind.DASHBOARD_REVIEW, Kind.RE_READ
TEAM = UUID(int=9001)


def board(number: int, **fields: object) -> Source:
    given = {"kind": BOARD, "title": f"S{number}", "since": DAY - WEEK * 200, **fields}
    return Source(source_id=UUID(int=number), **given)  # type: ignore[arg-type]


def main(
    *queue: AgendaItem,
    sources: tuple[Source, ...] = (),
    history: tuple[Past, ...] = (),
    incidents: tuple[Incident, ...] = (),
) -> tuple[AgendaLine, ...]:
    known = {one.id: one for one in incidents}
    stock = Stock(sources, frozenset((BOARD, one.dashboard_id) for one in queue if one.dashboard_id is not None))
    items = (*queue, *stock.due(DAY))
    return compose(series(), items, history, day=DAY, incidents=known, attention=1, stock=stock).main


def said(line: AgendaLine) -> list[str]:
    return [say("en", message) for message in (line.why, *line.not_chosen)]


def talk(number: int, about: int | None = None) -> AgendaItem:
    told = None if about is None else UUID(int=about)
    return item(number, Kind.INCIDENT_TALK, queued_on=DAY - WEEK, incident_id=told)


def test_a_second_item_that_waits_for_less_long_is_the_first_that_fits() -> None:
    second = main(item(1, pinned=True, minutes=9), item(9, minutes=15), item(5), item(3))[1]
    assert second.item_id == UUID(int=5)
    assert said(second)[0] == "8 minutes remain → the first that fits (waiting 5 days)"


def test_what_the_order_puts_later_anyway_is_not_said_to_be_late_by_its_last_turn() -> None:
    held = past_of(DAY - WEEK, compose(series(), [item(1, BOARD)], day=DAY - WEEK))
    line = main(item(5), sources=(board(7),), history=(held,))[0]
    assert said(line)[1] == "“S7”: Dashboard review comes later in the order"


def test_an_incident_without_a_severity_is_not_said_to_be_less_severe() -> None:
    line = main(talk(1, 51), talk(2, 52), incidents=(incident(51), incident(52, severity="SEV-2")))[0]
    assert said(line) == [
        "Incidents go first → as old as the next and known to be severe, SEV-2 (waiting 7 days)",
        "“Item 1”: how severe it was is not known",
    ]


def test_an_incident_of_no_team_is_not_said_to_be_of_one_heard_lately() -> None:
    line = main(talk(1), talk(2, 52), incidents=(incident(52, team_ids=(TEAM,)),))[0]
    assert said(line)[1] == "“Item 1” names no team"


def test_a_dashboard_that_was_only_dropped_was_not_seen() -> None:
    line = main(sources=(board(1, dropped_on=DAY - WEEK * 9), board(2)))[0]
    assert said(line) == [
        "Nothing to tell and no open topic → dashboard, due longest (never looked at)",
        "“S1” is due for less long (never looked at)",
    ]


def test_one_never_looked_at_is_not_said_to_be_due_longest_where_a_seen_one_is() -> None:
    fresh = [board(number, since=DAY - timedelta(days=number)) for number in (1, 2)]
    line = main(sources=(*fresh, board(3, last=DAY - WEEK * 90)))[0]
    assert said(line)[0].endswith("dashboard, before those seen already (never looked at)")


def test_a_reading_is_unread_since_it_was_read_and_not_since_it_was_dropped() -> None:
    older = replace(board(1, last=DAY - WEEK * 90, dropped_on=DAY - WEEK * 27), kind=READING)
    line = main(sources=(older, replace(board(2, last=DAY - WEEK * 40), kind=READING)))[0]
    assert said(line) == [
        "Nothing to tell and no open topic → a past postmortem, unread longest (not told or read for 90 weeks)",
        "“S2” was told or read later (not told or read for 40 weeks)",
    ]


def test_what_somebody_asked_for_says_how_long_it_waits_and_not_that_it_is_due() -> None:
    wish = item(5, BOARD, dashboard_id=UUID(int=1))
    seen = (board(1, last=DAY - WEEK * 2), board(2, last=DAY - WEEK * 9))
    assert said(main(wish, sources=seen[:1])[0])[0].endswith("the only one waiting (waiting 5 days)")
    younger = item(3, BOARD, dashboard_id=UUID(int=2))
    assert said(main(wish, younger, sources=seen)[0])[1] == "“Item 3” waits for less long (waiting 3 days)"


def test_a_question_does_not_say_that_nothing_waits_where_something_cannot_be_told_yet() -> None:
    line = main(item(5, ready_from=DAY + WEEK))[0]
    assert said(line) == [
        "Nothing of what waits can be told today → a question to the room",
        "“Item 5” can be told from 9 Sep",
    ]
    assert said(main()[0]) == ["Nothing else is waiting → a question to the room"]
