"""SQLite's and the system's errors as problems that a person can mend."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.storage.engine import sqlite_module
from weeklypm.storage.names import field_named

# Primary result codes (sqlite.org/rescode.html).
_BUSY, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _CONSTRAINT, _NOTADB = 5, 8, 10, 11, 13, 14, 19, 26

_BY_CODE: Final = {
    _BUSY: "storage.problem.busy",
    _READONLY: "storage.problem.read_only",
    _IOERR: "storage.problem.device",
    _CORRUPT: "storage.problem.damaged",
    _FULL: "storage.problem.disk_full",
    _CANTOPEN: "storage.problem.unreachable",
    _NOTADB: "storage.problem.damaged",
}

_BY_ERRNO: Final = {
    errno.ENOSPC: "storage.problem.disk_full",
    errno.EDQUOT: "storage.problem.disk_full",
    errno.EROFS: "storage.problem.read_only",
    errno.EACCES: "storage.problem.read_only",
    errno.EPERM: "storage.problem.read_only",
}

_CHECK: Final = re.compile(r"CHECK constraint failed: ck_(\w+)")
_UNIQUE: Final = re.compile(r"UNIQUE constraint failed: (\w+)\.")
_REASON: Final = re.compile(r"reason missing: (\w+)")


@contextmanager
def told_as_problems(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into problems that name the file."""
    try:
        yield
    except DBAPIError as error:
        if (problem := problem_of(error.orig, path)) is None:
            raise
        raise problem from error
    except OSError as error:
        raise Problem(_BY_ERRNO.get(error.errno or 0, "storage.problem.device"), path=str(path)) from error


@contextmanager
def raw_problems(path: Path) -> Iterator[None]:
    """Turn errors of a DB-API connection and of the file system into problems that name the file."""
    try:
        with told_as_problems(path):
            yield
    except sqlite_module().Error as error:
        raise problem_of(error, path) or Problem("storage.problem.damaged", path=str(path)) from error


def problem_of(error: BaseException | None, path: Path) -> Problem | None:
    """Return the problem that an error of the SQLite library stands for, or None for an error of the program."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & 0xFF == _CONSTRAINT:
        return _broken_rule(str(error))
    known = _BY_CODE.get(code & 0xFF)
    return Problem(known, path=str(path)) if known else None


def _broken_rule(text: str) -> Problem:
    if found := _REASON.search(text):
        return Problem("storage.problem.reason_missing", field=field_named(found[1]))
    if found := _CHECK.search(text):
        return Problem("storage.problem.value", rule=found[1])
    if found := _UNIQUE.search(text):
        return Problem("storage.problem.duplicate", table=message(f"storage.table.{found[1]}"))
    if "FOREIGN KEY" in text:
        return Problem("storage.problem.dangling")
    return Problem("storage.problem.value", rule=text)
