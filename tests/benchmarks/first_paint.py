"""Open one window, print the CPU and wall milliseconds from the start of the process to its first paint, and end.

``first_paint.py bare`` opens an empty PySide6 window; ``first_paint.py app WORKSPACE`` starts the app itself: its event
loop is entered as always, and only watched.
"""

from __future__ import annotations

import os
import sys
import time


def main() -> None:
    """Open what is asked for."""
    if sys.argv[1] == "bare":
        _bare()
    else:
        _app(sys.argv[2])


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    watcher = _watch(app)
    app.exec()
    del watcher


def _app(workspace: str) -> None:
    import builtins

    plain = builtins.__import__
    from PySide6.QtWidgets import QApplication

    # The app keeps the plain import from before PySide6 replaces it; here Qt came first, so it is put back.
    builtins.__import__ = plain
    entered = QApplication.exec

    def watched(*_: object) -> int:
        watcher = _watch(QApplication.instance())
        code = entered()
        del watcher
        return code

    QApplication.exec = watched
    from weeklypm.__main__ import main as start

    start(["--workspace", workspace])


def _watch(app: object) -> object:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QWidget
    from typing_extensions import override

    class Watcher(QObject):
        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
                _tell()
            return False

    watcher = Watcher()
    app.installEventFilter(watcher)  # type: ignore[attr-defined]
    return watcher


def _tell() -> None:
    """Print and leave at once: what comes after the first paint is not measured."""
    born = float(os.environ["WEEKLYPM_BENCH_BORN"])
    print(f"{sum(os.times()[:2]) * 1000:.1f} {(time.time() - born) * 1000:.1f}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
