"""One section of a write-up as plain Markdown, kept as one change on leaving the field or after 30 seconds of rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.incident import SectionKey
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.left_edit import LeftEdit

REST_MS: Final = 30_000
HEIGHT: Final = 132


class SectionEditor(QWidget):
    """Show and take the text of one section."""

    typed = Signal(object, str)
    """The section's key and its text, when there is something new to keep."""

    def __init__(self, key: SectionKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._kept = ""
        self.label = DataLabel(self, role="label")
        self.edit = LeftEdit(self)
        self.edit.setFixedHeight(HEIGHT)
        whole = column(self, spacing=4)
        whole.addWidget(self.label)
        whole.addWidget(self.edit)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.keep)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.left.connect(self.keep)
        self.setFocusProxy(self.edit)

    @property
    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not kept yet."""
        return self.edit.toPlainText() != self._kept

    def set_name(self, name: str, *, shown: bool) -> None:
        """Name the section, for readers and, where a part has several, for the eye."""
        self.edit.setAccessibleName(name)
        self.label.show_text(name if shown else "")

    def show_text(self, text: str) -> None:
        """Show what is stored, unless something else is being typed."""
        if self.is_dirty or text == self._kept:
            return
        at = self.edit.textCursor().position()
        blocked = self.edit.blockSignals(True)
        self.edit.setPlainText(text)
        self.edit.blockSignals(blocked)
        self._kept = self.edit.toPlainText()
        cursor = self.edit.textCursor()
        cursor.setPosition(min(at, len(self._kept)))
        self.edit.setTextCursor(cursor)

    def forget(self) -> None:
        """Hold no text, for another incident."""
        blocked = self.edit.blockSignals(True)
        self.edit.clear()
        self.edit.blockSignals(blocked)
        self._kept = ""

    def keep(self) -> None:
        """Hand over what was typed, once."""
        self._rest.stop()
        if self.is_dirty:
            self._kept = self.edit.toPlainText()
            self.typed.emit(self.key, self._kept)

    def unkept(self) -> None:
        """Remember that the text could not be kept, so that it is tried again."""
        self._kept = "" if self.edit.toPlainText() else " "

    def _on_typed(self) -> None:
        if self.is_dirty:
            self._rest.start()
