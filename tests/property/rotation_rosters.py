"""Draw people who take turns, and whom history had lead: late joiners, leavers, absences, part-timers and guests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from one_draw import one_of_each
from rule_rows import DAY, WEEK, absence, person, weeks

from weeklypm.domain.ledger import Held, Roster, Shares
from weeklypm.domain.people import Person

PAST = 12
"""Meetings of a drawn history, at most."""
GUEST = 999
PEOPLE = 16

KINDS = one_of_each(
    team=(1, 1, 2, 3, None),
    joined=(None, None, None, 2, 5),
    left=(None, None, None, 7, 10),
    opted_in=(True, True, True, False),
    share=(100, 100, 50, 30),
)
AWAY = one_of_each(who=range(1, PEOPLE + 1), start=range(PAST + 8), length=range(5))
LED = one_of_each(who=(*range(1, PEOPLE + 1), None, GUEST), kept=(False, False, True), out=range(1, 1 << 12, 7))
SEEDS = one_of_each(seed=("", "tea"), equal=(False, True))


def member(number: int, kind: dict[str, Any]) -> Person:
    """Make a person of a kind; who joined late is a newcomer."""
    late, left = kind["joined"], kind["left"]
    given = {"opted_in": kind["opted_in"], "share_percent": kind["share"]}
    given |= {} if late is None else {"joined_on": DAY + WEEK * late, "founder": False}
    return replace(person(number, kind["team"], **given), left_on=None if left is None else DAY + WEEK * left)


@st.composite
def rosters(draw: st.DrawFn, least: int = 1, stays: bool = False) -> Roster:
    """Draw teams, some of whose people joined late, left, opted out, were away, or owe half; ``stays``: nobody left."""
    kinds = draw(st.lists(KINDS, min_size=least, max_size=PEOPLE))
    if stays:
        kinds = [{**kind, "left": None} for kind in kinds]
    members = tuple(member(number, kind) for number, kind in enumerate(kinds, start=1))
    away = draw(st.lists(AWAY, max_size=8))
    first = [DAY + WEEK * one["start"] for one in away]
    absences = (absence(o["who"], day, day + WEEK * o["length"]) for o, day in zip(away, first, strict=True))
    how = draw(SEEDS)
    return Roster(members, tuple(absences), how["seed"], how["equal"])


@st.composite
def histories(draw: st.DrawFn, most: int = PAST, least: int = 0) -> list[Held]:
    """Draw who facilitated: members, nobody, or a guest; some meetings keep the shares of people now different."""
    led = draw(st.lists(LED, min_size=least, max_size=most))
    return [_held(day, one) for day, one in zip(weeks(len(led)), led, strict=True)]


def _held(day: date, one: dict[str, Any]) -> Held:
    leader = None if one["who"] is None else UUID(int=one["who"])
    return Held(day, leader, split(one["out"]) if one["kept"] else None)


def split(mask: int) -> Shares:
    """Share a turn among the numbers whose bits are set, the first of them twice as much as each other."""
    numbers = [number for number in range(1, PEOPLE + 1) if mask >> (number - 1) & 1]
    whole = len(numbers) + 1
    return tuple((UUID(int=n), Fraction(2 if n == numbers[0] else 1, whole)) for n in numbers)


def snapshots(roster: Roster, held: Sequence[Held]) -> list[Held]:
    """Return a history in which each meeting keeps the shares that are worked out for it now."""
    return [
        replace(one, shares=one.shares if one.shares is not None else roster.shares(one.day, held[:index]))
        for index, one in enumerate(held)
    ]
