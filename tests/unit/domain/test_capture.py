"""Captured lines by example."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from rule_rows import DAY, person, team

from weeklypm.domain.capture_dates import read_date
from weeklypm.domain.outcomes import ActionType, Priority
from weeklypm.domain.promises import Capture, read_capture

HAYAMI, KEN, SENA, HANA, ANNA = (UUID(int=number) for number in range(1, 6))
PEOPLE = (
    person(1, name="速水"),
    person(2, name="佐藤 健", aliases=("ken",)),
    person(3, name="Mina Sena"),
    person(4, name="佐藤 花"),
    person(5, name="アン"),
)
TEAMS = (team(1, "Search"),)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("直接つなぐ @速水 9/16", Capture("直接つなぐ", owner_id=HAYAMI, due=date(2026, 9, 16))),
        ("鳴らす@速水さん!P1 #検知", Capture("鳴らす", HAYAMI, priority=Priority.P1, type=ActionType.DETECT)),
        ("見直す @佐藤健 来週水曜まで", Capture("見直す", KEN, due=date(2026, 9, 9))),
        ("x @佐藤 健 y", Capture("x y", KEN)),
        ("ask @Mina Sena by Fri", Capture("ask", SENA, due=date(2026, 9, 4))),
        ("ask @sena #REPAIR !p0", Capture("ask", SENA, priority=Priority.P0, type=ActionType.REPAIR)),
        ("tell @Ken, then wait", Capture("tell , then wait", KEN)),
        ("tell @Kenji", Capture("tell", owner_text="Kenji")),
        ("頼む @佐藤", Capture("頼む", owner_text="佐藤")),
        ("頼む @アンナ", Capture("頼む", owner_text="アンナ")),
        ("頼む @アンさん", Capture("頼む", ANNA)),
        ("fix @Search ^2026-10-01 soon", Capture("fix soon", team_id=UUID(int=9001), due=date(2026, 10, 1))),
        ("mail a@b.com !P7 #later ^junk", Capture("mail a@b.com !P7 #later ^junk")),
        ("release 1.2.3", Capture("release 1.2.3")),
        ("retry 5 times", Capture("retry 5 times")),
        ("it costs 13/45", Capture("it costs 13/45")),
        ("@nobody asks @ken", Capture("@nobody asks", KEN)),
    ],
)
def test_lines(line: str, expected: Capture) -> None:
    assert read_capture(line, PEOPLE, TEAMS, DAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9/2", date(2026, 9, 2)),
        ("9/1", date(2027, 9, 1)),
        ("2026/09/01", date(2026, 9, 1)),
        ("9月16日", date(2026, 9, 16)),
        ("2027年1月5日", date(2027, 1, 5)),
        ("2/29", date(2028, 2, 29)),
        ("16 Sep", date(2026, 9, 16)),
        ("September 16", date(2026, 9, 16)),
        ("Wed", date(2026, 9, 2)),
        ("tuesday", date(2026, 9, 8)),
        ("next Wed", date(2026, 9, 9)),
        ("来週の月曜日", date(2026, 9, 7)),
        ("今週金曜", date(2026, 9, 4)),
        ("金曜", date(2026, 9, 4)),
        ("明日", date(2026, 9, 3)),
        ("today", DAY),
        ("2/30", None),
        ("13/1", None),
        ("0/0", None),
        ("soon", None),
        ("junk 2", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert read_date(text, DAY) == expected
