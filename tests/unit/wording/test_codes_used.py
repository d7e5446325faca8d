"""Every code that stands in the program has a text, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import weeklypm
from weeklypm.domain.values import Language
from weeklypm.wording.say import known_codes

ROOT = Path(weeklypm.__file__).parent
# What takes a code, and at which place among its arguments.
SPEAKERS = {"message": 0, "Problem": 0, "say": 1, "say_from": 1, "speak": 0}


def codes_in(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for argument in node.args[SPEAKERS.get(name, 99) :][:1]:
            yield from _constants(argument)


def _constants(argument: ast.expr) -> Iterator[str]:
    """Yield the text of a literal, and both of `"a" if x else "b"`; codes put together at run time are tested there."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    if isinstance(argument, ast.IfExp):
        yield from _constants(argument.body)
        yield from _constants(argument.orelse)


def rooms() -> list[Path]:
    return sorted(path for path in ROOT.rglob("*.py") if "_built" not in path.parts)


@pytest.mark.parametrize("path", rooms(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_code_in_the_program_has_a_text(path: Path) -> None:
    used = set(codes_in(path.read_text("utf-8")))
    for language in Language:
        assert sorted(used - known_codes(language)) == []


def test_codes_are_found_where_they_are_used() -> None:
    source = 'message("a.b"); Problem("c.d", x=1); say(lang, "e.f" if y else "g.h"); self.say(l, "i.j")'
    assert sorted(codes_in(source)) == ["a.b", "c.d", "e.f", "g.h", "i.j"]
    notes = (ROOT / "domain" / "notes.py").read_text("utf-8")
    assert "notes.heading.decisions" in set(codes_in(notes))
