"""Who led past meetings, read from lines of date and name as people keep them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.importers.past_facilitators import PastLine, read_past_day, read_past_facilitators
from weeklypm.wording import say

SIXTH = date(2026, 5, 6)
ONE = (PastLine(2, SIXTH, "佐藤 はな"),)


def read(text: str, encoding: str = "utf-8") -> tuple[PastLine, ...]:
    """Read a text as the bytes of a file."""
    return read_past_facilitators(text.encode(encoding), "past.csv")


def refused(data: bytes) -> str:
    """Return the code with which a file is refused, which has words in both languages."""
    with pytest.raises(Problem) as caught:
        read_past_facilitators(data, "past.csv")
    assert all(say(language, caught.value.message) for language in Language)
    return caught.value.code


@pytest.mark.parametrize("heading", ["date,name", "Date,Facilitator", "日付,名前", "開催日,進行役", "when,whom", ""])
@pytest.mark.parametrize(
    "written", ["2026-05-06", "2026/5/6", "2026/05/06", "2026.5.6", "2026年5月6日", "２０２６/５/６"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_dates_headings_and_the_mark_of_utf_8(heading: str, written: str, encoding: str) -> None:
    assert read(f"{heading}\n{written},佐藤 はな\n", encoding) == ONE


@pytest.mark.parametrize("delimiter", [",", ";", "\t", ", "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_commas_semicolons_tabs_and_ends_of_lines(delimiter: str, end: str) -> None:
    text = end.join(["date" + delimiter + "name", "2026-05-06" + delimiter + "佐藤 はな", ""])
    assert read(text) == ONE


@pytest.mark.parametrize("written", ["2026-05-06 (Wed)", "2026/5/6（水）", "2026/5/6 0:00", "2026-05-06T00:00:00"])
def test_a_weekday_or_a_midnight_behind_the_date_is_let_go(written: str) -> None:
    assert read_past_day(written) == SIXTH


@pytest.mark.parametrize(
    "written",
    [
        "5/6/2026",
        "06.05.2026",
        "2026-13-06",
        "2026-02-30",
        "26-05-06",
        "2026-5/6",
        "2026-05-06 16:00",
        "1026-05-06",
        "9999/1/1",
    ],
)
def test_what_is_no_date_or_may_be_two_is_not_guessed(written: str) -> None:
    assert read_past_day(written) is None


def test_columns_are_found_by_their_headings() -> None:
    assert read("No,Facilitator,Topic,Date\n7,佐藤 はな,Search,2026-05-06\n") == ONE
    assert read("進行役,開いた日\n佐藤 はな,2026/5/6\n") == ONE


def test_without_headings_the_name_may_come_first() -> None:
    assert read("Sato,2026-05-06\nIto,2026-05-13\n") == (
        PastLine(1, SIXTH, "Sato"),
        PastLine(2, date(2026, 5, 13), "Ito"),
    )


def test_line_numbers_are_those_of_the_file_and_blank_lines_are_nothing() -> None:
    lines = read("\n\ndate,name\n\n2026-05-06,Sato\n,\n2026-05-13,Ito\n")
    assert [(line.number, line.name) for line in lines] == [(5, "Sato"), (7, "Ito")]


def test_lines_that_cannot_be_taken_say_why_and_the_others_are_read() -> None:
    long = "x" * 81
    lines = read(f"2026-05-06,Sato\n6 May,Ito\n,Mori\n2026-05-20\n2026-05-27,{long}\n2026-06-03;Kato,Mori\n")
    assert [line.wrong.code if line.wrong else None for line in lines] == [
        None,
        "pastturns.line.date",
        "pastturns.line.no_date",
        "pastturns.line.no_name",
        "pastturns.line.name_long",
        "pastturns.line.date",
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6]
    assert all(say(language, line.wrong) for line in lines if line.wrong for language in Language)


def test_a_first_line_with_a_broken_date_is_no_heading() -> None:
    assert [line.number for line in read("2026-13-01,Sato\n2026-05-06,Ito\n")] == [1, 2]


def test_quoted_names_keep_their_commas_and_an_open_quote_takes_its_own_line_alone() -> None:
    lines = read('2026-05-06,"Sato, Hana"\n2026-05-13,"Ito\n2026-05-20,Mori\n')
    assert [line.name for line in lines] == ["Sato, Hana", "Ito", "Mori"]


def test_signs_that_cannot_be_seen_are_no_part_of_a_name() -> None:
    assert read("2026-05-06,\u200bSa\u202eto \n")[0].name == "Sato"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "importers.list.empty"),
        (b"  \n\n", "importers.list.empty"),
        ("2026-05-06,佐藤\n".encode("cp932"), "importers.problem.encoding"),
        ("2026-05-06,佐藤\n".encode("euc_jp"), "importers.problem.encoding"),
        ("2026-05-06,佐藤\n".encode("utf-16"), "importers.problem.encoding"),
        (b"PK\x03\x04\x00\x00", "importers.list.binary"),
        (b"x" * (5 * 1024 * 1024 + 1), "importers.list.too_large"),
        (b"date,name\n", "pastturns.problem.none"),
        (b"Dear all,\nSato leads next.\n", "pastturns.problem.none"),
        (b"2026-05-06,Sato\n" * 10_001, "pastturns.problem.long"),
    ],
)
def test_files_that_are_none_are_refused_in_one_sentence(data: bytes, code: str) -> None:
    assert refused(data) == code


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_whatever_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    try:
        lines = read_past_facilitators(data, "past.csv")
    except Problem:
        return
    assert lines
    assert all(line.wrong or (line.day and line.name) for line in lines)


@given(
    st.lists(
        st.tuples(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["Sato", "伊藤", "O'Neil, Ann"]))
    )
)
def test_what_is_written_comes_back(turns: list[tuple[date, str]]) -> None:
    text = "date,name\n" + "".join(f'{day.year}/{day.month}/{day.day},"{name}"\n' for day, name in turns)
    if turns:
        assert [(line.day, line.name) for line in read(text)] == turns
