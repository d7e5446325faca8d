"""Read what people write into the cells of a list of people: yes and no, shares, hours and days of the week."""

from __future__ import annotations

import re
import unicodedata
from datetime import time
from fractions import Fraction
from typing import Final

YES: Final = frozenset(
    {"yes", "y", "true", "1", "on", "in", "○", "〇", "◯", "はい", "する", "参加", "担当", "あり", "有"}
)
NO: Final = frozenset(
    {"no", "n", "false", "0", "off", "out", "×", "✕", "✗", "いいえ", "しない", "不参加", "なし", "無"}
)
NAMED_DAYS: Final = {
    "weekdays": (0, 1, 2, 3, 4),
    "平日": (0, 1, 2, 3, 4),
    "every day": tuple(range(7)),
    "daily": tuple(range(7)),
    "毎日": tuple(range(7)),
    "weekend": (5, 6),
    "土日": (5, 6),
}
WEEKDAYS: Final = (
    ("monday", "mon", "月曜日", "月曜", "月"),
    ("tuesday", "tues", "tue", "火曜日", "火曜", "火"),
    ("wednesday", "wed", "水曜日", "水曜", "水"),
    ("thursday", "thurs", "thur", "thu", "木曜日", "木曜", "木"),
    ("friday", "fri", "金曜日", "金曜", "金"),
    ("saturday", "sat", "土曜日", "土曜", "土"),
    ("sunday", "sun", "日曜日", "日曜", "日"),
)
_DAY_OF: Final = {name: day for day, names in enumerate(WEEKDAYS) for name in names}
# NFKC makes a plain "~" of the full-width tilde, and leaves the wave dash as it is.
_TO: Final = r"\s*(?:[-\u2010-\u2015\u2212~\u301c]|to|から)\s*"
_NAME: Final = "|".join(sorted(_DAY_OF, key=len, reverse=True))
_DAYS: Final = re.compile(rf"({_NAME})(?:{_TO}({_NAME}))?(?:まで)?[\s,.;/・、。と&+]*", re.ASCII)
_TIME: Final = r"(\d{1,2})(?:[:.時h](?:(\d{2})分?)?)?"
_HOURS: Final = re.compile(rf"{_TIME}{_TO}{_TIME}", re.ASCII)
_PERCENT: Final = re.compile(r"(\d{1,3})\s*%?", re.ASCII)
_PART: Final = re.compile(r"([01]?\.\d{1,2})", re.ASCII)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def read_yes(text: str) -> bool | None:
    """Return whether a cell says yes, or None where it says neither yes nor no."""
    plain = _plain(text)
    return True if plain in YES else False if plain in NO else None


def read_share(text: str) -> int | None:
    """Return a share in percent, written ``50``, ``50%`` or ``0.5``, or None; whether it fits is not judged here."""
    plain = _plain(text)
    if found := _PERCENT.fullmatch(plain):
        return int(found[1])
    if found := _PART.fullmatch(plain):
        percent = Fraction(found[1]) * 100
        return int(percent) if percent.denominator == 1 else None
    return None


def read_hours(text: str) -> tuple[time, time] | None:
    """Return wall-clock times written ``9:00-18:00``, ``9-18`` or ``9時〜18時``, or None; 24:00 is midnight."""
    found = _HOURS.fullmatch(_plain(text))
    if found is None:
        return None
    start, end = _time(found[1], found[2]), _time(found[3], found[4])
    return (start, end) if start is not None and end is not None else None


def _time(hour: str, minute: str | None) -> time | None:
    hours, minutes = int(hour), int(minute or 0)
    if (hours, minutes) == (24, 0):
        return time(0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def read_days(text: str) -> tuple[int, ...] | None:
    """Return days of the week, 0 for Monday, written ``Mon-Fri``, ``Mon, Wed`` or ``月・水・金``, or None."""
    plain = _plain(text).rstrip(".")
    if plain in NAMED_DAYS:
        return NAMED_DAYS[plain]
    found: set[int] = set()
    place = 0
    while place < len(plain):
        match = _DAYS.match(plain, place)
        if match is None:
            return None
        first = _DAY_OF[match[1]]
        last = _DAY_OF[match[2]] if match[2] else first
        found |= {(first + step) % 7 for step in range((last - first) % 7 + 1)}
        place = match.end()
    return tuple(sorted(found)) or None
