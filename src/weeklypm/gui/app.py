"""Start and quit the window: first the shell and its first paint, then the workspace, then the heavy libraries."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from weeklypm.domain.errors import Problem
from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.i18n import tr
from weeklypm.services.clock import SteadyClock, system_clock
from weeklypm.services.options import Options, read_options

if TYPE_CHECKING:
    from weeklypm.gui.shell import Shell

LANGUAGE_KEY, THEME_KEY = "interface/language", "interface/theme"


def run(arguments: Sequence[str]) -> int:
    """Open the window and return its exit status; ``arguments`` are the global options."""
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
    """Own both windows and keep the interface settings of this user.

    The console's frame is painted first. What fills it is imported on a thread meanwhile, so that the window neither
    waits nor freezes for it; then the pages are built and the workspace is opened.
    """

    _imported = Signal()

    def __init__(self, options: Options, settings: QSettings, keeper: theme.ThemeKeeper) -> None:
        super().__init__()
        self._options, self._settings, self._keeper = options, settings, keeper
        self.console = Console(settings)
        self.console.close_requested.connect(self._on_close)
        self.console.set_startable(False)
        self.shell: Shell | None = None
        self._leaving = False
        self._import = Thread(target=self._import_pages, name="weeklypm-import")
        self._imported.connect(self._build)

    def show(self) -> None:
        """Show the console's frame, and fill it once it is painted."""
        self.console.show()
        QTimer.singleShot(0, self._import.start)

    def _import_pages(self) -> None:
        import_module("weeklypm.gui.shell")
        self._imported.emit()

    def _build(self) -> None:
        from weeklypm.gui.shell import Shell

        if self._leaving:
            return
        self.shell = Shell(self._options, self._settings, self.console)
        self.shell.settings_page.language_chosen.connect(self._on_language)
        self.shell.settings_page.theme_chosen.connect(self._on_theme)
        self.shell.language_chosen.connect(self._on_language)
        self._keeper.changed.connect(self.shell.dress_stage)
        self.shell.open()

    def close(self) -> None:
        """Finish what is under way and let everything go, also after the last window was closed."""
        if self._import.ident is not None:
            self._import.join()
        if self.shell is not None:
            self.shell.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _on_close(self, event: QCloseEvent) -> None:
        event.accept()
        self._leaving = True
        if self.shell is not None:
            self.shell.leave()
        else:
            QTimer.singleShot(0, QApplication.quit)

    def _on_language(self, language: str) -> None:
        self._settings.setValue(LANGUAGE_KEY, language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            i18n.apply(app, language or i18n.system_language())

    def _on_theme(self, choice: str) -> None:
        self._settings.setValue(THEME_KEY, choice)
        self._keeper.choose(choice)
