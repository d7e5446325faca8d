"""What every page is given: the door for changes, background jobs, the present, and where to tell people something."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message
from weeklypm.gui.jobs import Jobs
from weeklypm.gui.operations import Operations
from weeklypm.services.clock import Clock


class Tellers(QObject):
    """Carry what the console tells the person, so that pages need not know where it is shown."""

    told = Signal(object, bool)
    """A ``Message`` for a toast, and whether it offers Undo."""

    failed = Signal(object)
    """A ``Problem`` to be said in a sentence; it stays until it is read."""

    page_requested = Signal(str, object)
    """Another page to show, by key, and what it should open (an id, or None)."""

    def tell(self, message: Message, *, undo: bool = False) -> None:
        """Tell that something was done."""
        self.told.emit(message, undo)

    def fail(self, problem: Problem) -> None:
        """Tell what went wrong and how to mend it."""
        self.failed.emit(problem)


@dataclass(frozen=True)
class Desk:
    """Hold what pages work with. ``today`` is the day named on the command line, or None for the clock's day."""

    operations: Operations
    jobs: Jobs
    tellers: Tellers
    clock: Clock
    today: date | None
    workspace: Path
