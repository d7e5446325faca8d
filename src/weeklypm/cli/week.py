"""Commands about the week: ``brief``, ``demo`` and ``check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weeklypm.cli import brief_text
from weeklypm.cli.output import print_json, print_problem, print_text
from weeklypm.cli.settings import Settings
from weeklypm.services import access, brief
from weeklypm.services.demo import hold_week, make_workspace
from weeklypm.wording import say

Json = Annotated[bool, typer.Option("--json")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands that stand at the top level."""
    app.command("brief")(print_brief)
    app.command("demo")(run_demo)
    app.command("check")(check)


def print_brief(context: typer.Context, as_json: Json = False) -> None:
    """Print the first scheduled date on or after today."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        week = workspace.read(brief.brief)
    if as_json:
        print_json(brief.as_json(week, settings.language))
    else:
        print_text(brief_text.as_text(week, settings.language))


def run_demo(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(metavar="DIR")] = None,
) -> None:
    """Make the sample workspace, and with a folder hold its week without a screen."""
    settings: Settings = context.obj
    if out is None:
        path = make_workspace(settings.workspace, settings.clock, settings.language)
        print_text(say(settings.language, "cli.demo.made", path=str(path)))
        return
    result = hold_week(settings.workspace, out, settings.clock, settings.language, settings.render_windows)
    print_text(result.story)
    for path in result.files:
        print_text(f"  {path}")


def check(context: typer.Context, as_json: Json = False) -> None:
    """Check the workspace; exit with 1 when something is wrong."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        found = [say(settings.language, message) for message in workspace.check()]
        path = workspace.path
    if as_json:
        print_json({"workspace": path.name, "ok": not found, "problems": found})
    elif not found:
        print_text(say(settings.language, "cli.check.whole", path=str(path)))
    else:
        for sentence in found:
            print_problem(sentence)
    if found:
        raise typer.Exit(1)
