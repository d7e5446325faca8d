"""The sheet of keys (F1): every command that has one, by where it works."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.shortcuts import Commands
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.labels import DataLabel, KeyHint


class KeySheet(Dialog):
    """List the keys that work now. It is filled each time it opens."""

    def __init__(self, host: QWidget, commands: Commands) -> None:
        super().__init__(host)
        self._commands = commands
        self._grid_holder: QWidget | None = None
        self.cancel.hide()

    def open(self) -> None:
        """Fill and show the sheet."""
        self.set_title(tr("gui.keys.title"))
        self.answer.set_text(tr("gui.keys.close"))
        if self._grid_holder is not None:
            self._grid_holder.hide()
            self._grid_holder.deleteLater()
        self._grid_holder = self._filled()
        self.body.addWidget(self._grid_holder)
        super().open()

    def _filled(self) -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(16)
        grid.setColumnMinimumWidth(2, sizes().space.s)  # parts the halves
        for names in (0, 3):
            grid.setColumnStretch(names, 1)
        with_keys = [(command, action) for command, action in self._commands.usable() if command.keys]
        for number, (command, action) in enumerate(with_keys):
            half = (len(with_keys) + 1) // 2
            at, side = number % half, 3 * (number // half)
            grid.addWidget(DataLabel(holder, role="secondary", tone="text", text=action.text()), at, side)
            hints = row(spacing=4)
            for keys in command.keys:
                hints.addWidget(KeyHint(holder, keys=keys))
            hints.addStretch(1)
            grid.addLayout(hints, at, side + 1)
        return holder
