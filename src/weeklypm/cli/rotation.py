"""Commands about who facilitates: ``rotation next|why|ledger|record|replay``, changes to it, and ``simulate``."""

from __future__ import annotations

import typer

from weeklypm.cli import rotation_change, rotation_show
from weeklypm.cli.rotation_simulate import simulate


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(_group)
    rotation_show.add_commands(app)
    rotation_change.add_commands(app)
    app.command("simulate")(simulate)
    return app


def _group() -> None:
    """Show and change whose turn it is."""
