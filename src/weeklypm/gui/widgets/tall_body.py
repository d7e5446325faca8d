"""The middle of a dialog with many fields: as high as they are, and scrolled where the window is lower than that."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from weeklypm.gui.widgets.card import Scroll

BAR = 14
"""Room for the scroll bar beside the fields, in pixels."""
ABOVE = 64
"""What stays to be seen above and below the field with the focus: its label, its help."""


class TallBody(Scroll):
    """Scroll the fields, and bring the one with the focus into sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self.body.setSpacing(12)
        self.setFixedHeight(1)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def fit_into(self, dialog: QWidget, room: int) -> None:
        """Be as high as the fields, and so that the dialog around is no higher than ``room`` pixels."""
        around = dialog.layout()
        if around is not None:
            around.activate()
            self.fit(room - (around.sizeHint().height() - self.maximumHeight()))
            around.activate()

    def fit(self, room: int) -> None:
        """Be as high as the fields, ``room`` pixels at most."""
        layout = self.body
        layout.setContentsMargins(0, 0, 0, 0)
        layout.activate()
        wanted = self._wanted()
        if wanted > room:
            layout.setContentsMargins(0, 0, BAR, 0)
            wanted = self._wanted()
        self.setFixedHeight(max(1, min(wanted, room)))

    def _wanted(self) -> int:
        """Return the height of the fields at the width there is: sentences wrap."""
        self.body.invalidate()
        if self.body.hasHeightForWidth():
            return self.body.heightForWidth(self.width())
        return self.body.sizeHint().height()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, ABOVE)
