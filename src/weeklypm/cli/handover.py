"""Commands about handing over: ``handover pack|open|status|take-back``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from weeklypm.cli.output import print_json, print_problem, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.handover import Handover
from weeklypm.domain.values import Language
from weeklypm.services import access, handover
from weeklypm.wording import say

Json = Annotated[bool, typer.Option("--json")]

LISTED: Final = 10
"""Packs that are listed as text."""


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.command("pack")(pack)
    app.command("open")(open_file)
    app.command("status")(status)
    app.command("take-back")(take_back)
    return app


def warn_taken_back(language: Language, row: Handover) -> None:
    """Say on standard error that the pen was taken back by writing here."""
    print_problem(say(language, "handover.warning.taken_back", name=row.to_name, at=local(row.packed_at)))


def pack(
    context: typer.Context,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE")],
    to: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    as_json: Json = False,
) -> None:
    """Write the workspace as a file to hand over."""
    settings: Settings = context.obj
    with access.writer(settings.workspace, settings.clock) as workspace:
        packed = handover.pack(workspace, out.expanduser(), to, force=force)
    if as_json:
        print_json(handover.packed_json(packed))
    else:
        told = packed.manifest
        said = {"path": str(packed.path), "name": told.to_name, "number": told.number, "n": told.log.operations}
        print_text(say(settings.language, "handover.packed", **said))


def open_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    as_json: Json = False,
) -> None:
    """Open a file that was handed over."""
    settings: Settings = context.obj
    opened = handover.open_file(file.expanduser(), settings.workspace, settings.clock)
    if as_json:
        print_json(handover.opened_json(opened))
        return
    told = opened.look.manifest
    code = f"handover.opened.{opened.look.verdict}"
    print_text(say(settings.language, code, name=told.workspace_name, number=told.number, n=opened.look.fresh))
    if opened.backup is not None:
        print_text(say(settings.language, "handover.opened.backup", path=str(opened.backup)))


def status(context: typer.Context, as_json: Json = False) -> None:
    """Say who holds the pen, and list the last packs."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        found = workspace.read(handover.pen)
    if as_json:
        print_json(handover.pen_json(found))
        return
    print_text(_who(found, settings.language))
    for row in found.packs[:LISTED]:
        print_text(_line(row, settings.language))


def _who(found: handover.Pen, language: Language) -> str:
    if found.away is not None:
        return say(language, "handover.status.away", name=found.away.to_name, at=local(found.away.packed_at))
    if not found.packs:
        return say(language, "handover.status.never")
    return say(language, "handover.status.here", name=found.name or say(language, "handover.somebody"))


def _line(row: Handover, language: Language) -> str:
    state = "opened" if row.opened_at else "taken_back" if row.taken_back_at else "on_its_way"
    said = say(language, f"handover.state.{state}", at=local(row.opened_at or row.taken_back_at or row.packed_at))
    giver = row.from_name or say(language, "handover.somebody")
    names = {"giver": giver, "receiver": row.to_name, "state": said}
    return say(language, "handover.status.line", number=row.number, at=local(row.packed_at), **names)


def local(instant: datetime) -> datetime:
    """Return an instant on the wall clock of this machine, where it is read."""
    return instant.astimezone()


def take_back(context: typer.Context, as_json: Json = False) -> None:
    """Take the pen back after handing over."""
    settings: Settings = context.obj
    with access.writer(settings.workspace, settings.clock) as workspace:
        taken = handover.take_back(workspace)
        found = workspace.read(handover.pen)
    if as_json:
        print_json(handover.pen_json(found))
    elif taken is None:
        print_text(say(settings.language, "handover.take_back.here"))
    else:
        print_text(say(settings.language, "handover.take_back.done", name=taken.to_name, at=local(taken.packed_at)))
