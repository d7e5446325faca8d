"""A document as one HTML file that needs nothing else: no script, no request, its pictures inside."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import partial
from html import escape
from string import Template
from typing import Final

import nh3

from weeklypm import assets
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
from weeklypm.domain.values import Language
from weeklypm.exporters.prose import Reader, tokens
from weeklypm.exporters.texts import one_line, spoken

PNG: Final = b"\x89PNG\r\n\x1a\n"
PROSE_TAGS: Final = frozenset(
    {"p", "br", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s", "a", "hr"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)


def render(document: Document, language: Language | str, pictures: Mapping[str, bytes] | None = None) -> str:
    """Write a document as a self-contained HTML page.

    ``pictures`` maps a picture's key to a PNG or SVG file's content; a picture without one is left out. Raises
    ValueError for content that is neither.
    """
    write = partial(_block, language=language, pictures=pictures or {})
    return Template(assets.text("templates", "notes", "page.html")).substitute(
        lang=Language(language).value,
        title=_said(language, document.title),
        style=assets.text("templates", "notes", "page.css"),
        body="\n".join(part for part in map(write, document.blocks) if part),
    )


def _said(language: Language | str, text: Text) -> str:
    return escape(one_line(language, text))


def _block(  # noqa: PLR0911  one return a kind of block
    block: Block, language: Language | str, pictures: Mapping[str, bytes]
) -> str:
    said = partial(_said, language)
    match block:
        case Heading(level, text):
            return f"<h{level}>{said(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{said(text)}</p>"
        case Prose(text):
            return f'<div class="prose">{prose(spoken(language, text))}</div>'
        case Facts(rows):
            pairs = (f"<div><dt>{said(name)}</dt><dd>{said(value)}</dd></div>" for name, value in rows)
            return f"<dl>{''.join(pairs)}</dl>"
        case Listing(entries, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>{''.join(_entry(language, entry) for entry in entries)}</{tag}>"
        case Table(columns, rows):
            return _table(map(said, columns), (map(said, row) for row in rows))
        case Picture(key, caption):
            return _picture(pictures[key], said(caption)) if key in pictures else ""


def _entry(language: Language | str, entry: Entry) -> str:
    remark = _said(language, entry.remark)
    return f"<li>{_said(language, entry.text)}{f'<p>{remark}</p>' if remark else ''}</li>"


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in columns)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    # The box scrolls where a narrow screen cannot hold the table; the keyboard reaches it.
    return (
        f'<div class="wide" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>'
    )


def _picture(content: bytes, caption: str) -> str:
    # As an image, an SVG runs no script and fetches nothing, whatever its texts hold.
    source = f"data:{_media_type(content)};base64,{b64encode(content).decode('ascii')}"
    return f'<figure><img src="{source}" alt="{caption}"><figcaption>{caption}</figcaption></figure>'


def _media_type(content: bytes) -> str:
    if content.startswith(PNG):
        return "image/png"
    if b"<svg" in content[:2000]:
        return "image/svg+xml"
    raise ValueError("A picture is neither PNG nor SVG.")


def prose(markdown: str) -> str:
    """Return the HTML of Markdown that people wrote: no HTML of theirs, links to https and mailto only."""
    reader = Reader()
    page = reader.renderer.render(tokens(markdown), reader.options, {})
    return nh3.clean(
        page,
        tags=set(PROSE_TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )
