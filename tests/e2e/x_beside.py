"""A second program on the same display: it owns the clipboard as another app would, and looks at the screen.

Run as a program it answers one JSON line for each it reads; imported it is the handle that tests hold.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Beside:
    """Ask the program beside the app."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def copy(self, text: str) -> None:
        """Copy a text, so that the app can paste it."""
        self._ask({"copy": text})

    def pasted(self) -> str:
        """Return what a paste would bring here: the text that was copied last, by whomever."""
        return str(self._ask({"paste": True}))

    def pixels(self, colour: str) -> int:
        """Return how many pixels of the screen have exactly a colour, named ``#rrggbb``."""
        return int(self._ask({"pixels": colour}))

    def _ask(self, question: dict[str, Any]) -> Any:
        told, heard = self._process.stdin, self._process.stdout
        assert told is not None
        assert heard is not None
        told.write(json.dumps(question).encode() + b"\n")
        told.flush()
        return json.loads(heard.readline())


@contextmanager
def someone_beside(display: str) -> Iterator[Beside]:
    """Start the program on a display and yield its handle; it ends with the block."""
    env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_ACCESSIBILITY": "0"}
    pipe = subprocess.PIPE
    process = subprocess.Popen([sys.executable, __file__], env=env, stdin=pipe, stdout=pipe)
    try:
        yield Beside(process)
    finally:
        process.kill()
        process.communicate(timeout=10)


def main() -> int:
    """Answer until the input ends."""
    from PySide6.QtCore import QSocketNotifier
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication(sys.argv)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(_answer)
    return app.exec()


def _answer(*_where: object) -> None:
    from PySide6.QtGui import QGuiApplication

    line = sys.stdin.buffer.readline()
    if not line:
        QGuiApplication.quit()
        return
    question = json.loads(line)
    clipboard = QGuiApplication.clipboard()
    said: object = None
    if "copy" in question:
        clipboard.setText(question["copy"])
    elif "paste" in question:
        said = clipboard.text()
    else:
        said = _pixels(question["pixels"])
    print(json.dumps(said), flush=True)


def _pixels(colour: str) -> int:
    import numpy as np
    from PySide6.QtGui import QGuiApplication, QImage

    image = QGuiApplication.primaryScreen().grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)
    points = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    return int((points == int(colour.removeprefix("#"), 16)).sum())


if __name__ == "__main__":
    sys.exit(main())
