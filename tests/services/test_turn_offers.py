"""What is offered about a turn before anything is changed, held against what the change itself does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from services_desk import Bench, open_bench

from weeklypm.domain.agenda import Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Absence, Person
from weeklypm.services import queue, turns
from weeklypm.services.turn_offers import (
    CoverOffer,
    SwapOffer,
    Volunteers,
    cover_offer,
    swap_offers,
    volunteers,
)
from weeklypm.services.turns import TurnsView, Why
from weeklypm.storage import Unit

DAY = date(2026, 9, 2)
WEEK = timedelta(days=7)
BUSY = {"turnspage.offer.other_presents", "turnspage.offer.own_presents"}
"""Against a swap that would only make a new conflict stands nothing but good sense."""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = open_bench(tmp_path)
    made.change(turns.settle)
    yield made
    made.workspace.close()


def plan(bench: Bench) -> TurnsView:
    return bench.read(turns.turns_view)


def leader(bench: Bench, day: date = DAY) -> Person:
    view = plan(bench)
    return view.people[next(one.facilitator_id for one in view.planned if one.day == day)]  # type: ignore[index]


def offers(bench: Bench, day: date = DAY) -> dict[date, SwapOffer]:
    return {offer.day: offer for offer in bench.read(partial(swap_offers, day=day)).offers}


def send_away(bench: Bench, person: Person, first: date, last: date | None = None) -> None:
    def add(unit: Unit) -> None:
        unit.add(Absence(**unit.stamp(), person_id=person.id, starts_on=first, ends_on=last or first))

    bench.change(add)


def present(bench: Bench, person: Person) -> None:
    """Let a person present what this week talks about, without asking the rotation."""
    item = bench.change(partial(queue.add_topic, title="Search slow", kind=Kind.INCIDENT_TALK))
    bench.change(lambda unit: unit.put(replace(item, presenter_id=person.id)))


def test_the_coming_dates_are_offered_with_names_the_first_of_them_confirmed(bench: Bench) -> None:
    found = bench.read(partial(swap_offers, day=DAY))
    assert found.person == leader(bench)
    assert [offer.day for offer in found.offers][:3] == [DAY + WEEK, DAY + 2 * WEEK, DAY + 4 * WEEK]
    assert [offer.confirmed for offer in found.offers] == [True, *[False] * (len(found.offers) - 1)]
    assert len(found.offers) == 7
    # Six people lead the first six dates: the seventh is the same person's again.
    same = [offer.day for offer in found.offers if offer.why_not is not None]
    assert all(offers(bench)[day].person == found.person for day in same)


def test_what_stands_against_a_date_is_said(bench: Bench) -> None:
    mine = leader(bench)
    days = list(offers(bench))
    first, second, third = (leader(bench, day) for day in days[:3])
    send_away(bench, first, DAY)
    send_away(bench, mine, days[1])
    bench.change(lambda unit: unit.put(replace(unit.get(Person, third.id), joined_on=DAY + WEEK)))
    present(bench, leader(bench, days[3]))
    found = offers(bench)
    told = {day: offer.why_not.code for day, offer in found.items() if offer.why_not is not None}
    by_name = {found[day].person.name: code for day, code in told.items() if found[day].person}  # type: ignore[union-attr]
    assert by_name[first.name] == "turnspage.offer.other_away"
    assert by_name[third.name] == "turnspage.offer.other_gone"
    assert told[days[1]] == "turnspage.offer.own_away"
    assert "turnspage.offer.other_presents" in told.values()
    assert second.name not in by_name or by_name[second.name] == "turnspage.offer.own_away"


def test_an_offered_swap_is_done_and_a_refused_one_refused(bench: Bench) -> None:
    send_away(bench, leader(bench, DAY + WEEK), DAY)
    send_away(bench, leader(bench), DAY + 4 * WEEK)
    for day, offer in offers(bench).items():
        before = {one.day: one.facilitator_id for one in plan(bench).planned}
        if offer.why_not is None:
            done = bench.workspace.change(partial(turns.swap, day=DAY, other_day=day))
            after = {one.day: one.facilitator_id for one in plan(bench).planned}
            assert after[DAY] == offer.person.id if offer.person else None
            assert day not in after or after[day] == before[DAY]
            bench.workspace.undo(done.changes.operation_id)
        elif offer.why_not.code not in BUSY:
            with pytest.raises(Problem, match=r"turns\.problem"):
                bench.change(partial(turns.swap, day=DAY, other_day=day))


def test_a_date_that_nobody_leads_has_no_turn_to_swap(bench: Bench) -> None:
    for person in plan(bench).people.values():
        send_away(bench, person, DAY)
    bench.change(turns.settle)
    for ask in (swap_offers, cover_offer):
        with pytest.raises(Problem, match="nobody_named"):
            bench.read(partial(ask, day=DAY))


def test_the_cover_offered_is_the_one_appointed(bench: Bench) -> None:
    for day in (DAY, DAY + WEEK, *(DAY + weeks * WEEK for weeks in (5, 6, 2))):
        offered: CoverOffer = bench.read(partial(cover_offer, day=day))
        assert offered.person == leader(bench, day)
        given = bench.change(partial(turns.away, day=day))
        assert (given.person, given.instead_of) == (offered.lead, offered.person)
        if given.why is not None and offered.why is not None and day == DAY:
            assert given.why == offered.why


def test_who_passed_on_the_date_is_not_offered_as_its_cover(bench: Bench) -> None:
    passed = leader(bench)
    bench.change(partial(turns.pass_turn, day=DAY))
    for _ in range(4):
        offered = bench.read(partial(cover_offer, day=DAY))
        assert offered.lead != passed
        bench.change(partial(turns.away, day=DAY))


def test_without_anybody_else_nobody_is_offered(bench: Bench) -> None:
    mine = leader(bench)
    for person in plan(bench).people.values():
        if person != mine:
            send_away(bench, person, DAY)
    offered = bench.read(partial(cover_offer, day=DAY))
    assert (offered.person, offered.lead) == (mine, None)


def test_volunteers_against_whom_something_stands_come_last(bench: Bench) -> None:
    mine, following = leader(bench), leader(bench, DAY + WEEK)
    others = [person for person in plan(bench).people.values() if person not in (mine, following)]
    send_away(bench, others[0], DAY)
    present(bench, others[1])
    found: Volunteers = bench.read(partial(volunteers, day=DAY))
    assert found.person == mine
    names = [volunteer.person for volunteer in found.people]
    assert others[0] not in names
    assert mine not in names
    remarks = {one.person.name: one.remark.code for one in found.people if one.remark is not None}
    assert remarks == {
        others[1].name: "turnspage.offer.presents",
        following.name: "turnspage.offer.leads",
    }
    free = [volunteer.person.name for volunteer in found.people if volunteer.remark is None]
    assert free == sorted(free)
    assert [person.name for person in names[: len(free)]] == free


def test_each_volunteer_can_lead(bench: Bench) -> None:
    for volunteer in bench.read(partial(volunteers, day=DAY)).people:
        done = bench.workspace.change(partial(turns.cover, day=DAY, by_id=volunteer.person.id))
        assert done.value.person == volunteer.person
        bench.workspace.undo(done.changes.operation_id)


def test_the_next_two_dates_are_told_as_confirmed_before_they_are_stored(tmp_path: Path) -> None:
    made = open_bench(tmp_path)

    def told(day: date) -> Why:
        return made.read(partial(turns.why, day=day))

    states = [told(day).state.value for day in (DAY, DAY + WEEK, DAY + 2 * WEEK)]
    assert states == ["confirmed", "confirmed", "tentative"]
    before = told(DAY)
    made.change(turns.settle)
    after = told(DAY)
    assert (after.person, after.state) == (before.person, before.state)
    made.workspace.close()
