"""Read action items with owner, priority, due date, type and state: from tables, task lists, lists and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from weeklypm.domain.drafts import DraftAction
from weeklypm.domain.incident import SectionKey
from weeklypm.domain.outcomes import ActionType, Priority
from weeklypm.importers.blocks import Block, BlockKind, Line
from weeklypm.importers.clock import Base, whole_date
from weeklypm.importers.headings import exact_section
from weeklypm.importers.outline import Outline, Section
from weeklypm.importers.plain import fold, is_blank, is_ticked
from weeklypm.importers.remarks import Remarks
from weeklypm.importers.stamps import DayMark, day_at
from weeklypm.importers.tables import Row, Table, read_table

_TEXT: Final = re.compile(
    r"action|item|description|what|task|todo|measure|follow|title|対策|内容|アクション|タスク|項目|施策|実施事項|改善"
)
_OWNER: Final = re.compile(r"owner|assign|responsible|who|\bdri\b|lead|担当|責任|オーナー|主管")
_DUE: Final = re.compile(r"\b(?:due|deadline|target|by|eta|when|date)\b|期限|期日|納期|締|予定日|完了予定")
_PRIORITY: Final = re.compile(r"priorit|urgency|\bprio\b|severity|優先|緊急")
_TYPE: Final = re.compile(r"\b(?:type|kind|category|theme)\b|種別|種類|区分|分類|タイプ")
_STATE: Final = re.compile(r"\b(?:status|state|done|progress|bug|ticket|tracking bug)\b|状況|状態|ステータス|進捗")
_DONE: Final = re.compile(
    r"\b(?:done|completed?|closed|finished|fixed|resolved|shipped|merged)\b|完了|対応済|済み|実施済|"
    r"クローズ|[✅☑✔]|\[x\]"
)
_NOT_DONE: Final = re.compile(
    r"\bnot (?:yet )?(?:done|started|complete)|\bto ?do\b|in progress|未完了|未対応|未着手|対応中"
)

_TYPES: Final = {
    ActionType.PREVENT: "prevent; preventive; preventative; prevention; 予防; 再発防止; 防止; 恒久",
    ActionType.MITIGATE: "mitigate; mitigation; mitigative; 緩和; 軽減; 影響軽減; 暫定",
    ActionType.DETECT: "detect; detection; detective; monitoring; alerting; 検知; 検出; 監視",
    ActionType.REPAIR: "repair; fix; corrective; correct; bug; 修正; 復旧; 修復; 是正; 恒久対応",
    ActionType.PROCESS: "process; documentation; docs; procedure; プロセス; 手順; 運用; 文書; 文書化; ドキュメント",
    ActionType.INVESTIGATE: "investigate; investigation; research; 調査; 分析; 検証",
}
_BY_TYPE: Final = {name.strip(): kind for kind, names in _TYPES.items() for name in names.split(";")}
_WORDED: Final = {
    "critical": Priority.P0,
    "urgent": Priority.P0,
    "highest": Priority.P0,
    "最高": Priority.P0,
    "緊急": Priority.P0,
    "至急": Priority.P0,
    "high": Priority.P1,
    "高": Priority.P1,
    "medium": Priority.P2,
    "normal": Priority.P2,
    "中": Priority.P2,
    "low": Priority.P3,
    "lowest": Priority.P3,
    "低": Priority.P3,
}

_LABELLED: Final = re.compile(
    r"^(?:action items?|action|ai|todo|follow-?up|アクション(?:アイテム)?|対策|再発防止策)\s?[0-9]{0,2}\s?:\s*(?=\S)"
)
_TAIL_OWNER: Final = re.compile(
    r"[\s.,、。;—–-]*[(\[]?(?:owner|assignee|assigned to|担当者?)\s?:\s?@?(?P<who>[^\s.,;"
    r"、。()\[\]@][^.,;、。()\[\]@]{0,40}?)\s?[)\]]?(?=[.,;、。)\]]|$|\s(?:due|期限|by)\b|"
    r"\s期限)[)\].。]?"
)
_TAIL_DUE: Final = re.compile(
    r"[\s.,、。;—–-]*[(\[]?\b(?:due(?: date)?|deadline|target|期限|期日|by)\s?[:：]?\s?(?:on\s)?(?=[0-9令jfmasond])"
)
_HANDLE: Final = re.compile(r"(?<![\w@./])@(?P<who>[\w][\w.-]{0,38}\w)(?=[\s,.;:()\[\]、。]|$)")
_P: Final = re.compile(r"(?<![\w-])[(\[]?(?:priority\s?:?\s?)?!?(?P<p>p[0-4])\b(?:[)\]]|:\s|(?=[\s,.;、。)\]]|$))")
_GROUP_END: Final = (":", "：")


def read_actions(outline: Outline, base: Base, remarks: Remarks, *, day_first: bool) -> tuple[DraftAction, ...]:
    """Return the action items of the action sections, and of paragraphs anywhere that call themselves one."""
    reader = _Reader(base, remarks, day_first=day_first)
    found: list[DraftAction] = []
    for section in outline.sections:
        items = reader.section(section) if section.key is SectionKey.ACTION_ITEMS else reader.labelled(section.blocks)
        found.extend(items)
    if reader.worded:
        remarks.assume(0, "priority", n=reader.worded)
    return tuple(found)


class _Reader:
    """Read the items of sections, noting how priorities and dates were taken."""

    def __init__(self, base: Base, remarks: Remarks, *, day_first: bool) -> None:
        self.base = base
        self.remarks = remarks
        self.day_first = day_first
        self.worded = 0

    def section(self, section: Section) -> Iterator[DraftAction]:
        """Yield the items: of tables and lists; where there are none, of paragraphs."""
        blocks = section.blocks
        if any(block.kind in (BlockKind.TABLE, BlockKind.ITEM) for block in blocks):
            yield from self._listed(blocks)
        else:
            texts = [block for block in blocks if block.kind is BlockKind.TEXT]
            for block in texts:
                yield from self._paragraph(block)

    def _listed(self, blocks: list[Block]) -> Iterator[DraftAction]:
        groups: set[int] = set()
        top = min((block.depth for block in blocks if block.kind is BlockKind.ITEM), default=1)
        for index, block in enumerate(blocks):
            if block.kind is BlockKind.HEADING:
                groups.clear()
            elif block.kind is BlockKind.TABLE:
                yield from self._table(read_table(block))
            elif block.kind is BlockKind.ITEM:
                groups = {depth for depth in groups if depth < block.depth}
                if self._is_group(block, blocks[index + 1 : index + 2]):
                    groups.add(block.depth)
                elif block.depth == top + len(groups) or block.depth == top or block.ticked is not None:
                    yield from self._item(block)
            else:
                yield from self.labelled([block])

    @staticmethod
    def _is_group(block: Block, after: list[Block]) -> bool:
        """Tell whether an item only names the items nested below it."""
        nested = bool(after) and after[0].kind is BlockKind.ITEM and after[0].depth > block.depth
        text = block.text
        return nested and block.ticked is None and (text.endswith(_GROUP_END) or fold(text).strip(" :") in _BY_TYPE)

    def labelled(self, blocks: list[Block]) -> Iterator[DraftAction]:
        """Yield the paragraphs that begin with ``Action item:`` or アクション：."""
        for block in blocks:
            found = _LABELLED.match(fold(block.text[:80])) if block.kind is BlockKind.TEXT else None
            if found and exact_section(block.text[: found.end()].rstrip(" :：0123456789")) is SectionKey.ACTION_ITEMS:
                yield from self._worded(block.number, block.text[found.end() :], done=is_ticked(block.lines[0].source))

    def _paragraph(self, block: Block) -> Iterator[DraftAction]:
        """Yield a paragraph as one item; lines that each end a sentence are items of their own."""
        lines = [line for line in block.lines if line.text]
        ended = len(lines) > 1 and all(self._ends(line) for line in lines)
        for line in lines if ended else ():
            yield from self._worded(line.number, line.text, done=is_ticked(line.source))
        if not ended:
            found = _LABELLED.match(fold(block.text[:80]))
            yield from self._worded(
                block.number, block.text[found.end() if found else 0 :], done=is_ticked(block.lines[0].source)
            )

    @staticmethod
    def _ends(line: Line) -> bool:
        return line.source.endswith(("  ", "\\")) or line.text.endswith((".", "。", "!", ";", ")", "）"))

    def _item(self, block: Block) -> Iterator[DraftAction]:
        yield from self._worded(block.number, block.text, done=block.ticked or is_ticked(block.lines[0].source))

    def _worded(self, line: int, text: str, *, done: bool) -> Iterator[DraftAction]:
        """Yield the item of a line; owner, priority and date that stand at its end are taken off."""
        if is_blank(text):
            return
        parts = _Parts(text)
        owner = parts.take_owner()
        due = self._due_of(parts, line)
        priority = parts.take_priority()
        handle = "" if owner else parts.take_handle()
        yield DraftAction(line, parts.rest() or text, bool(done), owner or handle, priority, due, self._type(""))

    def _due_of(self, parts: _Parts, line: int) -> date | None:
        mark = parts.take_due()
        if mark is None:
            return None
        due = self._date(mark)
        if due is None:
            self.remarks.warn(line, "due", written=parts.due_written)
        return due

    def _date(self, mark: DayMark) -> date | None:
        due = whole_date(mark, day_first=self.day_first)
        if due is not None or mark.year is not None or mark.slip:
            return due
        known = self.base.day
        if known is None:
            return None
        days = [
            whole_date(DayMark(year, mark.month, mark.day, mark.order), day_first=self.day_first)
            for year in (known.year, known.year + 1)
        ]
        due = next((day for day in days if day is not None and day >= known), None)
        if due is not None:
            self.remarks.assume(0, "due_year", year=str(due.year))
        return due

    def _table(self, table: Table) -> Iterator[DraftAction]:
        titles = table.titles()
        columns = _ActionColumns.of(titles, table.width)
        for row in table.rows:
            text = row.cell(columns.text)
            if not is_blank(text):
                yield self._row(row, columns, text)

    def _row(self, row: Row, columns: _ActionColumns, text: str) -> DraftAction:
        state = fold(row.cell(columns.state))
        done = is_ticked(row.source(columns.text)) or bool(_DONE.search(state) and not _NOT_DONE.search(state))
        owner = row.cell(columns.owner).lstrip("@").strip()
        written = row.cell(columns.due)
        return DraftAction(
            row.number, text, done, "" if is_blank(owner) else owner, self._priority(row.cell(columns.priority)),
            self._due_cell(row.number, written), self._type(row.cell(columns.type)),
        )  # fmt: skip

    def _due_cell(self, line: int, written: str) -> date | None:
        if is_blank(written):
            return None
        found = day_at(fold(written), 0)
        due = self._date(found[1]) if found else None
        if due is None:
            self.remarks.warn(line, "due", written=written[:60])
        return due

    def _priority(self, written: str) -> Priority | None:
        folded = fold(written).strip()
        found = re.search(r"p[0-3]", folded)
        if found:
            return Priority(found[0].upper())
        worded = _WORDED.get(folded)
        self.worded += worded is not None
        return worded

    @staticmethod
    def _type(written: str) -> ActionType:
        folded = fold(written).strip()
        return next((kind for name, kind in _BY_TYPE.items() if folded == name), ActionType.OTHER)


@dataclass(frozen=True)
class _ActionColumns:
    """Hold which columns of a table of actions bear what."""

    text: int
    owner: int | None = None
    due: int | None = None
    priority: int | None = None
    type: int | None = None
    state: int | None = None

    @classmethod
    def of(cls, titles: tuple[str, ...], width: int) -> _ActionColumns:
        taken: set[int] = set()

        def pick(pattern: re.Pattern[str]) -> int | None:
            index = next(
                (index for index, title in enumerate(titles) if index not in taken and pattern.search(title)), None
            )
            taken.update(() if index is None else (index,))
            return index

        owner, due, priority = pick(_OWNER), pick(_DUE), pick(_PRIORITY)
        kind = pick(_TYPE)
        text = pick(_TEXT)
        state = pick(_STATE)
        numbers = [index for index, title in enumerate(titles) if re.fullmatch(r"(?:no\.?|#|id|番号|項番)?", title)]
        free = [index for index in range(max(width, 1)) if index not in taken and index not in numbers]
        return cls(text if text is not None else free[0] if free else 0, owner, due, priority, kind, state)


class _Parts:
    """Hold an item's words while marks are taken off it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.due_written = ""

    def _cut(self, start: int, end: int) -> None:
        self.text = f"{self.text[:start].rstrip()} {self.text[end:].lstrip()}".strip()

    def take_owner(self) -> str:
        """Return the owner after ``Owner:`` or 担当：."""
        found = _TAIL_OWNER.search(fold(self.text))
        if found is None:
            return ""
        who = self.text[found.start("who") : found.end("who")].strip()
        self._cut(found.start(), found.end())
        return "" if is_blank(who) else who

    def take_handle(self) -> str:
        """Return the one ``@name`` of the words; several names are no owner."""
        found = list(_HANDLE.finditer(self.text))
        if len(found) != 1:
            return ""
        if not self.text[found[0].end() :].strip(" .。)]") or not self.text[: found[0].start()].strip(" ([-"):
            self._cut(found[0].start(), found[0].end())
        return found[0]["who"]

    def take_due(self) -> DayMark | None:
        """Return the date after ``due`` or 期限."""
        folded = fold(self.text)
        found = _TAIL_DUE.search(folded)
        day = day_at(folded, found.end()) if found else None
        if found is None or day is None:
            return None
        self.due_written = self.text[found.end() : day[2]]
        closing = re.match(r"(?:まで(?:に)?)?[\s)\]）.。]*", self.text[day[2] :])
        self._cut(found.start(), day[2] + (closing.end() if closing else 0))
        return day[1]

    def take_priority(self) -> Priority | None:
        """Return P0 to P3 where the words bear one."""
        found = _P.search(fold(self.text))
        if found is None or found["p"] == "p4":
            return None
        self._cut(found.start(), found.end())
        return Priority(found["p"].upper())

    def rest(self) -> str:
        """Return the words that are left, without empty brackets and dangling signs."""
        text = re.sub(r"[(\[（][\s,、;]*[)\]）]?\s*$", "", self.text.strip())
        return text.strip().rstrip(" ,、;—–-(（[")
