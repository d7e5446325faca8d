"""The whole window over a real file: first run, sample, top bar, switching language and theme, going on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services_desk import FORM, NOW

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.values import Language
from weeklypm.gui import i18n, pictures, theme
from weeklypm.gui.app import steady
from weeklypm.gui.console import TITLE
from weeklypm.services import demo
from weeklypm.services.clock import HandClock, SteadyClock
from weeklypm.services.dates import series_of
from weeklypm.services.options import read_options
from weeklypm.storage import open_workspace


@pytest.fixture(autouse=True)
def _worn(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, Language.EN)


def test_without_a_workspace_the_first_run_is_shown_and_makes_one(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "team.sqlite"
    with pictures.shell_over(path, "en", NOW.isoformat()) as (shell, settle):
        assert shell.week_stack.currentWidget() is shell.first_run
        assert not shell.console.ui.start.isEnabled()
        assert not path.exists()
        shell.first_run.created.emit(FORM, "Hinoki", "Search: Minase, Torii\nWeb: Kasuga", "Who removes flags?")
        settle()
        assert shell.week_stack.currentWidget() is shell.week_page
        assert shell.console.ui.start.isEnabled()
        names: list[list[Person]] = []
        shell.desk.operations.query(lambda reader: reader.find(Person), names.append)
        settle()
        assert {person.name for person in names[0]} == {"Minase", "Torii", "Kasuga"}


def test_the_sample_is_one_click_away_in_the_language_shown(tmp_path: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(tmp_path / "team.sqlite", "ja", NOW.isoformat()) as (shell, settle):
        shell.first_run.sample_requested.emit(Language.JA)
        settle()
        series: list[object] = []
        shell.desk.operations.query(series_of, series.append)
        settle()
        assert getattr(series[0], "language") is Language.JA  # noqa: B009  told as an object
        assert shell.console.windowTitle() == TITLE
        assert "共有しない" in TITLE


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return demo.make_workspace(tmp_path / "sample.sqlite", HandClock(NOW), Language.EN)


def test_language_and_theme_change_while_every_page_is_open(sample: Path, qapp: QApplication, qtbot: QtBot) -> None:
    with pictures.shell_over(sample, "en", NOW.isoformat()) as (shell, settle):
        for page in ("this_week", "meeting", "incidents", "settings"):
            shell.console.show_page(page)
            settle()
        i18n.apply(qapp, Language.JA)
        theme.apply(qapp, theme.DARK)
        shell.dress_stage()
        settle()
        assert shell.console.ui.start.text() == "会をはじめる"
        assert shell.stage.theme == "dark"
        # The stage speaks the language of the series, not of the console.
        shell.controller.start(None)
        settle()
        assert shell.stage.language is Language.EN


def test_a_problem_stands_above_the_page_until_it_is_read(sample: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(sample, "en", NOW.isoformat()) as (shell, _settle):
        shell.desk.tellers.fail(Problem("services.problem.line_empty"))
        assert shell.trouble.isVisible()
        assert "nothing to record" in shell.trouble.sentence.text()


def test_a_workspace_that_another_copy_holds_is_not_opened(sample: Path, qtbot: QtBot) -> None:
    with open_workspace(sample, clock=HandClock(NOW)), pictures.shell_over(sample, "en", NOW.isoformat()) as (shell, _):
        assert shell.trouble.isVisible()
        assert not shell.console.ui.start.isEnabled()


def test_another_page_is_shown_with_what_it_should_open(sample: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(sample, "en", NOW.isoformat()) as (shell, settle):
        shell.desk.tellers.page_requested.emit("incidents", None)
        settle()
        assert shell.console.shown_page() == "incidents"


def test_a_meeting_that_was_running_goes_on_where_it_was(sample: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(sample, "en", NOW.isoformat()) as (shell, settle):
        shell.controller.start(None)
        settle()
        shell.controller.next_part()
        settle()
        before = shell.controller.clock()
    later = (NOW + timedelta(minutes=3)).isoformat()
    with pictures.shell_over(sample, "en", later) as (shell, settle):
        after = shell.controller.clock()
        assert shell.controller.is_live
        assert before is not None
        assert after is not None
        assert after.segment is before.segment
        assert 170 <= sum(after.elapsed) <= 200


def test_a_running_clock_is_steady_unless_a_day_is_named() -> None:
    assert isinstance(steady(read_options(None, None, None, None)).clock, SteadyClock)
    assert not isinstance(steady(read_options(None, None, "2026-09-02", None)).clock, SteadyClock)


def test_the_palette_switches_language_and_theme(sample: Path, qtbot: QtBot) -> None:
    with pictures.shell_over(sample, "en", NOW.isoformat()) as (shell, _settle):
        chosen: list[str] = []
        shell.settings_page.language_chosen.connect(chosen.append)
        shell.settings_page.theme_chosen.connect(chosen.append)
        given = {command.code: action for command, action in shell.console.commands.usable()}
        given["gui.command.language"].trigger()
        given["gui.command.theme"].trigger()
        assert chosen == ["ja", "dark"]
