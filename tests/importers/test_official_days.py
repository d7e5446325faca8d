"""A country's official list as it is published, as people save it, and as it must not be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.errors import Problem
from weeklypm.importers.official_days import LARGEST, read_official_days
from weeklypm.wording import say

HEADING = "国民の祝日・休日月日,国民の祝日・休日名称"
LIST = f"{HEADING}\r\n2026/1/1,元日\r\n2026/1/12,成人の日\r\n2026/5/6,休日\r\n"
DAYS = ((date(2026, 1, 1), "元日"), (date(2026, 1, 12), "成人の日"), (date(2026, 5, 6), "休日"))


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode("cp932"),
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.replace("\r\n", "\n").encode(),
        LIST.removeprefix(f"{HEADING}\r\n").encode("cp932"),
        LIST.replace(HEADING, "date,name").replace("/", "-").encode(),
        LIST.replace(",", "\t").encode(),
        b'date,name\n"2026-01-01","\xe5\x85\x83\xe6\x97\xa5"\n\n , \n2026-01-12,'
        + "成人の日\n2026/05/06,休日,x\n".encode(),
        "２０２６／１／１,元日\n2026年1月12日,成人の日\n2026.5.6, 休日\u200b \n".encode(),
        ("2026/5/6,休日\n2026/1/1,元日\n2026/1/12,成人の日\n2026/1/1,元日\n").encode(),
    ],
)
def test_a_list_is_read_in_every_form_it_comes_in(data: bytes) -> None:
    assert read_official_days(data, "syukujitsu.csv") == DAYS


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"", "list_empty", "is empty"),
        (b"\n \n,,\n", "list_empty", "is empty"),
        ("\ufeff\u200b\n".encode(), "list_empty", "is empty"),
        (HEADING.encode("cp932"), "list_none", "no list of holidays"),
        (b"# Search slow\n\nNo list at all.\n", "list_none", "no list of holidays"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "list_none", "no list of holidays"),
        (b"\xff\xfe\xfd\x80\x81", "list_none", "no list of holidays"),
        (b'2026/1/1,"open\nand never closed' + b"x" * 200_000, "list_none", "no list of holidays"),
        ("date,name\n2026/1/1,元日\n2026/2/30,x\n".encode(), "list_date", "line 3: “2026/2/30” is not a date"),
        ("2026/1/1,元日\n1/12/2026,成人の日\n".encode(), "list_date", "line 2"),
        ("2026/1/1,元日\nsome words,x\n".encode(), "list_date", "“some words”"),
        ("2026/1/1,元日\n0026/1/1,x\n".encode(), "list_date", "line 2"),
        (b"2026/1/1,\n", "list_name", "line 1"),
        (b"2026/1/1\n", "list_name", "line 1"),
        (b"2026/1/1," + b"x" * 121, "list_name", "120"),
        ("2026/1/1,元日\n2026/1/12,成人の日\n2026/1/1,大晦日\n".encode(), "list_twice", "line 3: 1 January 2026"),
        (b"2026/1/1,x\n" * (LARGEST // 11 + 1), "list_large", "too large"),
    ],
)
def test_what_is_no_such_list_is_refused_in_one_sentence(data: bytes, code: str, told: str) -> None:
    with pytest.raises(Problem) as refused:
        read_official_days(data, "days.csv")
    assert refused.value.code == f"calendar.problem.{code}"
    sentence = say("en", refused.value.message)
    assert told in sentence
    assert "days.csv" in sentence
    assert "\n" not in sentence
    assert "days.csv" in say("ja", refused.value.message)


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_whatever_the_bytes_a_list_is_read_or_refused(data: bytes) -> None:
    try:
        days = read_official_days(data, "x")
    except Problem as problem:
        days, refusal = (), say("en", problem.message)
    else:
        refusal = ""
    assert bool(days) != refusal.endswith(".")
    assert all(name.strip() for _, name in days)


@given(st.dictionaries(st.dates(date(1955, 1, 1), date(2100, 1, 1)), st.sampled_from("元休祝海山"), min_size=1))
def test_every_day_that_is_written_is_read(days: dict[date, str]) -> None:
    text = HEADING + "".join(f"\r\n{day.year}/{day.month}/{day.day},{name}" for day, name in days.items())
    assert dict(read_official_days(text.encode("cp932"), "x")) == days
