"""The command ``announce``: a text for the team's chat, alone on standard output."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from weeklypm.cli.output import print_json, print_problem, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.errors import Problem
from weeklypm.services import access, telling
from weeklypm.services.options import read_day
from weeklypm.wording import say
from weeklypm.wording.words import language_named

if TYPE_CHECKING:
    from weeklypm.storage import Reader

Choice = TypeVar("Choice", bound=StrEnum)
KINDS = "|".join(AnnouncementKind)
STYLES = "|".join(ChatStyle)


def announce(  # noqa: PLR0913, PLR0917  one for each option
    context: typer.Context,
    kind: Annotated[str, typer.Option(metavar=KINDS)],
    style: Annotated[str, typer.Option(metavar=STYLES)] = ChatStyle.SLACK.value,
    team: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    day: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    template: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    spoken: Annotated[str | None, typer.Option("--in", metavar="ja|en")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Print a text for the team's chat, in the language of the series unless another is named."""
    settings: Settings = context.obj
    chosen, shape = _one_of(AnnouncementKind, kind, "--kind"), _one_of(ChatStyle, style, "--style")
    if team is not None and chosen is not AnnouncementKind.INVITE:
        raise Problem("announcing.problem.option_team", kind=chosen.value)
    wanted = read_day(day) if day is not None else None
    draft = telling.read_template(template) if template is not None else None
    language = language_named(spoken) if spoken is not None else None

    def told(reader: Reader) -> telling.Told:
        invited = telling.team_named(reader, team).id if team is not None else None
        return telling.told(reader, chosen, shape, team_id=invited, language=language, template=draft, day=wanted)

    with access.reader(settings.workspace, settings.clock) as workspace:
        found = workspace.read(told)
    if found.problem is not None:
        print_problem(say(settings.language, "announcing.cli.stands_in", problem=found.problem))
    if as_json:
        print_json(_as_json(found, template))
    else:
        print_text(found.text)


def _one_of(choices: type[Choice], text: str, name: str) -> Choice:
    try:
        return choices(text.strip().lower())
    except ValueError:
        raise Problem("announcing.problem.option", text=text, name=name, known=", ".join(choices)) from None


def _as_json(found: telling.Told, template: Path | None) -> dict[str, Any]:
    source = str(template) if template is not None else "own" if found.own else "built-in"
    return {
        "kind": found.kind.value,
        "style": found.style.value,
        "language": found.language.value,
        "date": found.day.isoformat(),
        "team": found.team.name if found.team else None,
        "template": source,
        "text": found.text,
    }
