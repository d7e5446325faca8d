"""Count what a test may leave behind: threads, running QThreads, active QTimers, top-level windows."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from dataclasses import dataclass
from functools import wraps
from typing import Any

# A worker that was told to stop needs a moment to end; one that was not told never ends.
GRACE_SECONDS = 2.0

_started: weakref.WeakSet[Any] = weakref.WeakSet()
_watched: set[type] = set()


@dataclass(frozen=True)
class Inventory:
    """Hold what is alive at one moment: threads by identity, Qt's objects by their address.

    No reference to a Qt object is held here, or the collector could not take the ones that nobody else holds.
    """

    threads: frozenset[int]
    running: frozenset[int]
    windows: frozenset[int]


def inventory() -> Inventory:
    """Return what is alive now; without Qt in the process only threads are counted."""
    return Inventory(
        frozenset(id(thread) for thread in _threads()),
        frozenset(_address(thing) for thing in _running()),
        frozenset(_address(window) for window in _windows()),
    )


def since(earlier: Inventory) -> list[str]:
    """Describe what is alive now and was not earlier, after a grace for what is ending; end what can be ended."""
    if inventory() == earlier:
        return []
    _settle()
    threads = [_outlives(thread) for thread in _threads() if id(thread) not in earlier.threads]
    running = [_still_runs(thing) for thing in _running() if _address(thing) not in earlier.running]
    windows = [_still_open(window) for window in _windows() if _address(window) not in earlier.windows]
    return [name for name in (*threads, *running, *windows) if name]


def _settle() -> None:
    """Carry out what deleteLater put off: it waits for an event loop that a finished test no longer runs."""
    if _qt_runs():
        core = sys.modules["PySide6.QtCore"]
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
        gc.collect()
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def _qt_runs() -> bool:
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return False
    _watch(core.QTimer)
    _watch(core.QThread)
    return core.QCoreApplication.instance() is not None


def _watch(kind: type) -> None:
    """Remember each timer or thread that Python starts: Qt keeps no list of them."""
    if kind in _watched:
        return
    start = kind.start  # type: ignore[attr-defined]

    @wraps(start)
    def remembering(self: Any, *arguments: Any) -> Any:
        _started.add(self)
        return start(self, *arguments)

    kind.start = remembering  # type: ignore[attr-defined]
    _watched.add(kind)


def _threads() -> list[threading.Thread]:
    """Return Python's own threads; a dummy stands for a QThread, which is counted as such."""
    return [thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)]


def _running() -> list[Any]:
    return [thing for thing in _started if _valid(thing) and _is_running(thing)] if _qt_runs() else []


def _windows() -> list[Any]:
    """Return the top-level widgets that stand for themselves; Qt's own tooltip label is reused for ever."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or not _qt_runs() or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return []
    found = widgets.QApplication.topLevelWidgets()
    return [one for one in found if (one.parent() is None or one.isVisible()) and _class(one) != "QTipLabel"]


def _outlives(thread: threading.Thread) -> str:
    thread.join(GRACE_SECONDS)
    return f"thread {thread.name}" if thread.is_alive() else ""


def _still_runs(thing: Any) -> str:
    if hasattr(thing, "wait"):
        return "" if thing.wait(int(GRACE_SECONDS * 1000)) else f"running {_name(thing)}"
    thing.stop()
    return f"active {_name(thing)}"


def _still_open(window: Any) -> str:
    name = f"window {_name(window)} {window.windowTitle()!r}"
    window.close()
    window.deleteLater()
    return name


def _is_running(thing: Any) -> bool:
    return bool(thing.isRunning() if hasattr(thing, "isRunning") else thing.isActive())


def _valid(thing: Any) -> bool:
    return bool(sys.modules["shiboken6"].isValid(thing))


def _address(thing: Any) -> int:
    return int(sys.modules["shiboken6"].getCppPointer(thing)[0])


def _class(thing: Any) -> str:
    return str(thing.metaObject().className())


def _name(thing: Any) -> str:
    return f"{_class(thing)} {thing.objectName()!r}"
