"""Days that are not held: cancelled, closed, from an official list. Nobody loses a turn, and nothing is moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services_desk import FORM, Bench

from weeklypm.domain.calendar import Cadence, Closure
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.values import Language
from weeklypm.services import calendar, meetings, queue, setup
from weeklypm.services.brief import as_json, brief
from weeklypm.services.dates import series_of
from weeklypm.services.holidays import public_holidays
from weeklypm.services.week import ThisWeek, confirmed_names, this_week
from weeklypm.wording import say

FIRST, SECOND, THIRD = date(2026, 9, 2), date(2026, 9, 9), date(2026, 9, 16)
FOURTH = date(2026, 9, 30)
"""The fourth held date: 23 September is a public holiday."""


def week(bench: Bench, day: date | None = None) -> ThisWeek:
    return bench.read(lambda reader: this_week(reader, day))


def turns(bench: Bench) -> list[tuple[date, str | None]]:
    """Return who leads the held dates of the strip."""
    return [(cell.day, cell.name) for cell in week(bench).strip if cell.held]


def names(bench: Bench) -> list[str | None]:
    return [name for _, name in turns(bench)]


def planned(bench: Bench) -> dict[date, Any]:
    return bench.read(lambda reader: confirmed_names(reader, FIRST))


def cancel(bench: Bench, day: date, reason: str = "Offsite") -> Meeting:
    return bench.change(lambda unit: calendar.cancel(unit, day, reason))


def refused(bench: Bench, use_case: Callable[[Any], object]) -> str:
    """Return the sentence with which a use case is refused, having changed nothing."""
    before = [bench.read(lambda reader, kind=kind: reader.find(kind)) for kind in (Meeting, Closure)]
    with pytest.raises(Problem) as caught:
        bench.change(use_case)
    assert [bench.read(lambda reader, kind=kind: reader.find(kind)) for kind in (Meeting, Closure)] == before
    assert say("ja", caught.value.message)
    return say("en", caught.value.message)


def hold_first(bench: Bench) -> None:
    """Hold the first meeting, so that the names of the next two are confirmed."""
    bench.clock.forward(timedelta(hours=4))
    meeting = bench.change(meetings.start_meeting)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))


def test_a_cancelled_date_is_not_held_and_everybody_moves_on_by_one(bench: Bench) -> None:
    before = turns(bench)
    row = cancel(bench, FIRST)
    assert (row.state, row.held_on, row.facilitator_id) == (MeetingState.NOT_HELD, FIRST, None)
    told = week(bench)
    assert (told.held, told.agenda, told.facilitator) == (False, None, None)
    assert told.reason is not None
    assert say("en", told.reason) == "Cancelled: Offsite"
    assert [name for _, name in before] == names(bench)
    assert [day for day, _ in before][1:] == [day for day, _ in turns(bench)][:-1]


def test_confirmed_names_move_on_and_back(bench: Bench) -> None:
    hold_first(bench)
    kept = planned(bench)
    assert list(kept) == [SECOND, THIRD]
    cancel(bench, SECOND)
    assert planned(bench) == {THIRD: kept[SECOND], FOURTH: kept[THIRD]}
    assert week(bench, THIRD).facilitator is not None
    bench.change(lambda unit: calendar.hold_after_all(unit, SECOND))
    assert planned(bench) == kept


def test_the_reason_of_a_confirmed_name_moves_with_it(bench: Bench) -> None:
    hold_first(bench)
    why = {row.facilitator_id: row.explanation for row in bench.read(lambda reader: reader.find(Meeting))}
    cancel(bench, SECOND)
    led = week(bench, THIRD).facilitator
    assert led is not None
    assert led.why == why[led.person.id]


def test_names_shown_as_confirmed_are_kept_also_where_nothing_was_stored(bench: Bench) -> None:
    shown = [(cell.day, cell.name) for cell in week(bench).strip if cell.confirmed]
    cancel(bench, FIRST)
    bench.change(lambda unit: setup.add_people(unit, setup.read_people("New: Asari, Akari").people))
    assert names(bench)[:2] == [name for _, name in shown]
    assert list(planned(bench)) == [SECOND, THIRD]


def test_the_queue_stays_where_it_is(bench: Bench) -> None:
    bench.change(lambda unit: queue.add_topic(unit, "First"))
    bench.change(lambda unit: queue.add_topic(unit, "Second"))
    before = week(bench)
    cancel(bench, FIRST)
    after = week(bench)
    assert after.queue == before.queue
    assert before.agenda is not None
    assert after.next_line is not None
    assert after.next_line.item_id == before.agenda.main[0].item_id == before.queue[0].id


def test_one_undo_takes_all_of_it_back(bench: Bench) -> None:
    hold_first(bench)
    before, kept = turns(bench), planned(bench)
    done = bench.workspace.change(lambda unit: calendar.cancel(unit, SECOND, "Offsite")).changes
    assert turns(bench) != before
    bench.workspace.undo(done.operation_id)
    assert (turns(bench), planned(bench)) == (before, kept)


def test_undo_takes_a_cancellation_taken_back_back_too(bench: Bench) -> None:
    hold_first(bench)
    cancel(bench, SECOND)
    moved = planned(bench)
    done = bench.workspace.change(lambda unit: calendar.hold_after_all(unit, SECOND)).changes
    bench.workspace.undo(done.operation_id)
    assert planned(bench) == moved
    assert not week(bench, SECOND).held


def test_called_off_again_it_only_gets_the_new_reason(bench: Bench) -> None:
    first, second = cancel(bench, SECOND), cancel(bench, SECOND, "All hands")
    assert (second.id, second.version) == (first.id, first.version + 1)
    reason = week(bench, SECOND).reason
    assert reason is not None
    assert "All hands" in say("en", reason)


@pytest.mark.parametrize("reason", ["", " ", "\u3000", "-", "n/a", "なし", "\u200b"])
def test_no_date_is_called_off_without_a_reason(bench: Bench, reason: str) -> None:
    assert "for a reason" in refused(bench, lambda unit: calendar.cancel(unit, FIRST, reason))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 8, 26), "is over"),
        (date(2026, 9, 3), "the next one is Wed 9 Sep"),
        (date(2026, 9, 23), "not held anyway: Public holiday: Autumnal Equinox Day"),
    ],
)
def test_only_a_coming_date_of_the_series_can_be_called_off(bench: Bench, day: date, told: str) -> None:
    assert told in refused(bench, lambda unit: calendar.cancel(unit, day, "Offsite"))


def test_what_has_begun_is_not_called_off(bench: Bench) -> None:
    bench.clock.forward(timedelta(hours=4))
    meeting = bench.change(meetings.start_meeting)
    assert "has begun or is over" in refused(bench, lambda unit: calendar.cancel(unit, FIRST, "Offsite"))
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    assert "has begun or is over" in refused(bench, lambda unit: calendar.cancel(unit, FIRST, "Offsite"))


def test_a_reason_has_a_length(bench: Bench) -> None:
    assert "300" in refused(bench, lambda unit: calendar.cancel(unit, FIRST, "x" * 301))


def test_only_a_cancelled_coming_date_is_held_after_all(bench: Bench) -> None:
    assert "not been cancelled" in refused(bench, lambda unit: calendar.hold_after_all(unit, SECOND))
    cancel(bench, FIRST)
    bench.clock.forward(timedelta(weeks=1))
    assert "is over" in refused(bench, lambda unit: calendar.hold_after_all(unit, FIRST))


def test_a_cancelled_meeting_does_not_start(bench: Bench) -> None:
    cancel(bench, FIRST)
    assert "not held: Cancelled" in refused(bench, meetings.start_meeting)


def test_a_name_that_is_shown_as_confirmed_and_not_stored_keeps_its_turn_too(bench: Bench) -> None:
    """Whoever is back on the next date would be picked for it, had the name shown before not been kept."""
    leader = next(who for who in bench.read(lambda reader: reader.find(Person)) if who.name == names(bench)[0])
    away = {"person_id": leader.id, "starts_on": FIRST, "ends_on": FIRST}
    bench.change(lambda unit: unit.add(Absence(**unit.stamp(), **away)))
    shown = names(bench)[0]
    assert shown != leader.name
    assert planned(bench) == {}
    cancel(bench, FIRST)
    assert turns(bench)[0] == (SECOND, shown)


def test_a_closure_keeps_the_turns_and_gives_them_back(bench: Bench) -> None:
    hold_first(bench)
    kept = planned(bench)
    closure = bench.change(lambda unit: calendar.add_closure(unit, " Summer\u200b ", SECOND, THIRD))
    assert closure.name == "Summer"
    assert list(planned(bench).values()) == list(kept.values())
    assert min(planned(bench)) == FOURTH
    bench.change(lambda unit: calendar.edit_closure(unit, closure.id, ends_on=SECOND))
    assert planned(bench) == {THIRD: kept[SECOND], FOURTH: kept[THIRD]}
    bench.change(lambda unit: calendar.remove_closure(unit, closure.id))
    assert planned(bench) == kept


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "\u200b "}, "need a name"),
        ({"name": "x" * 121}, "120"),
        ({"ends_on": FIRST - timedelta(days=1)}, "comes before the first"),
        ({"ends_on": FIRST + timedelta(days=366)}, "366 days"),
    ],
)
def test_a_closure_is_checked(bench: Bench, fields: dict[str, Any], told: str) -> None:
    given_ = {"name": "Obon", "starts_on": FIRST, "ends_on": FIRST, **fields}
    assert told in refused(bench, lambda unit: calendar.add_closure(unit, **given_))
    closure = bench.change(lambda unit: calendar.add_closure(unit, "Obon", FIRST, FIRST))
    assert told in refused(bench, lambda unit: calendar.edit_closure(unit, closure.id, **fields))


def test_a_closure_has_no_other_fields(bench: Bench) -> None:
    closure = bench.change(lambda unit: calendar.add_closure(unit, "Obon", FIRST, FIRST))
    with pytest.raises(ValueError, match="version"):
        bench.change(lambda unit: calendar.edit_closure(unit, closure.id, version=9))


def test_days_off_are_not_missed_weeks(bench: Bench) -> None:
    cancel(bench, FIRST)
    bench.change(lambda unit: calendar.add_closure(unit, "Obon", SECOND, SECOND))
    bench.clock.forward(timedelta(weeks=4))
    # Of five dates one was cancelled, one closed, one a holiday, one is today's, and one was missed.
    assert week(bench).skipped == 1


def test_a_meeting_that_was_held_stays_held_whatever_is_closed_later(bench: Bench) -> None:
    hold_first(bench)
    bench.change(lambda unit: calendar.add_closure(unit, "Late", FIRST, FIRST))
    told = week(bench, FIRST)
    assert (told.held, told.closed) == (True, True)


def test_a_library_that_learns_of_a_holiday_costs_nobody_the_turn(bench: Bench) -> None:
    hold_first(bench)
    kept = planned(bench)
    # A row is added below the use cases, as a new version of the library adds a day.
    closure = Closure(**bench.change(lambda unit: unit.stamp()), name="New", starts_on=SECOND, ends_on=SECOND)
    bench.change(lambda unit: unit.add(closure))
    told = {date_.day: date_.facilitator_id for date_ in week(bench).planned}
    assert (told[THIRD], told[FOURTH]) == (kept[SECOND], kept[THIRD])


def test_a_new_weekday_leaves_the_past_alone_and_keeps_the_order(bench: Bench) -> None:
    hold_first(bench)
    kept = planned(bench)
    bench.change(lambda unit: setup.update_series(unit, replace(FORM, weekday=4)))
    assert (week(bench, FIRST).day, week(bench, FIRST).closed) == (FIRST, True)
    assert planned(bench) == {date(2026, 9, 11): kept[SECOND], date(2026, 9, 18): kept[THIRD]}
    assert week(bench, date(2026, 9, 3)).day == date(2026, 9, 11)
    bench.clock.forward(timedelta(days=9))
    assert week(bench).skipped == 0


def test_a_meeting_that_runs_is_still_found_after_the_rhythm_changed(bench: Bench) -> None:
    bench.clock.forward(timedelta(hours=4))
    meeting = bench.change(meetings.start_meeting)
    form = replace(FORM, cadence=Cadence.NTH_WEEKDAY, nth=(-1, 1))
    series = bench.change(lambda unit: setup.update_series(unit, form))
    assert series.nth == (1, -1)
    told = week(bench)
    assert (told.day, told.live) == (FIRST, meeting)
    assert told.next_day == FOURTH


def test_settings_that_leave_the_rhythm_alone_move_nothing(bench: Bench) -> None:
    before = bench.read(series_of)
    bench.clock.forward(timedelta(weeks=3))
    after = bench.change(lambda unit: setup.update_series(unit, replace(FORM, name="Other", minutes=45)))
    assert after.first_on == before.first_on


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"cadence": Cadence.EVERY_N_WEEKS, "every": 0}, "1 to 52"),
        ({"cadence": Cadence.EVERY_N_WEEKS, "every": 53}, "1 to 52"),
        ({"cadence": Cadence.NTH_WEEKDAY}, "weekdays of the month"),
        ({"cadence": Cadence.NTH_WEEKDAY, "nth": (5,)}, "weekdays of the month"),
        ({"cadence": Cadence.NTH_WEEKDAY, "nth": (1, 0)}, "weekdays of the month"),
    ],
)
def test_a_rhythm_is_checked(bench: Bench, fields: dict[str, Any], told: str) -> None:
    assert told in refused(bench, lambda unit: setup.update_series(unit, replace(FORM, **fields)))


def test_fields_of_another_cadence_are_put_away() -> None:
    assert setup.check_series(replace(FORM, every=3, nth=(1,))) == FORM
    every = replace(FORM, cadence=Cadence.EVERY_N_WEEKS, every=3, nth=(1,))
    assert setup.check_series(every) == replace(every, nth=())


@pytest.mark.parametrize(
    "fields",
    [
        {"cadence": Cadence.EVERY_N_WEEKS, "every": 26},
        {"cadence": Cadence.NTH_WEEKDAY, "nth": (1,)},
        {"cadence": Cadence.WEEKLY},
    ],
)
def test_the_strip_is_full_at_any_cadence_and_over_long_closures(bench: Bench, fields: dict[str, Any]) -> None:
    bench.change(lambda unit: setup.update_series(unit, replace(FORM, **fields)))
    bench.change(lambda unit: calendar.add_closure(unit, "Moving", FOURTH, FOURTH + timedelta(days=300)))
    told = week(bench)
    assert sum(cell.held for cell in told.strip) == 6
    assert len(set(names(bench))) == 6
    assert bench.read(lambda reader: as_json(brief(reader), Language.EN))["next"]["date"]


def test_the_view_tells_what_the_calendar_holds(bench: Bench) -> None:
    bench.change(lambda unit: calendar.add_closure(unit, "Obon", date(2027, 8, 12), date(2027, 8, 14)))
    bench.change(lambda unit: calendar.add_closure(unit, "New Year", date(2026, 12, 29), date(2027, 1, 3), yearly=True))
    cancel(bench, THIRD)
    view = bench.read(lambda reader: calendar.calendar_view(reader, FIRST, 100))
    assert len(view.slots) == 100
    assert [one.name for one in view.closures] == ["New Year", "Obon"]
    assert [row.held_on for row in view.cancelled] == [THIRD]
    off = {slot.day: say("en", slot.reason) for slot in view.slots if slot.reason and slot.day.year == 2026}
    assert off == {
        THIRD: "Cancelled: Offsite",
        date(2026, 9, 23): "Public holiday: Autumnal Equinox Day",
        date(2026, 12, 30): "Day off: New Year",
    }
    assert view.fixed_until == date(2027, 12, 31)
    assert [slot.provisional for slot in view.slots] == [slot.day.year > 2027 for slot in view.slots]
    assert view.costs[0] > view.costs[2] > 1


def test_what_a_weekday_costs_follows_cadence_and_days_off(bench: Bench) -> None:
    def costs() -> tuple[Any, ...]:
        return bench.read(calendar.calendar_view).costs

    weekly = costs()
    assert weekly[0] > 6
    bench.change(lambda unit: setup.update_series(unit, replace(FORM, cadence=Cadence.EVERY_N_WEEKS, every=2)))
    assert 2 < costs()[0] < 5
    bench.change(lambda unit: setup.update_series(unit, replace(FORM, cadence=Cadence.NTH_WEEKDAY, nth=(2,))))
    # The second Monday is a holiday in January and October at least.
    assert costs()[0] >= 2
    bench.change(lambda unit: setup.update_series(unit, FORM))
    bench.change(lambda unit: calendar.add_closure(unit, "Summer", date(2027, 7, 1), date(2027, 7, 28), yearly=True))
    assert all(after >= before + 3 for before, after in zip(weekly[1:6], costs()[1:6], strict=True))


DAYS = [FIRST + timedelta(weeks=n) for n in range(8)]


@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["cancel", "hold", "close", "open"]), st.sampled_from(DAYS), st.integers(0, 20)),
        max_size=8,
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_closed_and_opened_no_confirmed_name_loses_its_turn(
    bench: Bench, steps: list[tuple[str, date, int]]
) -> None:
    shown = names(bench)[:2]
    for what, day, length in steps:
        _take(bench, what, day, length)
        assert names(bench)[:2] == shown
    for closure in bench.read(lambda reader: reader.find(Closure)):
        bench.change(lambda unit, closure=closure: calendar.remove_closure(unit, closure.id))
    for row in bench.read(lambda reader: reader.find(Meeting, state=MeetingState.NOT_HELD)):
        bench.change(lambda unit, row=row: calendar.hold_after_all(unit, row.held_on))
    assert turns(bench)[:2] == [(FIRST, shown[0]), (SECOND, shown[1])]


def _take(bench: Bench, what: str, day: date, length: int) -> None:
    closures = bench.read(lambda reader: reader.find(Closure))
    try:
        if what == "cancel":
            cancel(bench, day)
        elif what == "hold":
            bench.change(lambda unit: calendar.hold_after_all(unit, day))
        elif what == "close":
            bench.change(lambda unit: calendar.add_closure(unit, "Off", day, day + timedelta(days=length)))
        elif closures:
            bench.change(lambda unit: calendar.remove_closure(unit, closures[0].id))
    except Problem as problem:
        assert problem.code.startswith("calendar.problem.")  # noqa: PT017  any refusal is as good


def test_holidays_are_those_of_the_country(bench: Bench) -> None:
    days = public_holidays("JP", range(2026, 2027), Language.EN)
    view = bench.read(lambda reader: calendar.calendar_view(reader, FIRST, 17))
    assert {slot.day for slot in view.slots if not slot.held} == {slot.day for slot in view.slots} & set(days)
