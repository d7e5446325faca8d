"""Commands about actions between meetings: ``actions list|add|set``."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Annotated
from uuid import UUID

import typer

from weeklypm.cli import actions_text, actions_typed
from weeklypm.cli.output import print_json, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionState, Priority, ReasonKind
from weeklypm.domain.values import Message, message
from weeklypm.services import access
from weeklypm.services.action_lines import Wish, add_line, listed, set_actions
from weeklypm.services.actions import actions_view
from weeklypm.storage import Unit

Json = Annotated[bool, typer.Option("--json")]
Owner = Annotated[str | None, typer.Option(metavar="NAME")]
Due = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")]
Rank = Annotated[str | None, typer.Option(metavar="P0|P1|P2|P3")]
Link = Annotated[str | None, typer.Option(metavar="URL")]


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.command("list")(list_all)
    app.command("add")(add)
    app.command("set")(change)
    return app


def list_all(
    context: typer.Context,
    state: Annotated[str, typer.Option(metavar="open|late|blocked|idea|ended|all")] = "open",
    team: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    owner: Owner = None,
    as_json: Json = False,
) -> None:
    """List actions: late ones first."""
    settings: Settings = context.obj
    tab = None if state.strip().casefold() == actions_typed.ALL else actions_typed.tab_named("--state", state)
    with access.reader(settings.workspace, settings.clock) as workspace:
        view, rows = workspace.read(lambda reader: listed(reader, tab, team=team, owner=owner))
    if as_json:
        print_json(actions_text.rows_json(rows, view))
    else:
        print_text(actions_text.groups_text(rows, view, settings.language))


def add(  # noqa: PLR0913, PLR0917  one argument an option
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    owner: Owner = None,
    priority: Rank = None,
    due: Due = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    done_when: Annotated[str | None, typer.Option(metavar="TEXT")] = None,
    link: Link = None,
    idea: Annotated[bool, typer.Option("--idea")] = False,
    as_json: Json = False,
) -> None:
    """Add an action between meetings."""
    fields = actions_typed.given(
        {
            "priority": actions_typed.named("--priority", priority, Priority),
            "due": actions_typed.day_or_none(due) if due is not None else None,
            "type": actions_typed.type_named("--type", kind),
            "done_when": done_when,
            "link": link,
            "state": ActionState.IDEA if idea else None,
        }
    )
    _change(
        context, message("actions.label.add"), lambda unit: [add_line(unit, text, fields, owner).id], as_json=as_json
    )


def change(  # noqa: PLR0913, PLR0917  one argument an option
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="KEY...")],
    due: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD|none")] = None,
    priority: Annotated[str | None, typer.Option(metavar="P0|P1|P2|P3|none")] = None,
    owner: Annotated[str | None, typer.Option(metavar="NAME|none")] = None,
    state: Annotated[str | None, typer.Option(metavar="idea|committed|done|dropped")] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT")] = None,
    link: Link = None,
    blocked_by: Annotated[str | None, typer.Option(metavar="TEXT")] = None,
    unblock: Annotated[bool, typer.Option("--unblock")] = False,
    kind: Annotated[str | None, typer.Option(metavar="other_first|premise_changed|help_needed|bigger")] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT")] = None,
    as_json: Json = False,
) -> None:
    """Change actions, all of the keys or none."""
    fields = actions_typed.given(
        {"state": actions_typed.named("--state", state, ActionState), "text": text, "link": link}
    )
    if due is not None:
        fields["due"] = actions_typed.day_or_none(due)
    if priority is not None:
        fields["priority"] = actions_typed.priority_or_none("--priority", priority)
    why = actions_typed.named("--kind", kind, ReasonKind)
    name = "" if owner is not None and actions_typed.is_nothing(owner) else owner
    if not fields and name is None and blocked_by is None and not unblock:
        raise Problem("actions_cli.problem.nothing")
    if blocked_by is not None and unblock:
        raise Problem("actions_cli.problem.blocked_both")

    def use_case(unit: Unit) -> Collection[UUID]:
        return set_actions(unit, keys, Wish(fields, reason, why, name, blocked_by, unblock))

    _change(context, message("actions.label.change"), use_case, as_json=as_json)


def _change(
    context: typer.Context, label: Message, use_case: Callable[[Unit], Collection[UUID]], *, as_json: bool
) -> None:
    """Run a change and print the actions as they stand after it."""
    settings: Settings = context.obj
    with access.writer(settings.workspace, settings.clock) as workspace:
        ids = workspace.change(use_case, label).value
        view = workspace.read(actions_view)
    rows = [row for row in view.rows if row.action.id in ids]
    if as_json:
        print_json(actions_text.rows_json(rows, view))
    else:
        print_text("\n".join(actions_text.row_lines(rows, view, settings.language)))
