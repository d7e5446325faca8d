"""Read labelled values such as ``Severity: SEV-2``: in lines, in tables of two columns, under form headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from weeklypm.importers.blocks import Block, BlockKind
from weeklypm.importers.plain import fold, is_blank, plain
from weeklypm.importers.tables import read_table

if TYPE_CHECKING:
    from weeklypm.importers.outline import Section

LABEL: Final = re.compile(r"^([^:\n|]{0,47}[^:\n|\s0-9])\s{0,3}:(?!//)\s{0,3}")
_NAMES: Final[Mapping[str, str]] = {
    "title": "title; incident title; incident name; タイトル; 件名; インシデント名; 障害名",
    "date": (
        "date; incident date; date of incident; date of the incident; day; when; incident dates;"
        " date/time; date and time; 日付; 発生日; 発生日付; 障害日; 日時; インシデント発生日; 障害発生日"
    ),
    "severity": (
        "severity; sev; incident severity; severity level; priority level; 重大度; 重要度; 深刻度;"
        " 障害レベル; 影響度; レベル; インシデントレベル"
    ),
    "zone": "time zone; timezone; tz; タイムゾーン; times in",
    "services": (
        "services; service; affected services; affected service; services affected; affected systems;"
        " systems affected; impacted services; impacted products; products; component; components;"
        " affected components; service(s) affected; 対象サービス; 影響サービス; 対象システム;"
        " 影響を受けたサービス; サービス; 影響システム; システム名; 対象"
    ),
    "responders": (
        "responders; incident commander; commander; on-call; oncall; responder; incident lead;"
        " incident response team; 対応者; 当番; 指揮者; インシデントコマンダー; 対応担当"
    ),
    "kind": "type; kind; type of incident; incident type; 種別; 区分",
    "onset": (
        "started at; start time; start; started; incident start; incident started; impact start;"
        " impact started; outage start; begin; began; onset; start of impact; incident start time;"
        " start date; outage began; impact began; time of onset; beginning; 発生日時; 発生時刻;"
        " 障害発生日時; 障害発生時刻; 発生; 開始日時; 開始時刻; 影響開始; 影響開始日時"
    ),
    "detected": (
        "detected at; detected; detection time; time detected; time of detection; incident detected;"
        " first detected; discovered at; 検知日時; 検知時刻; 検出日時; 検出時刻; 発見日時; 発見時刻;"
        " 覚知日時; 認知日時"
    ),
    "declared": (
        "declared at; declared; incident declared; time declared; incident declared at; 宣言日時;"
        " 宣言時刻; インシデント宣言; インシデント宣言日時"
    ),
    "acknowledged": (
        "acknowledged at; acknowledged; time acknowledged; ack time; acked at; 対応開始日時; 対応開始;"
        " 対応開始時刻; 着手日時"
    ),
    "mitigated": (
        "mitigated at; mitigated; mitigation time; time mitigated; impact mitigated; impact mitigated at;"
        " 暫定復旧日時; 緩和日時; 暫定対応完了日時; 暫定復旧; 影響緩和日時"
    ),
    "resolved": (
        "resolved at; resolved; end time; ended at; end; ended; incident end; incident resolved;"
        " impact end; outage end; time resolved; resolution time; resolved on; recovery time;"
        " recovered at; outage ended; impact ended; 収束日時; 復旧日時; 復旧時刻; 解決日時; 解消日時;"
        " 終了日時; 復旧; 収束時刻; 収束日時(復旧日時); 復旧日時(収束日時); 完全復旧日時; 障害復旧日時;"
        " 影響終了日時"
    ),
    "ttd": "time to detect; time to detection; ttd; detection delay; 検知までの時間; 検知時間; 検出までの時間",
    "tta": "time to acknowledge; tta; time to acknowledgement; time to respond; time to engage; 対応開始までの時間",
    "declare": "time to declare; time to declaration; 宣言までの時間",
    "ttm": "time to mitigate; time to mitigation; ttm; 緩和までの時間; 暫定復旧までの時間",
    "ttr": (
        "time to resolve; time to resolution; time to recovery; time to recover; ttr; time to restore;"
        " mttr; 復旧までの時間; 復旧時間; 解決までの時間; 収束までの時間"
    ),
}
_TABLE: Final = {name.strip(): key for key, names in _NAMES.items() for name in names.split(";")}


@dataclass(frozen=True)
class FieldValue:
    """Hold one labelled value: what it means (see the table), its plain text and its line."""

    name: str
    value: str
    line: int


def field_of(label: str) -> str | None:
    """Return what a label means; the unit in ``Time to detect (minutes)`` may follow it."""
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", " ".join(fold(label).split()))
    bare = bare if bare.count("(") <= bare.count(")") else bare + ")"
    return _TABLE.get(bare) or _TABLE.get(re.sub(r"\s*\([^()]{0,40}\)$", "", bare))


def is_field_name(label: str) -> bool:
    """Tell whether a label names a field rather than a section."""
    return field_of(label) is not None


def read_fields(sections: Iterable[Section]) -> tuple[FieldValue, ...]:
    """Return the labelled values of some sections in order; blanks and template prompts are left out."""
    found = (value for section in sections for value in _section_fields(section))
    return tuple(value for value in found if not is_blank(value.value))


def _section_fields(section: Section) -> Iterator[FieldValue]:
    name = field_of(section.heading) if section.key is None and section.heading else None
    texts = [block for block in section.blocks if block.kind in (BlockKind.TEXT, BlockKind.ITEM)]
    if name is not None and texts:
        joined = ", ".join(block.text for block in texts) if name in ("services", "responders") else texts[0].text
        yield FieldValue(name, joined, texts[0].number)
    for block in section.blocks:
        yield from _block_fields(block)


def _block_fields(block: Block) -> Iterator[FieldValue]:
    if block.kind is BlockKind.TABLE:
        yield from _table_fields(block)
    elif block.kind in (BlockKind.TEXT, BlockKind.ITEM):
        for line in block.lines:
            yield from _line_field(line.number, line.text)


def _line_field(number: int, text: str) -> Iterator[FieldValue]:
    found = LABEL.match(fold(text[:400]))
    name = field_of(found[1]) if found else None
    if found and name is not None:
        yield FieldValue(name, text[found.end() :].strip(), number)


def _table_fields(block: Block) -> Iterator[FieldValue]:
    table = read_table(block)
    for row in (*((table.header,) if table.header else ()), *table.rows):
        name = field_of(plain(row.source(0))) if len(row.cells) == 2 else None
        if name is not None:
            yield FieldValue(name, row.cell(1), row.number)
