"""Find the instants of an incident in what the document states; none is ever made by default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from weeklypm.domain.drafts import DraftEvent
from weeklypm.domain.incident import InstantKind
from weeklypm.domain.timeline import EventKind
from weeklypm.importers.clock import Clock
from weeklypm.importers.fields import FieldValue
from weeklypm.importers.plain import fold, plain
from weeklypm.importers.remarks import Remarks
from weeklypm.importers.stamps import read_stamp

# The bold marks of the SRE book's example; the incident begins where it is declared.
_MARKS: Final[tuple[tuple[InstantKind, re.Pattern[str]], ...]] = (
    (InstantKind.ONSET, re.compile(r"\bOUTAGE (?:BEGINS|BEGAN|STARTS|STARTED)\b")),
    (InstantKind.DECLARED, re.compile(r"\bINCIDENT (?:BEGINS|BEGAN|STARTS|STARTED|DECLARED)\b")),
    (InstantKind.MITIGATED, re.compile(r"\b(?:OUTAGE|INCIDENT) MITIGATED\b")),
    (InstantKind.RESOLVED, re.compile(r"\bOUTAGE (?:ENDS|ENDED|OVER|RESOLVED)\b")),
)
_WORDS: Final[tuple[tuple[InstantKind, re.Pattern[str]], ...]] = (
    (
        InstantKind.ONSET,
        re.compile(
            r"\b(?:outage|incident|impact|customer impact|user impact) (?:begins|began|starts|started)\b|"
            r"障害(?:が)?発生(?!の|時)|影響(?:が)?(?:発生|開始)"
        ),
    ),
    (
        InstantKind.DETECTED,
        re.compile(
            r"\b(?:(?:alert|pager|page|alarm)s? (?:is |was |are |were )?(?:triggered|fires|fired|goes out|"
            r"went out|received|storm)|received (?:an? |the )?alert|first alert|on-?call (?:is |was |gets |"
            r"got )?paged|issue (?:is |was )?detected|incident (?:is |was )?detected|alerted by)\b|"
            r"アラート(?:が|を)?(?:発報|発火|検知|受信|通知)|障害を検知|異常を検知|(?:を|が)検知(?:した|され)?"
        ),
    ),
    (
        InstantKind.DECLARED,
        re.compile(
            r"\bincident (?:is |was )?(?:formally |officially )?declared\b(?! resolved| closed| over|"
            r" mitigated)|\bdeclare[sd]? (?:an? |the )?incident\b|インシデント(?:を|が)?宣言|障害(?:を)?宣言"
        ),
    ),
    (
        InstantKind.ACKNOWLEDGED,
        re.compile(
            r"\b(?:acknowledge[sd]?|ack(?:ed|s)?) (?:the |an? )?(?:page|alert|incident|pager)\b|\b(?:page|"
            r"alert|incident) (?:is |was )?ack(?:nowledg)?ed\b|アラートを(?:確認|受領)"
        ),
    ),
    (
        InstantKind.MITIGATED,
        re.compile(
            r"\b(?:(?:issue|incident|impact|outage|problem) (?:is |was |has been )?mitigated|"
            r"impact (?:is |was )?over)\b|暫定復旧|影響(?:を)?(?:緩和|解消)"
        ),
    ),
    (
        InstantKind.RESOLVED,
        re.compile(
            r"\b(?:(?:issue|incident|outage|problem)(?: is| was| has been)?(?: declared| now| fully|"
            r" completely)? resolved|service(?:s)? (?:is |was |are |were )?(?:fully )?restored|"
            r"all systems operational|everything is back to normal)\b|\(resolved\)|(?:完全|全面)復旧|"
            r"障害(?:が)?(?:収束|復旧|解消)|インシデント(?:を)?(?:収束|解決)|復旧を確認"
        ),
    ),
)
_LATEST: Final = (InstantKind.MITIGATED, InstantKind.RESOLVED)
_SPANS: Final[Mapping[str, tuple[InstantKind, InstantKind]]] = {
    "ttd": (InstantKind.ONSET, InstantKind.DETECTED),
    "tta": (InstantKind.DETECTED, InstantKind.ACKNOWLEDGED),
    "declare": (InstantKind.ONSET, InstantKind.DECLARED),
    "ttm": (InstantKind.ONSET, InstantKind.MITIGATED),
    "ttr": (InstantKind.ONSET, InstantKind.RESOLVED),
}
_UNIT: Final = re.compile(
    r"([0-9]+(?:\.[0-9]+)?)\s?(days?|d\b|日間?|hours?|hrs?|h\b|時間|minutes?|mins?|min\b|m\b|分間?|"
    r"seconds?|secs?|s\b|秒間?)"
)
_LONGEST: Final = 10 * 366 * 86400
_SECONDS: Final = {"d": 86400, "日": 86400, "h": 3600, "時": 3600, "m": 60, "分": 60, "s": 1, "秒": 1}


@dataclass
class Instants:
    """Hold the instants found and which of them are approximate."""

    at: dict[InstantKind, datetime] = field(default_factory=dict)
    about: set[InstantKind] = field(default_factory=set)

    def put(self, kind: InstantKind, moment: datetime, *, approximate: bool = False) -> None:
        """Keep an instant unless one of its kind is known."""
        if kind not in self.at:
            self.at[kind] = moment
            self.about.update({kind} if approximate else ())


def find_instants(
    fields: tuple[FieldValue, ...], events: tuple[DraftEvent, ...], clock: Clock, remarks: Remarks
) -> Instants:
    """Return the instants that fields, marks, spans or words state, in this order of trust."""
    found = Instants()
    _from_fields(fields, found, clock)
    marked = _from_marks(events, found)
    _from_words(events, found, remarks, skip_onset=marked)
    _from_spans(fields, events, found, remarks)
    if marked:
        _first_signal(events, found, remarks)
    return found


def _from_fields(fields: Iterable[FieldValue], found: Instants, clock: Clock) -> None:
    kinds = {kind.value for kind in InstantKind}
    for labelled in fields:
        stamp = read_stamp(fold(labelled.value)) if labelled.name in kinds else None
        if stamp is None or stamp.time is None:
            continue
        clock.day, clock.last = None, None
        moment = clock.moment(stamp, labelled.line)
        if moment.at is not None:
            found.put(InstantKind(labelled.name), moment.at, approximate=moment.approximate)


def _from_marks(events: Iterable[DraftEvent], found: Instants) -> bool:
    marked = False
    for event in events:
        for kind, pattern in _MARKS:
            if event.at is not None and pattern.search(event.text[:200]):
                found.put(kind, event.at, approximate=event.approximate)
                marked = True
    return marked


def _first_signal(events: Iterable[DraftEvent], found: Instants, remarks: Remarks) -> None:
    """Take the first signal after the marked onset as the detection, where nothing else states one."""
    onset = found.at.get(InstantKind.ONSET)
    for event in events:
        if onset is None or InstantKind.DETECTED in found.at:
            return
        if event.at is not None and event.at > onset and event.kind is EventKind.SIGNAL:
            found.put(InstantKind.DETECTED, event.at, approximate=event.approximate)
            remarks.assume(event.line, "instant.detected", text=event.text[:60])


def _from_words(events: tuple[DraftEvent, ...], found: Instants, remarks: Remarks, *, skip_onset: bool) -> None:
    for kind, pattern in _WORDS:
        if kind in found.at or (skip_onset and kind is InstantKind.ONSET):
            continue
        hits = [event for event in events if event.at is not None and pattern.search(fold(event.text[:300]))]
        if not hits:
            continue
        hit = hits[-1] if kind in _LATEST else hits[0]
        if hit.at is not None:
            found.put(kind, hit.at, approximate=hit.approximate)
            remarks.assume(hit.line, f"instant.{kind.value}", text=hit.text[:60])


def _from_spans(
    fields: tuple[FieldValue, ...], events: tuple[DraftEvent, ...], found: Instants, remarks: Remarks
) -> None:
    """Count stated spans such as ``Time to detect: 43 minutes`` from the onset."""
    spans = {
        labelled.name: (seconds, labelled.line)
        for labelled in fields
        if labelled.name in _SPANS and (seconds := span_seconds(labelled.value)) is not None
    }
    if InstantKind.ONSET not in found.at:
        _onset_by_spans(spans, events, found, remarks)
    for name in ("ttd", "declare", "ttm", "ttr", "tta"):
        since, until = _SPANS[name]
        if name in spans and since in found.at and _may_replace(until, found, remarks):
            moment = found.at[since] + timedelta(seconds=spans[name][0])
            found.at.pop(until, None)
            found.put(until, moment, approximate=since in found.about)
            remarks.assume(spans[name][1], f"span.{until.value}", n=spans[name][0] // 60)


def _may_replace(kind: InstantKind, found: Instants, remarks: Remarks) -> bool:
    """Tell whether an instant may come from a stated span: it is unknown, or was only read from an entry's words."""
    code = f"importers.assumption.instant.{kind.value}"
    worded = [remark for remark in remarks.assumptions if remark.message.code == code]
    for remark in worded:
        remarks.assumptions.remove(remark)
    return kind not in found.at or bool(worded)


