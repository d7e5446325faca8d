"""The compiled catalogue of one language: texts by their dotted codes. An unknown code is an error, never a blank."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

from weeklypm import assets
from weeklypm.domain.values import Language


class MissingText(KeyError):  # noqa: N818  it names what is missing
    """Report a code without a text, or a placeholder without an argument."""

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.args)


class Catalogue(GNUTranslations):
    """Hold the texts of one language as read from a ``.mo`` file."""

    # Both are set by the base class while it parses; its public methods answer an unknown code with the code itself.
    _catalog: dict[str | tuple[str, int], str]
    plural: Callable[[int], int]

    def text(self, code: str, number: object = None) -> str:
        """Return the text of a code, its placeholders unfilled; ``number`` picks the plural form.

        Raises MissingText for an unknown code, and for a code with plural forms when no number is given.
        """
        found = self._catalog.get(code)
        if found is None and isinstance(number, int):
            found = self._catalog.get((code, self.plural(abs(number))))
        if not code or found is None:
            raise MissingText(code, "has no text" if number is None else f"has no text for {number!r}")
        return found

    def codes(self) -> frozenset[str]:
        """Return all codes that have a text."""
        return frozenset(key if isinstance(key, str) else key[0] for key in self._catalog) - {""}


def read(path: Path) -> Catalogue:
    """Read one compiled catalogue."""
    with path.open("rb") as file:
        return Catalogue(file)


@cache
def of_language(language: Language) -> Catalogue:
    """Return the built catalogue of a language, read once a run."""
    return read(assets.path("i18n", language.value, "LC_MESSAGES", "weeklypm.mo"))
