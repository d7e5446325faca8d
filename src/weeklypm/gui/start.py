"""The first step of the window: Qt, then the plain import function again, then everything else."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import Any


def run(arguments: Sequence[str], plain_import: Callable[..., Any]) -> int:
    """Open the window and return its exit status.

    PySide6 replaces the import function by one that reads the source of each module imported later, for a naming
    feature that is not used here; ``plain_import`` is the one from before and serves all modules after Qt's.
    """
    import PySide6.QtWidgets  # noqa: F401  imported for its effect

    builtins.__import__ = plain_import
    from weeklypm.gui import app

    return app.run(arguments)
