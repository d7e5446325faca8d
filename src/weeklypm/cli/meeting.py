"""Commands about meetings: ``meeting notes``, ``meeting feedback`` and ``meeting tips``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from weeklypm.cli import feedback_text
from weeklypm.cli.output import print_json, print_text, write_file
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.services import access, exports, feedback, meetings
from weeklypm.services.options import read_day
from weeklypm.wording import say

Json = Annotated[bool, typer.Option("--json")]
Day = Annotated[str | None, typer.Argument(metavar="DATE")]


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(_group)
    app.command("notes")(notes)
    app.command("feedback")(show_feedback)
    app.command("tips")(show_tips)
    return app


def _group() -> None:
    """Meetings and their notes."""


def notes(
    context: typer.Context,
    day: Day = None,
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


def show_feedback(
    context: typer.Context,
    day: Day = None,
    keep: Annotated[str | None, typer.Option("--keep", metavar="TEXT")] = None,
    try_next: Annotated[str | None, typer.Option("--try", metavar="TEXT")] = None,
    as_json: Json = False,
) -> None:
    """Print what the facilitator keeps of a closed meeting; with a sentence, keep it first."""
    settings: Settings = context.obj
    wanted = None if day is None else read_day(day)
    if keep is None and try_next is None:
        with access.reader(settings.workspace, settings.clock) as reading:
            view = reading.read(lambda reader: feedback.feedback_view(reader, meetings.meeting_on(reader, wanted).id))
    else:
        with access.writer(settings.workspace, settings.clock) as writing:
            view = writing.change(lambda unit: feedback.keep_and_view(unit, wanted, keep, try_next)).value
    if as_json:
        print_json(feedback.as_json(view, settings.language))
    else:
        print_text(feedback_text.as_text(view, settings.language))


def show_tips(context: typer.Context, as_json: Json = False) -> None:
    """Print tips for whoever leads next."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        told = workspace.read(feedback.tips)
    if as_json:
        print_json({"tips": feedback.tips_json(told, settings.language)})
    else:
        print_text(feedback_text.tips_text(told, settings.language))
