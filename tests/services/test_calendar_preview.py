"""Before an official list is taken, it is told what it covers and which meetings it changes; then just that happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from services_desk import FORM, Bench

from weeklypm.domain.calendar import Cadence
from weeklypm.domain.errors import Problem
from weeklypm.services import calendar
from weeklypm.services.calendar import OfficialList, calendar_view
from weeklypm.services.calendar_preview import ListPreview, preview_official
from weeklypm.services.setup import update_series

KNOWN = tuple((date(2026, month, day), "祝日") for month, day in (
    (1, 1), (1, 12), (2, 11), (2, 23), (3, 20), (4, 29), (5, 3), (5, 4), (5, 5), (5, 6),
    (7, 20), (8, 11), (9, 21), (9, 22), (9, 23), (10, 12), (11, 3), (11, 23),
))  # fmt: skip
ONCE = (date(2026, 9, 16), "一度きりの休日")
EQUINOX = date(2026, 9, 23)


def listed(*days: tuple[date, str], country: str = "JP") -> OfficialList:
    ordered = tuple(sorted(days))
    return OfficialList(country, ordered, tuple(sorted({day.year for day, _ in ordered})))


def seen(bench: Bench, official: OfficialList) -> ListPreview:
    return bench.read(lambda reader: preview_official(reader, official))


def held(bench: Bench) -> set[date]:
    return {slot.day for slot in bench.read(lambda reader: calendar_view(reader, count=60)).slots if slot.held}


def test_a_list_of_what_is_known_changes_nothing(bench: Bench) -> None:
    found = seen(bench, listed(*KNOWN))
    assert (found.years, found.holidays) == ((2026,), 18)
    assert (found.new, found.gone, found.lost, found.won) == ((), (), (), ())


def test_what_is_told_is_what_happens(bench: Bench) -> None:
    official = listed(ONCE, *(one for one in KNOWN if one[0] != EQUINOX))
    found = seen(bench, official)
    assert found.new == (ONCE,)
    assert [day for day, _ in found.gone] == [EQUINOX]
    before = held(bench)
    bench.change(lambda unit: calendar.import_official(unit, official))
    after = held(bench)
    assert set(found.lost) == before - after == {date(2026, 9, 16)}
    assert set(found.won) == after - before == {EQUINOX}


def test_a_date_that_is_off_for_another_reason_neither_comes_nor_goes(bench: Bench) -> None:
    bench.change(lambda unit: calendar.cancel(unit, date(2026, 9, 16), "Offsite"))
    bench.change(lambda unit: calendar.add_closure(unit, "Inventory", EQUINOX, EQUINOX))
    found = seen(bench, listed(ONCE, *(one for one in KNOWN if one[0] != EQUINOX)))
    assert (found.lost, found.won) == ((), ())
    assert found.new == (ONCE,)


def test_only_dates_of_the_rhythm_count(bench: Bench) -> None:
    form = replace(FORM, cadence=Cadence.NTH_WEEKDAY, nth=(1,))
    bench.change(lambda unit: update_series(unit, form))
    assert seen(bench, listed(ONCE, *KNOWN)).lost == ()


def test_years_before_the_series_are_left_out(bench: Bench) -> None:
    found = seen(bench, listed((date(2019, 5, 1), "即位の日"), *KNOWN))
    assert (found.years, found.holidays, found.new) == ((2026,), 18, ())


@pytest.mark.parametrize(
    ("official", "code"),
    [
        (listed((date(2026, 10, 3), "Unity"), country="DE"), "calendar.problem.list_other"),
        (listed((date(2019, 5, 1), "即位の日")), "calendar.problem.list_past"),
    ],
)
def test_what_would_be_refused_is_refused_before_it_is_shown(bench: Bench, official: OfficialList, code: str) -> None:
    with pytest.raises(Problem) as caught:
        seen(bench, official)
    assert caught.value.code == code
