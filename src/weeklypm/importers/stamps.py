"""Read the date and time that an entry begins with: ``2026-11-20 09:12 JST``, ``Jan 14, 5:33 PM - 6 PM``, 午前9時頃."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from weeklypm.importers.patterns import (
    APPROXIMATE,
    DATES,
    DAYS_AWAY,
    ERAS,
    LEAD,
    MINUTES_ONLY,
    MONTHS,
    PLACEHOLDER,
    RANGE,
    TIMES,
    WEEKDAY,
    WEEKDAYS,
)
from weeklypm.importers.zones import BESIDE, ZoneMark, beside


@dataclass(frozen=True)
class DayMark:
    """Hold a date as written: parts may be missing. ``order`` is month and day, or day and month, until it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    order: tuple[int, int] | None = None
    slip: str = ""
    away: int | None = None


@dataclass(frozen=True)
class TimeMark:
    """Hold a time as written; ``minute`` None where it is unknown. ``hour`` may reach 47: 25:10 is ten past one."""

    hour: int
    minute: int | None = 0
    second: int | None = None
    half: str = ""
    odd: str = ""


@dataclass(frozen=True)
class Stamp:
    """Hold the marks that an entry begins with, and where its words start."""

    day: DayMark | None = None
    time: TimeMark | None = None
    weekday: int | None = None
    zone: ZoneMark | None = None
    end_day: DayMark | None = None
    end: TimeMark | None = None
    open_end: bool = False
    approximate: bool = False
    written: str = ""
    length: int = 0
    names: tuple[str, ...] = field(default=())


_SKIP: Final = re.compile(r"[\s,、'\"*_`]+(?:(?:at|@)\s?(?=[0-9]))?")
_ISO: Final = re.compile(r"[0-9]t[0-9]")
_LETTERED: Final = frozenset("jfmasondtw")
_CLOSE: Final = re.compile(r"[\])】]*\s*")
_SEPARATOR: Final = re.compile(
    r"[\])】*_`]*\s*(?:(?:[:|–—―・…]|->|=>|→|-{1,3}(?=\s|[^\d\s]))\s*|[,、.](?!\w{1,3}\.)\s*)*"
)
_PARTICLE: Final = re.compile(r"(?:には|に|より)(?=[、,]|[^\sはも])[、,]?\s*")
_QUICK: Final = re.compile(
    r"[\s\W_]*(?:[0-9]|午|正午|約|およそ|おおよそ|だいたい|概ね|令和|平成|翌|同日|当日|前日|at |on |"
    r"by |from |since |time:|date:|when:|about|approx|around|ca\.|circa|roughly|am|pm|noon|midnight|"
    r"the |next|following|same|[月火水木金土日]曜|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec)"
)


def is_placeholder(folded: str) -> bool:
    """Tell whether a left-over template prompt stands where a date or time should."""
    return PLACEHOLDER.search(folded[:60]) is not None


def read_stamp(folded: str, source: str = "") -> Stamp | None:
    """Return the stamp at the start of folded text, None where it begins with neither a date nor a time.

    ``source`` is the text before folding, for quoting what was written.
    """
    if not _QUICK.match(folded):
        return None
    reader = _Reader(folded[:160], source)
    stamp = reader.read()
    return stamp if stamp.day is not None or stamp.time is not None else None


