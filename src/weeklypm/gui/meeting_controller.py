"""Follow the meeting that runs: its view, its clock once a second, and what the stage shows of it.

Pages ask this controller to start, step and close; every change goes through the one door. Clock events and steps are
not on the undo list, recorded lines are (decisions.md section 3).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from weeklypm.domain.changes import Changes
from weeklypm.domain.clock import JUMP, ClockView, asks_to_go_on
from weeklypm.domain.clock import view as clock_view
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.talk import telling_order
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.meeting_controller_turns import Turns, neighbour
from weeklypm.gui.stage.window import StageWindow
from weeklypm.gui.stage_feed import PAGED, TOLD_STEP_BY_STEP, StageFeed, StageTimeline
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
        self._desk = desk
        self._feeder = StageFeed(stage, drawer)
        self._view: MeetingView | None = None
        self._meeting_id: UUID | None = None
        self._live = False
        self._turns = Turns()
        self._asked = 0
        self._awaited: int | None = None
        self._known_stray = timedelta()
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
    def stage(self) -> StageWindow:
        """Return the window that is shared with the room."""
        return self._feeder.stage

    @property
    def names_on(self) -> bool:
        """Tell whether the stage shows names where it usually shows roles."""
        return self._feeder.names_on

    @property
    def is_blank(self) -> bool:
        """Tell whether the stage is blank."""
        return self.stage.is_blank

    @property
    def page(self) -> int:
        """Return which page of a slide the room sees, from 1."""
        return self._feeder.page

    def pages(self) -> int:
        """Return how many pages the slide has that is on the stage."""
        clock = self.clock()
        return self._feeder.pages(self._view, clock) if self._view is not None and clock is not None else 1

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
        self._change(partial(meetings.start_meeting, day=day), self._started)

    def _started(self, meeting: Meeting) -> None:
        self._follow(meeting)

    def _follow(self, meeting: Meeting, *, found: bool = False) -> None:
        self._meeting_id = meeting.id
        self._live = True
        self._feeder.page = 1
        self._turns.clear()
        self._load(partial(self._loaded, found=found))
        self.live_changed.emit(meeting)

    def _loaded(self, view: MeetingView, *, found: bool) -> None:
        self._show(view)
        self._timer.start()
        clock = self.clock()
        if not found or clock is None:
            return
        last = max((event.at for event in view.clock), default=view.meeting.updated_at)
        at = last.astimezone(ZoneInfo(view.series.zone))
        long_ago = asks_to_go_on(clock, self._desk.clock())
        self.interrupted.emit(message("meetingpage.found", at=at, n=int(long_ago)))

    def close_meeting(self, ratings: tuple[int, ...] = (), headcount: int | None = None) -> None:
        """Close the meeting; its view stays until another starts, so that its notes can be written."""
        if self._meeting_id is not None:
            closing = partial(meetings.close_meeting, meeting_id=self._meeting_id, ratings=ratings, headcount=headcount)
            self._change(closing, self._closed)

    def _closed(self, _meeting: Meeting) -> None:
        self._live = False
        self._timer.stop()
        self._turns.clear()
        self._reload()
        self.live_changed.emit(None)

    def reopen(self) -> None:
        """Open the meeting again that was closed by mistake."""
        if self._meeting_id is not None:
            self._change(partial(meetings.reopen_meeting, meeting_id=self._meeting_id), self._started)

    def stop(self) -> None:
        """Let go of everything, at quit."""
        self._live = False
        self._timer.stop()
        self._turns.clear()
        self._feeder.close()

    # Parts and clock

    def go_to(self, line: int, box: int | None = None) -> None:
        """Go to a line of the agenda, or to one box of it."""
        self._turns.ask(partial(self._go_to, line, box))

    def _go_to(self, line: int, box: int | None) -> bool:
        self._feeder.page = 1
        return self._tell_clock(partial(meetings.go_to, line=line, box=box))

    def next_part(self) -> None:
        """Go to the next box of the main item, or to the next line."""
        self._turns.ask(partial(self._walk, 1))

    def previous_part(self) -> None:
        """Go back one box or line."""
        self._turns.ask(partial(self._walk, -1))

    def _walk(self, by: int) -> bool:
        clock = self.clock()
        place = neighbour(self._view.agenda, clock, by) if self._view is not None and clock is not None else None
        return place is not None and self._go_to(*place)

    def toggle_pause(self) -> None:
        """Pause the clock, or let it run on."""
        self._turns.ask(self._toggle_pause)

    def _toggle_pause(self) -> bool:
        clock = self.clock()
        return clock is not None and self._tell_clock(meetings.resume if clock.paused else meetings.pause)

    def adjust(self, seconds: int) -> None:
        """Give this part more time, or less with a negative number."""
        self._turns.ask(partial(self._tell_clock, partial(meetings.adjust, seconds=seconds)))

    # What the room sees

    def reveal(self, by: int) -> None:
        """Show the next event to the room, take the last one back, or turn a page of a slide."""
        self._turns.ask(partial(self._reveal, by))

    def _reveal(self, by: int) -> bool:
        clock = self.clock()
        if self._view is None or clock is None or not self._live:
            return False
        if clock.segment in PAGED:
            self._feeder.turn(self._view, clock, by)
            self.stage_changed.emit()
            return False
        return self._show_step(clock.step + by)

    def show_step(self, step: int) -> None:
        """Show the first so many events; beyond the ends nothing happens."""
        self._turns.ask(partial(self._show_step, step))

    def _show_step(self, step: int) -> bool:
        clock, last = self.clock(), len(self.events())
        if clock is None or not last or not 0 <= step <= last or step == clock.step:
            return False
        return self._tell_clock(partial(meetings.show_step, step=step))

    def set_names(self, on: bool) -> None:  # noqa: FBT001  a state
        """Show names on the stage, or roles."""
        self._feeder.names_on = on
        self._feed()
        self.stage_changed.emit()

    def set_blank(self, on: bool) -> None:  # noqa: FBT001  a state
        """Show the plain ground, or what belongs there."""
        self.stage.blank(on)
        self.stage_changed.emit()

    def set_theme(self, theme: str) -> None:
        """Dress the stage in light or dark."""
        self._feeder.wear(theme)

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
        """Pause at the time before the jump, then ask; after a sleep go on from the system's time."""
        steady = self._desk.clock
        strayed = steady.strayed() if isinstance(steady, SteadyClock) else None
        if strayed is None or not self._live or abs(strayed - self._known_stray) <= JUMP:
            return
        self._known_stray = strayed
        self._turns.ask(self._pause_for_jump)
        self.interrupted.emit(message("meetingpage.jumped", n=round(abs(strayed) / timedelta(minutes=1))))

    def _pause_for_jump(self) -> bool:
        return self._tell_clock(meetings.pause, self._take_over)

    def _take_over(self) -> None:
        """Go on from the system's time where it is later; a time that was set back would come before the pause."""
        steady = self._desk.clock
        if isinstance(steady, SteadyClock) and self._known_stray > timedelta():
            steady.take_over()
            self._known_stray = timedelta()

    def _feed(self) -> None:
        clock = self.clock()
        if self._view is not None and clock is not None:
            self._feeder.feed(self._view, clock)

    def _show(self, view: MeetingView) -> None:
        self._view = view
        self._feeder.speak(view.series.language)
        self.view_changed.emit(view)
        self.tick()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._meeting_id is not None and changes.touches(*SHOWN_TABLES):
            self._reload()

    def _reload(self) -> None:
        self._load(self._show)

    def _load(self, done: Callable[[MeetingView], None]) -> None:
        if self._meeting_id is None:
            return
        self._asked += 1
        question = partial(_view, meeting_id=self._meeting_id)
        self._desk.operations.query(question, partial(self._answered, self._asked, done), self._failed)

    def _answered(self, number: int, done: Callable[[MeetingView], None], view: MeetingView) -> None:
        done(view)
        if self._awaited is not None and number >= self._awaited:
            self._awaited = None
            self._turns.free()

    def _tell_clock(self, use_case: Callable[..., Any], then: Callable[[], None] | None = None) -> bool:
        """Ask for a change of the clock and tell whether one is under way."""
        if self._meeting_id is None or not self._live:
            return False
        self._change(partial(_on_meeting, use_case, self._meeting_id), partial(self._told_clock, then))
        return True

    def _told_clock(self, then: Callable[[], None] | None, _value: Any) -> None:
        # The view with this change was asked for when the change was announced, just before.
        self._awaited = self._asked
        if then is not None:
            then()

    def _change(self, use_case: Callable[..., Any], done: Callable[[Any], None]) -> None:
        label = message("services.label.meeting")
        self._desk.operations.change(use_case, label, initiator=self, done=done, failed=self._failed, undoable=False)

    def _failed(self, problem: Problem) -> None:
        self._desk.tellers.fail(problem)
        self._turns.free()


def _view(reader: Reader, meeting_id: UUID) -> MeetingView:
    return meetings.view_meeting(reader, meeting_id)


def _on_meeting(use_case: Callable[..., Any], meeting_id: UUID, unit: Unit) -> Any:
    return use_case(unit, meeting_id)
