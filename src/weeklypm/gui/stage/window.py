"""The window that is shared with the room: its own top-level window, made once, and nothing in it but the slide.

It has no menus, tooltips, dialogs, scroll bars or cursor, takes no focus, and shows no error: a fault keeps the last
frame and is told to the console by a signal (facilitation.md section 3, visual.md section 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QScreen,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.stage import (
    ActionsView,
    BlankView,
    CloseView,
    LearningView,
    OpeningView,
    ReadBackView,
    StageState,
    StageView,
    TalkView,
    TopicView,
    View,
)
from weeklypm.domain.values import Language
from weeklypm.gui import fonts
from weeklypm.gui.stage.look import HEIGHT, WIDTH, colours
from weeklypm.gui.stage.opening import opening
from weeklypm.gui.stage.outcomes import actions, close, learning, nothing, read_back
from weeklypm.gui.stage.pieces import Piece
from weeklypm.gui.stage.slide import Slides
from weeklypm.gui.stage.speaking import Speaker
from weeklypm.gui.stage.telling import CHART, talk
from weeklypm.gui.stage.topic import topic
from weeklypm.wording import say

DrawTimeline = Callable[[TalkView, int, int], QImage]
"""Draws the timeline of a view as a picture so many device pixels wide and high."""

LAYOUTS: Final[dict[type[View], Callable[[Any, Speaker], Iterator[Piece]]]] = {
    OpeningView: opening,
    ActionsView: actions,
    TopicView: topic,
    LearningView: learning,
    ReadBackView: read_back,
    CloseView: close,
    BlankView: nothing,
}
# The application wears the console's style sheet; a widget's own goes before it.
_UNSTYLED: Final = "* { background: transparent; border: none; margin: 0; padding: 0; min-width: 0; min-height: 0; }"
_STATES: Final = (*(kind.state for kind in LAYOUTS), TalkView.state)


class StageWindow(QWidget):
    """Show one view at a time in the series' language and a theme.

    ``key_pressed`` forwards keys as (key, modifiers, text) to the console; ``changed`` tells that the room sees
    something else; ``screen_lost`` that its screen went away, and that it is blank and in a window now; ``faulted``
    that a view could not be drawn; ``hidden_by_user`` that it was closed: it is hidden then, never destroyed.
    """

    key_pressed = Signal(int, Qt.KeyboardModifier, str)
    changed = Signal()
    screen_lost = Signal()
    faulted = Signal(object)
    hidden_by_user = Signal()

    def __init__(self, draw_timeline: DrawTimeline, *, language: Language = Language.EN, theme: str = "light") -> None:
        super().__init__(None, Qt.WindowType.Window)
        fonts.register()
        self._draw_timeline = draw_timeline
        self._speaker = Speaker(language)
        self._theme = theme
        self._view: StageView = BlankView()
        self._blank = False
        self._home: QScreen | None = None
        self._drawn: tuple[tuple[TalkView, int, int], QImage] | None = None
        self._behave()
        self._stack = Slides(self)
        self._slides = {state: self._stack.add(colours(theme)) for state in _STATES}
        self._stack.turn_to(self._slides[StageState.BLANK])
        self.resize(self._default_size())
        self._watch_screens()

    def _behave(self) -> None:
        """Be a plain picture: one fixed title, no pointer, no focus, no menu."""
        self.setWindowTitle(say(self._speaker.language, "stage.window.title"))
        self.setObjectName("stage")
        self.setStyleSheet(_UNSTYLED)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)

    def _watch_screens(self) -> None:
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._screen_removed)

    def _default_size(self) -> QSize:
        """Return 1280x720 device pixels, which video calls send unscaled."""
        ratio = self.devicePixelRatioF()
        return QSize(round(WIDTH / ratio), round(HEIGHT / ratio))

    @property
    def view(self) -> StageView:
        """Return what is or, while blank, would be shown."""
        return self._view

    @property
    def is_blank(self) -> bool:
        """Tell whether the ground alone is shown."""
        return self._blank or isinstance(self._view, BlankView)

    @property
    def names_on(self) -> bool:
        """Tell whether the view shows names where it usually shows roles."""
        return self._view.names_on

    @property
    def language(self) -> Language:
        """Return the language of the slides: the series'."""
        return self._speaker.language

    @property
    def theme(self) -> str:
        """Return ``light`` or ``dark``."""
        return self._theme

    @property
    def text_is_small(self) -> bool:
        """Tell whether the window is under 1280x720 device pixels, so that text is under 20 px; the console warns."""
        ratio = self.devicePixelRatioF()
        # Half a pixel off: at fractional ratios no logical size gives 1280 exactly.
        return self.width() * ratio < WIDTH - ratio or self.height() * ratio < HEIGHT - ratio

    def show_view(self, view: StageView) -> None:
        """Show a view; while blank it is kept and shown afterwards. A view that cannot be drawn changes nothing."""
        if self._render(view):
            self._view = view
            self._turn()

    def blank(self, on: bool) -> None:  # noqa: FBT001  named as the key that does it
        """Hide the slide behind the plain ground, or bring it back."""
        self._blank = on
        self._turn()

    def set_language(self, language: Language) -> None:
        """Speak another language from now on."""
        self._speaker = Speaker(language)
        self._renew()

    def set_theme(self, theme: str) -> None:
        """Wear ``light`` or ``dark``."""
        self._theme = theme
        self._renew()

    def redraw(self) -> None:
        """Draw the view again, for example after the timeline's drawing changed."""
        self._renew()

    def grab_thumbnail(self, size: QSize) -> QPixmap:
        """Return what the room sees, scaled into a size in logical pixels."""
        ratio = self.devicePixelRatioF()
        grabbed = self.grab().scaled(
            size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        grabbed.setDevicePixelRatio(ratio)
        return grabbed

    def _renew(self) -> None:
        self._drawn = None
        self._render(self._view)
        self._turn()

    def _render(self, view: StageView) -> bool:
        try:
            pieces = list(self._pieces(view))
        except Exception as problem:  # noqa: BLE001  whatever it is, the room keeps the last frame
            self.faulted.emit(problem)
            return False
        self._slides[view.state].show_pieces(pieces, colours(self._theme))
        return True

    def _turn(self) -> None:
        """Bring the slide to the front and empty the others, so that nothing old can be read or heard."""
        self._stack.fit(self._scene())
        state = StageState.BLANK if self._blank else self._view.state
        for other, slide in self._slides.items():
            if other is not self._view.state or other is StageState.BLANK:
                slide.show_pieces((), colours(self._theme))
        self._stack.turn_to(self._slides[state])
        self.update()
        self.changed.emit()

    def _pieces(self, view: StageView) -> Sequence[Piece]:
        if isinstance(view, TalkView):
            return list(talk(view, self._speaker, self._timeline(view)))
        return list(LAYOUTS[type(view)](view, self._speaker))

    def _timeline(self, view: TalkView) -> QImage:
        """Draw the timeline, unless only the minutes left changed: drawing takes longer than a second's tick should."""
        scale = self._scale() * self.devicePixelRatioF()
        wanted = (replace(view, left=None), round(CHART.w * scale), round(CHART.h * scale))
        if self._drawn is None or self._drawn[0] != wanted:
            self._drawn = (wanted, self._draw_timeline(view, wanted[1], wanted[2]))
        return self._drawn[1]

    def _scale(self) -> float:
        return min(self.width() / WIDTH, self.height() / HEIGHT)

    def _scene(self) -> QRect:
        """Return the place of the scene: as large as fits, in the middle."""
        scale = self._scale()
        wide, high = round(WIDTH * scale), round(HEIGHT * scale)
        return QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    @Slot(QScreen)
    def _screen_removed(self, screen: QScreen) -> None:
        if screen is not self._home:
            return
        self._home = None
        self.showNormal()
        self.resize(self._default_size())
        self.blank(True)
        self.screen_lost.emit()

    @Slot()
    def _settle(self) -> None:
        """Remember the screen it stands on; a turn later, for a vanishing screen moves its windows first."""
        self._home = self.screen()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        self.key_pressed.emit(event.key(), event.modifiers(), event.text())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self._stack.fit(self._scene())
        if isinstance(self._view, TalkView):
            self._render(self._view)
        self.changed.emit()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._home = self.screen()

    @override
    def moveEvent(self, event: QMoveEvent, /) -> None:
        super().moveEvent(event)
        QTimer.singleShot(0, self, self._settle)

    @override
    def closeEvent(self, event: QCloseEvent, /) -> None:
        self.hidden_by_user.emit()
        super().closeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours(self._theme).ground)
        painter.end()
