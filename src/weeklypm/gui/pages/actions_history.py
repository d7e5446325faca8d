"""The changes of an action with their reasons, newest first; those that were undone are shown as withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from weeklypm.domain.outcomes import ActionChange, ActionState
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.models.action_rows import day_text
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.actions import ActionsView
from weeklypm.wording.words import name_of

MOST: Final = 40
"""So many changes are shown; further ones are counted."""


class HistoryEntry(QWidget):
    """Show one change: old and new values, the day, the reason, and its kind."""

    def __init__(self, view: ActionsView, changes: Sequence[ActionChange], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        first = changes[0]
        self.moved = DataLabel(self, role="medium", text="\n".join(_moved(view, change) for change in changes))
        let_wrap(self.moved)
        self.day = DataLabel(self, role="meta", tone="text3", text=day_text(first.at.date(), view.today))
        self.reason = DataLabel(self, role="secondary", tone="text2", text=first.reason)
        let_wrap(self.reason)
        head = row(spacing=8)
        head.addWidget(self.moved, 1)
        head.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(self, spacing=2)
        whole.addLayout(head)
        whole.addWidget(self.reason)
        whole.addLayout(self._chips(first))

    def _chips(self, change: ActionChange) -> QHBoxLayout:
        chips = row(spacing=6)
        chips.setContentsMargins(0, 4 if change.kind or change.withdrawn else 0, 0, 0)
        if change.withdrawn:
            self.moved.set_tone("text3")
            chips.addWidget(Chip(self, text=tr("actions_page.history.withdrawn")))
        if change.kind is not None:
            chips.addWidget(Chip(self, text=tr(f"actions_page.kind.{change.kind.value}")))
        chips.addStretch(1)
        return chips


class HistoryList(QWidget):
    """List the changes of one action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column(self, spacing=14)
        self._column.setContentsMargins(0, 4, 0, 0)
        self.entries: list[HistoryEntry] = []
        self._further = DataLabel(self, role="meta", tone="text3")
        self._column.addWidget(self._further)

    def show_changes(self, view: ActionsView, changes: Sequence[ActionChange]) -> None:
        """Show other changes, newest first; what changed in one step stands together."""
        before = self.entries
        steps = [list(some) for _, some in groupby(changes, _step)]
        self.entries = [HistoryEntry(view, some, self) for some in steps[:MOST]]
        for number, entry in enumerate(self.entries):
            self._column.insertWidget(number, entry)
            entry.show()  # left to the layout, it would come when the events before it are through: blank until then
        for entry in before:
            entry.hide()
            entry.deleteLater()
        left = len(steps) - MOST
        self._further.show_text(tr("actions_page.details.further", n=left) if left > 0 else "")


def _step(change: ActionChange) -> tuple[object, ...]:
    return change.at, change.reason, change.withdrawn


def _moved(view: ActionsView, change: ActionChange) -> str:
    old, new = (_value(view, change.field, text) for text in (change.old, change.new))
    return tr("actions_page.history.moved", old=old, new=new)


def _value(view: ActionsView, field: str, text: str) -> str:
    """Return a value as it was kept, in words; what cannot be read stays as it is."""
    if not text:
        return tr("words.none")
    try:
        if field == "due":
            return day_text(date.fromisoformat(text), view.today)
        if field == "owner_id":
            return _named(view.people, text)
        if field == "team_id":
            return _named(view.teams, text)
        return name_of(language(), ActionState(text)) if field == "state" else text
    except ValueError:
        return text


def _named(known: Mapping[UUID, object], text: str) -> str:
    found = known.get(UUID(text))
    return str(getattr(found, "name", tr("words.none")))
