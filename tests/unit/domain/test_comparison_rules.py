"""The rules that the rotation is measured against choose as their names promise."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest

from weeklypm.domain.comparison_rules import FixedOrder, LongestIdle, Rule, UniformRandom, Wheel

A, B, C, D = (UUID(int=number) for number in range(1, 5))
ALL = (A, B, C, D)
CHANCES = [number / 1000 for number in range(1000)]


def lead(rule: Rule, *meetings: tuple[UUID, ...], chance: float = 0.0) -> list[UUID]:
    """Let a rule choose for meetings one after another."""
    served = []
    for there in meetings:
        served.append(rule.choose(there, chance))
        rule = rule.after(served[-1])
    return served


def test_chance_takes_everybody_as_often_and_remembers_nothing() -> None:
    rule = UniformRandom().after(A)
    assert Counter(rule.choose(ALL, chance) for chance in CHANCES) == dict.fromkeys(ALL, 250)


def test_a_fixed_order_goes_round() -> None:
    assert lead(FixedOrder(ALL), *[ALL] * 6) == [A, B, C, D, A, B]


def test_a_fixed_order_passes_over_who_is_absent_until_it_comes_round() -> None:
    assert lead(FixedOrder(ALL), ALL, (A, C, D), ALL, ALL, ALL) == [A, C, D, A, B]


def test_the_longest_idle_begins_with_the_list_and_then_goes_by_the_last_turn() -> None:
    assert lead(LongestIdle(ALL), *[ALL] * 6) == [A, B, C, D, A, B]


def test_the_longest_idle_is_asked_as_soon_as_back() -> None:
    away = [(A, C, D)] * 5
    assert lead(LongestIdle(ALL), *away, ALL) == [A, C, D, A, C, B]
    assert lead(LongestIdle(ALL), ALL, ALL, *away, ALL) == [A, B, C, D, A, C, D, B]


def test_the_winner_of_the_wheel_cannot_win_again_and_all_others_grow() -> None:
    wheel = Wheel(ALL).after(A)
    assert Counter(wheel.choose(ALL, chance) for chance in CHANCES) == {B: 334, C: 333, D: 333}
    again = wheel.after(B)
    # A has a third of B's 4/3; C and D have 4/3 and that as well.
    assert [again.weights[one] for one in ALL] == pytest.approx([4 / 9, 0, 16 / 9, 16 / 9])


def test_the_weights_of_the_wheel_keep_their_sum_and_grow_for_who_is_absent() -> None:
    wheel = Wheel(ALL)
    for winner in (A, B, A, B, A, B):
        wheel = wheel.after(winner)
        assert sum(wheel.weights.values()) == pytest.approx(4)
    assert wheel.weights[C] == wheel.weights[D] > 1.5


def test_a_wheel_on_which_nobody_there_has_weight_leaves_it_to_chance() -> None:
    assert Wheel(ALL).after(A).choose((A,), 0.5) == A
    alone = Wheel((A,)).after(A)
    assert alone.choose((A,), 0.99) == A


@pytest.mark.parametrize("rule", [UniformRandom(), FixedOrder(ALL), LongestIdle(ALL), Wheel(ALL)])
@pytest.mark.parametrize("chance", [0.0, 0.5, 1 - 2**-53])
def test_nobody_who_is_not_there_is_chosen(rule: Rule, chance: float) -> None:
    meetings = [(B, D), (A,), (C, D), (B, C), (A, D), (D,)]
    assert all(one in there for one, there in zip(lead(rule, *meetings, chance=chance), meetings, strict=True))
