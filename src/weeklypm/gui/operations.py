"""The one door for every change and every question to the workspace.

Two threads stand behind it: a writer that owns the one read-write connection, and a reader on ``mode=ro``. The GUI
thread never touches the database. A query asked after a change runs after its COMMIT (decisions.md section 3).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from shiboken6 import isValid

from weeklypm.domain.changes import Changes, Outcome
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message
from weeklypm.gui.bus import Bus

if TYPE_CHECKING:
    from weeklypm.storage import Reader, ReadOnlyWorkspace, Unit, Workspace

Value = TypeVar("Value")
UNDO_DEPTH = 200


@dataclass(frozen=True)
class Done:
    """Hold one entry of the undo list: the operation and what it is called."""

    operation_id: UUID
    label: Message


class Operations(QObject):
    """Run changes and queries off the GUI thread and deliver their results on it."""

    undo_changed = Signal(object, object)
    """The labels of what undo and redo would do next, each a ``Message`` or None."""

    stepped = Signal(object, bool)
    """What was taken back or done again, a ``Message``, and whether it was taken back."""

    settled_changed = Signal(bool)
    """False when work begins, True when nothing is under way."""

    _delivered = Signal(object)

    def __init__(
        self,
        open_writer: Callable[[], Workspace],
        open_reader: Callable[[], ReadOnlyWorkspace],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.bus = Bus(self)
        self._open_writer, self._open_reader = open_writer, open_reader
        self._writer: Workspace | None = None
        self._reader: ReadOnlyWorkspace | None = None
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="weeklypm-writer")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="weeklypm-reader")
        self._last_change: Future[Any] | None = None
        self._pending = 0
        self._undo: list[Done] = []
        self._redo: list[Done] = []
        self._barred: Problem | None = None
        self._delivered.connect(self._deliver)

    def open(self, opened: Callable[[], None], failed: Callable[[Problem], None]) -> None:
        """Open the workspace on the writer's thread; call ``opened`` or ``failed`` on the GUI thread."""
        self._last_change = self._submit(self._writing, self._opened_writer, _drop(opened), failed, None)

    def change(
        self,
        use_case: Callable[[Unit], Value],
        label: Message,
        *,
        initiator: object = None,
        done: Callable[[Value], None] | None = None,
        failed: Callable[[Problem], None] | None = None,
        undoable: bool = True,
    ) -> None:
        """Run a use case in one transaction; after COMMIT announce its changes and put it on the undo list.

        ``done`` gets what the use case returned, ``failed`` the problem (else the bus tells it), on the GUI thread.
        """
        if self._barred is not None:
            self._fail(self._barred, failed, initiator)
            return

        def run() -> Outcome[Value]:
            return self._opened_writer().change(use_case, label)

        def finish(outcome: Outcome[Value]) -> None:
            if undoable and outcome.changes.entries:
                self._remember(Done(outcome.changes.operation_id, label))
            self._announce(outcome.changes, initiator)
            if done is not None:
                done(outcome.value)

        self._last_change = self._submit(self._writing, run, finish, failed, initiator)

    def whole(
        self,
        work: Callable[[Workspace], Value],
        done: Callable[[Value], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Do something with the workspace as a whole, while nothing else is written: copy it, or take its pen back."""

        def run() -> Value:
            return work(self._opened_writer())

        self._last_change = self._submit(self._writing, run, done, failed, None)

    def bar(self, why: Problem | None) -> None:
        """Refuse every change from now on with a problem that says why, or with None let them through again."""
        self._barred = why

    def query(
        self,
        question: Callable[[Reader], Value],
        done: Callable[[Value], None],
        failed: Callable[[Problem], None] | None = None,
    ) -> None:
        """Ask the workspace something on the reader's thread, after every change asked for so far."""
        barrier = self._last_change

        def run() -> Value:
            if barrier is not None:
                wait([barrier])
            return self._opened_reader().read(question)

        self._submit(self._reading, run, done, failed, None)

    def undo(self) -> None:
        """Take the last change back; its former values are written as new changes."""
        self._step(self._undo, self._redo, "undo")

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step(self._redo, self._undo, "redo")

    def settled(self, timeout_ms: int = 10_000) -> bool:
        """Process events until nothing is under way; tests wait by this, never by sleeping."""
        if not self._pending:
            return True
        loop = QEventLoop()
        guard = QTimer()
        guard.setSingleShot(True)
        guard.timeout.connect(loop.quit)
        self.settled_changed.connect(loop.quit)
        guard.start(timeout_ms)
        while self._pending and guard.isActive():
            loop.exec()
        self.settled_changed.disconnect(loop.quit)
        guard.stop()
        return not self._pending

    @property
    def is_open(self) -> bool:
        """Tell whether the workspace has been opened for writing."""
        return self._writer is not None

    def release(self) -> None:
        """Close both connections after what is under way, for another file to be opened; forget the undo list."""
        self._writing.submit(self._close_writer).result()
        self._reading.submit(self._close_reader).result()
        self._undo.clear()
        self._redo.clear()
        self._tell_undo()

    def close(self) -> None:
        """Finish what is under way, close both connections, and end both threads."""
        self._writing.submit(self._close_writer).result()
        self._reading.submit(self._close_reader).result()
        self._writing.shutdown()
        self._reading.shutdown()

    def _step(self, source: list[Done], target: list[Done], way: str) -> None:
        """Move an entry from one list to the other at once, as steps asked for in a row run in a row."""
        if not source:
            return
        if self._barred is not None:
            self.bus.failed.emit(self._barred, None)
            return
        entry = source.pop()
        target.append(entry)

        def run() -> Outcome[None]:
            return getattr(self._opened_writer(), way)(entry.operation_id)  # type: ignore[no-any-return]

        def finish(outcome: Outcome[None]) -> None:
            self._announce(outcome.changes, None)
            self.stepped.emit(entry.label, way == "undo")

        def refuse(problem: Problem) -> None:
            if entry in target:
                target.remove(entry)
            self._tell_undo()
            self.bus.failed.emit(problem, None)

        self._last_change = self._submit(self._writing, run, finish, refuse, None)
        self._tell_undo()

    def _remember(self, entry: Done) -> None:
        self._undo = [*self._undo[-UNDO_DEPTH + 1 :], entry]
        self._redo.clear()
        self._tell_undo()

    def _tell_undo(self) -> None:
        self.undo_changed.emit(
            self._undo[-1].label if self._undo else None, self._redo[-1].label if self._redo else None
        )

    def _announce(self, changes: Changes, initiator: object) -> None:
        if changes.entries:
            self.bus.changed.emit(changes, initiator)

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Problem], None] | None,
        initiator: object,
    ) -> Future[Any]:
        self._pending += 1
        if self._pending == 1:
            self.settled_changed.emit(False)

        def run() -> None:
            try:
                result = work()
            except Problem as problem:
                self._delivered.emit((self._fail, (problem, failed, initiator)))
            except Exception as error:  # noqa: BLE001  a fault of ours must reach the window as a sentence, not vanish in a thread
                traceback.print_exc()
                unexpected = Problem("gui.problem.unexpected", error=type(error).__name__)
                self._delivered.emit((self._fail, (unexpected, failed, initiator)))
            else:
                self._delivered.emit((done, (result,)))

        return pool.submit(run)

    def _deliver(self, parcel: tuple[Callable[..., None], tuple[Any, ...]]) -> None:
        receiver, arguments = parcel
        try:
            if not _gone(receiver):
                receiver(*arguments)
        finally:
            self._pending -= 1
            if not self._pending:
                self.settled_changed.emit(True)

    def _fail(self, problem: Problem, failed: Callable[[Problem], None] | None, initiator: object) -> None:
        if failed is not None:
            if not _gone(failed):
                failed(problem)
        else:
            self.bus.failed.emit(problem, initiator)

    def _opened_writer(self) -> Workspace:
        if self._writer is None:
            self._writer = self._open_writer()
        return self._writer

    def _opened_reader(self) -> ReadOnlyWorkspace:
        if self._reader is None:
            self._reader = self._open_reader()
        return self._reader

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def _drop(callback: Callable[[], None]) -> Callable[[object], None]:
    def call(_value: object) -> None:
        callback()

    return call


def _gone(receiver: Callable[..., None]) -> bool:
    """Tell whether the window that waits for an answer was closed meanwhile: nobody is there to be told."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
