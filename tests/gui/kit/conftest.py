"""What the kit's tests share: the theme and language set, and a window that is shown and closed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from weeklypm.gui import i18n, theme

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def worn(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")
    yield qapp
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., QWidget]]:
    """Show widgets in one window in the kit's dress."""

    windows = []  # held here: the widgets of a window go with the last reference to it

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        theme.dress(window)
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        qtbot.addWidget(window)
        window.resize(900, 700)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield shown
    windows.clear()
