"""Hand the workspace over to the next facilitator, and take it over from the last."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from weeklypm.domain.calendar import Series, Workspace
from weeklypm.domain.errors import Problem
from weeklypm.domain.handover import Handover, holder, last_of, on_its_way
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person
from weeklypm.services import access
from weeklypm.services.clock import Clock, local_day
from weeklypm.services.setup import NAME_LENGTH, tidy
from weeklypm.services.turns import turns_view
from weeklypm.services.week import this_week

if TYPE_CHECKING:
    from weeklypm.storage import Reader
    from weeklypm.storage import Workspace as OpenWorkspace
    from weeklypm.storage.handover import Look, Opened, Packed

SUFFIX: Final = ".wpm"
MOST_BYTES: Final = 120
"""Bytes of a proposed file name in UTF-8: half of what file systems take, so that others may add to it."""

_UNSAFE: Final = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Pen:
    """Hold who holds the pen: a name, empty before the first pack; the pack on its way; all packs, newest first."""

    name: str
    away: Handover | None
    packs: tuple[Handover, ...]


@dataclass(frozen=True)
class Offer:
    """Hold what packing would say: from whom, to whom (empty where nobody is next), and a name for the file."""

    from_name: str
    to_name: str
    file_name: str


def pen(reader: Reader) -> Pen:
    """Return who holds the pen."""
    packs = reader.find(Handover)
    return Pen(holder(packs), on_its_way(packs), tuple(sorted(packs, key=_number, reverse=True)))


def offer(reader: Reader) -> Offer:
    """Return what is proposed for handing over now; raise Problem ``handover.problem.empty`` before there is a week."""
    workspace, series = reader.first(Workspace), reader.first(Series)
    if workspace is None or series is None:
        raise Problem("handover.problem.empty")
    giver = _giver(reader)
    return Offer(giver, _receiver(reader, giver), file_name(workspace.name, local_day(reader.now, series.zone)))


def _giver(reader: Reader) -> str:
    """Return who hands over: whoever holds the pen by the record, else who led last."""
    packs = reader.find(Handover)
    last = last_of(packs)
    if last is not None and last.settled:
        return holder(packs)
    if last is not None:
        return last.from_name
    led = reader.find(Meeting, state=MeetingState.CLOSED, order_by=("held_on",), facilitator_id__ne=None)
    leader = led[-1].facilitator_id if led else None
    person = reader.first(Person, id=leader, include_deleted=True) if leader is not None else None
    return person.name if person is not None else ""


def _receiver(reader: Reader, giver: str) -> str:
    """Return who leads next; where that is the giver, who leads after."""
    week = this_week(reader, skip_closed=True)
    coming = [led.person.name for led in (week.facilitator, week.next_facilitator) if led is not None]
    return next((name for name in coming if name != giver), "")


def file_name(workspace: str, day: date) -> str:
    """Return a name for a pack that every file system takes: letters, digits and hyphens, 120 bytes at most."""
    ending = f"-{day.isoformat()}{SUFFIX}"
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFKC", workspace).casefold()).strip("-_") or "weeklypm"
    room = MOST_BYTES - len(ending.encode())
    return plain.encode()[:room].decode(errors="ignore").strip("-_") + ending


def pack(workspace: OpenWorkspace, target: Path, to_name: str | None = None, *, force: bool = False) -> Packed:
    """Write the workspace as a file to hand over, looked at as the receiver will; None stands for who leads next.

    Raises Problem ``handover.problem.*`` or ``storage.problem.*``; then nothing has changed.
    """
    from weeklypm.storage.handover import pack_workspace

    proposed = workspace.read(offer)
    return pack_workspace(
        workspace, target, from_name=proposed.from_name, to_name=_named(to_name, proposed), force=force
    )


def _named(to_name: str | None, proposed: Offer) -> str:
    name = tidy(to_name if to_name is not None else proposed.to_name)
    if not name:
        raise Problem("handover.problem.nobody")
    if len(name) > NAME_LENGTH:
        raise Problem("services.problem.name_long", n=NAME_LENGTH)
    return name


def take_back(workspace: OpenWorkspace) -> Handover | None:
    """Record that one goes on writing here after all; return the pack that was on its way, or None."""
    from weeklypm.storage.handover import take_pen_back

    return take_pen_back(workspace)


def look(file: Path, path: Path | None, clock: Clock) -> Look:
    """Look at a pack beside a workspace that may be open, changing neither; raise what speaks against opening it."""
    from weeklypm.storage.handover import look_into

    return look_into(file, access.place(path), clock, trial=_trial)


def open_file(file: Path, path: Path | None, clock: Clock) -> Opened:
    """Let a pack take the place of the workspace after a backup; raise the Problem that speaks against it."""
    from weeklypm.storage.handover import open_pack

    return open_pack(file, access.place(path), clock, trial=_trial)


def _trial(reader: Reader) -> None:
    """Ask what every page asks, so that a pack which nobody could work with is refused while there is a choice."""
    with suppress(Problem):
        this_week(reader)
        turns_view(reader)


def pen_json(found: Pen) -> dict[str, Any]:
    """Return who holds the pen as JSON's own kinds; instants in UTC."""
    return {
        "pen": "away" if found.away is not None else "here",
        "holder": found.name,
        "packs": [handover_json(row) for row in found.packs],
    }


def handover_json(row: Handover) -> dict[str, Any]:
    """Return one pack's record as JSON's own kinds."""
    return {
        "number": row.number,
        "packed_at": row.packed_at.isoformat(),
        "from": row.from_name,
        "to": row.to_name,
        "opened_at": _text(row.opened_at),
        "taken_back_at": _text(row.taken_back_at),
    }


def packed_json(packed: Packed) -> dict[str, Any]:
    """Return what was packed as JSON's own kinds."""
    told = packed.manifest
    return {
        "file": str(packed.path),
        "number": told.number,
        "packed_at": told.packed_at.isoformat(),
        "from": told.from_name,
        "to": told.to_name,
        "changes": told.log.operations,
        "sha256": told.sha256,
    }


def opened_json(opened: Opened) -> dict[str, Any]:
    """Return what opening a pack did as JSON's own kinds."""
    told = opened.look.manifest
    return {
        "result": opened.look.verdict.value,
        "workspace": told.workspace_name,
        "number": told.number,
        "packed_at": told.packed_at.isoformat(),
        "from": told.from_name,
        "to": told.to_name,
        "new_changes": opened.look.fresh,
        "backup": None if opened.backup is None else str(opened.backup),
    }


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()


def _number(row: Handover) -> int:
    return row.number
