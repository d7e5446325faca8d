"""What the incident page says of durations, times and people, in the interface language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from weeklypm.charts.clock import zone_of
from weeklypm.domain.durations import SPANS, Duration, DurationState
from weeklypm.domain.incident import Instant, InstantKind
from weeklypm.domain.timeline import EventKind, Precision
from weeklypm.gui.i18n import language, tr
from weeklypm.services.incidents import IncidentView
from weeklypm.wording.words import name_of, short_name_of


@dataclass(frozen=True)
class TileWords:
    """Hold what one tile says: label, figure, note, whether the figure is greyed, and its tone."""

    label: str
    figure: str
    note: str
    quiet: bool = False
    tone: str = ""


def wall(at: datetime, zone: str) -> datetime:
    """Return an instant on the wall clock of a zone."""
    return at.astimezone(zone_of(zone))


def tile_words(duration: Duration, instants: Mapping[InstantKind, Instant], zone: str) -> TileWords:
    """Return what a tile says of a duration. Nothing is ever said to be nought that was not recorded."""
    label, state = name_of(language(), duration.name), duration.state
    if state is DurationState.RECORDED:
        code = "incidentpage.tile.about" if duration.approximate else "incidentpage.tile.figure"
        return TileWords(label, tr(code, length=duration.seconds), _span(duration, zone))
    figure = short_name_of(language(), state)
    if state is DurationState.INVALID:
        return TileWords(label, figure, _span(duration, zone), tone="danger")
    return TileWords(label, figure, _blank(duration, instants), quiet=True)


def _span(duration: Duration, zone: str) -> str:
    since, until = duration.since, duration.until
    if since is None or until is None or since.at is None or until.at is None:
        return ""
    begin, end = wall(since.at, zone), wall(until.at, zone)
    code = "incidentpage.tile.span" if begin.date() == end.date() else "incidentpage.tile.days"
    return tr(code, state=duration.state, begin=begin, end=end)


def _blank(duration: Duration, instants: Mapping[InstantKind, Instant]) -> str:
    pair = SPANS[duration.name]
    if duration.state is DurationState.NOT_APPLICABLE:
        names = tuple(kind for kind in pair if kind in instants and not instants[kind].applies)
        return tr("incidentpage.tile.not_applicable", names=names)
    names = tuple(kind for kind in pair if kind not in instants or instants[kind].at is None)
    return tr("incidentpage.tile.missing", names=names)


def wrong_words(late: Instant, early: Instant, zone: str) -> str:
    """Say out loud that an instant stands before the one it should follow."""
    if late.at is None or early.at is None:
        return ""
    since, until = wall(late.at, zone), wall(early.at, zone)
    code = "incidentpage.wrong" if since.date() == until.date() else "incidentpage.wrong_days"
    return tr(code, since_name=late.kind, since=since, until_name=early.kind, until=until)


def when_words(
    at: datetime | None, on_day: date | None, precision: Precision, zone: str, *, about: bool, day: date | None
) -> str:
    """Return a time as the table shows it: the clock, with the date where it is not the incident's own."""
    if at is None or precision not in (Precision.SECOND, Precision.MINUTE):
        known = on_day or (wall(at, zone).date() if at is not None and precision is Precision.DAY else None)
        return tr("incidentpage.event.day", day=known) if known else tr("words.none")
    clock = wall(at, zone)
    text = clock.strftime("%H:%M:%S" if precision is Precision.SECOND else "%H:%M")
    if clock.date() != day:
        text = tr("incidentpage.event.moment", day=clock.date(), time=text)
    return tr("incidentpage.event.about", time=text) if about else text


def date_words(view: IncidentView) -> str:
    """Return the day and zone of an incident."""
    day, zone = view.incident.occurred_on, view.incident.zone
    if day is None:
        return tr("incidentpage.head.no_date", zone=zone)
    return tr("incidentpage.head.date", day=day, year=str(day.year), zone=zone)


def speaker_words(view: IncidentView) -> str:
    """Say who speaks about the incident, or nothing while nobody was asked."""
    presenter = view.people.get(view.item.presenter_id) if view.item and view.item.presenter_id else None
    if presenter is None:
        return ""
    responded = any(responder.person_id == presenter.id for responder in view.responders)
    return tr("incidentpage.head.responded" if responded else "incidentpage.head.speaker", name=presenter.name)


def suggested_end(view: IncidentView) -> datetime | None:
    """Return when the last sign of recovery was seen, as a time that resolution may be set to; never set by itself."""
    resolved = view.instants.get(InstantKind.RESOLVED)
    if resolved is not None and (resolved.at is not None or not resolved.applies):
        return None
    onset = view.instants.get(InstantKind.ONSET)
    seen = [event.at for event in view.events if event.kind is EventKind.RECOVERY and event.at is not None]
    end = max(seen, default=None)
    return None if end and onset and onset.at and end < onset.at else end
