"""Small things that fields and words of these pages share."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QSizePolicy

from weeklypm.gui.sizes import sizes

INDENT = 11


def indent(box: QAbstractSpinBox) -> None:
    """Give a box of numbers the height and the inner edge of other fields; its own line edit covers the padding."""
    box.lineEdit().setTextMargins(INDENT, 0, INDENT, 0)
    box.setFixedHeight(sizes().input)


def let_wrap(label: QLabel) -> None:
    """Wrap a label's words, and let a word that is too long be cut rather than push the page wide."""
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
