"""The rotation by example: who is picked, what the plan shows and what the reason says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from rule_rows import DAY, WEEK, absence, held_by, open_slots, people, person

from weeklypm.domain.ledger import Held, Roster, ledger, replay
from weeklypm.domain.rotation import Duties, Pick, choose, pick, plan
from weeklypm.domain.schedule import Slot
from weeklypm.domain.values import message
from weeklypm.wording import say


def number(person_id: UUID | None) -> int | None:
    return None if person_id is None else person_id.int


def reasons(found: Pick) -> dict[int, str]:
    return {row.person_id.int: row.exclusion.code.split(".")[-1] for row in found.ranking if row.exclusion}


def test_everyone_there_owes_an_equal_share_and_who_served_pays_a_turn() -> None:
    debts = ledger(people(4), [absence(4, DAY, DAY)], held_by(1, 2))
    assert {key.int: value for key, value in debts.items()} == {
        1: Fraction(1, 3) + Fraction(1, 4) - 1,
        2: Fraction(1, 3) + Fraction(1, 4) - 1,
        3: Fraction(1, 3) + Fraction(1, 4),
        4: Fraction(1, 4),
    }


def test_a_guest_and_a_self_run_meeting_change_nothing() -> None:
    assert set(ledger(people(3), [], held_by(99, None)).values()) == {Fraction(0)}


def test_a_member_who_serves_while_nobody_was_eligible_is_repaid_by_all() -> None:
    away = [absence(who, DAY, DAY) for who in (1, 2, 3)]
    assert ledger(people(3), away, held_by(1))[UUID(int=1)] == Fraction(1, 3) - 1


def test_eligibility_kept_from_the_time_of_the_plan_goes_before_what_is_registered_now() -> None:
    late = [Held(DAY, UUID(int=1), ((UUID(int=1), Fraction(1, 2)), (UUID(int=2), Fraction(1, 2))))]
    assert ledger(people(2), [absence(2, DAY, DAY)], late)[UUID(int=2)] == Fraction(1, 2)


def test_the_larger_debt_goes_first_when_it_is_out_of_the_band() -> None:
    roster, held = Roster(people(6)), held_by(5, 1, 2)
    debts = {member.id: Fraction(0) for member in roster.members} | {UUID(int=5): Fraction(3, 10)}
    assert number(choose(roster, held, debts, DAY + WEEK * 3).facilitator_id) == 5
    debts[UUID(int=5)] = Fraction(1, 4)
    assert number(choose(roster, held, debts, DAY + WEEK * 3).facilitator_id) in (3, 4, 6)


def test_never_twice_running_however_large_the_debt() -> None:
    roster = Roster(people(2))
    debts = {UUID(int=1): Fraction(3), UUID(int=2): Fraction(-3)}
    assert number(choose(roster, held_by(1), debts, DAY + WEEK).facilitator_id) == 2
    alone = Roster(people(2), (absence(2, DAY + WEEK, DAY + WEEK),))
    assert number(choose(alone, held_by(1), debts, DAY + WEEK).facilitator_id) == 1


def test_within_the_band_another_team_and_the_longest_wait_decide() -> None:
    roster = Roster(people(3, 3))
    held = held_by(4, 1, 5, 2)
    debts = {member.id: Fraction(0) for member in roster.members} | {UUID(int=3): Fraction(1, 4)}
    assert number(choose(roster, held, debts, DAY + WEEK * 4).facilitator_id) == 6
    of_one_team = Roster(people(6))
    assert number(choose(of_one_team, held_by(6, 4, 5, 3, 1), debts, DAY + WEEK * 5).facilitator_id) == 2


def test_who_served_lately_rests_for_a_third_of_a_round() -> None:
    found = pick(Roster(people(6)), held_by(3, 1, 2), DAY + WEEK * 3)
    assert reasons(found) == {1: "resting", 2: "resting"}


def test_presenter_responders_and_the_absent_are_no_candidates() -> None:
    members = (*people(4), replace(person(5), opted_in=False))
    roster = Roster(members, (absence(3, DAY, DAY + WEEK),))
    found = pick(roster, (), DAY, Duties(UUID(int=1), frozenset({UUID(int=2)})))
    assert number(found.facilitator_id) == 4
    assert reasons(found) == {1: "presents", 2: "involved", 3: "away", 5: "opted_out"}
    assert "rotation.standing.only" in str(found.why)


def test_nobody_free_means_self_run() -> None:
    found = pick(Roster(people(2), tuple(absence(who, DAY, DAY) for who in (1, 2))), (), DAY)
    assert found.facilitator_id is None
    assert "I take it" in say("en", found.why)
    assert pick(Roster(()), (), DAY).ranking == ()


def test_newcomers_sit_through_three_meetings_unless_all_are_new() -> None:
    new = person(9, joined_on=DAY, founder=False)
    roster = Roster((*people(2), new))
    for count, waits in ((0, True), (2, True), (3, False)):
        assert (new.id not in roster.eligible(DAY + WEEK * count, held_by(*[1] * count))) == waits
    assert Roster((new,)).eligible(DAY, ()) == {new.id}


def test_meetings_missed_do_not_count_for_the_grace() -> None:
    new = person(9, joined_on=DAY, founder=False)
    roster = Roster((*people(2), new), (absence(9, DAY, DAY),))
    assert new.id not in roster.eligible(DAY + WEEK * 3, held_by(1, 2, 1))
    assert new.id in roster.eligible(DAY + WEEK * 4, held_by(1, 2, 1, 2))


def test_what_a_leaver_owes_is_spread_over_the_rest() -> None:
    members = (replace(person(1), left_on=DAY), *people(3)[1:])
    assert replay(Roster(members), held_by(1, 2))[UUID(int=1)] == 0
    assert replay(Roster(members), held_by(1, 2))[UUID(int=3)] == Fraction(1, 3) - Fraction(2, 3) / 2 + Fraction(1, 2)


def test_the_plan_confirms_two_and_seats_the_next_beside() -> None:
    planned = plan(Roster(people(5)), (), open_slots(9))
    assert [one.confirmed for one in planned] == [True, True, False, False, False, False]
    assert [one.co_facilitator_id for one in planned[:-1]] == [one.facilitator_id for one in planned[1:]]
    assert planned[-1].co_facilitator_id is not None


def test_a_co_facilitator_who_is_away_gives_way_to_the_one_after() -> None:
    plain = plan(Roster(people(5), (), "x"), (), open_slots(9))
    beside = number(plain[0].co_facilitator_id) or 0
    away = plan(Roster(people(5), (absence(beside, DAY, DAY),), "x"), (), open_slots(9))
    assert number(away[0].co_facilitator_id) not in (None, beside, number(away[0].facilitator_id))


def test_a_single_person_leads_alone() -> None:
    planned = plan(Roster(people(1)), (), open_slots(4), total=3)
    assert [(number(one.facilitator_id), one.co_facilitator_id) for one in planned] == [(1, None)] * 3


def test_a_holiday_keeps_its_place_and_the_turn() -> None:
    reason = message("schedule.reason.holiday", name="Autumnal Equinox Day")
    slots = open_slots(8)
    plain = plan(Roster(people(5)), (), slots)
    slots[1] = Slot(slots[1].day, held=False, reason=reason)
    planned = plan(Roster(people(5)), (), slots)
    assert [one.held for one in planned] == [True, False, True, True, True, True, True]
    assert planned[1].facilitator_id is None
    assert planned[2].facilitator_id == plain[1].facilitator_id
    assert [one.confirmed for one in planned[:4]] == [True, False, True, False]


def test_a_confirmed_name_stays_until_the_person_cannot() -> None:
    roster = Roster(people(5))
    first = number(plan(roster, (), open_slots(7))[0].facilitator_id) or 0
    other = first % 5 + 1
    planned = plan(roster, (), open_slots(7), kept={DAY: UUID(int=other)})
    assert number(planned[0].facilitator_id) == other
    assert planned[0].pick is not None
    assert planned[0].pick.ranking[0].person_id == UUID(int=other)
    presents = plan(roster, (), open_slots(7), {DAY: Duties(UUID(int=other))}, {DAY: UUID(int=other)})
    assert number(presents[0].facilitator_id) == other
    away = Roster(people(5), (absence(other, DAY, DAY),))
    covered = plan(away, (), open_slots(7), kept={DAY: UUID(int=other)})[0]
    assert number(covered.facilitator_id) not in (None, other)
    assert number(covered.instead_of_id) == other


def test_the_reason_reads_as_a_sentence_in_both_languages() -> None:
    members = tuple(
        person(index, team, name=name, joined_on=date(2025, 1, 1))
        for index, (name, team) in enumerate((("Sato", 1), ("Ito", 2), ("Kato", 1), ("Mori", 2)), start=1)
    )
    members = (*members[:3], replace(members[3], founder=False, joined_on=DAY + WEEK))
    roster = Roster(members, (absence(3, DAY + WEEK * 3, date(2026, 9, 30)),))
    found = pick(roster, held_by(3, 1, 2), DAY + WEEK * 3, Duties(UUID(int=2)))
    assert say("en", found.why) == (
        "Sato: owes 0.50 turns, the only one available; last facilitated 9 September, 2 meetings ago; other team than "
        "last time. Not considered: Ito (presents), Kato (away to 30 Sep) and Mori (new, shadows first)."
    )
    assert say("ja", found.why) == (
        "Satoさん：0.50回分の未担当（候補は1名だけ）。前回は9月9日、2回前。前回と別チーム。"
        "対象外：Itoさん（発表者）、Katoさん（9月30日まで不在）、Moriさん（新加入・まずは副進行）"
    )
