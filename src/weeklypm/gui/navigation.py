"""Which page is shown: the rail, the stack of pages and the numbered keys, kept in step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from weeklypm.domain.values import message
from weeklypm.gui.i18n import tr
from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.widgets.nav_rail import NavRail

_MOST_NUMBERED = 8


class Navigation(QObject):
    """Show one page at a time. Pages are made once and stay; a hidden page is not asked to draw."""

    page_shown = Signal(str)
    """The key of the page that is now seen."""

    def __init__(self, rail: NavRail, stack: QStackedWidget, commands: Commands) -> None:
        super().__init__(stack)
        self._rail = rail
        self._stack = stack
        self._commands = commands
        self._pages: dict[str, tuple[QWidget, str]] = {}
        rail.chosen.connect(self.show)

    def add(self, key: str, icon: str, title_code: str, widget: QWidget, *, at_bottom: bool = False) -> None:
        """Add a page; the first added is shown. Ctrl+1 to Ctrl+8 follow the order, Ctrl+, goes to the bottom page.

        Raises KeyError for a key that is there already.
        """
        if key in self._pages:
            raise KeyError(key)
        self._pages[key] = (widget, title_code)
        self._rail.add(key, icon, tr(title_code), at_bottom=at_bottom)
        self._stack.addWidget(widget)
        keys = self._keys_for(at_bottom=at_bottom)
        command = Command("gui.command.page", keys, icon, arguments=(("name", message(title_code)),))
        self._commands.add(command, partial(self.enter, key))
        if len(self._pages) == 1:
            self.show(key)

    def _keys_for(self, *, at_bottom: bool) -> tuple[str, ...]:
        if at_bottom:
            return ("Ctrl+,",)
        number = self._stack.count()
        return (f"Ctrl+{number}",) if number <= _MOST_NUMBERED else ()

    def show(self, key: str) -> None:
        """Show a page. Raises KeyError for an unknown key."""
        widget, _ = self._pages[key]
        self._rail.select(key)
        self._commands.set_page(key)
        self._stack.setCurrentWidget(widget)
        self.page_shown.emit(key)

    def enter(self, key: str) -> None:
        """Show a page and give the keyboard to its first list: who came by a key goes on by keys.

        A page without a list leaves the keyboard where it is. Raises KeyError for an unknown key.
        """
        self.show(key)
        first = next((stop for stop in _stops(self.widget(key)) if isinstance(stop, QAbstractItemView)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shown(self) -> str:
        """Return the key of the page that is shown, or an empty text."""
        return self._rail.selected()

    def widget(self, key: str) -> QWidget:
        """Return a page. Raises KeyError for an unknown key."""
        return self._pages[key][0]

    def retranslate(self) -> None:
        """Name the pages again in the language that is now set."""
        self._rail.name_parts(tr("gui.rail.pages"), tr("gui.rail.more"))
        for key, (_, title_code) in self._pages.items():
            self._rail.set_name(key, tr(title_code))


def _stops(page: QWidget) -> Iterator[QWidget]:
    """Yield the widgets of a page that Tab visits now, in its order."""
    at = page.nextInFocusChain()
    while at is not None and at is not page:
        if page.isAncestorOf(at) and at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield at
        at = at.nextInFocusChain()
