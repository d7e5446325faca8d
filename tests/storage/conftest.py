"""Workspaces in real files, with a clock that moves only when told to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from handover_files import Set, made_in, set_of
from storage_examples import HandClock

from weeklypm.storage import Workspace, open_workspace


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "week.sqlite"


@pytest.fixture
def workspace(path: Path, clock: HandClock) -> Iterator[Workspace]:
    with open_workspace(path, clock=clock, create=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_in(tmp_path_factory.mktemp("handover"))


@pytest.fixture
def ready(_made: Path, tmp_path: Path) -> Set:
    return set_of(_made, tmp_path)
