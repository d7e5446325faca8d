"""The pieces of the first run: numbered steps, and the tiles that a weekday is chosen by."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.row_paint import fill, frame, write

WORKDAYS: Final = 5
TILE_HEIGHT: Final = 56
NUMBER_SIZE: Final = 28


class StepNumber(QWidget):
    """Draw a step's number in a circle, filled while it is the one to do."""

    def __init__(self, number: int, parent: QWidget | None = None, *, filled: bool = False) -> None:
        super().__init__(parent)
        self._number, self._filled = number, filled
        self.setFixedSize(NUMBER_SIZE, NUMBER_SIZE)

    def set_filled(self, filled: bool) -> None:  # noqa: FBT001  a state
        """Fill the circle, or draw its outline only."""
        self._filled = filled
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        if self._filled:
            fill(painter, box, "accent", NUMBER_SIZE / 2)
        else:
            frame(painter, box, "border2", radius=NUMBER_SIZE / 2)
        ink = "on-accent" if self._filled else "text2"
        write(painter, box, str(self._number), font("label", weight=600), ink, align=Qt.AlignmentFlag.AlignHCenter)


class Step(QWidget):
    """Show one step: number, title, help, and its editors, behind an Add button where it can be left out."""

    def __init__(self, number: int, parent: QWidget | None = None, *, optional: bool = True) -> None:
        super().__init__(parent)
        self.number = StepNumber(number, self, filled=not optional)
        self.title = DataLabel(self, role="section")
        self.help = DataLabel(self, role="secondary")
        self.help.setWordWrap(True)
        self.add = Button(self, icon="plus")
        self.add.setVisible(optional)
        self.add.clicked.connect(self.show_editors)
        self.editors = QWidget(self)
        self.body: QVBoxLayout = column(self.editors, spacing=12)
        self.body.setContentsMargins(0, 12, 0, 0)
        self.editors.setVisible(not optional)
        self._lay_out()

    def _lay_out(self) -> None:
        words = column(spacing=2)
        words.addWidget(self.title)
        words.addWidget(self.help)
        head = row(spacing=16)
        head.addLayout(words, 1)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)
        right = column(spacing=0)
        right.addLayout(head)
        right.addWidget(self.editors)
        self._whole = row(self, spacing=20)
        self._whole.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        self._whole.addLayout(right, 1)
        self.set_tight(tight=False)

    def set_tight(self, *, tight: bool) -> None:
        """Leave less room above and below, for a small window."""
        upright = sizes().space.m if tight else 20
        self._whole.setContentsMargins(sizes().space.xl, upright, sizes().space.xl, upright)

    def show_editors(self) -> None:
        """Show the fields of an optional step and go into the first."""
        self.number.set_filled(True)
        self.add.hide()
        self.editors.show()
        first = self.body.itemAt(0)
        widget = first.widget() if first is not None else None
        editor = getattr(widget, "editor", None)
        if isinstance(editor, QWidget):
            editor.setFocus(Qt.FocusReason.TabFocusReason)

    def say(self, title: str, explained: str) -> None:
        """Show the step's words."""
        self.title.setText(title)
        self.help.setText(explained)
        self.add.set_text(tr("firstrun.step.add"))
        self.add.setAccessibleDescription(title)


class WeekdayTile(QPushButton):
    """Draw a weekday and what it costs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cost = ""
        self._day = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setFixedHeight(TILE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, day: str, cost: str) -> None:
        """Show a weekday's name and its cost."""
        self._day, self._cost = day, cost
        self.setAccessibleName(tr("firstrun.tile.name", day=day, cost=cost) if cost else day)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(96, TILE_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, whole = QPainter(self), QRectF(self.rect())
        chosen, middle = self.isChecked(), Qt.AlignmentFlag.AlignHCenter
        upper = whole.adjusted(4, 8, -4, -28)
        write(painter, upper, self._day, font("strong"), "accent" if chosen else "text", align=middle)
        lower = whole.adjusted(4, 30, -4, -8)
        write(painter, lower, self._cost, font("meta"), "accent" if chosen else "text2", align=middle)
        if self.hasFocus():
            frame(painter, whole.adjusted(4, 4, -4, -4), "accent", width=2, radius=sizes().radius_small)


class WeekdayTiles(QWidget):
    """Choose a weekday; arrow keys move the choice."""

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._costs: tuple[Fraction, ...] = ()
        line = row(self)
        for day in range(WORKDAYS):
            tile = WeekdayTile(self)
            self._group.addButton(tile, day)
            line.addWidget(tile)
        self._group.idToggled.connect(self._on_toggled)

    def value(self) -> int:
        """Return the chosen weekday, 0 for Monday."""
        return self._group.checkedId()

    def set_value(self, weekday: int) -> None:
        """Choose a weekday."""
        self._group.button(weekday).setChecked(True)

    def set_costs(self, costs: Sequence[Fraction]) -> None:
        """Show how many meetings a year each weekday loses, Monday first; none hides them."""
        self._costs = tuple(costs)
        self.retranslate()

    def tiles(self) -> list[WeekdayTile]:
        """Return the tiles, Monday first."""
        return [tile for tile in self._group.buttons() if isinstance(tile, WeekdayTile)]

    def retranslate(self) -> None:
        """Say every text again."""
        self.setAccessibleName(tr("firstrun.tiles"))
        for day, tile in enumerate(self.tiles()):
            tile.say(tr(f"words.weekday.{day}"), self._cost(day))

    def _cost(self, day: int) -> str:
        if not self._costs:
            return ""
        lost = round(self._costs[day])
        return tr("firstrun.tile.cost", n=lost) if lost else tr("firstrun.tile.none")

    def _on_toggled(self, day: int, chosen: bool) -> None:  # noqa: FBT001  the signal's shape
        if chosen:
            self.changed.emit(day)
