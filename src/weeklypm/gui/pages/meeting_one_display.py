"""Lead with one display: the stage and the facilitator's strip share it, the console waits behind."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from weeklypm.domain.clock import ClockView
from weeklypm.gui import single_screen
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.pages import meeting_words as words
from weeklypm.gui.pages.capture_desk import CaptureDesk
from weeklypm.gui.pages.meeting_strip import StripWindow
from weeklypm.services.meetings import MeetingView


class OneDisplay(QObject):
    """Switch between the whole console and the strip, and keep the strip up to date while it is seen."""

    returned = Signal()
    """The whole console is in front again."""

    def __init__(self, desk: Desk, controller: MeetingController, console: Console) -> None:
        super().__init__(console)
        self._controller, self._console = controller, console
        self.strip = StripWindow(console.commands)
        self.capture = CaptureDesk(desk, self.strip.capture, self.strip.error, self.strip.recorded, self.strip)
        self.strip.left.connect(self.leave)
        self.strip.next_part.clicked.connect(controller.next_part)
        controller.ticked.connect(self._show_clock)
        controller.view_changed.connect(self._show_view)
        controller.live_changed.connect(self._on_live)
        console.destroyed.connect(self.strip.deleteLater)

    @property
    def is_on(self) -> bool:
        """Tell whether the strip is seen."""
        return self.strip.isVisible()

    def toggle(self) -> None:
        """Put the strip beside or under the stage, or bring the whole console back."""
        if self.is_on:
            self.leave()
        elif self._controller.is_live:
            screen = self._console.screen()
            place = single_screen.dock(self._controller.stage, screen)
            self._controller.stage.showNormal()
            self.strip.stand(place, beside=single_screen.beside(screen))
            self.strip.show()
            self._show_view(self._controller.view)
            self.strip.raise_()
            self.strip.activateWindow()
            self._console.typing_changed.emit(False)

    def leave(self) -> None:
        """Bring the whole console back."""
        if self.is_on:
            self.strip.hide()
            self._console.raise_()
            self._console.activateWindow()
            self.returned.emit()

    def _on_live(self, meeting: object) -> None:
        if meeting is None:
            self.leave()

    def _show_view(self, view: MeetingView | None) -> None:
        clock = self._controller.clock()
        if view is None or clock is None or not self.is_on:
            return
        self.capture.show(view)
        lines = words.cue_lines(view, clock, view.series.language)
        self.strip.cue.setText(lines[0] if lines else "")
        self.strip.coming.setText(self._coming(clock))
        self._show_clock(clock)

    def _coming(self, clock: ClockView) -> str:
        """Return what a clicker would show next; empty where nothing is told step by step."""
        events = self._controller.events()
        return tr("meetingpage.coming", text=events[clock.step].text) if clock.step < len(events) else ""

    def _show_clock(self, clock: ClockView) -> None:
        view = self._controller.view
        if view is None or not self.is_on:
            return
        name, planned, left = words.part_of(view, clock)
        self.strip.part.setText(tr("meetingpage.part", name=name, length=planned))
        self.strip.timer.set_left(left)
        self.strip.progress.set_part((planned - left) / planned if planned else 1.0)
        self.strip.delay.setText(words.ends_at(view, clock))
