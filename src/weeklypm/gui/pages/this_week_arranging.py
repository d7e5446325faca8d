"""What is done to the agenda of a week from the window: each a change with a name, told in a toast that offers Undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject

from weeklypm.domain.agenda import AgendaItem, Kind, Segment
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.services import arranging
from weeklypm.wording.words import word_code

if TYPE_CHECKING:
    from weeklypm.storage import Unit


_COMPOSED: Final = message("topics.done.composed")


class AgendaChanges(QObject):
    """Change the agenda through the one door; everything can be undone."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def arrange(self, item_ids: Sequence[UUID], moved: AgendaItem) -> None:
        """Hold exactly these items, in this order; ``moved`` is the one that this was done for."""
        label = message("topics.done.arranged", title=moved.title)
        self._run(partial(arranging.arrange, item_ids=tuple(item_ids)), label)

    def set_item_minutes(self, item: AgendaItem, minutes: int) -> None:
        """Give an item minutes of its own; none lets it take what there is again."""
        if minutes:
            label = message("weekpage.done.minutes", title=item.title, minutes=minutes)
        else:
            label = message("weekpage.done.minutes_free", title=item.title)
        self._run(partial(arranging.set_item_minutes, item_id=item.id, minutes=minutes or None), label)

    def set_segment_minutes(self, day: date, segment: Segment, minutes: int | None) -> None:
        """Give a segment minutes on one date alone; none gives it those of the series again."""
        name = message(word_code(segment))
        code = "topics.done.segment" if minutes is not None else "topics.done.segment_usual"
        label = message(code, name=name, minutes=minutes) if minutes is not None else message(code, name=name)
        self._run(partial(arranging.set_segment_minutes, day=day, segment=segment, minutes=minutes), label)

    def choose_kind(self, day: date, kind: Kind) -> None:
        """Hold the best of a kind instead."""
        label = message("topics.done.kind", kind=message(word_code(kind)))
        self._run(partial(arranging.choose_kind, day=day, kind=kind), label)

    def compose_again(self, day: date) -> None:
        """Forget what was arranged by hand for a date; what is pinned stays."""
        use_case = partial(arranging.compose_again, day=day)
        self._desk.operations.change(use_case, _COMPOSED, initiator=self, done=self._composed)

    def _composed(self, changed: bool) -> None:  # noqa: FBT001  what the use case returns
        """Say what happened. Where nothing did, an Undo would take back something else."""
        said = _COMPOSED if changed else message("topics.done.composed_same")
        self._desk.tellers.tell(said, undo=changed)

    def _run(self, use_case: Callable[[Unit], Any], label: Message) -> None:
        self._desk.operations.change(use_case, label, initiator=self, done=partial(self._told, label))

    def _told(self, label: Message, _value: object) -> None:
        self._desk.tellers.tell(label, undo=True)
