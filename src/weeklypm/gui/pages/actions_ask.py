"""What the dialogs of actions share: they stay open until what they ask for is stored, so nothing typed is lost."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.labels import key_text
from weeklypm.gui.widgets.row_paint import write
from weeklypm.gui.widgets.sentence_edit import is_composing

ANSWER_KEYS = "Ctrl+Return"
_KEY_GAP = 8
EDGE, GAP = 8, 8
"""Between the dialog and the window's edge, and what it leaves uncovered, in px."""


class AnswerKey(QWidget):
    """Write the key that answers into the answer's button, after its words."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._button = button
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = key_text(ANSWER_KEYS).replace("Return", "Enter")

    def width_wanted(self) -> float:
        """Return how wide the key is written, with the gap before it, in px."""
        return QFontMetricsF(font("key")).horizontalAdvance(self.words) + _KEY_GAP

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        token = "on-accent" if self._button.isEnabled() else "text3"
        painter = QPainter(self)
        write(painter, QRectF(self.rect()), self.words, font("key"), token, align=Qt.AlignmentFlag.AlignRight)


class Ask(Dialog):
    """Ask for something that may be refused. A word that an input method still composes is never cut short."""

    def __init__(self, host: QWidget, *, width: int | None = None) -> None:
        super().__init__(host, width=width)
        self._key = AnswerKey(self.answer)
        self._kept: QRect | None = None

    @override
    def set_title(self, title: str, subtitle: str = "") -> None:
        room = self.width() - 2 * sizes().space.xl
        plain = " ".join(subtitle.split())
        super().set_title(title, self.subtitle.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideRight, room))

    def set_answer(self, words: str) -> None:
        """Word the answer's button; its key stands after the words."""
        blank = QFontMetricsF(self.answer.font()).horizontalAdvance(" ")
        self.answer.set_text(words + " " * ceil(self._key.width_wanted() / blank))
        self.answer.setAccessibleName(words)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_key()

    def _place_key(self) -> None:
        self._key.setGeometry(0, 0, self.answer.width() - 16, self.answer.height())

    def room(self) -> int:
        """Return the height of the window in px."""
        return self._host.height()

    def keep_in_sight(self, place: QRect | None) -> None:
        """Leave a place of the window uncovered where there is room; it is given in the window's own pixels."""
        self._kept = place

    @override
    def _place(self) -> None:
        self._settle_layouts()
        super()._place()
        self._place_key()
        if self._kept is not None and self.geometry().intersects(self._kept):
            self.move(self.x(), self._beside(self._kept))

    def _settle_layouts(self) -> None:
        """Let every layout know of what was shown or hidden, from the innermost on: the height is asked next."""
        for inside in (*reversed(self.findChildren(QWidget)), self):
            layout = inside.layout()
            if layout is not None:
                layout.activate()

    def _beside(self, kept: QRect) -> int:
        """Return where the dialog stands below a place, or above it, or as far down as it goes."""
        lowest = self._host.height() - EDGE - self.height()
        below, above = kept.bottom() + GAP, kept.top() - GAP - self.height()
        if below <= lowest:
            return min(lowest, below + (lowest - below) // 2)
        return above if above >= EDGE else max(EDGE, lowest)

    @override
    def accept(self) -> None:
        if is_composing() or not self.is_complete():
            self._place()
            return
        self.answer.set_busy(True)
        self.submit()

    def is_complete(self) -> bool:
        """Tell whether what is filled in can be stored, and say under the fields where not."""
        return True

    def submit(self) -> None:
        """Tell what is asked for; ``finish`` or ``refuse`` ends it."""

    def finish(self, *_stored: object) -> None:
        """Close: what was asked for is stored."""
        self.answer.set_busy(False)
        super().accept()

    def refuse(self, problem: Problem) -> None:
        """Say why it was not stored; everything typed stays."""
        self.answer.set_busy(False)
        self.show_problem(problem)
        self._place()

    def show_problem(self, problem: Problem) -> None:
        """Put the sentence where it belongs; the title's place serves for what belongs nowhere."""
        self.set_title(self.title.text(), tr(problem.message))
