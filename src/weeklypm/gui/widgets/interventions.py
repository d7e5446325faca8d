"""Interventions: eight buttons with keys; a press shows the phrase to say, to the facilitator alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QSizePolicy, QWidget

from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel, KeyHint


@dataclass(frozen=True)
class Intervention:
    """Hold what happens in the room, in a word or two, and the phrase that helps."""

    name: str
    phrase: str


class InterventionGrid(QWidget):
    """Offer interventions in two columns, or in a small window as one row of keys."""

    shown = Signal(int)
    """The number, from 1, of the intervention whose phrase is shown."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 2) -> None:
        super().__init__(parent)
        self._columns = columns
        self._items: tuple[Intervention, ...] = ()
        self._buttons: list[Button] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self.press)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._phrase_box = QFrame(self)
        self._phrase_box.setProperty("soft", "accent")
        self.phrase = DataLabel(self._phrase_box, role="strong")
        self.phrase.setWordWrap(True)
        inner = column(self._phrase_box)
        inner.setContentsMargins(12, 8, 12, 8)
        inner.addWidget(self.phrase)
        layout = column(self, spacing=8)
        layout.addLayout(self._grid)
        layout.addWidget(self._phrase_box)
        self._phrase_box.hide()

    def set_items(self, items: Sequence[Intervention]) -> None:
        """Offer other interventions, or the same in another language; the phrase shown follows."""
        shown = self.shown_number()
        self._items = tuple(items)
        while len(self._buttons) < len(items):
            self._add_button()
        for button, item in zip(self._buttons, items, strict=False):
            self._name(button, item)
        if shown:
            self.phrase.setText(self._items[shown - 1].phrase)

    def _add_button(self) -> None:
        number = len(self._buttons) + 1
        button = Button(self)
        button.setCheckable(True)
        button.setProperty("number", number)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setStyleSheet("")
        key = KeyHint(button, keys=str(number))
        inside = row(button)
        inside.setContentsMargins(8, 0, 0, 0)
        inside.addWidget(key, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._group.addButton(button, number)
        self._buttons.append(button)
        at = number - 1
        self._grid.addWidget(button, at // self._columns, at % self._columns)

    def _name(self, button: Button, item: Intervention) -> None:
        narrow = self._columns > 2
        button.set_text("" if narrow else item.name)
        button.setProperty("keyed", True)
        button.setAccessibleName(item.name)
        button.setToolTip(item.name if narrow else "")

    def shown_number(self) -> int:
        """Return the number of the intervention whose phrase is shown, 0 for none."""
        return max(self._group.checkedId(), 0)

    def press(self, number: int) -> None:
        """Show the phrase of an intervention by its number, from 1; a number that is not offered does nothing."""
        if not 1 <= number <= len(self._items):
            return
        self._buttons[number - 1].setChecked(True)
        self.phrase.setText(self._items[number - 1].phrase)
        self._phrase_box.show()
        self.shown.emit(number)

    def clear(self) -> None:
        """Put the phrase away, when another part of the meeting begins."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(False)
        self._group.setExclusive(True)
        self._phrase_box.hide()

    def set_columns(self, columns: int) -> None:
        """Lay the buttons out in so many columns; more than two show keys only."""
        self._columns = columns
        for at, button in enumerate(self._buttons):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, at // columns, at % columns)
        self.set_items(self._items)
