"""A desk over a real workspace file, for the tests of pages: real threads, a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from weeklypm.domain.values import Language, Message, message
from weeklypm.gui.desk import Desk, Tellers
from weeklypm.gui.jobs import Jobs
from weeklypm.gui.operations import Operations
from weeklypm.services import sample
from weeklypm.services.clock import HandClock
from weeklypm.storage import open_reader, open_workspace

WEDNESDAY = datetime(2026, 9, 2, 7, 0, tzinfo=UTC)
"""The instant at which the sample's meeting begins: 16:00 in Tokyo."""


class Heard:
    """Keep what a desk told the person."""

    def __init__(self, desk: Desk) -> None:
        self.told: list[tuple[Message, bool]] = []
        self.failed: list[Any] = []
        desk.tellers.told.connect(self._on_told)
        desk.tellers.failed.connect(self.failed.append)

    def _on_told(self, told: Message, undo: bool) -> None:
        self.told.append((told, undo))


@contextmanager
def open_desk(path: Path, clock: HandClock) -> Iterator[Desk]:
    """Open a desk over a workspace file, which is made where it is missing, and close its threads afterwards."""
    operations = Operations(partial(open_workspace, path, clock=clock, create=not path.exists()),
                            partial(open_reader, path, clock=clock))  # fmt: skip
    desk = Desk(operations, Jobs(), Tellers(), clock, None, path)
    try:
        yield desk
    finally:
        settle(desk)
        desk.jobs.close()
        operations.close()
        QApplication.processEvents()


def with_sample(desk: Desk, language: Language = Language.EN) -> None:
    """Fill an empty workspace with the sample."""
    desk.operations.change(partial(sample.fill, language=language), message("services.label.sample"), undoable=False)
    settle(desk)


def settle(desk: Desk) -> None:
    """Wait until nothing is under way, and let what was asked for in between come too."""
    for _ in range(3):
        assert desk.operations.settled()
        QApplication.processEvents()


def ask(desk: Desk, question: Any) -> Any:
    """Return what the workspace answers to a question."""
    answers: list[Any] = []
    desk.operations.query(question, answers.append)
    assert desk.operations.settled()
    return answers[0]
