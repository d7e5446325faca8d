"""Hand over an open workspace: pack it, or take the pen back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from weeklypm.domain.calendar import Workspace as WorkspaceRow
from weeklypm.domain.errors import Problem
from weeklypm.domain.handover import Handover, last_of
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.storage.handover_facts import Verdict
from weeklypm.storage.handover_open import Look, Opened, look_into, open_pack
from weeklypm.storage.handover_pack import Packed, check_target, make_pack
from weeklypm.storage.handover_rows import add_handover, take_back
from weeklypm.storage.identities import Identities
from weeklypm.storage.reading import Reader
from weeklypm.storage.workspace import Workspace

__all__ = [
    "Look",
    "Opened",
    "Packed",
    "Verdict",
    "look_into",
    "open_pack",
    "pack_workspace",
    "take_pen_back",
]


def pack_workspace(workspace: Workspace, target: Path, *, from_name: str, to_name: str, force: bool = False) -> Packed:
    """Write a pack of an open workspace and record it once it is safely written.

    Raises Problem ``handover.problem.*`` or ``storage.problem.*``; then neither the record nor the target has changed.
    """
    check_target(target, workspace.path, force=force)
    row, about = workspace.read(partial(_next, from_name=from_name, to_name=to_name))
    make = partial(make_pack, row=row, workspace=about, device_id=workspace.device_id, target=target)
    packed = workspace.copy_by(make)
    workspace.beside_log(partial(_record, row=row))
    return packed


def take_pen_back(workspace: Workspace) -> Handover | None:
    """Record that one goes on writing here after all; return the pack the pen was away with, or None if it was here."""
    return workspace.beside_log(take_back)


def _next(reader: Reader, from_name: str, to_name: str) -> tuple[Handover, WorkspaceRow]:
    about = reader.first(WorkspaceRow)
    if about is None:
        raise Problem("handover.problem.empty")
    if reader.first(Meeting, state=MeetingState.LIVE) is not None:
        raise Problem("handover.problem.live_pack")
    last = last_of(reader.find(Handover))
    now = reader.now
    stamp = {"id": Identities().make(now), "created_at": now, "updated_at": now}
    number = last.number + 1 if last is not None else 1
    return Handover(**stamp, number=number, packed_at=now, from_name=from_name, to_name=to_name), about  # type: ignore[arg-type]


def _record(connection: sa.Connection, _now: datetime, row: Handover) -> None:
    add_handover(connection, row)
