"""The composed agenda and the figures of a simulation, as JSON and as lines of text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from weeklypm.domain.agenda import Agenda, AgendaLine, Kind, Segment
from weeklypm.domain.values import Language
from weeklypm.services.holidays import named_in
from weeklypm.services.week import ThisWeek
from weeklypm.wording import say
from weeklypm.wording.words import name_of


def as_json(week: ThisWeek, language: Language) -> dict[str, Any]:
    """Return the agenda of a week: its lines with clock times, reasons and what was not chosen, and the overrun."""
    agenda = _agenda(week)
    reason = named_in(week.reason, week.day, week.series.country, language)
    return {
        "date": week.day.isoformat(),
        "held": week.held,
        "reason": say(language, reason) if reason else None,
        "available": agenda.available,
        "planned": agenda.planned,
        "overrun": agenda.overrun,
        "lines": [_line(week, line, language) for line in agenda.lines],
    }


def _agenda(week: ThisWeek) -> Agenda:
    return week.agenda if week.agenda is not None and week.held else Agenda((), week.series.minutes)


def _line(week: ThisWeek, line: AgendaLine, language: Language) -> dict[str, Any]:
    presenter = week.people.get(line.presenter_id) if line.presenter_id else None
    return {
        "at": _clock(week, line),
        "minutes": line.minutes,
        "segment": line.segment.value,
        "kind": line.kind.value if line.kind else None,
        "title": say(language, line.title),
        "why": say(language, line.why),
        "not_chosen": [say(language, reason) for reason in line.not_chosen],
        "presenter": presenter.name if presenter else None,
        "boxes": [{"name": say(language, code), "minutes": minutes} for code, minutes in line.boxes],
    }


def _clock(week: ThisWeek, line: AgendaLine) -> str:
    start = week.starts_at.astimezone(ZoneInfo(week.series.zone))
    return (start + timedelta(minutes=line.starts_after)).strftime("%H:%M")


def as_text(week: ThisWeek, language: Language) -> str:
    """Return the agenda of a week as lines of text."""
    if not week.held:
        reason = named_in(week.reason, week.day, week.series.country, language)
        return say(language, "agenda_cli.not_held", day=week.day, reason=reason or "")
    agenda = _agenda(week)
    head = say(language, "agenda_cli.head", day=week.day, planned=agenda.planned, available=agenda.available)
    over = [say(language, "agenda.overrun", n=agenda.overrun)] if agenda.overrun else []
    return "\n".join([head, *over, "", *(row for line in agenda.lines for row in _rows(week, line, language))])


def _rows(week: ThisWeek, line: AgendaLine, language: Language) -> list[str]:
    main = line.segment is Segment.MAIN and line.kind is not None
    title = say(language, line.title)
    if main and line.kind is not None:
        title = say(language, "agenda_cli.titled", title=title, kind=name_of(language, line.kind))
    first = say(language, "agenda_cli.line", clock=_clock(week, line), minutes=line.minutes, title=title)
    why = say(language, "agenda_cli.why", why=line.why)
    others = [say(language, "agenda_cli.not_chosen", why=reason) for reason in line.not_chosen]
    return [first, why, *others]


def figures(tree: dict[str, Any], language: Language) -> str:
    """Return the figures of a simulation as lines of text."""
    names = ("agenda_cli.run.full", "agenda_cli.run.nothing")
    runs = zip(names, tree["runs"], strict=True)
    return "\n\n".join("\n".join(_run(name, run, language)) for name, run in runs)


def _run(name: str, run: dict[str, Any], language: Language) -> list[str]:
    counted = {key: run[key] for key in ("weeks", "held", "empty")}
    rows = [say(language, name), say(language, "agenda_cli.run.held", n=run["weeks"], **counted)]
    for kind, count in run["kinds"].items():
        weeks = run["shortest_repeat"].get(kind)
        code = "agenda_cli.run.kind" if weeks is None else "agenda_cli.run.repeat"
        rows.append(say(language, code, kind=name_of(language, Kind(kind)), n=count, weeks=weeks))
    return [*rows, say(language, "agenda_cli.run.question", n=run["question_while_other_due"])]
