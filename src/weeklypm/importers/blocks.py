"""Cut Markdown into a flat run of blocks: headings, list items, paragraphs, tables and code, each with its lines.

The structure comes from markdown-it's block rules alone; inline marks are read per line, only where text is needed.
Tables are read from their lines by own rules, for real tables lack closing pipes, delimiter cells and headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from weeklypm.importers.plain import plain


class BlockKind(StrEnum):
    """Name what a block is."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    TABLE = "table"
    CODE = "code"


@dataclass(frozen=True)
class Line:
    """Hold one source line: its number from 1 and its Markdown without list marks."""

    number: int
    source: str

    @cached_property
    def text(self) -> str:
        """Return the line as plain text."""
        return plain(self.source)


@dataclass(frozen=True)
class Block:
    """Hold one block. ``level`` is the heading's level, ``depth`` the list nesting; ``ticked`` a task's box."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    depth: int = 0
    ticked: bool | None = None

    @property
    def number(self) -> int:
        """Return the number of the first line."""
        return self.lines[0].number

    @cached_property
    def text(self) -> str:
        """Return the block's plain text as one line."""
        return plain(" ".join(line.source.strip() for line in self.lines))


_TASK: Final = re.compile(r"\s*\[([ xX\u3000])\](?=\s|$)\s*")
_BULLET: Final = re.compile(
    r"\s{0,12}(?:[\u2022\u30fb\u25cf\u25cb\u25a0\u25a1\u25c6\u2023\u25aa]|\\-|\\\*|[*-](?=\s)|"
    r"[\u2460-\u2473]|[(\uff08][0-9\uff10-\uff19]{1,2}[)\uff09]|[0-9]{1,2}\\\.(?=\s))\s*(?=\S)"
)
_DATA_URI: Final = re.compile(r"^\s{0,3}\[[^\]]{1,100}\]:\s*<?data:")
_REFERENCE: Final = re.compile(r"^\s{0,3}\[[^\]^][^\]]{0,100}\]:\s*\S+(?:\s+[\"'(].*)?\s*$")
_SETEXT: Final = re.compile(r"^\s{0,3}(=+|-+)\s*$")
_COMMENTS: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def without_comments(text: str) -> str:
    """Return Markdown with comments blanked out, every line kept in its place."""
    if "<!--" not in text:
        return text
    return _COMMENTS.sub(lambda found: "\n" * found[0].count("\n"), text)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").disable(["code", "reference", "html_block"])
    parser.core.ruler.disable("inline")
    return parser


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a document in order. Indented code counts as text, as authors mean it."""
    return tuple(part for block in _raw(_parser().parse(text)) for part in _refined(block))


def _raw(tokens: list[Token]) -> Iterator[Block]:
    depth, fresh = 0, False
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            fresh = True
        elif token.type == "fence" and token.map:
            yield Block(BlockKind.CODE, _lines(token.content, token.map[0] + 1), depth=depth)
        elif token.type == "inline" and token.map:
            yield _inline(token, tokens[index - 1], depth, fresh=fresh)
            fresh = False


def _inline(token: Token, opening: Token, depth: int, *, fresh: bool) -> Block:
    lines = _lines(token.content, (token.map or [0])[0])
    if opening.type == "heading_open":
        return Block(BlockKind.HEADING, lines, level=int(opening.tag[1:]), depth=depth)
    if not fresh:
        return Block(BlockKind.TEXT, lines, depth=depth)
    task = _TASK.match(lines[0].source)
    if task is None:
        return Block(BlockKind.ITEM, lines, depth=depth)
    first = Line(lines[0].number, lines[0].source[task.end() :])
    return Block(BlockKind.ITEM, (first, *lines[1:]), depth=depth, ticked=task[1] in "xX")


def _lines(content: str, start: int) -> tuple[Line, ...]:
    return tuple(Line(start + 1 + offset, source) for offset, source in enumerate(content.split("\n")))


def _refined(block: Block) -> Iterable[Block]:
    if block.kind not in (BlockKind.TEXT, BlockKind.ITEM):
        return (block,)
    kept = tuple(line for line in block.lines if not _DATA_URI.match(line.source) and not _REFERENCE.match(line.source))
    if not kept:
        return ()
    return _split(replace(block, lines=kept))


def _split(block: Block) -> Iterator[Block]:
    """Part the lines of a paragraph that are table rows or bulleted by hand from the rest."""
    run: list[Line] = []
    kind = block.kind
    for line in block.lines:
        now = _line_kind(line, block, kind, running=bool(run))
        fresh = now is BlockKind.ITEM and block.kind is BlockKind.TEXT and _BULLET.match(line.source)
        if run and (now is not kind or fresh):
            # A header without outer pipes is known by the delimiter row that follows it.
            header = run.pop() if _is_delimiter(line.source) and "|" in run[-1].source else None
            if run:
                yield _made(block, kind, run)
            run = [header] if header else []
        kind = now
        run.append(line)
    yield _made(block, kind, run)


def _line_kind(line: Line, block: Block, before: BlockKind, *, running: bool) -> BlockKind:
    if line.source.lstrip().startswith("|") or _is_delimiter(line.source):
        return BlockKind.TABLE
    if before is BlockKind.TABLE and running and line.source.count("|") >= 1:
        return BlockKind.TABLE
    if block.kind is BlockKind.TEXT and _BULLET.match(line.source):
        return BlockKind.ITEM
    if before is BlockKind.TABLE and running:
        return BlockKind.TABLE
    return before if running else block.kind


def _is_delimiter(source: str) -> bool:
    return "|" in source and "-" in source and not source.strip(" |:-\t")


def _made(block: Block, kind: BlockKind, run: list[Line]) -> Block:
    if kind is BlockKind.ITEM and block.kind is BlockKind.TEXT:
        found = _BULLET.match(run[0].source)
        run[0] = Line(run[0].number, run[0].source[found.end() :] if found else run[0].source)
        task = _TASK.match(run[0].source.replace("\\[", "[").replace("\\]", "]"))
        return Block(kind, tuple(run), depth=block.depth + 1, ticked=task[1] in "xX" if task else None)
    return replace(block, kind=kind, lines=tuple(run))
