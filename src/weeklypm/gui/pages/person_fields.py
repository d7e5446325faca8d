"""The small editors of a person: hours that may be unknown, the days of the week, the share of turns, any day."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSpinBox, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import plain
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.day_edit import CalendarSheet, DayEdit
from weeklypm.gui.widgets.fields import inset
from weeklypm.gui.widgets.row_paint import frame
from weeklypm.gui.widgets.segmented import SegmentedControl
from weeklypm.gui.widgets.sentence_edit import WordEdit

FULL, HALF = 100, 50
LOOKING_BACK: Final = timedelta(weeks=26)
EARLIEST: Final = date(1990, 1, 1)
"""From where a calendar offers days; those before it are typed."""
_HOUR: Final = re.compile(r"(\d{1,2})(?::?(\d{2}))?(?:時)?(?:(\d{2})分)?")


class AnyDayEdit(DayEdit):
    """Hold a day that has been or will be; without a year it is the nearest such day."""

    _now: date | None = None

    @override
    def set_today(self, today: date) -> None:
        self._now = today
        super().set_today(today - LOOKING_BACK)

    @override
    def pick(self) -> None:
        sheet = CalendarSheet(self, EARLIEST, self.day() or self._now)
        sheet.picked.connect(self._on_picked)
        sheet.open()

    @override
    def _step(self, days: int) -> None:
        before = self.day()
        if before is None:
            self.set_day(self._now)
        else:
            self.set_day(min(max(before + timedelta(days=days), date(1900, 1, 1)), date(2199, 12, 31)))


def read_hour(text: str) -> time | None:
    """Read a time of day as it is typed: ``9``, ``9:30``, ``0930``, ``９時３０分``. None for what is none."""
    typed = unicodedata.normalize("NFKC", text).strip()
    found = _HOUR.fullmatch(typed)
    if found is None or (found[2] and found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class HourEdit(WordEdit):
    """Hold a time of day, or none where it is not known. Up and Down move it by half an hour."""

    def __init__(self, parent: QWidget | None = None, *, start: time = time(9)) -> None:
        super().__init__(parent)
        self._start = start
        self.editingFinished.connect(self._tidy)

    def at(self) -> time | None:
        """Return the time of day, or None where there is none or what is typed is none."""
        return read_hour(self.text())

    def set_at(self, at: time | None) -> None:
        """Hold another time of day."""
        self.setText(at.strftime("%H:%M") if at is not None else "")

    def is_understood(self) -> bool:
        """Tell whether what is typed is a time of day, or nothing."""
        return self.at() is not None or not self.text().strip()

    def _tidy(self) -> None:
        if self.at() is not None:
            self.set_at(self.at())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 30, Qt.Key.Key_Down: -30}.get(Qt.Key(event.key()), 0)
        if not step or self.composing:
            super().keyPressEvent(event)
            return
        at = self.at()
        minutes = (at.hour * 60 + at.minute + step) % 1440 if at is not None else None
        self.set_at(self._start if minutes is None else time(minutes // 60, minutes % 60))
        self.textEdited.emit(self.text())


class WeekdayToggles(QWidget):
    """Choose some days of the week; Left and Right go from one to the next."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = row(self, spacing=4)
        self.days = [_Day(self) for _ in range(7)]
        for number, day in enumerate(self.days):
            line.addWidget(day, 1)
            day.clicked.connect(self.changed)
            day.stepped.connect(partial(self._go, number))

    def value(self) -> tuple[int, ...]:
        """Return the days that are chosen, 0 for Monday."""
        return tuple(number for number, day in enumerate(self.days) if day.isChecked())

    def set_value(self, days: tuple[int, ...]) -> None:
        """Choose other days."""
        for number, day in enumerate(self.days):
            day.setChecked(number in days)

    def _go(self, number: int, step: int) -> None:
        self.days[(number + step) % len(self.days)].setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Say every text again."""
        for number, day in enumerate(self.days):
            day.setText(plain(tr(f"words.weekday_short.{number}")))
            day.setAccessibleName(tr(f"words.weekday.{number}"))


class _Day(QPushButton):
    """Be one day of the week, chosen or not."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(font("control"))
        self.setFixedHeight(sizes().button)
        self.setMinimumWidth(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.isChecked():
            # A chosen day wears the frame of the focus already.
            painter = QPainter(self)
            frame(painter, QRectF(self.rect()), "text", width=2, radius=sizes().radius)
            painter.end()


class ShareEdit(QWidget):
    """Hold a share of turns in percent: full, half, or a number of one's own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = SegmentedControl(self, height=sizes().input)
        self.percent = QSpinBox(self)
        self.percent.setRange(1, FULL)
        self.percent.setFont(font("body"))
        self.percent.setFixedWidth(76)
        inset(self.percent)
        line = row(self, spacing=8)
        line.addWidget(self.choice)
        line.addWidget(self.percent)
        line.addStretch(1)
        self.choice.changed.connect(self._on_choice)
        self.percent.valueChanged.connect(self.changed)

    def value(self) -> int:
        """Return the share in percent."""
        return {"full": FULL, "half": HALF}.get(self.choice.value(), self.percent.value())

    def set_value(self, percent: int) -> None:
        """Hold another share."""
        self.percent.setValue(percent)
        self.choice.set_value({FULL: "full", HALF: "half"}.get(percent, "other"))
        self.percent.setVisible(self.choice.value() == "other")
        self.changed.emit()

    def _on_choice(self, key: str) -> None:
        self.percent.setVisible(key == "other")
        if key == "other":
            self.percent.setFocus(Qt.FocusReason.TabFocusReason)
            self.percent.selectAll()
        else:
            self.percent.setValue(self.value())
        self.changed.emit()

    def retranslate(self) -> None:
        """Say every text again."""
        keys = ("full", "half", "other")
        self.choice.set_options([(key, tr(f"peopledialogs.share.{key}")) for key in keys])
        self.percent.setSuffix(tr("peopledialogs.share.suffix"))
        self.percent.setAccessibleName(tr("peopledialogs.share.percent"))
