"""Edit the template of a text: each kind and language keeps its draft, and what is wrong stands under the field."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from weeklypm._built.forms.announce import Ui_Announce
from weeklypm.domain.announcing import AnnouncementKind
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.announce_text import Answer
from weeklypm.gui.widgets.fields import Field
from weeklypm.services import telling
from weeklypm.services.telling import TemplateView

Key = tuple[AnnouncementKind, Language]


class TemplateEditor(QObject):
    """Fill the form's side of the template: its text, what is wrong with it, Save, and Back to built-in."""

    edited = Signal()
    """The draft changed."""
    relaid = Signal()
    """A sentence came or went, and with it the height."""

    def __init__(self, desk: Desk, form: Ui_Announce, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._drafts: dict[Key, str] = {}
        self._key: Key | None = None
        self._template: TemplateView | None = None
        self._filled: Key | None = None
        self._kept = ""
        self.source = QPlainTextEdit()
        self.source.setTabChangesFocus(True)
        self.field = Field(self.source)
        form.template_rows.insertWidget(0, self.field)
        form.template_rows.addStretch(1)
        form.undo.set_variant("link")
        self.source.textChanged.connect(self._on_text)
        form.save.clicked.connect(self._on_save)
        form.reset.clicked.connect(self._on_reset)
        form.undo.clicked.connect(self._on_undo)
        self._say_kept("")

    def choose(self, kind: AnnouncementKind, language: Language) -> None:
        """Turn to the template of another kind or language; its text comes with the next answer."""
        if self._key != (kind, language):
            self._key = (kind, language)
            self._template = None
            self._say_kept("")

    def draft(self) -> str | None:
        """Return what was typed and is not saved yet, or None."""
        return self._drafts.get(self._key) if self._key is not None else None

    def show_answer(self, shown: Answer) -> None:
        """Show the template that an answer was made from, and what is wrong with the draft."""
        if (shown.wish.kind, shown.wish.language) != self._key:
            return
        self._template = shown.template
        draft = self.draft()
        if draft is None or self._filled != self._key:
            self._fill(shown.template.text if draft is None else draft)
        self._filled = self._key
        wrong = shown.wish.template is not None and shown.problem is not None
        self.field.set_error(tr(shown.problem) if wrong and shown.problem is not None else "")
        self._say_state()

    def _fill(self, text: str) -> None:
        """Show another text in a way that the field's own undo can take back."""
        if self.source.toPlainText() == text:
            return
        self.source.blockSignals(True)
        cursor = QTextCursor(self.source.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.source.moveCursor(QTextCursor.MoveOperation.Start)
        self.source.blockSignals(False)

    def _on_text(self) -> None:
        if self._key is None or self._template is None:
            return
        text = self.source.toPlainText()
        if text == self._template.text:
            self._drafts.pop(self._key, None)
        else:
            self._drafts[self._key] = text
        self._say_kept("")
        self._say_state()
        self.edited.emit()

    def _say_state(self) -> None:
        draft, own = self.draft() is not None, self._template is not None and self._template.own
        state = "draft" if draft else "own" if own else "built_in"
        self.field.set_label(tr(f"announcepage.template_{state}"))
        self.source.setAccessibleName(tr("announcepage.template"))
        self._form.save.setEnabled(draft)
        self._form.reset.setEnabled(draft or own)

    # Keeping

    def _on_save(self) -> None:
        draft = self.draft()
        if self._key is None or draft is None:
            return
        kind, language = self._key
        use_case = partial(telling.save_template, kind=kind, language=language, text=draft)
        label = message("announcing.label.saved")
        done = partial(self._kept_as, self._key, draft, "announcepage.saved")
        self._desk.operations.change(use_case, label, initiator=self, done=done, failed=self._refused)

    def _on_reset(self) -> None:
        if self._key is None or self._template is None:
            return
        if not self._template.own:
            # Nothing is stored: what was typed gives way, and the field's own undo brings it back.
            self._drafts.pop(self._key, None)
            self._fill(self._template.text)
            self._say_state()
            self.edited.emit()
            return
        kind, language = self._key
        use_case = partial(telling.reset_template, kind=kind, language=language)
        done = partial(self._kept_as, self._key, self.draft(), "announcepage.reset")
        self._desk.operations.change(use_case, message("announcing.label.reset"), initiator=self, done=done)

    def _kept_as(self, key: Key, draft: str | None, said: str, _template: TemplateView) -> None:
        if self._drafts.get(key) == draft:
            self._drafts.pop(key, None)
        self._say_kept(said)
        self.edited.emit()

    def _refused(self, problem: Problem) -> None:
        self.field.set_error(tr(problem.message))
        self.relaid.emit()

    def _on_undo(self) -> None:
        self._say_kept("")
        self._desk.operations.undo()

    def _say_kept(self, said: str) -> None:
        self._kept = said
        self._form.kept.show_text(tr(said) if said else "")
        self._form.undo.setVisible(bool(said))

    def retranslate(self) -> None:
        """Say every text again."""
        self._say_kept(self._kept)
        self._say_state()
