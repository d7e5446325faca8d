"""One action in full: what it promises, where it comes from, what stops it, and every change with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from weeklypm.domain.outcomes import ActionState
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.models.action_rows import owner_name
from weeklypm.gui.pages.actions_history import HistoryList
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Divider, Scroll, column, row
from weeklypm.gui.widgets.chip import Chip, priority_tone
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel
from weeklypm.services.actions import ActionRow, ActionsView
from weeklypm.wording.words import name_of

FACTS: Final = ("owner", "due", "source", "meeting", "link", "blocked")
LINKED: Final = ("source", "link")
LABEL_WIDTH: Final = 60
LINK_LETTERS: Final = 28
LINK_INSET: Final = 4
"""So far inside its frame a link's words begin, in px."""
FACT_HEIGHT: Final = 22
"""The height of a link, and so of every fact of one line, in px."""
MORE_INSET: Final = 12
"""So far inside its frame the sign of the menu's button ends, in px."""
MOST_NAMED: Final = 12
BULK: Final = ("due", "priority", "owner", "several", "done", "drop")


class Fact(QWidget):
    """Show one fact: its name, and a text or a link."""

    def __init__(self, linked: bool, parent: QWidget) -> None:  # noqa: FBT001  what it is
        super().__init__(parent)
        self.name = DataLabel(self, role="secondary", tone="text3")
        self.name.setFixedWidth(LABEL_WIDTH)
        self.value = DataLabel(self, role="secondary", tone="text")
        self.value.setContentsMargins(LINK_INSET, 0, 0, 0)
        let_wrap(self.value)
        for label in (self.name, self.value):
            label.setMinimumHeight(FACT_HEIGHT)
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.link = Button(self, variant="link")
        self.value.setVisible(not linked)
        self.link.setVisible(linked)
        line = row(self, spacing=8)
        line.addWidget(self.name, 0, Qt.AlignmentFlag.AlignVCenter if linked else Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.value, 0 if linked else 1)
        line.addWidget(self.link)
        if linked:
            line.addStretch(1)

    def say(self, name: str, said: str, whole: str) -> None:
        """Show another value, ``whole`` for readers; an empty one hides the fact."""
        self.name.setText(name)
        self.value.setText(said)
        self.link.set_text(said)
        self.link.setAccessibleName(f"{name} {whole}")
        self.setVisible(bool(said))


