"""Commands in turn: each begins when the change that the one before asked for can be seen, so that none is lost.

A clicker or a held key sends steps faster than a change is stored and read again; a step counts from what is shown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from weeklypm.domain.agenda import Agenda
from weeklypm.domain.clock import ClockView

Command = Callable[[], bool]
"""Does something and tells whether a change is under way because of it."""


class Turns:
    """Let commands wait for each other."""

    MOST = 50
    """Commands that may wait; what a stuck key sends beyond is dropped."""

    def __init__(self) -> None:
        self._waiting: deque[Command] = deque()
        self._busy = False

    def ask(self, command: Command) -> None:
        """Run a command now, or when those before it are done."""
        if len(self._waiting) < self.MOST:
            self._waiting.append(command)
        self._go_on()

    def free(self) -> None:
        """Tell that the change under way can be seen, or failed."""
        self._busy = False
        self._go_on()

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        self._busy = False

    def _go_on(self) -> None:
        while self._waiting and not self._busy:
            self._busy = self._waiting.popleft()()


def neighbour(agenda: Agenda, clock: ClockView, by: int) -> tuple[int, int | None] | None:
    """Return the line and box that lie so many parts away, boxes counted; None beyond the ends or before the start."""
    if clock.line is None:
        return None
    places: list[tuple[int, int | None]] = [
        (index, box)
        for index, line in enumerate(agenda.lines)
        for box in (range(len(line.boxes)) if line.boxes else [None])
    ]
    here = (clock.line, clock.box if agenda.lines[clock.line].boxes else None)
    wanted = (places.index(here) if here in places else 0) + by
    return places[wanted] if 0 <= wanted < len(places) else None
