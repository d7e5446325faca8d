"""Fixtures of the end-to-end tests: a screen, a workspace that is not there yet, and the app on both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from x_beside import Beside, someone_beside
from x_screen import App, running_app, virtual_screen
from x_week import NOW, Starting


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    with virtual_screen(tmp_path / "xvfb.log") as name:
        yield name


@pytest.fixture
def beside(display: str) -> Iterator[Beside]:
    with someone_beside(display) as program:
        yield program


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "team.sqlite"


@pytest.fixture
def start(display: str, workspace: Path, tmp_path: Path) -> Starting:
    homes = {name: str(tmp_path / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}

    def starting(language: str = "en", log: str = "app.log") -> AbstractContextManager[App]:
        options = ("--workspace", str(workspace), "--lang", language, "--now", NOW)
        return running_app(display, tmp_path / log, *options, **homes)

    return starting


@pytest.fixture
def app(start: Starting, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    failed = request.session.testsfailed
    with start() as running:
        yield running
        if request.session.testsfailed > failed or running.process.poll() is None:
            running.photograph(tmp_path / "screen.png")
