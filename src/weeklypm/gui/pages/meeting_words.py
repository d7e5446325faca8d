"""What the meeting page says of a meeting and its clock: pure, from frozen views to ready texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from weeklypm.domain.agenda import AgendaLine, Kind, Segment
from weeklypm.domain.clock import ClockView
from weeklypm.domain.incident import InstantKind
from weeklypm.domain.talk import has_clock
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.clock_labels import clock_text
from weeklypm.gui.widgets.interventions import Intervention
from weeklypm.gui.widgets.reveal_bar import RevealStep
from weeklypm.gui.widgets.segment_list import COMING, DONE, NOW, SegmentRow
from weeklypm.services.incidents import IncidentView
from weeklypm.services.meetings import MeetingView
from weeklypm.wording.scripts import cues, interventions
from weeklypm.wording.words import name_of

KIND_ICONS: Final = {
    Kind.INCIDENT_TALK: "activity",
    Kind.NEAR_MISS: "shield-check",
    Kind.OPEN_TOPIC: "message-circle",
    Kind.DASHBOARD_REVIEW: "gauge",
    Kind.RE_READ: "book-open",
    Kind.ROLE_PLAY: "ferris-wheel",
    Kind.QUESTION: "messages-square",
    Kind.ACTION_FOLLOW_UP: "list-checks",
}
SEGMENT_ICONS: Final = {
    Segment.OPEN: "door-open",
    Segment.ACTIONS: "list-checks",
    Segment.MAIN: "presentation",
    Segment.LEARNING: "sprout",
    Segment.READ_BACK: "mic",
    Segment.CLOSE: "door-open",
}

WORTH_A_WORD: Final = 30
"""Seconds over time below which nothing turns amber."""


def line_name(line: AgendaLine) -> str:
    """Return what a line of the agenda is called: in the main part its kind."""
    return name_of(i18n.language(), line.kind if line.kind and line.segment is Segment.MAIN else line.segment)


def line_icon(line: AgendaLine) -> str:
    """Return the icon of a line of the agenda."""
    return KIND_ICONS[line.kind] if line.kind else SEGMENT_ICONS[line.segment]


def segment_rows(meeting: MeetingView, clock: ClockView) -> list[SegmentRow]:
    """Return the parts with their times; below the current one its boxes. Keys are ``line`` and ``line:box``."""
    rows: list[SegmentRow] = []
    for index, line in enumerate(meeting.agenda.lines):
        spent, planned = clock.elapsed[index], clock.planned[index]
        state = _state(index, clock.line)
        times = _times(spent, planned, begun=state != COMING or spent > 0)
        rows.append(SegmentRow(str(index), line_name(line), times, state, over=_is_over(spent, planned)))
        if index == clock.line:
            rows += _box_rows(index, line, clock)
    return rows


def _box_rows(index: int, line: AgendaLine, clock: ClockView) -> list[SegmentRow]:
    rows = []
    for box, (code, _minutes) in enumerate(line.boxes):
        spent, planned = clock.box_elapsed[box], clock.box_planned[box]
        state = _state(box, clock.box)
        times = _times(spent, planned, begun=state != COMING or spent > 0)
        rows.append(SegmentRow(f"{index}:{box}", tr(code), times, state, over=_is_over(spent, planned), box=True))
    return rows


def _state(index: int, now: int | None) -> str:
    if now is None or index > now:
        return COMING
    return NOW if index == now else DONE


def _is_over(spent: int, planned: int) -> bool:
    """Tell whether a part ran over by enough to speak of it."""
    return spent - planned >= WORTH_A_WORD


def _times(spent: int, planned: int, *, begun: bool) -> str:
    minutes = str(planned // 60) if planned % 60 == 0 else clock_text(planned)
    return tr("meetingpage.times", spent=clock_text(spent), planned=minutes) if begun else minutes


def part_of(meeting: MeetingView, clock: ClockView) -> tuple[str, int, int]:
    """Return the name of the box or line that runs, its planned seconds, and what is left of them."""
    if clock.line is None:
        return "", 0, 0
    line = meeting.agenda.lines[clock.line]
    if clock.box is not None and clock.box_remaining is not None:
        return tr(line.boxes[clock.box][0]), clock.box_planned[clock.box], clock.box_remaining
    return line_name(line), clock.planned[clock.line], clock.remaining


def facts_of(meeting: MeetingView, line: AgendaLine) -> str:
    """Return the line of facts over the title: of an incident its day, span and severity, else why it is on."""
    told = meeting.incidents.get(line.incident_id) if line.incident_id else None
    if told is None:
        return tr(line.why) if line.segment is Segment.MAIN else ""
    day = told.incident.occurred_on
    facts = [tr("meetingpage.day", day=day) if day else "", _span(told), told.incident.severity]
    return "  ".join(fact for fact in facts if fact)


def _span(told: IncidentView) -> str:
    zone = ZoneInfo(told.incident.zone)
    kinds = (InstantKind.ONSET, InstantKind.RESOLVED, InstantKind.MITIGATED)
    onset, *ends = (instant.at if (instant := told.instants.get(kind)) else None for kind in kinds)
    end = next((at for at in ends if at is not None), None)
    if onset is None or end is None:
        return ""
    return tr("meetingpage.span", since=onset.astimezone(zone).time(), until=end.astimezone(zone).time())


def presenter_of(meeting: MeetingView, line: AgendaLine) -> str:
    """Return who presents a line, and whether they responded; empty where nobody is named."""
    person = meeting.people.get(line.presenter_id) if line.presenter_id else None
    if person is None:
        return ""
    told = meeting.incidents.get(line.incident_id) if line.incident_id else None
    responded = told is not None and any(each.person_id == person.id for each in told.responders)
    return tr("meetingpage.presenter.responder" if responded else "meetingpage.presenter", name=person.name)


def reveal_steps(
    events: Sequence[TimelineEvent], step: int, zone: str
) -> tuple[RevealStep | None, RevealStep | None, RevealStep | None]:
    """Return what was shown before, what is on the stage, and what comes next, after so many steps."""
    around = (step - 2, step - 1, step)
    before, now, following = (_step(events[at], zone) if 0 <= at < len(events) else None for at in around)
    return before, now, following


def _step(event: TimelineEvent, zone: str) -> RevealStep:
    clock = ""
    if event.at is not None and has_clock(event):
        local = event.at.astimezone(ZoneInfo(zone)).time()
        clock = tr("meetingpage.about" if event.approximate else "meetingpage.at", at=local)
    elif event.on_day is not None:
        clock = tr("meetingpage.on_day", day=event.on_day)
    return RevealStep(clock, event.kind.value, name_of(i18n.language(), event.kind), event.text)


def cue_lines(meeting: MeetingView, clock: ClockView, language: Language) -> tuple[str, ...]:
    """Return what the facilitator may say now, the most important line first."""
    if clock.line is None or clock.segment is None:
        return ()
    line = meeting.agenda.lines[clock.line]
    box = line.boxes[clock.box][0] if clock.box is not None and line.boxes else None
    return cues(language, clock.segment, line.kind, box)


def intervention_items(spoken: Language) -> list[Intervention]:
    """Return the interventions: their names in the interface's language, their phrases in the one spoken."""
    names, phrases = interventions(i18n.language()), interventions(spoken)
    return [Intervention(name.label, said.phrase) for name, said in zip(names, phrases, strict=True)]


def title_of(line: AgendaLine) -> str:
    """Return the title over the notes."""
    return tr(line.title)


def strip_text(meeting: MeetingView, clock: ClockView, left: str) -> str:
    """Return what the strip of a narrow window says: which part of how many, and what is left of it."""
    if clock.line is None:
        return ""
    name, _planned, _left = part_of(meeting, clock)
    line = line_name(meeting.agenda.lines[clock.line])
    both = name if name == line else tr("meetingpage.strip.box", line=line, box=name)
    return tr("meetingpage.strip", at=clock.line + 1, of=len(meeting.agenda.lines), name=both, left=left)


def ends_at(meeting: MeetingView, clock: ClockView) -> str:
    """Return the sentence that says when the meeting will end as things go."""
    if clock.ends_at is None:
        return ""
    return tr(message("meetingpage.ends", at=clock.ends_at.astimezone(ZoneInfo(meeting.series.zone)).time()))
