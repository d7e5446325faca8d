"""Commands about the calendar: ``calendar show|export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weeklypm.cli import calendar_text
from weeklypm.cli.output import print_json, print_text, write_file
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.services import access, calendar_export
from weeklypm.services.dates import series_of
from weeklypm.wording import say

Json = Annotated[bool, typer.Option("--json")]


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.command("show")(show)
    app.command("export")(export)
    return app


def show(
    context: typer.Context,
    weeks: Annotated[int, typer.Option(metavar="N")] = calendar_export.WEEKS,
    as_json: Json = False,
) -> None:
    """List the coming dates, held or why not."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        series, slots = workspace.read(lambda reader: (series_of(reader), calendar_export.coming_dates(reader, weeks)))
    if as_json:
        print_json(calendar_text.as_json(series, slots, settings.language))
    else:
        print_text(calendar_text.as_text(series, slots, settings.language))


def export(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE")] = None,
    years: Annotated[int, typer.Option(metavar="N")] = calendar_export.YEARS,
    as_json: Json = False,
) -> None:
    """Write the calendar file, in the language of the series."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        made = workspace.read(lambda reader: calendar_export.export_calendar(reader, years))
    replaced = out is not None and _replaces(out, made.uid)
    if out is not None:
        write_file(out, made.data)
    if as_json:
        print_json(calendar_text.export_json(made, out))
    elif out is None:
        sys.stdout.flush()
        # Lines end as the format wants it, also where the system ends them otherwise.
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
    else:
        code = "calendar.export.replaced" if replaced else "calendar.export.written"
        print_text(say(settings.language, code, path=str(out), n=len(made.dates), last=made.dates[-1]))


def _replaces(path: Path, uid: str) -> bool:
    """Tell whether an older file of the series is there; raise Problem ``calendar.problem.file_there`` for another."""
    if not path.is_file():
        return False
    try:
        same = f"UID:{uid}".encode() in path.read_bytes()
    except OSError:
        same = False
    if not same:
        raise Problem("calendar.problem.file_there", path=str(path))
    return True
