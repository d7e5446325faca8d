"""Where the tests of Settings, Calendar find its window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_calendar import Set, stand

from weeklypm.gui import i18n, theme


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    """Show the settings with the calendar chosen, in English and light."""
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        made.console.show()
        qtbot.waitExposed(made.console)
        made.console.activateWindow()
        made.settle()
        yield made
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")
