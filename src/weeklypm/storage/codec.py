"""Values as canonical JSON text: what JSON lacks is tagged, so that every value comes back as it was.

A tag is an object of one key: ``{"date": "2026-11-24"}``. Tuples are lists.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Final
from uuid import UUID

import weeklypm.domain
from weeklypm.domain.values import Message

Json = Any


def to_json(value: Any) -> str:
    """Write a value as canonical JSON text: keys sorted, no spaces, letters as they are.

    Raises TypeError for a kind of value that has no tag and ValueError for infinities, NaN and naive instants.
    """
    return json.dumps(tagged(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Any:
    """Read a value back from canonical JSON text; lists become tuples."""
    return untagged(json.loads(text))


def tagged(value: Any) -> Json:
    """Return a value as JSON's own kinds, with tags for the others."""
    if isinstance(value, StrEnum):
        return {"name": [type(value).__name__, value.value]}
    if value is None or isinstance(value, bool | str | float | int):
        return value
    if isinstance(value, tuple | list):
        return [tagged(item) for item in value]
    if isinstance(value, Message):
        return {"message": [value.code, {name: tagged(argument) for name, argument in value.arguments}]}
    for tag, (kind, write, _) in _TAGS.items():
        if isinstance(value, kind):
            return {tag: write(value)}
    raise TypeError(f"no way to store a {type(value).__name__}")


def untagged(value: Json) -> Any:
    """Return the value that a tagged JSON value stands for."""
    if isinstance(value, list):
        return tuple(untagged(item) for item in value)
    if not isinstance(value, dict):
        return value
    ((tag, held),) = value.items()
    if tag == "message":
        code, arguments = held
        return Message(code, tuple(sorted((name, untagged(argument)) for name, argument in arguments.items())))
    if tag == "name":
        kind, name = held
        return _enumerations()[kind](name)
    return _TAGS[tag][2](held)


def message_to_plain(what: Message | None) -> Json:
    """Return a message as JSON's own kinds, for documents that hold messages among other things."""
    return tagged(what)


def message_from_plain(plain: Json) -> Any:
    """Return the message that ``message_to_plain`` wrote."""
    return untagged(plain)


@cache
def _enumerations() -> dict[str, type[StrEnum]]:
    # All rooms' arguments come from the domain; its enumerations have one name each.
    for module in pkgutil.iter_modules(weeklypm.domain.__path__, "weeklypm.domain."):
        importlib.import_module(module.name)
    return {kind.__name__: kind for kind in StrEnum.__subclasses__() if kind.__module__.startswith("weeklypm.domain.")}


def _instant(value: datetime) -> str:
    if value.utcoffset() is None:
        raise ValueError("an instant needs an offset")
    return value.isoformat()


def _seconds(value: timedelta) -> list[int]:
    return [value.days, value.seconds, value.microseconds]


# An instant is a date to Python, so it stands first.
_TAGS: Final[dict[str, tuple[type, Callable[[Any], Json], Callable[[Any], Any]]]] = {
    "instant": (datetime, _instant, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "length": (timedelta, _seconds, lambda parts: timedelta(*parts)),
    "fraction": (Fraction, str, Fraction),
    "uuid": (UUID, str, UUID),
}
