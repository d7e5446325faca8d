"""The write-up of an incident: seven parts, each done or empty, written as plain Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import SectionKey, SectionText
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.pages.write_up_editor import SectionEditor
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, column, row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.services.incidents import WRITE_UP, IncidentView, set_section
from weeklypm.wording.words import name_of

EXTRA: Final = tuple((key,) for key in SectionKey if not any(key in part for part in WRITE_UP))
"""Sections beyond the seven parts; shown where something stands in them."""


class PartRow(QWidget):
    """Show one part: whether something is written, and on request what."""

    typed = Signal(object, str)
    """A section and its new text, once the field was left."""

    def __init__(self, keys: tuple[SectionKey, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.editors: dict[SectionKey, SectionEditor] = {}
        self._texts: dict[SectionKey, str] = {}
        self._actions: tuple[DataLabel, ...] = ()
        self.mark = IconLabel(self, icon="circle-dashed", token="text3")
        self.name = Button(self, variant="quiet")
        self.remark = DataLabel(self, role="secondary", tone="text3")
        self.remark.setMinimumWidth(0)
        head = row(spacing=4)
        head.addWidget(self.mark)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.remark)
        self._below = QWidget(self)
        self._column = column(self._below, spacing=8)
        self._column.setContentsMargins(28, 0, 0, 8)
        whole = column(self, spacing=4)
        whole.addLayout(head)
        whole.addWidget(self._below)
        self._below.hide()
        self.name.clicked.connect(self.toggle)

    @property
    def is_open(self) -> bool:
        """Tell whether the part's texts are shown."""
        return not self._below.isHidden()

    def toggle(self) -> None:
        """Show the part's texts, or put them away; what was typed is kept first."""
        if self.is_open:
            self.keep()
            self._below.hide()
        else:
            self._make_editors()
            self._below.show()
            first = self.editors[self._keys[0]]
            first.setFocus(Qt.FocusReason.TabFocusReason)
        self._say_state()

    def shut(self) -> None:
        """Put the part's texts away and forget them, for another incident."""
        self.keep()
        self._below.hide()
        for editor in self.editors.values():
            editor.forget()

    def keep(self) -> None:
        """Hand over what was typed."""
        for editor in self.editors.values():
            editor.keep()

    def show_part(
        self, texts: Mapping[SectionKey, str], actions: tuple[ActionItem, ...], owners: Mapping[UUID, str]
    ) -> None:
        """Show what is written; what is being typed is never overwritten."""
        self._texts = {key: texts.get(key, "") for key in self._keys}
        for key, editor in self.editors.items():
            editor.show_text(self._texts[key])
        self._show_actions(actions, owners)
        done = bool(actions) or any(text.strip() for text in self._texts.values())
        self.mark.set_icon("circle-check" if done else "circle-dashed")
        self.mark.set_token("ok" if done else "text3")
        self.remark.setText(self._remark(actions, done=done))
        self.setVisible(done or self._keys not in EXTRA)
        self.name.setAccessibleDescription(self.remark.text() or tr("incidentpage.part.done"))

    def _remark(self, actions: tuple[ActionItem, ...], *, done: bool) -> str:
        if actions:
            return tr("incidentpage.part.actions", n=len(actions))
        return "" if done else tr("incidentpage.part.nothing")

    def _show_actions(self, actions: tuple[ActionItem, ...], owners: Mapping[UUID, str]) -> None:
        for label in self._actions:
            label.hide()
            label.deleteLater()
        self._actions = tuple(self._action(number, action, owners) for number, action in enumerate(actions))

    def _action(self, number: int, action: ActionItem, owners: Mapping[UUID, str]) -> DataLabel:
        owner = owners.get(action.owner_id, "") if action.owner_id else action.owner_text
        state = "incidentpage.action.done" if action.state is ActionState.DONE else "incidentpage.action.open"
        facts = [owner, tr("incidentpage.action.due", day=action.due) if action.due else ""]
        known = " · ".join(part for part in (action.priority.value.upper() if action.priority else "", *facts) if part)
        label = DataLabel(self._below, role="body", text=tr(state, text=action.text, facts=known).rstrip(" ·"))
        label.setWordWrap(True)
        self._column.insertWidget(number, label)
        return label

    def _make_editors(self) -> None:
        for key in self._keys:
            if key not in self.editors:
                editor = SectionEditor(key, self._below)
                editor.show_text(self._texts.get(key, ""))
                editor.typed.connect(self.typed)
                self.editors[key] = editor
                self._column.addWidget(editor)
        self.retranslate()

    def _say_state(self) -> None:
        self.name.setProperty("expanded", self.is_open)

    def retranslate(self) -> None:
        """Say every text again."""
        self.name.set_text(tr(f"incidentpage.part.{self._keys[0].value}"))
        for key, editor in self.editors.items():
            editor.set_name(name_of(language(), key), shown=len(self._keys) > 1)


class WriteUpCard(Card):
    """Show the parts of a write-up and keep what is written in them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=16, spacing=4)
        self._desk = desk
        self._incident_id: UUID | None = None
        self.head = SectionTitle(self)
        self.add(self.head)
        self.parts = [PartRow(keys, self) for keys in (*WRITE_UP, *EXTRA)]
        for part in self.parts:
            self.add(part)
            part.typed.connect(self._on_typed)
        self.body.addStretch(1)

    def show_view(self, view: IncidentView) -> None:
        """Show an incident's write-up."""
        if view.incident.id != self._incident_id:
            self.leave()
        self._incident_id = view.incident.id
        texts = {section.key: section.text for section in view.sections}
        owners = {person.id: person.name for person in view.people.values()}
        for part, keys in zip(self.parts, (*WRITE_UP, *EXTRA), strict=True):
            part.show_part(texts, view.actions if SectionKey.ACTION_ITEMS in keys else (), owners)
        done = sum(_is_done(keys, view.sections, view.actions) for keys in WRITE_UP)
        self.head.set_remark(tr("incidentpage.write_up.ready", ready=done, parts=len(WRITE_UP)))

    def leave(self) -> None:
        """Keep what was typed and put every part away."""
        for part in self.parts:
            part.shut()
        self._incident_id = None

    def keep(self) -> None:
        """Keep what was typed."""
        for part in self.parts:
            part.keep()

    def _on_typed(self, key: SectionKey, text: str) -> None:
        if self._incident_id is None:
            return
        label = message("incidentpage.label.section", key=key)
        use_case = partial(set_section, incident_id=self._incident_id, key=key, text=text)
        self._desk.operations.change(use_case, label, initiator=self, failed=partial(self._on_failed, key))

    def _on_failed(self, key: SectionKey, problem: Problem) -> None:
        for part in self.parts:
            if key in part.editors:
                part.editors[key].unkept()
        self._desk.tellers.fail(problem)

    def retranslate(self) -> None:
        """Say every text again; the view is shown anew by whoever holds it."""
        self.head.set_title(tr("incidentpage.write_up.title"))
        for part in self.parts:
            part.retranslate()


def _is_done(keys: tuple[SectionKey, ...], sections: tuple[SectionText, ...], actions: tuple[ActionItem, ...]) -> bool:
    written = any(section.key in keys and section.text.strip() for section in sections)
    return written or (SectionKey.ACTION_ITEMS in keys and bool(actions))
