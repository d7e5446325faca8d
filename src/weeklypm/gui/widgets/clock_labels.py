"""The exact clock of the facilitator: time left, delay, and a thin bar. Nothing blinks; late is warned of by colour."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from weeklypm.gui.fonts import repolish
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel

MINUS = "\N{MINUS SIGN}"


def clock_text(seconds: int) -> str:
    """Return ``m:ss`` of a length in seconds, its sign left out."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{minutes}:{rest:02d}"


class TimerLabel(DataLabel):
    """Show the time left as m:ss; when it is over, count up as +m:ss in the warning colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, role="timer")
        self._left = 0
        Retranslated(self, self._say)

    def set_left(self, seconds: int) -> None:
        """Show so many seconds left; below nought they are over."""
        self._left = seconds
        self.setText(clock_text(seconds) if seconds >= 0 else f"+{clock_text(seconds)}")
        self.set_tone("warn" if seconds < 0 else "")
        self._say()

    def _say(self) -> None:
        code = "gui.timer.left" if self._left >= 0 else "gui.timer.over"
        self.setAccessibleName(tr(code, time=clock_text(self._left)))


class DelayFigure(QWidget):
    """Show how late or early the whole meeting is, and below when it will end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._late = 0
        self.figure = DataLabel(self, role="delay")
        self.word = DataLabel(self, role="body", tone="text2")
        self.end = ElidedLabel(self, role="meta", tone="text2")
        line = row(spacing=8)
        line.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.word, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        layout = column(self, spacing=2)
        layout.addLayout(line)
        layout.addWidget(self.end)
        Retranslated(self, self._say)

    def set_delay(self, seconds: int) -> None:
        """Show a delay in seconds; below nought the meeting is ahead of its plan."""
        self._late = seconds
        self._say()

    def set_end(self, sentence: str) -> None:
        """Show when the meeting will end as things go."""
        self.end.setText(sentence)

    def _say(self) -> None:
        late = self._late
        sign = "+" if late > 0 else MINUS
        self.figure.show_text(f"{sign}{clock_text(late)}" if late else "")
        self.figure.set_tone("warn" if late > 0 else "text2")
        self.word.setText(tr("gui.delay.late" if late > 0 else "gui.delay.ahead" if late else "gui.delay.on_time"))
        self.setAccessibleName(f"{self.figure.text()} {self.word.text()}".strip())


class ThinBar(QProgressBar):
    """Show how much of the time has gone, 4 px high; full and in the warning colour once it is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, 1000)

    def set_part(self, part: float) -> None:
        """Show a part of one; more than one is over."""
        self.setValue(min(round(part * 1000), 1000))
        tone = "warn" if part > 1 else ""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)
