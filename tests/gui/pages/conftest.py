"""Where the tests of pages find the desk they share, and the sweep of the kit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from weeklypm.gui import i18n, theme

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent / "kit"):
    sys.path.insert(0, str(folder))


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[object]:
    """Show the meeting page in its window over the sample, in English and light."""
    from sheet_meeting import stand

    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        qtbot.waitExposed(made.console)
        made.console.activateWindow()
        yield made
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")
