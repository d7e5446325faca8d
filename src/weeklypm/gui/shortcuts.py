"""Commands: each has a code for its name, a key shown once, and an action; the palette and the key sheet list them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

from weeklypm.gui.i18n import Retranslated, tr

ANYWHERE: Final = ""


@dataclass(frozen=True)
class Command:
    """Hold a command.

    ``code`` names it in the catalogues; ``keys`` are portable key sequences, the first is the one shown; ``icon`` is
    an icon's name; ``page`` is the key of the page on which a single key works, or empty for anywhere; ``always``
    makes the key work while a text field has the focus too; ``arguments`` fill the name's placeholders.
    """

    code: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    page: str = ANYWHERE
    always: bool = False
    arguments: tuple[tuple[str, object], ...] = ()


class Commands(QObject):
    """Keep the commands of a window as actions, named in the current language.

    A key with Ctrl or a function key is an ordinary shortcut of the window. A single key belongs to its page and works
    when no widget that has the focus wants it, so typing is never disturbed.
    """

    added = Signal()
    """A command came or went."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, tuple[Command, QAction]] = {}
        self._page = ANYWHERE
        Retranslated(window, self._retranslate)

    def add(self, command: Command, triggered: Callable[[], object]) -> QAction:
        """Add a command and return its action. Raises KeyError when its code and arguments are there already."""
        name = _name(command)
        if name in self._actions:
            raise KeyError(name)
        action = QAction(self._window)
        action.setText(tr(command.code, **dict(command.arguments)))
        action.triggered.connect(lambda _checked=False: triggered())
        plain = [QKeySequence(keys) for keys in command.keys if not _is_single(keys) and not command.always]
        action.setShortcuts(plain)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(action)
        self._actions[name] = (command, action)
        self.added.emit()
        return action

    def remove(self, command: Command) -> None:
        """Take a command away."""
        _, action = self._actions.pop(_name(command))
        self._window.removeAction(action)
        action.deleteLater()
        self.added.emit()

    def set_page(self, page: str) -> None:
        """Let the single keys of another page work."""
        self._page = page

    def usable(self) -> list[tuple[Command, QAction]]:
        """Return the commands that can be given now, in the order they were added."""
        return [(command, action) for command, action in self._actions.values() if self._is_usable(command, action)]

    def all(self) -> list[tuple[Command, QAction]]:
        """Return every command with its action."""
        return list(self._actions.values())

    def _is_usable(self, command: Command, action: QAction) -> bool:
        return command.page in {ANYWHERE, self._page} and action.isEnabled() and action.isVisible()

    def press(self, event: QKeyEvent, *, always: bool = False) -> bool:
        """Give the command of a single key and tell whether there was one."""
        pressed = _sequence(event)
        for command, action in self.usable():
            wanted = [QKeySequence(keys) for keys in command.keys if _is_single(keys) or command.always]
            if pressed in wanted and command.always >= always:
                action.trigger()
                return True
        return False

    def _retranslate(self) -> None:
        for command, action in self._actions.values():
            action.setText(tr(command.code, **dict(command.arguments)))


class AlwaysKeys(QObject):
    """Catch the keys that work even while typing, such as Page Down for a clicker, before a text field takes them."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the app comes by here: its class is known sooner than its type.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window or _is_asked(watched):
            return False
        return self._commands.press(event, always=True) or _enter(watched, event)


def _enter(widget: QWidget, event: QKeyEvent) -> bool:
    """Click the button that got Enter, and tell so: outside a dialog Qt knows only Space, yet Enter ends a form."""
    wanted = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
    if not wanted or not isinstance(widget, QAbstractButton) or not widget.isEnabled():
        return False
    widget.click()
    return True


def _is_asked(widget: QWidget) -> bool:
    """Tell whether a widget belongs to a dialog inside the window: while something is asked, keys are the dialog's."""
    at: QWidget | None = widget
    while at is not None and not isinstance(at, QDialog):
        at = at.parentWidget()
    return at is not None


def _name(command: Command) -> str:
    return f"{command.code} {dict(command.arguments)}" if command.arguments else command.code


def _is_single(keys: str) -> bool:
    """Tell whether a key sequence is one key without Ctrl, Alt or Meta that a text field could want."""
    sequence = QKeySequence(keys)
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs leave __getitem__ out
    function_key = Qt.Key.Key_F1 <= combination.key() <= Qt.Key.Key_F12
    held = combination.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
    return held == Qt.KeyboardModifier.NoModifier and not function_key


def _sequence(event: QKeyEvent) -> QKeySequence:
    # Shift is part of how a sign like + is typed, and the keypad sends the same signs.
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.text().isprintable() and event.text() and not event.text().isalnum():
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, Qt.Key(event.key())))


def is_typing(widget: QWidget | None = None) -> bool:
    """Tell whether a field that takes text has the focus, so that single keys and undo belong to it."""
    focused = widget or QApplication.focusWidget()
    if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
        return not focused.isReadOnly() and focused.isEnabled()
    return isinstance(focused, QAbstractSpinBox) or (isinstance(focused, QComboBox) and focused.isEditable())
