"""Show a running meeting in the page's form: the head, the reveal, the cue, the clock and what the room sees."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from weeklypm._built.forms.meeting import Ui_Meeting
from weeklypm.domain.clock import ClockView
from weeklypm.domain.values import Language
from weeklypm.gui import single_screen
from weeklypm.gui.i18n import tr
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.pages import meeting_words as words
from weeklypm.gui.widgets.clock_labels import clock_text
from weeklypm.services.meetings import MeetingView

CUE_LANGUAGE: Final = "meeting/cue_language"


class RunningMeeting(QObject):
    """Put a meeting and its clock into the form, and the language of the cues that the person chose."""

    def __init__(self, form: Ui_Meeting, controller: MeetingController, settings: QSettings, page: QWidget) -> None:
        super().__init__(page)
        self._form, self._controller, self._settings, self._page = form, controller, settings, page
        self._part: tuple[int | None, int | None] | None = None
        self._picture = QTimer(self, singleShot=True, interval=0)
        self._picture.timeout.connect(self._show_picture)
        controller.ticked.connect(self.show_clock)
        controller.stage_changed.connect(self.show_stage)
        controller.stage.changed.connect(self._picture.start)
        form.cue.language_chosen.connect(self._on_cue_language)

    def show(self, view: MeetingView, clock: ClockView) -> None:
        """Show everything anew."""
        if clock.line is None:
            return
        self._show_head(view, clock.line)
        self._show_reveal(clock)
        self._show_cue(view, clock)
        self.show_clock(clock)
        self.show_stage()

    def begin(self) -> None:
        """Forget which part was shown: another meeting begins."""
        self._part = None

    def _show_head(self, view: MeetingView, number: int) -> None:
        line, form = view.agenda.lines[number], self._form
        form.kind.set_chip(words.line_name(line), icon=words.line_icon(line))
        form.facts.setText(words.facts_of(view, line))
        form.title.setText(words.title_of(line))
        presenter = words.presenter_of(view, line)
        form.presenter.show_text(presenter)
        form.presenter_word.setVisible(bool(presenter))

    def _show_reveal(self, clock: ClockView) -> None:
        form, events, told = self._form, self._controller.events(), self._controller.told()
        form.reveal.setVisible(bool(events))
        if events and told is not None:
            form.reveal.set_steps(*words.reveal_steps(events, clock.step, told.incident.zone))
            form.reveal.set_position(tr("meetingpage.position", step=clock.step, steps=len(events)))

    def _show_cue(self, view: MeetingView, clock: ClockView) -> None:
        form, language = self._form, self._cue_language(view)
        form.cue.set_language(language)
        lines = words.cue_lines(view, clock, language)
        form.cue.say(lines[0] if lines else "", lines[1 : self.prompts + 1])
        form.interventions.set_items(words.intervention_items(language))
        if self._part != (clock.line, clock.box):
            self._part = (clock.line, clock.box)
            form.interventions.clear()

    @property
    def prompts(self) -> int:
        """Return how many prompts there is room for below the cue."""
        return 1 if self._form.strip.isVisibleTo(self._page) else 2

    def _cue_language(self, view: MeetingView) -> Language:
        chosen = str(self._settings.value(CUE_LANGUAGE, ""))
        return Language(chosen) if chosen in set(Language) else view.series.language

    def _on_cue_language(self, language: str) -> None:
        self._settings.setValue(CUE_LANGUAGE, language)
        view, clock = self._controller.view, self._controller.clock()
        if view is not None and clock is not None:
            self._show_cue(view, clock)

    def show_clock(self, clock: ClockView) -> None:
        """Show this second."""
        view, form = self._controller.view, self._form
        if view is None or not self._controller.is_live or not self._page.isVisible():
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
        form.strip_part.setText(words.strip_text(view, clock, clock_text(left)))

    def show_stage(self) -> None:
        """Show what is switched on the stage, and its picture."""
        form, control = self._form, self._controller
        form.blank.setText(tr("meetingpage.show" if control.is_blank else "meetingpage.blank"))
        form.names.setText(tr("meetingpage.names.on" if control.names_on else "meetingpage.names.off"))
        number = single_screen.screen_number(control.stage)
        told = "meetingpage.stage.small" if control.stage.text_is_small else "meetingpage.stage.display"
        form.stage_title.set_remark(tr(told, number=number))
        form.turner.set_page(control.page, control.pages())
        form.thumbnail.set_words(tr("meetingpage.stage.blank") if control.is_blank else form.title.text())
        self._picture.start()

    def _show_picture(self) -> None:
        if self._page.isVisible() and self._controller.is_live:
            self._form.thumbnail.set_picture(self._controller.stage.grab_thumbnail(self._form.thumbnail.size()))
