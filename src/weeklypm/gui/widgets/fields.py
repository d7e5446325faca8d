"""Fields of forms: a label above, help or an error below, and a choice box whose arrow follows the theme."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QWidget,
)
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font, repolish
from weeklypm.gui.i18n import tr
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel

_INSET: Final = 12
_TEXT_EDGE: Final = 4


class ComboBox(QComboBox):
    """Choose one of many; the arrow is drawn in the theme's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # the style's own menu would not take the sheet's rows
        self.view().setFont(font("body"))

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End a long choice in an ellipsis: Qt would cut it in the middle of a letter."""
        super().initStyleOption(option)
        control, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width() - _TEXT_EDGE
        text = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        option.currentText = text

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(self.width() - 27, (self.height() - 16) / 2, 16, 16)
        paint_icon(painter, "chevron-down", box, theme.current().text2 if self.isEnabled() else theme.current().text3)


class CheckBox(QCheckBox):
    """Say yes or no; the mark is drawn in the theme's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        worn = theme.current()
        mark = QRectF(0, 0, 14, 14)
        mark.moveCenter(QRectF(box).center())
        paint_icon(QPainter(self), "check", mark, worn.on_accent if self.isEnabled() else worn.text3)


def inset(box: QAbstractSpinBox) -> None:
    """Give a box of numbers the height and inner edge of other fields: its own line edit lies over the padding."""
    box.lineEdit().setTextMargins(_INSET, 0, _INSET, 0)
    box.setFixedHeight(sizes().input)


class Field(QWidget):
    """Put a label above an editor, and below it help, or while there is one the error in its place."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.label = DataLabel(self, role="label")
        self.label.setBuddy(editor)
        self.help = DataLabel(self, role="secondary", tone="text3")
        self.help.setWordWrap(True)
        self._error_icon = IconLabel(self, icon="circle-alert", token="danger", size=14)
        self.error = DataLabel(self, role="secondary", tone="danger")
        self.error.setWordWrap(True)
        self._error_icon.setFixedHeight(self.error.fontMetrics().height())  # beside the first line
        below = row(spacing=6)
        below.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.error, 1)
        layout = column(self, spacing=4)
        for widget in (self.label, editor, self.help):
            layout.addWidget(widget)
        layout.addLayout(below)
        editor.setFont(font("body"))
        if isinstance(editor, QAbstractSpinBox):
            inset(editor)
        self.set_label("")
        self.set_help("")
        self.set_error("")

    def set_label(self, text: str) -> None:
        """Name the field, for the eye and for readers."""
        self.label.show_text(text)
        if text:
            self.editor.setAccessibleName(text)

    def set_help(self, text: str) -> None:
        """Show a line of help below the editor."""
        self.help.show_text(text)

    def set_error(self, text: str) -> None:
        """Show what is wrong, with the red frame and the icon; an empty text takes it away."""
        wrong = bool(text)
        if bool(self.editor.property("invalid")) != wrong:
            self.editor.setProperty("invalid", wrong)
            repolish(self.editor)
        self.error.show_text(text)
        self._error_icon.setVisible(wrong)
        self.help.setVisible(bool(self.help.text()) and not wrong)
        self.editor.setAccessibleDescription(tr("gui.field.error", text=text) if wrong else self.help.text())

    def is_wrong(self) -> bool:
        """Tell whether an error is shown."""
        return bool(self.editor.property("invalid"))
