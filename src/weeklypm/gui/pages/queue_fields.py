"""Small things that fields and words of these pages share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import accumulate, pairwise
from typing import Final
from unicodedata import east_asian_width

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QLabel, QSizePolicy, QTimeEdit, QWidget
from typing_extensions import override

from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.labels import BREAKS

NAME_LENGTH: Final = 24


class ClockEdit(QTimeEdit):
    """Take a time of day, on 24 hours; Tab goes on to the next field, the arrow keys between hour and minute."""

    def __init__(self, at: time) -> None:
        super().__init__(QTime(at.hour, at.minute))
        self.setDisplayFormat("HH:mm")

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)

    def value(self) -> time:
        """Return the time of day."""
        return time(self.time().hour(), self.time().minute())


def let_wrap(label: QLabel) -> None:
    """Wrap a label's words, and let a word that is too long break rather than push the page wide."""
    label.setProperty(BREAKS, True)
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)


def keep_width(dialog: Dialog) -> None:
    """Let wrapped words be measured at the width that the dialog has, so that it is as high as they are."""
    dialog.body.addStrut(dialog.minimumWidth() - 2 * sizes().space.xl)


def shortened(name: str) -> str:
    """Return a name as a title or a button has room for it; a wide character, such as a Japanese one, counts twice."""
    places = list(accumulate(2 if east_asian_width(each) in "WF" else 1 for each in name))
    if not places or places[-1] <= NAME_LENGTH:
        return name
    kept = sum(place < NAME_LENGTH for place in places)
    return f"{name[:kept].rstrip()}…"


def tab_through(stops: Sequence[QWidget]) -> None:
    """Let Tab visit widgets in the order that they are read."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
