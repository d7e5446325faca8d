"""Names that stand, covers, conflicts and swaps by example, and what the reasons say of them in both languages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from uuid import UUID

from rule_rows import DAY, WEEK, absence, held_by, open_slots, people, person

from weeklypm.domain.ledger import Held, Roster, replay
from weeklypm.domain.rotation import Around, Duties, Pick, Planned, choose, conflict, cover, pick, plan, swap_partner
from weeklypm.domain.schedule import Slot
from weeklypm.domain.values import message
from weeklypm.wording import say

HALF = Fraction(1, 2)


def ids(*numbers: int) -> list[UUID]:
    return [UUID(int=number) for number in numbers]


def leaders(planned: tuple[Planned, ...]) -> list[int | None]:
    return [one.facilitator_id.int if one.facilitator_id else None for one in planned]


def even(count: int, **more: Fraction) -> dict[UUID, Fraction]:
    return {UUID(int=n): more.get(f"p{n}", Fraction(0)) for n in range(1, count + 1)}


def reason(found: Pick, number: int) -> str | None:
    row = next(row for row in found.ranking if row.person_id.int == number)
    return None if row.exclusion is None else say("en", row.exclusion)


def test_parts_of_a_turn_follow_the_weights() -> None:
    members = (*people(2), replace(person(3), share_percent=50))
    assert [share for _, share in Roster(members).shares(DAY, ())] == [Fraction(2, 5), Fraction(2, 5), Fraction(1, 5)]


def test_teams_owe_alike_and_those_without_are_one_more() -> None:
    members = (*people(3, 1), person(5), replace(person(6), share_percent=50))
    shares = [share for _, share in Roster(members, (), "", equal_by_team=True).shares(DAY, ())]
    assert shares == [Fraction(1, 9)] * 3 + [Fraction(1, 3), Fraction(2, 9), Fraction(1, 9)]
    away = Roster(members, (absence(4, DAY, DAY),), "", equal_by_team=True)
    assert dict(away.shares(DAY, ()))[UUID(int=1)] == Fraction(1, 6)


def test_a_turn_led_while_all_settled_people_were_away_is_theirs_not_the_newcomers() -> None:
    new = person(9, joined_on=DAY, founder=False)
    roster = Roster((*people(2), new), (absence(1, DAY, DAY), absence(2, DAY, DAY)))
    debts = replay(roster, [Held(DAY, new.id)])
    assert [debts[one] for one in ids(1, 2, 9)] == [HALF, HALF, Fraction(-1)]


def test_shares_kept_with_a_turn_survive_whoever_is_unknown_by_now() -> None:
    kept = ((UUID(int=1), HALF), (UUID(int=2), Fraction(1, 4)), (UUID(int=77), Fraction(1, 4)))
    debts = replay(Roster(people(2)), [Held(DAY, UUID(int=1), kept)])
    assert list(debts.values()) == [Fraction(2, 3) - 1, Fraction(1, 3)]


def test_who_joined_anew_still_paid_for_the_turn_of_before() -> None:
    back = replace(person(2), joined_on=DAY + WEEK * 3)
    past = [Held(DAY, back.id, ((UUID(int=1), HALF), (back.id, HALF)))]
    debts = replay(Roster((person(1), person(3), back)), past, as_of=DAY + WEEK)
    assert list(debts.values()) == [HALF - Fraction(1, 4), Fraction(0), Fraction(-1, 4)]


def test_a_name_that_stands_later_counts_as_led() -> None:
    debts = even(5, p1=Fraction(9, 10))
    roster = Roster(people(5), (), "n")
    assert choose(roster, (), debts, DAY).facilitator_id == UUID(int=1)
    ahead = Around(ahead={DAY + WEEK * 3: UUID(int=1)}, following=DAY + WEEK)
    found = choose(roster, (), debts, DAY, around=ahead)
    assert found.facilitator_id != UUID(int=1)
    row = next(row for row in found.ranking if row.person_id.int == 1)
    assert (row.debt, row.leads_on) == (Fraction(9, 10) + Fraction(1, 5) - 1, DAY + WEEK * 3)
    twice = Around(ahead={DAY + WEEK * week: UUID(int=1) for week in (4, 3)})
    assert choose(roster, (), debts, DAY, around=twice).ranking[-1].debt == Fraction(1, 10) - 1
    past = Around(ahead={DAY - WEEK: UUID(int=1), DAY: UUID(int=1)})
    assert choose(roster, (), debts, DAY, around=past).facilitator_id == UUID(int=1)


def test_nobody_leads_right_before_the_date_that_is_theirs() -> None:
    debts, around = even(3, p2=Fraction(5)), Around(ahead={DAY + WEEK: UUID(int=2)}, following=DAY + WEEK)
    found = choose(Roster(people(3)), (), debts, DAY, around=around)
    assert found.facilitator_id != UUID(int=2)
    assert reason(found, 2) == "leads on 9 Sep"
    assert "Person 2 (leads on 9 Sep)" in say("en", found.why)
    alone = Roster(people(3), (absence(1, DAY, DAY), absence(3, DAY, DAY)))
    left = choose(alone, (), debts, DAY, around=around)
    assert left.facilitator_id == UUID(int=2)
    assert "owes 5.00 turns with what is set from 9 Sep on counted as led" in say("en", left.why)
    assert "5.00回分の未担当・9月9日以降に決まった担当は済みとして計算" in say("ja", left.why)


def test_who_led_last_goes_before_who_leads_next_when_only_these_two_are_left() -> None:
    around = Around(ahead={DAY + WEEK * 2: UUID(int=1)}, following=DAY + WEEK * 2)
    found = choose(Roster(people(2)), held_by(2), even(2), DAY + WEEK, around=around)
    assert found.facilitator_id == UUID(int=1)
    assert reason(found, 2) == "led last time"


def test_a_plan_leaves_room_around_a_name_that_stands() -> None:
    roster = Roster(people(4), (), "p")
    stands = UUID(int=leaders(plan(roster, (), open_slots(9)))[0] or 0)
    planned = plan(roster, (), open_slots(9), None, {DAY + WEEK * 3: stands})
    assert leaders(planned)[3] == stands.int
    assert sorted(leaders(planned)[:4]) == [1, 2, 3, 4]
    assert planned[3].pick is not None
    assert say("en", planned[3].pick.why)


def test_a_name_on_a_date_not_held_holds_nothing_up() -> None:
    roster, slots = Roster(people(4), (), "p"), open_slots(9)
    slots[2] = Slot(slots[2].day, held=False, reason=message("schedule.reason.closure", name="x"))
    plain = plan(roster, (), slots)
    stands = plain[1].facilitator_id
    assert stands is not None
    assert leaders(plan(roster, (), slots, None, {slots[2].day: stands})) == leaders(plain)


def test_a_cover_comes_for_who_left_opted_out_or_is_away() -> None:
    name = UUID(int=2)
    gone = replace(person(2), left_on=DAY - WEEK)
    out = replace(person(2), opted_in=False)
    away = (absence(2, DAY, DAY + WEEK),)
    for two, absences in ((gone, ()), (out, ()), (person(2), away)):
        roster = Roster((person(1), two, person(3), person(4)), absences)
        first = plan(roster, (), open_slots(4), None, {DAY: name})[0]
        assert first.instead_of_id == name
        assert first.facilitator_id not in (None, name)
        assert first.pick is not None
        assert say("en", first.pick.why).startswith("Instead of Person 2. Person ")
        assert say("ja", first.pick.why).startswith("Person 2さんの代わり。Person ")
    stranger = plan(Roster(people(2)), (), open_slots(3), None, {DAY: UUID(int=50)})[0]
    assert stranger.instead_of_id == UUID(int=50)
    assert stranger.facilitator_id is not None
    nobody = plan(Roster((out,)), (), open_slots(3), None, {DAY: name})[0]
    assert (nobody.facilitator_id, nobody.instead_of_id) == (None, name)


def test_shares_fixed_with_a_name_stay_though_the_person_is_away() -> None:
    fixed = ((UUID(int=1), HALF), (UUID(int=2), HALF))
    roster = Roster(people(3), (absence(2, DAY, DAY),))
    planned = plan(roster, (), open_slots(4), None, {DAY: UUID(int=2)}, shares={DAY: fixed})
    assert planned[0].pick is not None
    owed = {row.person_id.int: row.debt for row in planned[0].pick.ranking}
    assert owed == {1: HALF, 2: HALF, 3: 0}
    # Who owes the turn and did not lead it comes up next.
    assert leaders(planned)[:2] == [1, 2]


def test_a_cover_is_never_who_handed_the_date_on() -> None:
    roster = Roster(people(4), (), "c")
    found = cover(roster, (), DAY, without=ids(1, 3), ahead={DAY + WEEK: UUID(int=2)})
    assert found.facilitator_id == UUID(int=4)
    assert [reason(found, n) for n in (1, 2, 3)] == ["handed this date on", "leads on 9 Sep", "handed this date on"]
    assert "この回を交代" in say("ja", found.why)
    asked = cover(roster, (), DAY, without=ids(1, 3, 4), ahead={DAY + WEEK: UUID(int=2)})
    assert asked.facilitator_id == UUID(int=2)
    nobody = cover(roster, (), DAY, Duties(UUID(int=4)), without=ids(1, 2, 3), ahead={})
    assert nobody.facilitator_id is None


def test_a_cover_of_the_second_date_reckons_with_the_first() -> None:
    roster, day = Roster(people(3), (), "c"), DAY + WEEK
    found = cover(roster, (), day, without=ids(1), ahead={DAY: UUID(int=2), day: UUID(int=1)})
    assert found.facilitator_id == UUID(int=3)
    assert reason(found, 2) == "led last time"
    kept = Held(DAY, UUID(int=2), ((UUID(int=1), HALF), (UUID(int=2), HALF)))
    told = cover(roster, [kept], day, without=ids(1), ahead={DAY: UUID(int=2)})
    assert {row.person_id.int: row.debt for row in told.ranking} == {
        1: HALF + Fraction(1, 3), 2: Fraction(1, 3) - HALF, 3: Fraction(1, 3),
    }  # fmt: skip
    near, far = DAY + WEEK * 2, DAY + WEEK * 5
    between = cover(Roster(people(9)), (), day, without=(), ahead={far: UUID(int=3)}, following=near)
    assert reason(between, 3) is None
    assert reason(cover(Roster(people(9)), (), day, without=(), ahead={far: UUID(int=3)}), 3) == "leads on 7 Oct"


def test_who_hands_on_a_turn_comes_up_next() -> None:
    roster, debts = Roster(people(5), (), "c"), held_by(1, 2, 3, 4, 5, 1, 2, 3, 4)
    day = DAY + WEEK * 9
    whose = pick(roster, debts, day).facilitator_id
    assert whose is not None
    covers = cover(roster, debts, day, without=[whose], ahead={}).facilitator_id
    assert covers != whose
    assert pick(roster, [*debts, Held(day, covers)], day + WEEK).facilitator_id == whose


def test_a_conflict_is_said_of_presenters_and_responders_alone() -> None:
    planned = plan(Roster(people(1)), (), open_slots(2), total=1)[0]
    assert conflict(planned, Duties()) is None
    assert conflict(planned, Duties(UUID(int=2), frozenset(ids(3)))) is None
    assert conflict(Planned(DAY, held=True), Duties(UUID(int=1))) is None
    presents = conflict(planned, Duties(UUID(int=1)))
    involved = conflict(planned, Duties(None, frozenset(ids(1))))
    assert presents is not None
    assert involved is not None
    assert say("en", presents) == "Person 1 presents the incident of this date, and so should not lead it."
    assert say("ja", involved) == "Person 1さんはこの回の障害の対応者です。進行役は交換しましょう"


def five(*led: int) -> list[Planned]:
    return [Planned(DAY + WEEK * at, held=True, facilitator_id=UUID(int=number)) for at, number in enumerate(led)]


def test_a_swap_is_proposed_with_the_next_date_whose_leader_can() -> None:
    planned, roster = five(1, 2, 3, 4), Roster(people(5))
    assert swap_partner(planned, DAY, {}, roster) == DAY + WEEK
    busy = {DAY: Duties(UUID(int=2)), DAY + WEEK * 2: Duties(None, frozenset(ids(1)))}
    assert swap_partner(planned, DAY, busy, roster) == DAY + WEEK * 3
    away = Roster(people(5), (absence(2, DAY, DAY), absence(1, DAY + WEEK * 2, DAY + WEEK * 2)))
    assert swap_partner(planned, DAY, {}, away) == DAY + WEEK * 3
    assert swap_partner(planned, DAY + WEEK * 3, {}, roster) is None
    assert swap_partner(five(1, 1), DAY, {}, roster) is None


def test_a_swap_avoids_leading_twice_running_if_it_can() -> None:
    roster = Roster(people(5))
    assert swap_partner(five(1, 2, 1, 4, 5), DAY, {}, roster) == DAY + WEEK * 4
    assert swap_partner(five(1, 2, 1), DAY, {}, roster) == DAY + WEEK


def test_a_newcomer_is_not_brought_forward_into_their_first_meetings() -> None:
    new = person(9, joined_on=DAY, founder=False)
    roster = Roster((*people(2), new), (), "n")
    planned = plan(roster, (), open_slots(8), None, {DAY + WEEK * 4: new.id})
    assert planned[4].facilitator_id == new.id
    # Nobody but the newcomer and whoever leads it now could take the date.
    busy = {DAY + WEEK: Duties(None, frozenset(ids(1, 2)))}
    assert swap_partner(planned, DAY + WEEK, busy, roster) is None
    settled = Roster((*people(2), replace(new, founder=True)), (), "n")
    known = plan(settled, (), open_slots(8), None, {DAY + WEEK: UUID(int=1), DAY + WEEK * 4: new.id})
    assert swap_partner(known, DAY + WEEK, busy, settled) is not None


def test_who_is_away_or_not_here_yet_does_not_sit_beside() -> None:
    late = person(3, joined_on=DAY + WEEK)
    kept = {DAY + WEEK * at: UUID(int=number) for at, number in enumerate((1, 2, 3, 4))}
    planned = plan(Roster(people(4)), (), open_slots(5), None, kept)
    assert [planned[at].co_facilitator_id for at in (0, 1)] == ids(2, 3)
    away = Roster(people(4), (absence(2, DAY, DAY),))
    assert plan(away, (), open_slots(5), None, kept)[0].co_facilitator_id == UUID(int=3)
    both = Roster((*people(2), late, person(4)), (absence(2, DAY, DAY),))
    assert plan(both, (), open_slots(5), None, kept)[0].co_facilitator_id == UUID(int=4)


def test_absences_that_overlap_or_meet_are_told_to_their_true_end() -> None:
    spans = (absence(1, DAY + WEEK, DAY + WEEK * 2), absence(1, DAY, DAY + WEEK), absence(1, DAY + WEEK * 3, DAY))
    roster = Roster(people(2), spans)
    assert roster.away_until(UUID(int=1), DAY) == DAY + WEEK * 2
    assert roster.away_until(UUID(int=1), DAY + WEEK * 3) is None
    assert reason(pick(roster, (), DAY), 1) == "away to 16 Sep"


def tie(found: Pick, language: str = "en") -> str:
    return say(language, found.why.get("past"))


def test_what_decides_within_the_band_is_told() -> None:
    day = DAY + WEEK * 6
    of_two = choose(Roster(people(2, 1)), held_by(None, 1), even(3), DAY + WEEK * 2)
    assert tie(of_two) == "has not led yet; other team than last time, which decides between 2 within a quarter turn"
    assert tie(of_two, "ja").endswith("（4分の1回差以内の2名から、これで決定）")
    longest = choose(Roster(people(6)), held_by(4, 5, 3, 6, 1, 2), even(6), day)
    assert tie(longest).endswith("; longest without a turn of 4 alike")
    assert tie(longest, "ja").endswith("。並んだ4名のうち間隔が最長")
    debt = choose(Roster(people(3)), (), even(3, p2=Fraction(1, 9)), DAY)
    assert tie(debt) == "has not led yet; owes most of 3 alike"
    assert tie(debt, "ja").endswith("。並んだ3名のうち未担当が最大")
    drawn = choose(Roster(people(3)), (), even(3), DAY)
    assert tie(drawn) == "has not led yet; drawn from 3 alike, the same on every computer"
    assert tie(drawn, "ja").endswith("。並んだ3名から抽選（どのPCでも同じ結果）")
    clear = choose(Roster(people(3)), (), even(3, p2=Fraction(1)), DAY)
    assert tie(clear) == "has not led yet"


def test_the_draw_turns_with_the_seed_and_the_meeting() -> None:
    drawn = {choose(Roster(people(9), (), seed), (), even(9), DAY).facilitator_id for seed in "abcdefgh"}
    assert len(drawn) > 3
    first = choose(Roster(people(9), (), "a"), (), even(9), DAY).facilitator_id
    turned = {
        choose(Roster(people(9), (), "a"), held_by(*[None] * n), even(9), DAY + WEEK * 9).facilitator_id
        for n in range(8)
    }
    assert len(turned) > 3
    assert first in turned
