"""What two files of one workspace know of each other, read with plain SQL and without changing a byte of either."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import MeetingState
from weeklypm.storage.engine import raw_connection
from weeklypm.storage.handover_manifest import LogFacts, Manifest
from weeklypm.storage.handover_rows import GIVEN
from weeklypm.storage.opening import reading_mode
from weeklypm.storage.problems import raw_problems

_HANDOVERS: Final = "SELECT id, number, deleted_at IS NULL FROM handover"
_GIVEN: Final = f"SELECT key, value FROM meta WHERE key GLOB '{GIVEN}*'"  # noqa: S608  our word


class Verdict(StrEnum):
    """Say what opening a pack would do to one's own file."""

    MADE = "made"
    REPLACED = "replaced"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True)
class Draft:
    """Hold a text being typed; its version rises with each letter that is kept, whatever the clock says."""

    id: str
    version: int
    text: str
    at: str


@dataclass(frozen=True)
class Facts:
    """Hold what a file knows: instants as SQLite keeps them, identities as its text.

    ``operations`` gives the instant of each; ``changes`` the operation of each; ``handovers`` the number of each and
    whether the file comes from it; ``drafts`` texts being typed, by key. ``given`` names the drafts that went with a
    pack: its identity, the draft's, and the draft's version.
    """

    workspace_id: UUID | None
    operations: Mapping[str, str]
    changes: Mapping[str, str]
    handovers: Mapping[str, tuple[int, bool]]
    drafts: Mapping[str, Draft]
    given: frozenset[tuple[str, str, int]]
    live: bool


def read_facts(path: Path) -> Facts:
    """Read what a file knows; raise Problem ``storage.problem.*``."""
    with raw_problems(path), closing(raw_connection(path, reading_mode(path))) as connection:
        return _facts(connection)


def _facts(connection: Any) -> Facts:
    def ask(query: str) -> list[Any]:
        return list(connection.execute(query).fetchall())

    known = ask("SELECT 1 FROM sqlite_schema WHERE name = 'handover'")
    workspaces = ask("SELECT id FROM workspace LIMIT 1")
    return Facts(
        UUID(workspaces[0][0]) if workspaces else None,
        dict(ask("SELECT id, at FROM operation")),
        dict(ask("SELECT id, operation_id FROM change")),
        {row[0]: (row[1], bool(row[2])) for row in (ask(_HANDOVERS) if known else ())},
        {key: Draft(*draft) for key, *draft in ask("SELECT note_key, id, version, text, updated_at FROM note_draft")},
        frozenset(_given(key, value) for key, value in ask(_GIVEN)),
        bool(ask(f"SELECT 1 FROM meeting WHERE state = '{MeetingState.LIVE}' AND deleted_at IS NULL")),  # noqa: S608  our word
    )


def _given(key: str, version: str) -> tuple[str, str, int]:
    pack, _, draft = key.removeprefix(GIVEN).partition(".")
    return pack, draft, int(version) if version.isdecimal() else 0


def read_log_facts(connection: Any) -> LogFacts:
    """Read how long a log is and where it ends, from a DB-API connection."""
    (operations, counter) = connection.execute("SELECT count(*), max(counter) FROM operation").fetchone()
    (changes, last) = connection.execute("SELECT count(*), max(id) FROM change").fetchone()
    return LogFacts(operations, changes, counter or 0, UUID(last) if last else None)


def compare(own: Facts | None, pack: Facts, manifest: Manifest, path: Path) -> tuple[Verdict, int]:
    """Return what opening would do, and how many operations are new; raise the Problem that speaks against it.

    One's own file gives way only where all it knows is in the pack: operations, changes, and texts being typed.
    """
    if own is None or (own.workspace_id is None and not own.operations):
        return Verdict.MADE, len(pack.operations)
    if own.workspace_id != manifest.workspace_id:
        raise Problem("handover.problem.other_workspace", name=manifest.workspace_name, path=str(path))
    if own.live:
        raise Problem("handover.problem.live")
    fresh = len(pack.operations.keys() - own.operations.keys())
    later = _later(own, pack)
    if later and fresh:
        raise Problem("handover.problem.forked", n=len(later), since=min(later).astimezone())
    if not later and (fresh or pack.handovers.keys() - own.handovers.keys()):
        return Verdict.REPLACED, fresh
    newest = max((number for number, _ in own.handovers.values()), default=0)
    if newest > manifest.number:
        at = manifest.packed_at.astimezone()
        raise Problem("handover.problem.older_pack", number=manifest.number, newest=newest, at=at)
    return Verdict.NOTHING_NEW, 0


def _later(own: Facts, pack: Facts) -> list[datetime]:
    """Return the instants of what the file knows and the pack does not, one for each operation or text."""
    lacking = own.operations.keys() - pack.operations.keys()
    lacking |= {own.changes[change] for change in own.changes.keys() - pack.changes.keys()}
    return [_instant(own.operations[one]) for one in lacking] + _typed_later(own, pack)


def _typed_later(own: Facts, pack: Facts) -> list[datetime]:
    """Return when texts were typed that went with no pack that this one comes from, by what they are, not by when."""
    ways = {one for one, (_, here) in pack.handovers.items() if here}
    given = {(draft, version) for handover, draft, version in own.given if handover in ways}
    return [
        _instant(draft.at)
        for key, draft in own.drafts.items()
        if (draft.id, draft.version) not in given and (key not in pack.drafts or pack.drafts[key].text != draft.text)
    ]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
