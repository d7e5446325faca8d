"""How fair the rotation is over long runs (facilitation.md section 1): rounds, bounds, weights and teams."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_rows import DAY, WEEK, absence, open_slots, people, person, weeks

from weeklypm.domain.ledger import Held, Roster, Shares, post, settle_leavers
from weeklypm.domain.picks import Around, Duties, served
from weeklypm.domain.rotation import choose, plan


@dataclass
class Run:
    """Let the rule lead meeting after meeting, the ledger carried along."""

    roster: Roster
    debts: dict[UUID, Fraction] = field(init=False)
    held: list[Held] = field(default_factory=list)
    worst: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        self.debts = {member.id: Fraction(0) for member in self.roster.members}
        self.past = served(())

    def meet(self, day: date, duties: Duties | None = None) -> UUID | None:
        shares = self.roster.shares(day, self.held)
        settle_leavers(self.debts, self.roster, day)
        around = Around(shares=shares, past=self.past)
        leader = choose(self.roster, self.held, self.debts, day, duties or Duties(), around).facilitator_id
        self.enter(Held(day, leader, shares))
        return leader

    def enter(self, meeting: Held) -> None:
        post(self.debts, self.roster, meeting, self.held)
        self.held.append(meeting)
        self.past = self.past.after(meeting)
        self.worst = max(self.worst, *map(abs, self.debts.values()))

    def led(self, ours: Callable[[UUID], bool]) -> int:
        return sum(one.facilitator_id is not None and ours(one.facilitator_id) for one in self.held)


TEAMS = [(2,), (3,), (5,), (8,), (10,), (13,), (3, 2, 1), (5, 3, 2), (6, 4, 3)]


@pytest.mark.parametrize("teams", TEAMS)
@pytest.mark.parametrize("seed", ["", "a"])
def test_with_all_there_every_round_has_everyone_once(teams: tuple[int, ...], seed: str) -> None:
    members = people(*teams)
    count = len(members)
    leaders = [one.facilitator_id for one in plan(Roster(members, (), seed), (), open_slots(301), total=300)]
    assert len(leaders) == 300
    for start in range(count, 300 - count + 1):
        assert len(set(leaders[start : start + count])) == count


def away_weekly(count: int, chance: random.Random, weekly: int, rate: float) -> Iterator[tuple[int, date]]:
    return ((who, day) for who in range(1, count + 1) for day in weeks(weekly) if chance.random() < rate)


@settings(max_examples=40)
@given(st.integers(8, 15), st.integers(), st.booleans())
def test_debts_stay_within_two_turns_whoever_is_away(count: int, seed: int, teams: bool) -> None:
    chance = random.Random(seed)
    absences = tuple(absence(who, day, day) for who, day in away_weekly(count, chance, 80, 0.15))
    run = Run(Roster(people(5, 3, count - 8) if teams and count > 8 else people(count), absences, str(seed)))
    for day in weeks(80):
        # Somebody presents most weeks, and must not lead.
        run.meet(day, Duties(UUID(int=chance.randint(1, 2 * count))))
    assert run.worst <= 2


@given(st.integers(2, 12), st.lists(st.integers(1, (1 << 12) - 1), min_size=1, max_size=60))
def test_the_plain_greedy_never_strays_more_than_half_of_the_others(count: int, there: list[int]) -> None:
    """No band, no rest: whoever is there and owes most serves; (n - 1) / 2 turns is the proven bound (Naor)."""
    run = Run(Roster(people(count)))
    for day, mask in zip(weeks(len(there)), there, strict=True):
        ids = [one.id for one in run.roster.members if mask >> one.id.int - 1 & 1]
        shares: Shares = tuple((one, Fraction(1, len(ids))) for one in ids)
        if ids:
            run.enter(Held(day, max(ids, key=lambda one: run.debts[one]), shares))
    assert run.worst <= Fraction(count - 1, 2)


@pytest.mark.parametrize(("halves", "fulls"), [(1, 3), (1, 9), (3, 5), (4, 4)])
@pytest.mark.parametrize("rate", [0.0, 0.15])
def test_a_part_timer_leads_half_as_often(halves: int, fulls: int, rate: float) -> None:
    members = tuple(replace(one, share_percent=50 if one.id.int <= halves else 100) for one in people(halves + fulls))
    away = away_weekly(len(members), random.Random(halves), 200, rate)
    run = Run(Roster(members, tuple(absence(who, day, day) for who, day in away), "h"))
    for day in weeks(200):
        run.meet(day)
    owed = dict.fromkeys(run.debts, Fraction(0))
    for one in run.held:
        for person_id, share in one.shares or ():
            owed[person_id] += share
    for one in members:
        # Turns led are shares owed, to less than a turn and a half: the exact share, not a likelihood.
        assert abs(run.led(one.id.__eq__) - owed[one.id]) == abs(run.debts[one.id]) < Fraction(3, 2)
    if not rate:
        assert owed[UUID(int=1)] * 2 == owed[UUID(int=halves + 1)] == Fraction(200 * 2, halves + 2 * fulls)


@pytest.mark.parametrize("seed", ["", "a", "b"])
@pytest.mark.parametrize(("equal", "expected"), [(False, (75, 45, 30)), (True, (50, 50, 50))])
def test_turns_are_shared_by_person_or_by_team(seed: str, equal: bool, expected: tuple[int, ...]) -> None:
    members = people(5, 3, 2)
    run = Run(Roster(members, (), seed, equal))
    for day in weeks(150):
        run.meet(day)
    teams = sorted({one.team_id for one in members if one.team_id})
    led = [run.led({one.id for one in members if one.team_id == team}.__contains__) for team in teams]
    assert sum(led) == 150
    assert all(abs(turns - wanted) <= 2 for turns, wanted in zip(led, expected, strict=True))
    within = [run.led(one.id.__eq__) for one in members]
    for team in teams:
        own = [turns for turns, one in zip(within, members, strict=True) if one.team_id == team]
        assert max(own) - min(own) <= 2


@given(st.integers(3, 10), st.integers(0, 20))
def test_a_newcomer_waits_three_meetings_and_is_picked_within_two_rounds(count: int, joined: int) -> None:
    newcomer = person(99, joined_on=DAY + WEEK * joined, founder=False)
    until = joined + 3 + 2 * (count + 1)
    planned = plan(Roster((*people(count), newcomer), (), "s"), (), open_slots(until + 2), total=until + 1)
    own = [index for index, one in enumerate(planned) if one.facilitator_id == newcomer.id]
    assert joined + 3 <= own[0] <= until
    assert planned[own[0] - 1].co_facilitator_id == newcomer.id


@pytest.mark.parametrize("count", [4, 7, 10])
def test_after_a_long_leave_nobody_has_turns_to_make_up_for(count: int) -> None:
    away = absence(2, DAY + WEEK * 20, DAY + WEEK * 59)
    run = Run(Roster(people(count), (away,), "l"))
    for day in weeks(60):
        run.meet(day)
        if day == DAY + WEEK * 19:
            before = run.debts[UUID(int=2)]
    assert run.debts[UUID(int=2)] == before
    leaders = [run.meet(day) for day in weeks(count, DAY + WEEK * 60)]
    assert leaders.count(UUID(int=2)) in (1, 2)
