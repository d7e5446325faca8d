"""The bar at the bottom that says which keys work: typing, or single keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

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
        self._groups: list[list[QWidget]] = []
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
        for widget in (widget for group in self._groups for widget in group):
            widget.hide()
            widget.deleteLater()
        self._groups = [self._group(names.split(), word) for names, word in keys]
        self._show_what_fits()

    def _group(self, names: Sequence[str], word: str) -> list[QWidget]:
        """Add the keys of one thing and its word at the end of the bar."""
        said = DataLabel(self, role="meta", tone="text2", text=word)
        said.setContentsMargins(0, 0, 12, 0)
        group: list[QWidget] = [*(KeyHint(self, keys=name) for name in names), said]
        for widget in group:
            self._row.insertWidget(self._row.count() - 1, widget)
        return group

    def _show_what_fits(self) -> None:
        """Leave out the last keys where the window is too narrow: none is shown cut, and the palette has them all."""
        room = self.width() - self._row.contentsMargins().left() - self._row.contentsMargins().right()
        room -= 14 + 16 + 3 * self._row.spacing() + self.mode.sizeHint().width()
        for group in self._groups:
            room -= sum(widget.sizeHint().width() + self._row.spacing() for widget in group)
            for widget in group:
                widget.setVisible(room >= 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_what_fits()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.height())
