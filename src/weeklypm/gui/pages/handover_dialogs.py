"""What is asked before a workspace is handed over, and what is shown before a pack takes its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_fields import keep_width, let_wrap
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.sentence_edit import WordEdit

if TYPE_CHECKING:
    from weeklypm.services.handover import Offer
    from weeklypm.storage.handover import Look

TO_PROBLEMS = ("handover.problem.nobody", "services.problem.name_long")


IN_WINDOW = ("handover.problem.target_there", "handover.problem.other_workspace", "handover.problem.nobody")
"""Problems that are mended otherwise in the window than by an option of the command line."""


def in_the_window(problem: Problem) -> str:
    """Say a problem with what mends it in the window."""
    if problem.code not in IN_WINDOW:
        return tr(problem.message)
    return tr(problem.code.replace("problem", "window"), **dict(problem.message.arguments))


class HandOverDialog(Ask):
    """Ask who takes over and which file is written; it stays open until that is done."""

    submitted = Signal(str, object, bool)
    """The name, the file, and whether one that is there may be replaced: the person was asked when choosing it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("hand_over_dialog")
        self.to, self.file = WordEdit(), WordEdit()
        self.fields = {"to": Field(self.to, self), "file": Field(self.file, self)}
        self.choose = Button(self, icon="hard-drive")
        self.rule = DataLabel(self, role="secondary", tone="text2")
        let_wrap(self.rule)
        for field in self.fields.values():
            self.body.addWidget(field)
        line = row()
        line.addWidget(self.choose)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.rule)
        keep_width(self)
        self._chosen = ""
        self.choose.clicked.connect(self._on_choose)
        self.to.textEdited.connect(self._forget_errors)
        self.file.textEdited.connect(self._forget_errors)
        Retranslated(self, self._word)

    def ask(self, offer: Offer, folder: Path) -> None:
        """Ask, with what is proposed filled in."""
        self.to.setText(offer.to_name)
        self.file.setText(QDir.toNativeSeparators(str(folder / offer.file_name)))
        self._chosen = ""
        self._forget_errors()
        self._word()
        self.open()
        self.to.setFocus()

    @override
    def submit(self) -> None:
        path = self.file.text().strip()
        self.submitted.emit(self.to.text(), Path(path).expanduser(), path == self._chosen)

    @override
    def show_problem(self, problem: Problem) -> None:
        where = "to" if problem.code in TO_PROBLEMS else "file"
        self.fields[where].set_error(in_the_window(problem))
        (self.to if where == "to" else self.file).setFocus()

    @override
    def is_complete(self) -> bool:
        self.fields["to"].set_error("" if self.to.text().strip() else tr("handover.ask.no_name"))
        self.fields["file"].set_error("" if self.file.text().strip() else tr("handover.ask.no_file"))
        for edit in (self.file, self.to):
            if not edit.text().strip():
                edit.setFocus()
        return bool(self.to.text().strip() and self.file.text().strip())

    def _on_choose(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self, tr("handover.ask.choose"), self.file.text(), tr("handover.filter")
        )
        if name:
            self.choose_file(Path(name))

    def choose_file(self, path: Path) -> None:
        """Take a file that the person has said may be replaced if it is there."""
        self._chosen = QDir.toNativeSeparators(str(path))
        self.file.setText(self._chosen)
        self._forget_errors()

    def _forget_errors(self, _text: str = "") -> None:
        for field in self.fields.values():
            field.set_error("")

    def _word(self) -> None:
        self.set_title(tr("handover.ask.title"))
        self.set_answer(tr("handover.ask.answer"))
        self.fields["to"].set_label(tr("handover.ask.to"))
        self.fields["file"].set_label(tr("handover.ask.file"))
        self.choose.set_text(tr("handover.ask.choose"))
        self.rule.setText(tr("handover.ask.rule"))


class TakeOverDialog(Ask):
    """Show what a pack is and what opening it does; before that nothing is touched. A refusal is one sentence."""

    submitted = Signal(object)
    """The pack's path."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("take_over_dialog")
        self._pack: Path | None = None
        self._workspace: Path | None = None
        self._look: Look | None = None
        self._problem: Problem | None = None
        self.about = DataLabel(self, role="body")
        self.news = DataLabel(self, role="body")
        self.kept = DataLabel(self, role="secondary", tone="text2")
        self.refusal = DataLabel(self, role="body", tone="danger")
        for label in (self.about, self.news, self.refusal, self.kept):
            let_wrap(label)
            self.body.addWidget(label)
        keep_width(self)
        Retranslated(self, self._word)

    def ask(self, pack: Path, place: Path, look: Look) -> None:
        """Show what a pack holds."""
        self._pack, self._workspace, self._look, self._problem = pack, place, look, None
        self._show()

    def tell(self, pack: Path, place: Path, problem: Problem) -> None:
        """Say why a pack is not opened."""
        self._pack, self._workspace, self._look, self._problem = pack, place, None, problem
        self._show()

    @property
    def offers(self) -> bool:
        """Tell whether there is something to open."""
        return self._look is not None and self._problem is None and self._look.verdict != "nothing_new"

    def _show(self) -> None:
        self._word()
        self.open()
        (self.answer if self.offers else self.cancel).setFocus()

    @override
    def is_complete(self) -> bool:
        return self.offers

    @override
    def submit(self) -> None:
        self.submitted.emit(self._pack)

    @override
    def show_problem(self, problem: Problem) -> None:
        self._problem = problem
        self._word()

    def _word(self) -> None:
        self.set_title(tr("handover.take.title"), self._pack.name if self._pack is not None else "")
        self.set_answer(tr("handover.take.answer"))
        self.cancel.set_text(tr("gui.dialog.cancel" if self.offers else "handover.take.close"))
        self.answer.setVisible(self.offers)
        for label, words in zip((self.about, self.news, self.kept), self._said(), strict=True):
            label.show_text(words)
        self.refusal.show_text(in_the_window(self._problem) if self._problem is not None else "")

    def _said(self) -> tuple[str, str, str]:
        look, place = self._look, str(self._workspace)
        if look is None:
            return "", "", tr("handover.take.untouched") if self._problem is not None else ""
        told = look.manifest
        giver = told.from_name or tr("handover.somebody")
        who = {"name": told.workspace_name, "giver": giver, "receiver": told.to_name, "number": told.number}
        about = tr("handover.take.about", at=told.packed_at.astimezone(), **who)
        news = tr(f"handover.take.{look.verdict}", n=look.fresh, path=place)
        kept = tr("handover.take.kept", path=f"{place}.backups") if look.verdict == "replaced" else ""
        return about, news, kept
