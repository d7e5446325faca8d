"""What the meeting page shows once a meeting is closed: what it led to, how to hand it on, and what to keep of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.feedback_card import FeedbackCard
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Scroll, column, row
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.meetings import MeetingView


class ClosedPanel(QWidget):
    """Say that the meeting is closed; offer its notes as files and as text, and to reopen it."""

    write_requested = Signal()
    copy_requested = Signal()
    reopen_requested = Signal()
    handover_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = DataLabel(self, role="section")
        self.facts = DataLabel(self, role="body", tone="text2")
        self.told = DataLabel(self, role="secondary", tone="text2")
        for label in (self.title, self.facts, self.told):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.write = Button(self, variant="primary", icon="notebook-pen")
        self.copy = Button(self, icon="copy")
        self.hand_over = Button(self, icon="arrow-right")
        self._next = ""
        self.reopen = Button(self, variant="link")
        self.write.clicked.connect(self.write_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.hand_over.clicked.connect(self._on_hand_over)
        self.reopen.clicked.connect(self._on_reopen)
        self.feedback = FeedbackCard(self)
        self._lay_out()
        self._meeting: MeetingView | None = None

    def _lay_out(self) -> None:
        buttons = row(spacing=8)
        buttons.addStretch(1)
        for button in (self.write, self.copy, self.hand_over):
            buttons.addWidget(button)
        buttons.addStretch(1)
        again = row()
        again.addStretch(1)
        again.addWidget(self.reopen)
        again.addStretch(1)
        scroll = Scroll(self)
        column(self).addWidget(scroll)
        whole = scroll.body
        whole.setSpacing(8)
        whole.addStretch(2)
        whole.addWidget(self.title)
        whole.addWidget(self.facts)
        whole.addSpacing(8)
        whole.addLayout(buttons)
        whole.addWidget(self.told)
        whole.addLayout(again)
        whole.addSpacing(16)
        whole.addLayout(self._private())
        whole.addStretch(3)

    def _private(self) -> QHBoxLayout:
        """Hold the card in the middle, as wide as it may be."""
        line = row()
        line.addStretch(1)
        line.addWidget(self.feedback, 1000)
        line.addStretch(1)
        return line

    def _on_hand_over(self) -> None:
        self.feedback.keep_all()  # a press does not leave the field, and the pack is to hold what is typed
        self.handover_requested.emit()

    def _on_reopen(self) -> None:
        self.feedback.keep_all()  # a meeting that runs takes none
        self.reopen_requested.emit()

    def show_meeting(self, meeting: MeetingView) -> None:
        """Show what a closed meeting led to."""
        self._meeting = meeting
        self.feedback.show_meeting(meeting.meeting.id)
        self.retranslate()

    def set_next(self, name: str) -> None:
        """Name who leads next, whom the workspace would be handed over to; empty where nobody is."""
        self._next = name
        self.hand_over.set_text(hand_over_words(name))

    def say(self, sentence: str, *, wrong: bool = False) -> None:
        """Say what became of the notes."""
        self.told.set_tone("danger" if wrong else "text2")
        self.told.setText(sentence)

    def retranslate(self) -> None:
        """Say every text again."""
        self.write.set_text(tr("meetingpage.notes.write"))
        self.copy.set_text(tr("meetingpage.notes.copy"))
        self.hand_over.set_text(hand_over_words(self._next))
        self.reopen.set_text(tr("meetingpage.reopen"))
        self.told.setText("")
        self.feedback.retranslate()
        if self._meeting is None:
            return
        meeting = self._meeting
        self.title.setText(tr("meetingpage.closed", day=meeting.meeting.held_on))
        counts = (
            tr("meetingpage.count.decisions", n=len(meeting.decisions)),
            tr("meetingpage.count.actions", n=len(meeting.actions)),
            tr("meetingpage.count.parked", n=len(meeting.parked)),
        )
        self.facts.setText("  ·  ".join(counts))


def hand_over_words(name: str) -> str:
    """Return what the button that hands over says."""
    return tr("handover.button.to", name=name) if name else tr("handover.button.plain")
