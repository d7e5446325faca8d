"""Compose a week's agenda from the queue, the past and the minutes: never empty, explained line by line.

Pure and deterministic: the order of rows, the zone and the locale do not matter (product.md section 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, Kind, Segment
from weeklypm.domain.agenda_reasons import chosen_because, not_chosen, not_ready, second_because
from weeklypm.domain.calendar import DayPlan, Series
from weeklypm.domain.incident import Incident
from weeklypm.domain.questions import next_question, questions
from weeklypm.domain.ranking import Past, Room, past_of, title_of, waiting
from weeklypm.domain.script_boxes import boxes
from weeklypm.domain.stock import Stock
from weeklypm.domain.values import message

__all__ = ["LEAST_MAIN", "Past", "compose", "past_of", "questions"]

LEAST_MAIN: Final = 7
"""Minutes below which a talk is none: a second item needs them (decisions.md section 5), and so does the main part."""

QUIET_ACTIONS: Final = 1
"""Minutes that the actions keep when none needs attention: enough to say so. The others go to the main part."""


@dataclass(frozen=True)
class Choice:
    """Hold an item of the main part, its minutes, and those that it was chosen from."""

    item: AgendaItem
    minutes: int
    rivals: tuple[AgendaItem, ...]
    second: bool = False


def compose(  # noqa: PLR0913  each is a fact of its own, most of them seldom given
    series: Series,
    queue: Iterable[AgendaItem],
    history: Iterable[Past] = (),
    *,
    day: date,
    incidents: Mapping[UUID, Incident] | None = None,
    attention: int = 0,
    stock: Stock | None = None,
    plan: DayPlan | None = None,
) -> Agenda:
    """Compose the agenda of a day.

    ``history`` is what earlier meetings talked about; ``incidents`` those that items of the queue and of the past
    speak of; ``attention`` how many actions are late, blocked or slipped; ``stock`` what is known of dashboards and
    past incidents, of which the queue holds what is due; ``plan`` the minutes of this date alone. Where the minutes do
    not suffice, the main part keeps seven and pinned items theirs: ``overrun`` then says by how much.
    """
    room = Room(day, tuple(history), incidents or {}, stock or Stock())
    items = tuple(queue)
    before = [_segment(series, plan, Segment.OPEN), _actions(series, plan, attention)]
    after = [_segment(series, plan, segment) for segment in (Segment.LEARNING, Segment.READ_BACK, Segment.CLOSE)]
    minutes = max(LEAST_MAIN, series.minutes - sum(line.minutes for line in (*before, *after)))
    return Agenda(_timed([*before, *_main(items, room, minutes), *after]), series.minutes)


def _segment(series: Series, plan: DayPlan | None, segment: Segment) -> AgendaLine:
    minutes: int = _planned(plan, segment) or getattr(series, f"{segment}_minutes")
    title, why = message(f"words.segment.{segment}"), message(f"agenda.why.{segment}")
    return AgendaLine(segment=segment, minutes=minutes, starts_after=0, title=title, why=why)


def _planned(plan: DayPlan | None, segment: Segment) -> int | None:
    minutes: int | None = getattr(plan, f"{segment}_minutes") if plan is not None else None
    return minutes


def _actions(series: Series, plan: DayPlan | None, attention: int) -> AgendaLine:
    line = replace(_segment(series, plan, Segment.ACTIONS), kind=Kind.ACTION_FOLLOW_UP)
    if attention:
        return replace(line, why=message("agenda.why.actions", n=attention))
    minutes = line.minutes if _planned(plan, Segment.ACTIONS) else min(line.minutes, QUIET_ACTIONS)
    return replace(line, minutes=minutes, why=message("agenda.why.actions_none"))


def _timed(lines: Iterable[AgendaLine]) -> tuple[AgendaLine, ...]:
    timed: list[AgendaLine] = []
    start = 0
    for line in lines:
        timed.append(replace(line, starts_after=start))
        start += line.minutes
    return tuple(timed)


def _main(queue: Sequence[AgendaItem], room: Room, minutes: int) -> list[AgendaLine]:
    choices = _choices(waiting(queue, room), minutes)
    if not choices:
        return [_question(queue, room, minutes)]
    left_out = choices[-1].rivals
    lines = [_line(choice, left_out, room) for choice in choices]
    lines[0] = replace(lines[0], not_chosen=not_ready(queue, choices[0].item.kind, room) + lines[0].not_chosen)
    return lines


def _choices(ranked: Sequence[AgendaItem], minutes: int) -> list[Choice]:
    """Take all that is pinned, else the first; and a second where enough minutes remain for one that fits."""
    firsts = [item for item in ranked if item.pinned] or list(ranked[:1])
    rest = tuple(item for item in ranked if item not in firsts)
    choices = [Choice(item, length, rest) for item, length in zip(firsts, _shares(firsts, minutes), strict=True)]
    left = minutes - sum(choice.minutes for choice in choices)
    second = next((item for item in rest if (own_minutes(item) or left) <= left), None)
    if len(choices) != 1 or left < LEAST_MAIN or second is None:
        return choices
    others = tuple(item for item in rest if item is not second)
    return [*choices, Choice(second, own_minutes(second) or left, others, second=True)]


def own_minutes(item: AgendaItem) -> int | None:
    """Return the minutes that an item asks for, or None where it takes what there is."""
    return item.minutes if item.minutes is not None and item.minutes > 0 else None


def _shares(items: Sequence[AgendaItem], minutes: int) -> list[int]:
    """Give each item its own minutes, the others equal parts of the rest, the odd ones first, and at least seven."""
    open_ended = [item for item in items if own_minutes(item) is None]
    rest = minutes - sum(own_minutes(item) or 0 for item in items)
    part, odd = divmod(rest, len(open_ended)) if open_ended else (0, 0)
    shares = iter([part + (index < odd) for index in range(len(open_ended))])
    return [own_minutes(item) or max(LEAST_MAIN, next(shares)) for item in items]


def _line(choice: Choice, left_out: Sequence[AgendaItem], room: Room) -> AgendaLine:
    item, rivals = choice.item, choice.rivals
    why = second_because(item, choice.minutes, rivals, room) if choice.second else chosen_because(item, rivals, room)
    return AgendaLine(
        segment=Segment.MAIN,
        minutes=choice.minutes,
        starts_after=0,
        title=title_of(item),
        why=why,
        kind=item.kind,
        item_id=item.id,
        incident_id=item.incident_id,
        presenter_id=item.presenter_id,
        dashboard_id=item.dashboard_id,
        not_chosen=not_chosen(item, left_out, room),
        boxes=boxes(item.kind, choice.minutes),
    )


def _question(queue: Sequence[AgendaItem], room: Room, minutes: int) -> AgendaLine:
    away = not_ready(queue, Kind.QUESTION, room)
    return AgendaLine(
        segment=Segment.MAIN,
        minutes=minutes,
        starts_after=0,
        title=message(next_question(room.asked())),
        why=message("agenda.why.question_away" if away else "agenda.why.question"),
        kind=Kind.QUESTION,
        not_chosen=away,
        boxes=boxes(Kind.QUESTION, minutes),
    )
