"""The head of a page: title, one line of facts, and at most three buttons."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel

_GAP: Final = 12


class PageHeader(QWidget):
    """Show what page this is (28 px), a remark beside it, one line of facts below, and buttons at the right.

    Where title and remark have no room side by side, the remark leads the line of facts: the title is not cut for it.
    """

    MOST_BUTTONS = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self, role="title")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.aside = DataLabel(self, role="aside", tone="text2")
        self.facts = ElidedLabel(self, role="body", tone="text2")
        self._buttons = row(spacing=8)
        self._head, self._below = row(spacing=_GAP), row(spacing=_GAP)
        self._head.addWidget(self.title)
        self._head.addWidget(self.aside)
        self._head.addStretch(1)
        self._head.addLayout(self._buttons)
        self._below.addWidget(self.facts, 1)
        whole = column(self, spacing=4)
        whole.addLayout(self._head)
        whole.addLayout(self._below)
        self.aside.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.aside.hide()

    def set_title(self, text: str) -> None:
        """Show the page's name."""
        self.title.setText(text)
        self.title.updateGeometry()
        self._place_aside()

    def set_aside(self, text: str) -> None:
        """Show a short remark beside the title, such as a countdown; an empty text hides it."""
        self.aside.show_text(text)
        self._place_aside()

    def set_facts(self, text: str) -> None:
        """Show the line of facts; an empty text hides it."""
        self.facts.show_text(text)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right. Raises ValueError for a fourth."""
        if self._buttons.count() >= self.MOST_BUTTONS:
            raise ValueError("a header holds at most three buttons")
        self._buttons.addWidget(button)
        self._place_aside()

    def _place_aside(self) -> None:
        """Put the remark beside the title where there is room for both, else before the facts."""
        sides = self._buttons.sizeHint().width() + self.aside.sizeHint().width() + 3 * _GAP
        wanted = self._head if self.title.sizeHint().width() + sides <= self.width() else self._below
        if wanted.indexOf(self.aside) < 0:
            (self._below if wanted is self._head else self._head).removeWidget(self.aside)
            wanted.insertWidget(1 if wanted is self._head else 0, self.aside)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a button's words, or a button itself, changed
            self._place_aside()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_aside()
