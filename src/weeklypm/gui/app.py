"""Start and quit the window: first the shell and its first paint, then the workspace, then the heavy libraries."""

from __future__ import annotations

import argparse
import builtins
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from weeklypm.domain.errors import Problem
from weeklypm.gui import i18n, theme
from weeklypm.gui.i18n import tr
from weeklypm.gui.shell import Shell
from weeklypm.services.clock import SteadyClock, system_clock
from weeklypm.services.options import Options, read_options

LANGUAGE_KEY, THEME_KEY = "interface/language", "interface/theme"


def run(arguments: Sequence[str], plain_import: Callable[..., Any] | None = None) -> int:
    """Open the window and return its exit status; ``arguments`` are the global options.

    ``plain_import`` is the import function as it was before PySide6 replaced it; it serves all later imports.
    """
    if plain_import is not None:
        builtins.__import__ = plain_import
    app = QApplication([sys.argv[0] or "weeklypm"])
    app.setApplicationName("weeklypm")
    app.setOrganizationName("weeklypm")
    app.setDesktopFileName("weeklypm")
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "weeklypm", "weeklypm")
    i18n.apply(app, i18n.system_language())
    try:
        options = steady(_options(arguments))
    except Problem as problem:
        sys.stderr.write(tr(problem.message) + "\n")
        return 2
    keeper = theme.ThemeKeeper(app, str(settings.value(THEME_KEY, theme.SYSTEM)))
    stored = str(settings.value(LANGUAGE_KEY, ""))
    i18n.apply(app, options.language or stored or i18n.system_language())
    application = Application(options, settings, keeper)
    application.show()
    with_interrupts(app)
    status = app.exec()
    application.close()
    return status


def _options(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(add_help=False)
    for name in ("workspace", "lang", "today", "now"):
        parser.add_argument(f"--{name}")
    given = parser.parse_args(list(arguments))
    return read_options(given.workspace, given.lang, given.today, given.now)


def steady(options: Options) -> Options:
    """Let a running clock be monotonic, where no day or instant was named (decisions.md section 8)."""
    return replace(options, clock=SteadyClock()) if options.clock is system_clock else options


def with_interrupts(app: QApplication) -> None:
    """Let Ctrl+C in a terminal end the window: Python sees signals only when its code runs now and then."""
    signal.signal(signal.SIGINT, lambda *_: app.quit())
    heartbeat = QTimer(app)
    heartbeat.start(500)
    heartbeat.timeout.connect(partial(int, 0))


class Application(QObject):
    """Own the shell and keep the interface settings of this user."""

    def __init__(self, options: Options, settings: QSettings, keeper: theme.ThemeKeeper) -> None:
        super().__init__()
        self._settings, self._keeper = settings, keeper
        self.shell = Shell(options, settings)
        self.shell.console.close_requested.connect(self._on_close)
        self.shell.settings_page.language_chosen.connect(self._on_language)
        self.shell.settings_page.theme_chosen.connect(self._on_theme)
        self.shell.language_chosen.connect(self._on_language)
        keeper.changed.connect(self.shell.dress_stage)

    def show(self) -> None:
        """Show the console, paint it once, and only then open the workspace."""
        self.shell.console.show()
        QTimer.singleShot(0, self.shell.open)

    def close(self) -> None:
        """Finish what is under way and let everything go, also after the last window was closed."""
        self.shell.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _on_close(self, event: QCloseEvent) -> None:
        event.accept()
        self.shell.leave()

    def _on_language(self, language: str) -> None:
        self._settings.setValue(LANGUAGE_KEY, language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            i18n.apply(app, language or i18n.system_language())

    def _on_theme(self, choice: str) -> None:
        self._settings.setValue(THEME_KEY, choice)
        self._keeper.choose(choice)
