"""The accessibility sweep: every child that takes the focus has a name, is reached by Tab, and shows that it has it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QTabBar, QWidget

_MOST_TABS = 400
_MARGIN = 4


def focusable(root: QWidget) -> list[QWidget]:
    """Return the visible, enabled children that Tab is to reach; the inner parts of a field count as the field."""
    found = [root, *root.findChildren(QWidget)]
    return [widget for widget in found if _takes_focus(widget, root)]


def _takes_focus(widget: QWidget, root: QWidget) -> bool:
    shown = widget.isVisibleTo(root) and widget.isEnabled() and not widget.visibleRegion().isEmpty()
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox) and isinstance(widget, QLineEdit)
    return shown and tab and not inner and not widget.isWindow()


def unnamed(root: QWidget) -> list[str]:
    """Return the children that a reader would announce without a name."""
    return [_describe(widget) for widget in focusable(root) if not _spoken(widget)]


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    said = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return (said or widget.accessibleName()).strip()


def reached_by_tab(root: QWidget) -> list[QWidget]:
    """Press Tab in a shown window until the focus comes back, and return what had it, in order."""
    window = root.window()
    window.activateWindow()
    start = window.focusWidget() or window
    seen: list[QWidget] = []
    for _ in range(_MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or start, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in seen:
            break
        seen.append(now)
    return [widget for widget in seen if widget is root or root.isAncestorOf(widget)]


def unreached(root: QWidget) -> list[str]:
    """Return the children that Tab does not reach. In a group of choices the chosen one stands for all."""
    reached = set(reached_by_tab(root))
    return [
        _describe(widget)
        for widget in focusable(root)
        if widget not in reached and not _stands_for(widget, reached) and not isinstance(widget, QTabBar)
    ]


def _stands_for(widget: QWidget, reached: set[QWidget]) -> bool:
    group = getattr(widget, "group", lambda: None)()
    return group is not None and group.exclusive() and any(button in reached for button in group.buttons())


def unseen(root: QWidget) -> list[str]:
    """Return the children that look the same with the focus as without it, the blinking of a cursor aside."""
    return [_describe(widget) for widget in focusable(root) if not _shows_focus(widget)]


def _shows_focus(widget: QWidget) -> bool:
    window = widget.window()
    window.setFocus()
    QApplication.processEvents()
    before = _picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = _picture(widget)
    widget.clearFocus()
    return before != after


def _picture(widget: QWidget) -> object:
    """Return the picture of a widget with the edge around it; a frame may belong to what it lies in."""
    window = widget.window()
    edge = QSize(2 * _MARGIN, 2 * _MARGIN)
    at = QRect(widget.mapTo(window, QPoint(-_MARGIN, -_MARGIN)), widget.size() + edge)
    return window.grab(at).toImage()


def faults(root: QWidget) -> list[str]:
    """Return every fault in words; an empty list is what a page's test asks for."""
    for _ in range(2):
        QApplication.processEvents()  # what was added is shown in the first round and laid out in the second
    return [
        *[f"{name} has no name" for name in unnamed(root)],
        *[f"{name} is not reached by Tab" for name in unreached(root)],
        *[f"{name} does not show its focus" for name in unseen(root)],
    ]


def _describe(widget: QWidget) -> str:
    return f"{type(widget).__name__}({widget.objectName() or _spoken(widget)})"
