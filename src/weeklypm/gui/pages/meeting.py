"""The meeting page: am I late, what is shown, what to say, what they see, and everything that is recorded (visual.md 9)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QSettings, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm._built.forms.meeting import Ui_Meeting
from weeklypm.domain.clock import ClockView
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language, Message
from weeklypm.gui import single_screen
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.pages import meeting_words as words
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.capture_desk import CaptureDesk
from weeklypm.gui.pages.closing_dialog import ClosingDialog
from weeklypm.gui.pages.meeting_keys import add_keys, hints
from weeklypm.gui.pages.meeting_look import dress, set_narrow
from weeklypm.gui.pages.notes_editor import NotesKeeper
from weeklypm.gui.pages.notes_export import NotesExport
from weeklypm.gui.widgets.clock_labels import clock_text
from weeklypm.services.meetings import MeetingView
from weeklypm.services.week import this_week

CUE_LANGUAGE: Final = "meeting/cue_language"


class MeetingPage(Page):
    """Let the facilitator lead the running meeting; before it say when it is, after it hand on its notes."""

    tables: ClassVar[tuple[str, ...]] = ("Series", "Meeting", "Absence")

    def __init__(
        self, desk: Desk, controller: MeetingController, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.controller = controller
        self._settings = settings
        self._console: Console | None = None
        self._part: tuple[int | None, int | None] | None = None
        self._actions: list[object] = []
        self._interruption: Message | None = None
        self.dialog: ClosingDialog | None = None
        self.ui = Ui_Meeting()
        self.ui.setupUi(self)
        dress(self.ui)
        self.keeper = NotesKeeper(desk, self.ui.notes)
        self.capture = CaptureDesk(desk, self.ui.capture, self.ui.capture_error, self.ui.recorded, self)
        self.export = NotesExport(desk, settings, self)
        self._picture = QTimer(self, singleShot=True, interval=0)
        self._connect()
        self.retranslate()
        self._show_view(controller.view)

    def _connect(self) -> None:
        form, control = self.ui, self.controller
        control.view_changed.connect(self._show_view)
        control.ticked.connect(self._show_clock)
        control.live_changed.connect(self._on_live)
        control.interrupted.connect(self._on_interrupted)
        control.stage_changed.connect(self._show_stage)
        control.stage.changed.connect(self._picture.start)
        self._picture.timeout.connect(self._show_picture)
        form.idle.start_requested.connect(self._on_start)
        form.segments.go_requested.connect(self._on_go)
        form.next_part.clicked.connect(control.next_part)
        form.strip_next.clicked.connect(control.next_part)
        form.reveal.back_requested.connect(partial(control.reveal, -1))
        form.reveal.forward_requested.connect(partial(control.reveal, 1))
        form.turner.turned.connect(control.reveal)
        form.minus.clicked.connect(partial(self._on_adjust, -60))
        form.plus.clicked.connect(partial(self._on_adjust, 60))
        form.pause.clicked.connect(control.toggle_pause)
        form.cue.language_chosen.connect(self._on_cue_language)
        form.blank.clicked.connect(self.toggle_blank)
        form.names.clicked.connect(self.toggle_names)
        form.swap.clicked.connect(self.swap_screens)
        form.banner.followed.connect(self._on_continue)
        form.banner.other_followed.connect(self.ask_to_close)
        form.closed.write_requested.connect(self._on_write)
        form.closed.copy_requested.connect(self._on_copy)
        form.closed.reopen_requested.connect(control.reopen)
        self.export.said.connect(self._on_said)
        self.keeper.failed.connect(self._on_unkept)
        self.keeper.kept.connect(self._on_kept)

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
        line = self.ui.capture.text().strip()
        if line and self.controller.is_live:
            self.keeper.add_line(line)
            self.ui.capture.set_text("")
        self.keeper.keep()

    # Showing

    @override
    def reload(self) -> None:
        if self.controller.view is None:
            self.desk.operations.query(partial(this_week, skip_closed=True), self.ui.idle.show_week, self._ignore)

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
        if self._interruption is not None:
            self._on_interrupted(self._interruption)
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
        if not live:
            self.keeper.clear()
            form.closed.show_meeting(view)
            return
        if clock.segment is not None:
            self.keeper.show(view.meeting.id, clock.segment, view.notes.get(clock.segment, ""))
        self.capture.show(view)
        self._show_head(view, clock)
        self._show_reveal(view, clock)
        self._show_cue(view, clock)
        self._show_clock(clock)
        self._show_stage()

    def _show_head(self, view: MeetingView, clock: ClockView) -> None:
        if clock.line is None:
            return
        line, form = view.agenda.lines[clock.line], self.ui
        form.kind.set_chip(words.line_name(line), icon=words.line_icon(line))
        form.facts.setText(words.facts_of(view, line))
        form.title.setText(tr(line.title))
        presenter = words.presenter_of(view, line)
        form.presenter.show_text(presenter)
        form.presenter_word.setVisible(bool(presenter))

    def _show_reveal(self, view: MeetingView, clock: ClockView) -> None:
        form, events = self.ui, self.controller.events()
        told = self.controller.told()
        form.reveal.setVisible(bool(events))
        if events and told is not None:
            form.reveal.set_steps(*words.reveal_steps(events, clock.step, told.incident.zone))
            form.reveal.set_position(tr("meetingpage.position", step=clock.step, steps=len(events)))
        form.turner.set_page(self.controller.page, self.controller.pages())

    def _show_cue(self, view: MeetingView, clock: ClockView) -> None:
        form, language = self.ui, self._cue_language(view)
        form.cue.set_language(language)
        lines = words.cue_lines(view, clock, language)
        form.cue.say(lines[0] if lines else "", lines[1:])
        form.interventions.set_items(words.intervention_items(language))
        if self._part != (clock.line, clock.box):
            self._part = (clock.line, clock.box)
            form.interventions.clear()

    def _cue_language(self, view: MeetingView) -> Language:
        chosen = str(self._settings.value(CUE_LANGUAGE, ""))
        return Language(chosen) if chosen in set(Language) else view.series.language

    def _show_clock(self, clock: ClockView) -> None:
        view, form = self.controller.view, self.ui
        if view is None or not self.controller.is_live or not self.isVisible():
            return
        name, planned, left = words.part_of(view, clock)
        form.part.setText(tr("meetingpage.part", name=name, length=planned))
        form.timer.set_left(left)
        form.progress.set_part((planned - left) / planned if planned else 1.0)
        form.progress.setAccessibleName(form.timer.accessibleName())
        form.pause.set_icon("play" if clock.paused else "pause")
        form.pause.set_name(tr("meetingpage.resume" if clock.paused else "meetingpage.pause"))
        form.delay.set_delay(clock.delay)
        form.delay.set_end(words.ends_at(view, clock))
        form.segments.set_rows(words.segment_rows(view, clock))
        form.strip_delay.setText(form.delay.accessibleName())
        form.strip_part.setText(tr("meetingpage.strip", name=name, left=clock_text(left)))

    def _show_stage(self) -> None:
        form, control = self.ui, self.controller
        form.blank.setText(tr("meetingpage.show" if control.is_blank else "meetingpage.blank"))
        form.names.setText(tr("meetingpage.names.on" if control.names_on else "meetingpage.names.off"))
        number = single_screen.screen_number(control.stage)
        told = "meetingpage.stage.small" if control.stage.text_is_small else "meetingpage.stage.display"
        form.stage_title.set_remark(tr(told, number=number))
        self._picture.start()

    def _show_picture(self) -> None:
        if self.isVisible() and self.controller.is_live:
            self.ui.thumbnail.set_picture(self.controller.stage.grab_thumbnail(self.ui.thumbnail.size()))

    def _show_keys(self, *_typing: object) -> None:
        typing = self.ui.notes.hasFocus() or self.ui.capture.field.hasFocus()
        self.ui.keys.set_typing(typing)
        self.ui.keys.set_keys([(keys, tr(code)) for keys, code in hints(typing=typing)])

    # What is pressed

    def _on_start(self) -> None:
        self.controller.start(None)

    def _on_adjust(self, seconds: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's shape
        self.controller.adjust(seconds)

    def _on_go(self, key: str) -> None:
        line, _, box = key.partition(":")
        self.controller.go_to(int(line), int(box) if box else None)

    def _on_cue_language(self, language: str) -> None:
        self._settings.setValue(CUE_LANGUAGE, language)
        self._show_view(self.controller.view)

    def write_here(self) -> None:
        """Go into the notes."""
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
        self._show_stage()

    def fit_stage(self) -> None:
        """Let the stage fill its display, or bring it back to its usual size."""
        single_screen.fit(self.controller.stage, self.window())
        self._show_stage()

    # What happens

    def _on_live(self, meeting: object) -> None:
        if meeting is not None:
            self._part = None
            single_screen.open_stage(self.controller.stage, self.window())
        else:
            self.ui.banner.hide()
            self._interruption = None
        self._show_view(self.controller.view)

    def _on_interrupted(self, asked: Message) -> None:
        self._interruption = asked
        left_long_ago = asked.code == "meetingpage.found" and bool(asked.get("n"))
        sentence = "meetingpage.found_late" if left_long_ago else asked
        words_said = tr(sentence, at=asked.get("at")) if left_long_ago else tr(asked)
        other = tr("gui.command.end") if left_long_ago else ""
        self.ui.banner.ask(words_said, tr("meetingpage.continue"), other)

    def _on_continue(self) -> None:
        if self._interruption is None:
            self.keeper.try_again()
            return
        self._interruption = None
        self.ui.banner.hide()
        clock = self.controller.clock()
        if clock is not None and clock.paused:
            self.controller.toggle_pause()

    def _on_unkept(self, _problem: Problem) -> None:
        self._interruption = None
        self.ui.banner.ask(tr("meetingpage.unkept"), tr("meetingpage.again"), tone="danger")

    def _on_kept(self) -> None:
        if self._interruption is None:
            self.ui.banner.hide()

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
            action.setEnabled(live)  # type: ignore[attr-defined]

    def _enrol(self) -> None:
        """Give the page's keys to the window it stands in; once."""
        window = self.window()
        if self._console is None and isinstance(window, Console):
            self._console = window
            self._actions = list(add_keys(window.commands, self))
            window.typing_changed.connect(self._show_keys)
            window.narrowed.connect(self._fit_narrow)
            self._enable(self.controller.is_live)

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
        self.keeper.keep()
        self._fit_narrow()
