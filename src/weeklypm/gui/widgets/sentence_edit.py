"""Fields that know whether an input method is still composing, so that no key ends a form in the middle of a word."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font


class SentenceEdit(QPlainTextEdit):
    """Take a few sentences of plain text; Tab goes on to the next field."""

    composing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFont(font("body"))

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class WordEdit(QLineEdit):
    """Take one line of plain text."""

    composing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body"))

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


def is_composing() -> bool:
    """Tell whether the field with the focus holds a word that is not confirmed yet."""
    return bool(getattr(QApplication.focusWidget(), "composing", False))
