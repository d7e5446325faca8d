"""What holds for each pick after any history (facilitation.md, 'Properties the tests check')."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st
from one_draw import one_of_each
from rotation_rosters import PAST, PEOPLE, histories, rosters
from rule_rows import DAY, WEEK

from weeklypm.domain.ledger import Held, Roster, replay
from weeklypm.domain.rotation import Around, Duties, Pick, Rank, choose, pick, served
from weeklypm.domain.values import Message

TODAY = DAY + WEEK * PAST
BAND = Fraction(1, 4)
DUTIES = one_of_each(presents=range(PEOPLE + 1), involved=(0, 0b1, 0b110, 0b1011_0000_0000))
AROUND = one_of_each(
    following=(None, 1, 2), leads=range(1, PEOPLE + 1), later=(None, 1, 5, 7), without=(0, 0, 0b1, 0b1_0100)
)


def numbered(mask: int) -> frozenset[UUID]:
    return frozenset(UUID(int=number) for number in range(1, PEOPLE + 1) if mask >> (number - 1) & 1)


def duties_of(drawn: dict[str, int]) -> Duties:
    return Duties(UUID(int=drawn["presents"]) if drawn["presents"] else None, numbered(drawn["involved"]))


def around_of(drawn: dict[str, int]) -> Around:
    """Make what other dates mean: somebody leads the next or the one after it, and somebody a later one."""
    following = None if drawn["following"] is None else TODAY + WEEK
    ahead = {} if following is None else {TODAY + WEEK * drawn["following"]: UUID(int=drawn["leads"])}
    ahead |= {} if drawn["later"] is None else {TODAY + WEEK * 4: UUID(int=drawn["later"])}
    return Around(numbered(drawn["without"]), ahead, following)


def able(roster: Roster, held: list[Held], duties: Duties, around: Around) -> set[UUID]:
    """Return who could lead today were it not for having led lately or leading soon."""
    there = roster.eligible(TODAY, held) - around.without
    return {person_id for person_id in there if not duties.busy(person_id)}


@given(rosters(), histories(), DUTIES, AROUND)
def test_a_pick_is_explained_truly(
    roster: Roster, held: list[Held], busy: dict[str, int], beside: dict[str, int]
) -> None:
    duties, around = duties_of(busy), around_of(beside)
    picked = pick(roster, held, TODAY, duties, around)
    free = able(roster, held, duties, around)
    # Never an empty place while somebody is opted in, past their grace, there and not busy.
    assert (picked.facilitator_id is None) == (not free)
    assert picked.facilitator_id is None or picked.facilitator_id in free
    assert {row.person_id for row in picked.ranking} == {member.id for member in roster.present(TODAY)}
    debts, shares = replay(roster, held, as_of=TODAY), dict(roster.shares(TODAY, held))
    for index, row in enumerate(picked.ranking):
        assert row.eligible == (row.exclusion is None)
        assert row.exclusion is None or true(row, row.exclusion, roster, held, (duties, around), free)
        own = sorted(day for day, name in around.ahead.items() if name == row.person_id)
        assert row.debt == debts[row.person_id] + shares.get(row.person_id, 0) - len(own)
        assert row.leads_on == (own[0] if own else None)
        assert index > 0 or picked.facilitator_id in (None, row.person_id)
        assert_dates(row, held)
    assert picked.facilitator_id is None or tells_truly(picked, roster, held)


def assert_dates(row: Rank, held: list[Held]) -> None:
    led = [index for index, one in enumerate(held) if one.facilitator_id == row.person_id]
    assert row.last_served == (held[led[-1]].day if led else None)
    assert row.meetings_ago == (len(held) - led[-1] if led else None)


def true(
    row: Rank, why: Message, roster: Roster, held: list[Held], given: tuple[Duties, Around], free: set[UUID]
) -> bool:
    """Tell whether a stated exclusion is so, worked out another way than the rule does."""
    (duties, around), member = given, roster.person(row.person_id)
    assert member is not None
    away = [one for one in roster.absences if one.person_id == row.person_id]
    led = [one.facilitator_id for one in held[::-1]]
    seen = [one for one in held if one.day >= member.joined_on and not covers(away, one.day)]
    opted_in = sum(one.opted_in for one in roster.present(TODAY))
    last_only = free <= set(led[:1])
    truths = {
        "opted_out": lambda: not member.opted_in,
        "away": lambda: not_back(away, why.get("until")),
        "handed_on": lambda: row.person_id in around.without,
        "presents": lambda: duties.presenter_id == row.person_id,
        "involved": lambda: row.person_id in duties.involved,
        "grace": lambda: not member.founder and len(seen) < 3,
        "leads": lambda: (
            around.ahead[why.get("day")] == row.person_id
            and why.get("day") == around.following
            and bool(free - {row.person_id})
        ),
        "resting": lambda: (
            led[why.get("n") - 1] == row.person_id
            and (why.get("n") == 1 or why.get("n") <= opted_in // 3)
            and not last_only
        ),
    }
    return truths[why.code.removeprefix("rotation.excluded.")]()


def covers(away: list, day: date) -> bool:  # type: ignore[type-arg]
    return any(one.starts_on <= day <= one.ends_on for one in away)


def not_back(away: list, until: date) -> bool:  # type: ignore[type-arg]
    """Tell whether somebody is away each day to a day, and there on the next."""
    days = [TODAY + timedelta(days=number) for number in range((until - TODAY).days + 1)]
    return all(covers(away, day) for day in days) and not covers(away, until + timedelta(days=1))


def tells_truly(picked: Pick, roster: Roster, held: list[Held]) -> bool:
    """Tell whether what is said to have decided did, worked out step by step from the table."""
    rows = {row.person_id: row for row in picked.ranking if row.eligible}
    chosen, last = rows[picked.ranking[0].person_id], held[-1].facilitator_id if held else None
    most = max(row.debt for row in rows.values())
    standing = picked.why.get("standing")
    code = "only" if len(rows) == 1 else "most" if chosen.debt == most else "close"
    assert standing.code == f"rotation.standing.{code}"
    assert standing.get("n", 1) == len(rows)
    before = roster.person(last)
    teams = {one: getattr(roster.person(one), "team_id", None) for one in rows}
    left = [one for one, row in rows.items() if row.debt >= most - BAND]
    steps = {
        "team": lambda one: before is not None and before.team_id is not None and teams[one] == before.team_id,
        "longest": lambda one: rows[one].last_served or roster.person(one).joined_on,  # type: ignore[union-attr]
        "debt": lambda one: -rows[one].debt,
    }
    said = picked.why.get("past")
    for name, value in steps.items():
        alike = [one for one in left if value(one) == min(map(value, left))]
        if len(alike) == 1 and len(left) > 1:
            return (said.code, said.get("n"), alike[0]) == (f"rotation.tie.{name}", len(left), chosen.person_id)
        left = alike
    if len(left) > 1:
        return (said.code, said.get("n")) == ("rotation.tie.drawn", len(left)) and chosen.person_id in left
    return left == [chosen.person_id] and not said.code.startswith("rotation.tie")


@given(rosters(), histories(least=1), DUTIES, AROUND)
def test_nobody_leads_twice_running_while_another_can(
    roster: Roster, held: list[Held], busy: dict[str, int], beside: dict[str, int]
) -> None:
    duties, around = duties_of(busy), around_of(beside)
    last, free = held[-1].facilitator_id, able(roster, held, duties, around)
    picked = pick(roster, held, TODAY, duties, around).facilitator_id
    assert picked is None or picked != last or free == {last}
    coming = around.ahead.get(TODAY + WEEK) if around.following else None
    assert picked is None or picked != coming or not free - {coming, last}


@given(rosters(least=2), histories(), AROUND)
def test_raising_a_debt_alone_never_unpicks(roster: Roster, held: list[Held], beside: dict[str, int]) -> None:
    debts, around = replay(roster, held, as_of=TODAY), around_of(beside)
    first = choose(roster, held, debts, TODAY, around=around).facilitator_id
    assume(first is not None)
    assert first is not None
    for more in (Fraction(1, 10), BAND, Fraction(3)):
        assert choose(roster, held, {**debts, first: debts[first] + more}, TODAY, around=around).facilitator_id == first


@given(rosters(least=2), histories(), st.integers(1, 99))
def test_no_more_than_a_quarter_turn_is_given_away(roster: Roster, held: list[Held], percent: int) -> None:
    debts = replay(roster, held, as_of=TODAY)
    picked = choose(roster, held, debts, TODAY)
    pool = [row for row in picked.ranking if row.eligible]
    assert not pool or picked.debt >= max(row.debt for row in pool) - BAND
    assume(pool)
    # Somebody who owes more than a quarter above all others is picked, whatever else speaks for them.
    lifted = max(row.debt for row in pool) + BAND + Fraction(percent, 100) - pool[-1].debt
    raised = {**debts, pool[-1].person_id: debts[pool[-1].person_id] + lifted}
    assert choose(roster, held, raised, TODAY).facilitator_id == pool[-1].person_id


@given(rosters(), histories())
def test_what_is_known_beforehand_gives_the_same_pick(roster: Roster, held: list[Held]) -> None:
    """A ledger that is carried along, as a plan does, picks like one that is read off the whole history."""
    past = served(())
    for one in held:
        past = past.after(one)
    assert past == served(held)
    carried = Around(shares=roster.shares(TODAY, held), past=past)
    assert pick(roster, held, TODAY, around=carried) == pick(roster, held, TODAY)


@given(rosters(), histories(), st.integers(1, 4))
def test_the_list_of_members_alone_never_decides(roster: Roster, held: list[Held], turn: int) -> None:
    turned = roster.members[turn:] + roster.members[:turn]
    again = replace(roster, members=turned, absences=tuple(reversed(roster.absences)))
    assert pick(again, reversed(held), TODAY) == pick(roster, held, TODAY)
