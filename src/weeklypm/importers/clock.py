"""Give stamps their instants: dates carried over, years filled in, days rolled at midnight; each of it said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from weeklypm.domain.timeline import Precision
from weeklypm.importers.remarks import Remarks
from weeklypm.importers.stamps import DayMark, Stamp, TimeMark
from weeklypm.importers.zones import ZoneMark, exists, zone_of

# Going back by more than this means the next day has begun; by less, that the author did not keep to the order.
_NEXT_DAY: Final = timedelta(hours=6)
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """Hold a stamp's instant, or its date alone, and how exactly it is known."""

    at: datetime | None = None
    end: datetime | None = None
    on_day: date | None = None
    precision: Precision = Precision.NONE
    approximate: bool = False


@dataclass(frozen=True)
class Base:
    """Hold what a document says once about its dates: a day or a year, where that stands, and its line."""

    day: date | None = None
    year: int | None = None
    source: str = ""
    line: int = 0


class Clock:
    """Carry the date from entry to entry of one document."""

    def __init__(
        self, zone: str, base: Base, remarks: Remarks, *, day_first: bool = False, all_about: bool = False
    ) -> None:
        self.zone = zone
        self.base = base
        self.remarks = remarks
        self.day_first = day_first
        self.all_about = all_about
        self.day: date | None = None
        self.last: datetime | None = None
        self.carried = 0

    def start_day(self, stamp: Stamp, line: int) -> bool:
        """Take the date of a heading or line that only gives the day; tell whether it was one."""
        day = self._date(stamp, line)
        if day is None:
            return False
        self.day, self.last = day, None
        return True

    def moment(self, stamp: Stamp, line: int) -> Moment:
        """Return the instant of a stamp and remember its day for the entries that follow."""
        if stamp.day is None and stamp.time is None:
            return Moment()
        if stamp.time is None:
            return self._whole_day(stamp, line)
        day = self._day_of(stamp, line)
        if day is None:
            self.remarks.warn(line, "no_date", written=stamp.written)
            return Moment(approximate=stamp.approximate)
        return self._timed(stamp, stamp.time, day, line)

    def _whole_day(self, stamp: Stamp, line: int) -> Moment:
        day = self._date(stamp, line)
        if day is None:
            self.remarks.warn(line, "no_date", written=stamp.written)
            return Moment()
        self.day, self.last = day, None
        return Moment(on_day=day, precision=Precision.DAY, approximate=stamp.approximate)

    def _timed(self, stamp: Stamp, time: TimeMark, day: date, line: int) -> Moment:
        if stamp.day is None:
            day = self._rolled(day, time, line)
        at = self._at(day, time, stamp.zone, line)
        self._say_time(stamp, time, line)
        self.day = day
        self.last = self._wall(day, time)
        unknown = time.minute is None
        return Moment(
            at,
            self._end(stamp, day, at, line),
            None,
            Precision.MINUTE if time.second is None else Precision.SECOND,
            stamp.approximate or unknown or self.all_about,
        )

    @staticmethod
    def _wall(day: date, time: TimeMark) -> datetime:
        start = datetime.combine(day, datetime.min.time())
        return start + timedelta(hours=time.hour, minutes=time.minute or 0, seconds=time.second or 0)

    def _say_time(self, stamp: Stamp, time: TimeMark, line: int) -> None:
        if time.minute is None:
            self.remarks.assume(line, "minutes", written=stamp.written, hour=f"{time.hour % 24:02d}:00")
        if time.odd:
            self.remarks.assume(
                line, "halves", written=stamp.written, taken=f"{time.hour % 24:02d}:{time.minute or 0:02d}"
            )
        if time.hour >= 24:
            self.remarks.assume(
                line, "past_24", written=stamp.written, taken=f"{time.hour % 24:02d}:{time.minute or 0:02d}"
            )

    def _rolled(self, day: date, time: TimeMark, line: int) -> date:
        """Return the next day where the clock went back past midnight."""
        if self.last is None:
            return day
        wall = self._wall(day, time)
        while wall.date() < self.last.date() and time.hour < 24:
            day, wall = day + _ONE_DAY, wall + _ONE_DAY
        if self.last - wall > _NEXT_DAY:
            self.remarks.assume(line, "midnight", day=(day + _ONE_DAY).isoformat())
            return day + _ONE_DAY
        if wall < self.last:
            self.remarks.warn(line, "order", written=f"{time.hour % 24:02d}:{time.minute or 0:02d}")
        return day

    def _at(self, day: date, time: TimeMark, mark: ZoneMark | None, line: int) -> datetime:
        wall = self._wall(day, time)
        home = zone_of(self.zone)
        if mark is not None and mark.offset is not None and not self._same_clock(wall, mark, line):
            return wall.replace(tzinfo=mark.fixed).astimezone(home)
        if mark is not None and mark.offset is None and mark.iana != self.zone:
            self.remarks.assume(line, "other_zone", written=mark.written, zone=self.zone)
            return wall.replace(tzinfo=zone_of(mark.iana)).astimezone(home)
        moment = wall.replace(tzinfo=home)
        if not exists(moment):
            self.remarks.warn(line, "skipped_hour", written=f"{wall:%Y-%m-%d %H:%M}", zone=self.zone)
        return moment

    def _same_clock(self, wall: datetime, mark: ZoneMark, line: int) -> bool:
        """Tell whether a zone's letters mean the document's own wall clock: PST in summer is what clocks showed."""
        if mark.iana != self.zone:
            if mark.offset != self._offset(wall):
                self.remarks.assume(line, "other_zone", written=mark.written, zone=self.zone)
            return False
        if mark.written[:1].isalpha() and mark.offset != self._offset(wall):
            self.remarks.assume(0, "wall_clock", written=mark.written, zone=self.zone)
        return True

    def _offset(self, wall: datetime) -> int:
        offset = wall.replace(tzinfo=zone_of(self.zone)).utcoffset() or timedelta()
        return int(offset.total_seconds() // 60)

    def _end(self, stamp: Stamp, day: date, at: datetime, line: int) -> datetime | None:
        if stamp.end is None or stamp.end.minute is None:
            if stamp.end is not None or stamp.open_end:
                self.remarks.warn(line, "open_end", written=stamp.written)
            return None
        last = self._date(Stamp(day=stamp.end_day), line) if stamp.end_day else None
        end = self._at(last or day, stamp.end, stamp.zone, line)
        if end < at and last is None:
            self.remarks.assume(line, "midnight", day=(day + _ONE_DAY).isoformat())
            end = self._at(day + _ONE_DAY, stamp.end, stamp.zone, line)
        return end if end >= at else None

    def _day_of(self, stamp: Stamp, line: int) -> date | None:
        if stamp.day is not None:
            return self._date(stamp, line)
        if self.day is None and self.base.day is not None:
            self.remarks.assume(line, f"date_from.{self.base.source}", day=self.base.day.isoformat())
            self.day = self.base.day
        self.carried += self.day is not None
        if stamp.weekday is not None and self.day is not None and stamp.weekday != self.day.weekday():
            day = self.day + timedelta(days=(stamp.weekday - self.day.weekday()) % 7)
            self.remarks.assume(line, "weekday", written=stamp.written, day=day.isoformat())
            self.last = None
            return day
        return self.day

    def _date(self, stamp: Stamp, line: int) -> date | None:
        """Return the date of a stamp; a missing year or order of day and month comes from the document."""
        mark = stamp.day
        if mark is None:
            return None
        if mark.away is not None:
            return self._away(mark.away, stamp, line)
        month, day = self._month_day(mark)
        if month is None or day is None:
            return None
        if mark.year is not None:
            return self._checked(_date(mark.year, month, day), stamp, line)
        return self._with_year(mark, month, day, stamp, line)

    def _away(self, away: int, stamp: Stamp, line: int) -> date | None:
        known = self.day or self.base.day
        if known is None:
            return None
        day = known + timedelta(days=away)
        self.remarks.assume(line, "relative_day", written=stamp.written, day=day.isoformat())
        return day

    def _month_day(self, mark: DayMark) -> tuple[int | None, int | None]:
        if mark.order is not None:
            if mark.order[0] != mark.order[1]:
                self.remarks.assume(0, "day_first" if self.day_first else "month_first")
            return (mark.order[1], mark.order[0]) if self.day_first else mark.order
        known = self.day or self.base.day
        return mark.month or (known.month if known else None), mark.day

    def _with_year(self, mark: DayMark, month: int, day: int, stamp: Stamp, line: int) -> date | None:
        known = self.day or self.base.day
        year = known.year if known else self.base.year
        if year is None:
            return None
        near = [_date(candidate, month, day) for candidate in ((year - 1, year, year + 1) if known else (year,))]
        days = [candidate for candidate in near if candidate is not None and str(candidate.year).startswith(mark.slip)]
        if not days:
            return None
        reference = known or date(year, month, min(day, 28))
        best = min(days, key=lambda candidate: abs(candidate - reference))
        if mark.slip:
            self.remarks.assume(line, "year_slip", written=stamp.written, day=best.isoformat())
        else:
            self.remarks.assume(0, f"year_from.{self.base.source or 'entry'}", year=str(best.year))
        return self._checked(best, stamp, line)

    def _checked(self, day: date | None, stamp: Stamp, line: int) -> date | None:
        if day is not None and stamp.weekday is not None and day.weekday() != stamp.weekday:
            self.remarks.warn(line, "weekday", written=stamp.written, day=day.isoformat())
        return day


def _date(year: int, month: int, day: int) -> date | None:
    """Return a date, None where there is none such or no incident can have been: 1970 to 2199."""
    try:
        return date(year, month, day) if 1970 <= year < 2200 else None
    except ValueError:
        return None


def whole_date(mark: DayMark | None, *, day_first: bool = False) -> date | None:
    """Return the date of a mark that gives day, month and year; None where one is missing."""
    if mark is None or mark.year is None:
        return None
    month, day = mark.month, mark.day
    if mark.order is not None:
        month, day = (mark.order[1], mark.order[0]) if day_first else mark.order
    return None if month is None or day is None else _date(mark.year, month, day)


_NUMERIC: Final = re.compile(r"(?<![0-9/-])([0-9]{1,2})[/-]([0-9]{1,2})[/-](?:[0-9]{4}|[0-9]{2})(?![0-9/-])")


def is_day_first(text: str, zone: str) -> bool:
    """Tell whether numeric dates begin with the day: as a date of the document shows, else as its zone is used to."""
    for found in _NUMERIC.finditer(text):
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second or second > 12 >= first:
            return first > 12
    return zone.startswith(("Europe/", "Australia/", "CET", "EET", "WET", "Asia/Kolkata"))
