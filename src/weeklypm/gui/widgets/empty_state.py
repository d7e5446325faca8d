"""What stands where nothing is yet: what it is for, how to begin, and one button."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel


class EmptyState(QWidget):
    """Say in two lines what belongs here and how to begin. Never scolding: empty is normal."""

    begun = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget | None = None, *, icon: str = "plus") -> None:
        super().__init__(parent)
        self.purpose = DataLabel(self, role="strong")
        self.hint = DataLabel(self, role="secondary", tone="text2")
        self.hint.setWordWrap(True)
        self.button = Button(self, icon=icon)
        self.button.clicked.connect(self.begun)
        words = column(spacing=2)
        words.addWidget(self.purpose)
        words.addWidget(self.hint)
        layout = row(self, spacing=16)
        layout.addLayout(words, 1)
        layout.addWidget(self.button)

    def say(self, purpose: str, hint: str, button: str = "") -> None:
        """Show both lines and the button's text; an empty text hides the button."""
        self.purpose.setText(purpose)
        self.hint.setText(hint)
        self.button.set_text(button)
        self.button.setVisible(bool(button))
