"""Cards, hairlines and the plain pieces that pages are laid out with."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from weeklypm.gui.sizes import sizes

_Layout = TypeVar("_Layout", bound=QLayout)


class Card(QFrame):
    """Hold widgets on a surface with a hairline frame; ``body`` is its vertical layout."""

    def __init__(self, parent: QWidget | None = None, *, padding: int | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        around = sizes().space.l if padding is None else padding
        self.body.setContentsMargins(around, around, around, around)
        self.body.setSpacing(spacing)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)

    def add_divider(self) -> None:
        """Put a hairline below what is there."""
        self.body.addWidget(Divider(self))


class Divider(QFrame):
    """Draw a hairline."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("divider", True)
        if vertical:
            self.stand()
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def stand(self, height: int = 0) -> None:
        """Stand upright, as high as there is room or ``height`` pixels."""
        self.setMinimumHeight(height)
        self.setMaximumHeight(height or 16777215)
        self.setFixedWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)


class Scroll(QScrollArea):
    """Scroll a page's column; ``body`` is the layout to fill. The area itself is no stop for Tab."""

    def __init__(self, parent: QWidget | None = None, *, padding: int | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        content = QWidget()
        content.setProperty("ground", "clear")
        self.body = column(content, padding=sizes().space.xxl if padding is None else padding, spacing=sizes().space.xl)
        self.setWidget(content)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def column(parent: QWidget | None = None, *, padding: int = 0, spacing: int = 8) -> QVBoxLayout:
    """Return a vertical layout without the margins that Qt adds."""
    return _bare(QVBoxLayout(parent) if parent else QVBoxLayout(), padding, spacing)


def row(parent: QWidget | None = None, *, padding: int = 0, spacing: int = 8) -> QHBoxLayout:
    """Return a horizontal layout without the margins that Qt adds."""
    return _bare(QHBoxLayout(parent) if parent else QHBoxLayout(), padding, spacing)


def _bare(layout: _Layout, padding: int, spacing: int) -> _Layout:
    layout.setContentsMargins(padding, padding, padding, padding)
    layout.setSpacing(spacing)
    return layout
