"""Where a workspace lies, and which places damage it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import platformdirs

from weeklypm.domain.values import Message, message

_CLOUDS: Final = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "box sync",
    "nextcloud",
    "pcloud",
)
_NETWORKS: Final = ("//", "\\\\")


def default_path() -> Path:
    """Return where a workspace lies unless its place is named: the user's data folder of the system."""
    return Path(platformdirs.user_data_dir("weeklypm", appauthor=False)) / "weeklypm.sqlite"


def place_warnings(path: Path) -> list[Message]:
    """Return what speaks against a place: synchronised and network folders damage databases."""
    parts = [part.casefold() for part in path.absolute().parts]
    cloud = next((part for part in parts if any(name in part for name in _CLOUDS)), None)
    if cloud is not None:
        return [message("storage.warning.cloud", path=str(path), folder=cloud)]
    if str(path).startswith(_NETWORKS):
        return [message("storage.warning.network", path=str(path))]
    return []
