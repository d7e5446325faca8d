"""Commands that show the rotation: ``rotation next|why|ledger|record|replay``."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Final

import typer

from weeklypm.cli import rotation_json, rotation_text
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.rotation_view import coming_of, members_of, why_of
from weeklypm.cli.settings import Settings
from weeklypm.services import access, turns
from weeklypm.services.options import read_day
from weeklypm.services.turn_replay import check_record

if TYPE_CHECKING:
    from weeklypm.storage import ReadOnlyWorkspace

Json = Annotated[bool, typer.Option("--json")]
Day = Annotated[str, typer.Argument(metavar="YYYY-MM-DD")]
MOST_DATES: Final = 60
"""A year of weeks and some: names further ahead are guesswork."""


def add_commands(app: typer.Typer) -> None:
    """Add the commands that read."""
    app.command("next")(show_next)
    app.command("why")(show_why)
    app.command("ledger")(show_ledger)
    app.command("record")(show_record)
    app.command("replay")(replay)


def _reader(context: typer.Context) -> AbstractContextManager[ReadOnlyWorkspace]:
    settings: Settings = context.obj
    return access.reader(settings.workspace, settings.clock)


def show_next(
    context: typer.Context,
    count: Annotated[int, typer.Option("-n", "--count", min=1, max=MOST_DATES, metavar="N")] = 6,
    as_json: Json = False,
) -> None:
    """List the coming dates with who leads."""
    language = context.obj.language
    with _reader(context) as workspace:
        coming = workspace.read(lambda reader: coming_of(reader, count))
    if as_json:
        print_json(rotation_json.plan_json(coming, language))
    else:
        print_text(rotation_text.plan_text(coming, language))


def show_why(context: typer.Context, day: Day, as_json: Json = False) -> None:
    """Tell why somebody leads a date, with the whole table."""
    language, wanted = context.obj.language, read_day(day)
    with _reader(context) as workspace:
        told, members = workspace.read(lambda reader: why_of(reader, wanted, language))
    if as_json:
        print_json(rotation_json.why_json(told, members, language))
    else:
        print_text(rotation_text.why_text(told, members, language))


def show_ledger(context: typer.Context, as_json: Json = False) -> None:
    """List who owes how many turns."""
    with _reader(context) as workspace:
        ledger, members = workspace.read(lambda reader: (turns.ledger_now(reader), members_of(reader)))
    if as_json:
        print_json(rotation_json.ledger_json(ledger, members))
    else:
        print_text(rotation_text.ledger_text(ledger, members, context.obj.language))


def show_record(context: typer.Context, as_json: Json = False) -> None:
    """List every change to who leads."""
    language = context.obj.language
    with _reader(context) as workspace:
        events, members = workspace.read(lambda reader: (turns.record(reader), members_of(reader)))
    if as_json:
        print_json(rotation_json.record_json(events, members, language))
    else:
        print_text(rotation_text.record_text(events, members, language))


def replay(context: typer.Context, as_json: Json = False) -> None:
    """Replay the record on an empty file and compare; exit with 1 where the outcome differs."""
    language = context.obj.language
    with _reader(context) as workspace:
        done = workspace.read(check_record)
    if as_json:
        print_json(rotation_json.replay_json(done, language))
    else:
        print_text(rotation_text.replay_text(done, language))
    if not done.same:
        raise typer.Exit(1)
