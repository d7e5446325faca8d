"""Merge the rooms' PO files of each language into one compiled catalogue, and refuse what would show wrong words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

LANGUAGES = ("en", "ja")
# Babel would write the time of the build into the header: equal sources must give equal files.
MADE = datetime(2026, 1, 1, tzinfo=UTC)


class CatalogueError(Exception):
    """Say in one sentence which catalogue entry is wrong."""


def compiled_catalogues(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the path below ``_built`` and the content of each language's catalogue.

    Raises CatalogueError for a code given twice, marked fuzzy, left empty, missing in one language, or whose
    placeholders differ between the languages.
    """
    merged = {language: merge(folder, language) for language in LANGUAGES}
    check(merged)
    for language, catalogue in merged.items():
        if len(catalogue):
            target = io.BytesIO()
            write_mo(target, catalogue)
            yield f"i18n/{language}/LC_MESSAGES/weeklypm.mo", target.getvalue()


def merge(folder: Path, language: str) -> Catalog:
    """Return the entries of all ``<room>.<language>.po`` files as one catalogue."""
    whole = Catalog(
        locale=language,
        domain="weeklypm",
        project="weeklypm",
        version="",
        creation_date=MADE,
        revision_date=MADE,
        fuzzy=False,
    )
    for source in sorted(folder.glob(f"*.{language}.po")):
        for entry in read(source, language):
            if code_of(entry) in whole:
                raise CatalogueError(f"{source.name}: {code_of(entry)} is given twice.")
            whole.add(entry.id, entry.string)
    return whole


def read(source: Path, language: str) -> list[Message]:
    """Return the entries of one PO file, its header left out."""
    seen: set[str] = set()
    try:
        with source.open("rb") as file:
            entries = [entry for entry in read_po(file, locale=language, abort_invalid=True) if entry.id]
    except (PoFileError, UnicodeDecodeError, ValueError) as problem:
        raise CatalogueError(f"{source.name} cannot be read: {problem}.") from problem
    for line in source.read_text("utf-8").splitlines():
        # Babel keeps the last of two entries without a word.
        if line.startswith("msgid ") and line != 'msgid ""' and line in seen:
            raise CatalogueError(f"{source.name}: {line.removeprefix('msgid ')} is given twice.")
        seen.add(line)
    for entry in entries:
        _check_entry(source, entry)
    return entries


def _check_entry(source: Path, entry: Message) -> None:
    if entry.fuzzy:
        raise CatalogueError(f"{source.name}: {code_of(entry)} is marked fuzzy.")
    if not all(texts_of(entry)):
        raise CatalogueError(f"{source.name}: {code_of(entry)} has no text.")


def check(merged: dict[str, Catalog]) -> None:
    """Compare the languages with each other, code by code."""
    first, *others = merged.items()
    for other in others:
        for (name, catalogue), (other_name, against) in ((first, other), (other, first)):
            for entry in _entries(catalogue):
                twin = against.get(code_of(entry))
                if twin is None:
                    raise CatalogueError(f"{code_of(entry)} is in {name} and missing in {other_name}.")
                if placeholders(entry) != placeholders(twin):
                    raise CatalogueError(f"{code_of(entry)} has other placeholders in {name} than in {other_name}.")


def _entries(catalogue: Catalog) -> list[Message]:
    return [entry for entry in catalogue if entry.id]


def code_of(entry: Message) -> str:
    """Return the dotted code of an entry; a plural entry carries it twice."""
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def texts_of(entry: Message) -> tuple[str, ...]:
    """Return the text of an entry, or each of its plural forms."""
    return (entry.string,) if isinstance(entry.string, str) else tuple(entry.string)


def placeholders(entry: Message) -> set[str]:
    """Return the names that the texts of an entry fill in, plural forms taken together.

    A form for one may leave out ``n``, so only the union can be compared.
    """
    try:
        return {
            name.split(".")[0].split("[")[0]
            for text in texts_of(entry)
            for _, name, _, _ in Formatter().parse(text)
            if name
        }
    except ValueError as problem:
        raise CatalogueError(f"{code_of(entry)} has a broken placeholder: {problem}.") from problem
