"""What the tests of the actions page do by hand: press keys where the focus is, find rows and stand on them."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_actions import Set

from weeklypm.services import actions
from weeklypm.services.actions import ActionRow

TODAY: Final = date(2026, 9, 2)
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
GOOD: Final = "The provider answers next week only"


def press(shown: Set, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or shown.console, key, held)
    shown.settle()


def confirm(shown: Set) -> None:
    press(shown, Qt.Key.Key_Return, CONTROL)


def row(shown: Set, words: str) -> ActionRow:
    return next(found for found in shown.view().rows if words in found.action.text)


def listed(shown: Set) -> list[str]:
    model = shown.page.list.model
    return [str(model.index(number, 0).data()) for number in model.headings()]


def stand_on(shown: Set, words: str) -> ActionRow:
    found = row(shown, words)
    shown.page.list.choose(found.action.id)
    shown.page.list.take_keys()
    return found


def add(shown: Set, text: str, **fields: object) -> None:
    shown.change(lambda unit: actions.add_action(unit, text, **fields))  # type: ignore[arg-type]
