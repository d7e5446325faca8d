"""People and teams as they come, change, go and come back: what is stored, and what is refused with the slip named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from people_desk import day, person, refused, team
from services_desk import Bench

from weeklypm.domain.meeting import Meeting
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.people_rules import PersonForm, form_of, near_zone, tidy
from weeklypm.services import meetings, people
from weeklypm.services.dates import series_of

TODAY = date(2026, 9, 2)


def add(bench: Bench, **fields: object) -> Person:
    form = replace(PersonForm("Amemiya"), **fields)  # type: ignore[arg-type]
    return bench.change(lambda unit: people.add_person(unit, form))


def test_a_name_is_all_that_somebody_needs(bench: Bench) -> None:
    added = add(bench)
    assert (added.name, added.team_id, added.joined_on, added.opted_in) == ("Amemiya", None, TODAY, True)
    assert (added.share_percent, added.zone, added.works_from, added.workdays) == (100, "", None, (0, 1, 2, 3, 4))
    assert added.founder
    assert person(bench, "Amemiya") == added


def test_all_that_is_told_is_kept(bench: Bench) -> None:
    search = team(bench, "Search")
    added = add(
        bench,
        name=" Amemiya\u3000Aoi\u200b ",
        team_id=search.id,
        opted_in=False,
        joined_on=date(2026, 8, 1),
        share_percent=50,
        zone="Europe/Berlin",
        works_from=time(22),
        works_to=time(6),
        workdays=(2, 0, 2),
        aliases=("@aoi", "Ａｏｉ", " "),
        rather_not_present=True,
    )
    assert (added.name, added.team_id, added.opted_in, added.joined_on) == (
        "Amemiya Aoi",
        search.id,
        False,
        date(2026, 8, 1),
    )
    assert (added.share_percent, added.zone, added.works_from, added.works_to) == (
        50,
        "Europe/Berlin",
        time(22),
        time(6),
    )
    assert (added.workdays, added.aliases, added.rather_not_present) == ((0, 2), ("aoi",), True)


def test_whoever_joins_after_the_first_meeting_is_no_founder(bench: Bench) -> None:
    hold(bench)
    assert not add(bench).founder


WRONG = {
    "nothing": ({"name": "\u3000\u200b\u202e"}, "no_name"),
    "fillers": ({"name": "\u3164\u2800"}, "no_name"),
    "long": ({"name": "x" * 81}, "name_long"),
    "taken": ({"name": "ＭＩＮＡＳＥ"}, "same_name_team"),
    "share nought": ({"share_percent": 0}, "percent"),
    "share more": ({"share_percent": 101}, "percent"),
    "zone": ({"zone": "JST9"}, "zone"),
    "zone near": ({"zone": "asia/tokyo"}, "zone_near"),
    "path": ({"zone": "../etc/passwd"}, "zone"),
    "half hours": ({"works_from": time(9)}, "hours_half"),
    "no hours": ({"works_from": time(9), "works_to": time(9)}, "hours_same"),
    "no days": ({"workdays": ()}, "days"),
    "eighth day": ({"workdays": (7,)}, "days"),
    "year": ({"joined_on": date(1026, 9, 2)}, "year"),
    "alias": ({"aliases": ("minase",)}, "alias_taken"),
    "long alias": ({"aliases": ("x" * 81,)}, "name_long"),
    "many": ({"aliases": tuple(f"n{n}" for n in range(13))}, "aliases"),
    "no team": ({"team_id": uuid4()}, "unknown_team"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_slip_is_named_and_nobody_is_added(bench: Bench, case: str) -> None:
    changes, code = WRONG[case]
    refused(bench, code, lambda unit: people.add_person(unit, replace(PersonForm("Amemiya"), **changes)))  # type: ignore[arg-type]
    assert bench.read(lambda reader: reader.count(Person)) == 6


def test_the_longest_name_and_the_least_share_are_taken(bench: Bench) -> None:
    assert add(bench, name="x" * 80, share_percent=1).share_percent == 1
    assert add(bench, name="Full", share_percent=100).share_percent == 100


def test_who_has_a_name_is_told(bench: Bench) -> None:
    problem = refused(bench, "same_name_team", lambda unit: people.add_person(unit, PersonForm("mi nase")))
    assert (problem.get("name"), problem.get("team")) == ("Minase", "Search")
    add(bench, aliases=("aoi",))
    problem = refused(bench, "name_is_alias", lambda unit: people.add_person(unit, PersonForm("Aoi")))
    assert problem.get("other") == "Amemiya"


def test_a_name_of_somebody_gone_is_free_in_another_team(bench: Bench) -> None:
    minase = person(bench, "Minase")
    bench.change(lambda unit: people.leave(unit, minase.id, TODAY))
    bench.clock.forward(timedelta(days=1))
    same_team = PersonForm("Minase", minase.team_id)
    problem = refused(bench, "same_name_left", lambda unit: people.add_person(unit, same_team))
    assert problem.get("day") == TODAY
    assert add(bench, name="Minase", team_id=team(bench, "Web").id).name == "Minase"
    refused(bench, "same_name_team", lambda unit: people.come_back(unit, minase.id, TODAY))


def test_somebody_is_changed_and_the_change_undone(bench: Bench) -> None:
    minase = person(bench, "Minase")
    form = replace(form_of(minase), name="Minase Aoi", share_percent=50, aliases=("minase",))
    outcome = bench.workspace.change(lambda unit: people.edit_person(unit, minase.id, form))
    assert (outcome.value.name, outcome.value.share_percent, outcome.value.founder) == ("Minase Aoi", 50, True)
    bench.workspace.undo(outcome.changes.operation_id)
    assert person(bench, "Minase").share_percent == 100


def test_one_s_own_names_are_no_clash(bench: Bench) -> None:
    minase = person(bench, "Minase")
    form = replace(form_of(minase), aliases=("Minase", "minase", "mina", "MINA"))
    assert bench.change(lambda unit: people.edit_person(unit, minase.id, form)).aliases == ("minase", "mina")
    assert bench.change(lambda unit: people.edit_person(unit, minase.id, replace(form, name="mina"))).name == "mina"


def test_the_first_day_is_not_after_a_meeting_led(bench: Bench) -> None:
    led = hold(bench)
    leader = bench.read(lambda reader: reader.get(Person, led.facilitator_id))  # type: ignore[arg-type]
    later = replace(form_of(leader), joined_on=led.held_on + timedelta(days=1))
    problem = refused(bench, "led_before", lambda unit: people.edit_person(unit, leader.id, later))
    assert problem.get("day") == led.held_on
    same = replace(form_of(leader), joined_on=led.held_on)
    assert bench.change(lambda unit: people.edit_person(unit, leader.id, same)).joined_on == led.held_on


def test_turns_are_joined_and_left_at_any_time(bench: Bench) -> None:
    minase = person(bench, "Minase")
    assert not bench.change(lambda unit: people.set_opted_in(unit, minase.id, opted_in=False)).opted_in
    assert bench.change(lambda unit: people.set_opted_in(unit, minase.id, opted_in=True)).opted_in
    assert bench.change(lambda unit: people.set_rather_not_present(unit, minase.id, rather_not=True)).rather_not_present


def test_leaving_keeps_the_past_and_knows_its_bounds(bench: Bench) -> None:
    led = hold(bench)
    leader = bench.read(lambda reader: reader.get(Person, led.facilitator_id))  # type: ignore[arg-type]
    before = led.held_on - timedelta(days=1)
    refused(bench, "left_before_joined", lambda unit: people.leave(unit, leader.id, before))
    other = next(p for p in bench.read(lambda r: r.find(Person)) if p.id != leader.id)
    early = bench.change(
        lambda u: people.edit_person(u, leader.id, replace(form_of(leader), joined_on=date(2026, 1, 5)))
    )
    problem = refused(bench, "led_after", lambda unit: people.leave(unit, early.id, before))
    assert problem.get("day") == led.held_on
    assert bench.change(lambda unit: people.leave(unit, leader.id, led.held_on)).left_on == led.held_on
    assert bench.change(lambda unit: people.leave(unit, other.id, TODAY)).left_on == TODAY
    assert bench.read(lambda reader: reader.get(Meeting, led.id)).facilitator_id == leader.id


def test_a_first_day_after_the_last_is_refused(bench: Bench) -> None:
    minase = person(bench, "Minase")
    bench.change(lambda unit: people.leave(unit, minase.id, TODAY))
    late = replace(form_of(minase), joined_on=TODAY + timedelta(days=1))
    refused(bench, "left_before_joined", lambda unit: people.edit_person(unit, minase.id, late))


def test_whoever_comes_back_was_away_between(bench: Bench) -> None:
    minase = person(bench, "Minase")
    refused(bench, "not_left", lambda unit: people.come_back(unit, minase.id, TODAY))
    bench.change(lambda unit: people.leave(unit, minase.id, TODAY))
    back = bench.change(lambda unit: people.come_back(unit, minase.id, day(9, 20)))
    assert (back.left_on, back.team_id) == (None, minase.team_id)
    spans = [(one.starts_on, one.ends_on) for one in bench.read(lambda r: r.find(Absence, person_id=minase.id))]
    assert spans == [(day(9, 3), day(9, 19))]


def test_days_away_that_are_known_are_not_kept_twice(bench: Bench) -> None:
    minase = person(bench, "Minase")
    for span in ((day(9, 2), day(9, 4)), (day(9, 8), day(9, 9)), (day(9, 18), day(9, 30))):
        bench.change(lambda unit, span=span: people.add_absence(unit, minase.id, *span))
    bench.change(lambda unit: people.leave(unit, minase.id, TODAY))
    bench.change(lambda unit: people.come_back(unit, minase.id, day(9, 21)))
    found = sorted((one.starts_on, one.ends_on) for one in bench.read(lambda r: r.find(Absence, person_id=minase.id)))
    assert found == [
        (day(9, 2), day(9, 4)),
        (day(9, 5), day(9, 7)),
        (day(9, 8), day(9, 9)),
        (day(9, 10), day(9, 17)),
        (day(9, 18), day(9, 30)),
    ]


def test_leaving_by_mistake_is_taken_back_the_same_day(bench: Bench) -> None:
    minase = person(bench, "Minase")
    bench.change(lambda unit: people.leave(unit, minase.id, TODAY))
    bench.change(lambda unit: people.back(unit, minase.id, TODAY))
    assert person(bench, "Minase").left_on is None
    assert bench.read(lambda reader: reader.count(Absence)) == 0


def test_nobody_is_known_by_an_identity_that_is_not_there(bench: Bench) -> None:
    refused(bench, "unknown_person", lambda unit: people.leave(unit, uuid4(), TODAY))
    refused(bench, "unknown_person", lambda unit: people.add_absence(unit, uuid4(), TODAY, TODAY))
    refused(bench, "unknown_team", lambda unit: people.end_team(unit, uuid4(), TODAY))
    refused(bench, "unknown_absence", lambda unit: people.remove_absence(unit, uuid4()))


def test_somebody_is_found_by_any_of_their_names(bench: Bench) -> None:
    add(bench, aliases=("aoi",))
    assert bench.read(lambda reader: people.person_named(reader, "ＡＯＩ")).name == "Amemiya"
    problem = refused(bench, "no_person_named", lambda unit: people.person_named(unit, "Nobody"))
    assert "Minase" in problem.get("known")


def test_turns_are_shared_by_team_or_by_person(bench: Bench) -> None:
    assert bench.change(lambda unit: people.set_equal_by_team(unit, True)).equal_by_team
    assert bench.read(series_of).equal_by_team


def test_teams_are_added_and_renamed_but_never_twice(bench: Bench) -> None:
    support = bench.change(lambda unit: people.add_team(unit, " Support\u200b "))
    assert support.name == "Support"
    refused(bench, "same_team", lambda unit: people.add_team(unit, "ＳＵＰＰＯＲＴ"))
    refused(bench, "same_team", lambda unit: people.rename_team(unit, support.id, "web"))
    refused(bench, "no_name", lambda unit: people.rename_team(unit, support.id, " "))
    refused(bench, "name_long", lambda unit: people.add_team(unit, "x" * 81))
    assert bench.change(lambda unit: people.rename_team(unit, support.id, "SUPPORT")).name == "SUPPORT"


def test_a_team_ends_when_nobody_is_in_it(bench: Bench) -> None:
    web = team(bench, "Web")
    problem = refused(bench, "team_not_empty", lambda unit: people.end_team(unit, web.id, TODAY))
    assert problem.get("names") == ("Kasuga", "Sena")
    for one in (person(bench, "Kasuga"), sena := person(bench, "Sena")):
        bench.change(lambda unit, one=one: people.leave(unit, one.id, TODAY))
    refused(bench, "team_not_empty", lambda unit: people.end_team(unit, web.id, TODAY - timedelta(days=1)))
    assert bench.change(lambda unit: people.end_team(unit, web.id, TODAY)).ended_on == TODAY
    bench.clock.forward(timedelta(days=1))
    refused(bench, "team_ended", lambda unit: people.add_person(unit, PersonForm("Amemiya", web.id)))
    refused(bench, "same_team_ended", lambda unit: people.add_team(unit, "Web"))
    assert bench.change(lambda unit: people.back(unit, sena.id, day(9, 3))).team_id is None
    assert bench.change(lambda unit: people.bring_team_back(unit, web.id)).ended_on is None
    refused(bench, "team_not_ended", lambda unit: people.bring_team_back(unit, web.id))
    assert bench.read(lambda reader: reader.count(Team)) == 3


@pytest.mark.parametrize(
    ("text", "near"),
    [("Tokyo", "Asia/Tokyo"), ("europe/berlin", "Europe/Berlin"), ("Asia/Tokio", "Asia/Tokyo"), ("x" * 99, None)],
)
def test_the_zone_meant_is_told(text: str, near: str | None) -> None:
    assert near_zone(text) == near


def test_signs_that_cannot_be_seen_are_dropped() -> None:
    assert tidy("\u202eA\u3000\u00a0b\u200b\ud800\u3164 c\n") == "A b c"


def hold(bench: Bench) -> Meeting:
    """Hold the meeting of the day and return it."""
    started = bench.change(lambda unit: meetings.start_meeting(unit, TODAY))
    return bench.change(lambda unit: meetings.close_meeting(unit, started.id))
