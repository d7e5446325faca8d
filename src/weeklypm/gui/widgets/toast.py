"""A short word about what was done, at the bottom of the console, with one Undo."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.labels import DataLabel

_SHOWN_MS: Final = 6000
_ABOVE_EDGE: Final = 24


class Toast(QFrame):
    """Lie at the bottom centre of its parent for six seconds, longer while the pointer or the focus rests on it."""

    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._again = False
        self.setProperty("overlay", "toast")
        self._words = DataLabel(self, role="body")
        self._undo = Button(self, variant="toast")
        self._undo.clicked.connect(self._on_undo)
        layout = row(self, spacing=16)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._undo)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._on_time_up)
        parent.installEventFilter(self)
        Retranslated(self, self._retranslate)
        self.hide()

    def _retranslate(self) -> None:
        self._undo.set_text(tr("gui.toast.redo" if self._again else "gui.toast.undo"))

    def say(self, words: str, *, undo: bool = False, redo: bool = False) -> None:
        """Show a sentence, with Undo or Redo where that can be done; what was shown before gives way."""
        self._again = redo
        self._retranslate()
        self._words.setText(words)
        self.setAccessibleName(words)
        self._undo.setVisible(undo or redo)
        self.setMinimumWidth(min(320, self._host.width() - 32))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def words(self) -> str:
        """Return what is shown, or an empty text."""
        return "" if self.isHidden() else self._words.text()

    def _place(self) -> None:
        room = self._host.rect()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _ABOVE_EDGE)

    def _on_undo(self) -> None:
        self.put_away()
        (self.redo_requested if self._again else self.undo_requested).emit()

    def put_away(self) -> None:
        """Hide at once."""
        self._timer.stop()
        self.hide()

    def _on_time_up(self) -> None:
        if self._undo.hasFocus() or self.underMouse():
            self._timer.start()
        else:
            self.hide()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.start()
        super().enterEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False
