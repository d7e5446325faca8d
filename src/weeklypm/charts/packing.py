"""Find room for labels beside their markers: free stretches of a lane, no label over anything else."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable

Span = tuple[float, float]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans sorted and joined where they touch."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


class Row:
    """Hold what stands in one row between two limits, and find the free room on either side of a place."""

    def __init__(self, taken: Iterable[Span], limits: Span) -> None:
        self._taken = merged(taken)
        self._limits = limits

    def left_of(self, place: Span) -> Span:
        """Return the free stretch that ends where the things at a place begin."""
        first, _ = self._block(place)
        start = self._taken[first - 1][1] if first else self._limits[0]
        end = min(place[0], self._taken[first][0]) if first < len(self._taken) else place[0]
        return max(start, self._limits[0]), min(end, self._limits[1])

    def right_of(self, place: Span) -> Span:
        """Return the free stretch that starts where the things at a place end."""
        _, after = self._block(place)
        end = self._taken[after][0] if after < len(self._taken) else self._limits[1]
        start = max(place[1], self._taken[after - 1][1]) if after else place[1]
        return max(start, self._limits[0]), min(end, self._limits[1])

    def _block(self, place: Span) -> tuple[int, int]:
        """Return the first index of what meets a place and the one behind the last."""
        first = bisect_right(self._taken, place[0], key=_end)
        after = bisect_left(self._taken, place[1], key=_start)
        return first, max(first, after)

    def take(self, span: Span) -> None:
        """Mark a free stretch as taken."""
        insort(self._taken, span)


def _start(span: Span) -> float:
    return span[0]


def _end(span: Span) -> float:
    return span[1]
