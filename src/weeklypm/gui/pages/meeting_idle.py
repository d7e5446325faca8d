"""What the meeting page shows while no meeting runs: when the next one is, the button that starts it, and tips.

Where nobody leads it, anyone may take it; it can be started without that too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.tips_card import TipsCard
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel, KeyHint
from weeklypm.services.week import ThisWeek

TIPS_WIDTH = 480


class IdlePanel(QWidget):
    """Say that no meeting is running and when the next one is; offer to take one that nobody leads."""

    start_requested = Signal()
    take_requested = Signal(object)
    """The date of the meeting that somebody takes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.purpose = DataLabel(self, role="section")
        self.hint = DataLabel(self, role="body", tone="text2")
        for label in (self.purpose, self.hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.start = Button(self, variant="primary", icon="play")
        self.start.clicked.connect(self.start_requested)
        self.take = Button(self)
        self.take.clicked.connect(self._on_take)
        self.tips = TipsCard(self)
        self.tips.setMaximumWidth(TIPS_WIDTH)
        self._lay_out()
        self._week: ThisWeek | None = None

    def _lay_out(self) -> None:
        button = row(spacing=8)
        button.addStretch(1)
        button.addWidget(self.take)
        button.addWidget(self.start)
        button.addWidget(KeyHint(self, keys="F5"))
        button.addStretch(1)
        whole = column(self, padding=32, spacing=8)
        whole.addStretch(2)
        whole.addWidget(self.purpose)
        whole.addWidget(self.hint)
        whole.addSpacing(8)
        whole.addLayout(button)
        whole.addSpacing(24)
        told = row()
        told.addStretch(1)
        told.addWidget(self.tips, 1000)
        told.addStretch(1)
        whole.addLayout(told)
        whole.addStretch(3)

    def show_week(self, week: ThisWeek) -> None:
        """Show when the next meeting is; a week that is not held says why and cannot be started."""
        self._week = week
        self.retranslate()

    def _on_take(self) -> None:
        if self._week is not None:
            self.take_requested.emit(self._week.day)

    def retranslate(self) -> None:
        """Say every text again."""
        week = self._week
        open_ = week is not None and week.held and week.facilitator is None and bool(week.people)
        self.take.set_text(tr("turnspage.button.take"))
        self.take.setVisible(open_)
        self.tips.retranslate()
        self.start.set_text(tr("gui.command.start"))
        self.start.setEnabled(week is not None and week.held)
        if week is None:
            self.purpose.setText("")
            self.hint.setText("")
            return
        day = week.day if week.held or week.next_day is None else week.next_day
        self.purpose.setText(tr("meetingpage.idle", day=day, at=week.series.starts_at))
        told = tr("turnspage.self_run", day=day) if open_ else tr("meetingpage.idle.hint")
        if not week.held and week.reason is not None:
            told = tr("meetingpage.idle.not_held", day=week.day, reason=week.reason)
        self.hint.setText(told)
