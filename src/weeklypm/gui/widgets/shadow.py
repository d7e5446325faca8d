"""The one shadow there is: under dialogs, menus and the palette."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from weeklypm.gui import theme


def cast_shadow(widget: QWidget) -> None:
    """Cast a shadow 8 px down, 24 px soft; stronger in the dark theme."""
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(24)
    effect.setOffset(0, 8)
    effect.setColor(QColor(0, 0, 0, 128 if theme.current().name == theme.DARK else 41))
    widget.setGraphicsEffect(effect)
