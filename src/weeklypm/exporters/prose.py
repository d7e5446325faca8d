"""Markdown that people wrote: read once, by the same narrow rules for every format.

Kept are paragraphs, headings, lists, quotes, code, tables, emphasis and links to https and mailto. HTML is plain text,
a picture is its description, and nothing is fetched. Headings sink three levels, below those of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

LINKED: Final = re.compile(r"(https://|mailto:)[^\s]+", re.IGNORECASE)
SUNK: Final = 3


class Reader(MarkdownIt):
    """Read CommonMark with tables and strikethrough; only https and mailto become links."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.enable(["table", "strikethrough"])

    def validateLink(self, url: str) -> bool:  # noqa: N802  the base class names it
        """Tell whether an address may become a link; what may not stays as it was typed."""
        return LINKED.fullmatch(url) is not None


def tokens(text: str) -> list[Token]:
    """Read Markdown into tokens whose headings are sunk and whose pictures are text."""
    found = Reader().parse(text)
    for token in found:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + SUNK)}"
        if token.children is not None:
            token.children = [_kept(child) for child in token.children]
    return found


def tree(text: str) -> SyntaxTreeNode:
    """Read Markdown into a tree."""
    return SyntaxTreeNode(tokens(text))


def _kept(token: Token) -> Token:
    if token.type == "image":
        return Token("text", "", 0, content=_words(token.children or ()))
    # Notes are taken line by line, so a line's end is meant.
    return Token("hardbreak", "br", 0) if token.type == "softbreak" else token


def _words(inline: Iterable[Token]) -> str:
    return "".join(_words(token.children) if token.children else token.content for token in inline)


def longest_run(text: str, sign: str) -> int:
    """Return the length of the longest run of a sign, which a fence around the text has to exceed."""
    runs: Sequence[str] = re.findall(re.escape(sign) + "+", text)
    return max(map(len, runs), default=0)
