"""Open the workspace that a command names, or the one at the default place.

The storage room is imported when a workspace is opened: its libraries take half a second, which the window's first
paint and many a command need not wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Final

from weeklypm.domain.errors import Problem
from weeklypm.services.clock import Clock

if TYPE_CHECKING:
    from weeklypm.domain.handover import Handover
    from weeklypm.storage import ReadOnlyWorkspace, Workspace


_TOLD: Final[ContextVar[Callable[[Handover], None] | None]] = ContextVar("told", default=None)


@contextmanager
def telling_of_pens(told: Callable[[Handover], None]) -> Iterator[None]:
    """Within this, tell when the first change of a workspace takes its pen back; the pack it was away with is given."""
    before = _TOLD.set(told)
    try:
        yield
    finally:
        _TOLD.reset(before)


def place(path: Path | None) -> Path:
    """Return the named place, or the default one."""
    from weeklypm import storage

    return path if path is not None else storage.default_path()


def reader(path: Path | None, clock: Clock) -> ReadOnlyWorkspace:
    """Open for reading, beside whoever writes; raise Problem ``storage.problem.*``."""
    from weeklypm import storage

    return storage.open_reader(_made(path), clock=clock)


def writer(path: Path | None, clock: Clock, *, create: bool = False) -> Workspace:
    """Open for writing; raise Problem ``storage.problem.*``, also where another copy holds the workspace."""
    from weeklypm import storage

    workspace = storage.open_workspace(place(path) if create else _made(path), clock=clock, create=create)
    workspace.on_taken_back = _TOLD.get()
    return workspace


def _made(path: Path | None) -> Path:
    """Return the place; before the first workspace the default one lacks its folder too, which is nobody's slip."""
    where = place(path)
    if path is None and not where.exists():
        raise Problem("storage.problem.missing", path=str(where))
    return where
