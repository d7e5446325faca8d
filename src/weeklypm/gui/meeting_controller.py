"""Follow the meeting that runs: its view, its clock once a second, and what the stage shows of it.

Pages ask this controller to start, step and close; every change goes through the one door. Clock events and steps are
not on the undo list, recorded lines are (decisions.md section 3).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from weeklypm.domain.agenda import Segment
from weeklypm.domain.changes import Changes
from weeklypm.domain.clock import ClockView, asks_to_go_on
from weeklypm.domain.clock import view as clock_view
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.talk import telling_order
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.stage.window import StageWindow
from weeklypm.gui.stage_feed import TOLD_STEP_BY_STEP, StageTimeline, pages_of, stage_view
from weeklypm.services import meetings
from weeklypm.services.clock import SteadyClock
from weeklypm.services.incidents import IncidentView
from weeklypm.services.meetings import MeetingView

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

SHOWN_TABLES: Final = (
    "Meeting", "AgendaItem", "Decision", "ActionItem", "ActionChange", "ParkedLine", "Note", "ClockEvent", "Person",
    "Team", "Incident", "TimelineEvent", "Instant", "Responder", "Series",
)  # fmt: skip
PAGED: Final = (Segment.ACTIONS, Segment.READ_BACK)


class MeetingController(QObject):
    """Hold the meeting that runs, or the one that was closed last while its page is open."""

    live_changed = Signal(object)
    """The ``Meeting`` that runs, or None."""
    view_changed = Signal(object)
    """The ``MeetingView`` after something in it changed, or None when there is nothing to show."""
    ticked = Signal(object)
    """The ``ClockView`` of this second."""
    stage_changed = Signal()
    """Names, blank or a page of the stage was switched."""
    interrupted = Signal(object)
    """A ``Message`` that asks whether to go on: after a crash, a long pause or a jump of the system's clock."""

    def __init__(self, desk: Desk, stage: StageWindow, drawer: StageTimeline) -> None:
        super().__init__()
        self._desk, self._stage, self._drawer = desk, stage, drawer
        self._view: MeetingView | None = None
        self._meeting_id: UUID | None = None
        self._live = False
        self._page = 1
        self._names_on = False
        self._shown: object = None
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)
        desk.operations.bus.changed.connect(self._on_changed)

    # What is known

    @property
    def view(self) -> MeetingView | None:
        """Return the meeting as it is shown, if there is one."""
        return self._view

    @property
    def is_live(self) -> bool:
        """Tell whether a meeting runs."""
        return self._live

    @property
    def names_on(self) -> bool:
        """Tell whether the stage shows names where it usually shows roles."""
        return self._names_on

    @property
    def is_blank(self) -> bool:
        """Tell whether the stage is blank."""
        return self._stage.is_blank

    @property
    def stage(self) -> StageWindow:
        """Return the window that is shared with the room."""
        return self._stage

    @property
    def page(self) -> int:
        """Return which page of a slide the room sees, from 1."""
        return self._page

    def pages(self) -> int:
        """Return how many pages the slide has that is on the stage."""
        clock = self.clock()
        if self._view is None or clock is None or clock.segment not in PAGED:
            return 1
        return pages_of(stage_view(self._view, clock, page=self._page))

    def clock(self) -> ClockView | None:
        """Return what the clock shows now."""
        if self._view is None:
            return None
        return clock_view(self._view.agenda, self._view.clock, self._desk.clock())

    def events(self) -> tuple[TimelineEvent, ...]:
        """Return the events of the incident that is told now, in telling order; none for other kinds."""
        told = self.told()
        return telling_order(told.events, told.incident.zone) if told is not None else ()

    def told(self) -> IncidentView | None:
        """Return the incident that is told step by step now."""
        clock = self.clock()
        if self._view is None or clock is None or clock.line is None:
            return None
        line = self._view.agenda.lines[clock.line]
        if line.incident_id is None or line.kind not in TOLD_STEP_BY_STEP:
            return None
        return self._view.incidents.get(line.incident_id)

    # Start, resume, end

    def resume(self) -> None:
        """Go on with a meeting that was running when the app ended, in the same part with the right clock."""
        self._desk.operations.query(meetings.live_meeting, self._resumed)

    def _resumed(self, meeting: Meeting | None) -> None:
        if meeting is not None:
            self._follow(meeting, found=True)

    def start(self, day: date | None = None) -> None:
        """Start the meeting of a date, by default this week's."""
        self._change(partial(meetings.start_meeting, day=day), message("services.label.meeting"), self._started)

    def _started(self, meeting: Meeting) -> None:
        self._follow(meeting)

    def _follow(self, meeting: Meeting, *, found: bool = False) -> None:
        self._meeting_id = meeting.id
        self._live = True
        self._page = 1
        self._load(partial(self._loaded, found=found))
        self.live_changed.emit(meeting)

    def _loaded(self, view: MeetingView, *, found: bool) -> None:
        self._show(view)
        self._timer.start()
        clock = self.clock()
        if not found or clock is None:
            return
        last = max((event.at for event in view.clock), default=view.meeting.updated_at)
        self.interrupted.emit(
            message("meetingpage.found", at=self._local(last), n=int(asks_to_go_on(clock, self._now())))
        )

    def close_meeting(self, ratings: tuple[int, ...] = (), headcount: int | None = None) -> None:
        """Close the meeting; its view stays until another starts, so that its notes can be written."""
        if self._meeting_id is not None:
            use_case = partial(
                meetings.close_meeting, meeting_id=self._meeting_id, ratings=ratings, headcount=headcount
            )
            self._change(use_case, message("services.label.meeting"), self._closed)

    def _closed(self, _meeting: Meeting) -> None:
        self._live = False
        self._timer.stop()
        self._reload()
        self.live_changed.emit(None)

    def reopen(self) -> None:
        """Open the meeting again that was closed by mistake."""
        if self._meeting_id is not None:
            use_case = partial(meetings.reopen_meeting, meeting_id=self._meeting_id)
            self._change(use_case, message("services.label.meeting"), self._started)

    def stop(self) -> None:
        """Let go of everything, at quit."""
        self._timer.stop()
        self._drawer.close()

    # Parts and clock

    def go_to(self, line: int, box: int | None = None) -> None:
        """Go to a line of the agenda, or to one box of it."""
        if self._live:
            self._page = 1
            self._tell_clock(partial(meetings.go_to, line=line, box=box))

    def next_part(self) -> None:
        """Go to the next box of the main item, or to the next line."""
        self._walk(1)

    def previous_part(self) -> None:
        """Go back one box or line."""
        self._walk(-1)

    def _walk(self, by: int) -> None:
        clock = self.clock()
        if self._view is None or clock is None or clock.line is None:
            return
        places = [
            (index, box)
            for index, line in enumerate(self._view.agenda.lines)
            for box in (range(len(line.boxes)) if line.boxes else [None])
        ]
        here = (clock.line, clock.box if self._view.agenda.lines[clock.line].boxes else None)
        wanted = (places.index(here) if here in places else 0) + by
        if 0 <= wanted < len(places):
            self.go_to(*places[wanted])

    def toggle_pause(self) -> None:
        """Pause the clock, or let it run on."""
        clock = self.clock()
        if self._live and clock is not None:
            self._tell_clock(meetings.resume if clock.paused else meetings.pause)

    def adjust(self, seconds: int) -> None:
        """Give this part more time, or less with a negative number."""
        if self._live:
            self._tell_clock(partial(meetings.adjust, seconds=seconds))

    # What the room sees

    def reveal(self, by: int) -> None:
        """Show the next event to the room, take the last one back, or turn a page of a slide."""
        clock = self.clock()
        if self._view is None or clock is None or not self._live:
            return
        if clock.segment in PAGED:
            self._turn_page(by)
        elif self.events():
            self.show_step(clock.step + by)

    def show_step(self, step: int) -> None:
        """Show the first so many events; beyond the ends nothing happens."""
        clock = self.clock()
        if clock is not None and 0 <= step <= len(self.events()) and step != clock.step:
            self._tell_clock(partial(meetings.show_step, step=step))

    def _turn_page(self, by: int) -> None:
        clock = self.clock()
        if self._view is None or clock is None:
            return
        last = pages_of(stage_view(self._view, clock, page=self._page))
        self._page = max(1, min(last, self._page + by))
        self._feed()
        self.view_changed.emit(self._view)

    def set_names(self, on: bool) -> None:  # noqa: FBT001  a state
        """Show names on the stage, or roles."""
        self._names_on = on
        self._feed()
        self.stage_changed.emit()

    def set_blank(self, on: bool) -> None:  # noqa: FBT001  a state
        """Show the plain ground, or what belongs there."""
        self._stage.blank(on)
        self.stage_changed.emit()

    def set_theme(self, theme: str) -> None:
        """Dress the stage in light or dark."""
        self._drawer.theme = theme
        self._stage.set_theme(theme)

    # Loading and telling

    def tick(self) -> None:
        """Tell the second, feed the stage where its minutes changed, and notice a clock that jumped."""
        clock = self.clock()
        if clock is None:
            return
        self._notice_jump()
        self.ticked.emit(clock)
        self._feed()

    def _notice_jump(self) -> None:
        steady = self._desk.clock
        strayed = steady.strayed() if isinstance(steady, SteadyClock) else None
        if strayed is None or not isinstance(steady, SteadyClock) or not self._live:
            return
        self._tell_clock(meetings.pause)
        steady.take_over()
        minutes = round(abs(strayed) / timedelta(minutes=1))
        self.interrupted.emit(message("meetingpage.jumped", n=minutes))

    def _feed(self) -> None:
        clock = self.clock()
        if self._view is None or clock is None:
            return
        wanted = stage_view(self._view, clock, names_on=self._names_on, page=self._page)
        if wanted != self._shown:
            self._shown = wanted
            self._stage.show_view(wanted)

    def _show(self, view: MeetingView) -> None:
        self._view = view
        if view.series.language is not self._stage.language:
            self._drawer.language = view.series.language
            self._stage.set_language(view.series.language)
            self._shown = None
        self.view_changed.emit(view)
        self.tick()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._meeting_id is not None and changes.touches(*SHOWN_TABLES):
            self._reload()

    def _reload(self) -> None:
        self._load(self._show)

    def _load(self, done: Callable[[MeetingView], None]) -> None:
        if self._meeting_id is not None:
            self._desk.operations.query(partial(_view, meeting_id=self._meeting_id), done)

    def _tell_clock(self, use_case: Callable[..., Any]) -> None:
        if self._meeting_id is not None:
            self._change(partial(_on_meeting, use_case, self._meeting_id), message("services.label.meeting"), None)

    def _change(self, use_case: Callable[..., Any], label: Message, done: Callable[[Any], None] | None) -> None:
        self._desk.operations.change(use_case, label, initiator=self, done=done, failed=self._failed, undoable=False)

    def _failed(self, problem: Problem) -> None:
        self._desk.tellers.fail(problem)

    def _now(self) -> datetime:
        return self._desk.clock()

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self._view.series.zone)) if self._view else instant


def _view(reader: Reader, meeting_id: UUID) -> MeetingView:
    return meetings.view_meeting(reader, meeting_id)


def _on_meeting(use_case: Callable[..., Any], meeting_id: UUID, unit: Unit) -> Any:
    return use_case(unit, meeting_id)
