"""The page of people in its window: over the people of the design, or over a workspace without any."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services_desk import NOW
from sheet_people import SMALL, WIDE, Set, design, nobody, stand

from weeklypm.gui import i18n, theme


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


@pytest.fixture(scope="session")
def designed(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """Record the people of the design in a file, once; each test takes a copy."""
    path = tmp_path_factory.mktemp("people") / "w.db"
    with stand("en", theme.LIGHT, path) as made:
        design(made)
    return path


def over(path: Path, folder: Path, size: tuple[int, int]) -> Iterator[Set]:
    """Show a copy of a file."""
    with stand("en", theme.LIGHT, Path(shutil.copy(path, folder / "w.db")), size) as made:
        made.clock.forward(NOW - made.clock())
        made.change(lambda unit: unit.now)  # opens the file
        made.open()
        yield made


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, designed: Path) -> Iterator[Set]:
    yield from over(designed, tmp_path, WIDE)


@pytest.fixture
def small(qtbot: QtBot, tmp_path: Path, designed: Path) -> Iterator[Set]:
    yield from over(designed, tmp_path, SMALL)


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        nobody(made)
        made.open()
        yield made
