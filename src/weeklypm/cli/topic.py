"""Commands about topics: ``topic add|list``."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from weeklypm.cli import topic_text
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.quick_add_paste import PastedLine
from weeklypm.domain.values import message
from weeklypm.services import access, topics

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit, Workspace

Json = Annotated[bool, typer.Option("--json")]
KindName = Annotated[str | None, typer.Option("--kind", metavar="KIND")]


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.command("add")(add)
    app.command("list")(list_all)
    return app


def add(  # noqa: PLR0913, PLR0917  one for each option
    context: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...")] = None,
    kind: KindName = None,
    minutes: Annotated[int | None, typer.Option(metavar="N")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    link: Annotated[list[str] | None, typer.Option(metavar="URL")] = None,
    paste: Annotated[str | None, typer.Option(metavar="FILE|-")] = None,
    preview: Annotated[bool, typer.Option("--preview")] = False,
    as_json: Json = False,
) -> None:
    """Add one line, or many pasted ones."""
    settings: Settings = context.obj
    chosen = None if kind is None else topics.kind_named(kind)
    if (text is None) == (paste is None):
        raise Problem("topics.problem.option_text")
    if paste is not None:
        if any(given is not None for given in (kind, minutes, by, link)):
            raise Problem("topics.problem.option_paste")
        told = _preview if preview else _add_pasted
        told(settings, _pasted(paste), as_json=as_json)
        return
    if preview:
        raise Problem("topics.problem.option_preview")
    with access.writer(settings.workspace, settings.clock) as workspace:
        use_case = partial(_add, text=" ".join(text or ()), kind=chosen, minutes=minutes, by=by, link=link or [])
        item = workspace.change(use_case, message("topics.done.added", n=1)).value
        _print(workspace, settings, (item,), (), as_json=as_json)


def _add(
    unit: Unit, *, text: str, kind: Kind | None, minutes: int | None, by: str | None, link: list[str]
) -> AgendaItem:
    proposer = None if by is None else topics.proposer_named(unit, by)
    return topics.add_line(unit, text, kind=kind, minutes=minutes, proposer_id=proposer, links=link)


def _pasted(paste: str) -> str:
    if paste == "-":
        return topics.read_pasted_file(None, sys.stdin.buffer.read())
    return topics.read_pasted_file(Path(paste))


def _preview(settings: Settings, text: str, *, as_json: bool) -> None:
    """Print what pasted lines would become; nothing is written."""
    with access.reader(settings.workspace, settings.clock) as workspace:
        lines = workspace.read(partial(topics.preview_topics, text=text))
        names = workspace.read(_names)
    if as_json:
        print_json(topic_text.preview_json(lines, names, settings.language))
    else:
        print_text(topic_text.preview_text(lines, names, settings.language))


def _names(reader: Reader) -> dict[UUID, str]:
    return {person.id: person.name for person in reader.find(Person)}


def _add_pasted(settings: Settings, text: str, *, as_json: bool) -> None:
    with access.writer(settings.workspace, settings.clock) as workspace:
        lines = workspace.read(partial(topics.preview_topics, text=text))
        drafts = [line.draft for line in lines if line.taken and line.draft is not None]
        label = message("topics.done.added", n=len(drafts))
        items = workspace.change(partial(topics.add_topics, drafts=drafts), label).value
        _print(workspace, settings, items, tuple(line for line in lines if not line.taken), as_json=as_json)


def _print(
    workspace: Workspace,
    settings: Settings,
    items: tuple[AgendaItem, ...],
    skipped: tuple[PastedLine, ...],
    *,
    as_json: bool,
) -> None:
    added = {item.id for item in items}
    rows = [row for row in workspace.read(topics.list_topics) if row.item.id in added]
    if as_json:
        left = [topic_text.skipped_json(line, settings.language) for line in skipped]
        print_json({"topics": [topic_text.row_json(row, settings.language) for row in rows], "skipped": left})
    else:
        print_text(topic_text.added_text(rows, skipped, settings.language))


def list_all(
    context: typer.Context,
    kind: KindName = None,
    every: Annotated[bool, typer.Option("--all")] = False,
    as_json: Json = False,
) -> None:
    """List what waits."""
    settings: Settings = context.obj
    chosen = None if kind is None else topics.kind_named(kind)
    with access.reader(settings.workspace, settings.clock) as workspace:
        rows = workspace.read(partial(topics.list_topics, kind=chosen, every=every))
    if as_json:
        print_json({"topics": [topic_text.row_json(row, settings.language) for row in rows]})
    else:
        print_text(topic_text.rows_text(rows, settings.language))
