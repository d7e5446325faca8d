"""After a meeting: what took how long, how it was rated, one thing to keep and one to try; for the facilitator alone.

Nothing of it reaches the stage, notes, exports or announcements. The next facilitator sees tips without names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.feedback import (
    MOST_LETTERS,
    Feedback,
    PartTime,
    Spread,
    Tip,
    often_late,
    part_times,
    spread,
    written_tips,
)
from weeklypm.domain.incident import Responder
from weeklypm.domain.meeting import ClockEvent, Meeting, MeetingState
from weeklypm.domain.people import Person
from weeklypm.domain.redaction import known
from weeklypm.domain.values import Language
from weeklypm.services.meetings import meeting_on
from weeklypm.services.snapshot import agenda_from_json
from weeklypm.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weeklypm.storage import Reader, Unit

LOOKED_BACK: Final = 4
"""Meetings whose feedback and clocks make tips."""

MOST_WRITTEN: Final = 3
"""Tips shown that people wrote; one more may be worked out from the clocks."""


@dataclass(frozen=True)
class FeedbackView:
    """Hold what the facilitator sees of a closed meeting: the parts' times, the ratings, and their two sentences."""

    meeting_id: UUID
    day: date
    parts: tuple[PartTime, ...]
    rated: Spread | None
    keep: str
    try_next: str


def feedback_view(reader: Reader, meeting_id: UUID) -> FeedbackView:
    """Return what is kept of a closed meeting; raise Problem ``feedback.problem.not_closed`` for another."""
    meeting = _closed(reader, meeting_id)
    row = reader.first(Feedback, meeting_id=meeting_id)
    keep, try_next = (row.keep, row.try_next) if row else ("", "")
    return FeedbackView(meeting_id, meeting.held_on, _parts(reader, meeting), spread(meeting.ratings), keep, try_next)


def keep_feedback(
    unit: Unit, meeting_id: UUID, keep: str | None = None, try_next: str | None = None
) -> Feedback | None:
    """Keep what to keep and what to try; None leaves a sentence as it is, an empty text takes it away.

    Raises Problem ``feedback.problem.not_closed`` and ``feedback.problem.too_long``.
    """
    meeting = _closed(unit, meeting_id)
    row = unit.first(Feedback, meeting_id=meeting.id)
    given: dict[str, Any] = {
        name: _line(text) for name, text in (("keep", keep), ("try_next", try_next)) if text is not None
    }
    if row is None:
        return unit.add(Feedback(**unit.stamp(), meeting_id=meeting.id, **given)) if any(given.values()) else None
    changed = replace(row, **given)
    return unit.put(changed) if changed != row else row


def keep_and_view(unit: Unit, day: date | None, keep: str | None, try_next: str | None) -> FeedbackView:
    """Keep sentences of the meeting of a date, by default the last one, and return what is kept of it then."""
    meeting = meeting_on(unit, day)
    keep_feedback(unit, meeting.id, keep, try_next)
    return feedback_view(unit, meeting.id)


def tips(reader: Reader, day: date | None = None) -> tuple[Tip, ...]:
    """Return tips for whoever leads on a day, by default after the last meeting, from the meetings before it."""
    before: dict[str, Any] = {"held_on__lt": day} if day is not None else {}
    meetings = reader.find(
        Meeting, state=MeetingState.CLOSED, order_by=("held_on",), descending=True, limit=LOOKED_BACK, **before
    )
    late = often_late([_parts(reader, meeting) for meeting in meetings])
    rows = {row.meeting_id: row for row in reader.find(Feedback, meeting_id={meeting.id for meeting in meetings})}
    kept = [rows[meeting.id] for meeting in meetings if meeting.id in rows]
    return (*_written(reader, kept), *([late] if late else []))


def as_json(view: FeedbackView, language: Language) -> dict[str, Any]:
    """Return what is kept of a meeting as JSON; lengths are whole seconds."""
    rated = view.rated
    return {
        "date": view.day.isoformat(),
        "parts": [
            {
                "segment": part.segment.value,
                "title": say(language, part.title),
                "planned": part.planned,
                "real": part.real,
            }
            for part in view.parts
        ],
        "ratings": {
            "counts": list(rated.counts),
            "given": rated.given,
            "mean": float(round(rated.mean, 2)),
            "lowest": rated.lowest,
            "highest": rated.highest,
        }
        if rated
        else None,
        "keep": view.keep,
        "try": view.try_next,
    }


def tips_json(told: Sequence[Tip], language: Language) -> list[dict[str, str]]:
    """Return tips as JSON."""
    return [{"kind": tip.kind.value, "text": say(language, tip.text)} for tip in told]


def _written(reader: Reader, kept: Sequence[Feedback]) -> tuple[Tip, ...]:
    if not kept:
        return ()
    people = known(reader.find(Person, include_deleted=True), reader.find(Responder))
    return written_tips(kept, people, MOST_WRITTEN)


def _closed(reader: Reader, meeting_id: UUID) -> Meeting:
    meeting = reader.get(Meeting, meeting_id)
    if meeting.state is not MeetingState.CLOSED:
        raise Problem("feedback.problem.not_closed", day=meeting.held_on)
    return meeting


def _parts(reader: Reader, meeting: Meeting) -> tuple[PartTime, ...]:
    if not meeting.agenda_json:
        return ()
    return part_times(agenda_from_json(meeting.agenda_json), reader.find(ClockEvent, meeting_id=meeting.id))


def _line(text: str) -> str:
    line = text.strip()
    if len(line) > MOST_LETTERS:
        raise Problem("feedback.problem.too_long", n=len(line), most=MOST_LETTERS)
    return line
