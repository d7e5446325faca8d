"""What the right panel of people says: dates with who leads them, absences without reasons, and turns by team."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from weeklypm.domain.people import Absence
from weeklypm.domain.picks import Planned
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.action_rows import day_text
from weeklypm.gui.widgets.panel_lines import BarLine, PanelLine
from weeklypm.services.people_view import AwayRow, PeopleView, PersonRow, TeamRow

SHOWN = 6
"""Held dates that are listed: two confirmed and four more (facilitation.md rule 7)."""
TONES = {"confirmed": "accent", "agreed": "outline", "tentative": "neutral"}


def shown_dates(view: PeopleView) -> list[Planned]:
    """Return the dates of the plan as far as it is told: six held ones, and those between that are not held."""
    held = [number for number, planned in enumerate(view.planned) if planned.held][:SHOWN]
    return list(view.planned[: held[-1] + 1]) if held else []


def published(row: PersonRow, view: PeopleView) -> PersonRow:
    """Return a row without a next turn that lies beyond the dates that are told."""
    dates = shown_dates(view)
    if row.next is None or (dates and row.next.day <= dates[-1].day):
        return row
    return replace(row, next=None)


def planned_lines(view: PeopleView, agreed: frozenset[date]) -> list[PanelLine]:
    """Return the next dates, those between that are not held among them; ``agreed`` names were set by a swap.

    Where nobody is a member there is nothing to tell of dates.
    """
    if not view.members:
        return []
    return [_held(view, planned, agreed) if planned.held else _not_held(view, planned) for planned in shown_dates(view)]


def _not_held(view: PeopleView, planned: Planned) -> PanelLine:
    reason = planned.reason.code.rpartition(".")[2] if planned.reason is not None else "cancelled"
    name, lead = tr(f"peoplepage.side.off.{reason}"), day_text(planned.day, view.day)
    spoken = tr("peoplepage.side.off_spoken", day=lead, reason=planned.reason or name)
    return PanelLine(planned.day.isoformat(), lead, name, icon="calendar-x", muted=True, spoken=spoken)


def _held(view: PeopleView, planned: Planned, agreed: frozenset[date]) -> PanelLine:
    row = view.row(planned.facilitator_id)
    state = "confirmed" if planned.confirmed else "agreed" if planned.day in agreed else "tentative"
    chip = tr(f"peoplepage.chip.{state}")
    lead = day_text(planned.day, view.day)
    if row is None:
        return PanelLine(
            planned.day.isoformat(), lead, tr("peoplepage.side.nobody"), remark=tr("peoplepage.side.self_run")
        )
    return PanelLine(
        planned.day.isoformat(), lead, row.person.name, row.team.name if row.team else "", chip=chip, tone=TONES[state]
    )


def away_lines(view: PeopleView) -> list[PanelLine]:
    """Return the absences of now and later, without any reason: none is kept."""
    return [_away(view, one) for one in view.away]


def _away(view: PeopleView, one: AwayRow) -> PanelLine:
    return PanelLine(str(one.absence.id), span_text(one.absence, view.day), one.person.name,
                     remark=tr("peoplepage.side.keeps"))  # fmt: skip


def span_text(absence: Absence, today: date) -> str:
    """Return the days of an absence: to when, where it has begun, else from when to when."""
    start, until = day_text(absence.starts_on, today), day_text(absence.ends_on, today)
    if absence.starts_on <= today:
        return tr("peoplepage.span.to", until=until)
    if absence.starts_on == absence.ends_on:
        return until
    if (absence.starts_on.year, absence.starts_on.month) != (absence.ends_on.year, absence.ends_on.month):
        return tr("peoplepage.span.days", start=start, until=until)
    if tr("peoplepage.span.month_stands") == "last":
        return tr("peoplepage.span.month", start=str(absence.starts_on.day), until=until)
    return tr("peoplepage.span.month", start=start, until=str(absence.ends_on.day))


def team_lines(view: PeopleView) -> list[BarLine]:
    """Return the teams with the turns that their people led this year, the longest bar for the most."""
    most = max((team.turns for team in view.teams), default=0)
    return [_team(team, Fraction(team.turns, most) if most else Fraction(0)) for team in view.teams]


def _team(row: TeamRow, part: Fraction) -> BarLine:
    name = row.team.name if row.team is not None else tr("peoplepage.side.no_team")
    spoken = tr("peoplepage.side.team_spoken", name=name, turns=tr("peoplepage.row.led", n=row.turns), n=row.shadowed)
    key = str(row.team.id) if row.team is not None else ""
    return BarLine(key, name, float(part), str(row.turns), f"· {row.shadowed}", spoken)


def day_of(key: str) -> date:
    """Return the date of a line's key."""
    return date.fromisoformat(key)


def id_of(key: str) -> UUID:
    """Return the identity in a line's key."""
    return UUID(key)
