"""The boxes of a main item: what its minutes are for, by kind (facilitation.md section 3.3), scaled to its length."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from weeklypm.domain.agenda import Kind

SCRIPT: Final[Mapping[Kind, tuple[tuple[str, int], ...]]] = {
    Kind.INCIDENT_TALK: (("context", 2), ("timeline", 9), ("questions", 4), ("recovery", 2)),
    Kind.NEAR_MISS: (("what_happened", 2), ("what_stopped_it", 5), ("how_close", 6), ("would_we_notice", 4)),
    Kind.OPEN_TOPIC: (("pitch", 3), ("dots", 1), ("first", 5), ("second", 5), ("spare", 3)),
    Kind.DASHBOARD_REVIEW: (("why", 1), ("customer", 2), ("week", 6), ("alerts", 4), ("newcomer", 2), ("findings", 2)),
    Kind.RE_READ: (("silent_read", 4), ("surprises", 3), ("today", 6), ("actions", 4)),
    Kind.ROLE_PLAY: (("scene", 2), ("play", 10), ("debrief", 5)),
    Kind.QUESTION: (("think", 2), ("round", 9), ("differences", 4), ("keep", 2)),
    Kind.ACTION_FOLLOW_UP: (("promise", 3), ("obstacles", 6), ("help", 6), ("next_step", 2)),
}
"""Boxes of a main part of 17 minutes, in the order they are held."""


def boxes(kind: Kind, minutes: int) -> tuple[tuple[str, int], ...]:
    """Return the boxes of an item as (code, minutes); they add up to its minutes.

    Minutes are shared in proportion, largest remainders first; a box that gets none is left out.
    """
    script = SCRIPT[kind]
    whole = sum(length for _, length in script)
    shares = [length * minutes // whole for _, length in script]
    rests = sorted(range(len(script)), key=lambda index: (-(script[index][1] * minutes % whole), index))
    for index in rests[: minutes - sum(shares)]:
        shares[index] += 1
    return tuple((f"agenda.box.{kind}.{name}", share) for (name, _), share in zip(script, shares, strict=True) if share)


def box_codes() -> tuple[str, ...]:
    """Return the codes of all boxes, for the catalogues."""
    return tuple(f"agenda.box.{kind}.{name}" for kind, script in SCRIPT.items() for name, _ in script)
