"""The facilitator's strip for one display: time, cue and capture beside or under the stage (decisions.md section 8)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.console import TITLE
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.recorded_list import RecordedList
from weeklypm.gui.shortcuts import Commands, is_typing
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.capture_line import CaptureLine
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.clock_labels import ThinBar, TimerLabel
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel


class StripWindow(QWidget):
    """Be a small window of the console's: what is needed to lead, and nothing that may be shown."""

    left = Signal()
    """The person wants the whole console again."""

    def __init__(self, commands: Commands) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._commands = commands
        self._behave()
        self.part = ElidedLabel(self, role="secondary", tone="text2")
        self.timer = TimerLabel(self)
        self.delay = DataLabel(self, role="secondary", tone="text2")
        self.progress = ThinBar(self)
        self.cue = DataLabel(self, role="cue")
        self.cue.setWordWrap(True)
        self.coming = DataLabel(self, role="secondary", tone="text2")
        self.coming.setWordWrap(True)
        self.capture = CaptureLine(self)
        self.error = DataLabel(self, role="secondary", tone="danger")
        self.error.setWordWrap(True)
        self._list_box = QWidget(self)
        self.recorded = RecordedList(self._list_box)
        column(self._list_box).addWidget(self.recorded)
        self.next_part = Button(self, variant="small", icon="skip-forward")
        self.whole = Button(self, variant="small", icon="monitor")
        self._lay_out()
        self.whole.clicked.connect(self.left)
        self.capture.field.installEventFilter(self)
        Retranslated(self, self._retranslate)

    def _behave(self) -> None:
        """Look like the console and be named as private as it is; closing it brings the console back."""
        theme.dress(self)
        self.setProperty("ground", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(TITLE)

    def _lay_out(self) -> None:
        buttons = row(spacing=8)
        for button in (self.next_part, self.whole):
            buttons.addWidget(button)
        buttons.addStretch(1)
        clock = column(spacing=2)
        line = row(spacing=8)
        line.addWidget(self.timer)
        line.addWidget(self.delay, 1, Qt.AlignmentFlag.AlignBottom)
        clock.addWidget(self.part)
        clock.addLayout(line)
        clock.addWidget(self.progress)
        words = column(spacing=4)
        for widget in (self.cue, self.coming):
            words.addWidget(widget)
        words.addStretch(1)
        clock.addStretch(1)
        self._record = column(spacing=8)
        for item in (self.capture, self.error, self._list_box):
            self._record.addWidget(item)
        self._record.addStretch(1)
        self._record.addLayout(buttons)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setSpacing(16)
        for layout in (clock, words, self._record):
            self._parts.addLayout(layout)

    def _retranslate(self) -> None:
        self.next_part.set_text(tr("meetingpage.command.next_part"))
        self.whole.set_text(tr("meetingpage.whole"))

    def stand(self, place: QRect, *, beside: bool) -> None:
        """Stand in a place: beside the stage as a column, under it as a bar without the list."""
        directions = QBoxLayout.Direction
        self._parts.setDirection(directions.TopToBottom if beside else directions.LeftToRight)
        for at, stretch in enumerate((0, 0, 1) if beside else (2, 3, 5)):
            self._parts.setStretch(at, stretch)
        around = 16 if beside else 8
        self._parts.setContentsMargins(around, around, around, around)
        self._list_box.setVisible(beside)
        self.coming.setVisible(beside)
        self._place_kinds(beside=beside)
        # The window is kept from shrinking by what it held until its layout looks again.
        self._parts.activate()
        self.setGeometry(place)

    def _place_kinds(self, *, beside: bool) -> None:
        """Put the choice of a kind over the line where the line is narrow."""
        within = self.capture.layout()
        if beside:
            self._record.insertWidget(0, self.capture.kinds, 0, Qt.AlignmentFlag.AlignLeft)
        elif isinstance(within, QBoxLayout):
            within.insertWidget(0, self.capture.kinds)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_typing() and self._commands.press(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        return pressed and self._commands.press(event, always=True)  # type: ignore[arg-type]

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        super().closeEvent(event)
