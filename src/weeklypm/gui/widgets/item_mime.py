"""What is carried while an item is dragged between the agenda and the queue: its key, and where it came from."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QMimeData

FROM_AGENDA: Final = "application/x-weeklypm-agenda-item"
FROM_QUEUE: Final = "application/x-weeklypm-queue-item"


def carry(key: str, source: str) -> QMimeData:
    """Pack an item's key."""
    data = QMimeData()
    data.setData(source, key.encode())
    return data


def carried(data: QMimeData, *sources: str) -> str:
    """Return the key that came from one of some sources; an empty text for none, or what is no item's key."""
    for source in sources:
        if data.hasFormat(source):
            return _known(bytes(data.data(source).data()).decode("utf-8", "replace"))
    return ""


def _known(key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return ""
