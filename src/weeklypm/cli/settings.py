"""What a command is given: the global options, and the window's pictures where the demo asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weeklypm.domain.values import Language
from weeklypm.services.clock import Clock

RenderWindows = Callable[[Path, Path, str, str], list[Path]]
"""Draw the windows of a workspace: (workspace, folder, language, instant as ISO 8601) to the files written."""


@dataclass(frozen=True)
class Settings:
    """Hold the global options; ``workspace`` None stands for the default place."""

    workspace: Path | None
    language: Language
    clock: Clock
    today: date | None
    render_windows: RenderWindows | None = None
