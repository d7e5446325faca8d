"""The head of a page: title, one line of facts, and at most three buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel


class PageHeader(QWidget):
    """Show what page this is (28 px), a remark beside it, one line of facts below, and buttons at the right."""

    MOST_BUTTONS = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self, role="title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.aside = DataLabel(self, role="aside", tone="text2")
        self.facts = ElidedLabel(self, role="body", tone="text2")
        self._buttons = row(spacing=8)
        head = row(spacing=12)
        head.addWidget(self.title)
        head.addWidget(self.aside)
        head.addStretch(1)
        head.addLayout(self._buttons)
        whole = column(self, spacing=4)
        whole.addLayout(head)
        whole.addWidget(self.facts)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.aside.hide()

    def set_title(self, text: str) -> None:
        """Show the page's name."""
        self.title.setText(text)
        self.title.updateGeometry()

    def set_aside(self, text: str) -> None:
        """Show a short remark beside the title, such as a countdown; an empty text hides it."""
        self.aside.show_text(text)

    def set_facts(self, text: str) -> None:
        """Show the line of facts; an empty text hides it."""
        self.facts.show_text(text)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right. Raises ValueError for a fourth."""
        if self._buttons.count() >= self.MOST_BUTTONS:
            raise ValueError("a header holds at most three buttons")
        self._buttons.addWidget(button)
