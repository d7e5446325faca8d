"""A choice of a few, side by side: exactly one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font
from weeklypm.gui.icons import IconKeeper
from weeklypm.gui.widgets.buttons import plain


class SegmentedControl(QFrame):
    """Offer options side by side; arrow keys move the choice, Tab enters and leaves it as one stop."""

    changed = Signal(str)
    """The key of the option that the person chose; ``set_value`` does not send it."""

    def __init__(self, parent: QWidget | None = None, *, accent: bool = False, height: int = 32) -> None:
        super().__init__(parent)
        self.setProperty("segmented", "accent" if accent else "true")
        self._height = height
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(2, 2, 2, 2)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self._keys: list[str] = []
        self.setFixedHeight(height)

    def set_options(self, options: Sequence[tuple[str, str] | tuple[str, str, str]]) -> None:
        """Offer (key, text) or (key, text, icon); the choice stays when its key is still there, else the first."""
        chosen = self.value()
        if [option[0] for option in options] != self._keys:
            self._rebuild([option[0] for option in options])
        for button, option in zip(self._buttons(), options, strict=True):
            button.setText(plain(option[1]))
            button.setAccessibleName(option[1])
            if len(option) > 2:
                IconKeeper(button).set(option[2], "text2", 16, 4)
        self.set_value(chosen if chosen in self._keys else (self._keys[0] if self._keys else ""))

    def _rebuild(self, keys: list[str]) -> None:
        for button in self._buttons():
            self._group.removeButton(button)
            button.setParent(None)
            button.deleteLater()
        self._keys = keys
        for number in range(len(keys)):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFont(font("control"))
            button.setFixedHeight(self._height - 4)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            self._row.addWidget(button)
        # Made later than what stands after the control, they would be visited after it. The order leaves out whatever
        # takes no focus, so that the frame has to seem to.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for before, after in pairwise([self, *self._buttons()]):
            QWidget.setTabOrder(before, after)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _buttons(self) -> list[QPushButton]:
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def value(self) -> str:
        """Return the key of the chosen option, or an empty text before there are options."""
        number = self._group.checkedId()
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    def set_value(self, key: str) -> None:
        """Choose an option by its key; an unknown key changes nothing."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)

    def choose(self, key: str) -> None:
        """Choose as if pressed: the change is told."""
        if key in self._keys and key != self.value():
            self.set_value(key)
            self.changed.emit(key)

    def button(self, key: str) -> QPushButton:
        """Return an option's button, to enable or name it. Raises ValueError for an unknown key."""
        return self._buttons()[self._keys.index(key)]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._keys:
            to = (self._group.checkedId() + step) % len(self._keys)
            self.choose(self._keys[to])
            self._group.button(to).setFocus(Qt.FocusReason.TabFocusReason)
        return bool(step)

    def _on_clicked(self) -> None:
        self.changed.emit(self.value())
