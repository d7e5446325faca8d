"""What holds for any incident in talk mode, and for its durations."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import DAY, event, instant

from weeklypm.domain.durations import SPANS, DurationState, durations, wrong_order
from weeklypm.domain.incident import Instant, InstantKind
from weeklypm.domain.talk import Phase, phases, scene
from weeklypm.domain.timeline import Precision, TimelineEvent

minutes = st.one_of(st.none(), st.integers(-30, 90))


@st.composite
def instants(draw: st.DrawFn) -> list[Instant]:
    chosen = draw(st.lists(st.sampled_from(list(InstantKind)), unique=True))
    return [instant(kind, draw(minutes), applies=draw(st.sampled_from([True, True, True, False]))) for kind in chosen]


@st.composite
def timelines(draw: st.DrawFn) -> list[TimelineEvent]:
    drawn = draw(st.lists(st.one_of(minutes, st.just("day")), max_size=8))
    made = []
    for number, minute in enumerate(drawn, start=1):
        if minute == "day":
            made.append(event(number, None, on_day=DAY, precision=Precision.DAY))
        else:
            follows = draw(st.sampled_from([None, *(one.id for one in made)]))
            made.append(event(number, minute, follows_id=follows))
    return made


zones = st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns", "Asia/Kathmandu"])


@given(timelines(), instants(), zones, st.randoms(use_true_random=False))
def test_each_step_shows_a_prefix_of_the_next_and_no_future(
    events: list[TimelineEvent], known: list[Instant], zone: str, chance: object
) -> None:
    mixed = list(events)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    for step in range(len(events)):
        now, after = scene(events, known, zone, step), scene(mixed, known, zone, step + 1)
        assert len(now.shown) == step
        assert after.shown[:step] == now.shown
        assert set(now.arrows) <= set(after.arrows)
        for band, later in zip(now.phases, after.phases, strict=False):
            assert (band.code, band.starts) == (later.code, later.starts)
            assert band.ends in (None, later.ends)
        if after.now is not None:
            assert all(band.starts <= after.now for band in after.phases)
            assert all(band.ends is None or band.ends <= after.now for band in after.phases)
            assert after.axis_to is not None
            assert timedelta(minutes=10) <= after.axis_to - after.now < timedelta(minutes=25)
            assert after.axis_from is not None
            assert after.axis_from <= after.now
        if now.now is not None:
            assert now.axis_from == after.axis_from


@given(instants())
def test_phases_claim_nothing_that_is_not_recorded(known: list[Instant]) -> None:
    at = {one.kind: one.at for one in known if one.applies and one.at is not None}
    bands = phases(known)
    assert all(band.starts in at.values() and (band.ends is None or band.ends in at.values()) for band in bands)
    for band in bands:
        if band.code == "unnoticed":
            assert band == Phase("unnoticed", at[InstantKind.ONSET], at[InstantKind.DETECTED])
    ends = [band.ends for band in bands]
    assert all(end is not None and end <= band.starts for end, band in zip(ends, bands[1:], strict=False)), (
        "bands do not overlap"
    )


@given(instants())
def test_a_duration_is_recorded_only_from_two_instants_in_order(known: list[Instant]) -> None:
    given_at = {one.kind: one for one in known}
    found = durations(known)
    for name, (since, until) in SPANS.items():
        ends = [given_at.get(kind) for kind in (since, until)]
        state = found[name].state
        if any(end is not None and not end.applies for end in ends):
            assert state is DurationState.NOT_APPLICABLE
        elif any(end is None or end.at is None for end in ends):
            assert state is DurationState.PENDING
        else:
            first, last = (end.at for end in ends if end is not None and end.at is not None)
            assert state is (DurationState.RECORDED if first <= last else DurationState.INVALID)
        assert (found[name].seconds is None) == (state is not DurationState.RECORDED)
    assert len(wrong_order(known)) == sum(one.state is DurationState.INVALID for one in found.values())
