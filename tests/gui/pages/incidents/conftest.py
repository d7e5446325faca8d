"""The incidents page in its window: over the sample, or over a workspace without incidents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_incidents import Set, make_own, sample, stand

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
        _open(made)
        yield made


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        make_own(made)
        _open(made)
        yield made


def _open(made: Set) -> None:
    made.console.show()
    made.console.activateWindow()
    made.settle()
