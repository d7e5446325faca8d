"""Draw a row's fields at once: Hypothesis takes far longer over ten small draws than the rules take to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import prod
from typing import Any

from hypothesis import strategies as st

EVEN = 1 << 24
"""The longest range from which Hypothesis draws evenly."""


def one_of_each(**choices: Sequence[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw one of each list by name: every combination is one number, and nought is the first of each."""
    combinations = prod(map(len, choices.values()))
    assert combinations <= EVEN
    return st.integers(0, combinations - 1).map(partial(_chosen, choices))


def _chosen(choices: Mapping[str, Sequence[Any]], number: int) -> dict[str, Any]:
    chosen = {}
    for name, options in choices.items():
        number, place = divmod(number, len(options))
        chosen[name] = options[place]
    return chosen
