"""Values that every rule shares: languages, audiences, and messages made of codes and arguments."""

from __future__ import annotations

from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID


class Language(StrEnum):
    """Name a language that the interface and the notes can speak."""

    EN = "en"
    JA = "ja"


class Audience(StrEnum):
    """Say who may see a field: the shared stage, the exported notes, or the console alone."""

    STAGE = "stage"
    NOTES = "notes"
    CONSOLE = "console"


# The wider audience includes the narrower one: what the stage may show, the notes may show too.
_REACH: Final = {Audience.STAGE: 2, Audience.NOTES: 1, Audience.CONSOLE: 0}


def shown(audience: Audience, default: Any = MISSING, default_factory: Any = MISSING) -> Any:
    """Declare a dataclass field that the given audience may see."""
    metadata = {"audience": audience}
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadata)
    if default is not MISSING:
        return field(default=default, metadata=metadata)
    return field(metadata=metadata)


def on_stage(default: Any = MISSING, default_factory: Any = MISSING) -> Any:
    """Declare a field that may be drawn on the shared stage, and so everywhere."""
    return shown(Audience.STAGE, default, default_factory)


def in_notes(default: Any = MISSING, default_factory: Any = MISSING) -> Any:
    """Declare a field that may stand in exported notes, yet not on the stage."""
    return shown(Audience.NOTES, default, default_factory)


def audience_of(item: Field[Any]) -> Audience:
    """Return who may see a dataclass field; a field without a mark stays on the console."""
    return Audience(item.metadata.get("audience", Audience.CONSOLE))


def may_see(audience: Audience, item: Field[Any]) -> bool:
    """Tell whether an audience may see a field."""
    return _REACH[audience_of(item)] >= _REACH[audience]


def public_fields(kind: type, audience: Audience) -> frozenset[str]:
    """Return the names of the fields of a dataclass that an audience may see."""
    return frozenset(item.name for item in fields(kind) if may_see(audience, item))


@dataclass(frozen=True)
class Message:
    """Hold something to be said: a code of the wording catalogues and its arguments, sorted by name.

    Explanations are stored in this form, never as sentences, so that they can be read in any language later.
    """

    code: str
    arguments: tuple[tuple[str, Any], ...] = ()

    def get(self, name: str, default: Any = None) -> Any:
        """Return one argument by name."""
        return dict(self.arguments).get(name, default)


def message(code: str, **arguments: Any) -> Message:
    """Make a message from a code and its arguments."""
    return Message(code, tuple(sorted(arguments.items())))


@dataclass(frozen=True, kw_only=True)
class Row:
    """Hold what every stored row has: a UUIDv7, instants in UTC, a version that counts its changes.

    ``deleted_at`` marks a row as gone; rows are never removed, so that undo, history and merge keep working.
    """

    id: UUID
    created_at: datetime
    updated_at: datetime
    version: int = 1
    deleted_at: datetime | None = None
