"""Other processes for the storage tests: one that holds a workspace, one that writes until it is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

NOBODY = 65534

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from weeklypm.domain.people import Team
from weeklypm.storage import open_workspace

workspace = open_workspace(Path(sys.argv[1]), clock=lambda: datetime.now(UTC), create=True)
first = workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name="held")))
print("ready", flush=True)
if sys.argv[2] == "hold":
    sys.stdin.read()
while sys.argv[2] == "write":
    made = workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name="x" * 500)))
    print(made.value.id.hex, flush=True)
workspace.close()
"""


def _start(path: Path, what: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", PROGRAM, str(path), what]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def start_holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a process that makes a workspace with one team and holds it until it is killed."""
    with _start(path, "hold") as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def killed_while_writing(path: Path, lines: int) -> list[UUID]:
    """Kill a process that writes without end after some lines, and return the rows that it said were saved."""
    with _start(path, "write") as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.readlines()
    return [UUID(line.strip()) for line in said if line.endswith("\n")]


def in_child(work: Callable[[], str], *, as_nobody: bool = False) -> str:
    """Run work in a forked child, as a user without rights if asked (root passes every mode), and return its text."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # Later Pythons warn of threads beside a fork; the child touches none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            if as_nobody and os.getuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            told = work()
        except BaseException:  # noqa: BLE001  the parent shall read what went wrong
            told = traceback.format_exc()
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told
