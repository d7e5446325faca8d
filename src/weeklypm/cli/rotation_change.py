"""Commands that change the rotation: ``rotation swap|cover|pass|absent|take|seed``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weeklypm.cli import rotation_json, rotation_text
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.rotation_view import Coming, coming_of, members_of
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.importers.past_facilitators import PastLine, read_past_facilitators
from weeklypm.services import access, past_turns, turns
from weeklypm.services.options import read_day
from weeklypm.services.reading import list_bytes
from weeklypm.services.rotation_names import names_of
from weeklypm.services.system_errors import reason
from weeklypm.services.turns import Given

if TYPE_CHECKING:
    from datetime import date

    from weeklypm.storage import Unit

Json = Annotated[bool, typer.Option("--json")]
Day = Annotated[str, typer.Argument(metavar="YYYY-MM-DD")]
AHEAD = 6
"""Held meetings that are listed after a swap."""


def add_commands(app: typer.Typer) -> None:
    """Add the commands that write."""
    app.command("swap")(swap)
    app.command("cover")(cover)
    app.command("pass")(pass_turn)
    app.command("absent")(absent)
    app.command("take")(take)
    app.command("seed")(seed)


def swap(context: typer.Context, day: Day, other: Day, as_json: Json = False) -> None:
    """Let the people of two coming dates change places."""
    settings: Settings = context.obj
    first, second = read_day(day), read_day(other)
    if first == second:
        raise Problem("rotationcli.problem.option_both", day=first)
    with access.writer(settings.workspace, settings.clock) as workspace:
        workspace.change(partial(turns.swap, day=first, other_day=second), message("rotationcli.label.swap"))
        coming: Coming = workspace.read(lambda reader: coming_of(reader, AHEAD))
    if as_json:
        print_json(rotation_json.plan_json(coming, settings.language))
    else:
        print_text(rotation_text.plan_text(coming, settings.language))


def cover(
    context: typer.Context,
    day: Day,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME")] = None,
    as_json: Json = False,
) -> None:
    """Let somebody else lead a date."""
    wanted = read_day(day)

    def use_case(unit: Unit) -> Given:
        return turns.cover(unit, wanted, names_of(unit).one(by).id if by is not None else None)

    _give(context, use_case, "rotationcli.label.cover", as_json=as_json)


def pass_turn(context: typer.Context, day: Day, as_json: Json = False) -> None:
    """Pass a turn without a reason."""
    _give(context, partial(turns.pass_turn, day=read_day(day)), "rotationcli.label.pass", as_json=as_json)


def absent(
    context: typer.Context,
    day: Day,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD")] = None,
    as_json: Json = False,
) -> None:
    """Note that who leads a date is away."""
    last: date | None = read_day(until) if until is not None else None
    _give(context, partial(turns.away, day=read_day(day), until=last), "rotationcli.label.absent", as_json=as_json)


def take(
    context: typer.Context,
    day: Day,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
    as_json: Json = False,
) -> None:
    """Take a meeting that nobody is to lead; without a name, a guest takes it while it runs."""
    wanted = read_day(day)
    _give(
        context,
        lambda unit: turns.take(unit, wanted, names_of(unit).one(name).id if name is not None else None),
        "rotationcli.label.take",
        as_json=as_json,
    )


def _give(context: typer.Context, use_case: Callable[[Unit], Given], label: str, *, as_json: bool) -> None:
    settings: Settings = context.obj
    with access.writer(settings.workspace, settings.clock) as workspace:
        given = workspace.change(use_case, message(label)).value
        members = workspace.read(members_of)
    if as_json:
        print_json(rotation_json.given_json(given, members, settings.language))
    else:
        print_text(rotation_text.given_text(given, settings.language))


def seed(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    preview: Annotated[bool, typer.Option("--preview")] = False,
    guests: Annotated[bool, typer.Option("--guests")] = False,
    as_json: Json = False,
) -> None:
    """Take over who led before the workspace began."""
    settings: Settings = context.obj
    lines = _lines(file)
    if preview:
        with access.reader(settings.workspace, settings.clock) as reading:
            past = reading.read(lambda reader: past_turns.preview_past(reader, lines, guests=guests))
    else:
        with access.writer(settings.workspace, settings.clock) as workspace:
            use_case = partial(past_turns.seed_past, lines=lines, guests=guests)
            past = workspace.change(use_case, message("rotationcli.label.seed")).value
    if as_json:
        print_json(rotation_json.past_json(past, settings.language))
    else:
        print_text(rotation_text.past_text(past, settings.language, preview=preview))


def _lines(path: Path) -> tuple[PastLine, ...]:
    try:
        data = list_bytes(path)
    except OSError as error:
        raise Problem("rotationcli.problem.file", path=str(path), error=reason(error)) from error
    return read_past_facilitators(data, path.name)