class _Reader:
    """Consume marks from left to right until something else follows."""

    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.source = source or text
        self.at = 0
        self.stamp = Stamp()

    def read(self) -> Stamp:
        lead = re.match(r"[\s\[(【*_`\-–]*", self.text)
        self.at = lead.end() if lead else 0
        found = LEAD.match(self.text, self.at)
        self.at = found.end() if found else self.at
        last = self.at
        while self._step():
            last = self.at
            self._skip()
        self.at = last
        self._part()
        return replace(self.stamp, written=self.source[:last].strip(), length=self.at)

    def _skip(self) -> None:
        found = _SKIP.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _step(self) -> bool:
        return self._day() or self._time() or self._zone() or self._weekday() or self._about()

    def _part(self) -> None:
        found = _SEPARATOR.match(self.text, self.at)
        self.at = found.end() if found else self.at
        if "japanese" in self.stamp.names:
            particle = _PARTICLE.match(self.text, self.at)
            self.at = particle.end() if particle else self.at

    def _day(self) -> bool:
        if self.stamp.day is not None:
            return False
        found = day_at(self.text, self.at)
        if found is None:
            return False
        name, day, end = found
        self.stamp = replace(self.stamp, day=day, names=(*self.stamp.names, name))
        self.at = end
        self._range_of_days()
        return True

    def _range_of_days(self) -> None:
        found = RANGE.match(self.text, self.at)
        other = day_at(self.text, found.end()) if found else None
        if other is not None and other[0] not in ("short", "short_dashed", "relative"):
            self.at = other[2]

    def _time(self) -> bool:
        if self.stamp.time is not None:
            return False
        found = time_at(self.text, self.at)
        if found is None:
            return False
        name, time, self.at = found
        self.stamp = replace(self.stamp, time=time, names=(*self.stamp.names, name))
        self._zone()
        self._about()
        self._until()
        return True

    def _until(self) -> None:
        """Read the end of a range; a bare tilde after a time says about, a wave dash from then on."""
        found = RANGE.match(self.text, self.at)
        if found is None:
            return
        start = found.end()
        sign = found[0].strip()
        day = day_at(self.text, start)
        after = _SKIP.match(self.text, day[2]) if day else None
        time = time_at(self.text, after.end() if after else day[2] if day else start)
        if time is not None:
            self._end(day[1] if day else None, time[1], time[2])
        elif not self._end_minutes(start) and sign == "〜":
            self.stamp = replace(self.stamp, open_end=True)
            self.at = found.end()

    def _end(self, day: DayMark | None, end: TimeMark, at: int) -> None:
        begin = self.stamp.time
        if begin and end.half and not begin.half and 0 < begin.hour <= 12 and begin.hour % 12 <= end.hour % 12:
            begin = halved(begin, end.half)
        self.stamp = replace(self.stamp, time=begin, end_day=day, end=end)
        self.at = at
        self._zone()
        self._about()

    def _end_minutes(self, start: int) -> bool:
        found = MINUTES_ONLY.match(self.text, start)
        begin = self.stamp.time
        if found is None or begin is None or found["m"] is None:
            return False
        self.stamp = replace(self.stamp, end=TimeMark(begin.hour, int(found["m"])))
        self.at = found.end()
        return True

    def _zone(self) -> bool:
        """Read a zone beside a time; between brackets too."""
        if self.stamp.time is None or self.stamp.zone is not None:
            return False
        opened = self.text[self.at : self.at + 2] == " (" or self.text[self.at : self.at + 1] == "("
        start = self.at + (self.text[self.at : self.at + 2].index("(") + 1 if opened else 0)
        found = BESIDE.match(self.text, start)
        if found is not None and self._ends_range(found):
            return False
        mark = beside(found) if found else None
        if found is None or mark is None or (opened and self.text[found.end() : found.end() + 1] != ")"):
            return False
        self.stamp = replace(self.stamp, zone=mark)
        self.at = found.end() + (1 if opened else 0)
        return True

    def _ends_range(self, found: re.Match[str]) -> bool:
        """Tell whether ``-09:40`` after a time ends a range; an offset it is only in ISO 8601."""
        offset = found["bare"] or ""
        return offset[:1] == "-" and ":" in offset and _ISO.search(self.text[: self.at]) is None

    def _weekday(self) -> bool:
        opened = self.text[self.at : self.at + 1] == "("
        found = WEEKDAY.match(self.text, self.at) or (WEEKDAY.match(self.text, self.at + 1) if opened else None)
        if found is None or self.stamp.weekday is not None:
            return False
        self.stamp = replace(self.stamp, weekday=WEEKDAYS[found["en"] or found["ja"] or found["one"]])
        self.at = found.end()
        return True

    def _about(self) -> bool:
        space = 1 if self.text[self.at : self.at + 1] == " " and self.stamp.time is not None else 0
        opened = 1 if self.text[self.at + space : self.at + space + 1] == "(" else 0
        found = APPROXIMATE.match(self.text, self.at + space + opened) or APPROXIMATE.match(self.text, self.at + space)
        if found is None or (self.stamp.time is not None and found[0] == "~" and self._range_follows(found.end())):
            return False
        self.stamp = replace(self.stamp, approximate=True)
        self.at = found.end() + (1 if opened and self.text[found.end() : found.end() + 1] == ")" else 0)
        return True

    def _range_follows(self, at: int) -> bool:
        spaced = at + (1 if self.text[at : at + 1] == " " else 0)
        return self.stamp.end is None and (time_at(self.text, spaced) or day_at(self.text, spaced)) is not None


