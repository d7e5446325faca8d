"""The one place where screens hear that something changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """Carry facts from the door for changes to the screens; it holds no state."""

    changed = Signal(object, object)
    """``Changes`` after a COMMIT, and the initiator (any object, or None), so that a page can tell its own echo."""

    failed = Signal(object, object)
    """A ``Problem`` that stopped a change or a query, and the initiator; nothing was written."""
