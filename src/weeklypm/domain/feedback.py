"""What the facilitator keeps for themselves after a meeting. Totals and a sentence or two; never who said what.

Whoever leads next sees what was written as tips: without names, and without the meeting they come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final
from uuid import UUID

from weeklypm.domain.agenda import Agenda, Segment
from weeklypm.domain.clock import fold
from weeklypm.domain.meeting import ClockEvent
from weeklypm.domain.redaction import JOINED, ROLE, Known, Words, redact
from weeklypm.domain.values import Message, Row, message

MOST_LETTERS: Final = 500
"""Letters that each of the two sentences may have."""

OVER: Final = 60
"""Seconds over its plan from which a part counts as late: less is the rounding of a talk."""

OFTEN: Final = 2
"""Meetings in which the same part must have been late for a tip to say so."""

POINTS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Feedback(Row):
    """Hold one thing to keep and one to try next time; the next facilitator sees them as tips without names."""

    meeting_id: UUID
    keep: str = ""
    try_next: str = ""


@dataclass(frozen=True)
class PartTime:
    """Hold one line of the agenda with its planned and its real length in seconds.

    ``planned`` is as the agenda was composed, whatever was added while it ran; ``real`` is None where no clock ran.
    """

    segment: Segment
    title: Message
    planned: int
    real: int | None

    @property
    def over(self) -> int:
        """Return by how many seconds it took longer than planned; negative where it was shorter."""
        return 0 if self.real is None else self.real - self.planned


@dataclass(frozen=True)
class Spread:
    """Hold how often each of one to five points was given, how many ratings that are, their mean and their range."""

    counts: tuple[int, ...]
    given: int
    mean: Fraction
    lowest: int
    highest: int


class TipKind(StrEnum):
    """Name what a tip asks for."""

    KEEP = "keep"
    TRY = "try"


@dataclass(frozen=True)
class Tip:
    """Hold one tip: what to say, and whether to keep it up or to try it. It names nobody and no meeting."""

    text: Message
    kind: TipKind


def part_times(agenda: Agenda, events: Iterable[ClockEvent]) -> tuple[PartTime, ...]:
    """Return each line of an agenda with the time it took by the meeting's clock, pauses left out."""
    tape = fold(events)
    spent = [0] * len(agenda.lines)
    for (line, _box), length in tape.spent.items():
        if line < len(spent):
            spent[line] += int(length.total_seconds())
    ran = tape.started_at is not None
    return tuple(
        PartTime(line.segment, line.title, line.minutes * 60, seconds if ran else None)
        for line, seconds in zip(agenda.lines, spent, strict=True)
    )


def spread(ratings: Sequence[int]) -> Spread | None:
    """Return the totals of five counts with their mean and range, or None where nobody rated."""
    counts = tuple(ratings[:POINTS])
    given = sum(counts)
    if given == 0:
        return None
    points = [place for place, count in enumerate(counts, start=1) if count]
    mean = Fraction(sum(place * count for place, count in enumerate(counts, start=1)), given)
    return Spread(counts, given, mean, points[0], points[-1])


def without_names(text: str, people: Known) -> Words:
    """Return one line in which names, aliases, handles and mail addresses are letters, from A in each text anew.

    ``people`` has nobody in order of appearance yet.
    """
    return _lettered(redact(" ".join(text.split()), people, names_on=False))


def _lettered(words: Words) -> Words:
    if isinstance(words, str):
        return words
    if words.code == ROLE:
        return message("feedback.somebody", letter=words.get("letter"))
    return message(JOINED, first=_lettered(words.get("first")), rest=_lettered(words.get("rest")))


def written_tips(kept: Sequence[Feedback], people: Known, most: int) -> tuple[Tip, ...]:
    """Return the lines of some feedback as tips, in its order, what to try before what to keep, each only once."""
    lines = [(text, kind) for row in kept for text, kind in ((row.try_next, TipKind.TRY), (row.keep, TipKind.KEEP))]
    tips = [Tip(message("feedback.tip.line", text=without_names(text, people)), kind) for text, kind in lines if text]
    return tuple(dict.fromkeys(tips))[:most]


def often_late(meetings: Sequence[Sequence[PartTime]]) -> Tip | None:
    """Return a tip about the part that ran over most often in some meetings, then longest; None where none did twice.

    The minutes told are the mean of those meetings in which it ran over, and at least one.
    """
    late: dict[Segment, list[int]] = {segment: [] for segment in Segment}
    timed = [parts for parts in meetings if any(part.real is not None for part in parts)]
    for parts in timed:
        for segment, found in late.items():
            over = sum(part.over for part in parts if part.segment is segment)
            if over >= OVER:
                found.append(over)
    worst = max(Segment, key=lambda segment: (len(late[segment]), sum(late[segment])))
    times = len(late[worst])
    if times < OFTEN:
        return None
    minutes = max(1, round(Fraction(sum(late[worst]), times * 60)))
    return Tip(message("feedback.tip.late", segment=worst, minutes=minutes, n=times, of=len(timed)), TipKind.TRY)
