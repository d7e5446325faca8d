"""Where the keyboard goes back to, once what lay over the window is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusReturn:
    """Remember who had the keyboard, and give it back; a field of a list may be gone by then."""

    def __init__(self, host: QWidget) -> None:
        self._host = host
        self._came_from: QWidget | None = None

    def remember(self) -> None:
        """Remember who has the keyboard now."""
        self._came_from = QApplication.focusWidget()

    def give_back(self) -> None:
        """Give the keyboard to who had it, or to the window: left in what is hidden, it would be dead."""
        before, self._came_from = self._came_from, None
        there = before is not None and isValid(before) and before.isVisible()
        (before if there and before is not None else self._host).setFocus(Qt.FocusReason.OtherFocusReason)
