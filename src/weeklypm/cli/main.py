"""The command line: global options, commands, and one sentence for whatever goes wrong."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from functools import partial
from typing import Annotated

import typer
from typer.exceptions import TyperException

from weeklypm.cli import (
    actions,
    agenda,
    announce,
    calendar,
    dashboard,
    handover,
    incident,
    meeting,
    people,
    rotation,
    topic,
    week,
)
from weeklypm.cli.help import say_help
from weeklypm.cli.output import print_problem, print_text
from weeklypm.cli.settings import RenderWindows, Settings
from weeklypm.cli.usage import usage_message
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.services import access
from weeklypm.services.options import read_options, system_language
from weeklypm.wording import say

USAGE = (
    "services.problem.option_",
    "wording.problem.language",
    "cli.problem.format",
    "actions_cli.problem.",
    "people.problem.option_",
    "topics.problem.option_",
    "announcing.problem.option",
    "rotationcli.problem.option_",
)
"""Code starts of problems of how the command was typed rather than of what it met: exit status 2."""


def build(render_windows: RenderWindows | None) -> typer.Typer:
    """Build the command line."""
    app = typer.Typer(
        name="weeklypm",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def options(
        context: typer.Context,
        workspace: Annotated[str | None, typer.Option(metavar="PATH")] = None,
        lang: Annotated[str | None, typer.Option(metavar="ja|en")] = None,
        today: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
        now: Annotated[str | None, typer.Option(hidden=True)] = None,
    ) -> None:
        given = read_options(workspace, lang, today, now)
        language = given.language or system_language()
        context.obj = Settings(given.workspace, language, given.clock, given.today, render_windows)

    week.add_commands(app)
    app.command("announce")(announce.announce)
    app.add_typer(actions.build(), name="actions")
    app.add_typer(agenda.build(), name="agenda")
    app.add_typer(calendar.build(), name="calendar")
    app.add_typer(dashboard.build(), name="dashboard")
    app.add_typer(handover.build(), name="handover")
    app.add_typer(incident.build(), name="incident")
    app.add_typer(meeting.build(), name="meeting")
    app.add_typer(people.build(), name="people")
    app.add_typer(rotation.build(), name="rotation")
    app.add_typer(topic.build(), name="topic")
    return app


def run(arguments: Sequence[str], *, render_windows: RenderWindows | None = None, notice: str | None = None) -> int:
    """Run a command; return 0 when done, 1 when it failed, 2 when it was typed wrong.

    ``notice`` is the code of a sentence said first, such as that no display was found; then nobody asked for the
    command by name, and a workspace that is not there yet is no failure.
    """
    _speak_utf8()
    language = _language_of(arguments)
    if notice is not None:
        print_problem(say(language, notice))
    try:
        command = typer.main.get_command(build(render_windows))
        say_help(command, language)
        with access.telling_of_pens(partial(handover.warn_taken_back, language)):
            result = command(list(arguments), prog_name="weeklypm", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except Problem as problem:
        if notice is not None and problem.code == "storage.problem.missing":
            print_text(say(language, "cli.no_workspace"))
            return 0
        print_problem(say(language, problem.message))
        return 2 if problem.code.startswith(USAGE) else 1
    except (typer.Abort, KeyboardInterrupt):
        print_problem(say(language, "cli.problem.stopped"))
        return 1
    except TyperException as error:
        print_problem(say(language, usage_message(error)))
        return 2


def _speak_utf8() -> None:
    """Print Japanese wherever the output goes, whatever the locale's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language_of(arguments: Sequence[str]) -> Language:
    """Find the language to complain in, even where the other options cannot be read."""
    for index, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else None
        if word == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in tuple(Language):
            return Language(value)
    return system_language()
