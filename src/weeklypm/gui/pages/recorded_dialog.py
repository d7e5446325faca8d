"""Change a recorded line by typing it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.recorded_list import RecordedRow
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import Field
from weeklypm.services.recording import Recorded

ReadChips = Callable[[str], list[tuple[str, str]]]


class RecordedDialog(Dialog):
    """Ask for the line again; of an action what is read from it stands below."""

    def __init__(self, host: QWidget, recorded: RecordedRow, line: str, chips: ReadChips) -> None:
        super().__init__(host)
        self.recorded = recorded
        self._chips = chips
        self._shown: list[Chip] = []
        self.field = Field(QLineEdit(self), self)
        self.edit = self.field.editor
        self._read = row(spacing=4)
        self._read.addStretch(1)
        self.body.addWidget(self.field)
        self.body.addLayout(self._read)
        self.set_title(tr("meetingpage.edit.title", kind=recorded.kind_name))
        self.answer.set_text(tr("meetingpage.edit.keep"))
        self.field.set_label(recorded.kind_name)
        if recorded.kind is Recorded.ACTION:
            self.field.set_help(tr("meetingpage.edit.help"))
        if isinstance(self.edit, QLineEdit):
            self.edit.setText(line)
            self.edit.textChanged.connect(self._on_text)
        self._on_text()

    def line(self) -> str:
        """Return what is typed."""
        return self.edit.text().strip() if isinstance(self.edit, QLineEdit) else ""

    def say_wrong(self, sentence: str) -> None:
        """Show why the line cannot be kept; what was typed stays."""
        self.field.set_error(sentence)

    def _on_text(self) -> None:
        self.field.set_error("")
        for chip in self._shown:
            chip.hide()
            chip.deleteLater()
        read = self._chips(self.line()) if self.recorded.kind is Recorded.ACTION else []
        self._shown = [Chip(self, text=text, tone=tone) for text, tone in read]
        for number, chip in enumerate(self._shown):
            self._read.insertWidget(number, chip)
            chip.show()

    @override
    def accept(self) -> None:
        if not self.line():
            self.say_wrong(tr("services.problem.line_empty"))
            return
        super().accept()
