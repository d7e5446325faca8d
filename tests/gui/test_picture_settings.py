"""Pictures leave no trace of their settings, on the system least of all."""

from __future__ import annotations

import gc
import os
import stat
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from weeklypm.domain.values import Language
from weeklypm.gui import pictures
from weeklypm.services.clock import named_day
from weeklypm.services.demo import make_workspace
from weeklypm.services.options import read_day


def test_settings_of_pictures_are_forgotten_whoever_keeps_them() -> None:
    with pictures.blank_settings() as blank:
        place = Path(blank.fileName())
        blank.setValue("console/geometry", "wide")
    blank.sync()
    del blank
    gc.collect()
    assert not place.exists()
    assert not place.parent.exists()


@pytest.mark.skipif(os.name == "nt", reason="the null device is no file there")
def test_drawing_the_windows_leaves_the_null_device_a_device(qapp: QApplication, tmp_path: Path) -> None:
    before = stat.S_IFMT(Path(os.devnull).stat().st_mode)
    workspace = make_workspace(tmp_path / "w.sqlite", named_day(read_day("2026-09-02")), Language.EN)
    with pictures.shell_over(workspace, "en", "2026-09-02T15:46+09:00") as (shell, settle):
        settle()
        assert pictures.save(shell.console, tmp_path / "console.png").stat().st_size > 10_000
    assert stat.S_IFMT(Path(os.devnull).stat().st_mode) == before
