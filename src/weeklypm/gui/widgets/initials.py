"""The first sign of a name: in a grey circle for a person, in a dark square for the workspace."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font
from weeklypm.gui.widgets.row_paint import fill, write


def initial(name: str) -> str:
    """Return the first sign of a name, in capitals where the script has them."""
    return name.strip()[:1].upper()


class InitialsCircle(QWidget):
    """Show a person's initial in grey; no colour stands for a person."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "", size: int = 40) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self.setFixedSize(QSize(size, size))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Show another name's initial. Readers are told nothing: the name stands beside it."""
        self._name = name
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._draw("sunken", "text2", self._size / 2, "section" if self._size >= 36 else "strong")

    def _draw(self, ground: str, ink: str, radius: float, role: str) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        fill(painter, box, ground, radius)
        write(painter, box, initial(self._name), font(role), ink, align=Qt.AlignmentFlag.AlignHCenter)


class WorkspaceMark(InitialsCircle):
    """Show the workspace's initial in a dark square."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, size=24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._draw("text", "surface", 6, "strong")
