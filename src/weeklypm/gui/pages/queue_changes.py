"""What is done to the queue from the window: each a change with a name, told in a toast that offers Undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.services import arranging, queue

if TYPE_CHECKING:
    from weeklypm.storage import Unit


@dataclass(frozen=True)
class ItemFields:
    """Hold what a person can set of an item; ``minutes`` None takes what there is, ``ready_from`` None is at once."""

    title: str
    kind: Kind = Kind.OPEN_TOPIC
    detail: str = ""
    minutes: int | None = None
    votes: int = 0
    presenter_id: UUID | None = None
    ready_from: date | None = None
    links: tuple[str, ...] = ()


def fields_of(item: AgendaItem) -> ItemFields:
    """Return the fields of an item as they are stored."""
    return ItemFields(**{field.name: getattr(item, field.name) for field in fields(ItemFields)})


class QueueChanges(QObject):
    """Change the queue through the one door; everything can be undone."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def add(self, wanted: ItemFields, dialog: Ask | None = None) -> None:
        """Put something into the queue; a dialog that asked for it is told how that ended."""
        self._run(partial(_add, wanted=wanted), message("weekpage.done.added", title=wanted.title.strip()), dialog)

    def edit(self, item: AgendaItem, wanted: ItemFields, dialog: Ask | None = None) -> None:
        """Change what differs from what is stored; nothing when nothing does."""
        before, after = asdict(fields_of(item)), asdict(wanted)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if changed:
            use_case = partial(queue.edit_item, item_id=item.id, **changed)
            self._run(use_case, message("weekpage.done.edited", title=wanted.title.strip()), dialog)
        elif dialog is not None:
            dialog.finish()

    def pin(self, item: AgendaItem) -> None:
        """Take an item for the next meeting; one pinned before gives way."""
        self._run(partial(queue.pin, item_id=item.id), message("weekpage.done.pinned", title=item.title))

    def pin_too(self, item: AgendaItem) -> None:
        """Take an item for the next meeting behind those pinned before, which stay."""
        label = message("topics.done.pinned_too", title=item.title)
        self._run(partial(arranging.hold_as_well, item_id=item.id), label)

    def unpin(self, item: AgendaItem) -> None:
        """Let an item wait in its order again."""
        self._run(partial(queue.unpin, item_id=item.id), message("weekpage.done.unpinned", title=item.title))

    def postpone(self, item: AgendaItem, until: date, dialog: Ask | None = None) -> None:
        """Keep an item from the agenda until a date."""
        label = message("weekpage.done.postponed", title=item.title, day=until)
        self._run(partial(queue.postpone, item_id=item.id, until=until), label, dialog)

    def drop(self, item: AgendaItem) -> None:
        """Take an item out of the queue."""
        self._run(partial(queue.drop_item, item_id=item.id), message("weekpage.done.dropped", title=item.title))

    def vote(self, item: AgendaItem, votes: int) -> None:
        """Add a vote, or take one back."""
        label = message("weekpage.done.voted", title=item.title)
        self._desk.operations.change(partial(queue.vote, item_id=item.id, votes=votes), label, initiator=self)

    def _run(self, use_case: Callable[[Unit], AgendaItem], label: Message, dialog: Ask | None = None) -> None:
        done, failed = partial(self._told, label, dialog), dialog.refuse if dialog is not None else None
        self._desk.operations.change(use_case, label, initiator=self, done=done, failed=failed)

    def _told(self, label: Message, dialog: Ask | None, _item: AgendaItem) -> None:
        if dialog is not None:
            dialog.finish()
        self._desk.tellers.tell(label, undo=True)


def _add(unit: Unit, wanted: ItemFields) -> AgendaItem:
    item = queue.add_topic(unit, wanted.title, wanted.kind, detail=wanted.detail, minutes=wanted.minutes)
    names = ("votes", "presenter_id", "ready_from", "links")
    later = {name: getattr(wanted, name) for name in names}
    set_too = {name: value for name, value in later.items() if value}
    return queue.edit_item(unit, item.id, **set_too) if set_too else item
