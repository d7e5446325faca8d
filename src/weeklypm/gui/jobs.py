"""Slow work that changes nothing: parsing files, rendering exports. Frozen inputs in, a result on the GUI thread."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from weeklypm.domain.errors import Problem

Value = TypeVar("Value")


class Cancelled(Exception):  # noqa: N818  a fact, not an error
    """End a job that was told to stop."""


class Jobs(QObject):
    """Run jobs one after another off the GUI thread; all are cancelled and awaited at quit."""

    progressed = Signal(object, int, int)
    """The job's name, steps done, and steps in all."""

    _delivered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="weeklypm-jobs")
        self._stop = Event()
        self._pending: set[Future[None]] = set()
        self._delivered.connect(self._deliver)

    def run(
        self,
        work: Callable[[Callable[[], None]], Value],
        done: Callable[[Value], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Run ``work(check)`` in the background; it calls ``check`` now and then, which raises when it is to stop."""

        def task() -> None:
            try:
                result = work(self._check)
            except Cancelled:
                return
            except Problem as problem:
                self._delivered.emit((failed, problem))
            except Exception as error:  # noqa: BLE001  told as a sentence; a thread must not swallow it
                traceback.print_exc()
                self._delivered.emit((failed, Problem("gui.problem.unexpected", error=type(error).__name__)))
            else:
                self._delivered.emit((done, result))

        self._pending = {future for future in self._pending if not future.done()}
        self._pending.add(self._pool.submit(task))

    def cancel(self) -> None:
        """Ask every job to stop at its next check."""
        self._stop.set()

    def close(self) -> None:
        """Cancel what runs and wait for it."""
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _deliver(self, parcel: tuple[Callable[[Any], None], Any]) -> None:
        receiver, value = parcel
        receiver(value)
