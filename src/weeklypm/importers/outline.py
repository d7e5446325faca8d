"""Part a document into its title, its sections and what stands in neither, by headings, bold lines and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from weeklypm.domain.incident import SectionKey
from weeklypm.importers.blocks import Block, BlockKind, Line
from weeklypm.importers.fields import LABEL, is_field_name
from weeklypm.importers.headings import exact_section, is_placeholder_title, normal, section_of
from weeklypm.importers.plain import bold_whole, fold, plain
from weeklypm.importers.stamps import read_stamp

_BOLD: Final = 7
_LABELLED: Final = 8
_NEW_LABEL: Final = re.compile(
    r"[*_]{0,3}(?:[A-Z][A-Za-z /-]{2,30}|[\u3040-\u9fff]{2,12})[*_]{0,3}[:\uff1a][*_]{0,3}(?:\s|$)"
)


@dataclass
class Section:
    """Hold one section while it is read: its key (None where no name is known), heading, blocks and Markdown."""

    key: SectionKey | None
    heading: str
    line: int
    level: int
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        """Return the section's Markdown without its heading."""
        return "\n".join(self.parts).strip("\n")


@dataclass
class Outline:
    """Hold a document's title (empty where it has none), where it stands, and its sections in order."""

    title: str = ""
    title_line: int = 0
    title_below: bool = False
    sections: list[Section] = field(default_factory=list)

    def keyed(self, *keys: SectionKey) -> list[Section]:
        """Return the sections of some keys, in order."""
        return [section for section in self.sections if section.key in keys]

    @property
    def opening(self) -> Section:
        """Return what stands before the first section."""
        return self.sections[0]


def outline(blocks: tuple[Block, ...], text: str) -> Outline:
    """Return the outline of a document."""
    builder = _Builder(text.split("\n"))
    for block in blocks:
        builder.take(block)
    return builder.finished()


