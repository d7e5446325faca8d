"""What holds for the rotation after any history (facilitation.md, 'Properties the tests check')."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_rows import DAY, WEEK, absence, held_by, open_slots, people, person, weeks

from weeklypm.domain.ledger import Held, Roster, ledger, replay
from weeklypm.domain.rotation import Duties, choose, pick, plan
from weeklypm.domain.schedule import Slot
from weeklypm.domain.values import message

PAST = 12
sizes = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)


@st.composite
def rosters(draw: st.DrawFn, least: int = 1) -> Roster:
    """Draw teams, some of whose people joined late, left, opted out or were away."""
    members = list(people(*draw(sizes.filter(lambda found: sum(found) >= least))))
    for index, member in enumerate(members):
        joined = draw(st.sampled_from([None, None, None, 2, 5]))
        left = draw(st.sampled_from([None, None, None, 7, 10]))
        fields = {} if joined is None else {"joined_on": DAY + WEEK * joined, "founder": False}
        fields |= {} if left is None else {"left_on": DAY + WEEK * left}
        members[index] = replace(member, opted_in=draw(st.sampled_from([True, True, True, False])), **fields)
    starts = st.integers(0, PAST + 8)
    away = draw(st.lists(st.tuples(st.integers(1, len(members)), starts, st.integers(0, 4)), max_size=8))
    absences = tuple(absence(who, DAY + WEEK * start, DAY + WEEK * (start + length)) for who, start, length in away)
    return Roster(tuple(members), absences, draw(st.sampled_from(["", "tea"])))


@st.composite
def histories(draw: st.DrawFn) -> list[Held]:
    """Draw who facilitated: members, nobody, or a guest."""
    return held_by(*draw(st.lists(st.one_of(st.integers(1, 16), st.none(), st.just(999)), max_size=PAST)))


@given(rosters(), histories())
def test_debts_add_up_to_nought(roster: Roster, held: list[Held]) -> None:
    debts = ledger(roster.members, roster.absences, held)
    assert sum(debts.values()) == 0
    assert set(debts) == {member.id for member in roster.members}


@given(rosters(), histories(), st.randoms())
def test_the_same_ledger_gives_the_same_plan_whatever_the_order_of_rows(
    roster: Roster, held: list[Held], chance: random.Random
) -> None:
    mixed = [list(roster.members), list(roster.absences), list(held)]
    for rows in mixed:
        chance.shuffle(rows)
    again = Roster(tuple(mixed[0]), tuple(mixed[1]), roster.seed)
    slots = open_slots(8, DAY + WEEK * PAST)
    assert plan(roster, held, slots) == plan(again, mixed[2], slots)


@given(rosters(), histories(), st.integers(0, 16), st.sets(st.integers(1, 16), max_size=4))
def test_a_pick_is_explained_truly(roster: Roster, held: list[Held], presenter: int, involved: set[int]) -> None:
    day = DAY + WEEK * PAST
    duties = Duties(UUID(int=presenter), frozenset(UUID(int=number) for number in involved))
    picked = pick(roster, held, day, duties)
    eligible = roster.eligible(day, held)
    free = {person_id for person_id in eligible if not duties.busy(person_id)}
    assert (picked.facilitator_id is None) == (not free)
    if picked.facilitator_id is not None:
        assert picked.facilitator_id in free
        assert picked.ranking[0].person_id == picked.facilitator_id
        assert picked.ranking[0].eligible
    for row in picked.ranking:
        assert row.eligible == (row.exclusion is None)
        assert row.exclusion is None or _true(row.exclusion.code, row.person_id, roster, day, duties, free)


def _true(code: str, person_id: UUID, roster: Roster, day: object, duties: Duties, free: set[UUID]) -> bool:
    member = next(found for found in roster.members if found.id == person_id)
    truths = {
        "rotation.excluded.opted_out": not member.opted_in,
        "rotation.excluded.away": roster.away_until(person_id, day) is not None,  # type: ignore[arg-type]
        "rotation.excluded.presents": duties.presenter_id == person_id,
        "rotation.excluded.involved": person_id in duties.involved,
        "rotation.excluded.grace": not member.founder,
        "rotation.excluded.resting": person_id in free,
    }
    return truths[code]


@given(rosters(), histories())
def test_never_the_same_person_twice_running_while_another_can(roster: Roster, held: list[Held]) -> None:
    assume(held and held[-1].facilitator_id is not None)
    day = held[-1].day + WEEK
    picked = pick(roster, held, day)
    others = roster.eligible(day, held) - {held[-1].facilitator_id}
    assert picked.facilitator_id != held[-1].facilitator_id or not others


@given(rosters(least=2), histories())
def test_raising_a_debt_alone_never_unpicks(roster: Roster, held: list[Held]) -> None:
    day = DAY + WEEK * PAST
    debts = replay(roster, held, as_of=day)
    first = choose(roster, held, debts, day).facilitator_id
    assume(first is not None)
    for more in (Fraction(1, 10), Fraction(1, 4), Fraction(3)):
        assert choose(roster, held, {**debts, first: debts[first] + more}, day).facilitator_id == first


@given(rosters(), histories(), st.sets(st.integers(0, 6), max_size=4))
def test_a_holiday_shifts_dates_not_the_order(roster: Roster, held: list[Held], holidays: set[int]) -> None:
    start = DAY + WEEK * 40
    reason = message("schedule.reason.closure", name="x")
    plain = plan(roster, held, open_slots(7, start))
    slots = [
        Slot(day, index not in holidays, reason if index in holidays else None)
        for index, day in enumerate(weeks(12, start))
    ]
    shifted = plan(roster, held, slots)
    assert [one.facilitator_id for one in shifted if one.held] == [one.facilitator_id for one in plain]
    assert all(one.pick is None and one.reason == reason for one in shifted if not one.held)


@given(rosters(), histories(), st.integers(1, 16))
def test_an_absence_leaves_the_own_debt_unchanged(roster: Roster, held: list[Held], number: int) -> None:
    assume(held and number <= len(roster.members))
    first, rest = held[: len(held) // 2], held[len(held) // 2 :]
    rest = [one for one in rest if one.facilitator_id != UUID(int=number)]
    assume(rest)
    away = absence(number, rest[0].day, rest[-1].day)
    still = tuple(replace(member, left_on=None) for member in roster.members)
    absent = Roster(still, (*roster.absences, away), roster.seed)
    assert replay(absent, [*first, *rest])[UUID(int=number)] == replay(absent, first)[UUID(int=number)]


@given(histories(), st.integers(2, 9))
def test_a_leaver_keeps_the_order_of_the_rest(held: list[Held], number: int) -> None:
    members = people(3, 3, 3)
    leaving = tuple(replace(m, left_on=DAY + WEEK * PAST) if m.id.int == number else m for m in members)
    before = replay(Roster(members), held)
    after = replay(Roster(leaving), held, as_of=DAY + WEEK * (PAST + 1))
    rest = [member.id for member in members if member.id.int != number]
    assert [after[i] - before[i] for i in rest] == [before[UUID(int=number)] / len(rest)] * len(rest)
    assert after[UUID(int=number)] == 0


@given(histories(), st.integers(1, 9), st.integers(1, 9))
def test_a_swap_ends_as_if_unswapped(held: list[Held], one: int, other: int) -> None:
    assume(one != other)
    plain = [*held_by(one, other, start=DAY - WEEK * 9), *held]
    swapped = [*held_by(other, one, start=DAY - WEEK * 9), *held]
    assert replay(Roster(people(3, 3, 3)), plain) == replay(Roster(people(3, 3, 3)), swapped)


@pytest.mark.parametrize("teams", [(2,), (3,), (5,), (8,), (10,), (13,), (3, 2, 1), (5, 3, 2), (6, 4, 3)])
@pytest.mark.parametrize("seed", ["", "a"])
def test_with_all_there_every_round_has_everyone_once(teams: tuple[int, ...], seed: str) -> None:
    members = people(*teams)
    count = len(members)
    planned = plan(Roster(members, (), seed), (), open_slots(121), total=120)
    served = [one.facilitator_id for one in planned]
    assert len(served) == 120
    for start in range(count, 120 - count + 1):
        assert len(set(served[start : start + count])) == count


@settings(max_examples=25)
@given(st.integers(8, 15), st.integers())
def test_debts_stay_small_whoever_is_away(count: int, seed: int) -> None:
    members, chance = people(count), random.Random(seed)
    away = [absence(m.id.int, day, day) for m in members for day in weeks(60) if chance.random() < 0.15]
    roster = Roster(members, tuple(away), "s")
    planned = plan(roster, (), open_slots(61), total=60)
    held = [Held(one.day, one.facilitator_id) for one in planned]
    assert max(abs(debt) for debt in replay(roster, held).values()) <= 2


@given(st.integers(3, 10), st.integers(0, 20))
def test_a_newcomer_waits_three_meetings_and_is_picked_within_two_rounds(count: int, joined: int) -> None:
    newcomer = person(99, joined_on=DAY + WEEK * joined, founder=False)
    roster = Roster((*people(count), newcomer), (), "s")
    planned = plan(roster, (), open_slots(60), total=55)
    own = [index for index, one in enumerate(planned) if one.facilitator_id == newcomer.id]
    before = [Held(one.day, one.facilitator_id) for one in planned[: joined + 3]]
    assert replay(roster, before)[newcomer.id] == 0
    assert joined + 3 <= own[0] <= joined + 3 + 2 * (count + 1)
    assert planned[own[0] - 1].co_facilitator_id == newcomer.id


@given(rosters(least=2), histories(), st.integers(1, 16))
def test_the_absence_of_somebody_else_changes_no_confirmed_name(roster: Roster, held: list[Held], number: int) -> None:
    start = DAY + WEEK * PAST
    first = plan(roster, held, open_slots(8, start))
    kept = {one.day: one.facilitator_id for one in first if one.confirmed and one.facilitator_id}
    assume(UUID(int=number) not in kept.values())
    again = Roster(roster.members, (*roster.absences, absence(number, start, start + timedelta(days=30))), roster.seed)
    second = plan(again, held, open_slots(8, start), kept=kept)
    assert {one.day: one.facilitator_id for one in second if one.day in kept} == kept


def test_no_hash_seed_zone_or_locale_changes_the_plan() -> None:
    code = (
        "from rule_rows import *; from weeklypm.domain.rotation import plan, Roster\n"
        "r = Roster(people(5, 3, 2), (absence(3, DAY, DAY + WEEK),), 'x')\n"
        "print(*(p.facilitator_id.int for p in plan(r, held_by(1, 2, 6), open_slots(13, DAY + 3 * WEEK), total=12)))"
    )
    said = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        said.add(done.stdout)
    assert len(said) == 1
    assert len(said.pop().split()) == 12
