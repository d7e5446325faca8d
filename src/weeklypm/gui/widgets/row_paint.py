"""What the delegates of all lists share: grounds by state, the focus frame, and one line of text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from weeklypm.gui import theme
from weeklypm.gui.sizes import sizes


def is_on(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    """Tell whether a row is in a state."""
    return bool(option.state & flag)


def fill_row(painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, *, radius: float = 0) -> None:
    """Fill a row's ground: selected, hovered, or nothing."""
    worn = theme.current()
    if is_on(option, QStyle.StateFlag.State_Selected):
        _fill(painter, rect, worn.sel, radius)
    elif is_on(option, QStyle.StateFlag.State_MouseOver):
        _fill(painter, rect, worn.hover, radius)


def fill(painter: QPainter, rect: QRectF, token: str, radius: float = 0) -> None:
    """Fill a rectangle with a token's colour."""
    _fill(painter, rect, theme.current().colour(token), radius)


def _fill(painter: QPainter, rect: QRectF, colour: QColor, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    painter.drawRoundedRect(rect, radius, radius)
    painter.restore()


def frame_focus(painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, *, radius: float | None = None) -> None:
    """Draw the 2 px accent frame inside a row that has the keyboard's focus."""
    if is_on(option, QStyle.StateFlag.State_HasFocus):
        frame(painter, rect, "accent", width=2, radius=sizes().radius_small if radius is None else radius)


def frame(painter: QPainter, rect: QRectF, token: str, *, width: float = 1, radius: float = 0) -> None:
    """Draw a frame inside a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().colour(token), width))
    inset = width / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def hairline(painter: QPainter, rect: QRectF) -> None:
    """Draw the line that parts a row from the next, at its lower edge."""
    painter.save()
    painter.setPen(QPen(theme.current().border, 1))
    y = rect.bottom() - 0.5
    painter.drawLine(round(rect.left()), round(y), round(rect.right()), round(y))
    painter.restore()


def write(
    painter: QPainter,
    rect: QRectF,
    text: str,
    made: QFont,
    token: str,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Write one line, cut with an ellipsis where room is short, centred on the rectangle's height; return its width."""
    metrics = QFontMetricsF(made)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(rect.width(), 0))
    painter.save()
    painter.setFont(made)
    painter.setPen(theme.current().colour(token))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | align | Qt.TextFlag.TextSingleLine), shown)
    painter.restore()
    return metrics.horizontalAdvance(shown)
