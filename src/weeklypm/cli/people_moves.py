"""Commands about coming and going: ``people away|back|leave|join-turns|leave-turns``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from weeklypm.cli import people_text
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.people import Person
from weeklypm.domain.values import Message, message
from weeklypm.services import access, people
from weeklypm.services.options import read_day
from weeklypm.services.people_roll import today_of
from weeklypm.services.people_view import people_view
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Unit

Json = Annotated[bool, typer.Option("--json")]
Name = Annotated[str, typer.Argument(metavar="NAME")]
Day = Annotated[str, typer.Argument(metavar="YYYY-MM-DD")]


def add_commands(app: typer.Typer) -> None:
    """Add these commands to their noun."""
    app.command("away")(away)
    app.command("back")(back)
    app.command("leave")(leave)
    app.command("join-turns")(join_turns)
    app.command("leave-turns")(leave_turns)


def store(context: typer.Context, use_case: Callable[[Unit], Person], label: Message, *, as_json: bool) -> None:
    """Change somebody and print how they stand now."""
    settings: Settings = context.obj
    with access.writer(settings.workspace, settings.clock) as workspace:
        person = workspace.change(use_case, label).value
        view = workspace.read(people_view)
    rows = [row for row in view.rows if row.person.id == person.id]
    if as_json:
        print_json(people_text.view_json(view, rows))
    else:
        print_text("\n".join([say(settings.language, label), *people_text.lines(view, rows, settings.language)]))


def away(context: typer.Context, name: Name, start: Day, end: Day, as_json: Json = False) -> None:
    """Register days away, from one to another, both among them. No reason is asked."""
    use_case = partial(_away, name=name, start=read_day(start), end=read_day(end))
    store(context, use_case, message("people.label.absence", name=name), as_json=as_json)


def _away(unit: Unit, name: str, start: date, end: date) -> Person:
    person = people.person_named(unit, name)
    people.add_absence(unit, person.id, start, end)
    return person


def back(context: typer.Context, name: Name, day: Day, as_json: Json = False) -> None:
    """Let somebody be there again from a day on: from an absence, or after they left."""
    use_case = partial(_back, name=name, day=read_day(day))
    store(context, use_case, message("people.label.back", name=name), as_json=as_json)


def _back(unit: Unit, name: str, day: date) -> Person:
    return people.back(unit, people.person_named(unit, name).id, day)


def leave(
    context: typer.Context,
    name: Name,
    last_day: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD")] = None,
    as_json: Json = False,
) -> None:
    """Let somebody leave after a day, by default today; what they led stays."""
    use_case = partial(_leave, name=name, day=None if last_day is None else read_day(last_day))
    store(context, use_case, message("people.label.left", name=name), as_json=as_json)


def _leave(unit: Unit, name: str, day: date | None) -> Person:
    return people.leave(unit, people.person_named(unit, name).id, day or today_of(unit))


def join_turns(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Let somebody take turns."""
    _turns(context, name, opted_in=True, as_json=as_json)


def leave_turns(context: typer.Context, name: Name, as_json: Json = False) -> None:
    """Let somebody take no turns any more; no reason is asked."""
    _turns(context, name, opted_in=False, as_json=as_json)


def _turns(context: typer.Context, name: str, *, opted_in: bool, as_json: bool) -> None:
    use_case = partial(_set_turns, name=name, opted_in=opted_in)
    store(context, use_case, message("people.label.turns", name=name), as_json=as_json)


def _set_turns(unit: Unit, name: str, *, opted_in: bool) -> Person:
    return people.set_opted_in(unit, people.person_named(unit, name).id, opted_in=opted_in)
