"""Where both windows stand: the stage on another display, or beside the console when there is only one.

The stage is never put in full screen on the only display (facilitation.md section 3).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from weeklypm.gui.stage.look import HEIGHT, WIDTH
from weeklypm.gui.stage.window import StageWindow

BESIDE_FROM: Final = 1660
"""Device pixels of width from which the strip stands beside the stage (decisions.md section 8)."""
STRIP: Final = 360
BAR: Final = 120


def open_stage(stage: StageWindow, console: QWidget) -> None:
    """Show the stage: whole on another display, else as a window of its usual size that leaves the console in front."""
    if stage.isVisible():
        return
    stage.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    other = other_screen(console)
    if other is None:
        _stand_on(stage, console.screen())
        stage.show()
    else:
        fill(stage, other)
    if QGuiApplication.platformName() not in ("offscreen", "minimal"):
        console.raise_()  # platforms without a window manager only complain
    console.activateWindow()


def other_screen(window: QWidget) -> QScreen | None:
    """Return a display that a window is not on, or None where there is only one."""
    return next((screen for screen in QGuiApplication.screens() if screen is not window.screen()), None)


def screen_number(window: QWidget) -> int:
    """Return the number of the display a window is on, from 1."""
    screens = QGuiApplication.screens()
    return screens.index(window.screen()) + 1 if window.screen() in screens else 1


def swap(stage: StageWindow, console: QWidget) -> bool:
    """Let both windows change displays; tell whether there was another one to change to."""
    theirs, ours = stage.screen(), console.screen()
    other = theirs if theirs is not ours else other_screen(console)
    if other is None:
        open_stage(stage, console)
        return False
    full = stage.isFullScreen()
    whole = console.isMaximized()
    console.showNormal()
    console.move(other.availableGeometry().topLeft())
    if whole:
        console.showMaximized()
    if full:
        fill(stage, ours)
    else:
        _stand_on(stage, ours)
        stage.show()
    console.activateWindow()
    return True


def fit(stage: StageWindow, console: QWidget) -> None:
    """Let the stage fill its display, or bring it back to its usual size; on the only display it stays a window."""
    if stage.isFullScreen():
        stage.showNormal()
        _stand_on(stage, stage.screen())
    elif stage.screen() is not console.screen():
        fill(stage, stage.screen())
    else:
        _stand_on(stage, stage.screen())
        stage.show()
    console.activateWindow()


def beside(screen: QScreen) -> bool:
    """Tell whether a display has room for the strip beside the stage; else it lies under it."""
    return screen.size().width() * screen.devicePixelRatio() >= BESIDE_FROM


def dock(stage: StageWindow, screen: QScreen) -> QRect:
    """Put the stage into a corner of the only display, scaled where it must be, and return the strip's place."""
    room, ratio = screen.availableGeometry(), screen.devicePixelRatio()
    wide, high = round(WIDTH / ratio), round(HEIGHT / ratio)
    if beside(screen):
        stage.setGeometry(QRect(room.topLeft(), QSize(wide, high)))
        return QRect(room.left() + wide, room.top(), min(STRIP, room.width() - wide), min(room.height(), high))
    scale = min(1.0, room.width() / wide, (room.height() - BAR) / high)
    stage.setGeometry(QRect(room.topLeft(), QSize(round(wide * scale), round(high * scale))))
    return QRect(room.left(), stage.geometry().bottom() + 1, room.width(), BAR)


def fill(stage: StageWindow, screen: QScreen) -> None:
    """Let the stage fill a display."""
    stage.setGeometry(screen.geometry())
    stage.showFullScreen()


def _stand_on(stage: StageWindow, screen: QScreen) -> None:
    """Give the stage its 1280x720 device pixels, as far right and up as there is room."""
    room, ratio = screen.availableGeometry(), screen.devicePixelRatio()
    size = QSize(round(WIDTH / ratio), round(HEIGHT / ratio))
    corner = QPoint(max(room.left(), room.right() + 1 - size.width()), room.top())
    stage.setGeometry(QRect(corner, size))