class ActionDetails(Scroll):
    """Show the chosen action, or how many are chosen and what can be done with all of them."""

    menu_requested = Signal(QPoint)
    incident_followed = Signal(object)
    """The UUID of the incident that the action comes from."""
    link_followed = Signal(str)
    asked = Signal(str)
    """What is to be done with all chosen actions: due, priority, owner, several, done or drop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=20)
        self._rows: tuple[ActionRow, ...] = ()
        self._view: ActionsView | None = None
        self.nothing = DataLabel(self, role="secondary", tone="text3")
        let_wrap(self.nothing)
        self.nothing.setContentsMargins(0, 0, MORE_INSET, 0)
        self.one, self.many = QWidget(), QWidget()
        self._build_one()
        self._build_many()
        self.body.setSpacing(0)
        self.body.setContentsMargins(20, 20, 20 - MORE_INSET, 20)
        for widget in (self.nothing, self.one, self.many):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _build_one(self) -> None:
        self.priority, self.type = Chip(self.one, bold=True), Chip(self.one)
        self.state = Chip(self.one)
        self.key = DataLabel(self.one, role="meta", tone="text3")
        self.more = Button(self.one, variant="quiet", icon="ellipsis")
        self.more.setFixedWidth(sizes().button)
        self.title = DataLabel(self.one, role="section")
        self.done_when = DataLabel(self.one, role="secondary", tone="text2")
        chips = row(spacing=8)
        for widget in (self.priority, self.type, self.state):
            chips.addWidget(widget)
        chips.addStretch(1)
        chips.addWidget(self.key)
        chips.addWidget(self.more)
        told = column(spacing=8)
        told.setContentsMargins(0, 0, MORE_INSET, 0)
        for label in (self.title, self.done_when):
            let_wrap(label)
            told.addWidget(label)
        told.addSpacing(4)
        told.addLayout(self._make_facts())
        self._add_history(told)
        whole = column(self.one, spacing=8)
        whole.addLayout(chips)
        whole.addLayout(told)
        self.more.clicked.connect(self._on_more)

    def _add_history(self, whole: QVBoxLayout) -> None:
        self.divider = Divider(self.one)
        self.history_title = DataLabel(self.one, role="strong")
        self.history = HistoryList(self.one)
        for widget in (self.divider, self.history_title):
            whole.addSpacing(8)
            whole.addWidget(widget)
        whole.addWidget(self.history)

    def _make_facts(self) -> QVBoxLayout:
        self.facts = {name: Fact(name in LINKED, self.one) for name in FACTS}
        whole = column(spacing=6)
        for fact in self.facts.values():
            whole.addWidget(fact)
        self.facts["source"].link.clicked.connect(self._on_source)
        self.facts["link"].link.clicked.connect(self._on_link)
        return whole

    def _build_many(self) -> None:
        self.many_title = DataLabel(self.many, role="section")
        self.many_names = [ElidedLabel(self.many, role="secondary", tone="text2") for _ in range(MOST_NAMED + 1)]
        self.bulk = {name: Button(self.many) for name in BULK}
        whole = column(self.many, spacing=8)
        whole.setContentsMargins(0, 0, MORE_INSET, 0)
        whole.addWidget(self.many_title)
        names = column(spacing=2)
        for label in self.many_names:
            names.addWidget(label)
        whole.addLayout(names)
        whole.addSpacing(8)
        for name, button in self.bulk.items():
            button.setObjectName(name)
            button.clicked.connect(self._on_bulk)
            whole.addWidget(button)

    # What is shown

    def show_rows(self, view: ActionsView, rows: Sequence[ActionRow]) -> None:
        """Show the chosen actions."""
        self._view, self._rows = view, tuple(rows)
        self.nothing.setVisible(not rows)
        self.one.setVisible(len(rows) == 1)
        self.many.setVisible(len(rows) > 1)
        self.nothing.setText(tr("actions_page.details.nothing"))
        if len(rows) == 1:
            self._show_one(rows[0])
        elif rows:
            self._show_many(rows)

    def _show_one(self, shown: ActionRow) -> None:
        action = shown.action
        priority = action.priority.value if action.priority else ""
        self.priority.set_chip(priority, tone=priority_tone(priority))
        self.type.set_chip(name_of(language(), action.type))
        self._show_state(shown)
        self.key.setText(shown.key)
        self.more.set_name(tr("actions_page.details.more"))
        self.title.setText(action.text)
        self.done_when.show_text(
            tr("actions_page.details.done_when", text=action.done_when) if action.done_when else ""
        )
        self._show_facts(shown)
        self.history_title.setText(tr(f"actions_page.history.{'slips' if _only_dates(shown) else 'changes'}"))
        for widget in (self.divider, self.history_title, self.history):
            widget.setVisible(bool(shown.changes))
        if self._view is not None:
            self.history.show_changes(self._view, shown.changes)

    def _show_state(self, shown: ActionRow) -> None:
        action = shown.action
        if action.state is ActionState.COMMITTED:
            self.state.set_chip(tr("actions_page.details.blocked") if action.blocked_since else "", tone="warn")
        else:
            tone = "ok" if action.state is ActionState.DONE else "neutral"
            self.state.set_chip(name_of(language(), action.state), tone=tone)

    def _show_facts(self, shown: ActionRow) -> None:
        action = shown.action
        late = tr("actions_page.row.late", n=shown.days_late) if shown.days_late else ""
        due = tr("actions_page.day.plain", day=action.due) if action.due else tr("words.none")
        blocked = ""
        if action.blocked_since is not None:
            blocked = tr("actions_page.details.since", day=action.blocked_since, by=action.blocked_by)
        values = {
            "owner": _owner(shown),
            "due": f"{due}  {late}" if late else due,
            "source": shown.incident.title if shown.incident else "",
            "meeting": tr("actions_page.details.meeting", day=shown.held_on) if shown.held_on else "",
            "link": action.link,
            "blocked": blocked,
        }
        for name, text in values.items():
            said = _cut(_host(text) if name == "link" else text) if name in LINKED else text
            self.facts[name].say(tr(f"actions_page.fact.{name}"), said, text)

    def _show_many(self, rows: Sequence[ActionRow]) -> None:
        self.many_title.setText(tr("actions_page.chosen", n=len(rows)))
        named = [" ".join(shown.action.text.split()) for shown in rows[:MOST_NAMED]]
        if len(rows) > MOST_NAMED:
            named.append(tr("actions_page.details.further", n=len(rows) - MOST_NAMED))
        for number, label in enumerate(self.many_names):
            label.show_text(named[number] if number < len(named) else "")
        for name, button in self.bulk.items():
            button.set_text(tr(f"actions_page.menu.{name}"))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Leave room for the drawer's own head."""
        top = 0 if narrow else sizes().space.l
        self.body.setContentsMargins(20, top, 20 - MORE_INSET, 20)

    # What is pressed

    def _on_more(self) -> None:
        self.menu_requested.emit(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _on_source(self) -> None:
        if self._rows and self._rows[0].incident is not None:
            self.incident_followed.emit(self._rows[0].incident.id)

    def _on_link(self) -> None:
        if self._rows:
            self.link_followed.emit(self._rows[0].action.link)

    def _on_bulk(self) -> None:
        self.asked.emit(self.sender().objectName())


def _owner(shown: ActionRow) -> str:
    name = owner_name(shown) or tr("words.none")
    if shown.team is not None and shown.team.name != name:
        return tr("actions_page.details.owner_team", name=name, team=shown.team.name)
    return name


def _only_dates(shown: ActionRow) -> bool:
    return all(change.field == "due" for change in shown.changes)


def _host(link: str) -> str:
    """Return what a link is called: its host and the end of its path."""
    try:
        parts = urlsplit(link)
        host = parts.hostname or link
    except ValueError:
        return link
    end = parts.path.rstrip("/").rsplit("/", 1)[-1]
    return f"{host} … {end}" if end else host


def _cut(text: str) -> str:
    return text if len(text) <= LINK_LETTERS else f"{text[:LINK_LETTERS]}…"
