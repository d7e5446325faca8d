"""Commands about meetings: ``meeting notes``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weeklypm.cli.output import print_text, write_file
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.services import access, exports, meetings
from weeklypm.services.options import read_day
from weeklypm.wording import say


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(_group)
    app.command("notes")(notes)
    return app


def _group() -> None:
    """Meetings and their notes."""


def notes(
    context: typer.Context,
    day: Annotated[str | None, typer.Argument(metavar="DATE")] = None,
    form: Annotated[str, typer.Option("--format", metavar="md|html")] = "md",
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE")] = None,
    roles: Annotated[bool, typer.Option()] = False,
) -> None:
    """Write the notes, in the language of the series."""
    settings: Settings = context.obj
    if form not in exports.FORMATS:
        raise Problem("cli.problem.format", text=form, known=", ".join(exports.FORMATS))
    wanted = None if day is None else read_day(day)
    with access.reader(settings.workspace, settings.clock) as workspace:
        bundle = workspace.read(lambda reader: exports.notes_rows(reader, meetings.meeting_on(reader, wanted).id))
    files = exports.render_notes(bundle, form, roles=roles, stem=out.stem if out else None)
    if out is None:
        sys.stdout.write(files[0].data.decode())
        return
    for file in files:
        path = out if file is files[0] else out.with_name(file.name)
        write_file(path, file.data)
        print_text(say(settings.language, "cli.written", path=str(path)))
