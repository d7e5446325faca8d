"""Days away: both ends count, touching is fine, and what cannot be is told with the days that stand against it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_desk import day, person, refused
from services_desk import Bench

from weeklypm.domain.absence_rules import free_spans
from weeklypm.domain.people import Absence
from weeklypm.services import people

TODAY = date(2026, 9, 2)
DAY = timedelta(days=1)


def away(bench: Bench, *span: date, name: str = "Minase") -> Absence:
    who = person(bench, name)
    return bench.change(lambda unit: people.add_absence(unit, who.id, *span))


def spans(bench: Bench) -> list[tuple[date, date]]:
    return sorted((one.starts_on, one.ends_on) for one in bench.read(lambda reader: reader.find(Absence)))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (day(9, 2), day(9, 2)),
        (day(8, 1), day(9, 2)),
        (day(9, 20), day(12, 31)),
        (day(9, 2), day(9, 2) + timedelta(days=3 * 366)),
    ],
)
def test_days_that_are_now_or_ahead_are_kept(bench: Bench, start: date, end: date) -> None:
    assert (away(bench, start, end).starts_on, spans(bench)) == (start, [(start, end)])


WRONG = {
    "backwards": (day(9, 9), day(9, 8), "absence_ends_before"),
    "over": (day(8, 20), day(9, 1), "absence_past"),
    "for ever": (day(9, 2), day(9, 3) + timedelta(days=3 * 366), "absence_long"),
    "far": (day(9, 2), date(2200, 1, 1), "year"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_told(bench: Bench, case: str) -> None:
    start, end, code = WRONG[case]
    minase = person(bench, "Minase")
    refused(bench, code, lambda unit: people.add_absence(unit, minase.id, start, end))
    assert spans(bench) == []


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [
        (day(9, 10), day(9, 15), False),
        (day(9, 10), day(9, 16), True),
        (day(9, 26), day(9, 30), False),
        (day(9, 25), day(9, 30), True),
        (day(9, 18), day(9, 20), True),
        (day(9, 10), day(9, 30), True),
    ],
)
def test_absences_touch_and_never_overlap(bench: Bench, start: date, end: date, clash: bool) -> None:
    away(bench, day(9, 16), day(9, 25))
    away(bench, day(9, 16), day(9, 25), name="Torii")
    if not clash:
        assert away(bench, start, end).ends_on == end
        return
    minase = person(bench, "Minase")
    told = refused(bench, "absence_overlaps", lambda unit: people.add_absence(unit, minase.id, start, end))
    assert (told.get("starts"), told.get("ends")) == (day(9, 16), day(9, 25))


def test_whoever_has_left_is_not_away(bench: Bench) -> None:
    minase = person(bench, "Minase")
    bench.change(lambda unit: people.leave(unit, minase.id, day(9, 10)))
    refused(bench, "absence_left", lambda unit: people.add_absence(unit, minase.id, day(9, 11), day(9, 12)))
    assert away(bench, day(9, 10), day(9, 12)).starts_on == day(9, 10)


def test_nobody_is_away_before_joining(bench: Bench) -> None:
    form = people.PersonForm("Amemiya", joined_on=day(10, 1))
    later = bench.change(lambda unit: people.add_person(unit, form))
    refused(bench, "absence_before_joined", lambda unit: people.add_absence(unit, later.id, day(9, 20), day(9, 30)))
    assert away(bench, day(9, 20), day(10, 1), name="Amemiya").ends_on == day(10, 1)


def test_an_absence_is_moved_and_does_not_stand_against_itself(bench: Bench) -> None:
    first, second = away(bench, day(9, 10), day(9, 15)), away(bench, day(9, 20), day(9, 25))
    moved = bench.change(lambda unit: people.edit_absence(unit, first.id, day(9, 12), day(9, 19)))
    assert (moved.id, moved.ends_on) == (first.id, day(9, 19))
    refused(bench, "absence_overlaps", lambda unit: people.edit_absence(unit, second.id, day(9, 19), day(9, 25)))


def test_an_absence_is_cut_short_when_somebody_is_back_early(bench: Bench) -> None:
    running = away(bench, day(9, 3), day(9, 20))
    bench.clock.forward(8 * DAY)
    refused(bench, "absence_past", lambda unit: people.edit_absence(unit, running.id, day(9, 4), day(9, 8)))
    cut = bench.change(lambda unit: people.edit_absence(unit, running.id, day(9, 3), day(9, 8)))
    assert spans(bench) == [(day(9, 3), day(9, 8))]
    refused(bench, "absence_past", lambda unit: people.edit_absence(unit, cut.id, day(9, 3), day(9, 9)))


def test_back_ends_the_absence_that_runs(bench: Bench) -> None:
    minase = person(bench, "Minase")
    away(bench, day(9, 3), day(9, 20))
    bench.change(lambda unit: people.back(unit, minase.id, day(9, 8)))
    assert spans(bench) == [(day(9, 3), day(9, 7))]
    refused(bench, "not_away", lambda unit: people.back(unit, minase.id, day(9, 8)))
    bench.change(lambda unit: people.back(unit, minase.id, day(9, 3)))
    assert spans(bench) == []


def test_an_absence_is_removed_and_the_removal_undone(bench: Bench) -> None:
    gone = away(bench, day(9, 10), day(9, 15))
    outcome = bench.workspace.change(lambda unit: people.remove_absence(unit, gone.id))
    assert spans(bench) == []
    bench.workspace.undo(outcome.changes.operation_id)
    assert spans(bench) == [(day(9, 10), day(9, 15))]


DAYS = st.integers(0, 30).map(lambda number: date(2026, 1, 1) + number * DAY)
SPANS = st.tuples(DAYS, DAYS).map(sorted)


@given(SPANS, st.lists(SPANS, max_size=4))
def test_free_days_are_exactly_those_not_taken(span: list[date], taken: list[list[date]]) -> None:
    stamp = {"id": None, "created_at": None, "updated_at": None, "person_id": None}
    rows = [Absence(**stamp, starts_on=start, ends_on=end) for start, end in taken]  # type: ignore[arg-type]
    every = {span[0] + DAY * n for n in range((span[1] - span[0]).days + 1)}
    free = [
        start + DAY * n for start, end in free_spans((span[0], span[1]), rows) for n in range((end - start).days + 1)
    ]
    assert len(free) == len(set(free))
    assert set(free) == {one for one in every if not any(start <= one <= end for start, end in taken)}
