"""A document as Markdown in GitHub's flavour. Data is escaped, so that it never becomes markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import quote

from weeklypm.domain.notes_tree import (
    Block,
    Document,
    Entry,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Prose,
    Table,
    Text,
)
from weeklypm.domain.values import Language, message
from weeklypm.exporters import markdown_prose
from weeklypm.exporters.markdown_escape import heading, line
from weeklypm.exporters.texts import one_line, spoken


def render(document: Document, language: Language | str, pictures: Mapping[str, str] | None = None) -> str:
    """Write a document as Markdown.

    ``pictures`` maps a picture's key to the name of its file beside the document; a picture without one is left out.
    """
    write = partial(_block, language=language, pictures=pictures or {})
    parts = [heading(1, line(one_line(language, document.title))), *map(write, document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(  # noqa: C901, PLR0911  one return a kind of block
    block: Block, language: Language | str, pictures: Mapping[str, str]
) -> str:
    def said(text: Text) -> str:
        return line(one_line(language, text))

    match block:
        case Heading(level, text):
            return heading(level, said(text))
        case Paragraph(text):
            return said(text)
        case Prose(text):
            return markdown_prose.rewrite(spoken(language, text))
        case Facts(rows):
            colon = spoken(language, message("notes.colon"))
            return "\n".join(f"- **{said(name)}**{colon}{said(value)}" for name, value in rows)
        case Listing(entries, numbered):
            return "\n".join(_entries(entries, numbered=numbered, language=language)).rstrip()
        case Table(columns, rows):
            return "\n".join(_table([[said(cell) for cell in row] for row in (columns, *rows)]))
        case Picture(key, caption):
            return f"![{said(caption)}]({quote(pictures[key])})" if key in pictures else ""


def _entries(entries: tuple[Entry, ...], *, numbered: bool, language: Language | str) -> Iterator[str]:
    for number, entry in enumerate(entries, start=1):
        mark = f"{number}." if numbered else "-"
        yield f"{mark} {line(one_line(language, entry.text))}"
        remark = line(one_line(language, entry.remark))
        if remark:
            # Indented to the text of the entry, after a blank line: a paragraph of the same entry.
            yield f"\n{' ' * (len(mark) + 1)}{remark}\n"


def _table(rows: list[list[str]]) -> Iterator[str]:
    head, *body = rows
    for row in (head, ["---"] * len(head), *body):
        yield "| " + " | ".join(row) + " |"