class _Builder:
    """Walk over the blocks with the stack of open sections."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        opening = Section(None, "", 0, 0)
        self.outline = Outline(sections=[opening])
        self.stack = [opening]
        self.start = 0
        self.wants_title = False
        self.known = False

    def finished(self) -> Outline:
        self._flush(len(self.lines))
        return self.outline

    def take(self, block: Block) -> None:
        if block.kind is BlockKind.HEADING:
            self._heading(block)
        elif block.kind is BlockKind.TEXT or (block.kind is BlockKind.ITEM and self._in_opening()):
            self._text(block)
        else:
            self.stack[-1].blocks.append(block)

    def _in_opening(self) -> bool:
        return not self.known

    def _heading(self, block: Block) -> None:
        title = block.text
        self.wants_title = False
        key = exact_section(title) if self._may_be_title(block) else section_of(title)
        if self._may_be_title(block) and key is None and not is_field_name(normal(title)):
            self._take_title(title, block)
            return
        known_above = self._above(block.level)
        if key is None and known_above.key is not None and not is_field_name(normal(title)):
            self.stack = self.stack[: self.stack.index(known_above) + 1]
            self._turn(block.number - 1)
            known_above.blocks.append(block)
            return
        self._open(key, title, block.number, block.level, block.lines[-1].number + self._underline(block))

    def _may_be_title(self, block: Block) -> bool:
        first = not self.outline.title and len(self.outline.sections) == 1
        return first and (block.level <= 2 or not self.outline.opening.blocks)

    def _take_title(self, title: str, block: Block) -> None:
        self.wants_title = is_placeholder_title(title)
        if not self.wants_title:
            self.outline.title, self.outline.title_line = title, block.number
        self.start = block.lines[-1].number + self._underline(block)

    def _underline(self, block: Block) -> int:
        """Return 1 for a heading that is underlined, so that its line of signs stays out of the text."""
        after = block.lines[-1].number
        below = self.lines[after].strip() if after < len(self.lines) else ""
        return int(bool(below) and not self.lines[block.number - 1].lstrip().startswith("#") and not below.strip("=-"))

    def _above(self, level: int) -> Section:
        return next(section for section in reversed(self.stack) if section.level < level or section.level == 0)

    def _open(self, key: SectionKey | None, heading: str, line: int, level: int, start: int, first: str = "") -> None:
        while len(self.stack) > 1 and self.stack[-1].level >= level:
            self.stack.pop()
        self._turn(line - 1)
        section = Section(key, heading, line, level)
        self.known = self.known or key is not None
        if first:
            section.parts.append(first)
        self.outline.sections.append(section)
        self.stack.append(section)
        self.owner = section
        self.start = start

    def _turn(self, end: int) -> None:
        """Give the lines up to here to the section they belong to."""
        self._flush(end)
        self.start = max(self.start, end)
        self.owner = self.stack[-1]

    owner: Section | None = None

    def _flush(self, end: int) -> None:
        owner = self.owner or self.outline.opening
        owner.parts.extend(self.lines[self.start : end])
        self.start = max(self.start, end)

    def _text(self, block: Block) -> None:
        if self.wants_title and block.kind is BlockKind.TEXT:
            block = self._title_below(block)
        if self._opens_bold(block):
            self._open(section_of(block.text), block.text, block.number, _BOLD, block.number)
            return
        run: list[Line] = []
        self.last_line = block.lines[-1].number
        for index, line in enumerate(block.lines):
            opened = self._label(line, first=index == 0)
            if opened is None:
                run.append(line)
                continue
            self._close_run(block, run)
            run = self._open_label(line, *opened)
        self._close_run(block, run)
        self._leave_label()

    def _leave_label(self) -> None:
        """End a label's section with its paragraph where it stands within a section under a heading."""
        under = self.stack[-2] if len(self.stack) > 1 else self.stack[-1]
        if self.stack[-1].level == _LABELLED and under.key is not None and under.level < _BOLD:
            self.stack.pop()
            self._turn(self.last_line)

    last_line = 0

    def _close_run(self, block: Block, run: list[Line]) -> None:
        if run:
            self.stack[-1].blocks.append(Block(block.kind, tuple(run), block.level, block.depth, block.ticked))

    def _title_below(self, block: Block) -> Block:
        self.wants_title = False
        text = block.lines[0].text
        if not text or len(text) > 200 or LABEL.match(fold(text)):
            return block
        self.outline.title, self.outline.title_line, self.outline.title_below = text, block.number, True
        self.start = max(self.start, block.number)
        return Block(block.kind, block.lines[1:] or (Line(block.number, ""),), block.level, block.depth)

    def _opens_bold(self, block: Block) -> bool:
        if len(block.lines) != 1 or block.kind is not BlockKind.TEXT or not bold_whole(block.lines[0].source):
            return False
        if read_stamp(fold(block.text)) is not None:
            return False
        if (
            not self.outline.title
            and len(self.outline.sections) == 1
            and not self.outline.opening.blocks
            and section_of(block.text) is None
        ):
            return False
        return section_of(block.text) not in (None, self.stack[-1].key) or self.stack[-1].level == _BOLD

    def _label(self, line: Line, *, first: bool) -> tuple[SectionKey | None, str, str] | None:
        """Return key, label and rest where a line begins with the name of a section and a colon."""
        found = LABEL.match(fold(plain(line.source))) if len(line.source) < 20000 else None
        if found is None:
            return None
        text = line.text
        label, rest = text[: found.end(1)], text[found.end() :]
        key = exact_section(label)
        same = key is self.stack[-1].key and self.stack[-1].level < _LABELLED
        itself = same or (key is SectionKey.ACTION_ITEMS and bool(rest)) or self._within_entries()
        if key is not None and not itself:
            return key, label, rest
        ends = first and self.stack[-1].level == _LABELLED and not self._within_entries()
        return (None, label, rest) if ends and _NEW_LABEL.match(line.source.lstrip()) else None

    def _within_entries(self) -> bool:
        """Tell whether labels belong to the entries here, as in a timeline under a heading of its own."""
        top = self.stack[-1]
        return top.key in (SectionKey.TIMELINE, SectionKey.ACTION_ITEMS) and top.level < _LABELLED

    def _open_label(self, line: Line, key: SectionKey | None, label: str, rest: str) -> list[Line]:
        self._open(key, label, line.number, _LABELLED, line.number, rest)
        return [Line(line.number, rest)] if rest else []
