"""The actions page in its window: over the actions of the design, or over a workspace without any."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from actions_example import TEAMS, fill_design
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services_desk import FORM, NOW
from sheet_actions import Set, no_actions, stand, to_today

from weeklypm.domain.values import Language
from weeklypm.gui import i18n, theme
from weeklypm.services.clock import HandClock
from weeklypm.services.setup import create_workspace
from weeklypm.storage import open_workspace


@pytest.fixture(autouse=True)
def plain(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


@pytest.fixture(scope="session")
def design(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record the actions of the design in a file, once; each test takes a copy."""
    path = tmp_path_factory.mktemp("actions") / "w.db"
    with open_workspace(path, clock=HandClock(NOW - timedelta(days=70)), create=True) as workspace:
        workspace.change(partial(create_workspace, form=FORM, team_name="Hinoki Store", people=TEAMS[0]))
        workspace.change(partial(fill_design, language=Language.EN))
    return path


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, design: Path) -> Iterator[Set]:
    with stand("en", theme.LIGHT, Path(shutil.copy(design, tmp_path / "w.db"))) as made:
        made.change(lambda unit: unit.now)  # opens the file
        to_today(made)
        made.open()
        yield made


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        no_actions(made)
        made.open()
        yield made
