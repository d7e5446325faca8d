"""Lists of people: columns in two languages and any order, odd files told, odd cells told with their line."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.importers.people_cells import read_days, read_hours, read_share, read_yes
from weeklypm.importers.people_csv import PeopleFile, PeopleLine, read_people_csv
from weeklypm.wording import say


def read(text: str) -> PeopleFile:
    return read_people_csv(text.encode(), "people.csv")


def people(text: str) -> list[tuple[int, str, str | None]]:
    return [(line.number, line.name, line.team) for line in read(text).lines]


def problem(data: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        read_people_csv(data, "people.csv")
    assert all(say(language, caught.value.message).strip() for language in Language)
    return caught.value


FULL = PeopleLine(
    2,
    "Minase",
    team="Search",
    turns=False,
    joined=date(2026, 4, 1),
    share=50,
    zone="Asia/Tokyo",
    hours=(time(22), time(6)),
    days=(0, 2),
    also=("mina", "aoi"),
)


@pytest.mark.parametrize(
    "text",
    [
        (
            "name,team,joined,turns,share,zone,hours,days,also\n"
            'Minase,Search,2026-04-01,no,50,Asia/Tokyo,22:00-6:00,"Mon, Wed",@mina;@aoi\n'
        ),
        (
            "別名,曜日,勤務時間,時間帯,割合,進行役,加入日,チーム,氏名\r\n"
            "mina、aoi,月・水,22時〜6時,Asia/Tokyo,５０％,いいえ,2026年4月1日,Search,Minase\r\n"
        ),
        (
            "\ufeffFull name;Group;Join Date;Takes_Turns;Weight;Time zone;Working hours;Workdays;Aliases\n"
            "Minase;Search;2026/4/1;FALSE;0.5;Asia/Tokyo;22-6;mon wed;mina/aoi\n"
        ),
        (
            "名前\tチーム\t加入日\t進行役\t割合\tタイムゾーン\t勤務時間\t曜日\tハンドル\n"
            "Minase\tSearch\t2026-04-01\t×\t50%\tAsia/Tokyo\t22:00~06:00\t月曜、水曜\t@mina, @aoi\n"
        ),
    ],
)
def test_columns_are_known_by_their_headings_in_any_order(text: str) -> None:
    assert read(text).lines == (FULL,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Minase,Search\nTorii\n", [(1, "Minase", "Search"), (2, "Torii", None)]),
        ("Minase;Search\n", [(1, "Minase", "Search")]),
        ("\n\n Minase , \u200bSearch\n,\n", [(3, "Minase", "Search")]),
        ('"Minase, Aoi","Search ""one"""\n', [(1, "Minase, Aoi", 'Search "one"')]),
        ("sep=;\nname;team\nMinase;Search\n", [(3, "Minase", "Search")]),
        ("=cmd|'/c calc'!A0,+1\n", [(1, "=cmd|'/c calc'!A0", "+1")]),
    ],
)
def test_without_a_heading_there_are_names_and_teams(text: str, found: list[tuple[int, str, str | None]]) -> None:
    assert people(text) == found


