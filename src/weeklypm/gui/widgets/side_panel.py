"""A page with a panel at its right: beside it in a wide window, a drawer over it in a narrow one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row


class PanelPage(QWidget):
    """Hold a page's main part and its panel. ``opener`` is the named button to put at the end of the page's header."""

    def __init__(self, parent: QWidget | None = None, *, width: int | None = None) -> None:
        super().__init__(parent)
        self._width = width or sizes().panel_wide
        self._narrow = False
        self.panel = QFrame(self)
        self.panel.setProperty("panel", "right")
        self.panel_body = column(self.panel, spacing=0)
        self._shut = Button(self.panel, variant="icon", icon="x")
        self._shut.clicked.connect(self.close_drawer)
        head = row()
        head.setContentsMargins(8, 8, 8, 0)
        head.addStretch(1)
        head.addWidget(self._shut)
        self.panel_body.addLayout(head)
        self._shut.hide()
        self.main = QWidget(self)
        self.opener = Button(icon="panel-right")
        self.opener.hide()
        self.opener.clicked.connect(self.open_drawer)
        self._row = row(self, spacing=0)
        self._row.addWidget(self.main, 1)
        self._row.addWidget(self.panel)
        self.panel.setFixedWidth(self._width)
        self.panel.installEventFilter(self)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self._shut.set_name(tr("gui.panel.close"))

    def set_name(self, name: str) -> None:
        """Name the panel, and so the button that opens it."""
        self.opener.set_text(name)
        self.panel.setAccessibleName(name)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Turn the panel into a drawer, or put it beside the page again."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._shut.setVisible(narrow)
        if self.opener.parentWidget():
            self.opener.setVisible(narrow)
        if narrow:
            self._row.removeWidget(self.panel)
            self.panel.hide()
        else:
            self._row.addWidget(self.panel)
            self.panel.show()

    def open_drawer(self) -> None:
        """Lay the panel over the page and go into it."""
        if self._narrow:
            self._place()
            self.panel.show()
            self.panel.raise_()
            self._lead_inside()
            self._shut.setFocus(Qt.FocusReason.TabFocusReason)

    def _lead_inside(self) -> None:
        """Let Tab go from the button that shuts the drawer to what is in it, not to what lies below."""
        stop, before = self.nextInFocusChain(), None
        while stop is not None and stop is not self and not self._is_inside(stop):
            # Qt heeds no order behind what takes no keys.
            before = stop if _is_stop(stop) and stop is not self._shut else before
            stop = stop.nextInFocusChain()
        if before is not None and stop is not self:
            QWidget.setTabOrder(before, self._shut)

    def _is_inside(self, stop: QWidget) -> bool:
        return _is_stop(stop) and stop is not self._shut and self.panel.isAncestorOf(stop)

    def close_drawer(self) -> None:
        """Put the drawer away and give the focus back to the button that opened it."""
        if self._narrow:
            self.panel.hide()
            self.opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.panel.setGeometry(self.width() - self._width, 0, self._width, self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow:
            self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.KeyPress and escape and self._narrow:
            self.close_drawer()
            return True
        return False


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
