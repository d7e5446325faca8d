"""Choose who presents: those suggested on top, each with the reason, then everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionComboBox, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.domain.people import Person
from weeklypm.domain.presenter import Suggestion
from weeklypm.gui import theme
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.fields import ComboBox
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.row_list import rect_of

ROWS_SEEN: Final = 14
PARTING: Final = 9
"""The height of the line, in pixels."""
KEY: Final = Qt.ItemDataRole.UserRole


class _Rows(QStyledItemDelegate):
    """Draw the line between the suggestions and the others as a hairline."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), PARTING) if index.data(KEY) is None else size

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(KEY) is not None:
            super().paint(painter, option, index)
            return
        box = rect_of(option)
        painter.fillRect(QRectF(box.left(), box.center().y(), box.width(), 1), theme.current().border)


class PresenterField(ComboBox):
    """Offer nobody, the suggestions, and below a line the others by name. Closed, it shows the name alone.

    Who is not offered, as they left, stays chosen until somebody else is.
    """

    # The box asks for its look while it is still being made.
    _suggested: tuple[Suggestion, ...] = ()
    _kept: UUID | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self.setMaxVisibleItems(ROWS_SEEN)
        self.setItemDelegate(_Rows(self))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.currentIndexChanged.connect(self._on_chosen)

    def set_people(self, people: Sequence[Person]) -> None:
        """Offer other people, in their order."""
        self._people = tuple(people)
        self._fill()

    def show_suggestions(self, suggested: Sequence[Suggestion]) -> None:
        """Put others on top; who is chosen stays chosen."""
        self._suggested = tuple(suggested)
        self._fill()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return who stands on top."""
        return self._suggested

    def set_person(self, person_id: UUID | None) -> None:
        """Choose somebody, or nobody with None."""
        self._kept = person_id
        at = next((row for row in range(self.count()) if self.itemData(row) == _key(person_id)), 0)
        self.blockSignals(True)
        self.setCurrentIndex(at)
        self.blockSignals(False)
        self.update()

    def person_id(self) -> UUID | None:
        """Return who is chosen."""
        return self._kept

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        self.addItem(tr("weekpage.item.nobody"), "")
        for one in self._suggested:
            self.addItem(tr("presenter.choice", name=one.name, why=one.why), _key(one.person_id))
        others = [one for one in self._people if all(one.id != top.person_id for top in self._suggested)]
        if self._suggested and others:
            self.insertSeparator(self.count())
        for person in others:
            self.addItem(person.name, _key(person.id))
        self.blockSignals(False)
        self.set_person(self._kept)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24 if self._suggested else 0)

    def _on_chosen(self, row: int) -> None:
        chosen = str(self.itemData(row) or "")
        self._kept = UUID(chosen) if chosen else None

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        name = next((one.name for one in self._suggested if one.person_id == self._kept), None)
        if name is not None:
            option.currentText = name


def _key(person_id: UUID | None) -> str:
    return str(person_id) if person_id is not None else ""
