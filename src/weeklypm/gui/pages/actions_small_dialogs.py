"""Smaller questions about an action: its parts, what it waits for, and whether to open its link."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ReasonKind
from weeklypm.domain.promises import meaningful
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.pages.reason_part import ReasonPart
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.sentence_edit import SentenceEdit, WordEdit
from weeklypm.services.actions import ActionRow

PARTS_HEIGHT = 104
LEAST_PARTS = 2


@dataclass(frozen=True)
class Parts:
    """Hold what an action is split into, and why."""

    row: ActionRow
    lines: tuple[str, ...]
    reason: str
    kind: ReasonKind | None


class SplitDialog(Ask):
    """Split an action into smaller ones, a line each; the whole is dropped with the reason."""

    submitted = Signal(object)
    """The ``Parts``."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("split_dialog")
        self._row: ActionRow | None = None
        self.parts = SentenceEdit()
        self.parts.setFixedHeight(PARTS_HEIGHT)
        self.field = Field(self.parts, self)
        self.why = ReasonPart(self)
        self.body.addWidget(self.field)
        self.body.addWidget(self.why)
        self.why.changed.connect(self._on_grown)
        self.parts.textChanged.connect(self._on_parts)
        Retranslated(self, self._word)

    def ask(self, shown: ActionRow, reason: str = "", kind: ReasonKind | None = None) -> None:
        """Ask for the parts of an action; a reason typed before goes on."""
        self._row = shown
        self.parts.clear()
        self.why.set_room(self.room())
        self.why.clear()
        self.why.text.setPlainText(reason)
        if kind is not None:
            self.why.tap(kind)
        self.why.setVisible(not shown.free)
        self._word()
        self.open()
        self.parts.setFocus()

    def lines(self) -> tuple[str, ...]:
        """Return the parts that are written."""
        return tuple(line.strip() for line in self.parts.toPlainText().splitlines() if line.strip())

    @override
    def is_complete(self) -> bool:
        if len(self.lines()) < LEAST_PARTS:
            self.field.set_error(tr("actions.problem.split_parts"))
            self.parts.setFocus()
            return False
        if self._row is None or (not self._row.free and not meaningful(self.why.reason())):
            self.why.refuse(tr("actions.problem.split_reason"))
            return False
        return True

    @override
    def submit(self) -> None:
        if self._row is not None:
            self.submitted.emit(Parts(self._row, self.lines(), self.why.reason(), self.why.kind()))

    @override
    def show_problem(self, problem: Problem) -> None:
        self.field.set_error(tr(problem.message))

    def _on_parts(self) -> None:
        self.field.set_error("")

    def _on_grown(self) -> None:
        if self.isVisible():
            self._place()

    def _word(self) -> None:
        self.set_title(tr("actions_page.split.title"), self._row.action.text if self._row else "")
        self.set_answer(tr("actions_page.answer.split"))
        self.field.set_label(tr("actions_page.split.parts"))
        self.field.set_help(tr("actions_page.split.help"))
        self.parts.setPlaceholderText(tr("actions_page.split.example"))
        self.why.retranslate()


class BlockDialog(Ask):
    """Ask what an action waits for."""

    submitted = Signal(object, str)
    """The ``ActionRow`` and what it waits for."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("block_dialog")
        self._row: ActionRow | None = None
        self.by = WordEdit()
        self.field = Field(self.by, self)
        self.body.addWidget(self.field)
        self.by.textEdited.connect(self._on_edited)
        Retranslated(self, self._word)

    def ask(self, shown: ActionRow) -> None:
        """Ask what stops an action."""
        self._row = shown
        self.by.setText(shown.action.blocked_by)
        self.field.set_error("")
        self._word()
        self.open()
        self.by.setFocus()

    @override
    def is_complete(self) -> bool:
        said = meaningful(self.by.text())
        self.field.set_error("" if said else tr("actions.problem.blocked_by"))
        return said

    @override
    def submit(self) -> None:
        if self._row is not None:
            self.submitted.emit(self._row, self.by.text())

    @override
    def show_problem(self, problem: Problem) -> None:
        self.field.set_error(tr(problem.message))

    def _on_edited(self, _text: str) -> None:
        self.field.set_error("")

    def _word(self) -> None:
        self.set_title(tr("actions_page.block.title"), self._row.action.text if self._row else "")
        self.set_answer(tr("actions_page.answer.block"))
        self.field.set_label(tr("actions_page.block.by"))
        self.by.setPlaceholderText(tr("actions_page.block.example"))


class LinkDialog(Ask):
    """Ask before a link is opened outside; it is shown whole, as text."""

    submitted = Signal(str)
    """The link."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("link_dialog")
        self.link = DataLabel(self, role="body")
        let_wrap(self.link)
        self.body.addWidget(self.link)
        Retranslated(self, self._word)

    def ask(self, link: str) -> None:
        """Ask whether to open a link."""
        self.link.setText(link)
        self._shown = link
        self._word()
        self.open()
        self.answer.setFocus()

    @override
    def submit(self) -> None:
        self.submitted.emit(self._shown)

    def _word(self) -> None:
        self.set_title(tr("actions_page.link.title"), tr("actions_page.link.where"))
        self.set_answer(tr("actions_page.answer.open"))
