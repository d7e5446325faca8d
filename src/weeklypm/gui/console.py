"""The console: the private main window with its top bar, its rail of pages, toast, palette and keys."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from weeklypm._built.forms.console import Ui_Console
from weeklypm.gui import theme
from weeklypm.gui.fonts import font, set_role
from weeklypm.gui.i18n import Retranslated
from weeklypm.gui.navigation import Navigation
from weeklypm.gui.palette import Palette
from weeklypm.gui.shortcuts import AlwaysKeys, Command, Commands, is_typing
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.banner import Banner
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.initials import WorkspaceMark
from weeklypm.gui.widgets.key_sheet import KeySheet
from weeklypm.gui.widgets.labels import KeyHint
from weeklypm.gui.widgets.toast import Toast

TITLE: Final = "weeklypm DO NOT SHARE / 共有しない"
_GEOMETRY: Final = "console/geometry"


class Console(QMainWindow):
    """Hold the pages of the facilitator's own window; it knows no service and says only what was asked of it."""

    start_requested = Signal()
    end_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    workspace_requested = Signal()
    page_shown = Signal(str)
    narrowed = Signal(bool)
    """The window became narrower (or wider) than 1280 px: panels become drawers."""
    typing_changed = Signal(bool)
    """A field that takes text got (or lost) the focus."""
    close_requested = Signal(QCloseEvent)
    """The window is about to close; whoever must not lose work ignores the event."""

    def __init__(self, settings: QSettings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.ui = Ui_Console()
        self.ui.setupUi(self)
        self.setCentralWidget(self.ui.ground)
        self._settings = settings
        self._narrow: bool | None = None
        self._typing = False
        self.commands = Commands(self)
        self.toast = Toast(self.ui.ground)
        self.palette_sheet = Palette(self.ui.ground, self.commands)
        self.key_sheet = KeySheet(self.ui.ground, self.commands)
        self._navigation = Navigation(self.ui.rail, self.ui.pages, self.commands)
        self._always = AlwaysKeys(self, self.commands)
        self._dress_top_bar()
        self._add_commands()
        self._connect()
        self._restore()
        Retranslated(self, self._retranslate)

    # Pages

    def add_page(self, key: str, icon: str, title_code: str, widget: QWidget, *, at_bottom: bool = False) -> None:
        """Add a page to the rail; the first added is shown. Raises KeyError for a key that is there already."""
        self._navigation.add(key, icon, title_code, widget, at_bottom=at_bottom)

    def show_page(self, key: str) -> None:
        """Show a page. Raises KeyError for an unknown key."""
        self._navigation.show(key)

    def page(self, key: str) -> QWidget:
        """Return a page's widget. Raises KeyError for an unknown key."""
        return self._navigation.widget(key)

    def shown_page(self) -> str:
        """Return the key of the page that is shown."""
        return self._navigation.shown()

    def set_count(self, key: str, count: int) -> None:
        """Show a count beside a page's name; 0 shows none."""
        self.ui.rail.set_count(key, count)

    # Top bar

    def set_workspace(self, name: str) -> None:
        """Show the workspace's name and its first sign."""
        self.ui.workspace.set_text(name)
        self.mark.set_name(name)

    def set_stage_state(self, words: str, *, icon: str = "monitor") -> None:
        """Say where the stage is, or while live what is running; an empty text hides it."""
        self.ui.stage_words.setText(words)
        self.ui.stage_icon.set_icon(icon)
        self._show_stage_state()

    def set_live(self, live: bool, words: str = "") -> None:  # noqa: FBT001  a state
        """Offer to end the running meeting instead of starting one, and say which one runs."""
        self.ui.start.setVisible(not live)
        self.ui.end.setVisible(live)
        self._start.setVisible(not live)
        self._end.setVisible(live)
        self.ui.stage_icon.set_token("ok" if live else "text2")
        if words:
            self.set_stage_state(words, icon="circle-dot" if live else "monitor")

    def set_startable(self, startable: bool, why: str = "") -> None:  # noqa: FBT001  a state
        """Enable Start meeting, or say why it is disabled."""
        self.ui.start.setEnabled(startable)
        self._start.setEnabled(startable)
        self.ui.start.setToolTip("" if startable else why)
        self.ui.start.setAccessibleDescription("" if startable else why)

    # What is told

    def tell(self, words: str, *, undo: bool = False, redo: bool = False) -> None:
        """Show a toast."""
        self.toast.say(words, undo=undo, redo=redo)

    def add_banner(self, banner: Banner) -> None:
        """Put a banner above the page; it shows itself when it has something to say."""
        self.ui.banners.addWidget(banner)

    def is_narrow(self) -> bool:
        """Tell whether the window is narrower than 1280 px."""
        return bool(self._narrow)

    # Making

    def _dress_top_bar(self) -> None:
        form = self.ui
        form.top_bar.setFixedHeight(sizes().top_bar)
        form.workspace.set_variant("quiet")
        form.workspace.setFont(font("strong"))
        form.workspace.set_icon("chevrons-up-down")
        form.workspace.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.mark = WorkspaceMark(form.top_bar)
        form.top_row.insertWidget(0, self.mark)
        form.parting.stand(20)
        form.private_icon.set_icon("eye-off")
        set_role(form.private_words, "secondary", tone="text2")
        set_role(form.stage_words, "secondary", tone="text2")
        form.search.set_variant("search")
        form.search.set_icon("search")
        form.search.setMinimumWidth(260)
        hint = row(form.search)
        hint.setContentsMargins(0, 0, 9, 0)
        hint.addStretch(1)
        hint.addWidget(KeyHint(form.search, keys="Ctrl+K"))
        form.start.set_variant("primary")
        form.start.set_icon("play")
        form.end.hide()
        form.ground.setProperty("ground", "page")

    def _add_commands(self) -> None:
        add = self.commands.add
        add(Command("gui.command.palette", ("Ctrl+K",), "search"), self.palette_sheet.open)
        add(Command("gui.command.keys", ("F1",), "keyboard"), self.key_sheet.open)
        self._start: QAction = add(Command("gui.command.start", ("F5",), "play"), self.start_requested.emit)
        self._end: QAction = add(Command("gui.command.end", (), "door-open"), self.end_requested.emit)
        self._end.setVisible(False)
        add(Command("gui.command.undo", ("Ctrl+Z",), "undo-2"), self._on_undo)
        add(Command("gui.command.redo", ("Ctrl+Shift+Z",), "redo-2"), self._on_redo)
        add(Command("gui.command.workspace", ("Ctrl+O",), "hard-drive"), self.workspace_requested.emit)
        add(Command("gui.command.quit", ("Ctrl+Q",), "x"), self.close)

    def _connect(self) -> None:
        self.ui.start.clicked.connect(self.start_requested)
        self.ui.end.clicked.connect(self.end_requested)
        self.ui.workspace.clicked.connect(self.workspace_requested)
        self.ui.search.clicked.connect(self.palette_sheet.open)
        self.toast.undo_requested.connect(self.undo_requested)
        self.toast.redo_requested.connect(self.redo_requested)
        self._navigation.page_shown.connect(self.page_shown)
        app = QGuiApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _restore(self) -> None:
        self.setMinimumSize(QSize(*sizes().window_min))
        self.resize(1440, 900)
        stored = self._settings.value(_GEOMETRY) if self._settings is not None else None
        if isinstance(stored, QByteArray):
            self.restoreGeometry(stored)

    def _retranslate(self) -> None:
        self.ui.retranslateUi(self)
        self.setWindowTitle(TITLE)
        self.ui.search.setAccessibleName(self.ui.search.text())
        self._navigation.retranslate()

    # What happens

    def _on_undo(self) -> None:
        if not is_typing():
            self.undo_requested.emit()

    def _on_redo(self) -> None:
        if not is_typing():
            self.redo_requested.emit()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        typing = now is not None and now.window() is self and is_typing(now)
        if typing != self._typing:
            self._typing = typing
            self.typing_changed.emit(typing)

    def _show_stage_state(self) -> None:
        shown = bool(self.ui.stage_words.text()) and not self._narrow
        self.ui.stage_words.setVisible(shown)
        self.ui.stage_icon.setVisible(shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < sizes().narrow_below
        self.ui.search.setFixedWidth(260 if narrow else 380)
        if narrow != self._narrow:
            self._narrow = narrow
            self.ui.rail.set_narrow(narrow)
            self._show_stage_state()
            self.narrowed.emit(narrow)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_typing() and self.commands.press(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_requested.emit(event)
        if event.isAccepted() and self._settings is not None:
            self._settings.setValue(_GEOMETRY, self.saveGeometry())
            self._settings.sync()
