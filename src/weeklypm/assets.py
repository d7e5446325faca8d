"""Find the files that the build puts into the package: forms' catalogues, words, fonts, icons, themes, templates."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


class AssetMissingError(RuntimeError):
    """Report that a built file is not there, and how to build it."""


def path(*parts: str) -> Path:
    """Return the path of a built file or folder, e.g. ``path("fonts", "Inter-Regular.otf")``.

    Raises AssetMissingError when it has not been built.
    """
    place = Path(str(files("weeklypm"))) / "_built" / Path(*parts)
    if not place.exists():
        raise AssetMissingError(f"{Path('_built', *parts).as_posix()} is missing; run `make setup` to build it.")
    return place


def data(*parts: str) -> bytes:
    """Return the content of a built file."""
    return path(*parts).read_bytes()


def text(*parts: str) -> str:
    """Return the content of a built UTF-8 file."""
    return path(*parts).read_text("utf-8")
