"""What holds for the plan of the next meetings, and for covers and swaps (facilitation.md, 'Properties')."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from one_draw import one_of_each
from rotation_rosters import GUEST, PAST, PEOPLE, histories, rosters, split
from rule_rows import DAY, WEEK, absence, open_slots, people, weeks

from weeklypm.domain.ledger import Held, Roster
from weeklypm.domain.rotation import Around, Duties, Planned, conflict, cover, pick, plan, swap_partner
from weeklypm.domain.schedule import Slot
from weeklypm.domain.values import message

START = DAY + WEEK * PAST
OFF = message("schedule.reason.closure", name="x")
NAMES = one_of_each(week=range(9), who=(*range(1, PEOPLE + 1), GUEST))
GIVEN = one_of_each(week=range(9), presents=(None, 1, 2, 5), involved=range(PEOPLE + 1), shares=(None, None, 7, 1365))


@st.composite
def kept_names(draw: st.DrawFn) -> dict[date, UUID]:
    """Draw names that stand for dates ahead, of whoever: members, leavers, those away, a stranger."""
    return {START + WEEK * one["week"]: UUID(int=one["who"]) for one in draw(st.lists(NAMES, max_size=4))}


@st.composite
def givens(draw: st.DrawFn) -> tuple[dict[date, Duties], dict[date, tuple[tuple[UUID, object], ...]]]:
    """Draw who is busy, and shares that are fixed, by date."""
    rows = draw(st.lists(GIVEN, max_size=4))
    at = [START + WEEK * one["week"] for one in rows]
    presents = [None if one["presents"] is None else UUID(int=one["presents"]) for one in rows]
    involved = [frozenset({UUID(int=one["involved"])}) for one in rows]
    duties = {day: Duties(*one) for day, *one in zip(at, presents, involved, strict=True)}
    return duties, {day: split(one["shares"]) for day, one in zip(at, rows, strict=True) if one["shares"]}


@given(rosters(), histories(), kept_names(), givens(), st.integers(0, 255))
def test_a_plan_comes_out_date_by_date(
    roster: Roster, held: list[Held], kept: dict[date, UUID], given_: tuple, off: int
) -> None:  # type: ignore[type-arg]
    """Whatever stands and whoever is gone: each date is what the rule picks after those before it, or who stands."""
    duties, shares = given_
    slots = [
        Slot(day, not off >> index & 1, OFF if off >> index & 1 else None) for index, day in enumerate(weeks(14, START))
    ]
    planned = plan(roster, held, slots, duties, kept, shares=shares)
    open_days = [slot.day for slot in slots if slot.held]
    assert [one.day for one in planned if one.held] == open_days[:6]
    assert [one.day for one in planned] == [slot.day for slot in slots if slot.day <= open_days[5]]
    firm = {
        day: who
        for day, who in kept.items()
        if roster.can_serve(who, day) and (day in open_days or day > slots[-1].day)
    }
    past = list(held)
    for one in planned:
        if not one.held:
            assert (one.facilitator_id, one.pick, one.reason) == (None, None, OFF)
            continue
        lost = None if one.day in firm else kept.get(one.day)
        assert one.instead_of_id == lost
        around = Around(
            frozenset({lost} if lost else ()),
            {day: who for day, who in firm.items() if day > one.day},
            next(day for day in open_days if day > one.day),
            shares.get(one.day),
        )
        by_rule = pick(roster, past, one.day, duties.get(one.day, Duties()), around)
        assert one.facilitator_id == firm.get(one.day, by_rule.facilitator_id)
        assert one.pick is not None
        assert set(one.pick.ranking) == set(by_rule.ranking)
        assert one.facilitator_id is None or one.pick.ranking[0].person_id == one.facilitator_id
        past.append(
            Held(
                one.day,
                one.facilitator_id,
                around.shares if around.shares is not None else roster.shares(one.day, past),
            )
        )
    assert_firm([one for one in planned if one.held], kept)
    assert_seats(planned, roster)


def assert_firm(held: list[Planned], kept: dict[date, UUID]) -> None:
    """Two are confirmed, unless for the second only the leader of the first is left (rule 7)."""
    first, second, *_ = held
    twice = first.facilitator_id is not None and first.facilitator_id == second.facilitator_id
    assert [one.confirmed for one in held] == [True, not twice or second.day in kept, *[False] * 4]


def assert_seats(planned: tuple[Planned, ...], roster: Roster) -> None:
    """Whoever leads next sits beside, unless they are away, not here yet, or lead this one too (rule 6)."""
    for one, then in pairwise(planned):
        member = roster.person(then.facilitator_id)
        if one.held and member is not None and member.id != one.facilitator_id and member.joined_on <= one.day:
            there = roster.away_until(member.id, one.day) is None
            assert (one.co_facilitator_id == member.id) == there


@given(rosters(), histories(), st.randoms())
def test_the_same_ledger_gives_the_same_plan_whatever_the_order_of_rows(
    roster: Roster, held: list[Held], chance: random.Random
) -> None:
    mixed = [list(roster.members), list(roster.absences), list(held)]
    for rows in mixed:
        chance.shuffle(rows)
    again = Roster(tuple(mixed[0]), tuple(mixed[1]), roster.seed, roster.equal_by_team)
    slots = open_slots(8, START)
    assert plan(roster, held, slots) == plan(again, mixed[2], slots)


@given(rosters(), histories(), st.sets(st.integers(0, 6), max_size=4))
def test_a_holiday_shifts_dates_not_the_order(roster: Roster, held: list[Held], holidays: set[int]) -> None:
    start = DAY + WEEK * 40
    plain = plan(roster, held, open_slots(7, start))
    slots = [Slot(day, at not in holidays, OFF if at in holidays else None) for at, day in enumerate(weeks(12, start))]
    shifted = plan(roster, held, slots)
    assert [one.facilitator_id for one in shifted if one.held] == [one.facilitator_id for one in plain]
    assert all(one.pick is None and one.reason == OFF for one in shifted if not one.held)


@given(rosters(least=2), histories(), st.integers(1, 16))
def test_the_absence_of_somebody_else_changes_no_confirmed_name(roster: Roster, held: list[Held], number: int) -> None:
    first = plan(roster, held, open_slots(8, START))
    kept = {one.day: one.facilitator_id for one in first if one.confirmed and one.facilitator_id}
    assume(UUID(int=number) not in kept.values())
    away = absence(number, START, START + timedelta(days=30))
    again = Roster(roster.members, (*roster.absences, away), roster.seed, roster.equal_by_team)
    second = plan(again, held, open_slots(8, START), kept=kept)
    assert {one.day: one.facilitator_id for one in second if one.day in kept} == kept


@given(st.integers(3, 10), one_of_each(one=range(10), other=range(10), seed="abc"))
def test_after_a_swap_everybody_still_leads_once_a_round(count: int, drawn: dict[str, int]) -> None:
    one, other = drawn["one"] % count, drawn["other"] % count
    roster = Roster(people(count), (), str(drawn["seed"]))
    plain = plan(roster, (), open_slots(count + 1), total=count)
    kept = {plain[at].day: plain[by].facilitator_id for at, by in ((one, other), (other, one))}
    planned = plan(roster, (), open_slots(count + 1), None, kept, total=count)  # type: ignore[arg-type]
    assert [planned[at].facilitator_id for at in (one, other)] == [plain[at].facilitator_id for at in (other, one)]
    assert len({day.facilitator_id for day in planned}) == count


@given(
    rosters(), histories(), kept_names(), one_of_each(week=range(1, 8), who=range(1, PEOPLE + 1), more=range(PEOPLE))
)
def test_a_cover_is_whom_the_rule_picks_among_the_others(
    roster: Roster, held: list[Held], ahead: dict[date, UUID], drawn: dict[str, int]
) -> None:
    day = START + WEEK * drawn["week"]
    without = {UUID(int=drawn["who"]), UUID(int=drawn["more"])}
    names = {other: who for other, who in ahead.items() if other != day and roster.can_serve(who, other)}
    picked = cover(roster, held, day, without=without, ahead=ahead)
    before = [*held, *(Held(other, names[other]) for other in sorted(names) if other < day)]
    free = roster.eligible(day, before) - without
    assert (picked.facilitator_id is None) == (not free)
    assert picked.facilitator_id is None or picked.facilitator_id in free
    later = {other: who for other, who in names.items() if other > day}
    beside = {later[min(later)]} if later else set()
    beside |= {before[-1].facilitator_id} if before else set()  # type: ignore[arg-type]
    assert picked.facilitator_id not in beside or not free - beside


@given(rosters(least=2), histories(), givens(), st.integers(0, 5))
def test_a_swap_is_proposed_with_the_next_who_can(roster: Roster, held: list[Held], given_: tuple, at: int) -> None:  # type: ignore[type-arg]
    duties, _ = given_
    planned = plan(roster, held, open_slots(8, START), duties)
    day, leader = planned[at].day, planned[at].facilitator_id
    found = swap_partner(planned, day, duties, roster)
    fits = (
        [] if leader is None else [one.day for one in planned[at + 1 :] if fit(planned[at], one, duties, roster, held)]
    )
    assert (found is None) == (not fits)
    if found is not None:
        apart = [one for one in fits if nobody_twice_running(planned, day, one)]
        assert found == (apart or fits)[0]


def fit(first: Planned, other: Planned, duties: Mapping[date, Duties], roster: Roster, held: list[Held]) -> bool:
    if other.facilitator_id is None or other.facilitator_id == first.facilitator_id:
        return False
    return all(
        roster.can_serve(who, date_.day)
        and not duties.get(date_.day, Duties()).busy(who)  # type: ignore[arg-type]
        and in_eligible(date_, who)
        for date_, who in ((first, other.facilitator_id), (other, first.facilitator_id))
    )


def in_eligible(date_: Planned, who: UUID | None) -> bool:
    assert date_.pick is not None
    grace = message("rotation.excluded.grace")
    return all(row.exclusion != grace for row in date_.pick.ranking if row.person_id == who)


def nobody_twice_running(planned: tuple[Planned, ...], day: date, other: date) -> bool:
    leaders = {one.day: one.facilitator_id for one in planned}
    leaders[day], leaders[other] = leaders[other], leaders[day]
    names = list(leaders.values())
    return not any(one is not None and one == then for one, then in pairwise(names))


@given(rosters(), histories(), st.integers(0, PEOPLE), st.integers(0, PEOPLE))
def test_a_conflict_is_told_of_whoever_leads_and_is_busy(
    roster: Roster, held: list[Held], presents: int, involved: int
) -> None:
    planned = plan(roster, held, open_slots(2, START))[0]
    duties = Duties(UUID(int=presents), frozenset({UUID(int=involved)}))
    found, leader = conflict(planned, duties), planned.facilitator_id
    assert (found is not None) == (leader is not None and leader.int in (presents, involved))
    if found is not None:
        assert found.code.endswith("presents" if leader == duties.presenter_id else "involved")
        member = roster.person(leader)
        assert member is not None
        assert found.get("name") == member.name
    kept = plan(roster, held, open_slots(2, START), {planned.day: duties}, {planned.day: leader} if leader else {})[0]
    assert kept.facilitator_id == leader or leader is None


def test_nothing_comes_of_an_unknown_date() -> None:
    planned = plan(Roster(people(3)), (), open_slots(4))
    assert swap_partner(planned, DAY - WEEK, {}, Roster(people(3))) is None
    assert swap_partner([replace(one, facilitator_id=None) for one in planned], DAY, {}, Roster(people(3))) is None


@pytest.mark.parametrize("seed", ["", "x"])
def test_no_hash_seed_zone_or_locale_changes_the_plan(seed: str) -> None:
    code = (
        "from rule_rows import *; from weeklypm.domain.rotation import plan, Roster\n"
        f"r = Roster(people(5, 3, 2), (absence(3, DAY, DAY + WEEK),), {seed!r}, True)\n"
        "print(*(p.facilitator_id.int for p in plan(r, held_by(1, 2, 6), open_slots(13, DAY + 3 * WEEK), total=12)))"
    )
    said = set()
    for hashes, zone, words in (
        ("0", "UTC", "C"),
        ("1", "Asia/Tokyo", "ja_JP.UTF-8"),
        ("2", "America/New_York", "tr_TR"),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": hashes, "TZ": zone, "LC_ALL": words}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        said.add(done.stdout)
    assert len(said) == 1
    assert len(said.pop().split()) == 12
