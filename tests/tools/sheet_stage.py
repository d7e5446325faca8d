"""Pictures of the stage, a state each, as the room sees it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from stage_samples import sample_views, timeline_drawer

from weeklypm.domain.values import Language
from weeklypm.gui.stage.window import StageWindow

STATES = ("opening", "actions", "talk", "topic", "learning", "read_back", "close", "blank")


def render(state: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture at 1280x720 and return its path."""
    app = QApplication.instance() or QApplication(["sheets"])
    stage = StageWindow(timeline_drawer(language, worn), language=Language(language), theme=worn)
    stage.resize(1280, 720)
    stage.show_view(sample_views(language)[state])
    stage.show()
    app.processEvents()
    target = folder / f"stage-{state}-{worn}-{language}.png"
    stage.grab().save(str(target))
    stage.close()
    stage.deleteLater()
    app.processEvents()
    return target


def views() -> list[tuple[str, partial[Path]]]:
    """Return the name and the drawing function of each state."""
    return [(state, partial(render, state)) for state in STATES]
