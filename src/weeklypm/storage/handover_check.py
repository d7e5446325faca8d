"""Look at a pack as if an enemy had made it, before anything in it is believed.

The order matters: the text of the schema is read and compared before any table is asked, because a view may stand where
a table should, and a trigger may wait for the first change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from weeklypm.domain.calendar import Workspace as WorkspaceRow
from weeklypm.domain.errors import Problem
from weeklypm.domain.handover import Handover, last_of
from weeklypm.storage.engine import APPLICATION_ID, IMMUTABLE, private_engine, raw_connection, reader_engine
from weeklypm.storage.handover_facts import read_log_facts
from weeklypm.storage.handover_file import DATA, unpack
from weeklypm.storage.handover_log import read_log
from weeklypm.storage.handover_manifest import Manifest
from weeklypm.storage.opening import Clock, make_file
from weeklypm.storage.problems import raw_problems, told_as_problems
from weeklypm.storage.reading import Reader
from weeklypm.storage.revision import CURRENT, Schema, stored_revision, upgrade
from weeklypm.storage.tables import TABLES
from weeklypm.storage.workspace import ReadOnlyWorkspace

_SCHEMA: Final = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
_SETTINGS: Final = ("page_size", "encoding", "auto_vacuum", "user_version")
"""What a file's header says beside the schema; all of it is as in a file made for the purpose."""

_MAGIC: Final = b"SQLite format 3\0"
_PAGE, _JOURNAL, _PAGES = slice(16, 18), slice(18, 20), slice(28, 32)
"""Where the header keeps the bytes of a page, how changes are written, and how many pages there are."""

_LONGEST_NAMED: Final = 60

_UNLIKE_OURS: Final = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, DBAPIError)
"""What reading rows raises that this program did not write."""
_KNOWN: Final = "known.sqlite"

_CLAUSE: Final = re.compile(r",?\s*\n\s*")

Trial = Callable[[Reader], object]
"""What is asked of the data before they are believed; what it raises but a Problem speaks against them."""

SchemaText = frozenset[tuple[str, str, str, tuple[str, ...]]]
"""What a file is made of: type, name, table and clauses of each table, index, view, trigger and setting."""


def verified(pack: Path, folder: Path, clock: Clock, schema: Schema = CURRENT, trial: Trial | None = None) -> Manifest:
    """Unpack into a folder, look at everything, bring it to the newest schema, and return what the pack says.

    The data are then in the folder under their own name. ``trial`` asks them what will be asked every day. Raises
    Problem ``handover.problem.*`` naming what is wrong.
    """
    data = folder / DATA
    manifest = unpack(pack, data)
    try:
        _examine(data, manifest, schema)
        _believe(data, manifest, clock, trial)
    except _UNLIKE_OURS as error:
        # What the workspace wrote can always be read back; this is none of its own.
        raise Problem("handover.problem.damaged") from error
    except Problem as problem:
        if problem.code != "storage.problem.damaged":
            raise
        raise Problem("handover.problem.damaged") from problem
    return manifest


def _examine(data: Path, manifest: Manifest, schema: Schema) -> None:
    _compare_header(data)
    if manifest.revision not in schema.known:
        raise Problem("handover.problem.newer", revision=manifest.revision, known=schema.head)
    _compare_schema(data, known_schema(manifest.revision, data.parent, schema))
    _look_through(data, manifest)
    if manifest.revision != schema.head:
        _upgrade(data, schema)


def known_schema(revision: str, folder: Path, schema: Schema = CURRENT) -> SchemaText:
    """Return what a file of a revision is made of, from an empty one made for it in a folder.

    Raises Problem ``storage.problem.disk_full`` where there is no room for that.
    """
    path = folder / _KNOWN
    known = schema.known[: schema.known.index(revision) + 1]
    make_file(path, Schema(schema.scripts, known))
    try:
        return schema_text(path)
    except Problem as problem:
        # It was made a moment ago: where it is not whole, there was no room for it.
        raise Problem("storage.problem.disk_full", path=str(folder.parent)) from problem
    finally:
        path.unlink()


