"""Find what a document says once for all its times: zone, day, year, and whether all of them are approximate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from weeklypm.domain.incident import SectionKey
from weeklypm.importers.blocks import Block, BlockKind
from weeklypm.importers.clock import Base, is_day_first, whole_date
from weeklypm.importers.fields import FieldValue
from weeklypm.importers.outline import Outline, Section
from weeklypm.importers.patterns import DATES
from weeklypm.importers.plain import fold
from weeklypm.importers.remarks import Remarks
from weeklypm.importers.stamps import DayMark, day_at, read_stamp
from weeklypm.importers.tables import read_table
from weeklypm.importers.zones import ZoneMark, by_area, stated

_ALL_ABOUT: Final = re.compile(
    r"\b(?:all|the|these)?\s?(?:times?|timestamps?|dates and times)\b[^.\n]{0,30}?"
    r"\b(?:approximat\w+|estimat\w+|are rough|not exact)"
    r"|\bapproximate times\b|時刻は?[^。\n]{0,12}(?:おおよそ|およそ|概算|目安|大体|だいたい|約)"
)
_YEAR: Final = re.compile(r"(?<![0-9./-])((?:19|20)[0-9]{2})(?![0-9:])")
_FOR_ALL: Final = re.compile(
    r"(?:\ball\s(?:the\s)?times?(?:stamps)?\b|\btimes are\b|\btime\s?zone\b"
    r"|時刻|時間は|日時は)[^.\n。]{0,60}"
)
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_ZONE_FIELDS: Final = ("zone", "onset", "detected", "declared", "acknowledged", "mitigated", "resolved")
_FILE_DATE: Final = re.compile(r"((?:19|20)[0-9]{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")


def timeline_words(outline: Outline) -> Iterator[tuple[int, str]]:
    """Yield line and text of what a timeline says about itself: headings, table headers, lines without a time."""
    for section in outline.keyed(SectionKey.TIMELINE):
        yield section.line, section.heading
        for block in section.blocks[:40]:
            yield from _own_words(block)


def _own_words(block: Block) -> Iterator[tuple[int, str]]:
    if block.kind is BlockKind.TABLE:
        header = read_table(block).header
        if header is not None:
            yield header.number, " | ".join(header.cell(index) for index in range(len(header.cells)))
    elif block.kind is not BlockKind.CODE:
        for line in block.lines[:20]:
            stamp = read_stamp(fold(line.text[:200]))
            if stamp is None or stamp.time is None:
                yield line.number, line.text[:300]


def find_zone(outline: Outline, fields: Iterable[FieldValue], text: str, remarks: Remarks) -> tuple[str, bool]:
    """Return the document's zone and whether it is stated; else Japanese time for a Japanese document, or UTC."""
    mark = _stated_zone(outline, tuple(fields)) or _commonest_zone(outline)
    if mark is not None:
        return mark.iana, True
    japanese = len(_KANA.findall(text[:20000])) > 4
    zone = "Asia/Tokyo" if japanese else "UTC"
    remarks.assume(0, "zone", zone=zone)
    return zone, False


def _stated_zone(outline: Outline, fields: tuple[FieldValue, ...]) -> ZoneMark | None:
    for found in fields:
        if found.name == "zone":
            mark = stated(found.value, alone=True) or by_area(found.value.strip().lower(), found.value)
            if mark is not None:
                return mark
    for _, words in timeline_words(outline):
        mark = stated(words)
        if mark is not None:
            return mark
    return _anywhere(outline) or next(
        (mark for found in fields if found.name == "date" and (mark := stated(found.value)) is not None), None
    )


def _anywhere(outline: Outline) -> ZoneMark | None:
    """Return a zone that is stated for all times in another part of the document."""
    for section in outline.sections:
        for block in section.blocks[:30] if section.key is not SectionKey.TIMELINE else ():
            if block.kind in (BlockKind.TEXT, BlockKind.ITEM):
                found = _FOR_ALL.search(fold(block.text[:2000]))
                mark = stated(found[0]) if found else None
                if mark is not None:
                    return mark
    return None


def _commonest_zone(outline: Outline) -> ZoneMark | None:
    """Return the zone that most entries carry themselves; a fixed offset counts as a zone."""
    seen: Counter[str] = Counter()
    marks: dict[str, ZoneMark] = {}
    for section in outline.sections:
        for block in section.blocks:
            for line in block.lines[:400] if block.kind is not BlockKind.CODE else ():
                for piece in line.text.split("|")[:4]:
                    stamp = read_stamp(
                        fold(piece.strip()[:120].split(": ", 1)[-1] if section.key is None else piece.strip()[:120])
                    )
                    if stamp is not None and stamp.zone is not None:
                        seen[stamp.zone.iana] += 1
                        marks.setdefault(stamp.zone.iana, stamp.zone)
    return marks[seen.most_common(1)[0][0]] if seen else None


def all_approximate(outline: Outline) -> bool:
    """Tell whether the document says that all its times are approximate."""
    return any(_ALL_ABOUT.search(fold(words)) for _, words in timeline_words(outline))


def find_base(outline: Outline, fields: Iterable[FieldValue], name: str, zone: str, text: str) -> tuple[Base, bool]:
    """Return the day and the year that entries without one get, and whether numeric dates begin with the day."""
    day_first = is_day_first(text, zone)
    base: Base | None = None
    year: int | None = None
    for source, line, words in _sources(outline, tuple(fields), name):
        found = first_date(words, day_first=day_first)
        if found is not None and base is None:
            base = Base(found, found.year, source, line)
        if year is None:
            year = found.year if found else _year(words)
            base = base or (Base(None, year, source, line) if year else None)
        if base is not None and base.day is not None:
            break
    if base is not None and base.day is not None and year is not None:
        base = Base(base.day, year, base.source, base.line)
    return base or Base(), day_first


def _sources(outline: Outline, fields: tuple[FieldValue, ...], name: str) -> Iterator[tuple[str, int, str]]:
    """Yield what may tell the date, the nearest to the entries first."""
    for line, words in timeline_words(outline):
        yield "heading", line, words
    for wanted in ("onset", "date", "detected", "declared", "mitigated", "resolved"):
        for found in fields:
            if found.name == wanted:
                yield "field", found.line, found.value
    yield "title", outline.title_line, outline.title
    yield "opening", *_opening(outline.opening)
    yield "file", 0, " ".join("-".join(found) for found in _FILE_DATE.findall(name)[:1])
    for section in outline.keyed(SectionKey.SUMMARY):
        yield "opening", *_opening(section)


def _opening(section: Section) -> tuple[int, str]:
    texts = [block for block in section.blocks if block.kind is BlockKind.TEXT]
    return (texts[0].number, texts[0].text[:600]) if texts else (section.line, "")


def _year(words: str) -> int | None:
    found = _YEAR.search(fold(words))
    return int(found[1]) if found else None


_DIGIT: Final = re.compile(r"(?<![0-9.])(?=[0-9]|令和|平成|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))")


def dates_in(words: str) -> Iterator[DayMark]:
    """Yield the dates that stand in running words."""
    folded, at = fold(words[:1000]), 0
    while found := _DIGIT.search(folded, at):
        day = day_at(folded, found.start())
        if day is not None and day[0] in _SURE:
            yield day[1]
        at = max(day[2] if day is not None else 0, found.start() + 1)


_SURE: Final = {name for name, _ in DATES} - {"short", "short_dashed", "day_only", "relative"}


def first_date(words: str, *, day_first: bool) -> date | None:
    """Return the first whole date in running words."""
    return next((day for mark in dates_in(words) if (day := whole_date(mark, day_first=day_first)) is not None), None)
