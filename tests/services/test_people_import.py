"""A list of people taken into the workspace: seen before, all of it or nothing, and twice as once."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people_desk import day, person, refused, team
from services_desk import Bench

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team
from weeklypm.domain.people_rules import PersonForm
from weeklypm.domain.values import Language
from weeklypm.services import meetings, people
from weeklypm.services.people_import import (
    PeopleFile,
    PeoplePreview,
    import_people,
    preview_people,
    read_people_csv,
    read_people_file,
)
from weeklypm.wording import say

TODAY = date(2026, 9, 2)


def listed(text: str) -> PeopleFile:
    return read_people_csv(text.encode(), "people.csv")


def preview(bench: Bench, text: str) -> PeoplePreview:
    return bench.read(lambda reader: preview_people(reader, listed(text)))


def take(bench: Bench, text: str) -> PeoplePreview:
    return bench.change(lambda unit: import_people(unit, listed(text)))


def everything(bench: Bench) -> list[object]:
    return [bench.read(lambda reader, kind=kind: reader.find(kind)) for kind in (Person, Team)]


def whys(found: PeoplePreview) -> list[tuple[int, str]]:
    return [(one.line, one.why.code.rpartition(".")[2]) for one in found.refused]


def test_a_preview_says_line_by_line_what_would_change_and_changes_nothing(bench: Bench) -> None:
    before = everything(bench)
    found = preview(bench, "name,team,share,phone\nMinase,Search,,1\nTorii,Web,50,2\nAmemiya,Data,,3\nSena,,101,4\n")
    assert everything(bench) == before
    assert [(one.line, one.person.name) for one in found.same] == [(2, "Minase")]
    assert [(one.line, one.before.name) for one in found.changed] == [(3, "Torii")]
    assert [(one.field, said(one.old), said(one.new)) for one in found.changed[0].changes] == [
        ("team", "Search", "Web"),
        ("share", "100%", "50%"),
    ]
    assert [(one.line, one.person.name, one.team.name if one.team else None) for one in found.new] == [
        (4, "Amemiya", "Data")
    ]
    assert [one.name for one in found.teams] == ["Data"]
    assert (whys(found), found.unknown, found.changes) == ([(5, "percent")], ("phone",), 2)


def said(words: object) -> str:
    return words if isinstance(words, str) else say(Language.EN, words)  # type: ignore[arg-type]


def test_a_list_is_taken_and_undone_in_one_step(bench: Bench) -> None:
    before = {one.name for one in bench.read(lambda reader: reader.find(Person))}
    text = (
        "name,team,joined,turns,share,zone,hours,days,also\nAmemiya,Data,2026-08-01,no,50,Europe/Berlin,22-6,Mon,aoi\n"
    )
    outcome = bench.workspace.change(lambda unit: import_people(unit, listed(text)))
    added = person(bench, "Amemiya")
    assert (added.team_id, added.joined_on, added.opted_in) == (team(bench, "Data").id, date(2026, 8, 1), False)
    assert (added.share_percent, added.zone, added.works_from, added.works_to) == (
        50,
        "Europe/Berlin",
        time(22),
        time(6),
    )
    assert (added.workdays, added.aliases, added.founder) == ((0,), ("aoi",), True)
    bench.workspace.undo(outcome.changes.operation_id)
    assert {one.name for one in bench.read(lambda reader: reader.find(Person))} == before


def test_taken_twice_it_changes_nothing(bench: Bench) -> None:
    text = "name,team,days,also\nAmemiya,Data,Mon-Wed,aoi\nTorii,web,,tori\n"
    assert take(bench, text).changes == 2
    kept = everything(bench)
    again = bench.workspace.change(lambda unit: import_people(unit, listed(text)))
    assert (again.value.changes, [one.line for one in again.value.same]) == (0, [2, 3])
    assert everything(bench) == kept


def test_nothing_is_taken_where_a_line_is_refused(bench: Bench) -> None:
    text = "name,zone\nAmemiya,\nKayano,Mars\nKuon,Tokyo\n"
    told = refused(bench, "import_refused", lambda unit: import_people(unit, listed(text)))
    assert (told.get("line"), told.get("n"), told.get("why").code) == (3, 2, "people.problem.zone")


def test_an_empty_cell_and_a_missing_column_change_nothing(bench: Bench) -> None:
    minase = person(bench, "Minase")
    form = PersonForm("Minase", minase.team_id, share_percent=50, zone="Asia/Tokyo", aliases=("mina",))
    kept = bench.change(lambda unit: people.edit_person(unit, minase.id, form))
    assert take(bench, "name,team,share,zone,also\nMinase,,,,\n").changes == 0
    assert take(bench, "name\nMinase\n").changes == 0
    assert person(bench, "Minase") == kept


def test_other_names_are_added_to_those_known_and_find_somebody(bench: Bench) -> None:
    take(bench, "name,also\nMinase,mina\n")
    take(bench, "name,also\nＭＩＮＡ,MINA;aoi\n")
    assert person(bench, "Minase").aliases == ("mina", "aoi")


REFUSED = {
    "twice": ("Amemiya\nAMEMIYA\n", [(2, "twice")]),
    "twice by another name": ("name,also\nMinase,mina\nmina,\n", [(3, "twice")]),
    "alias of another": ("name,also\nAmemiya,Torii\n", [(2, "alias_taken")]),
    "alias within the list": ("name,also\nAmemiya,aoi\nKayano,aoi\n", [(3, "alias_taken")]),
    "long name": ("x" * 81 + "\n", [(1, "name_long")]),
    "long team": ("Amemiya," + "x" * 81 + "\n", [(1, "name_long")]),
    "share": ("name,share\nAmemiya,0\nKayano,101\n", [(2, "percent"), (3, "percent")]),
    "zone": ("name,zone\nAmemiya,tokyo\n", [(2, "zone_near")]),
    "hours": ("name,hours\nAmemiya,9-9\n", [(2, "hours_same")]),
    "unreadable": ("name,hours\nAmemiya,late\n", [(2, "hours")]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_lines_are_refused_each_with_its_reason(bench: Bench, case: str) -> None:
    text, lines = REFUSED[case]
    assert whys(preview(bench, text)) == lines


def test_whoever_left_comes_back_by_hand(bench: Bench) -> None:
    minase = person(bench, "Minase")
    bench.change(lambda unit: people.leave(unit, minase.id, TODAY))
    bench.clock.forward(timedelta(days=1))
    assert whys(preview(bench, "Minase,Web\n")) == [(1, "same_name_left")]


def test_a_first_day_after_a_meeting_led_is_refused(bench: Bench) -> None:
    started = bench.change(lambda unit: meetings.start_meeting(unit, TODAY))
    closed = bench.change(lambda unit: meetings.close_meeting(unit, started.id))
    leader = next(one for one in bench.read(lambda r: r.find(Person)) if one.id == closed.facilitator_id)
    bench.clock.forward(timedelta(days=1))
    assert whys(preview(bench, f"name,joined\n{leader.name},2026-09-03\n")) == [(2, "led_before")]
    newcomer = take(bench, "name,joined\nAmemiya,2026-09-03\n").new[0].person
    assert (newcomer.founder, newcomer.joined_on) == (False, day(9, 3))


def test_an_ended_team_takes_nobody_in(bench: Bench) -> None:
    old = bench.change(lambda unit: people.add_team(unit, "Old"))
    bench.change(lambda unit: people.end_team(unit, old.id, day(9, 1)))
    assert whys(preview(bench, "Amemiya,old\n")) == [(1, "team_ended")]


def test_two_thousand_people_are_taken_at_once(bench: Bench) -> None:
    text = "name,team,zone\n" + "".join(f"Person {n},Team {n % 40},Europe/Berlin\n" for n in range(2_000))
    assert len(take(bench, text).new) == 2_000
    assert bench.read(lambda reader: (reader.count(Person), reader.count(Team))) == (2_006, 43)
    assert len(preview(bench, text).same) == 2_000


def test_a_file_is_read_from_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("\ufeff名前\r\n水瀬\r\n".encode())
    assert [line.name for line in read_people_file(path).lines] == ["水瀬"]
    for missing in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(Problem, match="file_unreadable"):
            read_people_file(missing)


def test_no_more_is_read_of_a_file_than_a_list_may_have() -> None:
    with pytest.raises(Problem, match=r"importers\.list\.too_large"):
        read_people_file(Path("/dev/zero"))


WORDS = "Minase ＭＩＮＡＳＥ Torii Aoi =1+1 50 no Mon-Fri 9-18 Asia/Tokyo tokyo 2026-09-01 Search mina;aoi"
CELLS = st.sampled_from(WORDS.split()) | st.sampled_from(["", "a oi", '"', "x" * 81, "\u202e"]) | st.text(max_size=6)
HEADINGS = st.lists(
    st.sampled_from(["name", "team", "turns", "joined", "share", "zone", "hours", "days", "also", "?"]), max_size=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADINGS, st.lists(st.lists(CELLS, max_size=6), max_size=5))
def test_any_list_is_previewed_and_what_is_taken_twice_is_taken_once(
    bench: Bench, headings: list[str], rows: list[list[str]]
) -> None:
    text = "\n".join(",".join(cells) for cells in (["name", *headings], *rows))
    try:
        file = listed(text)
    except Problem:
        return
    found = bench.read(lambda reader: preview_people(reader, file))
    assert sorted(one.line for one in (*found.new, *found.changed, *found.same, *found.refused)) == [
        line.number for line in file.lines
    ]
    if found.refused:
        with pytest.raises(Problem, match="import_refused"):
            bench.change(lambda unit: import_people(unit, file))
        return
    outcome = bench.workspace.change(lambda unit: import_people(unit, file))
    assert bench.read(lambda reader: preview_people(reader, file)).changes == 0
    bench.workspace.undo(outcome.changes.operation_id)
