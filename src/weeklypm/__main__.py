"""The composition root: it alone knows both the window and the command line, and hands one to the other.

The window opens before the command-line library is imported, so that a click on the icon costs no more than it must.
"""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

# PySide6 replaces the import function by one that reads the source of every module imported later; the plain one is
# kept for the heavy imports (measured: 40 MiB and up to a fifth of the import time).
PLAIN_IMPORT = builtins.__import__

VALUE_OPTIONS = ("--workspace", "--lang", "--today", "--now")
PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run the command named in the arguments; return 0 when done, 1 failed, 2 usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not _asks_for_window(given):
        return _command_line(given)
    if not has_display():
        return _command_line([*given, "brief"], notice="cli.no_display")
    return _window(given)


def _asks_for_window(given: Sequence[str]) -> bool:
    """Tell whether only global options with plausible values were given; the command line judges everything else."""
    rest = iter(given)
    for word in rest:
        name, equals, _value = word.partition("=")
        if name not in VALUE_OPTIONS:
            return False
        if not equals and next(rest, None) is None:
            return False
    return True


def has_display() -> bool:
    """Tell whether a window can open: a display is named, and a child process can reach it (a dead one aborts Qt)."""
    if sys.platform not in ("win32", "darwin"):
        if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
            return True
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            return False
    try:
        probe = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return probe.returncode == 0


def _command_line(given: Sequence[str], notice: str | None = None) -> int:
    from weeklypm.cli.main import run

    return run(given, render_windows=_render_windows, notice=notice)


def _render_windows(workspace: Path, folder: Path, language: str, now: str) -> list[Path]:
    """Draw console and stage of a workspace into a folder, without a screen."""
    from weeklypm.gui.pictures import render_windows

    return render_windows(workspace, folder, language, now)


def _window(given: Sequence[str]) -> int:
    from weeklypm.gui.start import run

    return run(given, plain_import=PLAIN_IMPORT)


def run_window() -> int:
    """Open the window from a desktop entry, where no console takes what is printed."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