def schema_text(path: Path) -> SchemaText:
    """Read what a file is made of; nothing in it is run."""
    with raw_problems(path), closing(raw_connection(path, IMMUTABLE)) as connection:
        found = connection.execute(_SCHEMA).fetchall()
        settings = [(name, str(connection.execute(f"PRAGMA {name}").fetchone()[0])) for name in _SETTINGS]
    parts = {(kind, name, table, _clauses(kind, sql or "")) for kind, name, table, sql in found}
    return frozenset(parts | {("pragma", name, "", (value,)) for name, value in settings})


def _clauses(kind: str, sql: str) -> tuple[str, ...]:
    """Return the lines of a definition; of a table without order, as migrations write some of them in another."""
    if kind != "table":
        return (sql,)
    # A table that was made anew by a migration has its name in quotes.
    return tuple(sorted(_CLAUSE.split(sql.replace('"', ""))))


def _compare_header(data: Path) -> None:
    """Compare the size with what the header says, and let none be opened that wants a log beside it."""
    with data.open("rb") as file:
        header = file.read(100)
    page = int.from_bytes(header[_PAGE], "big")
    sized = page * int.from_bytes(header[_PAGES], "big") == data.stat().st_size
    if not header.startswith(_MAGIC) or not sized or header[_JOURNAL] != b"\1\1":
        raise Problem("handover.problem.damaged")


def _compare_schema(data: Path, known: SchemaText) -> None:
    if strange := sorted({_named(one) for one in schema_text(data) ^ known}):
        raise Problem("handover.problem.schema", names=", ".join(strange[:5]), n=len(strange))


def _named(entry: tuple[Any, ...]) -> str:
    # The names are the sender's: no line ends and no signs that a terminal obeys.
    return "".join(sign for sign in f"{entry[0]} {entry[1]}" if sign.isprintable())[:_LONGEST_NAMED]


def _look_through(data: Path, manifest: Manifest) -> None:
    """Compare pages, identity, and numbers of rows with what the manifest says."""
    # Where a file can only be read, SQLite leaves out the rules of its rows.
    with raw_problems(data), closing(raw_connection(data, "rw")) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise Problem("handover.problem.damaged")
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Problem("handover.problem.damaged")
        if stored_revision(connection) != manifest.revision:
            raise Problem("handover.problem.differs")
        if row_counts(connection) != manifest.rows or read_log_facts(connection) != manifest.log:
            raise Problem("handover.problem.differs")


def row_counts(connection: Any) -> dict[str, int]:
    """Count the rows of each table, over a DB-API connection to a file whose schema is known."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    return {name: _count(connection, name) for (name,) in tables}


def _count(connection: Any, name: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608  a known name


def _upgrade(data: Path, schema: Schema) -> None:
    engine = private_engine(data)
    try:
        with told_as_problems(data):
            upgrade(engine, schema)
    finally:
        engine.dispose()


def _believe(data: Path, manifest: Manifest, clock: Clock, trial: Trial | None) -> None:
    """Compare rows with their log, references, and who the data are with what the manifest says."""
    with ReadOnlyWorkspace(data, reader_engine(data, immutable=True), clock) as copy:
        found = copy.check()
        rows = [] if found else copy.read(_told)
        if trial is not None and not found:
            copy.read(trial)
    _read_log(data)
    if found:
        raise Problem("handover.problem.log", detail=found[0], n=len(found))
    if rows != _promised(manifest):
        raise Problem("handover.problem.differs")


def _read_log(data: Path) -> None:
    engine = reader_engine(data, immutable=True)
    try:
        with engine.connect() as connection:
            read_log(connection)
    finally:
        engine.dispose()


def _told(reader: Reader) -> list[Any]:
    workspaces = [(row.id, row.name) for row in reader.find(WorkspaceRow)]
    packs = reader.find(Handover)
    last = last_of(packs)
    if sorted(pack.number for pack in packs) != list(range(1, len(packs) + 1)):
        raise Problem("handover.problem.differs")
    return [*workspaces, None if last is None else _signature(last)]


def _signature(row: Handover) -> tuple[Any, ...]:
    return row.id, row.number, row.packed_at, row.from_name, row.to_name


def _promised(manifest: Manifest) -> list[Any]:
    workspace = (manifest.workspace_id, manifest.workspace_name)
    if TABLES[Handover].name not in manifest.rows:
        return [workspace, None]
    names = (manifest.from_name, manifest.to_name)
    return [workspace, (manifest.handover_id, manifest.number, manifest.packed_at, *names)]
