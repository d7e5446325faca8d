"""Dialogs: they lie inside the console's window over a scrim, so they can never stand over the stage."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.focus_return import FocusReturn
from weeklypm.gui.widgets.labels import DataLabel


class Scrim(QWidget):
    """Darken the window under a dialog and keep the pointer from it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        host.installEventFilter(self)
        self.setGeometry(host.rect())
        self.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().scrim)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


class Dialog(QDialog):
    """Ask for something: title, body, and at the right Cancel and the answer.

    ``open()`` shows it, ``accepted`` or ``rejected`` tell how it ended. Esc cancels, Ctrl+Enter answers. Tab stays
    inside; the focus goes back to where it was. Fill ``body``; set words in the answer's and title's ``set_text``.
    """

    def __init__(self, host: QWidget, *, width: int | None = None) -> None:
        super().__init__(host.window())
        # Given to the constructor, the flag would be turned into that of a window.
        self.setWindowFlags(Qt.WindowType.Widget)
        self._host = host.window()
        self._scrim = Scrim(host.window())
        self._focus = FocusReturn(host.window())
        self.setProperty("overlay", "sheet")
        self.setFixedWidth(min(width or sizes().dialog, sizes().dialog))
        self.title = DataLabel(self, role="section")
        self.subtitle = DataLabel(self, role="secondary", tone="text2")
        self.subtitle.hide()
        self.body = column(spacing=12)
        self.cancel = Button(self)
        self.answer = Button(self, variant="primary")
        self.buttons = self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.answer.clicked.connect(self.accept)
        host.window().installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        Retranslated(self, self._retranslate)
        self.hide()

    def _lay_out(self) -> QHBoxLayout:
        whole = column(self, padding=24, spacing=12)
        head = column(spacing=4)
        head.addWidget(self.title)
        head.addWidget(self.subtitle)
        whole.addLayout(head)
        whole.addLayout(self.body)
        buttons = row(spacing=8)
        buttons.setContentsMargins(0, 12, 0, 0)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.answer)
        whole.addLayout(buttons)
        return buttons

    def _retranslate(self) -> None:
        self.cancel.set_text(tr("gui.dialog.cancel"))

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Show what is asked, and of what."""
        self.title.setText(title)
        self.subtitle.show_text(subtitle)
        self.setAccessibleName(title)

    @override
    def open(self) -> None:
        """Show the dialog over its window and put the focus into its first field."""
        self._focus.remember()
        self._scrim.setGeometry(self._host.rect())
        self._scrim.show()
        self._scrim.raise_()
        self.show()
        self.raise_()
        self._place()
        first = self._stops()
        if first:
            first[0].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def done(self, result: int) -> None:
        self._scrim.hide()
        super().done(result)
        self._focus.give_back()

    def _place(self) -> None:
        self.adjustSize()
        room = self._host.rect()
        self.move((room.width() - self.width()) // 2, max(24, (room.height() - self.height()) // 2))

    def _stops(self) -> list[QWidget]:
        """Return the widgets that Tab visits, in its order."""
        found: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not self and at is not None:
            inside = self.isAncestorOf(at) and at.isVisibleTo(self) and at.isEnabled()
            if inside and at.focusPolicy() & Qt.FocusPolicy.TabFocus and not at.focusProxy():
                found.append(at)
            at = at.nextInFocusChain()
        last = [item.widget() for item in (self.buttons.itemAt(n) for n in range(self.buttons.count())) if item]
        return [stop for stop in found if stop not in last] + [stop for stop in last if stop in found]

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the window's shortcuts rest while something is asked
            return True
        return super().event(event)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = self._stops()
        if not stops:
            return False
        now = self.focusWidget()
        at = stops.index(now) if now in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.answer.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif enter and isinstance(focused, QPushButton):
            focused.click()
        # Other keys end here: behind the scrim nothing is to hear them.
        event.accept()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False
