"""What a pack says of itself: ``manifest.json`` beside the data, each word of it compared with the data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.storage.handover_log import YEARS

FORMAT: Final = 1
"""The form of packs that this program writes, and the newest that it reads."""

LONGEST_NAME: Final = 2_000

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_REVISION: Final = re.compile(r"[0-9a-z]{1,32}")
_TABLE: Final = re.compile(r"[a-z_]{1,64}")
_MOST: Final = 2**53
_CONTROL: Final = frozenset(map(chr, (*range(32), 127)))


@dataclass(frozen=True)
class LogFacts:
    """Hold how long the change log is, and its end."""

    operations: int
    changes: int
    counter: int
    last_change: UUID | None


@dataclass(frozen=True)
class Manifest:
    """Hold what a pack says: which workspace, by whom for whom, and what its data must be.

    ``device_id`` is the machine that packed; ``rows`` counts the rows of each table; ``size`` is in bytes.
    """

    revision: str
    workspace_id: UUID
    workspace_name: str
    device_id: UUID
    handover_id: UUID
    number: int
    packed_at: datetime
    from_name: str
    to_name: str
    rows: Mapping[str, int]
    log: LogFacts
    sha256: str
    size: int


def manifest_text(manifest: Manifest) -> str:
    """Write a manifest as JSON text, the same for the same facts."""
    return json.dumps(_tree(manifest), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _tree(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "revision": manifest.revision,
        "workspace": {"id": str(manifest.workspace_id), "name": manifest.workspace_name},
        "device": str(manifest.device_id),
        "handover": {
            "id": str(manifest.handover_id),
            "number": manifest.number,
            "packed_at": manifest.packed_at.isoformat(),
            "from": manifest.from_name,
            "to": manifest.to_name,
        },
        "rows": dict(manifest.rows),
        "log": {
            "operations": manifest.log.operations,
            "changes": manifest.log.changes,
            "counter": manifest.log.counter,
            "last_change": None if manifest.log.last_change is None else str(manifest.log.last_change),
        },
        "data": {"sha256": manifest.sha256, "size": manifest.size},
    }


def read_manifest(data: bytes, path: Path) -> Manifest:
    """Read the manifest of the pack at a path.

    Raises Problem ``handover.problem.newer_format`` or ``handover.problem.manifest``.
    """
    try:
        tree = json.loads(data.decode("utf-8"))
        form = tree["format"]
        if type(form) is int and FORMAT < form < _MOST:
            raise Problem("handover.problem.newer_format", path=str(path), form=form, known=FORMAT)
        manifest = _manifest(tree)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem("handover.problem.manifest", path=str(path)) from error
    # What is written again as it was read holds nothing that was not asked for.
    if manifest_text(manifest).encode() != data:
        raise Problem("handover.problem.manifest", path=str(path))
    return manifest


def _manifest(tree: Any) -> Manifest:
    handover, log = tree["handover"], tree["log"]
    return Manifest(
        revision=_matching(tree["revision"], _REVISION),
        workspace_id=UUID(tree["workspace"]["id"]),
        workspace_name=_name(tree["workspace"]["name"]),
        device_id=UUID(tree["device"]),
        handover_id=UUID(handover["id"]),
        number=_whole(handover["number"]),
        packed_at=_instant(handover["packed_at"]),
        from_name=_name(handover["from"]),
        to_name=_name(handover["to"]),
        rows={_matching(table, _TABLE): _whole(count) for table, count in tree["rows"].items()},
        log=LogFacts(
            _whole(log["operations"]),
            _whole(log["changes"]),
            _whole(log["counter"]),
            None if log["last_change"] is None else UUID(log["last_change"]),
        ),
        sha256=_matching(tree["data"]["sha256"], _SHA256),
        size=_whole(tree["data"]["size"]),
    )


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < _MOST:
        raise ValueError(value)
    return value


def _name(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_NAME or not _CONTROL.isdisjoint(value):
        raise ValueError(value)
    return value


def _matching(value: Any, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError(value)
    return value


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None or instant.year not in YEARS:
        raise ValueError(value)
    return instant
