"""Tiles of figures side by side, such as the durations of an incident. Blank is never nought: a state is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, Divider, column, row
from weeklypm.gui.widgets.labels import ElidedLabel


class DurationTile(QWidget):
    """Show a label, a figure, and a note with at most one link."""

    link_followed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ElidedLabel(self, role="label", tone="text3")
        self.figure = ElidedLabel(self, role="name")
        self.note = ElidedLabel(self, role="meta", tone="text2")
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.link = Button(self, variant="link")
        self.link.clicked.connect(self.link_followed)
        self.link.hide()
        self.note.setFixedHeight(self.link.height())  # as high with a link as without, so that the tiles agree
        below = row(spacing=4)
        below.addWidget(self.note, 1)
        below.addWidget(self.link)
        layout = column(self, padding=0, spacing=2)
        layout.setContentsMargins(16, 10, 8, 10)
        layout.addWidget(self.label)
        layout.addWidget(self.figure)
        layout.addLayout(below)

    def say(self, label: str, figure: str, note: str, *, quiet: bool = False, link: str = "", tone: str = "") -> None:
        """Show a figure; ``quiet`` greys one that is no number, such as Pending; ``tone`` warns of a wrong one."""
        self.label.setText(label)
        self.figure.setText(figure)
        self.figure.set_tone(tone or ("text3" if quiet else "text"))
        self.note.setText(note)
        self.link.set_text(link)
        self.link.setVisible(bool(link))
        self.setAccessibleName(" · ".join(part for part in (label, figure, note) if part))


class TileRow(Card):
    """Hold tiles in one card, parted by hairlines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0, spacing=0)
        self._row = row(spacing=0)
        self._row.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(self._row)
        self._tiles: list[DurationTile] = []

    def set_count(self, count: int) -> Sequence[DurationTile]:
        """Hold so many tiles and return them, left to right; it only grows."""
        while len(self._tiles) < count:
            if self._tiles:
                self._row.addWidget(Divider(self, vertical=True))
            self._tiles.append(DurationTile(self))
            self._row.addWidget(self._tiles[-1], 1)
        return self._tiles

    def tiles(self) -> list[DurationTile]:
        """Return the tiles."""
        return list(self._tiles)
