"""The cue: one line to say now, the next prompts below it, and the language it is said in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from weeklypm.domain.values import Language
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.gui.widgets.segmented import SegmentedControl

_NEXT = 2


class CueCard(QWidget):
    """Show what to say. The language of cues is switched here, apart from that of the interface."""

    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = SectionTitle(self)
        self.languages = SegmentedControl(self, height=28)
        self.languages.changed.connect(self.language_chosen)
        self.heading.add(self.languages)
        self.line = DataLabel(self, role="cue")
        self.line.setWordWrap(True)
        self.prompts = [DataLabel(self, role="body", tone="text2") for _ in range(_NEXT)]
        self._lay_out()
        Retranslated(self, self._retranslate)

    def _lay_out(self) -> None:
        bar = QFrame(self)
        bar.setProperty("cuebar", True)
        bar.setFixedWidth(3)
        now = row(spacing=12)
        now.addWidget(bar)
        now.addWidget(self.line, 1)
        layout = column(self, spacing=8)
        layout.addWidget(self.heading)
        layout.addLayout(now)
        for label in self.prompts:
            label.setWordWrap(True)
            label.setContentsMargins(15, 0, 0, 0)
            label.hide()
            layout.addWidget(label)

    def _retranslate(self) -> None:
        self.heading.set_title(tr("gui.cue.title"))
        self.languages.setAccessibleName(tr("gui.cue.language"))
        names = ((Language.JA, "gui.cue.japanese"), (Language.EN, "gui.cue.english"))
        self.languages.set_options([(language.value, tr(code)) for language, code in names])

    def set_language(self, language: Language | str) -> None:
        """Show which language the cues are in."""
        self.languages.set_value(Language(language).value)

    def say(self, line: str, prompts: Sequence[str] = ()) -> None:
        """Show a cue and the prompts that follow it; more than two are kept back."""
        self.line.setText(line)
        for number, label in enumerate(self.prompts):
            label.show_text(prompts[number] if number < len(prompts) else "")
