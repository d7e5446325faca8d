from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from announce_hands import show
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_this_week import Set, sample, stand

from weeklypm.gui import i18n, theme


@pytest.fixture
def made(qapp: QApplication, tmp_path: Path) -> Iterator[Set]:
    """Stand in the window of an empty workspace, in English and light."""
    with stand("en", theme.LIGHT, tmp_path / "w.db") as found:
        QGuiApplication.clipboard().clear()
        yield found
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


@pytest.fixture
def shown(made: Set, qtbot: QtBot) -> Set:
    """Show the sample's week."""
    sample(made)
    return show(made, qtbot)
