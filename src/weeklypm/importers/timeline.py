"""Read timeline entries in the author's order: from tables, lists, definition lines and bare paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from weeklypm.domain.drafts import DraftEvent
from weeklypm.domain.timeline import EventKind
from weeklypm.importers.blocks import Block, BlockKind, Line
from weeklypm.importers.clock import Clock
from weeklypm.importers.columns import Columns, columns_of
from weeklypm.importers.kinds import kind_of_label, kind_of_text
from weeklypm.importers.outline import Section
from weeklypm.importers.plain import fold, is_blank
from weeklypm.importers.remarks import Remarks
from weeklypm.importers.stamps import Stamp, is_placeholder, read_stamp
from weeklypm.importers.tables import Row, Table, read_table

_DITTO: Final = frozenset(("\u3003", "同上", "同", '"', "''", "ditto", "〃"))
# What may follow the date of a day line: a remark in brackets, or the zone of the times below it.
_ASIDE: Final = re.compile(r"[(\[（][^()（）]{0,80}[)\]）]?\s*$|all times\b[^.]{0,60}$", re.IGNORECASE)
_MARKUP: Final = re.compile(r"^[\s*_`\"“”]+(?=\S)")


@dataclass
class Entry:
    """Hold one entry while its lines are gathered."""

    line: int
    stamp: Stamp
    parts: list[str]
    label: str = ""
    information: str = ""
    action: str = ""
    who: str = ""
    day_only: bool = False
    more: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """Hold the events of a document, whether each kind was told, and who acted."""

    events: tuple[DraftEvent, ...] = ()
    actors: tuple[str, ...] = ()


def read_timeline(sections: list[Section], clock: Clock, remarks: Remarks) -> Reading:
    """Return the events of the timeline sections."""
    reader = _Reader(clock, remarks)
    for section in sections:
        clock.last = None
        reader.section(section)
    return reader.finished()


class _Reader:
    """Walk over the blocks of timelines."""

    def __init__(self, clock: Clock, remarks: Remarks) -> None:
        self.clock = clock
        self.remarks = remarks
        self.events: list[DraftEvent] = []
        self.actors: list[str] = []
        self.entry: Entry | None = None
        self.depth = 0
        self.columns: Columns | None = None
        self.untold = 0

    def finished(self) -> Reading:
        self._close()
        if self.untold:
            self.remarks.assume(0, "kind", n=self.untold)
        if self.clock.carried:
            self.remarks.assume(0, "carried", n=self.clock.carried)
        return Reading(tuple(self.events), tuple(dict.fromkeys(self.actors)))

    def section(self, section: Section) -> None:
        stamp = read_stamp(fold(section.heading))
        if stamp is not None and stamp.time is None:
            self.clock.start_day(stamp, section.line)
        for block in section.blocks:
            self._block(block)
        self._close()

    def _block(self, block: Block) -> None:
        if block.kind is BlockKind.TABLE:
            self._close()
            self._table(read_table(block))
        elif block.kind is BlockKind.HEADING:
            self._close()
            self._heading(block)
        elif block.kind is BlockKind.ITEM:
            self._item(block)
        elif block.kind is BlockKind.TEXT:
            self._text(block)

    def _heading(self, block: Block) -> None:
        """Take a heading as a day, as an entry with words of its own, or as a title within the timeline."""
        stamp, rest = self._stamped(block.lines[0])
        if stamp is not None and (stamp.time is None and not rest.strip(" )]:-")):
            self.clock.start_day(stamp, block.number)
        elif stamp is not None and rest:
            self.entry, self.depth = Entry(block.number, stamp, [rest]), 0

    def _item(self, block: Block) -> None:
        stamp, rest = self._stamped(block.lines[0])
        if stamp is None:
            if self.entry is not None and block.depth > self.depth:
                self.entry.more.append(block.text)
            elif self.entry is None or block.depth <= self.depth:
                self._unstamped(block)
            return
        self._begin(block, stamp, rest)

    def _unstamped(self, block: Block) -> None:
        """Leave an item without a time: a prompt is a left-over; other words stay in the section's text."""
        self._close()
        if is_placeholder(fold(block.text)):
            self.remarks.warn(block.number, "template_row")

    def _text(self, block: Block) -> None:
        stamp, rest = self._stamped(block.lines[0])
        if stamp is None:
            if block.depth > 0 and self.entry is not None and block.depth >= self.depth:
                self.entry.more.append(block.text)
            elif self.entry is not None and self.entry.day_only is False and not self.entry.parts:
                self.entry.parts.append(block.text)
            else:
                self._close()
                self._later_lines(block.lines[1:])
            return
        self._begin(block, stamp, rest)

    def _later_lines(self, lines: tuple[Line, ...]) -> None:
        for index, line in enumerate(lines):
            stamp, rest = self._stamped(line)
            if stamp is not None:
                self._begin(Block(BlockKind.TEXT, lines[index:]), stamp, rest)
                return

    def _begin(self, block: Block, stamp: Stamp, rest: str) -> None:
        """Start an entry; the lines after it carry it on, or begin others."""
        self._start(block.number, stamp, rest, block.depth)
        for line in block.lines[1:]:
            other, words = self._stamped(line)
            if other is not None and self._sure(other, line):
                self._start(line.number, other, words, block.depth)
            elif self.entry is not None and line.text:
                self.entry.parts.append(line.text)

    @staticmethod
    def _sure(stamp: Stamp, line: Line) -> bool:
        """Tell whether a line within a paragraph begins an entry, rather than a sentence with a time in it."""
        return (
            stamp.time is not None
            or stamp.names[:1] not in (("short",), ("day_only",), ("relative",))
            or not line.source[:1].isspace()
        )

    def _start(self, number: int, stamp: Stamp, rest: str, depth: int) -> None:
        self._close()
        if stamp.time is None and (not rest or _ASIDE.match(rest)) and self.clock.start_day(stamp, number):
            return
        self.entry, self.depth = Entry(number, stamp, [rest] if rest else []), depth

    def _stamped(self, line: Line) -> tuple[Stamp | None, str]:
        text = line.text
        folded = fold(text[:200])
        if is_placeholder(folded[:40]) or line.source.lstrip().startswith("!["):
            return None, text
        stamp = read_stamp(folded, text)
        if stamp is None:
            return None, text
        return stamp, _MARKUP.sub("", text[stamp.length :]).strip()

    def _table(self, table: Table) -> None:
        columns = columns_of(table)
        if columns is None and self.columns is not None and self.columns.width == table.width:
            columns = self.columns
        if columns is None:
            return
        self.columns = columns
        rows = table.rows if columns.header_is_title or table.header is None else (table.header, *table.rows)
        for row in rows:
            self._row(row, columns)

    def _row(self, row: Row, columns: Columns) -> None:
        marks = columns.marks(row)
        text = columns.text(row)
        whole = fold(marks)
        if len(row.cells) == 1 and read_stamp(whole) is None:
            # A row whose empty first cell lost its pipe: its one cell holds the words.
            marks, text, whole = "", text or marks, ""
        if is_placeholder(whole):
            self.remarks.warn(row.number, "template_row")
            return
        stamp = read_stamp(whole, marks)
        if is_blank(text):
            if stamp is not None and stamp.time is None:
                self.clock.start_day(stamp, row.number)
            return
        if stamp is None:
            self._untimed(row, columns, marks, text)
            return
        self._add(self._entry(row, columns, self._with_end(stamp, columns.end(row)), text))

    @staticmethod
    def _with_end(stamp: Stamp, end: str) -> Stamp:
        other = read_stamp(fold(end)) if end else None
        return replace(stamp, end=other.time, end_day=other.day) if other is not None and stamp.end is None else stamp

    def _untimed(self, row: Row, columns: Columns, marks: str, text: str) -> None:
        """Keep a row whose time cannot be read; a ditto mark takes the time of the row above."""
        entry = self._entry(row, columns, Stamp(written=marks), text)
        above = self.events[-1] if self.events else None
        if marks.strip() in _DITTO and above is not None:
            self.remarks.assume(row.number, "ditto")
            self.events.append(
                replace(
                    self._drafted(entry, Stamp()),
                    at=above.at,
                    on_day=above.on_day,
                    precision=above.precision,
                    approximate=above.approximate,
                )
            )
            return
        if marks:
            self.remarks.warn(row.number, "no_time", written=marks[:60])
        else:
            self.remarks.warn(row.number, "blank_time")
        self.events.append(self._drafted(entry, Stamp()))

    @staticmethod
    def _entry(row: Row, columns: Columns, stamp: Stamp, text: str) -> Entry:
        return Entry(
            row.number,
            stamp,
            [text],
            columns.label(row),
            columns.information(row),
            columns.action(row),
            columns.who(row),
        )

    def _close(self) -> None:
        entry, self.entry = self.entry, None
        if entry is not None:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        text = " ".join(entry.parts)
        if is_blank(text) and not entry.more:
            if entry.stamp.time is None:
                self.clock.start_day(entry.stamp, entry.line)
            return
        self.events.append(self._drafted(entry, entry.stamp))

    def _drafted(self, entry: Entry, stamp: Stamp) -> DraftEvent:
        moment = self.clock.moment(stamp, entry.line)
        text = " ".join(part for part in entry.parts if part)
        text = text or "; ".join(entry.more)
        kind = kind_of_label(entry.label) or kind_of_text(text)
        self.untold += kind is None
        self.actors.extend([entry.who] if entry.who else [])
        information = entry.information or ("; ".join(entry.more) if entry.parts else "")
        return DraftEvent(
            entry.line, text, moment.at, moment.end, moment.on_day, moment.precision, moment.approximate,
            kind or EventKind.ACTION, information, "", entry.action,
        )  # fmt: skip
