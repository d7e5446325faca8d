from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot
from stage_probe import RecordedChart

from weeklypm.domain.values import Language
from weeklypm.gui.stage.window import StageWindow


@pytest.fixture
def chart() -> RecordedChart:
    return RecordedChart()


@pytest.fixture
def make_stage(qtbot: QtBot, chart: RecordedChart) -> Callable[..., StageWindow]:
    def make(language: Language = Language.EN, theme: str = "light") -> StageWindow:
        window = StageWindow(chart, language=language, theme=theme)
        qtbot.addWidget(window)
        return window

    return make
