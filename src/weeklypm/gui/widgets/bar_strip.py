"""A bar of parts in proportion to their minutes, the main part in the accent colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.row_paint import fill

_GAP = 2


@dataclass(frozen=True)
class BarPart:
    """Hold one part: its name, its minutes, and whether it is the main one."""

    name: str
    minutes: int
    main: bool = False


class BarStrip(QWidget):
    """Draw the agenda's minutes, 8 px high; what goes over the time there is in the colour of a warning.

    Readers hear every part with its minutes.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[BarPart, ...] = ()
        self._limit = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Retranslated(self, self._retranslate)

    def set_parts(self, parts: Sequence[BarPart], *, limit: int = 0) -> None:
        """Draw other parts; ``limit`` is the time there is in minutes, 0 for no limit."""
        self._parts = tuple(parts)
        self._limit = limit
        self._retranslate()
        self.update()

    def _retranslate(self) -> None:
        said = [tr("gui.bar.part", name=part.name, minutes=part.minutes * 60) for part in self._parts]
        self.setAccessibleName(" · ".join(said))

    def part_rects(self) -> list[QRectF]:
        """Return where each part lies, left to right; parts without minutes have no width."""
        total = sum(part.minutes for part in self._parts)
        room = self.width() - _GAP * max(len(self._parts) - 1, 0)
        rects, left = [], 0.0
        for part in self._parts:
            width = room * part.minutes / total if total else 0.0
            rects.append(QRectF(left, 0, width, self.height()))
            left += width + _GAP
        return rects

    def over_rect(self) -> QRectF:
        """Return what lies beyond the limit; empty where everything fits."""
        total = sum(part.minutes for part in self._parts)
        if not 0 < self._limit < total:
            return QRectF()
        left = self.width() * self._limit / total
        return QRectF(left, 0, self.width() - left, self.height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for part, rect in zip(self._parts, self.part_rects(), strict=True):
            fill(painter, rect, "accent" if part.main else "border2", sizes().radius_bar)
        over = self.over_rect()
        if not over.isEmpty():
            # Clipped, so that the gaps between the parts stay.
            painter.setClipRect(over)
            for rect in self.part_rects():
                fill(painter, rect, "warn", sizes().radius_bar)
