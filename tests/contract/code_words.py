"""Find the wording codes that the code uses, by reading its syntax trees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SPEAKING = frozenset({"say", "tr", "message", "Message", "Problem"})
CODE = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")
FILE_ENDINGS = (
    "json",
    "svg",
    "png",
    "qm",
    "mo",
    "po",
    "md",
    "html",
    "txt",
    "toml",
    "ttf",
    "otf",
    "css",
    "sqlite3",
    "yaml",
)


@dataclass(frozen=True)
class Use:
    """Hold a code or a pattern of codes, where it stands, and the arguments given there; None: not to be told."""

    where: str
    pattern: str
    arguments: frozenset[str] | None = None

    def codes(self, known: frozenset[str]) -> list[str]:
        """Return the known codes that this use may mean."""
        return _matching(self.pattern, known)


@cache
def _matching(pattern: str, known: frozenset[str]) -> list[str]:
    """Return the known codes of a pattern, which mostly is one code: that needs no walk over them all."""
    if pattern.replace("\\.", ".") in known:
        return [pattern.replace("\\.", ".")]
    wanted = re.compile(pattern)
    return [code for code in known if wanted.fullmatch(code)]


def spoken(path: Path) -> Iterator[Use]:
    """Yield the codes handed to a function that speaks them."""
    for node in _nodes(path):
        if isinstance(node, ast.Call) and _called(node) in SPEAKING:
            for argument in node.args[:2]:
                pattern = _pattern(argument)
                if pattern:
                    yield Use(f"{path.name}:{node.lineno}", pattern, _arguments(node))


def named(path: Path, rooms: frozenset[str]) -> Iterator[Use]:
    """Yield every text that looks like a code of a room of the catalogues, in tables and the like."""
    for node in _nodes(path):
        if isinstance(node, ast.Constant | ast.JoinedStr):
            pattern = _pattern(node)
            if pattern and pattern.split("\\.")[0] in rooms and not pattern.endswith(FILE_ENDINGS):
                yield Use(f"{path.name}:{node.lineno}", pattern)


@cache
def _nodes(path: Path) -> tuple[ast.Call | ast.Constant | ast.JoinedStr, ...]:
    """Return the calls and texts of a file."""
    found: list[ast.Call | ast.Constant | ast.JoinedStr] = []
    waiting: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call | ast.Constant | ast.JoinedStr):
            found.append(node)
        if not isinstance(node, ast.JoinedStr):  # its constants are parts of a text, not texts
            waiting.extend(ast.iter_child_nodes(node))
    return tuple(found)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _pattern(node: ast.AST) -> str:
    """Return a regular expression for the codes that a text may be, or nothing if it is no code."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        # A text that ends in an underscore is compared with the start of codes.
        return re.escape(node.value) + ("[a-z0-9_.]+" if node.value.endswith("_") else "")
    if not isinstance(node, ast.JoinedStr) or not isinstance(node.values[0], ast.Constant):
        return ""
    parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else "[a-z0-9_.]+" for one in node.values]
    sample = "".join(str(one.value) if isinstance(one, ast.Constant) else "x" for one in node.values)
    return "".join(parts) if CODE.fullmatch(sample) else ""


def _arguments(node: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in node.keywords):
        return None
    return frozenset(str(keyword.arg) for keyword in node.keywords)
