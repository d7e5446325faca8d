"""Commands about who facilitates: ``rotation simulate``."""

from __future__ import annotations

import typer

from weeklypm.cli.rotation_simulate import simulate


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(_group)
    app.command("simulate")(simulate)
    return app


def _group() -> None:
    """Show and change whose turn it is."""
