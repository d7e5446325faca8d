"""Topics as people type and paste them: one line, or many lines of chat replies, read and put into the queue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.links import safe_link
from weeklypm.domain.people import Person
from weeklypm.domain.quick_add import MOST_MINUTES, TopicDraft, known_names, person_named, read_line
from weeklypm.domain.quick_add_paste import PastedLine, read_paste
from weeklypm.domain.stock import INTERVALS
from weeklypm.domain.values import Message
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.queue import TITLE_LENGTH, tidy_title, waiting
from weeklypm.services.system_errors import reason
from weeklypm.services.week import ThisWeek, this_week

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

LARGEST_PASTE = 4_000_000
"""Bytes of a pasted file: more lines than may be pasted could ever fill."""
KINDS = tuple(kind for kind in Kind if kind is not Kind.ACTION_FOLLOW_UP)
"""What can be added by hand; following up actions is a segment of its own."""


@dataclass(frozen=True)
class TopicRow:
    """Hold one item of the queue as it is listed: how many days it waits, and who proposed and who tells it.

    ``note`` says of what comes back by itself why it is due; it is not stored yet where its version is nought.
    """

    item: AgendaItem
    age_days: int
    proposer: Person | None
    presenter: Person | None
    note: Message | None = None


def preview_line(reader: Reader, text: str) -> TopicDraft:
    """Read one line as a topic, without storing it; the title is empty where the line says nothing."""
    return read_line(text, known_names(_present(reader)))


def preview_topics(reader: Reader, text: str) -> tuple[PastedLine, ...]:
    """Read many pasted lines as topics, without storing them; raise Problem ``topics.problem.many_lines``."""
    known = [item.title for item in waiting(reader)]
    return read_paste(text, _present(reader), known, longest=TITLE_LENGTH)


def add_line(
    unit: Unit,
    text: str,
    *,
    kind: Kind | None = None,
    minutes: int | None = None,
    proposer_id: UUID | None = None,
    links: Sequence[str] = (),
) -> AgendaItem:
    """Read one line and put it into the queue; what is given by name wins over what the line says."""
    draft = preview_line(unit, text)
    given = {"kind": kind, "minutes": minutes, "proposer_id": proposer_id}
    chosen = {name: value for name, value in given.items() if value is not None}
    draft = replace(draft, links=tuple(dict.fromkeys((*draft.links, *links))), **chosen)  # type: ignore[arg-type]
    return add_topics(unit, (draft,))[0]


def add_topics(unit: Unit, drafts: Iterable[TopicDraft]) -> tuple[AgendaItem, ...]:
    """Put drafts into the queue in their order, all or none; one change, to be undone as one.

    Raise Problem ``services.problem.title_*``, ``services.problem.item_minutes`` or ``topics.problem.link``.
    """
    day = local_day(unit.now, series_of(unit).zone)
    items = tuple(
        AgendaItem(
            **unit.stamp(),
            kind=draft.kind,
            title=tidy_title(draft.title),
            minutes=_checked_minutes(draft.minutes),
            votes=max(0, draft.votes),
            links=check_links(draft.links),
            proposer_id=draft.proposer_id,
            queued_on=day,
        )
        for draft in drafts
    )
    if items:
        unit.add_many(items)
    return items


def _checked_minutes(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise Problem("services.problem.item_minutes", minutes=minutes)
    return minutes


def check_links(links: Iterable[str]) -> tuple[str, ...]:
    """Return links tidied, each once; raise Problem ``topics.problem.link`` for one not safe to open."""
    tidied = tuple(dict.fromkeys(link.strip() for link in links if link.strip()))
    for link in tidied:
        if not safe_link(link):
            raise Problem("topics.problem.link", link=link[:80])
    return tidied


def kind_named(text: str) -> Kind:
    """Return the kind that a word names; raise Problem ``topics.problem.option_kind`` listing what there is."""
    named = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if named not in tuple(KINDS):
        raise Problem("topics.problem.option_kind", text=text, known=", ".join(KINDS))
    return Kind(named)


def proposer_named(reader: Reader, name: str) -> UUID:
    """Return who is named; raise Problem ``topics.problem.person`` where nobody or more than one is."""
    people = _present(reader)
    found = person_named(name.lstrip("@＠"), known_names(people))
    if found is None:
        known = ", ".join(sorted(person.name for person in people))
        raise Problem("topics.problem.person", name=name, known=known or "–")
    return found


def list_topics(reader: Reader, kind: Kind | None = None, *, every: bool = False) -> tuple[TopicRow, ...]:
    """Return what waits, what comes back by itself among it, in the order of kinds, then votes and age.

    ``every`` adds what was discussed or dropped.
    """
    week = this_week(reader, skip_closed=True)
    states = (ItemState.DISCUSSED, ItemState.DROPPED)
    items = (*week.queue, *(reader.find(AgendaItem, state=states) if every else ()))
    today = local_day(reader.now, week.series.zone)
    chosen = [(_place(item, number), item) for number, item in enumerate(items) if kind in (None, item.kind)]
    return tuple(_row(item, week, today) for _, item in sorted(chosen, key=itemgetter(0)))


def _row(item: AgendaItem, week: ThisWeek, today: date) -> TopicRow:
    proposer = week.people.get(item.proposer_id) if item.proposer_id else None
    presenter = week.people.get(item.presenter_id) if item.presenter_id else None
    return TopicRow(item, max(0, (today - item.queued_on).days), proposer, presenter, week.notes.get(item.id))


def _place(item: AgendaItem, number: int) -> tuple[bool, int, int, date, int]:
    """Return where an item stands in the list; what comes back by itself stands in the order in which it is due."""
    gone = item.state in (ItemState.DISCUSSED, ItemState.DROPPED)
    votes, since = (0, date.min) if item.kind in INTERVALS else (-item.votes, item.queued_on)
    return gone, tuple(Kind).index(item.kind), votes, since, number


def _present(reader: Reader) -> list[Person]:
    return [person for person in reader.find(Person) if person.left_on is None]


def read_pasted_file(path: Path | None, standard_input: bytes = b"") -> str:
    """Return the text of a file to paste, or of the standard input; raise Problem ``topics.problem.file_*``."""
    name = "-" if path is None else str(path)
    try:
        data = standard_input if path is None else path.read_bytes()
    except OSError as error:
        raise Problem("topics.problem.file_unreadable", path=name, error=reason(error)) from error
    if len(data) > LARGEST_PASTE:
        raise Problem("topics.problem.file_large", path=name, limit=LARGEST_PASTE, size=len(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("topics.problem.file_encoding", path=name, at=error.start) from error
