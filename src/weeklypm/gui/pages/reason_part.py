"""Why a promise changes: one of four kinds by one tap, and a sentence."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.outcomes import ReasonKind
from weeklypm.domain.promises import meaningful
from weeklypm.domain.values import message
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.sentence_edit import SentenceEdit

TEXT_HEIGHT, LOW_HEIGHT, LOW_BELOW = 92, 64, 760
"""The text's height in px, and that in a window lower than the third."""


class ReasonPart(QWidget):
    """Ask for the kind of a reason and for the sentence that says it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = {kind: Button(self) for kind in ReasonKind}
        self.text = SentenceEdit()
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.field = Field(self.text, self)
        self.field.error.setAlignment(Qt.AlignmentFlag.AlignTop)
        taps = row(spacing=8)
        for kind, button in self.kinds.items():
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_kind, kind))
            taps.addWidget(button)
        taps.addStretch(1)
        whole = column(self, spacing=12)
        whole.addLayout(taps)
        whole.addWidget(self.field)
        self.text.textChanged.connect(self._on_text)

    def set_room(self, height: int) -> None:
        """Take less height in a low window."""
        self.text.setFixedHeight(LOW_HEIGHT if height < LOW_BELOW else TEXT_HEIGHT)

    def clear(self) -> None:
        """Forget what was said."""
        self.text.clear()
        self.field.set_error("")
        for button in self.kinds.values():
            button.setChecked(False)

    def retranslate(self) -> None:
        """Say every text again."""
        for kind, button in self.kinds.items():
            button.set_text(tr(f"actions_page.kind.{kind.value}"))
        self.text.setAccessibleName(tr("actions_page.reason.field"))
        self.text.setPlaceholderText(tr("actions_page.reason.example"))
        self.field.set_help(tr("actions_page.reason.kept"))

    def reason(self) -> str:
        """Return the sentence."""
        return self.text.toPlainText().strip()

    def kind(self) -> ReasonKind | None:
        """Return the kind that is tapped, or None."""
        return next((kind for kind, button in self.kinds.items() if button.isChecked()), None)

    def tap(self, kind: ReasonKind) -> None:
        """Choose a kind, or with a second tap none."""
        self.kinds[kind].click()

    def is_said(self, about: str) -> bool:
        """Tell whether a reason is given, and where it is not, say so; ``about`` is what changes, e.g. ``due``."""
        said = meaningful(self.reason())
        if not said:
            self.refuse(tr("promises.problem.reason_needed", what=message(f"promises.what.{about}")))
        return said

    def refuse(self, sentence: str) -> None:
        """Say under the field what is wrong, and go there; what is typed stays."""
        self.field.set_error(sentence)
        self.text.setFocus()
        self.changed.emit()

    def _on_kind(self, chosen: ReasonKind) -> None:
        for kind, button in self.kinds.items():
            if kind is not chosen:
                button.setChecked(False)
        self.changed.emit()

    def _on_text(self) -> None:
        if self.field.is_wrong():
            self.field.set_error("")
            self.changed.emit()
