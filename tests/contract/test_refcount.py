from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_a_void_call_of_qt_keeps_the_count_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses one reference a call on Python 3.11, which ends the process after some thousand repaints."""
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert before - sys.getrefcount(None) < 100
