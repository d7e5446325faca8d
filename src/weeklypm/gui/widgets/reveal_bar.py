"""What the room was shown before, what it sees now, and what comes next and is not shown yet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import repolish
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import paint_lane
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, Divider, column, row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel


@dataclass(frozen=True)
class RevealStep:
    """Hold one event of the talk: its clock time, its lane with the lane's name, and its text."""

    clock: str
    lane: str
    lane_name: str
    text: str


class LaneMark(QWidget):
    """Draw the shape of a timeline lane, or nothing for an empty lane."""

    def __init__(self, parent: QWidget | None = None, *, lane: str = "", size: int = 12) -> None:
        super().__init__(parent)
        self._lane = lane
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_lane(self, lane: str) -> None:
        """Draw another lane's shape."""
        self._lane = lane
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size + 2, self._size + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        lanes = theme.current().lanes
        if self._lane in lanes:
            middle = QPointF(self.width() / 2, self.height() / 2)
            paint_lane(QPainter(self), self._lane, middle, self._size, lanes[self._lane])


class _Pane(QFrame):
    """Show one step in one of the three places."""

    def __init__(self, parent: QWidget, *, now: bool = False) -> None:
        super().__init__(parent)
        self._now = now
        self.setProperty("pane", "now" if now else "true")
        self.mark = LaneMark(self)
        self.head = DataLabel(self, role="control" if now else "secondary", tone="text" if now else "text2")
        self.text = DataLabel(self, role="strong" if now else "body", tone="text" if now else "text2")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.place = DataLabel(self, role="meta")
        self.head_row = row(spacing=8)
        self.head_row.addWidget(self.mark)
        self.head_row.addWidget(self.head)
        self.head_row.addStretch(1)
        layout = column(self, spacing=4)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addLayout(self.head_row)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.place)
        repolish(self)

    def show_step(self, step: RevealStep | None) -> None:
        """Show a step, or an empty place."""
        self.mark.set_lane(step.lane if step else "")
        self.head.setText(f"{step.clock}  {step.lane_name}" if step else "")
        self.text.setText(step.text if step else "")
        ground = "now" if self._now and step else "true"
        if self.property("pane") != ground:
            self.setProperty("pane", ground)
            repolish(self)

    def spoken(self) -> str:
        """Return what a reader is told."""
        return " · ".join(part for part in (self.place.text(), self.head.text(), self.text.text()) if part)


class RevealBar(QWidget):
    """Step the room through an incident. What comes next stands here and nowhere else."""

    back_requested = Signal()
    forward_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panes = Card(self, padding=1, spacing=0)
        self._before, self._now, self._next = _Pane(self), _Pane(self, now=True), _Pane(self)
        self._on_stage = Chip(self, icon="eye", tone="accent")
        self._now.head_row.addWidget(self._on_stage)
        self._next.head_row.addWidget(IconLabel(self._next, icon="eye-off", token="text3"))
        self.back = Button(self, icon="arrow-left")
        self.forward = Button(self, variant="accent", icon="arrow-right")
        self.forward.set_icon_after()
        self.position = DataLabel(self, role="secondary", tone="text2")
        self._clicker = DataLabel(self, role="meta")
        self._lay_out()
        self.back.clicked.connect(self.back_requested)
        self.forward.clicked.connect(self.forward_requested)
        self.set_steps(None, None, None)
        Retranslated(self, self._retranslate)

    def _lay_out(self) -> None:
        three = row(spacing=0)
        for number, pane in enumerate((self._before, self._now, self._next)):
            if number:
                three.addWidget(Divider(self, vertical=True))
            three.addWidget(pane, 3 if pane is self._now else 2)
        self.panes.body.addLayout(three)
        self.panes.setMinimumHeight(92)
        self.panes.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        keys = row(spacing=8)
        for widget in (self.back, self.position):
            keys.addWidget(widget)
        keys.addStretch(1)
        for widget in (self._clicker, self.forward):
            keys.addWidget(widget)
        layout = column(self, spacing=8)
        layout.addWidget(self.panes)
        layout.addLayout(keys)

    def set_steps(self, before: RevealStep | None, now: RevealStep | None, following: RevealStep | None) -> None:
        """Show the three steps; None where there is none."""
        for pane, step in ((self._before, before), (self._now, now), (self._next, following)):
            pane.show_step(step)
        for pane in (self._before, self._next):
            pane.place.setVisible(bool(pane.head.text()))
        self.back.setEnabled(now is not None)
        self.forward.setEnabled(following is not None)
        self._on_stage.setVisible(now is not None)
        self._say()

    def set_position(self, text: str) -> None:
        """Show how far the talk is, to the facilitator alone."""
        self.position.setText(text)

    def _retranslate(self) -> None:
        self.back.set_text(tr("gui.reveal.back"))
        self.forward.set_text(tr("gui.reveal.forward"))
        self._clicker.setText(tr("gui.reveal.clicker"))
        self._on_stage.setText(tr("gui.reveal.now"))
        self._on_stage.updateGeometry()
        self._before.place.setText(tr("gui.reveal.before"))
        self._now.place.hide()
        self._next.place.setText(tr("gui.reveal.next"))
        self._say()

    def _say(self) -> None:
        self.panes.setAccessibleName(" / ".join(pane.spoken() for pane in (self._before, self._now, self._next)))
