"""Tabs with a count beside each name; the chosen one lies on a surface of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.row_paint import frame, write

_PADDING: Final = 12
_GAP: Final = 6


@dataclass(frozen=True)
class CountTab:
    """Hold one tab: its key, its name, how many there are, and the tone of that count."""

    key: str
    name: str
    count: int
    tone: str = "text3"


class CountTabs(QTabBar):
    """Choose one of several lists; the arrow keys move the choice."""

    changed = Signal(str)
    """The key of the tab that the person chose; ``set_value`` does not send it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[CountTab] = []
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFont(font("control"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(sizes().button)
        self.currentChanged.connect(self._on_current)

    def set_tabs(self, tabs: Sequence[CountTab]) -> None:
        """Show other counts and names; the choice stays where it is."""
        quiet = self.blockSignals(True)
        self._tabs = list(tabs)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for number, tab in enumerate(tabs):
            if number >= self.count():
                self.addTab(tab.name)
            self.setTabText(number, tab.name.replace("&", "&&"))
            self.setAccessibleTabName(number, f"{tab.name} {tab.count}")
        self.blockSignals(quiet)
        self.updateGeometry()
        self.update()

    def value(self) -> str:
        """Return the key of the chosen tab, or an empty text before there are tabs."""
        number = self.currentIndex()
        return self._tabs[number].key if 0 <= number < len(self._tabs) else ""

    def set_value(self, key: str) -> None:
        """Choose a tab without telling; an unknown key changes nothing."""
        quiet = self.blockSignals(True)
        self._go(key)
        self.blockSignals(quiet)
        self.update()

    def choose(self, key: str) -> None:
        """Choose as if pressed: the change is told."""
        self._go(key)

    def _go(self, key: str) -> None:
        for number, tab in enumerate(self._tabs):
            if tab.key == key:
                self.setCurrentIndex(number)

    def _on_current(self, number: int) -> None:
        if 0 <= number < len(self._tabs):
            self.changed.emit(self._tabs[number].key)

    @override
    def tabSizeHint(self, index: int) -> QSize:
        if not 0 <= index < len(self._tabs):
            return QSize(0, sizes().button)
        tab = self._tabs[index]
        name = QFontMetricsF(font("control", weight=600)).horizontalAdvance(tab.name)
        count = QFontMetricsF(font("control")).horizontalAdvance(str(tab.count))
        return QSize(round(name + count) + _GAP + 2 * _PADDING + 1, sizes().button)

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, tab in enumerate(self._tabs):
            self._paint_tab(painter, QRectF(self.tabRect(number)), tab, chosen=number == self.currentIndex())

    def _paint_tab(self, painter: QPainter, box: QRectF, tab: CountTab, *, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().surface)
            painter.drawRoundedRect(box, sizes().radius, sizes().radius)
            focused = self.hasFocus()
            token, width = ("accent", 2.0) if focused else ("border2", 1.0)
            frame(painter, box, token, width=width, radius=sizes().radius)
        inner = box.adjusted(_PADDING, 0, 0, 0)
        made = font("control", weight=600) if chosen else font("control")
        used = write(painter, inner, tab.name, made, "text" if chosen else "text2")
        write(painter, inner.adjusted(used + _GAP, 0, 0, 0), str(tab.count), font("control"), tab.tone)
