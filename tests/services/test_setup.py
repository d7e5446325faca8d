"""Setting up: the form is checked, people are read from any of the forms that people paste."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services_desk import FORM, Bench

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team
from weeklypm.services.setup import (
    PastedPerson,
    add_people,
    check_series,
    create_workspace,
    read_people,
    series_of,
    update_series,
)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Minase, Search", [("Minase", "Search")]),
        ("Minase\tSearch", [("Minase", "Search")]),
        ("Minase (Search)", [("Minase", "Search")]),
        ("水瀬（検索）", [("水瀬", "検索")]),
        ("検索：水瀬、鳥居", [("水瀬", "検索"), ("鳥居", "検索")]),
        ("Search: Minase; Torii", [("Minase", "Search"), ("Torii", "Search")]),
        ("- Minase\n* Torii", [("Minase", ""), ("Torii", "")]),
        ("Minase, Torii, Sena", [("Minase", ""), ("Torii", ""), ("Sena", "")]),
        ("\n \u200b\n", []),
    ],
)
def test_people_are_read_as_they_are_pasted(text: str, people: list[tuple[str, str]]) -> None:
    assert [(person.name, person.team) for person in read_people(text).people] == people


def test_a_handle_becomes_an_alias() -> None:
    assert read_people("Minase Aoi @minase, Search").people == (PastedPerson("Minase Aoi", "Search", ("minase",)),)


def test_who_is_named_twice_is_told_and_left_out() -> None:
    found = read_people("Minase, Search\nＭＩＮＡＳＥ, Web")
    assert len(found.people) == 1
    assert [skipped.code for skipped in found.skipped] == ["services.people.twice"]
    assert found.skipped[0].get("line") == 2


def test_a_line_too_long_for_a_name_is_told() -> None:
    found = read_people("x" * 121)
    assert found.people == ()
    assert found.skipped[0].code == "services.people.too_long"


@given(st.text())
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for person in read_people(text).people:
        assert person.name.strip() == person.name != ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " \u3000\u200b"}, "services.problem.name_empty"),
        ({"name": "x" * 121}, "services.problem.name_long"),
        ({"zone": "Mars/Olympus"}, "services.problem.zone"),
        ({"zone": "../etc/passwd"}, "services.problem.zone"),
        ({"country": "QQ"}, "services.problem.country"),
        ({"minutes": 10}, "services.problem.minutes"),
        ({"weekday": 7}, "services.problem.weekday"),
    ],
)
def test_a_wrong_setting_is_named(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as caught:
        check_series(replace(FORM, **changes))  # type: ignore[arg-type]
    assert caught.value.code == code


def test_no_country_has_no_holidays() -> None:
    assert check_series(replace(FORM, country="")).country == ""


def test_the_first_people_are_founders_and_their_teams_are_made_once(bench: Bench) -> None:
    people = bench.read(lambda reader: reader.find(Person))
    assert len(people) == 6
    assert all(person.founder for person in people)
    assert sorted(team.name for team in bench.read(lambda reader: reader.find(Team))) == ["Platform", "Search", "Web"]


def test_pasting_the_same_people_again_adds_nobody(bench: Bench) -> None:
    added = bench.change(lambda unit: add_people(unit, read_people("minase, Search\nAmemiya, web").people))
    assert [person.name for person in added] == ["Amemiya"]
    assert bench.read(lambda reader: reader.count(Team)) == 3


def test_a_workspace_is_set_up_once(bench: Bench) -> None:
    with pytest.raises(Problem, match="exists"):
        bench.change(lambda unit: create_workspace(unit, FORM))


def test_settings_are_changed_and_undone(bench: Bench) -> None:
    outcome = bench.workspace.change(lambda unit: update_series(unit, replace(FORM, weekday=3, minutes=45)))
    assert (outcome.value.weekday, outcome.value.minutes) == (3, 45)
    bench.workspace.undo(outcome.changes.operation_id)
    assert bench.read(series_of).weekday == 2
