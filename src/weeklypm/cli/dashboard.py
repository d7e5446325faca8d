"""Commands about dashboards: ``dashboard add|list``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from weeklypm.cli.output import columns, print_json, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.values import Language, message
from weeklypm.services import access
from weeklypm.services.dashboards import DashboardRow, DashboardsView, add_dashboard, dashboards_view, find_team
from weeklypm.services.options import read_day
from weeklypm.wording import say

Json = Annotated[bool, typer.Option("--json")]


def build() -> typer.Typer:
    """Build the commands of this noun."""
    app = typer.Typer(rich_markup_mode=None)
    app.command("add")(add)
    app.command("list")(list_all)
    return app


def add(  # noqa: PLR0913  one argument an option
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    *,
    link: Annotated[str, typer.Option(metavar="URL")] = "",
    purpose: Annotated[str, typer.Option(metavar="TEXT")] = "",
    how_to_read: Annotated[str, typer.Option(metavar="TEXT")] = "",
    team: Annotated[str, typer.Option(metavar="TEAM")] = "",
    check: Annotated[list[str] | None, typer.Option(metavar="TEXT")] = None,
    last_looked: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    as_json: Json = False,
) -> None:
    """Add a dashboard to the catalogue."""
    settings: Settings = context.obj
    reviewed_on = None if last_looked is None else read_day(last_looked)
    with access.writer(settings.workspace, settings.clock) as workspace:
        made: Dashboard = workspace.change(
            lambda unit: add_dashboard(
                unit,
                name,
                link=link,
                purpose=purpose,
                how_to_read=how_to_read,
                team_id=find_team(unit, team).id if team.strip() else None,
                checklist=check or (),
                reviewed_on=reviewed_on,
            ),
            message("dashboards.label.added", name=name),
        ).value
        view = workspace.read(dashboards_view)
    if as_json:
        print_json({"dashboards": [row_json(row) for row in view.rows if row.dashboard.id == made.id]})
    else:
        print_text(say(settings.language, "dashboards_cli.added", name=made.name))


def list_all(context: typer.Context, as_json: Json = False) -> None:
    """List dashboards, the longest unseen first."""
    settings: Settings = context.obj
    with access.reader(settings.workspace, settings.clock) as workspace:
        view = workspace.read(dashboards_view)
    if as_json:
        print_json({"dashboards": [row_json(row) for row in view.rows]})
    else:
        print_text(rows_text(view, settings.language))


def rows_text(view: DashboardsView, language: Language) -> str:
    """Return the catalogue, a line each, or a sentence when there is none."""
    if not view.rows:
        return say(language, "dashboards_cli.none")
    return "\n".join(columns([_cells(row, language) for row in view.rows]))


def _cells(row: DashboardRow, language: Language) -> tuple[str, ...]:
    looked = "never" if row.weeks is None else "weeks" if row.weeks else "this_week"
    since = say(language, f"dashboards_cli.looked.{looked}", n=row.weeks or 0)
    due = say(language, "dashboards_cli.due") if row.due else ""
    return since, due, row.dashboard.name, row.team.name if row.team else "", row.dashboard.link


def row_json(row: DashboardRow) -> dict[str, Any]:
    """Return one dashboard as JSON."""
    dashboard = row.dashboard
    return {
        "name": dashboard.name,
        "link": dashboard.link,
        "purpose": dashboard.purpose,
        "how_to_read": dashboard.how_to_read,
        "team": row.team.name if row.team else None,
        "checklist": list(dashboard.checklist),
        "last_look": row.looked_on.isoformat() if row.looked_on else None,
        "weeks": row.weeks,
        "due": row.due,
    }