def day_at(text: str, at: int) -> tuple[str, DayMark, int] | None:
    """Return the name of the pattern, the date and its end where a date stands at a place."""
    for name, pattern in DATES:
        found = pattern.match(text, at)
        day = _day(found) if found else None
        if found and day is not None:
            return name, day, found.end()
    return None


def _day(found: re.Match[str]) -> DayMark | None:
    parts = {key: value for key, value in found.groupdict().items() if value}
    if "away" in parts:
        return DayMark(away=DAYS_AWAY[parts["away"]])
    year, slip = _year(parts)
    if "a" in parts:
        return _ordered(int(parts["a"]), int(parts["b"]), year, slip)
    month = MONTHS[parts["mon"]] if "mon" in parts else int(parts["m"]) if "m" in parts else None
    day = int(parts["d"])
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        return None
    return DayMark(year, month, day, slip=slip)


def _ordered(first: int, second: int, year: int | None, slip: str) -> DayMark | None:
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    if first > 12:
        return DayMark(year, second, first, slip=slip)
    if second > 12:
        return DayMark(year, first, second, slip=slip)
    return DayMark(year, order=(first, second), slip=slip)


def _year(parts: dict[str, str]) -> tuple[int | None, str]:
    """Return the year, or the digits of one that lost a digit."""
    written = parts.get("y")
    if written is None:
        return None, ""
    if "era" in parts:
        return ERAS[parts["era"]] + (1 if written == "元" else int(written)), ""
    if written == "元" or len(written) in (1, 3):
        return None, written
    return (2000 + int(written), "") if len(written) == 2 else (int(written), "")


def time_at(text: str, at: int) -> tuple[str, TimeMark, int] | None:
    """Return the name of the pattern, the time and its end where a time stands at a place."""
    for name, pattern in TIMES:
        found = pattern.match(text, at)
        time = _time(found) if found else None
        if found and time is not None:
            return name, time, found.end()
    return None


def _time(found: re.Match[str]) -> TimeMark | None:
    parts = found.groupdict()
    if parts.get("word"):
        return TimeMark(0 if parts["word"] in ("midnight", "深夜0時") else 12)
    hour = int(parts["h"])
    if hour > 47:
        return None
    time = TimeMark(hour, _minute(parts), int(parts["s"]) if parts.get("s") else None)
    half = {"午前": "a", "午後": "p", "am": "a", "pm": "p"}.get(parts.get("pre") or "", parts.get("ap") or "")
    return halved(time, half) if half else time


def _minute(parts: dict[str, str | None]) -> int | None:
    if parts.get("half"):
        return 30
    written = parts.get("m")
    if written is None:
        return 0
    return int(written) if written.isdigit() else None


def halved(time: TimeMark, half: str) -> TimeMark:
    """Apply am (``a``) or pm (``p``); a 24-hour value that carries one stays as it is and counts as odd."""
    if time.hour > 12:
        return replace(
            time, half=half, odd=f"{time.hour}{half}m" if half == "a" or time.hour > 23 else f"{time.hour}pm"
        )
    if half == "a":
        return replace(time, hour=0 if time.hour == 12 else time.hour, half=half)
    return replace(time, hour=12 if time.hour in (0, 12) else time.hour + 12, half=half)
