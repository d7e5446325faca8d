"""Pictures of console and stage without a screen: for the demonstration, the manual and the sheets.

The real windows are opened on Qt's offscreen platform over the real workspace and painted into files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from weeklypm.domain.values import Language
from weeklypm.services.options import Options, read_options

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication, QWidget

    from weeklypm.gui.shell import Shell

SIZE: Final = (1440, 900)


def render_windows(workspace: Path, folder: Path, language: str, now: str) -> list[Path]:
    """Hold the start of a sample's meeting in the real windows and write pictures of both; return the files.

    ``now`` is the instant to begin at, ISO 8601. The workspace is changed: its meeting runs afterwards.
    """
    with shell_over(workspace, language, now) as (shell, settle):
        written = [save(shell.console, folder / f"console-this-week-{language}.png")]
        shell.controller.start(None)
        settle()
        written.append(save(shell.stage, folder / f"stage-opening-{language}.png"))
        _to_the_talk(shell, settle)
        written.append(save(shell.console, folder / f"console-meeting-{language}.png"))
        written.append(save(shell.stage, folder / f"stage-talk-{language}.png"))
    return written


def _to_the_talk(shell: Shell, settle: Callable[[], None]) -> None:
    """Walk to the timeline of the main part and show five of its events."""
    while shell.controller.view is not None and not shell.controller.events():
        before = shell.controller.clock()
        shell.controller.next_part()
        settle()
        if shell.controller.clock() == before:
            break
    for _ in range(5):
        shell.controller.reveal(1)
        settle()


@contextmanager
def blank_settings() -> Iterator[QSettings]:
    """Yield interface settings that hold nothing and are forgotten.

    They lie in a folder of their own: Qt puts a new file in the place of the one it is given, so that a device such as
    the null device, written by somebody who may, would become a plain file.
    """
    from PySide6.QtCore import QSettings

    with TemporaryDirectory(prefix="weeklypm-settings-") as folder:
        blank = QSettings(str(Path(folder) / "blank.ini"), QSettings.Format.IniFormat)
        yield blank
        # What waits is written now, or the folder would be made again by what lives on.
        blank.sync()


@contextmanager
def shell_over(
    workspace: Path, language: str, now: str, theme: str = "light", size: tuple[int, int] = SIZE
) -> Iterator[tuple[Shell, Callable[[], None]]]:
    """Open both windows over a workspace; yield the shell and a function that waits until nothing is under way."""
    app = _application()
    with blank_settings() as blank:
        shell = _shell(app, read_options(str(workspace), language, None, now), theme, blank)
        settle = partial(_settle, shell, app)
        try:
            shell.console.resize(*size)
            shell.console.show()
            shell.stage.resize(1280, 720)
            shell.open()
            settle()
            yield shell, settle
        finally:
            _close(shell, app)


def _shell(app: QApplication, options: Options, theme: str, settings: QSettings) -> Shell:
    from weeklypm.gui import i18n
    from weeklypm.gui import theme as themes
    from weeklypm.gui.shell import Shell

    themes.apply(app, theme)
    i18n.apply(app, options.language or Language.EN)
    return Shell(options, settings)


def _settle(shell: Shell, app: QApplication) -> None:
    """Wait until what was asked for is shown: an answer may ask again."""
    for _ in range(3):
        shell.desk.operations.settled()
        app.processEvents()


def _close(shell: Shell, app: QApplication) -> None:
    shell.close()
    for window in (shell.console, shell.stage):
        window.close()
        window.deleteLater()
    shell.deleteLater()
    app.processEvents()


def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    known = QApplication.instance()
    return known if isinstance(known, QApplication) else QApplication(["weeklypm"])


def save(window: QWidget, path: Path) -> Path:
    """Write a picture of a window and return its path. Raises OSError where it cannot be written."""
    if not window.grab().save(str(path), "PNG"):
        raise OSError(str(path))
    return path
