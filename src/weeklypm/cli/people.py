"""Commands about people: ``people list|import|add|edit|away|back|leave``, and ``people team`` for teams."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from weeklypm.cli import people_moves, people_teams, people_text
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.people_moves import Json, Name, store
from weeklypm.cli.people_typed import Typed, form_told
from weeklypm.cli.settings import Settings
from weeklypm.domain.people import Person
from weeklypm.domain.values import message
from weeklypm.services import access, people, people_import
from weeklypm.services.people_view import people_view

if TYPE_CHECKING:
    from weeklypm.storage import Unit

Team = Annotated[str | None, typer.Option("--team", metavar="TEAM")]
Joined = Annotated[str | None, typer.Option("--joined", metavar="YYYY-MM-DD")]
Share = Annotated[str | None, typer.Option("--share", metavar="PERCENT")]
Zone = Annotated[str | None, typer.Option("--zone", metavar="ZONE")]
Hours = Annotated[str | None, typer.Option("--hours", metavar="9:00-18:00")]
Days = Annotated[str | None, typer.Option("--days", metavar="Mon-Fri")]
Turns = Annotated[str | None, typer.Option("--turns", metavar="yes|no")]
Also = Annotated[list[str] | None, typer.Option("--also", metavar="NAME")]


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.command("list")(list_all)
    app.command("import")(import_file)
    app.command("add")(add)
    app.command("edit")(edit)
    people_moves.add_commands(app)
    app.command("share")(people_teams.share)
    app.add_typer(people_teams.build(), name="team")
    return app


def list_all(
    context: typer.Context, every: Annotated[bool, typer.Option("--all")] = False, as_json: Json = False
) -> None:
    """List people, those who owe most first; ``--all`` adds those who left."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        view = workspace.read(people_view)
    rows = people_text.shown(view, every=every)
    if as_json:
        print_json(people_text.view_json(view, rows))
    else:
        print_text(people_text.view_text(view, rows, settings.language))


def import_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    preview: Annotated[bool, typer.Option("--preview")] = False,
    as_json: Json = False,
) -> None:
    """Take a list of people from a CSV; ``--preview`` shows what would change and changes nothing."""
    settings: Settings = context.obj
    read = people_import.read_people_file(file)
    if preview:
        with access.reader(settings.workspace, settings.clock) as reading:
            found = reading.read(partial(people_import.preview_people, file=read))
    else:
        with access.writer(settings.workspace, settings.clock) as workspace:
            label = message("people.label.imported", n=len(read.lines))
            found = workspace.change(partial(people_import.import_people, file=read), label).value
    if as_json:
        print_json(people_text.preview_json(found, settings.language, taken=not preview))
    else:
        print_text(people_text.preview_text(found, settings.language, taken=not preview))


def add(  # noqa: PLR0913, PLR0917  one for each option
    context: typer.Context,
    name: Name,
    team: Team = None,
    joined: Joined = None,
    share: Share = None,
    zone: Zone = None,
    hours: Hours = None,
    days: Days = None,
    turns: Turns = None,
    also: Also = None,
    as_json: Json = False,
) -> None:
    """Add somebody; a name is all it needs."""
    typed = Typed(None, team, joined, share, zone, hours, days, turns, also)
    label = message("people.label.added", name=name)
    store(context, partial(_add, name=name, typed=typed), label, as_json=as_json)


def _add(unit: Unit, name: str, typed: Typed) -> Person:
    return people.add_person(unit, form_told(unit, people.PersonForm(name), typed))


def edit(  # noqa: PLR0913, PLR0917  one for each option
    context: typer.Context,
    name: Name,
    new_name: Annotated[str | None, typer.Option("--name", metavar="NAME")] = None,
    team: Team = None,
    joined: Joined = None,
    share: Share = None,
    zone: Zone = None,
    hours: Hours = None,
    days: Days = None,
    turns: Turns = None,
    also: Also = None,
    as_json: Json = False,
) -> None:
    """Change what is known of somebody; what is not named stays, ``none`` takes it away."""
    typed = Typed(new_name, team, joined, share, zone, hours, days, turns, also)
    label = message("people.label.edited", name=name)
    store(context, partial(_edit, name=name, typed=typed), label, as_json=as_json)


def _edit(unit: Unit, name: str, typed: Typed) -> Person:
    person = people.person_named(unit, name)
    return people.edit_person(unit, person.id, form_told(unit, people.form_of(person), typed))
