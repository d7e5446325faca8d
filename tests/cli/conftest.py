from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_desk import POSTMORTEM, TODAY, Terminal

from weeklypm.domain.values import Language
from weeklypm.services.clock import named_day
from weeklypm.services.demo import make_workspace
from weeklypm.services.options import read_day


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("sample") / "s.sqlite", named_day(read_day(TODAY)), Language.EN)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path, _sample: Path) -> Terminal:
    """Offer a command line over a fresh copy of the sample, in English, on a fixed day."""
    folder = tmp_path / "data"
    folder.mkdir()
    return Terminal(capsys, Path(shutil.copy(_sample, folder / "team.sqlite")))


@pytest.fixture
def nowhere(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Terminal:
    """Offer a command line over a workspace that is not there."""
    folder = tmp_path / "data"
    folder.mkdir()
    return Terminal(capsys, folder / "none.sqlite")


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Offer a postmortem on disk."""
    path = tmp_path / "search.md"
    path.write_text(POSTMORTEM, encoding="utf-8")
    return path
