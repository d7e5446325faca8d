"""The one metric source for labels: widths from the bundled fonts' own advances, glyph outlines, cleaned text.

Widths are plain sums of unhinted advances, so they are the same on every machine and whoever draws. A character that
no bundled font holds becomes one replacement sign. Not safe to share between threads.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"
ASCENT, DESCENT = 0.86, 0.24
CAP_MIDDLE = 0.365
# No label is wider than some hundred characters; longer text is cut before anything looks at each of them.
LONGEST = 400
# How many texts are kept that were cleaned or measured: each zoom step asks for the same ones again.
CLEANED = 4096
MEASURED = 40_000
_STRONG_RTL: Final = frozenset({"R", "AL", "AN"})
_EM = 1000


class Extent(NamedTuple):
    """Hold the size of a text in px: its width, and how far it reaches above and below its baseline."""

    width: float
    ascent: float
    descent: float


@lru_cache(maxsize=CLEANED)
def clean(text: str) -> str:
    """Return a text as one line: white space collapsed, control and joining signs gone, cut at 400 characters."""
    kept = "".join(" " if c.isspace() else c for c in text[: LONGEST * 4] if c.isspace() or _visible(c))
    return " ".join(kept.split())[:LONGEST]


def _visible(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co") and not 0xFE00 <= ord(char) <= 0xFE0F


class Face:
    """Hold one font file: which characters it has, how wide they are in em, and their outlines in em."""

    def __init__(self, path: Path) -> None:
        from matplotlib.ft2font import FT2Font

        self.path = path
        self._font = FT2Font(str(path))
        self._font.set_size(_EM, 72)
        self._advances: dict[str, float] = {}
        self._outlines: dict[str, tuple[NDArray[np.float64], NDArray[np.uint8]]] = {}

    @cached_property
    def _charmap(self) -> frozenset[int]:
        return frozenset(self._font.get_charmap())

    def has(self, char: str) -> bool:
        """Tell whether the font holds a character."""
        return ord(char) in self._charmap

    def width(self, text: str) -> float:
        """Return the width of a text in em; text that runs right to left is shaped first."""
        if runs_right_to_left(text):
            return self._shaped_width(text)
        return sum(self._advance(char) for char in text)

    def _shaped_width(self, text: str) -> float:
        from matplotlib.ft2font import LoadFlags

        self._font.set_text(text, 0.0, LoadFlags.NO_HINTING)
        return float(self._font.get_width_height()[0]) / 64 / _EM

    def _advance(self, char: str) -> float:
        found = self._advances.get(char)
        if found is None:
            from matplotlib.ft2font import LoadFlags

            glyph = self._font.load_char(ord(char), LoadFlags.NO_SCALE)
            found = self._advances[char] = glyph.horiAdvance / self._font.units_per_EM
        return found

    def outline(self, text: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        """Return the outline of a text in em, its baseline's start at the origin, y upwards: vertices and codes."""
        import numpy as np

        if runs_right_to_left(text):
            return self._shaped_outline(text)
        vertices, codes, pen = [np.empty((0, 2))], [np.empty(0, np.uint8)], 0.0
        for char in text:
            points, kinds = self._glyph(char)
            vertices.append(points + np.array((pen, 0.0)))
            codes.append(kinds)
            pen += self._advance(char)
        return np.concatenate(vertices), np.concatenate(codes)

    def _glyph(self, char: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        found = self._outlines.get(char)
        if found is None:
            import numpy as np
            from matplotlib.ft2font import LoadFlags

            self._font.load_char(ord(char), LoadFlags.NO_HINTING)
            points, kinds = self._font.get_path()
            found = self._outlines[char] = (np.asarray(points).reshape(-1, 2) / _EM, np.asarray(kinds, np.uint8))
        return found

    def _shaped_outline(self, text: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        import numpy as np
        from matplotlib.font_manager import FontProperties
        from matplotlib.textpath import TextPath

        path = TextPath((0, 0), text, size=1, prop=FontProperties(fname=str(self.path)))
        return np.asarray(path.vertices, np.float64), np.asarray(path.codes, np.uint8)


def _bound(kept: dict[Any, Any], most: int) -> None:
    """Forget everything where more than a number of things is kept: it is soon known again."""
    if len(kept) >= most:
        kept.clear()


def runs_right_to_left(text: str) -> bool:
    """Tell whether a text holds letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _STRONG_RTL for char in text)


class Typeface:
    """Measure, cut and outline texts in the bundled fonts, two weights of each."""

    def __init__(self) -> None:
        from weeklypm import assets
        from weeklypm.charts import mpl

        paths = [[assets.path("fonts", name) for name in pair] for pair in mpl.FACE_FILES]
        fallback = Path(mpl.DATA) / "fonts" / "ttf"
        paths.append([fallback / "DejaVuSans.ttf", fallback / "DejaVuSans-Bold.ttf"])
        self._faces = [[Face(path) for path in column] for column in zip(*paths, strict=True)]
        self._runs: dict[tuple[str, bool], tuple[tuple[Face, str], ...]] = {}
        self._widths: dict[tuple[str, bool], float] = {}

    def files(self) -> tuple[str, ...]:
        """Return the names of the bundled font files, family by family, the regular weight before the bold one."""
        regular, bold = self._faces
        return tuple(face.path.name for pair in zip(regular[:-1], bold[:-1], strict=True) for face in pair)

    def measure(self, text: str, px: float, *, bold: bool = False) -> Extent:
        """Return the size of a text at a type size in px."""
        width = self._widths.get((text, bold))
        if width is None:
            _bound(self._widths, MEASURED)
            width = self._widths[text, bold] = sum(face.width(part) for face, part in self.runs(text, bold=bold))
        return Extent(width * px, ASCENT * px, DESCENT * px)

    def elide(self, text: str, px: float, room: float, *, bold: bool = False, least: int = 3) -> str:
        """Return a text cut with an ellipsis so that it fits into a room in px; empty where ``least`` signs do not."""
        if self.measure(text, px, bold=bold).width <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            cut = text[:middle].rstrip() + ELLIPSIS
            low, high = (middle, high) if self.measure(cut, px, bold=bold).width <= room else (low, middle - 1)
        return text[:low].rstrip() + ELLIPSIS if low >= least else ""

    def runs(self, text: str, *, bold: bool = False) -> tuple[tuple[Face, str], ...]:
        """Split a text by the font that draws it; signs without a side of their own stay with what stands before."""
        found = self._runs.get((text, bold))
        if found is None:
            _bound(self._runs, MEASURED)
            found = self._runs[text, bold] = tuple(self._split(text, bold=bold))
        return found

    def _split(self, text: str, *, bold: bool) -> list[tuple[Face, str]]:
        parts: list[tuple[Face, str]] = []
        for char in text:
            before = parts[-1][0] if parts else None
            face = self._face(char, before, bold=bold)
            drawn = char if face.has(char) else REPLACEMENT
            if parts and parts[-1][0] is face:
                twice = drawn == REPLACEMENT and parts[-1][1].endswith(REPLACEMENT)
                parts[-1] = (face, parts[-1][1] + ("" if twice else drawn))
            else:
                parts.append((face, drawn))
        return parts

    def _face(self, char: str, before: Face | None, *, bold: bool) -> Face:
        stays = before is not None and unicodedata.category(char)[0] in "ZPM" and before.has(char)
        if before is not None and stays:
            return before
        faces = self._faces[bold]
        return next((face for face in faces if face.has(char)), faces[-1])

    def outline(self, text: str, px: float, *, bold: bool = False) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
        """Return the outline of a text in px, its baseline's start at the origin, y upwards: vertices and codes."""
        import numpy as np

        vertices, codes, pen = [np.empty((0, 2))], [np.empty(0, np.uint8)], 0.0
        for face, part in self.runs(text, bold=bold):
            points, kinds = face.outline(part)
            vertices.append(points + np.array((pen, 0.0)))
            codes.append(kinds)
            pen += face.width(part)
        return np.concatenate(vertices) * px, np.concatenate(codes)
