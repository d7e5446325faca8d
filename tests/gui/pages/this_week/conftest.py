"""The week's page over the sample, or over a new workspace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from functools import partial
from pathlib import Path

import pytest
from desk_fixture import WEDNESDAY, open_desk, with_sample
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from week_set import Set

from weeklypm.domain.values import Language
from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.pages.this_week import ThisWeekPage
from weeklypm.services import setup
from weeklypm.services.clock import HandClock


@pytest.fixture
def made(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT)
    i18n.apply(app, Language.EN)
    clock = HandClock(WEDNESDAY - timedelta(hours=2, minutes=14))
    with open_desk(tmp_path / "team.sqlite", clock) as desk:
        console = Console()
        page = ThisWeekPage(desk)
        console.add_page("this_week", "calendar-days", "gui.nav.this_week", page)
        console.resize(1440, 900)
        yield Set(console, page, desk, clock)
        for menu in page.findChildren(QMenu):
            menu.close()
        console.close()
        console.deleteLater()
        app.processEvents()
    i18n.apply(app, Language.EN)


@pytest.fixture
def shown(made: Set, qtbot: QtBot) -> Set:
    with_sample(made.desk)
    return show(made, qtbot)


@pytest.fixture
def empty(made: Set, qtbot: QtBot) -> Set:
    form = setup.SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
    made.change(partial(setup.create_workspace, form=form))
    return show(made, qtbot)


def show(made: Set, qtbot: QtBot) -> Set:
    made.console.show()
    qtbot.waitExposed(made.console)
    made.console.activateWindow()
    made.settle()
    return made
