"""How a dashboard is told in sentences, and where its link leads."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from weeklypm.gui.i18n import tr
from weeklypm.services.dashboards import DashboardRow, DashboardsView


def day_text(day: date) -> str:
    """Return a day with its year."""
    return tr("dashboards.day", day=day)


def since_text(row: DashboardRow) -> str:
    """Say since when a dashboard was not looked at."""
    if row.weeks is None:
        return tr("dashboards.since.never")
    return tr("dashboards.since.weeks", n=row.weeks) if row.weeks else tr("dashboards.since.this_week")


def facts_text(view: DashboardsView) -> str:
    """Say how many dashboards there are and how many are due; nothing for an empty catalogue."""
    if not view.rows:
        return ""
    due = sum(row.due for row in view.rows)
    whole = tr("dashboards.facts.count", n=len(view.rows))
    return tr("dashboards.facts.due", whole=whole, n=due) if due else tr("dashboards.facts.none_due", whole=whole)


def host_of(link: str) -> str:
    """Return the host that a stored link leads to."""
    return urlsplit(link).hostname or link
