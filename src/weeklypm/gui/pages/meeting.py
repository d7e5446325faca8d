"""The meeting page: am I late, what is shown, what to say, what they see, and what is recorded (visual.md, 9)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm._built.forms.meeting import Ui_Meeting
from weeklypm.domain.errors import Problem
from weeklypm.gui import single_screen
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.capture_desk import CaptureDesk
from weeklypm.gui.pages.closing_dialog import ClosingDialog
from weeklypm.gui.pages.meeting_banner import MeetingBanner
from weeklypm.gui.pages.meeting_keys import add_keys, hints
from weeklypm.gui.pages.meeting_look import dress, set_narrow
from weeklypm.gui.pages.meeting_one_display import OneDisplay
from weeklypm.gui.pages.meeting_running import RunningMeeting
from weeklypm.gui.pages.notes_editor import NotesKeeper
from weeklypm.gui.pages.notes_export import NotesExport
from weeklypm.gui.pages.turn_dialogs import TurnDialogs
from weeklypm.services.feedback import tips
from weeklypm.services.meetings import MeetingView
from weeklypm.services.week import this_week


class MeetingPage(Page):
    """Let the facilitator lead the running meeting; before it say when it is, after it hand on its notes."""

    tables: ClassVar[tuple[str, ...]] = (
        "Series", "Meeting", "Absence", "Closure", "OfficialHoliday", "Person", "Team", "RotationEvent", "Feedback",
    )  # fmt: skip

    def __init__(
        self, desk: Desk, controller: MeetingController, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.controller = controller
        self._settings = settings
        self._console: Console | None = None
        self._actions: list[QAction] = []
        self.one_display: OneDisplay | None = None
        self.dialog: ClosingDialog | None = None
        self.turn_dialogs = TurnDialogs(desk, self)
        self.ui = Ui_Meeting()
        self.ui.setupUi(self)
        dress(self.ui)
        self.ui.closed.feedback.follow(desk)
        self.keeper = NotesKeeper(desk, self.ui.notes)
        self.capture = CaptureDesk(desk, self.ui.capture, self.ui.capture_error, self.ui.recorded, self)
        self.export = NotesExport(desk, settings, self)
        self.running = RunningMeeting(self.ui, controller, settings, self)
        self.banner = MeetingBanner(self.ui.banner, controller, self.keeper)
        self._follow()
        self._connect()
        self.retranslate()
        self._show_view(controller.view)

    def _follow(self) -> None:
        """Hear what happens to the meeting."""
        self.controller.view_changed.connect(self._show_view)
        self.controller.live_changed.connect(self._on_live)
        self.banner.end_requested.connect(self.ask_to_close)
        self.export.said.connect(self._on_said)

    def _connect(self) -> None:
        """Hear what is pressed in the form."""
        form, control = self.ui, self.controller
        for signal, act in (
            (form.idle.start_requested, self._on_start), (form.segments.go_requested, self._on_go),
            (form.next_part.clicked, control.next_part), (form.strip_next.clicked, control.next_part),
            (form.reveal.back_requested, partial(control.reveal, -1)),
            (form.reveal.forward_requested, partial(control.reveal, 1)), (form.turner.turned, control.reveal),
            (form.minus.clicked, partial(self._on_adjust, -60)), (form.plus.clicked, partial(self._on_adjust, 60)),
            (form.pause.clicked, control.toggle_pause), (form.blank.clicked, self.toggle_blank),
            (form.names.clicked, self.toggle_names), (form.swap.clicked, self.swap_screens),
            (form.closed.write_requested, self._on_write), (form.closed.copy_requested, self._on_copy),
            (form.closed.reopen_requested, control.reopen), (form.idle.take_requested, self._on_take),
        ):  # fmt: skip
            signal.connect(act)

    # Asked by the window

    def ask_to_close(self) -> None:
        """Ask how it was, then close the meeting; nothing happens while none runs."""
        if not self.controller.is_live or (self.dialog is not None and self.dialog.isVisible()):
            return
        self.keeper.keep()
        self.dialog = ClosingDialog(self)
        self.dialog.accepted.connect(self._on_close)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _on_close(self) -> None:
        if self.dialog is not None:
            self.keeper.keep()
            self.controller.close_meeting(self.dialog.ratings(), self.dialog.headcount())

    def keep_all(self) -> None:
        """Keep what is being typed; a line that was not recorded yet becomes the last line of the note."""
        fields = [self.ui.capture, *([self.one_display.strip.capture] if self.one_display is not None else [])]
        for field in fields:
            line = field.text().strip()
            if line and self.controller.is_live:
                self.keeper.add_line(line)
                field.set_text("")
        self.keeper.keep()
        self.ui.closed.feedback.keep_all()

    # Showing

    @override
    def reload(self) -> None:
        if self.controller.view is None:
            self.desk.operations.query(partial(this_week, skip_closed=True), self.ui.idle.show_week, self._ignore)
            self.desk.operations.query(tips, self.ui.idle.tips.show_tips, self._ignore)

    def _ignore(self, problem: Problem) -> None:
        """Show no date before there is a workspace; whoever opens it tells what is wrong with it."""

    @override
    def retranslate(self) -> None:
        form = self.ui
        form.retranslateUi(self)
        form.notes_title.set_title(tr("meetingpage.notes.title"))
        form.notes_title.set_remark(tr("meetingpage.notes.remark"))
        form.notes.setAccessibleName(tr("meetingpage.notes.title"))
        form.notes.setPlaceholderText(tr("meetingpage.notes.placeholder"))
        form.interventions_title.set_title(tr("meetingpage.interventions"))
        form.interventions_title.set_remark(tr("meetingpage.interventions.hint"))
        form.stage_title.set_title(tr("meetingpage.stage"))
        self._show_keys()
        form.idle.retranslate()
        form.closed.retranslate()
        self.banner.say()
        self._show_view(self.controller.view)

    def _show_view(self, view: MeetingView | None) -> None:
        form, live = self.ui, self.controller.is_live
        form.stack.setCurrentWidget(form.idle if view is None else form.running if live else form.closed)
        form.keys.setVisible(live)
        self._enable(live)
        self._fit_narrow()
        clock = self.controller.clock()
        if view is None or clock is None:
            return
        if live:
            form.closed.feedback.show_meeting(None)
        else:
            self.keeper.clear()
            form.closed.show_meeting(view)
            return
        if clock.segment is not None:
            self.keeper.show(view.meeting.id, clock.segment, view.notes.get(clock.segment, ""))
        self.capture.show(view)
        self.running.show(view, clock)

    def _show_keys(self, *_typing: object) -> None:
        typing = self.ui.notes.hasFocus() or self.ui.capture.field.hasFocus()
        self.ui.keys.set_typing(typing)
        self.ui.keys.set_keys([(keys, tr(code)) for keys, code in hints(typing=typing)])

    # What is pressed

    def _on_start(self) -> None:
        self.controller.start(None)

    def _on_take(self, day: object) -> None:
        if isinstance(day, date):
            self.turn_dialogs.lead(day)

    def _on_adjust(self, seconds: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's shape
        self.controller.adjust(seconds)

    def _on_go(self, key: str) -> None:
        line, _, box = key.partition(":")
        self.controller.go_to(int(line), int(box) if box else None)

    def capture_as(self, kind: str) -> None:
        """Go into the capture line, of the strip where that is in use, to record something of a kind."""
        strip = self.one_display.strip if self.one_display is not None and self.one_display.is_on else None
        (strip or self.ui).capture.set_kind(kind)

    def use_one_display(self) -> None:
        """Lead with the strip beside the stage, or with the whole console again."""
        if self.one_display is not None:
            self.one_display.toggle()
            self.running.show_stage()

    def write_here(self) -> None:
        """Go into the notes."""
        if self.one_display is not None:
            self.one_display.leave()
        self.ui.notes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_blank(self) -> None:
        """Show the room the plain ground, or what belongs there."""
        self.controller.set_blank(not self.controller.is_blank)

    def toggle_names(self) -> None:
        """Show the room names, or roles."""
        self.controller.set_names(not self.controller.names_on)

    def swap_screens(self) -> None:
        """Let console and stage change displays."""
        single_screen.swap(self.controller.stage, self.window())
        self.running.show_stage()

    def fit_stage(self) -> None:
        """Let the stage fill its display, or bring it back to its usual size."""
        single_screen.fit(self.controller.stage, self.window())
        self.running.show_stage()

    # What happens

    def _on_live(self, meeting: object) -> None:
        if meeting is not None:
            self.running.begin()
            single_screen.open_stage(self.controller.stage, self.window())
        else:
            self.banner.clear()
        self._show_view(self.controller.view)

    def _on_write(self) -> None:
        view = self.controller.view
        if view is not None:
            self.export.ask(view.meeting.id, view.meeting.held_on)

    def _on_copy(self) -> None:
        view = self.controller.view
        if view is not None:
            self.export.copy(view.meeting.id)

    def _on_said(self, sentence: str, wrong: bool) -> None:  # noqa: FBT001  the signal's shape
        self.ui.closed.say(sentence, wrong=wrong)

    # The window around

    def _enable(self, live: bool) -> None:  # noqa: FBT001  a state
        for action in self._actions:
            action.setEnabled(live)

    def _enrol(self) -> None:
        """Give the page's keys to the window it stands in; once."""
        window = self.window()
        if self._console is None and isinstance(window, Console):
            self._console = window
            self.one_display = OneDisplay(self.desk, self.controller, window)
            self._actions = add_keys(window.commands, self)
            window.typing_changed.connect(self._show_keys)
            window.narrowed.connect(self._fit_narrow)
            self.controller.stage.key_pressed.connect(self._on_stage_key)
            self._enable(self.controller.is_live)

    def _on_stage_key(self, key: int, held: Qt.KeyboardModifier, text: str) -> None:
        """Take a key that was pressed over the stage as if pressed here."""
        if self._console is not None:
            self._console.commands.press(QKeyEvent(QEvent.Type.KeyPress, key, held, text))

    def _fit_narrow(self, *_narrow: object) -> None:
        narrow = self._console is not None and self._console.is_narrow()
        set_narrow(self.ui, narrow and self.controller.is_live)
        if self._console is not None:
            # The running meeting needs the room that the names of pages take.
            self._console.ui.rail.set_narrow(narrow or (self.controller.is_live and self.isVisible()))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._enrol()
        super().showEvent(event)
        self._show_view(self.controller.view)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.controller.is_live:
            self.keeper.keep()
        self._fit_narrow()
