"""One copy of the program writes a workspace. A lock file beside it is held by the system and freed by any death.

Beside the lock lies a JSON file that says who holds it: process, host, program, since when.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from weeklypm.domain.errors import Problem
from weeklypm.storage.problems import told_as_problems


def lock_path(path: Path) -> Path:
    """Return the lock file of a workspace."""
    return path.with_name(path.name + ".lock")


def holder_path(path: Path) -> Path:
    """Return the file that says who holds the lock."""
    return path.with_name(path.name + ".lock.json")


class WorkspaceLock:
    """Hold the right to write one workspace."""

    def __init__(self, path: Path, now: datetime) -> None:
        """Take the lock at once; raise Problem ``storage.problem.held`` with who holds it, without waiting."""
        self._path = path
        self._lock = FileLock(lock_path(path), thread_local=False, fallback_to_soft=False)
        with told_as_problems(path):
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:
                raise _held(path) from error
        self._sign(now)

    def release(self) -> None:
        """Let others write."""
        holder_path(self._path).unlink(missing_ok=True)
        self._lock.release()

    def _sign(self, now: datetime) -> None:
        who = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "program": Path(sys.argv[0]).name or "python",
            "since": now.isoformat(timespec="seconds"),
        }
        try:
            holder_path(self._path).write_text(json.dumps(who), "utf-8")
        except OSError:
            # The lock is what counts; without the note, the other copy is told less.
            holder_path(self._path).unlink(missing_ok=True)


def _held(path: Path) -> Problem:
    who = _holder(path)
    if who is None:
        return Problem("storage.problem.held_by_another", path=str(path))
    return Problem("storage.problem.held", path=str(path), **who)


def _holder(path: Path) -> dict[str, Any] | None:
    try:
        who = json.loads(holder_path(path).read_text("utf-8"))
        return {
            "pid": str(int(who["pid"])),
            "host": str(who["host"]),
            "program": str(who["program"]),
            "since": datetime.fromisoformat(who["since"]),
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None
