"""Commands about the agenda: ``agenda show`` and ``agenda simulate``."""

from __future__ import annotations

from typing import Annotated

import typer

from weeklypm.cli import agenda_text
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.settings import Settings
from weeklypm.services import access, simulation
from weeklypm.services.options import read_day
from weeklypm.services.week import this_week

Json = Annotated[bool, typer.Option("--json")]
MOST_WEEKS = 5_200
"""A century: more is a slip of the finger."""


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(_group)
    app.command("show")(show)
    app.command("simulate")(simulate)
    return app


def _group() -> None:
    """Show agendas."""


def show(
    context: typer.Context,
    day: Annotated[str | None, typer.Option("--day", metavar="YYYY-MM-DD")] = None,
    as_json: Json = False,
) -> None:
    """Print the composed agenda with clock times and reasons."""
    settings: Settings = context.obj
    wanted = None if day is None else read_day(day)
    with access.reader(settings.workspace, settings.clock) as workspace:
        week = workspace.read(lambda reader: this_week(reader, wanted))
    if as_json:
        print_json(agenda_text.as_json(week, settings.language))
    else:
        print_text(agenda_text.as_text(week, settings.language))


def simulate(
    context: typer.Context,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=MOST_WEEKS, metavar="N")] = 520,
    as_json: Json = False,
) -> None:
    """Compose many weeks one after another, with a full stock and with nothing; needs no workspace."""
    settings: Settings = context.obj
    figures = simulation.simulate(weeks)
    if as_json:
        print_json(figures)
    else:
        print_text(agenda_text.figures(figures, settings.language))
