"""Every character that the app shows of its own accord is in the bundled fonts, in both weights: no empty boxes."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font

from weeklypm import assets
from weeklypm.charts import mpl

ROOT = Path(__file__).resolve().parents[3]
# Words of the notes are read in a browser or an editor, whose fonts have these.
IN_FILES_ONLY = {"notes.en.po": frozenset("☐☑☒"), "notes.ja.po": frozenset("☐☑☒")}
# Ends of ranges that line breaking looks for, and the sign that matplotlib's own fallback font draws.
NEVER_SHOWN = {"text.py": frozenset("〜ゟ゠ヿ㐀鿿"), "typeface.py": frozenset("\N{REPLACEMENT CHARACTER}")}


@cache
def drawable() -> frozenset[str]:
    """Return what the two families hold between them, whichever weight is asked for."""
    weights = zip(*mpl.FACE_FILES, strict=True)
    return frozenset.intersection(*(frozenset().union(*map(characters, names)) for names in weights))


def characters(name: str) -> frozenset[str]:
    return frozenset(map(chr, FT2Font(str(assets.path("fonts", name))).get_charmap()))


def sources() -> list[Path]:
    said = [path for pattern in ("*.po", "*.ts", "*.toml") for path in (ROOT / "resources").rglob(pattern)]
    templates = [path for pattern in ("*.html", "*.j2") for path in (ROOT / "resources" / "templates").rglob(pattern)]
    found = [*said, *templates]
    return sorted([*found, *(ROOT / "ui").glob("*.ui")])


def shown(path: Path) -> frozenset[str]:
    return frozenset(sign for sign in path.read_text("utf-8") if not sign.isspace())


def literals(path: Path) -> frozenset[str]:
    """Return the characters of all texts in a program, without its docstrings and comments."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose]
    return frozenset(sign for node in texts if isinstance(node.value, str) for sign in node.value if sign.isprintable())


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_character_of_words_and_sample_can_be_drawn(path: Path) -> None:
    missing = shown(path) - drawable() - IN_FILES_ONLY.get(path.name, frozenset())
    assert not missing, [f"U+{ord(sign):04X} {sign}" for sign in sorted(missing)]


def test_every_character_of_texts_in_the_rooms_that_show_them_can_be_drawn() -> None:
    rooms = [path for room in ("gui", "charts", "cli") for path in (ROOT / "src/weeklypm" / room).rglob("*.py")]
    missing = {path.name: literals(path) - drawable() - NEVER_SHOWN.get(path.name, frozenset()) for path in rooms}
    assert len(rooms) > 50
    assert {name: sorted(signs) for name, signs in missing.items() if signs} == {}


def test_what_the_fonts_lack_would_be_noticed(tmp_path: Path) -> None:
    wave, tilde = "\N{WAVE DASH}", "\N{FULLWIDTH TILDE}"
    page = tmp_path / "page.py"
    page.write_text(f'"""{wave}"""\nWORDS = f"{tilde}{{1}} {wave}"\n', "utf-8")
    assert shown(page) - drawable() == {wave}
    assert literals(page) - drawable() == {wave}
    page.write_text(f'"""{wave}"""\nWORDS = "{tilde}"\n', "utf-8")
    assert literals(page) - drawable() == frozenset()
