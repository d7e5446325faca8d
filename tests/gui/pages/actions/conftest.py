"""The actions page in its window: over the actions of the design, or over a workspace without any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_actions import Set, no_actions, sample, stand

from weeklypm.gui import i18n, theme


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        sample(made)
        made.open()
        yield made


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        no_actions(made)
        made.open()
        yield made
