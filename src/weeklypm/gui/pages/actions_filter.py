"""Leave out actions: by owner, team, type and text, with a line that says what is left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.outcomes import ActionType
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.models.action_rows import owner_name
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.fields import ComboBox
from weeklypm.gui.widgets.labels import ElidedLabel
from weeklypm.gui.widgets.sentence_edit import WordEdit
from weeklypm.services.actions import ActionRow, ActionsView
from weeklypm.wording.words import name_of

ANY = ""


@dataclass(frozen=True)
class Sieve:
    """Hold what is looked for; an empty value takes all."""

    text: str = ""
    owner: str = ""
    team_id: str = ""
    type: str = ""

    def is_open(self) -> bool:
        """Tell whether everything passes."""
        return self == Sieve()

    def takes(self, shown: ActionRow) -> bool:
        """Tell whether an action passes."""
        action = shown.action
        return (
            (not self.owner or owner_name(shown) == self.owner)
            and (not self.team_id or str(action.team_id) == self.team_id)
            and (not self.type or action.type.value == self.type)
            and (not self.text or folded(self.text) in haystack(shown))
        )


def folded(text: str) -> str:
    """Return a text as it is compared: width and capitals do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def haystack(shown: ActionRow) -> str:
    """Return what is searched of an action: its words, key, link, owner, team and incident."""
    action = shown.action
    incident = shown.incident.title if shown.incident else ""
    team = shown.team.name if shown.team else ""
    parts = (
        shown.key,
        action.text,
        action.done_when,
        action.blocked_by,
        action.link,
        owner_name(shown),
        team,
        incident,
    )
    return folded("\n".join(parts))


class ActionsFilter(QWidget):
    """Choose what is looked for. Hidden until it is asked for; while it leaves something out it stays."""

    changed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = WordEdit(self)
        self.owner, self.team, self.type = ComboBox(self), ComboBox(self), ComboBox(self)
        self.said = ElidedLabel(self, role="secondary", tone="text2")
        self.clear_link = Button(self, variant="link")
        fields = row(spacing=8)
        fields.addWidget(self.text, 2)
        for box in (self.owner, self.team, self.type):
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            fields.addWidget(box, 1)
            box.activated.connect(self._on_changed)
        line = row(spacing=8)
        line.addWidget(self.said, 1)
        line.addWidget(self.clear_link)
        whole = column(self, spacing=4)
        whole.addLayout(fields)
        whole.addLayout(line)
        self.text.textChanged.connect(self._on_changed)
        self.clear_link.clicked.connect(self.clear)
        self.hide()

    def sieve(self) -> Sieve:
        """Return what is looked for."""
        chosen = [str(box.currentData() or ANY) for box in (self.owner, self.team, self.type)]
        return Sieve(self.text.text().strip(), *chosen)

    def show_view(self, view: ActionsView) -> None:
        """Offer the owners and teams there are; what is chosen stays chosen."""
        owners = sorted({name for shown in view.rows if (name := owner_name(shown))}, key=str.casefold)
        _fill(self.owner, tr("actions_page.filter.owner"), [(name, name) for name in owners])
        here = {shown.action.team_id for shown in view.rows}
        teams = sorted((team.name, str(team.id)) for team in view.teams.values() if team.id in here)
        _fill(self.team, tr("actions_page.filter.team"), teams)
        types = [(name_of(language(), kind), kind.value) for kind in ActionType]
        _fill(self.type, tr("actions_page.filter.type"), types)

    def say(self, shown: int, of: int) -> None:
        """Say what is looked for and how much of it there is."""
        sieve = self.sieve()
        if sieve.is_open():
            self.said.setText(tr("actions_page.filter.open", n=of))
        else:
            self.said.setText(tr("actions_page.filter.said", what=_words(self), shown=shown, n=of))
        self.clear_link.setVisible(not sieve.is_open())

    def clear(self) -> None:
        """Look for everything again, and put the fields away."""
        quiet = self.blockSignals(True)
        self.text.clear()
        for box in (self.owner, self.team, self.type):
            box.setCurrentIndex(0)
        self.blockSignals(quiet)
        self.hide()
        self.changed.emit()
        self.closed.emit()

    def open(self) -> None:
        """Show the fields and go into the first."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Say every text again."""
        self.text.setPlaceholderText(tr("actions_page.filter.text"))
        self.text.setAccessibleName(tr("actions_page.filter.text"))
        for box, name in ((self.owner, "owner"), (self.team, "team"), (self.type, "type")):
            box.setAccessibleName(tr(f"actions_page.field.{name}"))
        self.clear_link.set_text(tr("actions_page.filter.clear"))

    def _on_changed(self, *_value: object) -> None:
        self.changed.emit()


def _words(shown: ActionsFilter) -> tuple[str, ...]:
    parts = [
        tr("actions_page.filter.part", name=tr(f"actions_page.field.{name}"), value=box.currentText())
        for box, name in ((shown.owner, "owner"), (shown.team, "team"), (shown.type, "type"))
        if box.currentData()
    ]
    text = shown.text.text().strip()
    return tuple([*parts, tr("actions_page.filter.quoted", text=text)] if text else parts)


def _fill(box: ComboBox, every: str, options: Iterable[tuple[str, str]] | Sequence[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.clear()
    box.addItem(every, ANY)
    for name, value in options:
        box.addItem(name, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
