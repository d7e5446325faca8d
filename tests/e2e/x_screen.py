"""A virtual X screen, the real app on it, and a keyboard: what the end-to-end tests are made of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")
TOOLS = ("Xvfb", "xdotool")
PATIENCE = 30.0
SIZE = "2560x1440x24"
"""Room for console and stage beside each other: no window manager moves them."""


def missing() -> list[str]:
    """Return the tools that this system lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@contextmanager
def virtual_screen(log: Path) -> Iterator[str]:
    """Start an X server on a display that is free and yield the display's name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
    with log.open("wb") as out:
        server = subprocess.Popen(command, pass_fds=[writing], stdout=out, stderr=out)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start: {log.read_text(errors='replace')}")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@dataclass
class App:
    """Hold the running app and the display it is on."""

    process: subprocess.Popen[bytes]
    display: str
    log: Path

    def key(self, *names: str) -> None:
        """Press keys one after another, by their X names."""
        self._xdotool("key", "--clearmodifiers", "--delay", "40", *names)

    def write(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--clearmodifiers", "--delay", "25", text)

    def windows(self, title: str) -> list[str]:
        """Return the visible windows whose title holds a text."""
        found = self._xdotool("search", "--onlyvisible", "--name", title, check=False)
        return found.split()

    def focus(self, title: str) -> str:
        """Wait for a window, give it the keyboard, wait until it has it, and return its id."""
        window = self.until(lambda: next(iter(self.windows(title)), ""), f"a window named {title}")
        self._xdotool("windowfocus", window)
        self.until(lambda: self._xdotool("getwindowfocus", check=False).strip() == window, f"the focus of {title}")
        return window

    def resize(self, title: str, width: int, height: int) -> None:
        """Give a window another size, in pixels."""
        self._xdotool("windowsize", "--sync", self.focus(title), str(width), str(height))

    def insist(self, act: Callable[[], None], ask: Callable[[], object], what: str) -> None:
        """Do something again until it has worked: keys that come before the window is whole are lost."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            act()
            attempt = time.monotonic() + 3
            while time.monotonic() < attempt:
                ended = self.ended(0.1)
                if ask():
                    return
                if ended:
                    raise AssertionError(f"the app ended with {self.process.returncode} before {what}\n{self.said()}")
        raise AssertionError(f"waited {PATIENCE:.0f} s for {what}\n{self.said()}")

    def until(self, ask: Callable[[], Value], what: str, patience: float = PATIENCE) -> Value:
        """Ask again and again until the answer holds; raise AssertionError when time is up or the app has ended."""
        end = time.monotonic() + patience
        while not (answer := ask()):
            if time.monotonic() > end:
                raise AssertionError(f"waited {patience:.0f} s for {what}\n{self.said()}")
            if self.ended(0.1):
                raise AssertionError(f"the app ended with {self.process.returncode} before {what}\n{self.said()}")
        return answer

    def ended(self, patience: float) -> bool:
        """Wait for the end of the app, at most so many seconds, and tell whether it has ended."""
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            return False
        return True

    def said(self) -> str:
        """Return what the app printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def photograph(self, path: Path) -> None:
        """Keep a picture of the whole screen, where ImageMagick is there to take it."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(path)], env=_with(self.display), timeout=30, check=False)

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=_with(self.display), capture_output=True, text=True, timeout=60, check=check
        )
        return done.stdout


@contextmanager
def running_app(display: str, log: Path, *options: str, **environment: str) -> Iterator[App]:
    """Start the app on a display with the real X platform and yield it; one that still runs at the end is ended."""
    env = _with(display) | {"QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "0", "LC_ALL": "C.UTF-8"} | environment
    for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORMTHEME"):
        env.pop(name, None)
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "weeklypm", *options], env=env, stdout=out, stderr=out)
    try:
        yield App(process, display, log)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(10)


def _with(display: str) -> dict[str, str]:
    return {**os.environ, "DISPLAY": display}
