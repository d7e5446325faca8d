"""Paste replies of a chat: each line is shown as what it becomes, before anything is added."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget
from typing_extensions import override

from weeklypm.domain.agenda import Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.quick_add_paste import PastedLine
from weeklypm.gui.i18n import Retranslated, language, tr
from weeklypm.gui.operations import Operations
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_paste_model import COLUMNS, REMARK, TAKE, PasteModel
from weeklypm.gui.widgets.buttons import plain
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.sentence_edit import is_composing
from weeklypm.gui.widgets.table import Table
from weeklypm.services.topics import KINDS, preview_topics
from weeklypm.wording.words import name_of

REST_MS: Final = 150
"""How long typing rests before the lines are read again."""
TABLE_HEIGHT: Final = 260
WIDE: Final = 820
"""The table's columns need more than a dialog's usual width: a topic is read whole before it is added."""
MARGIN: Final = 24


class PasteDialog(Ask):
    """Take many lines. They are read off this thread; ``submitted`` carries the drafts that are to be added.

    In the table Space takes or leaves a line, Alt and the arrow keys change its kind.
    """

    submitted = Signal(object)
    """The list of ``TopicDraft`` to add; answer with ``show_added`` or ``show_problem``."""
    read = Signal()
    """The lines shown are those of the text."""

    def __init__(self, host: QWidget, operations: Operations) -> None:
        super().__init__(host)
        self.setFixedWidth(WIDE)
        self._operations = operations
        self._asked = ""
        self._adding = self._unread = False
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(120)
        self.field = Field(self.text)
        self.model = PasteModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_tight(tight=True)
        self.table.set_widths(52, 72, 0, 176)
        self.count = DataLabel(self, role="secondary", tone="text2")
        self.subtitle.setWordWrap(True)
        for widget in (self.field, self.table, self.count):
            self.body.addWidget(widget)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.read_now)
        self._connect()
        Retranslated(self, self._word)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_typed)
        self.model.modelReset.connect(self._show_count)
        self.model.dataChanged.connect(self._show_count)
        self.table.installEventFilter(self)
        self.table.activated.connect(self._on_activated)
        self.table.clicked.connect(self._on_clicked)

    def _word(self) -> None:
        self.set_title(tr("topics.paste.title"), tr("topics.paste.subtitle"))
        self.field.set_label(tr("topics.paste.field"))
        self.text.setPlaceholderText(tr("topics.paste.example"))
        self.table.setAccessibleName(tr("topics.paste.table"))
        self.cancel.set_text(tr("topics.paste.close"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._show_count()

    def ask(self, text: str = "") -> None:
        """Ask for lines; what was pasted before is still there unless a text is given."""
        if text.strip():
            self.text.setPlainText(text)
        self.field.set_error("")
        self._adding = False
        self.setFixedWidth(min(WIDE, self._host.width() - 2 * MARGIN))
        self.read_now()
        self.open()

    def _on_typed(self) -> None:
        self._adding = False
        self._rest.start()

    def read_now(self) -> None:
        """Read the lines as they are; an answer for an older text is dropped."""
        self._rest.stop()
        self._unread = True
        self._asked = self.text.toPlainText()
        question = partial(preview_topics, text=self._asked)
        self._operations.query(question, partial(self._show, self._asked), self.show_problem)

    def _show(self, text: str, lines: tuple[PastedLine, ...]) -> None:
        if text == self._asked:
            self._unread = False
            self.field.set_error("")
            self.model.show_lines(lines)
            self.read.emit()
            if self._adding:
                self._adding = False
                self.accept()

    def _show_count(self, *_changed: object) -> None:
        taken, left = len(self.model.drafts()), sum(row.stays for row in self.model.rows())
        self.set_answer(tr("topics.paste.answer", n=taken))
        self._place_key()
        staying = tr("topics.paste.count", n=left) if left else ""
        self.count.show_text(staying if self.model.rowCount() else tr("topics.paste.none"))
        high = min(self.table.rows_height(), TABLE_HEIGHT) if self.model.rowCount() else 0
        if self.table.maximumHeight() != high:
            self.table.setFixedHeight(high)
            self.table.setVisible(bool(high))
            self._place()

    def show_added(self) -> None:
        """Keep the lines that were not added, each with its reason; close where none is left."""
        self.answer.set_busy(False)
        left = [row.line.text for row in self.model.rows() if row.stays]
        self.model.forget()
        self.text.setPlainText("\n".join(left))
        if left:
            self.read_now()
        else:
            self.reject()

    def show_problem(self, problem: Problem) -> None:
        """Tell why nothing was added or read; the lines stay."""
        self._adding = self._unread = False
        if self.answer.isEnabled() is False:
            self.answer.set_busy(False)
        self.field.set_error(tr(problem.message))
        self._place()

    @override
    def done(self, result: int) -> None:
        self._rest.stop()
        self._adding = False
        super().done(result)

    @override
    def accept(self) -> None:
        if is_composing():
            return
        if self._rest.isActive() or self._asked != self.text.toPlainText() or self._unread:
            # What was just pasted is read first, and then added without asking twice.
            self._adding = True
            self.count.show_text(tr("topics.paste.reading"))
            if not self._unread or self._rest.isActive():
                self.read_now()
            return
        drafts = self.model.drafts()
        if not drafts:
            self.field.set_error(tr("topics.paste.nothing"))
            self.text.setFocus()
            self._place()
            return
        self.answer.set_busy(True)
        self.submitted.emit(drafts)

    def _on_activated(self, index: QModelIndex) -> None:
        self.model.toggle(index.row())

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == TAKE:
            self.model.toggle(index.row())
        elif index.column() == REMARK and self.model.rows()[index.row()].draft is not None:
            self._offer_kinds(index)

    def _offer_kinds(self, index: QModelIndex) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in KINDS:
            choose = partial(self._choose, index.row(), kind)
            menu.addAction(plain(name_of(language(), kind))).triggered.connect(partial(_called, choose))
        below = self.table.visualRect(index).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(below))

    def _choose(self, row: int, kind: Kind) -> None:
        self.model.set_kind(row, kind)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.table.currentIndex().row()
        if self.table.hasFocus() and row >= 0 and event.key() == Qt.Key.Key_Space:
            self.model.toggle(row)
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.table.currentIndex().row()
            if row >= 0 and event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.model.step_kind(row, steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)


def _called(chosen: Callable[[], None], *_checked: bool) -> None:
    chosen()
