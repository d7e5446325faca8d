"""Talk mode, phases and durations by example."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from rule_rows import NOW, event, instant

from weeklypm.domain.durations import DurationName, DurationState, durations, wrong_order
from weeklypm.domain.incident import InstantKind
from weeklypm.domain.talk import phases, scene, telling_order
from weeklypm.domain.timeline import Precision

ONSET, DETECTED, ACKNOWLEDGED = InstantKind.ONSET, InstantKind.DETECTED, InstantKind.ACKNOWLEDGED
MITIGATED, RESOLVED = InstantKind.MITIGATED, InstantKind.RESOLVED


def bands(*known: tuple[InstantKind, int | None]) -> list[tuple[str, float, float | None]]:
    found = phases([instant(kind, minute) for kind, minute in known])
    return [(one.code, minute_of(one.starts) or 0.0, minute_of(one.ends)) for one in found]


def minute_of(at: object) -> float | None:
    return None if at is None else (at - NOW) / timedelta(minutes=1)  # type: ignore[operator]


def test_the_four_phases() -> None:
    told = bands((ONSET, 0), (DETECTED, 11), (ACKNOWLEDGED, 14), (MITIGATED, 50), (RESOLVED, 70))
    assert told == [("unnoticed", 0, 11), ("detected", 11, 14), ("responding", 14, 50), ("recovering", 50, 70)]


def test_nobody_claims_that_it_went_unnoticed_when_detection_is_not_known() -> None:
    assert bands((ONSET, 0), (MITIGATED, 50)) == [("recovering", 50, None)]
    assert bands((ONSET, 0)) == []


def test_a_phase_lasts_to_the_next_known_instant() -> None:
    assert bands((DETECTED, 11), (RESOLVED, 70)) == [("detected", 11, 70)]
    assert bands((DETECTED, 11), (ACKNOWLEDGED, 14)) == [("detected", 11, 14), ("responding", 14, None)]


def test_responding_starts_at_detection_where_nobody_acknowledges() -> None:
    known = [instant(DETECTED, 11), instant(ACKNOWLEDGED, None, applies=False), instant(MITIGATED, 50)]
    assert [(one.code, minute_of(one.starts)) for one in phases(known)] == [("responding", 11), ("recovering", 50)]


def test_an_instant_in_wrong_order_bounds_no_phase() -> None:
    assert bands((ONSET, 12), (DETECTED, 10), (MITIGATED, 50), (RESOLVED, 70)) == [("recovering", 50, 70)]


def test_the_room_sees_no_end_before_it_came() -> None:
    known = [instant(ONSET, 0), instant(DETECTED, 11), instant(MITIGATED, 50), instant(RESOLVED, 70)]
    events = [event(1, 2), event(2, 11), event(3, 60)]
    shown = scene(events, known, "UTC", 1)
    assert [(one.code, one.ends) for one in shown.phases] == [("unnoticed", None)]
    assert (shown.onset, shown.now, shown.axis_from) == (NOW, NOW + timedelta(minutes=2), NOW)
    assert shown.axis_to == NOW + timedelta(minutes=15)
    assert scene(events, known, "UTC", 2).phases[0].ends == NOW + timedelta(minutes=11)
    assert scene(events, known, "UTC", 0).now is None
    assert scene(events, known, "UTC", 99).shown == tuple(events)
    assert scene(events, known, "UTC", -1).shown == ()


def test_the_axis_ends_on_a_quarter_of_the_wall_clock() -> None:
    shown = scene([event(1, 5)], [], "Asia/Kathmandu", 1)
    assert shown.axis_to == NOW + timedelta(minutes=15)


def test_only_arrows_between_shown_events() -> None:
    events = [event(1, 1), event(2, 2, follows_id=UUID(int=1)), event(3, 3, follows_id=UUID(int=2))]
    assert scene(events, [], "UTC", 2).arrows == ((UUID(int=1), UUID(int=2)),)


def test_the_telling_order() -> None:
    told = telling_order([event(4, 30), event(3, None), event(2, 40), event(1, 20)])
    assert [one.id.int for one in told] == [1, 4, 2, 3]


def test_a_bare_date_stands_at_its_days_start_in_the_zone() -> None:
    bare = event(2, None, on_day=date(2026, 9, 3), precision=Precision.DAY)
    evening = event(1, 60 * 9)
    assert [one.id.int for one in telling_order([evening, bare], "Asia/Tokyo")] == [2, 1]
    assert [one.id.int for one in telling_order([evening, bare], "UTC")] == [1, 2]


def test_durations_are_recorded_pending_not_applicable_or_invalid() -> None:
    known = [
        instant(ONSET, 10, approximate=True),
        instant(DETECTED, 9),
        instant(ACKNOWLEDGED, None),
        instant(InstantKind.DECLARED, None, applies=False),
        instant(MITIGATED, 10),
    ]
    found = durations(known)
    assert {name: (one.state, one.seconds) for name, one in found.items()} == {
        DurationName.TTD: (DurationState.INVALID, None),
        DurationName.TTA: (DurationState.PENDING, None),
        DurationName.DECLARE: (DurationState.NOT_APPLICABLE, None),
        DurationName.TTM: (DurationState.RECORDED, 0),
        DurationName.TTR: (DurationState.PENDING, None),
    }
    assert found[DurationName.TTM].approximate
    assert not found[DurationName.TTA].approximate
    assert [(first.kind, last.kind) for first, last in wrong_order(known)] == [(ONSET, DETECTED)]


def test_half_a_second_in_wrong_order_is_invalid_too() -> None:
    early = instant(DETECTED, 10)
    late = instant(ONSET, 10)
    late = type(late)(**{**vars(late), "at": early.at + timedelta(milliseconds=500)})  # type: ignore[operator]
    assert durations([late, early])[DurationName.TTD].state is DurationState.INVALID
