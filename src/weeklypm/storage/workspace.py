"""The workspace: one SQLite file, one connection that writes, others that read, each change in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import UUID, uuid4

import sqlalchemy as sa

from weeklypm.domain.changes import Outcome
from weeklypm.domain.errors import Problem
from weeklypm.domain.handover import Handover, on_its_way
from weeklypm.domain.values import Message
from weeklypm.storage.backup import make_backup
from weeklypm.storage.checking import check_all
from weeklypm.storage.engine import READING
from weeklypm.storage.handover_rows import DEVICE, handovers, take_back
from weeklypm.storage.identities import Identities
from weeklypm.storage.lock import WorkspaceLock
from weeklypm.storage.log import CHANGE, OPERATION, Author, LoggedOperation, OperationLog, logged_operation
from weeklypm.storage.opening import Clock, file_identity
from weeklypm.storage.places import place_warnings
from weeklypm.storage.problems import told_as_problems
from weeklypm.storage.reading import Reader
from weeklypm.storage.tables.log import MetaTable
from weeklypm.storage.undo import redo, undo
from weeklypm.storage.unit import Unit

T = TypeVar("T")

_META: sa.Table = MetaTable.__table__  # type: ignore[attr-defined]


class ReadOnlyWorkspace:
    """Answer questions. Use it in the thread that opened it."""

    def __init__(self, path: Path, engine: sa.Engine, clock: Clock) -> None:
        self.path = path
        self._engine = engine
        self._clock = clock
        with told_as_problems(path):
            self._connection = engine.connect()
        try:
            # Settings alone do not touch the file; whether it can be read shows only now.
            with self._transaction(reading=True):
                self._connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
        except BaseException:
            ReadOnlyWorkspace.close(self)
            raise

    def read(self, query: Callable[[Reader], T]) -> T:
        """Answer a question from one snapshot."""
        with self._transaction(reading=True):
            return query(Reader(self._connection, self._clock()))

    def check(self) -> list[Message]:
        """Look for damage: pages, references, and rows that differ from their change log. Empty if all is well."""
        with self._transaction(reading=True):
            return check_all(self._connection)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, reading: bool) -> Iterator[None]:
        with told_as_problems(self.path):
            self._connection.info[READING] = reading
            try:
                with self._connection.begin():
                    yield
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        # A COMMIT that SQLite refuses leaves its transaction open, which SQLAlchemy takes for closed.
        driver = self._driver()
        if driver.in_transaction:
            driver.rollback()

    def _driver(self) -> Any:
        # For statements that cannot stand in a transaction, which SQLAlchemy would begin.
        return self._connection.connection.driver_connection


class Workspace(ReadOnlyWorkspace):
    """Answer questions and make changes. It holds the file's lock until it is closed.

    ``notices`` tell what was found on opening that does not hinder it: a dangerous place, a backup that failed.
    Where the pen was handed over, the first change takes it back and ``on_taken_back`` is told of the pack.
    """

    def __init__(self, path: Path, engine: sa.Engine, clock: Clock, lock: WorkspaceLock) -> None:
        super().__init__(path, engine, clock)
        self._lock = lock
        self._file = file_identity(path)
        self.notices: list[Message] = place_warnings(path)
        self.on_taken_back: Callable[[Handover], None] | None = None
        try:
            with self._transaction(reading=False):
                self.device_id = _device_id(self._connection)
                self._away = on_its_way(handovers(self._connection)) is not None
                self._counter = self._connection.execute(sa.select(sa.func.max(OPERATION.c.counter))).scalar() or 0
                self._identities = Identities(self._connection.execute(sa.select(sa.func.max(CHANGE.c.id))).scalar())
        except BaseException:
            super().close()
            raise

    def change(self, use_case: Callable[[Unit], T], label: Message | None = None) -> Outcome[T]:
        """Run a use case in one transaction and return its outcome once it is committed; on any error nothing stays.

        ``label`` says what was done, for the undo list. Raises what the use case raises, and Problem
        ``storage.problem.*`` where the file cannot take the change.
        """
        self._refuse_if_moved()
        now = self._clock()
        with self._transaction(reading=False):
            log = OperationLog(self._connection, self._next_author(), now, label)
            unit = Unit(self._connection, log)
            value = use_case(unit)
            changes = unit.finish()
            taken = self._take_pen(now) if changes.entries else None
        self._counter += 1
        self._tell_taken(taken)
        return Outcome(value, changes)

    def undo(self, operation_id: UUID) -> Outcome[None]:
        """Take an operation back; raise Problem ``storage.problem.changed_since`` if a field was changed since."""
        return self._revert(undo, operation_id)

    def redo(self, operation_id: UUID) -> Outcome[None]:
        """Bring an undone operation back, named by itself or by its undo; raises as ``undo`` does."""
        return self._revert(redo, operation_id)

    def backup(self, reason: str) -> Path:
        """Write a tested copy beside the workspace, thin out old ones, and return its path; ``reason`` is one word."""
        with told_as_problems(self.path):
            return make_backup(self._driver(), self.path, reason, self._clock())

    def beside_log(self, work: Callable[[sa.Connection, datetime], T]) -> T:
        """Run work in a transaction that the change log does not tell of: the record of handing over."""
        self._refuse_if_moved()
        with self._transaction(reading=False):
            value = work(self._connection, self._clock())
            self._away = on_its_way(handovers(self._connection)) is not None
        return value

    def copy_by(self, work: Callable[[Any], T]) -> T:
        """Run work that copies the file, on the DB-API connection and outside of any transaction."""
        self._refuse_if_moved()
        with told_as_problems(self.path):
            return work(self._driver())

    def close(self) -> None:
        """Close the file, empty its write-ahead log so that even a plain copy is whole, and free the lock."""
        try:
            if not self._connection.closed and file_identity(self.path) == self._file:
                self._driver().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            super().close()
            self._lock.release()

    def _revert(self, way: Callable[[Unit, LoggedOperation], None], operation_id: UUID) -> Outcome[None]:
        self._refuse_if_moved()
        now = self._clock()
        with self._transaction(reading=False):
            operation = _operation(self._connection, operation_id, through=way is redo)
            log = OperationLog(self._connection, self._next_author(), now, operation.label, operation.operation_id)
            log.open()
            unit = Unit(self._connection, log)
            way(unit, operation)
            changes = unit.finish()
            taken = self._take_pen(now) if changes.entries else None
        self._counter += 1
        self._tell_taken(taken)
        return Outcome(None, changes)

    def _take_pen(self, now: datetime) -> Handover | None:
        # Only this workspace writes the file, so that what it knew of the pen still holds.
        return take_back(self._connection, now) if self._away else None

    def _tell_taken(self, taken: Handover | None) -> None:
        if taken is not None:
            self._away = False
            if self.on_taken_back is not None:
                self.on_taken_back(taken)

    def _next_author(self) -> Author:
        return Author(self.device_id, self._counter + 1, self._identities)

    def _refuse_if_moved(self) -> None:
        # SQLite goes on writing to a file that was renamed, and says OK.
        if file_identity(self.path) != self._file:
            raise Problem("storage.problem.moved", path=str(self.path))


def _device_id(connection: sa.Connection) -> UUID:
    stored = connection.execute(sa.select(_META.c.value).where(_META.c.key == DEVICE)).scalar()
    if stored is not None:
        return UUID(stored)
    made = uuid4()
    connection.execute(sa.insert(_META).values(key=DEVICE, value=str(made)))
    return made


def _operation(connection: sa.Connection, operation_id: UUID, *, through: bool) -> LoggedOperation:
    found = logged_operation(connection, operation_id)
    if found is None:
        raise Problem("storage.problem.unknown_operation", id=str(operation_id))
    if through and found.reverts is not None:
        return _operation(connection, found.reverts, through=through)
    return found
