"""Know the columns of a timeline table by their titles, or, where those say nothing, by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from weeklypm.importers.plain import fold
from weeklypm.importers.stamps import Stamp, read_stamp
from weeklypm.importers.tables import Row, Table
from weeklypm.importers.zones import stated

_END: Final = re.compile(r"^(?:end(?:ed)?(?:\s?(?:time|at))?|until|to|終了(?:時刻|日時)?|終わり)\b|^終了")
_WHEN: Final = re.compile(
    r"\b(?:time|date|when|day|timestamp|at|start|started|utc|jst|clock|hour|weekday|datetime)\b|時刻|"
    r"日時|日付|時間|年月日|^日$|曜日?|開始"
)
_WHAT: Final = re.compile(
    r"event|what|description|happened|detail|activity|entry|message|summary|action|update|log|内容|"
    r"事象|出来事|イベント|できごと|経過|状況|詳細|説明|対応内容|作業"
)
_WHO: Final = re.compile(
    r"\b(?:who|actor|by|person|owner|author|responder|name)\b|担当|対応者|実施者|^誰|^人$|発言者|報告者|記入者"
)
_KIND: Final = re.compile(r"\b(?:kind|type|category|phase|class)\b|区分|種別|分類|フェーズ|種類")
_KNOWN: Final = re.compile(
    r"\b(?:note|notes|comment|comments|evidence|source|link|links|info|information|remarks?|"
    r"observation)\b|備考|補足|メモ|情報|根拠|気づき|観測"
)
_DONE: Final = re.compile(r"^(?:action|actions|action taken|response)$|^対応$|^アクション$|^行動$")


@dataclass(frozen=True)
class Columns:
    """Hold which columns of a timeline table bear what; ``when`` in the order in which they are read."""

    when: tuple[int, ...]
    what: tuple[int, ...]
    ends: int | None
    kind: int | None
    known: tuple[int, ...]
    done: int | None
    actor: int | None
    width: int
    header_is_title: bool

    def marks(self, row: Row) -> str:
        """Return the cells that say when, as one text; a second clock, as in UTC beside JST, is left out."""
        marks: list[str] = []
        clock = False
        for index in self.when:
            cell = row.cell(index)
            stamp = read_stamp(fold(cell))
            if stamp is not None and stamp.time is not None:
                if clock:
                    continue
                clock = True
            marks.append(cell)
        return " ".join(mark for mark in marks if mark)

    def text(self, row: Row) -> str:
        """Return the words of the entry."""
        return " – ".join(cell for index in self.what if (cell := row.cell(index)))

    def end(self, row: Row) -> str:
        """Return the cell that says until when."""
        return row.cell(self.ends)

    def label(self, row: Row) -> str:
        """Return the cell that says what kind of event it is."""
        return row.cell(self.kind)

    def information(self, row: Row) -> str:
        """Return what was noted beside the event."""
        return "; ".join(cell for index in self.known if (cell := row.cell(index)))

    def action(self, row: Row) -> str:
        """Return what was done, where a column of its own says so."""
        return row.cell(self.done)

    def who(self, row: Row) -> str:
        """Return who acted."""
        return row.cell(self.actor)


def columns_of(table: Table) -> Columns | None:
    """Return the columns of a timeline table, None where no column says when."""
    titles = table.titles()
    titled = [index for index, title in enumerate(titles) if _WHEN.search(title) or stated(f"({title})") is not None]
    ends = next((index for index in titled if _END.search(titles[index])), None)
    ends = ends if ends is not None and len(titled) > 1 else None
    when = tuple(index for index in titled if index != ends and _has_marks(table, index))
    if not when:
        when = tuple(index for index in range(min(table.width, 4)) if _mostly_marks(table, index))
    if not when:
        return None
    header = table.header
    entry = header is not None and any(_whole(header.cell(index)) for index in when)
    return _built(table, titles, when, ends, titled=not entry)


def _built(table: Table, titles: tuple[str, ...], when: tuple[int, ...], ends: int | None, *, titled: bool) -> Columns:
    taken = {*when, *(() if ends is None else (ends,))}
    rest = [index for index in range(table.width) if index not in taken]

    def pick(pattern: re.Pattern[str], fits: Callable[[int], bool] = lambda _: True) -> list[int]:
        return [index for index in rest if index < len(titles) and pattern.search(titles[index]) and fits(index)]

    done = pick(_DONE) if len(rest) > 1 and len(pick(_WHAT)) > 1 else []
    what = [index for index in pick(_WHAT) if index not in done][:1]
    actor = [index for index in pick(_WHO) if index not in what][:1]
    kind = [index for index in pick(_KIND) if index not in (*what, *actor)][:1]
    known = [index for index in pick(_KNOWN) if index not in (*what, *actor, *kind)]
    others = [index for index in rest if index not in (*what, *actor, *kind, *known, *done)]
    if what:
        known, others = [*known, *others], []
    return Columns(
        when, tuple(what or others or known), ends, _first(kind), tuple(known if what or others else ()),
        _first(done), _first(actor), table.width, titled,
    )  # fmt: skip


def _first(found: list[int]) -> int | None:
    return found[0] if found else None


def _has_marks(table: Table, index: int) -> bool:
    """Tell whether a column that says when is one that can be read, or holds prompts and blanks alone."""
    cells = [cell for row in table.rows[:50] if (cell := row.cell(index))]
    return not cells or any(_partly(cell) for cell in cells)


def _mostly_marks(table: Table, index: int) -> bool:
    cells = [cell for row in table.rows[:50] if (cell := row.cell(index))]
    return bool(cells) and sum(_whole(cell) for cell in cells) * 2 > len(cells)


def _partly(cell: str) -> bool:
    folded = fold(cell)
    return (
        read_stamp(folded) is not None
        or re.match(r"[\[<(]?(?:[0-9]|hh|yy|xx|mon|tue|wed|thu|fri|sat|sun|[月火水木金土日])", folded) is not None
    )


def _whole(cell: str) -> bool:
    """Tell whether a cell holds a date or time and nothing else."""
    stamp: Stamp | None = read_stamp(fold(cell))
    return stamp is not None and len(cell) - stamp.length <= 2
