"""Names as people write them, and past turns that count: who led comes later, who did not comes first."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from services_desk import Bench, open_bench

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Language
from weeklypm.importers.past_facilitators import read_past_facilitators
from weeklypm.services import turns
from weeklypm.services.past_turns import Past, PastState, preview_past, seed_past
from weeklypm.services.rotation_names import Names
from weeklypm.wording import say

TODAY = date(2026, 9, 2)
STAMP = {"created_at": datetime(2026, 1, 1, tzinfo=UTC), "updated_at": datetime(2026, 1, 1, tzinfo=UTC)}
SEARCH = Team(**STAMP, id=UUID(int=90), name="Search")
CSV = "".join(f"2026-{month:02}-0{month},Minase\n" for month in (4, 5, 6, 7)) + "2026-08-05,Torii\n"


def person(number: int, name: str, **fields: object) -> Person:
    """Make a person."""
    return Person(**STAMP, id=UUID(int=number), name=name, joined_on=date(2026, 1, 1), **fields)  # type: ignore[arg-type]


def names(*people: Person) -> Names:
    """Return the names of some people."""
    return Names(people, {SEARCH.id: SEARCH}, TODAY)


@pytest.mark.parametrize("said", ["Sato Hana", " sato hana ", "ＳＡＴＯ　ＨＡＮＡ", "hana", "@hana"])
def test_a_name_is_known_whatever_its_width_case_blanks_and_sign(said: str) -> None:
    hana = person(1, "Sato Hana", aliases=("hana",))
    assert names(hana, person(2, "Ito")).one(said) == hana


def test_who_is_here_goes_before_who_left_and_who_left_is_known_still() -> None:
    left, here = person(1, "Sato", left_on=date(2026, 3, 1)), person(2, "Sato")
    assert names(left, here).one("Sato") == here
    assert names(left).one("Sato") == left


def test_a_name_of_two_names_both_with_their_teams() -> None:
    with pytest.raises(Problem) as caught:
        names(person(1, "Sato Hana", aliases=("sato",), team_id=SEARCH.id), person(2, "Sato")).one("SATO")
    assert caught.value.code == "rotationcli.problem.ambiguous"
    assert caught.value.message.get("near") == ("Sato", "Sato Hana (Search)")
    assert "Sato Hana (Search)" in say(Language.EN, caught.value.message)


def test_an_unknown_or_empty_name_lists_those_who_are_here() -> None:
    for said in ("Nemo", "", "@"):
        with pytest.raises(Problem) as caught:
            names(person(1, "Sato"), person(2, "Ito"), person(3, "Mori", left_on=date(2026, 3, 1))).one(said)
        assert caught.value.code == "rotationcli.problem.unknown"
        assert caught.value.message.get("known") == ("Ito", "Sato")


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Offer a workspace of six people that has not met yet."""
    return open_bench(tmp_path)


def seed(bench: Bench, text: str, *, guests: bool = False) -> Past:
    """Take over past turns."""
    lines = read_past_facilitators(text.encode(), "past.csv")
    return bench.change(lambda unit: seed_past(unit, lines, guests=guests))


def leaders(bench: Bench) -> list[str]:
    """Return who leads the next six dates."""
    view = bench.read(turns.turns_view)
    return [view.people[one.facilitator_id].name for one in view.planned if one.facilitator_id]


def test_who_always_led_before_is_asked_last(bench: Bench) -> None:
    past = seed(bench, CSV)
    assert len(past.of(PastState.NEW)) == 5
    ledger = bench.read(turns.ledger_now)
    owed = {ledger.roster.person(one).name: debt for one, debt in ledger.debts.items()}  # type: ignore[union-attr]
    assert sum(owed.values()) == 0
    assert min(owed, key=lambda name: owed[name]) == "Minase"
    assert owed["Torii"] < min(debt for name, debt in owed.items() if name not in ("Minase", "Torii"))
    # Two names are confirmed and stay; the next are those who never led and are not among them.
    first, second, *coming = leaders(bench)
    assert set(coming[:2]) <= {"Kasuga", "Sena", "Hayami", "Kurose"} - {first, second}


def test_a_refused_line_takes_nothing_and_twice_changes_nothing(bench: Bench) -> None:
    with pytest.raises(Problem) as caught:
        seed(bench, CSV + "2026-08-12,Nemo\n")
    assert caught.value.code == "pastturns.problem.refused"
    assert caught.value.message.get("lines") == ("6",)
    assert bench.read(turns.record) == ()
    seed(bench, CSV)
    record = bench.read(turns.record)
    assert len(seed(bench, CSV).of(PastState.SAME)) == 5
    assert bench.read(turns.record) == record


def test_a_longer_file_adds_what_is_new_also_before_what_is_there(bench: Bench) -> None:
    seed(bench, CSV)
    past = seed(bench, "2026-03-04,Sena\n" + CSV)
    assert [row.state for row in past.rows] == [PastState.NEW] + [PastState.SAME] * 5
    assert len(bench.read(turns.ledger_now).history) == 6


def test_a_preview_writes_nothing(bench: Bench) -> None:
    lines = read_past_facilitators(CSV.encode(), "past.csv")
    assert len(bench.read(lambda reader: preview_past(reader, lines)).of(PastState.NEW)) == 5
    assert bench.read(turns.record) == ()


def test_guests_change_no_debt(bench: Bench) -> None:
    past = seed(bench, "2026-03-04,Nemo\n" + CSV, guests=True)
    assert [row.state for row in past.rows][:2] == [PastState.GUEST, PastState.NEW]
    assert len(bench.read(turns.ledger_now).history) == 5


def test_a_file_of_guests_alone_changes_nothing(bench: Bench) -> None:
    assert seed(bench, "2026-03-04,Nemo\n", guests=True).of(PastState.NEW) == ()
    assert bench.read(turns.record) == ()
