"""The bar at the bottom that says which keys work: typing, or single keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel, KeyHint


class KeyBar(QFrame):
    """Show the mode and the keys that work in it, each with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "bottom")
        self.setFixedHeight(sizes().key_bar)
        self._typing = False
        self.mode = DataLabel(self, role="label", tone="text2")
        self._hints: list[QWidget] = []
        self._row = row(self, spacing=6)
        self._row.setContentsMargins(16, 0, 16, 0)
        self._row.addWidget(IconLabel(self, icon="keyboard", size=14))
        self._row.addWidget(self.mode)
        self._row.addSpacing(16)
        self._row.addStretch(1)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.mode.setText(tr("gui.keys.typing" if self._typing else "gui.keys.keys"))

    def set_typing(self, typing: bool) -> None:  # noqa: FBT001  a state
        """Say whether keys go into a text field."""
        self._typing = typing
        self._retranslate()

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show other keys as (keys apart by a space, word)."""
        for widget in self._hints:
            widget.hide()
            widget.deleteLater()
        self._hints = []
        for names, word in keys:
            for name in names.split():
                self._append(KeyHint(self, keys=name))
            self._append(DataLabel(self, role="meta", tone="text2", text=word))

    def _append(self, widget: QWidget) -> None:
        self._row.insertWidget(self._row.count() - 1, widget)
        self._hints.append(widget)
        if isinstance(widget, DataLabel) and not isinstance(widget, KeyHint):
            self._row.setStretch(self._row.count() - 2, 0)
            widget.setContentsMargins(0, 0, 12, 0)
