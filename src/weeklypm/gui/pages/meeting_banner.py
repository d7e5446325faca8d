"""The banner of the meeting page: a meeting that was interrupted, and notes that could not be kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from weeklypm.domain.values import Message
from weeklypm.gui.i18n import tr
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.pages.meeting_buttons import TwoLinkBanner
from weeklypm.gui.pages.notes_editor import NotesKeeper


class MeetingBanner(QObject):
    """Ask what to do, and do it; what could not be kept goes before what was interrupted."""

    end_requested = Signal()

    def __init__(self, banner: TwoLinkBanner, controller: MeetingController, keeper: NotesKeeper) -> None:
        super().__init__(banner)
        self._banner, self._controller, self._keeper = banner, controller, keeper
        self._interruption: Message | None = None
        self._unkept = False
        controller.interrupted.connect(self._on_interrupted)
        keeper.failed.connect(self._on_unkept)
        keeper.kept.connect(self._on_kept)
        banner.followed.connect(self._on_first)
        banner.other_followed.connect(self._on_second)

    def say(self) -> None:
        """Say what is to be said, in the language now set, or nothing."""
        if self._unkept:
            words = (tr("meetingpage.unkept"), tr("meetingpage.again"), tr("meetingpage.copy_notes"))
            self._banner.ask(*words, tone="danger")
        elif self._interruption is None:
            self._banner.hide()
        elif self._was_left():
            late = tr("meetingpage.found_late", at=self._interruption.get("at"))
            self._banner.ask(late, tr("meetingpage.continue"), tr("gui.command.end"))
        else:
            self._banner.ask(tr(self._interruption), tr("meetingpage.continue"))

    def clear(self) -> None:
        """Ask no more about an interruption: the meeting is over."""
        self._interruption = None
        self.say()

    def _was_left(self) -> bool:
        asked = self._interruption
        return asked is not None and asked.code == "meetingpage.found" and bool(asked.get("n"))

    def _on_interrupted(self, asked: Message) -> None:
        self._interruption = asked
        self.say()

    def _on_unkept(self, _problem: object) -> None:
        self._unkept = True
        self.say()

    def _on_kept(self) -> None:
        if self._unkept and not self._keeper.has_unkept:
            self._unkept = False
            self.say()

    def _on_first(self) -> None:
        if self._unkept:
            self._keeper.try_again()
            return
        self.clear()
        clock = self._controller.clock()
        if clock is not None and clock.paused:
            self._controller.toggle_pause()

    def _on_second(self) -> None:
        if self._unkept:
            QGuiApplication.clipboard().setText(self._keeper.everything())
        else:
            self.end_requested.emit()
