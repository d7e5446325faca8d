"""A choice box to type in: whatever holds what is typed is offered, and with two hundred names none is scrolled for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget
from typing_extensions import override

from weeklypm.domain.capture import folded
from weeklypm.gui.fonts import font
from weeklypm.gui.widgets.fields import ComboBox

ROWS_SEEN: Final = 12


class SearchCombo(ComboBox):
    """Choose one of many by typing a part of its name. What is typed and names none of them is ``None`` of them."""

    composing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[Any, ...] = ()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(ROWS_SEEN)
        self.line = self.lineEdit() or QLineEdit(self)
        self.line.setProperty("bare", True)
        self.line.setFont(font("body"))
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(ROWS_SEEN)
        offered = completer.popup()
        if offered is not None:
            offered.setFont(font("body"))
        self.setCompleter(completer)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer (key, text) pairs; what was typed or chosen stays as it stands."""
        typed, chosen = self.currentText(), self.key()
        self._keys = tuple(key for key, _ in choices)
        self.clear()
        self.addItems([text for _, text in choices])
        if chosen is not None or not typed:
            self.set_key(chosen)
        else:
            self.setCurrentIndex(-1)
            self.setEditText(typed)

    def set_key(self, key: Any) -> None:
        """Choose by key; an unknown one chooses nothing."""
        place = self._keys.index(key) if key in self._keys else -1
        self.setCurrentIndex(place)
        self.setEditText(self.itemText(place) if place >= 0 else "")
        self._show_start()

    def key(self) -> Any:
        """Return the key of the choice whose text is typed, letters, width and case aside; None where it is none."""
        place = self._place()
        return self._keys[place] if place >= 0 else None

    def is_known(self) -> bool:
        """Tell whether what is typed is one of the choices."""
        return self._place() >= 0

    def _place(self) -> int:
        """Return which choice is typed, or -1; two people of one name are told by the one that was chosen."""
        said = folded(self.currentText())
        now = self.currentIndex()
        if now >= 0 and folded(self.itemText(now)) == said:
            return now
        return next((at for at in range(self.count()) if folded(self.itemText(at)) == said), -1)

    def _show_start(self) -> None:
        """Show the beginning of a long name rather than its end."""
        self.line.setCursorPosition(0)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)
