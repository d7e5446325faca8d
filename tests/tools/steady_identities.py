"""Let identities come in one order, so that a picture drawn twice shows the same: ties between people fall by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import count
from pathlib import Path
from uuid import UUID

from weeklypm.domain.ids import uuid7
from weeklypm.storage import identities

Draw = Callable[[str, str, str, Path], Path]


@contextmanager
def steady() -> Iterator[None]:
    """Count in the place of chance while a picture is drawn."""
    numbers = count(1)

    def in_order(milliseconds: int, random_bytes: bytes) -> UUID:
        return uuid7(milliseconds, random_bytes[:2] + next(numbers).to_bytes(8, "big"))

    identities.uuid7 = in_order
    try:
        yield
    finally:
        identities.uuid7 = uuid7


def steadily(draw: Draw) -> Draw:
    """Return a function that draws a picture with identities that are the same each time."""

    @wraps(draw)
    def drawn(name: str, language: str, worn: str, folder: Path) -> Path:
        with steady():
            return draw(name, language, worn, folder)

    return drawn
