"""Commands about incidents: ``incident import|list|show|timeline``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weeklypm.cli import incident_text
from weeklypm.cli.output import print_json, print_text, write_file
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.services import access, exports, incidents, intake, reading
from weeklypm.services.incident_json import draft_json, incident_json
from weeklypm.wording import say

Json = Annotated[bool, typer.Option("--json")]
Key = Annotated[str, typer.Argument(metavar="KEY")]


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.command("import")(import_files)
    app.command("list")(list_all)
    app.command("show")(show)
    app.command("timeline")(timeline)
    return app


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    preview: Annotated[bool, typer.Option()] = False,
    update: Annotated[bool, typer.Option()] = False,
    as_json: Json = False,
) -> None:
    """Read postmortems: all files of a call or none."""
    settings: Settings = context.obj
    drafts = reading.read_files(files)
    if preview:
        if as_json:
            print_json({"incidents": [draft_json(draft, settings.language) for draft in drafts]})
        else:
            print_text("\n\n".join(incident_text.draft_text(draft, settings.language) for draft in drafts))
        return
    with access.writer(settings.workspace, settings.clock) as workspace:
        label = message("services.label.import", n=len(drafts))
        taken = workspace.change(lambda unit: intake.take_drafts(unit, drafts, update=update), label).value
    if as_json:
        print_json({"incidents": [incident_text.taken_json(one) for one in taken]})
    else:
        print_text("\n".join(incident_text.taken_text(one, settings.language) for one in taken))


def list_all(context: typer.Context, as_json: Json = False) -> None:
    """List incidents."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        rows = workspace.read(incidents.list_incidents)
    if as_json:
        print_json({"incidents": [incident_text.row_json(row) for row in rows]})
    else:
        print_text(incident_text.rows_text(rows, settings.language))


def show(context: typer.Context, key: Key, as_json: Json = False) -> None:
    """Show one incident."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        view = workspace.read(lambda reader: incidents.view_incident(reader, incidents.find_incident(reader, key).id))
    if as_json:
        print_json({"incidents": [incident_json(view, settings.language)]})
    else:
        print_text(incident_text.view_text(view, settings.language))


def timeline(
    context: typer.Context,
    key: Key,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE")],
) -> None:
    """Draw the timeline into a file."""
    settings: Settings = context.obj
    if out.suffix.casefold() not in (".png", ".svg"):
        raise Problem("cli.problem.format", text=out.suffix or out.name, known=".png, .svg")
    with access.reader(settings.workspace, settings.clock) as workspace:
        view = workspace.read(lambda reader: incidents.view_incident(reader, incidents.find_incident(reader, key).id))
    write_file(out, exports.timeline_picture(view, settings.language, out.suffix.casefold()[1:]))
    print_text(say(settings.language, "cli.written", path=str(out)))
