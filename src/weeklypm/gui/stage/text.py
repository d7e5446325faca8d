"""Text on the stage: broken into lines, shrunk and at last elided to fit, drawn at any scale of the scene.

Lines are broken once at 1280x720 and only scaled, so that a slide reads the same at every size of the window.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from weeklypm.gui.stage.look import LEAST, Type

STRONG_ON, STRONG_OFF = "\x02", "\x03"
ELLIPSIS: Final = "…"
_STOPS: Final = "、。，．！？!?,;；）」"
WORD_END: Final = 3
# No slide has room for more characters at 20 px: a pasted log must not be laid out to its end.
MOST: Final = 1500
# The bundled Japanese face has the wave dash at its other code only.
_DRAWN: Final = {ord("〜"): "～"}
_CONTROL: Final = re.compile(r"[\x00-\x01\x04-\x1f\x7f\u2028\u2029]+")


@dataclass(frozen=True)
class Run:
    """Hold plain text and the ranges of it that are set in bold: (start, length)."""

    text: str
    strong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Fitted:
    """Hold the lines of a text as drawn, at the type role that made them fit; ``elided`` where some is left out."""

    lines: tuple[Run, ...]
    type: Type
    elided: bool = False

    @property
    def height(self) -> int:
        """Return the height of all lines in stage pixels."""
        return len(self.lines) * self.type.line


def strong(text: str) -> str:
    """Mark a text to be set in bold where it is put into a sentence."""
    return f"{STRONG_ON}{text}{STRONG_OFF}"


def parse(text: str) -> Run:
    """Take the marks of bold out of a text; line ends and control characters become blanks."""
    plain: list[str] = []
    ranges: list[tuple[int, int]] = []
    length, start = 0, -1
    for part in re.split(f"([{STRONG_ON}{STRONG_OFF}])", _CONTROL.sub(" ", text).strip()):
        if part == STRONG_ON:
            start = length
        elif part == STRONG_OFF:
            ranges += [(start, length - start)] if start >= 0 else []
            start = -1
        else:
            plain.append(part)
            length += len(part)
    return Run("".join(plain), tuple(ranges))


def fit(run: Run, width: float, role: Type, lines: int, *, heading: bool = False) -> Fitted:
    """Break a text into at most ``lines`` lines of ``width`` stage pixels.

    A heading of two lines is broken between phrases, and it is made smaller before it is elided; no text gets below
    20 px.
    """
    role = replace(role, tracking=0) if _is_wide(run.text) else role
    sizes = range(role.px, LEAST - 1, -2) if heading else (role.px,)
    broken: tuple[Run, ...] = ()
    for px in sizes:
        broken = _broken(run, width, role.at(px).font())
        if len(broken) <= lines and _fits(broken, width, role.at(px).font()):
            chosen = _phrased(run, broken, width, role.at(px).font()) if heading else broken
            return Fitted(_trimmed(chosen), role.at(px))
    least = role.at(sizes[-1])
    if len(broken) <= lines:
        return Fitted(_trimmed(broken), least)
    last = _elided(run, broken, lines, width, least.font())
    return Fitted((*_trimmed(broken[: lines - 1]), last), least, elided=True)


def _trimmed(lines: tuple[Run, ...]) -> tuple[Run, ...]:
    """Take the blanks off the ends of lines; while breaking they tell whole words from broken ones."""
    return tuple(replace(line, text=line.text.rstrip()) for line in lines)


def text_width(run: Run, font: QFont) -> float:
    """Return how wide a text is on one line, in stage pixels."""
    layout = laid_out(run, font)
    return layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0.0


def laid_out(run: Run, font: QFont, width: float = 1e6) -> QTextLayout:
    """Return the text laid out in lines of a width; Japanese may break anywhere but before 、 and the like."""
    layout = QTextLayout(run.text.translate(_DRAWN), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_strong_format(start, length) for start, length in run.strong])
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


def _strong_format(start: int, length: int) -> QTextLayout.FormatRange:
    made, how = QTextLayout.FormatRange(), QTextCharFormat()
    how.setFontWeight(QFont.Weight.Bold)
    made.start, made.length, made.format = start, length, how
    return made


def _broken(run: Run, width: float, font: QFont) -> tuple[Run, ...]:
    layout = laid_out(run, font, width)
    lines = [layout.lineAt(index) for index in range(layout.lineCount())]
    return tuple(_cut(run, line.textStart(), line.textStart() + line.textLength()) for line in lines)


def _cut(run: Run, start: int, end: int) -> Run:
    """Return part of a text. Qt counts in UTF-16 units, Python in characters: emoji take two."""
    units = run.text.encode("utf-16-le")
    text = units[2 * start : 2 * end].decode("utf-16-le", "ignore")
    inside = [(max(at, start), min(at + length, end)) for at, length in run.strong]
    return Run(text, tuple((first - start, last - first) for first, last in inside if last > first))


def _fits(lines: tuple[Run, ...], width: float, font: QFont) -> bool:
    """Tell whether no word had to be broken: in scripts with blanks, lines end at one."""
    whole_words = all(_ends_well(line.text, following.text) for line, following in pairwise(lines))
    return whole_words and all(text_width(line, font) <= width + 1 for line in _trimmed(lines))


def _ends_well(text: str, following: str) -> bool:
    return not (text and following and _is_latin(text[-1]) and _is_latin(following[0]))


def _is_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(character) in "WF" for character in text)


def _is_latin(character: str) -> bool:
    return character.isalnum() and not _is_wide(character)


def _phrased(run: Run, broken: tuple[Run, ...], width: float, font: QFont) -> tuple[Run, ...]:
    if len(broken) != 2:
        return broken
    short_end = text_width(broken[1], font) < 0.3 * width
    return _between_phrases(run, width, font, short_end=short_end) or broken


def _between_phrases(run: Run, width: float, font: QFont, *, short_end: bool) -> tuple[Run, ...]:
    """Return two lines that meet after a stop, a particle or a change of script, as even as can be, or nothing.

    ``short_end`` lets them meet between any words, so that no word stands alone.
    """
    found: list[tuple[int, float, tuple[Run, Run]]] = []
    for place in range(1, len(run.text)):
        rank = _phrase_end(run.text[:place], run.text[place])
        if rank is not None and (rank < WORD_END or short_end):
            unit = len(run.text[:place].encode("utf-16-le")) // 2
            pair = (_cut(run, 0, unit), _lead(_cut(run, unit, len(run.text.encode("utf-16-le")) // 2)))
            wide = [text_width(part, font) for part in pair]
            if max(wide) <= width and min(wide) >= width / 5:
                found.append((rank, max(wide), pair))
    if not found:
        return ()
    best, least, _ = min(found, key=_rank)
    # Of places about as even, the later one: a first line may be the longer.
    return [pair for rank, wide, pair in found if rank == best and wide <= 1.1 * least][-1]


def _rank(found: tuple[int, float, tuple[Run, Run]]) -> tuple[int, float]:
    return found[:2]


def _lead(run: Run) -> Run:
    blanks = len(run.text) - len(run.text.lstrip())
    return Run(run.text.lstrip(), tuple((start - blanks, length) for start, length in run.strong if start >= blanks))


def _phrase_end(before: str, after: str) -> int | None:
    """Rank a place between a text and a character as an end of a phrase: 0 the best, None not at all."""
    last = before.rstrip()[-1:]
    if after in _STOPS or after == " " or not last:
        return None
    if last in _STOPS:
        return 0
    kinds = _script(last), _script(after)
    if kinds[0] == "hiragana" and kinds[1] != "hiragana":
        return 1
    if kinds in (("kanji", "katakana"), ("katakana", "kanji")):
        return 2
    return WORD_END if before.endswith(" ") else None


def _script(character: str) -> str:
    if "\u3041" <= character <= "\u309f":
        return "hiragana"
    if "\u30a0" <= character <= "\u30ff":
        return "katakana"
    return "kanji" if "\u3400" <= character <= "\u9fff" else ""


def _elided(run: Run, broken: tuple[Run, ...], lines: int, width: float, font: QFont) -> Run:
    """Return the last line that fits, with as much of the rest as there is room for and an ellipsis."""
    rest = run.text[sum(len(line.text) for line in broken[: lines - 1]) :]
    low, high = 0, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(Run(rest[:middle].rstrip() + ELLIPSIS), font) <= width:
            low = middle
        else:
            high = middle - 1
    return Run(rest[:low].rstrip() + ELLIPSIS)
