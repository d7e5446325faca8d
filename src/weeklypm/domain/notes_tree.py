"""What a notes document is made of: a tree without language and without markup. Exporters put both on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from weeklypm.domain.values import Message

Text: TypeAlias = str | Message
"""Data as it was typed (str), or words of the product (Message). Exporters take neither for markup, save in Prose."""


@dataclass(frozen=True)
class Heading:
    """Hold a heading; level 2 to 4, as 1 is the document's title."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """Hold one plain paragraph."""

    text: Text


@dataclass(frozen=True)
class Prose:
    """Hold what somebody wrote as Markdown. Exporters keep its emphasis, lists, code and links, and nothing else."""

    text: Text


@dataclass(frozen=True)
class Facts:
    """Hold names with their values, e.g. the facilitator."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True)
class Entry:
    """Hold one line of a list, and a remark that belongs to it."""

    text: Text
    remark: Text = ""


@dataclass(frozen=True)
class Listing:
    """Hold a list, numbered or not."""

    entries: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Hold a table; each row has as many cells as there are columns."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("A row of a table has another number of cells than the table has columns.")


@dataclass(frozen=True)
class Picture:
    """Name a picture by its key; exporters are handed pictures by key and leave out one that they were not handed."""

    key: str
    caption: Text


Block: TypeAlias = Heading | Paragraph | Prose | Facts | Listing | Table | Picture


@dataclass(frozen=True)
class Document:
    """Hold a document: its title and its blocks in reading order."""

    title: Text
    blocks: tuple[Block, ...]

    def pictures(self) -> tuple[str, ...]:
        """Return the keys of all pictures, in order."""
        return tuple(block.key for block in self.blocks if isinstance(block, Picture))

    def texts(self) -> tuple[Text, ...]:
        """Return every text, in reading order."""
        found: list[Text] = []

        def note(text: Text) -> Text:
            found.append(text)
            return text

        self.mapped(note)
        return tuple(found)

    def mapped(self, change: Change) -> Document:
        """Return the document with every text changed by a function; the structure stays."""
        return Document(change(self.title), tuple(_mapped(block, change) for block in self.blocks))


Change: TypeAlias = Callable[[Text], Text]


def _mapped(block: Block, change: Change) -> Block:
    match block:
        case Heading() | Paragraph() | Prose():
            return replace(block, text=change(block.text))
        case Picture():
            return replace(block, caption=change(block.caption))
        case Facts():
            return Facts(tuple((change(name), change(value)) for name, value in block.rows))
        case Listing():
            entries = (Entry(change(each.text), change(each.remark)) for each in block.entries)
            return replace(block, entries=tuple(entries))
        case Table():
            return Table(tuple(map(change, block.columns)), tuple(tuple(map(change, row)) for row in block.rows))
