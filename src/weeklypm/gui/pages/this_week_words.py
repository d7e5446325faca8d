"""What the week's page says: a week's facts turned into the lines that its widgets draw."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from weeklypm.domain.agenda import AgendaItem, AgendaLine, ItemState, Kind, Segment
from weeklypm.domain.composition import QUIET_ACTIONS
from weeklypm.domain.promises import Attention
from weeklypm.domain.questions import next_question
from weeklypm.domain.stock import INTERVALS
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.widgets.agenda_list import AgendaEntry
from weeklypm.gui.widgets.bar_strip import BarPart
from weeklypm.gui.widgets.meeting_strip import CONFIRMED, NOT_HELD, TENTATIVE, MeetingFacts
from weeklypm.gui.widgets.queue_list import QueueEntry, QueueGroup
from weeklypm.services.week import StripCell, ThisWeek
from weeklypm.wording.say import known_codes
from weeklypm.wording.words import name_of, short_name_of

KIND_ICONS: Final = {
    Kind.INCIDENT_TALK: "activity",
    Kind.NEAR_MISS: "shield-check",
    Kind.OPEN_TOPIC: "message-circle",
    Kind.DASHBOARD_REVIEW: "gauge",
    Kind.RE_READ: "book-open",
    Kind.ROLE_PLAY: "ferris-wheel",
    Kind.QUESTION: "messages-square",
    Kind.ACTION_FOLLOW_UP: "list-checks",
}
ALWAYS_LISTED: Final = (
    Kind.INCIDENT_TALK,
    Kind.NEAR_MISS,
    Kind.OPEN_TOPIC,
    Kind.DASHBOARD_REVIEW,
    Kind.RE_READ,
    Kind.ROLE_PLAY,
)
"""Groups that stay when nothing waits in them; the others come and go."""
MINUTE: Final = 60


def place_of(zone: str) -> str:
    """Return what people call the place of an IANA zone: its city."""
    code = f"weekpage.place.{zone.replace('/', '_').lower()}"
    return tr(code) if code in known_codes(language()) else zone.rpartition("/")[2].replace("_", " ")


def countdown(week: ThisWeek, now: datetime) -> str:
    """Say how long it is until the meeting, to the minute, or what keeps it from counting down."""
    if week.live is not None and week.live.held_on == week.day:
        return tr("weekpage.countdown.running")
    if not week.held:
        return tr("weekpage.countdown.not_held")
    seconds = (week.starts_at - now).total_seconds()
    # Rounded up, so that the last minute reads 1 and not 0.
    whole = int(-(-seconds // MINUTE)) * MINUTE
    if whole > 0:
        return tr("weekpage.countdown.left", left=whole)
    return tr("weekpage.countdown.past", past=-whole) if whole < 0 else tr("weekpage.countdown.now")


def facts(week: ThisWeek) -> str:
    """Say when on the clock, where, and the how manieth meeting it is."""
    series = week.series
    start = week.starts_at.astimezone(ZoneInfo(series.zone))
    when = tr(
        "weekpage.facts.when",
        start=start.time(),
        end=(start + timedelta(minutes=series.minutes)).time(),
        place=place_of(series.zone),
    )
    if not week.held:
        return when
    number = week.held_before + 1
    if week.held_before and not week.skipped:
        return tr("weekpage.facts.none_skipped", when=when, number=number)
    return tr("weekpage.facts.number", when=when, number=number)


def strip_facts(week: ThisWeek) -> list[MeetingFacts]:
    """Return what the cells of the strip show."""
    return [_cell(cell, now=cell.day == week.day) for cell in week.strip]


def _cell(cell: StripCell, *, now: bool) -> MeetingFacts:
    day = tr("weekpage.day", day=cell.day)
    if not cell.held:
        closed = cell.reason is not None and cell.reason.code.endswith("closure")
        name = tr("weekpage.strip.closure" if closed else "weekpage.strip.holiday")
        return MeetingFacts(day, name, tr("weekpage.strip.not_held"), NOT_HELD, now)
    topic = short_name_of(language(), cell.kind) if cell.kind else tr("weekpage.strip.topic_open")
    name = cell.name or tr("weekpage.strip.nobody")
    return MeetingFacts(day, name, topic, CONFIRMED if cell.confirmed else TENTATIVE, now)


def strip_remark(week: ThisWeek) -> str:
    """Say how many of the meetings shown are fixed."""
    held = [cell for cell in week.strip if cell.held]
    confirmed = sum(cell.confirmed for cell in held)
    return tr("weekpage.strip.remark", confirmed=confirmed, tentative=len(held) - confirmed)


def agenda_entries(week: ThisWeek) -> list[AgendaEntry]:
    """Return the lines of the agenda, in the order of its own lines."""
    return [_entry(week, line) for line in week.agenda.lines] if week.agenda else []


def _entry(week: ThisWeek, line: AgendaLine) -> AgendaEntry:
    start = week.starts_at.astimezone(ZoneInfo(week.series.zone)) + timedelta(minutes=line.starts_after)
    clock = start.strftime("%H:%M")
    if line.segment is Segment.MAIN and line.kind is not None:
        return AgendaEntry(
            clock,
            line.minutes,
            tr(line.title),
            main=True,
            kind=name_of(language(), line.kind),
            icon=KIND_ICONS[line.kind],
            reason=tr(line.why),
            rival=tr(line.not_chosen[0]) if line.not_chosen else "",
            tip=_not_chosen(line),
            key=str(line.item_id) if line.item_id is not None else "",
            boxes=tuple(tr("weekpage.agenda.box", name=tr(code), minutes=minutes) for code, minutes in line.boxes),
        )
    late = sum(due.attention is Attention.LATE for due in week.actions_due)
    chip = tr("weekpage.agenda.late", n=late) if line.segment is Segment.ACTIONS and late else ""
    return AgendaEntry(clock, line.minutes, tr(line.title), detail=_detail(week, line), chip=chip)


def _not_chosen(line: AgendaLine) -> str:
    """Say what else could have been held and why it is not, one a line."""
    return "\n".join(tr("topics.agenda.why_not", why=why) for why in line.not_chosen)


def over_time(week: ThisWeek) -> str:
    """Say by how much the agenda is over its time and what takes most of it; an empty text while it fits."""
    agenda = week.agenda
    if agenda is None or agenda.planned <= agenda.available:
        return ""
    longest = max(agenda.lines, key=_minutes)
    return tr("topics.agenda.over", n=agenda.planned - agenda.available, title=longest.title)


def has_own_minutes(week: ThisWeek, line: AgendaLine) -> bool:
    """Tell whether a segment around the main part lasts otherwise than the series says, so by hand for this date."""
    if line.segment is Segment.MAIN:
        return False
    usual: int = getattr(week.series, f"{line.segment}_minutes")
    # With nothing to follow up the actions are shorter by themselves.
    short = line.segment is Segment.ACTIONS and line.minutes == QUIET_ACTIONS
    return line.minutes != usual and not short


def is_arranged(week: ThisWeek) -> bool:
    """Tell whether something of the agenda was set by hand for its date: what is pinned, or minutes of a segment."""
    lines = week.agenda.lines if week.agenda else ()
    chosen = {line.item_id for line in lines}
    return has_changed_minutes(week) or any(item.pinned for item in week.queue if item.id in chosen)


def has_changed_minutes(week: ThisWeek) -> bool:
    """Tell whether composing again would change anything."""
    return any(has_own_minutes(week, line) for line in (week.agenda.lines if week.agenda else ()))


def _minutes(line: AgendaLine) -> int:
    return line.minutes


def _detail(week: ThisWeek, line: AgendaLine) -> str:
    if line.segment is not Segment.CLOSE or week.next_line is None:
        return tr(line.why)
    title = tr(week.next_line.title)
    if week.next_facilitator is None:
        return tr("weekpage.agenda.next", title=title)
    return tr("weekpage.agenda.next_led", title=title, name=week.next_facilitator.person.name)


def bar_parts(week: ThisWeek) -> list[BarPart]:
    """Return the parts of the bar above the agenda."""
    lines = week.agenda.lines if week.agenda else ()
    return [BarPart(tr(line.title), line.minutes, line.segment is Segment.MAIN) for line in lines]


def queue_groups(week: ThisWeek) -> list[QueueGroup]:
    """Return the queue in its groups, in the order that is never skipped."""
    chosen = {line.item_id for line in week.agenda.main} if week.agenda else set()
    groups = []
    for kind in KIND_ICONS:
        items = [item for item in week.queue if item.kind is kind]
        if items or kind in ALWAYS_LISTED:
            # What comes back by itself stands in the order in which it is due.
            ordered = items if kind in INTERVALS else sorted(items, key=_by_votes)
            entries = tuple(_waiting(week, item, on=item.id in chosen) for item in ordered)
            groups.append(group_of(kind, entries))
    return groups


def group_of(kind: Kind, entries: tuple[QueueEntry, ...] = ()) -> QueueGroup:
    """Return one group of the queue, with what stands there while it is empty."""
    return QueueGroup(tr(f"weekpage.group.{kind}"), KIND_ICONS[kind], entries, empty=tr("weekpage.group.empty"))


def _by_votes(item: AgendaItem) -> tuple[int, date, str]:
    return -item.votes, item.queued_on, str(item.id)


def _waiting(week: ThisWeek, item: AgendaItem, *, on: bool) -> QueueEntry:
    votes = item.votes if item.kind is Kind.OPEN_TOPIC or item.votes else None
    note = week.notes.get(item.id)
    since = tr(note) if note is not None else _age(week, item)
    return QueueEntry(str(item.id), item.title, " · ".join([since, *_states(week, item, on=on)]), votes)


def _age(week: ThisWeek, item: AgendaItem) -> str:
    days = (week.day - item.queued_on).days
    return tr("weekpage.queue.days", n=days) if days > 0 else tr("weekpage.queue.today")


def _states(week: ThisWeek, item: AgendaItem, *, on: bool) -> list[str]:
    said = [tr("weekpage.queue.on_agenda")] if on else []
    if not on and item.ready_from is not None and item.ready_from > week.day:
        said.append(tr("weekpage.queue.from", day=item.ready_from))
    if item.state is ItemState.SCHEDULED and not on:
        said.append(tr("weekpage.queue.in_meeting"))
    if item.carried_over:
        said.append(tr("weekpage.queue.carried"))
    if item.pinned:
        said.append(tr("weekpage.queue.pinned"))
    presenter = week.people.get(item.presenter_id) if item.presenter_id else None
    return [*said, tr("weekpage.queue.presents", name=presenter.name)] if presenter else said


def question(week: ThisWeek) -> str:
    """Return the built-in question that stands ready while nothing waits, or an empty text while something does."""
    if week.queue:
        return ""
    lines = week.agenda.main if week.agenda else (week.next_line,)
    ready = next((line for line in lines if line is not None and line.kind is Kind.QUESTION), None)
    return tr(ready.title) if ready else tr(next_question({}))
