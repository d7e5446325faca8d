"""The only room that knows SQLModel and SQL: tables, mapping, unit of work, change log, migrations, locks, backups.

The names below load their modules when they are first used, so that importing the room costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from weeklypm.storage.doors import open_reader, open_workspace
    from weeklypm.storage.places import default_path, place_warnings
    from weeklypm.storage.reading import Reader
    from weeklypm.storage.unit import Unit
    from weeklypm.storage.workspace import ReadOnlyWorkspace, Workspace

__all__ = [
    "ReadOnlyWorkspace",
    "Reader",
    "Unit",
    "Workspace",
    "default_path",
    "open_reader",
    "open_workspace",
    "place_warnings",
]

_HOMES: Final = {
    "ReadOnlyWorkspace": "workspace",
    "Reader": "reading",
    "Unit": "unit",
    "Workspace": "workspace",
    "default_path": "places",
    "open_reader": "doors",
    "open_workspace": "doors",
    "place_warnings": "places",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"weeklypm.storage.{_HOMES[name]}"), name)
