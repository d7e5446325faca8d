"""Quick add: one line over the window, its kind guessed while typing; Enter adds and the next line can follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from weeklypm.domain.agenda import Kind
from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.quick_add import TopicDraft, known_names, read_line
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, language, tr
from weeklypm.gui.pages.queue_fields import tab_through
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.capture_line import CaptureField
from weeklypm.gui.widgets.card import Divider, column, row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.fields import ComboBox
from weeklypm.gui.widgets.focus_return import FocusReturn
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.shadow import cast_shadow
from weeklypm.services.queue import tidy_title
from weeklypm.services.topics import KINDS
from weeklypm.wording.words import name_of

LONGEST = 2_000
"""Signs that the field takes: a title and its links."""
LINK_LENGTH = 40


class QuickAdd(QFrame):
    """Take one line after the other. Alt and the arrow keys choose another kind, Esc closes.

    Enter while an input method composes is the input method's: it confirms a word and adds nothing.
    """

    submitted = Signal(object)
    """The ``TopicDraft`` to add."""
    details_requested = Signal(object)
    """The ``TopicDraft`` so far, to be asked for in full."""
    paste_requested = Signal(str)
    """What is in the field, to go on with many lines."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._names: Mapping[str, UUID] = {}
        self._people: Mapping[UUID, str] = {}
        self._waiting: frozenset[str] = frozenset()
        self._chosen: Kind | None = None
        self._focus = FocusReturn(host)
        self._chips: list[Chip] = []
        self.setProperty("overlay", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.kind = ComboBox(self)
        self.field = CaptureField(self)
        self.field.setProperty("bare", True)
        self.field.setFont(font("body"))
        self.field.setMaxLength(LONGEST)
        self.close_button = Button(self, variant="icon", icon="x")
        self.problem = DataLabel(self, role="secondary", tone="danger")
        self.problem_icon = IconLabel(self, icon="circle-alert", token="danger", size=14)
        self.keys = DataLabel(self, role="secondary", tone="text3")
        self.details = Button(self, variant="link")
        self.paste = Button(self, variant="link")
        self._lay_out()
        self._connect()
        Retranslated(self, self._word)
        self.hide()

    def _lay_out(self) -> None:
        head = _line(IconLabel(self, icon="plus"), self.field, self.close_button, spacing=12, wide=1)
        head.setContentsMargins(16, 0, 10, 0)
        self._read = _line(self.kind, spacing=6)
        self._read.addStretch(1)
        foot = _line(self.keys, self.details, self.paste, spacing=16, wide=0)
        below = column(spacing=10)
        below.setContentsMargins(16, 12, 16, 12)
        below.addLayout(self._read)
        below.addLayout(_line(self.problem_icon, self.problem, spacing=6, wide=1))
        below.addLayout(foot)
        self._layout = column(self, padding=1, spacing=0)
        self._layout.addLayout(head)
        self._layout.addWidget(Divider(self))
        self._layout.addLayout(below)
        self.kind.setMinimumWidth(176)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.problem_icon.hide()
        tab_through((self.field, self.kind, self.details, self.paste, self.close_button))
        self._host.installEventFilter(self)
        cast_shadow(self)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_text)
        self.kind.activated.connect(self._on_kind)
        self.close_button.clicked.connect(self.close_up)
        self.details.clicked.connect(self._on_details)
        self.paste.clicked.connect(self._on_paste)

    def _word(self) -> None:
        chosen = max(0, self.kind.currentIndex())
        self.kind.clear()
        self.kind.addItems([name_of(language(), kind) for kind in KINDS])
        self.kind.setCurrentIndex(chosen)
        self.kind.setAccessibleName(tr("topics.quick.kind"))
        self.field.setPlaceholderText(tr("topics.quick.placeholder"))
        self.field.setAccessibleName(tr("topics.quick.field"))
        self.setAccessibleName(tr("topics.quick.field"))
        self.close_button.set_name(tr("topics.quick.close"))
        self.keys.setText(tr("topics.quick.keys"))
        self.details.set_text(tr("topics.quick.details"))
        self.paste.set_text(tr("topics.quick.paste"))
        self._show_read()

    def know(self, people: Iterable[Person], titles: Iterable[str]) -> None:
        """Read names and what waits already against these."""
        present = [person for person in people if person.left_on is None]
        self._names = known_names(present)
        self._people = {person.id: person.name for person in present}
        self._waiting = frozenset(map(folded, titles))
        self._show_read()

    def open(self) -> None:
        """Show the line and put the focus into it; what was typed before is still there."""
        if not self.isVisible():
            self._focus.remember()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_up(self) -> None:
        """Hide and give the focus back; what is typed stays for the next time."""
        self.hide()
        self._focus.give_back()

    def draft(self) -> TopicDraft:
        """Return what is read from the line, with the kind that was chosen."""
        read = read_line(self.field.text(), self._names)
        return read if self._chosen is None else replace(read, kind=self._chosen)

    def put_back(self, text: str, problem: Problem) -> None:
        """Show why a line could not be stored, and the line again unless another was begun."""
        if not self.field.text():
            self.field.setText(text)
        self._tell(tr(problem.message))

    def submit(self) -> None:
        """Ask for what is read to be added; what is wrong is told below the line."""
        draft = self.draft()
        try:
            tidy_title(draft.title)
        except Problem as problem:
            self._tell(tr(problem.message))
            return
        self._chosen = None
        self.field.clear()
        self.submitted.emit(draft)

    def step_kind(self, by: int) -> None:
        """Choose the kind before or after the one shown."""
        self._choose(KINDS[(KINDS.index(self.draft().kind) + by) % len(KINDS)])

    def _choose(self, kind: Kind) -> None:
        self._chosen = kind
        self._show_read()

    def _on_kind(self, index: int) -> None:
        self._choose(KINDS[index])
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self, text: str) -> None:
        if not text.strip():
            self._chosen = None
        self._tell("")
        self._show_read()

    def _tell(self, words: str) -> None:
        self.problem.show_text(words)
        self.problem_icon.setVisible(bool(words))
        self.field.setAccessibleDescription(tr("gui.field.error", text=words) if words else "")
        self._place()

    def _show_read(self) -> None:
        draft = self.draft()
        self.kind.setCurrentIndex(KINDS.index(draft.kind))
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(self, text=text, tone=tone) for text, tone in self._read_chips(draft)]
        for at, chip in enumerate(self._chips, start=1):
            self._read.insertWidget(at, chip)

    def _read_chips(self, draft: TopicDraft) -> list[tuple[str, str]]:
        said = []
        if draft.minutes is not None:
            said.append((tr("topics.read.minutes", n=draft.minutes), "neutral"))
        if draft.proposer_id is not None:
            said.append((tr("topics.read.proposer", name=self._people[draft.proposer_id]), "neutral"))
        said += [(_short(link), "outline") for link in draft.links[:2]]
        if draft.title and folded(draft.title) in self._waiting:
            said.append((tr("topics.read.waiting"), "warn"))
        return said

    def _on_details(self) -> None:
        draft = self.draft()
        self._chosen = None
        self.field.clear()
        self.close_up()
        self.details_requested.emit(draft)

    def _on_paste(self) -> None:
        text = self.field.text()
        self.field.clear()
        self.close_up()
        self.paste_requested.emit(text)

    def _place(self) -> None:
        room = self._host.width()
        width = min(sizes().palette, room - 32)
        self.setFixedWidth(width)
        layout = self._layout
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        self.setFixedHeight(high)
        self.move((room - width) // 2, sizes().palette_top)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return not self.field.composing and self._on_key(event)
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
        elif event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step_kind(steps[Qt.Key(event.key())])
        else:
            return False
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)


def _line(*widgets: QWidget, spacing: int, wide: int = -1) -> QHBoxLayout:
    """Lay widgets side by side; the one at ``wide`` takes the rest of the room."""
    line = row(spacing=spacing)
    for at, widget in enumerate(widgets):
        line.addWidget(widget, int(at == wide))
    return line


def _short(link: str) -> str:
    words = link.partition("://")[2]
    return words if len(words) <= LINK_LENGTH else f"{words[:LINK_LENGTH]}…"