def test_headings_that_nobody_knows_are_named_and_left_out() -> None:
    found = read("name,birthday,name,team\nMinase,1990-01-01,X,Search\n")
    assert found.unknown == ("birthday", "name")
    assert found.lines == (PeopleLine(2, "Minase", team="Search"),)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Minase,x,,,,", "turns"),
        ("Minase,,2026-02-30,,,", "joined"),
        ("Minase,,,half,,", "share"),
        ("Minase,,,,9-25,", "hours"),
        ("Minase,,,,,Xday", "days"),
        (",yes,,,,", "no_name"),
        ("Minase,yes,,,,,Search", "cells"),
        ('Mi"nase,,,,,', "quote"),
        ("x" * 4001, "long"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_line(row: str, code: str) -> None:
    lines = read(f"name,turns,joined,share,hours,days\nTorii\n{row}\nSena\n").lines
    assert [line.number for line in lines] == [2, 3, 4]
    assert [line.wrong is None for line in lines] == [True, False, True]
    wrong = lines[1].wrong
    assert wrong is not None
    assert wrong.code == f"people.line.{code}"
    assert all(say(language, wrong).endswith((".", "。")) for language in Language)


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"", "importers.list.empty", {}),
        ("氏名,チーム\n水瀬,検索\n".encode("cp932"), "importers.problem.encoding", {"encoding": "Shift_JIS"}),
        ("name\nMinase\n".encode("utf-16"), "importers.problem.encoding", {"encoding": "UTF-16"}),
        (b"PK\x03\x04\x00\x00", "importers.list.binary", {}),
        (b"a" * (5 * 1024 * 1024 + 1), "importers.list.too_large", {}),
        (b"name,team\n", "people.problem.file_none", {}),
        (b"team,zone\nSearch,Asia/Tokyo\n", "people.problem.file_no_name", {"headings": ("team", "zone")}),
        (b"x\n" * 20_001, "people.problem.file_long", {"n": 20_000}),
    ],
)
def test_a_file_that_is_no_list_is_told(data: bytes, code: str, told: dict[str, object]) -> None:
    found = problem(data)
    assert found.code == code
    assert {name: found.message.get(name) for name in told} == told


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon-Fri", (0, 1, 2, 3, 4)),
        ("Sat-Mon", (0, 5, 6)),
        ("mon, wed & friday", (0, 2, 4)),
        ("Tuesday to Thursday", (1, 2, 3)),
        ("月～金", (0, 1, 2, 3, 4)),
        ("火曜から木曜まで", (1, 2, 3)),
        ("月水金", (0, 2, 4)),
        ("平日", (0, 1, 2, 3, 4)),
        ("Every day", (0, 1, 2, 3, 4, 5, 6)),
        ("", None),
        ("Mon-", None),
        ("Mondai", None),
        ("-Fri", None),
    ],
)
def test_days_of_the_week(text: str, days: tuple[int, ...] | None) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9-18", (time(9), time(18))),
        ("09:30 – 17:45", (time(9, 30), time(17, 45))),
        ("９：００～１８：００", (time(9), time(18))),
        ("9時30分から18時", (time(9, 30), time(18))),
        ("16:00-24:00", (time(16), time(0))),
        ("9:60-18:00", None),
        ("25-26", None),
        ("9am-6pm", None),
        ("9", None),
    ],
)
def test_working_hours(text: str, hours: tuple[time, time] | None) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("50", 50),
        (" 75 % ", 75),
        ("0.25", 25),
        (".5", 50),
        ("1.0", 100),
        ("100", 100),
        ("0", 0),
        ("-5", None),
        ("½", None),
    ],
)
def test_shares(text: str, share: int | None) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize(
    ("text", "yes"), [("YES", True), ("○", True), ("はい", True), ("0", False), ("しない", False), ("x", None)]
)
def test_yes_and_no(text: str, yes: bool | None) -> None:
    assert read_yes(text) is yes


@given(st.text() | st.text(alphabet='name,team\t;"\n\r氏名月-金9:0%@=\ufeff\u200b'))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    try:
        found = read(text)
    except Problem:
        return
    numbers = [line.number for line in found.lines]
    assert numbers == sorted(set(numbers))
    assert all(line.name == line.name.strip() for line in found.lines)
    assert all(line.name or line.wrong for line in found.lines)


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_to_read(data: bytes) -> None:
    code = ""
    try:
        assert read_people_csv(data, "x").lines
    except Problem as caught:
        code = caught.code
        assert not code or code.startswith(("people.problem.file_", "importers."))


@given(st.text(max_size=30))
def test_no_cell_is_too_odd_to_read(text: str) -> None:
    for reading in (read_days, read_hours, read_share, read_yes):
        reading(text)
