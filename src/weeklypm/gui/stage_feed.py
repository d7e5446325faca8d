"""What the stage is fed: the meeting and its clock turned into views of public values, in the series' language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QImage

from weeklypm.charts.picture import StyleName, TimelinePicture
from weeklypm.domain import stage_slides as slides
from weeklypm.domain.agenda import AgendaLine, Kind, Segment
from weeklypm.domain.clock import ClockView
from weeklypm.domain.meeting import MeetingState
from weeklypm.domain.redaction import Words, known
from weeklypm.domain.stage import ActionsView, NextMeeting, ReadBackView, Room, StageView, TalkView
from weeklypm.domain.stage_talk import chart_scene, talk
from weeklypm.domain.talk import scene
from weeklypm.domain.values import Language
from weeklypm.gui.stage.window import StageWindow
from weeklypm.gui.widgets.timeline_image import TimelineImage
from weeklypm.services.meetings import MeetingView
from weeklypm.wording import say
from weeklypm.wording.scripts import boxes

PAGED: Final = (Segment.ACTIONS, Segment.READ_BACK)
TOLD_STEP_BY_STEP: Final = (Kind.INCIDENT_TALK, Kind.NEAR_MISS, Kind.ROLE_PLAY)
CHART_WIDTH: Final = 1184
"""Width in px of the timeline on a stage of 1280 px: what scales its type (visual.md section 4)."""


class StageTimeline:
    """Draw a talk's timeline for the stage, in its language and theme."""

    def __init__(self, language: Language = Language.EN, theme: str = "light") -> None:
        self.language, self.theme = language, theme
        self._image = TimelineImage()

    def __call__(self, view: TalkView, width: int, height: int) -> QImage:
        """Return the picture, so many device pixels wide and high."""
        picture = TimelinePicture(
            scene=chart_scene(view, self._speak),
            zone=view.zone,
            language=self.language,
            style=StyleName(f"stage-{self.theme}"),
            size=(width, height),
            scale=width / CHART_WIDTH,
        )
        return self._image.draw(picture)

    def close(self) -> None:
        """Let what draws go."""
        self._image.close()

    def _speak(self, said: Words) -> str:
        return said if isinstance(said, str) else say(self.language, said)


class StageFeed:
    """Feed the stage: the meeting as it stands, with the page, the names and the blank that the facilitator chose."""

    def __init__(self, stage: StageWindow, drawer: StageTimeline) -> None:
        self.stage = stage
        self._drawer = drawer
        self.names_on = False
        self.page = 1
        self._shown: StageView | None = None

    def speak(self, language: Language) -> None:
        """Speak the series' language on the stage."""
        if language is not self.stage.language:
            self._drawer.language = language
            self.stage.set_language(language)
            self._shown = None

    def wear(self, theme: str) -> None:
        """Dress the stage in light or dark."""
        self._drawer.theme = theme
        self.stage.set_theme(theme)

    def feed(self, meeting: MeetingView, clock: ClockView) -> None:
        """Show what the room may see now, unless it sees that already."""
        wanted = stage_view(meeting, clock, names_on=self.names_on, page=self.page)
        if wanted != self._shown:
            self._shown = wanted
            self.stage.show_view(wanted)

    def turn(self, meeting: MeetingView, clock: ClockView, by: int) -> None:
        """Turn to another page of the slide; beyond its ends nothing happens."""
        self.page = max(1, min(self.pages(meeting, clock), self.page + by))
        self.feed(meeting, clock)

    def pages(self, meeting: MeetingView, clock: ClockView) -> int:
        """Return how many pages the slide has."""
        if clock.segment not in PAGED:
            return 1
        return pages_of(stage_view(meeting, clock, names_on=self.names_on, page=self.page))

    def close(self) -> None:
        """Let what draws go."""
        self._drawer.close()


def stage_view(meeting: MeetingView, clock: ClockView, *, names_on: bool = False, page: int = 1) -> StageView:
    """Return what the room may see now; ``page`` counts the pages of the actions and the read-back.

    A meeting that is closed, wherever it was left, ends with the thanks and what comes next.
    """
    room = _room(meeting, clock, names_on=names_on)
    if meeting.meeting.state is MeetingState.CLOSED:
        return slides.close(_coming(meeting, room), replace(room, seconds_left=None))
    line = meeting.agenda.lines[clock.line] if clock.line is not None else None
    match line.segment if line else None:
        case Segment.OPEN:
            shown: StageView = slides.opening(meeting.series, meeting.meeting, meeting.agenda, meeting.items, room)
        case Segment.ACTIONS:
            shown = slides.actions(meeting.late, meeting.meeting.held_on, room, page)
        case Segment.MAIN if line is not None:
            shown = _main(meeting, clock, line, room)
        case Segment.LEARNING:
            shown = slides.learning(room)
        case Segment.READ_BACK:
            shown = slides.read_back(meeting.decisions, meeting.actions, _coming(meeting, room), room, page)
        case Segment.CLOSE:
            shown = slides.close(_coming(meeting, room), room)
        case _:
            shown = slides.blank()
    return shown


def pages_of(view: StageView) -> int:
    """Return how many pages a slide has."""
    return view.pages if isinstance(view, ActionsView | ReadBackView) else 1


def _room(meeting: MeetingView, clock: ClockView, *, names_on: bool) -> Room:
    """Collect who may be named; responders count as people, so that texts speak of roles."""
    responders = [responder for told in meeting.incidents.values() for responder in told.responders]
    return Room(
        persons=meeting.people,
        teams=meeting.teams,
        known=known(meeting.people.values(), responders),
        names_on=names_on,
        seconds_left=_left(clock),
    )


def _left(clock: ClockView) -> int | None:
    """Return what is left of the box that runs, else of the line: the room sees what it is in the middle of."""
    if clock.line is None:
        return None
    return clock.remaining if clock.box_remaining is None else clock.box_remaining


def _main(meeting: MeetingView, clock: ClockView, line: AgendaLine, room: Room) -> StageView:
    told = meeting.incidents.get(line.incident_id) if line.incident_id is not None else None
    if told is not None and told.events and line.kind in TOLD_STEP_BY_STEP:
        shown = scene(told.events, tuple(told.instants.values()), told.incident.zone, clock.step)
        return talk(told.incident, shown, room)
    item = meeting.items.get(line.item_id) if line.item_id is not None else None
    kind = line.kind or Kind.QUESTION
    checks = _checks(meeting.series.language, kind, line)
    return slides.topic(item or line.title, kind, checks, clock.box or 0, room, presenter_id=line.presenter_id)


def _checks(language: Language, kind: Kind, line: AgendaLine) -> Sequence[Words]:
    """Return one question a box of the item: what the room is asked, never what the facilitator is told."""
    cards = boxes(language, kind)
    names = [code.rpartition(".")[2] for code, _minutes in line.boxes] or list(cards)
    return tuple(cards[name][0] for name in names if cards.get(name))


def _coming(meeting: MeetingView, room: Room) -> NextMeeting | None:
    if meeting.coming is None:
        return None
    return slides.next_meeting(meeting.meeting, meeting.coming.meeting, meeting.coming.line, meeting.items, room)
