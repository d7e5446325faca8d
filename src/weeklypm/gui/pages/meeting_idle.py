"""What the meeting page shows while no meeting runs: when the next one is, and the button that starts it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel, KeyHint
from weeklypm.services.week import ThisWeek


class IdlePanel(QWidget):
    """Say that no meeting is running and when the next one is."""

    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.purpose = DataLabel(self, role="section")
        self.hint = DataLabel(self, role="body", tone="text2")
        for label in (self.purpose, self.hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.start = Button(self, variant="primary", icon="play")
        self.start.clicked.connect(self.start_requested)
        self._lay_out()
        self._week: ThisWeek | None = None

    def _lay_out(self) -> None:
        button = row(spacing=8)
        button.addStretch(1)
        button.addWidget(self.start)
        button.addWidget(KeyHint(self, keys="F5"))
        button.addStretch(1)
        whole = column(self, padding=32, spacing=8)
        whole.addStretch(2)
        whole.addWidget(self.purpose)
        whole.addWidget(self.hint)
        whole.addSpacing(8)
        whole.addLayout(button)
        whole.addStretch(3)

    def show_week(self, week: ThisWeek) -> None:
        """Show when the next meeting is; a week that is not held says why and cannot be started."""
        self._week = week
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        week = self._week
        self.start.set_text(tr("gui.command.start"))
        self.start.setEnabled(week is not None and week.held)
        if week is None:
            self.purpose.setText("")
            self.hint.setText("")
            return
        day = week.day if week.held or week.next_day is None else week.next_day
        self.purpose.setText(tr("meetingpage.idle", day=day, at=week.series.starts_at))
        told = tr("meetingpage.idle.hint")
        if not week.held and week.reason is not None:
            told = tr("meetingpage.idle.not_held", day=week.day, reason=week.reason)
        self.hint.setText(told)
