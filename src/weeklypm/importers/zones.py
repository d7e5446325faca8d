"""Know time zones as documents name them: abbreviations, offsets, IANA names, 日本時間."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weeklypm.importers.plain import fold


@dataclass(frozen=True)
class ZoneMark:
    """Hold a zone as written, its IANA name and, for an abbreviation that fixes it, its offset in minutes."""

    written: str
    iana: str
    offset: int | None = None

    @property
    def fixed(self) -> tzinfo:
        """Return the offset that was written, or the zone where none was."""
        return zone_of(self.iana) if self.offset is None else timezone(timedelta(minutes=self.offset))


# Abbreviation: IANA name, and the offset in hours where the letters say one. Where letters serve several countries,
# the reading is the one most used in incident write-ups; the preview names it.
_ABBREVIATIONS: Final[Mapping[str, tuple[str, float | None]]] = {
    "utc": ("UTC", 0),
    "gmt": ("UTC", 0),
    "z": ("UTC", 0),
    "zulu": ("UTC", 0),
    "協定世界時": ("UTC", 0),
    "世界時": ("UTC", 0),
    "pt": ("America/Los_Angeles", None),
    "pst": ("America/Los_Angeles", -8),
    "pdt": ("America/Los_Angeles", -7),
    "mt": ("America/Denver", None),
    "mst": ("America/Denver", -7),
    "mdt": ("America/Denver", -6),
    "ct": ("America/Chicago", None),
    "cst": ("America/Chicago", -6),
    "cdt": ("America/Chicago", -5),
    "et": ("America/New_York", None),
    "est": ("America/New_York", -5),
    "edt": ("America/New_York", -4),
    "pacific": ("America/Los_Angeles", None),
    "mountain": ("America/Denver", None),
    "central": ("America/Chicago", None),
    "eastern": ("America/New_York", None),
    "cet": ("CET", 1),
    "cest": ("CET", 2),
    "eet": ("EET", 2),
    "eest": ("EET", 3),
    "wet": ("WET", 0),
    "west": ("WET", 1),
    "bst": ("Europe/London", 1),
    "msk": ("Europe/Moscow", 3),
    "ist": ("Asia/Kolkata", 5.5),
    "jst": ("Asia/Tokyo", 9),
    "日本時間": ("Asia/Tokyo", 9),
    "日本標準時": ("Asia/Tokyo", 9),
    "kst": ("Asia/Seoul", 9),
    "sgt": ("Asia/Singapore", 8),
    "hkt": ("Asia/Hong_Kong", 8),
    "aest": ("Australia/Sydney", 10),
    "aedt": ("Australia/Sydney", 11),
    "nzst": ("Pacific/Auckland", 12),
    "nzdt": ("Pacific/Auckland", 13),
    "brt": ("America/Sao_Paulo", -3),
}
_WORD: Final = "|".join(sorted((re.escape(word) for word in _ABBREVIATIONS), key=len, reverse=True))
_OFFSET: Final = r"(?:utc|gmt)?\s?[+\-−](?P<oh>0?[0-9]|1[0-4])(?::?(?P<om>[0-5][05]))?(?![\d:])"
_AREA: Final = (
    r"(?P<area>(?:africa|america|antarctica|asia|atlantic|australia|europe|indian|pacific)/[a-z_]+(?:/[a-z_]+)?)"
)
# Beside a time: what stands right after the digits.
BESIDE: Final = re.compile(
    rf"\s?(?:{_AREA}|(?:utc|gmt)\s?{_OFFSET.replace('(?:utc|gmt)?', '')}"
    rf"|(?P<bare>[+\-−](?P<bh>[01][0-9]):?(?P<bm>[0-5]0|45))(?![\d:])"
    rf"|(?P<word>{_WORD})(?![a-z0-9])(?:\s(?:standard\s|daylight\s)?time\b)?)"
)
# In running words: "all times in UTC", "times are PST", "timezone: Europe/Berlin", "時刻はすべてJST".
_STATED: Final = re.compile(
    r"(?:\btimes?\b|\btime\s?zone\b|\btz\b|\bclock\b|タイムゾーン|時刻|時間|時間帯)[^.\n。|]{0,40}?"
    rf"(?<![a-z0-9])(?:{_AREA}|(?P<off>(?:utc|gmt)\s?[+\-−]\s?(?:0?[0-9]|1[0-4])(?::?[0-5][05])?)|(?P<word>{_WORD}))(?![a-z0-9])"
)
_BRACKETED: Final = re.compile(
    rf"[(\[]\s*(?:{_AREA}|(?P<off>(?:utc|gmt)\s?[+\-−]\s?[0-9]{{1,2}}(?::[0-5]0)?)|(?P<word>{_WORD}))(?:\s+time)?\s*[)\]]"
)
_AFTER: Final = re.compile(
    rf"(?:[0-9]{{1,2}}:[0-9]{{2}}(?:\s?[ap]m)?|[0-9]時[0-9]*分?)\s?\(?(?P<word>{_WORD})(?![a-z0-9])"
)
_ALONE: Final = re.compile(
    rf"\s*(?:{_AREA}|(?P<off>(?:utc|gmt)\s?[+\-−]\s?[0-9]{{1,2}}(?::[0-5]0)?)|(?P<word>{_WORD}))(?![a-z0-9])"
)


def zone_of(iana: str) -> tzinfo:
    """Return a zone by its IANA name; UTC where the name is unknown."""
    try:
        return ZoneInfo(iana)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def beside(found: re.Match[str]) -> ZoneMark | None:
    """Return the zone of a match of ``BESIDE``."""
    groups = found.groupdict()
    written = found[0].strip()
    if groups["word"]:
        return by_word(groups["word"])
    if groups["area"]:
        return by_area(groups["area"], written)
    hours, minutes = (groups["bh"], groups["bm"]) if groups["bare"] else (groups["oh"], groups["om"])
    return by_offset(written, -1 if "-" in written or "−" in written else 1, int(hours), int(minutes or 0))


def by_word(word: str) -> ZoneMark:
    """Return the zone of an abbreviation."""
    iana, hours = _ABBREVIATIONS[word]
    return ZoneMark(word.upper(), iana, None if hours is None else int(hours * 60))


def by_area(area: str, written: str) -> ZoneMark | None:
    """Return the zone of an IANA name in any letter case, None where there is no such zone."""
    name = "/".join("_".join(part.capitalize() for part in piece.split("_")) for piece in area.split("/"))
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return ZoneMark(written, name)


def by_offset(written: str, sign: int, hours: int, minutes: int) -> ZoneMark:
    """Return the zone of an offset: whole hours have an IANA name of their own, whose sign is turned round."""
    offset = sign * (hours * 60 + minutes)
    if offset == 0:
        return ZoneMark(written, "UTC", 0)
    known = {330: "Asia/Kolkata", 540: "Asia/Tokyo"}.get(offset)
    return ZoneMark(written, known or f"Etc/GMT{'-' if sign > 0 else '+'}{hours}", offset)


def stated(text: str, *, alone: bool = False) -> ZoneMark | None:
    """Return the zone that words state, e.g. ``All times in UTC``; with ``alone`` also a name that stands alone."""
    folded = fold(text)[:400]
    for pattern in (_STATED, _BRACKETED, _AFTER, *((_ALONE,) if alone else ())):
        for found in pattern.finditer(folded):
            mark = _stated(found)
            if mark is not None:
                return mark
    return None


def _stated(found: re.Match[str]) -> ZoneMark | None:
    groups = found.groupdict()
    if groups.get("word"):
        return by_word(groups["word"])
    if groups.get("area"):
        return by_area(groups["area"], groups["area"])
    parts = re.search(r"([+\-−])\s?([0-9]{1,2})(?::?([0-5][05]))?", groups["off"])
    if parts is None or int(parts[2]) > 14:
        return None
    return by_offset(groups["off"], 1 if parts[1] == "+" else -1, int(parts[2]), int(parts[3] or 0))


def exists(moment: datetime) -> bool:
    """Tell whether a wall-clock time occurs in its zone; clocks put forward skip an hour."""
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)
