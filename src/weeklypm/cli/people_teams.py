"""Commands about teams: ``people team list|add|rename|end|back``, and ``people share`` for how turns are shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from weeklypm.cli import people_text
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Team
from weeklypm.domain.values import Message, message
from weeklypm.services import access, people
from weeklypm.services.options import read_day
from weeklypm.services.people_roll import today_of
from weeklypm.services.people_view import PeopleView, people_view
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Unit

Json = Annotated[bool, typer.Option("--json")]
Name = Annotated[str, typer.Argument(metavar="TEAM")]
BY: Final = {"person": False, "team": True}
"""Words for how turns are shared, and whether equally by team."""


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    for name, command in (("list", list_all), ("add", add), ("rename", rename), ("end", end), ("back", back)):
        app.command(name)(command)
    return app


def list_all(context: typer.Context, as_json: Json = False) -> None:
    """List teams with their people, this year's turns and what a year will bring."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        view = workspace.read(people_view)
    _print(view, settings, None, as_json=as_json)


def _print(view: PeopleView, settings: Settings, label: Message | None, *, as_json: bool) -> None:
    if as_json:
        print_json(people_text.teams_json(view))
        return
    said = [say(settings.language, label)] if label else []
    print_text("\n".join([*said, *people_text.team_lines(view, settings.language)]))


def _store(context: typer.Context, use_case: Callable[[Unit], Any], label: Message, *, as_json: bool) -> None:
    settings: Settings = context.obj
    with access.writer(settings.workspace, settings.clock) as workspace:
        workspace.change(use_case, label)
        view = workspace.read(people_view)
    _print(view, settings, label, as_json=as_json)


def add(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Add a team."""
    _store(context, partial(people.add_team, name=name), message("people.label.team_added", team=name), as_json=as_json)


def rename(
    context: typer.Context,
    name: Name,
    new_name: Annotated[str, typer.Argument(metavar="NAME")],
    as_json: Json = False,
) -> None:
    """Give a team another name."""
    label = message("people.label.team_renamed", team=new_name)
    _store(context, partial(_rename, name=name, new_name=new_name), label, as_json=as_json)


def _rename(unit: Unit, name: str, new_name: str) -> Team:
    return people.rename_team(unit, people.team_named(unit, name).id, new_name)


def end(
    context: typer.Context,
    name: Name,
    last_day: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD")] = None,
    as_json: Json = False,
) -> None:
    """End a team that nobody is in any more, by default today."""
    use_case = partial(_end, name=name, day=None if last_day is None else read_day(last_day))
    _store(context, use_case, message("people.label.team_ended", team=name), as_json=as_json)


def _end(unit: Unit, name: str, day: date | None) -> Team:
    return people.end_team(unit, people.team_named(unit, name).id, day or today_of(unit))


def back(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Bring a team back that has ended."""
    _store(context, partial(_back, name=name), message("people.label.team_back", team=name), as_json=as_json)


def _back(unit: Unit, name: str) -> Team:
    return people.bring_team_back(unit, people.team_named(unit, name).id)


def share(
    context: typer.Context,
    by: Annotated[str, typer.Argument(metavar="person|team")],
    as_json: Json = False,
) -> None:
    """Share the turns equally by person or by team."""
    equal = BY.get(by.strip().casefold())
    if equal is None:
        raise Problem("people.problem.option_by", text=by)
    _store(context, partial(people.set_equal_by_team, equal=equal), message("people.label.equal"), as_json=as_json)