def _onset_by_spans(
    spans: Mapping[str, tuple[int, int]], events: tuple[DraftEvent, ...], found: Instants, remarks: Remarks
) -> None:
    """Take the one entry as onset from which two stated spans both end on entries; one span alone proves nothing."""
    wanted = [timedelta(seconds=spans[name][0]) for name in ("ttd", "declare", "ttm", "ttr") if name in spans]
    timed = [event for event in events if event.at is not None][:500]
    known = {event.at.replace(second=0) for event in timed if event.at is not None}
    if len(wanted) < 2:
        return
    fits = [
        event
        for event in timed
        if event.at is not None and all(event.at.replace(second=0) + span in known for span in wanted)
    ]
    if len({event.at for event in fits}) == 1 and fits[0].at is not None:
        found.put(InstantKind.ONSET, fits[0].at, approximate=fits[0].approximate)
        remarks.assume(fits[0].line, "onset_by_spans", text=fits[0].text[:60])


def span_seconds(written: str) -> int | None:
    """Return the seconds of a span such as ``1 h 35 min``; None where it gives no unit or is past belief."""
    folded = fold(plain(written))[:80]
    parts = _UNIT.findall(folded)
    if not parts or re.match(r"[<>]|n/?a\b|\?", folded):
        return None
    seconds = sum(float(number) * _SECONDS[unit[0]] for number, unit in parts)
    return int(seconds) if seconds <= _LONGEST else None
