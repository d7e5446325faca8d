"""What the tests of the meeting page do with their hands: start, press keys, type a line, look into the file."""

from __future__ import annotations

from functools import partial

from desk_fixture import ask
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_meeting import Set


def start(shown: Set) -> None:
    shown.controller.start(None)
    shown.settle()


def press(shown: Set, *keys: Qt.Key) -> None:
    """Press single keys with nothing focused, as after Esc."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    for key in keys:
        QTest.keyClick(shown.console, key)
    shown.settle()


def type_line(shown: Set, line: str) -> None:
    QTest.keyClicks(shown.page.ui.capture.field, line)
    QTest.keyClick(shown.page.ui.capture.field, Qt.Key.Key_Return)
    shown.settle()


def stored(shown: Set, kind: type) -> list:
    meeting_id = shown.controller.view.meeting.id
    return ask(shown.desk, lambda reader: reader.find(kind, meeting_id=meeting_id))


def wait_for(qtbot: QtBot, shown: Set, kind: type, text: str) -> None:
    def there() -> None:
        assert [row.text for row in stored(shown, kind)] == [text]

    qtbot.waitUntil(partial(_holds, there), timeout=5000)


def _holds(check: object) -> bool:
    try:
        check()  # type: ignore[operator]
    except AssertionError:
        return False
    return True


def record_three(shown: Set) -> None:
    for key, line in ((Qt.Key.Key_D, "No new cache this quarter"), (Qt.Key.Key_P, "Review the rollout"),
                      (Qt.Key.Key_A, "Alarm at 1 s @Torii !P1 ^9/18")):  # fmt: skip
        press(shown, key)
        type_line(shown, line)
