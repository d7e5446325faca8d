"""A date that is typed as people write it, or picked from a calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog, QFrame, QToolButton, QWidget
from typing_extensions import override

from weeklypm.domain.capture_dates import read_date
from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.sentence_edit import WordEdit

_STEPS: Final = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 7,
    Qt.Key.Key_PageDown: -7,
}
# What the field itself writes beside a date: a Japanese weekday in brackets, an English one before the day.
_WEEKDAY: Final = re.compile(
    r"[（(][月火水木金土日][）)]|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+(?=\d)", re.IGNORECASE
)
_FARTHEST: Final = date(2199, 12, 31)


def read_day(text: str, today: date) -> date | None:
    """Read a date as people write it, a weekday beside it left aside. None for what is no date."""
    plain = text.strip()
    return read_date(plain, today) or read_date(_WEEKDAY.sub("", plain), today)


class DayEdit(WordEdit):
    """Hold a date or none. Up and Down move it by a day, Page Up and Page Down by a week, Alt+Down picks one."""

    day_changed = Signal()
    """What is typed stands for another date, or for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.today()  # noqa: DTZ011  only until set_today: the caller's clock counts
        self._day: date | None = None
        self.picker = Button(self, variant="quiet", icon="calendar")
        self.picker.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.picker.setCursor(Qt.CursorShape.ArrowCursor)
        self.picker.setFixedSize(30, 26)
        self.picker.clicked.connect(self.pick)
        inner = row(self)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addStretch(1)
        inner.addWidget(self.picker)
        self.setFixedWidth(200)
        self.setTextMargins(0, 0, 30, 0)
        self.textEdited.connect(self._on_edited)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.picker.set_name(tr("actions_page.day.pick"))
        if self.is_understood():
            self._write()

    def set_today(self, today: date) -> None:
        """Read dates from this day on."""
        self._today = today

    def day(self) -> date | None:
        """Return the date, or None where there is none or what is typed is none."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Hold another date."""
        self._day = day
        self._write()
        self.day_changed.emit()

    def is_understood(self) -> bool:
        """Tell whether what is typed is a date, or nothing."""
        return self._day is not None or not self.text().strip()

    def _write(self) -> None:
        code = "weekday" if self._day is None or self._day.year == self._today.year else "weekday_year"
        said = tr(f"actions_page.day.{code}", day=self._day, year=str(self._day.year)) if self._day else ""
        if said != self.text():
            self.setText(said)

    def _on_edited(self, text: str) -> None:
        self._day = read_day(text, self._today)
        self.day_changed.emit()

    def pick(self) -> None:
        """Show a calendar below the field."""
        sheet = CalendarSheet(self, self._today, self._day)
        sheet.picked.connect(self._on_picked)
        sheet.open()

    def _on_picked(self, day: date) -> None:
        self.set_day(day)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._day is not None:
            self._write()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier:
            self.pick()
        elif key in _STEPS and not held and not self.composing:
            self._step(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        before = self._day or self._today
        moved = min(max(before + timedelta(days=days), self._today), _FARTHEST)
        self.set_day(moved)


def _to_qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


class CalendarSheet(QFrame):
    """Pick a day in a sheet inside the window. It closes when a day is picked, or the focus goes elsewhere."""

    picked = Signal(object)
    """The ``date``."""

    def __init__(self, field: QWidget, today: date, day: date | None) -> None:
        self._field, self._place = field, _around(field)
        super().__init__(self._place)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.setProperty("overlay", "sheet")
        self.calendar = QCalendarWidget(self)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFont(font("secondary"))
        self.calendar.setAccessibleName(tr("actions_page.day.pick"))
        self.calendar.setMinimumDate(_to_qt(today))
        self.calendar.setSelectedDate(_to_qt(day or today))
        self.calendar.activated.connect(self._on_picked)
        self.calendar.clicked.connect(self._on_picked)
        column(self, padding=sizes().space.s).addWidget(self.calendar)
        self._dress()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _dress(self) -> None:
        """Let no day of the week be red, and the arrows take the theme's colour."""
        plain = QTextCharFormat()
        plain.setForeground(theme.current().text2)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        for name, drawn in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            button = self.calendar.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(button, QToolButton):
                button.setIcon(icon(drawn, "text", 16))

    def open(self) -> None:
        """Show the sheet below its field, or as near as there is room, and go into it."""
        self.adjustSize()
        room = self._place.rect()
        below = self._field.mapTo(self._place, QPoint(0, self._field.height() + sizes().space.xs))
        self.move(min(below.x(), room.width() - self.width()), max(0, min(below.y(), room.height() - self.height())))
        self.show()
        self.raise_()
        self.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, picked: QDate) -> None:
        self.picked.emit(date(picked.year(), picked.month(), picked.day()))
        self._leave()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self._leave()

    def _leave(self) -> None:
        self.hide()
        self.deleteLater()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            event.accept()
        else:
            super().keyPressEvent(event)


def _around(field: QWidget) -> QWidget:
    """Return the dialog that a field stands in, or its window."""
    at = field.parentWidget()
    while at is not None and not isinstance(at, QDialog) and not at.isWindow():
        at = at.parentWidget()
    return at or field
