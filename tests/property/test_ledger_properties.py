"""What holds for the ledger after any history (facilitation.md, 'Properties the tests check')."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st
from one_draw import one_of_each
from rotation_rosters import GUEST, PAST, PEOPLE, histories, rosters, snapshots
from rule_rows import DAY, WEEK, absence, held_by, people, person

from weeklypm.domain.ledger import Held, Roster, ledger, replay
from weeklypm.domain.roster import is_member

NUMBERS = st.integers(1, PEOPLE)
NOUGHT = Fraction(0)


@given(rosters(), histories())
def test_debts_add_up_to_nought(roster: Roster, held: list[Held]) -> None:
    for as_of in (None, DAY + WEEK * (PAST + 1)):
        debts = replay(roster, held, as_of)
        assert sum(debts.values()) == 0
        assert set(debts) == {member.id for member in roster.members}
    assert ledger(roster.members, roster.absences, reversed(held)) == replay(replace(roster, equal_by_team=False), held)


@given(rosters(), histories(), st.integers(0, PAST))
def test_a_turn_is_shared_whole_among_those_who_can_be_asked(roster: Roster, held: list[Held], week: int) -> None:
    day = DAY + WEEK * week
    before = [one for one in held if one.day < day]
    shares = dict(roster.shares(day, before))
    assert shares.keys() == roster.eligible(day, before)
    assert sum(shares.values()) == bool(shares)
    assert all(share > 0 for share in shares.values())
    assert list(shares) == sorted(shares, key=str)
    known = {member.id: member for member in roster.members}
    groups: dict[UUID | None, Fraction] = {}
    for one, share in shares.items():
        group = known[one].team_id if roster.equal_by_team else None
        groups[group] = groups.get(group, NOUGHT) + share
        for other, its in shares.items():
            if not roster.equal_by_team or known[other].team_id == known[one].team_id:
                assert share * known[other].share_percent == its * known[one].share_percent
    assert len(set(groups.values())) <= 1


@given(rosters(stays=True), histories(least=2), NUMBERS)
def test_an_absence_leaves_the_own_debt_unchanged(roster: Roster, held: list[Held], number: int) -> None:
    own = UUID(int=number % len(roster.members) + 1)
    held = [replace(one, shares=None) for one in held]
    first, rest = held[: len(held) // 2], held[len(held) // 2 :]
    away = absence(own.int, rest[0].day, rest[-1].day)
    absent = Roster(roster.members, (*roster.absences, away), roster.seed, roster.equal_by_team)
    past = list(first)
    for one in rest:
        # While nobody at all can be asked, all who are opted in share what somebody did nevertheless (rule 12).
        if one.facilitator_id != own and absent.eligible(one.day, past):
            past.append(one)
    assert replay(absent, past)[own] == replay(absent, first)[own]


TWO = one_of_each(one=range(PAST), other=range(PAST), who=range(PEOPLE), whom=range(PEOPLE), kept=(False, True))


def on_both(roster: Roster, held: list[Held], two: dict[str, int]) -> tuple[int, int, UUID, UUID]:
    """Return two meetings, and two people who were members at both."""
    one, other = two["one"] % len(held), two["other"] % len(held)
    here = [m.id for m in roster.members if is_member(m, held[one].day) and is_member(m, held[other].day)]
    assume(here)
    return one, other, here[two["who"] % len(here)], here[two["whom"] % len(here)]


@given(rosters(), histories(least=2), TWO)
def test_a_swap_ends_as_if_unswapped(roster: Roster, held: list[Held], two: dict[str, int]) -> None:
    one, other, who, whom = on_both(roster, held, two)
    plain = snapshots(roster, held) if two["kept"] else list(held)
    swapped = list(plain)
    for history, first, second in ((plain, who, whom), (swapped, whom, who)):
        history[one] = replace(history[one], facilitator_id=first)
        history[other] = replace(history[other], facilitator_id=second if one != other else first)
    assume(one != other)
    assert replay(roster, swapped) == replay(roster, plain)


@given(rosters(stays=True), histories(least=1), TWO)
def test_a_cover_pays_and_the_turn_of_whom_they_cover_stays_owed(
    roster: Roster, held: list[Held], two: dict[str, int]
) -> None:
    at, _, who, by = on_both(roster, held, {**two, "other": two["one"]})
    # Where nobody at all is opted in, whoever leads owes the turn alone.
    assume(roster.shares_of_all(held[at].day, held[:at]))
    planned, covered = list(held), list(held)
    planned[at] = replace(held[at], facilitator_id=who)
    covered[at] = replace(held[at], facilitator_id=by)
    before, after = replay(roster, planned), replay(roster, covered)
    moved = {who: Fraction(1), by: Fraction(-1)} if who != by else {}
    assert {one: after[one] - before[one] for one in after} == {one: moved.get(one, NOUGHT) for one in after}


@given(rosters(), histories(), one_of_each(
    who=range(PEOPLE), opted_in=(True, False), share=(100, 50, 7), team=(1, 2, None), start=range(PAST),
))  # fmt: skip
def test_what_changes_later_never_changes_a_past_turn(roster: Roster, held: list[Held], later: dict[str, int]) -> None:
    past = snapshots(roster, held)
    who = roster.members[later["who"] % len(roster.members)]
    changed = replace(
        who, opted_in=bool(later["opted_in"]), share_percent=later["share"],
        team_id=None if later["team"] is None else UUID(int=9000 + later["team"]),
    )  # fmt: skip
    members = tuple(changed if member is who else member for member in roster.members)
    away = (*roster.absences, absence(who.id.int, DAY + WEEK * later["start"], DAY + WEEK * PAST))
    again = Roster(members, away, roster.seed, not roster.equal_by_team)
    told = [one for one in past if one.shares]
    assert replay(again, told) == replay(roster, told)


@given(rosters(stays=True), histories(), st.integers(0, PAST))
def test_a_guest_and_a_meeting_that_ran_itself_change_nothing(roster: Roster, held: list[Held], at: int) -> None:
    past = [one for one in snapshots(roster, held) if one.shares]
    for leader in (None, UUID(int=GUEST)):
        strange = Held(DAY + WEEK * at + WEEK / 2, leader, ((roster.members[0].id, Fraction(1)),))
        mixed = sorted([*past, strange], key=lambda one: one.day)
        assert replay(roster, mixed) == replay(roster, past)


@given(histories(), st.integers(2, 9))
def test_a_leaver_keeps_the_order_of_the_rest(held: list[Held], number: int) -> None:
    members = people(3, 3, 3)
    leaving = tuple(replace(m, left_on=DAY + WEEK * PAST) if m.id.int == number else m for m in members)
    before = replay(Roster(members), held)
    after = replay(Roster(leaving), held, as_of=DAY + WEEK * (PAST + 1))
    rest = [member.id for member in members if member.id.int != number]
    assert [after[i] - before[i] for i in rest] == [before[UUID(int=number)] / len(rest)] * len(rest)
    assert after[UUID(int=number)] == 0


@given(rosters(stays=True), histories(), st.integers(0, 6))
def test_a_newcomer_begins_at_the_mean_and_accrues_nothing_in_grace(
    roster: Roster, held: list[Held], joined: int
) -> None:
    start = DAY + WEEK * joined
    newcomer = person(99, joined_on=start, founder=False)
    founder = person(98)
    with_them = Roster((*roster.members, founder, newcomer), roster.absences, roster.seed, roster.equal_by_team)
    grace = [one for one in held if one.day >= start][:3]
    past = [replace(one, shares=None) for one in held if one.day < start or one in grace]
    for count in range(len(past) + 1):
        today = max(start, past[count - 1].day) if count else start
        debts = replay(with_them, past[:count], as_of=today)
        assert debts[newcomer.id] == 0
        assert sum(debts[member.id] for member in with_them.members if member.joined_on <= today) == 0
    assert (newcomer.id in with_them.eligible(start + WEEK * 3, past)) == (len(grace) == 3)


@given(histories(least=2), st.integers(1, 9), st.integers(1, PAST))
def test_who_comes_back_begins_anew(held: list[Held], number: int, back: int) -> None:
    members = people(3, 3, 3)
    past = snapshots(Roster(members), [replace(one, shares=None) for one in held])
    day = DAY + WEEK * back
    again = tuple(replace(m, joined_on=day) if m.id.int == number else m for m in members)
    debts = replay(Roster(again), [one for one in past if one.day < day], as_of=day - WEEK / 2)
    assert debts[UUID(int=number)] == 0
    assert sum(debts.values()) == 0


@given(st.lists(st.integers(1, 8), max_size=30), st.integers(1, 8))
def test_who_opted_out_owes_nothing(led: list[int], number: int) -> None:
    members = tuple(replace(m, opted_in=m.id.int != number) for m in people(4, 4))
    debts = replay(Roster(members), held_by(*led))
    assert debts[UUID(int=number)] == -led.count(number)
