"""Open the workspace that a command names, or the one at the default place."""

from __future__ import annotations

from pathlib import Path

from weeklypm.domain.errors import Problem
from weeklypm.services.clock import Clock
from weeklypm.storage import ReadOnlyWorkspace, Workspace, default_path, open_reader, open_workspace


def place(path: Path | None) -> Path:
    """Return the named place, or the default one."""
    return path if path is not None else default_path()


def reader(path: Path | None, clock: Clock) -> ReadOnlyWorkspace:
    """Open for reading, beside whoever writes; raise Problem ``storage.problem.*``."""
    return open_reader(_made(path), clock=clock)


def writer(path: Path | None, clock: Clock, *, create: bool = False) -> Workspace:
    """Open for writing; raise Problem ``storage.problem.*``, also where another copy holds the workspace."""
    return open_workspace(place(path) if create else _made(path), clock=clock, create=create)


def _made(path: Path | None) -> Path:
    """Return the place; before the first workspace the default one lacks its folder too, which is nobody's slip."""
    where = place(path)
    if path is None and not where.exists():
        raise Problem("storage.problem.missing", path=str(where))
    return where
