"""Identities that rise: UUIDv7 with a counter, so that a stopped or backward clock never breaks their order."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Final
from uuid import UUID

from weeklypm.domain.ids import uuid7

_SEQUENCE: Final = 0x1000
_MILLISECOND_BITS: Final = 80


class Identities:
    """Make UUIDv7 whose order is the order of making (RFC 9562, section 6.2, method 1)."""

    def __init__(self, above: UUID | None = None) -> None:
        self._milliseconds = (above.int >> _MILLISECOND_BITS) + 1 if above else 0
        self._sequence = 0

    def make(self, now: datetime) -> UUID:
        """Return an identity of this instant that is greater than all made before."""
        milliseconds = int(now.timestamp() * 1000)
        if milliseconds > self._milliseconds:
            self._milliseconds, self._sequence = milliseconds, 0
        elif self._sequence + 1 < _SEQUENCE:
            self._sequence += 1
        else:
            self._milliseconds, self._sequence = self._milliseconds + 1, 0
        return uuid7(self._milliseconds, self._sequence.to_bytes(2, "big") + os.urandom(8))
