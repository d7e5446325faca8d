"""Where the tests of the dialogs about people find the window they are asked over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_people_dialogs import Set, stand

from weeklypm.gui import i18n, theme


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    """Show a window over a workspace with ten people, in English and light."""
    with stand("en", theme.LIGHT, tmp_path / "w.sqlite", bare=True) as made:
        made.console.show()
        qtbot.waitExposed(made.console)
        made.console.activateWindow()
        made.settle()
        yield made
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")
