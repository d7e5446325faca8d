"""What a template may be made of: a small part of Jinja that can neither reach out nor run on.

A template is data that somebody else may have written. It is read into a tree, and whatever is not on the lists below
is refused with its line: other files, macros, calls of methods, arithmetic. What remains can only walk over the lists
of facts, and each step of each loop is paid for from a budget.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.exporters.announcement_marks import clean

LONGEST_SOURCE: Final = 20_000
"""Characters of a template; the built-in ones have under two thousand."""
MOST_NODES: Final = 3_000
DEEPEST: Final = 40
HELPERS: Final = ("bold", "heading", "bullet", "link")
FILTERS: Final = ("capitalize", "count", "d", "default", "length", "lower", "trim", "upper")
TEXT_FILTERS: Final = ("capitalize", "lower", "trim", "upper")
"""Filters of single values: a list or a fact put through one would show how it is written in Python."""
LOOP: Final = ("first", "index", "index0", "last", "length", "revindex", "revindex0")
STEP: Final = "_step"
"""The filter put around every list that is looped over; its name cannot be written in a template."""
SHOWN: Final = 60

ALLOWED: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.Scope),
    *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Call, nodes.Test),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr),
)
TESTS: Final = ("defined", "none", "odd", "even")
FILES: Final = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
MACROS: Final = (nodes.Block, nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)
ARITHMETIC: Final = (nodes.BinExpr, nodes.UnaryExpr, nodes.Concat)


def parsed(source: str, names: tuple[str, ...]) -> nodes.Template:
    """Return the tree of a template whose loops are counted; raise Problem ``announcing.problem.template_*``."""
    if not source.strip():
        raise Problem("announcing.problem.template_empty")
    if len(source) > LONGEST_SOURCE:
        raise Problem("announcing.problem.template_long", n=LONGEST_SOURCE, length=len(source))
    tree = _read(source)
    everything = list(_walk(tree))
    if len(everything) > MOST_NODES:
        raise Problem("announcing.problem.template_parts", n=MOST_NODES)
    known = {*names, *HELPERS, "loop", *_own_names(everything)}
    for node in everything:
        _check(node, known, source)
    for node in everything:
        if isinstance(node, nodes.For):
            _count(node)
        if isinstance(node, nodes.CondExpr) and node.expr2 is None:
            node.expr2 = nodes.Const("", lineno=node.lineno)
    return tree


def line_of(source: str, line: int) -> str:
    """Return a line of a template for a sentence about it, cut where it is long."""
    lines = source.split("\n")
    return _short(lines[line - 1]) if 0 < line <= len(lines) else ""


def _read(source: str) -> nodes.Template:
    try:
        # For a chat, not for HTML: what is written is escaped as it is finalized.
        return Environment(autoescape=False, trim_blocks=True, lstrip_blocks=True).parse(source)  # noqa: S701
    except TemplateSyntaxError as error:
        raise _syntax(source, error.lineno) from error
    except RecursionError as error:
        raise Problem("announcing.problem.template_deep") from error
    except ValueError as error:  # a number of thousands of digits
        raise _syntax(source, 1) from error


def _syntax(source: str, line: int) -> Problem:
    marks = {"open": "{{", "close": "}}"}
    return Problem("announcing.problem.template_syntax", line=line, text=line_of(source, line), **marks)


def _walk(tree: nodes.Node) -> Iterator[nodes.Node]:
    """Yield every node in the order written; raise Problem where they are nested too deeply to be run."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise Problem("announcing.problem.template_deep")
        yield node
        waiting.extend((below, depth + 1) for below in reversed(list(node.iter_child_nodes())))


def _own_names(tree: list[nodes.Node]) -> set[str]:
    return {node.name for node in tree if isinstance(node, nodes.Name) and node.ctx == "store"}


def _check(node: nodes.Node, known: set[str], source: str) -> None:
    what = _forbidden(node)
    if what:
        raise Problem(
            "announcing.problem.template_forbidden",
            line=node.lineno,
            text=line_of(source, node.lineno),
            what=message(f"announcing.forbidden.{what}"),
        )
    if isinstance(node, nodes.Name):
        _check_name(node, known)
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        raise _unknown("filter", node.lineno, node.name, FILTERS)
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        raise _unknown("test", node.lineno, node.name, TESTS)


def _check_name(node: nodes.Name, known: set[str]) -> None:
    if node.ctx == "store" and node.name in (*HELPERS, "loop"):
        raise Problem("announcing.problem.template_taken", line=node.lineno, name=node.name)
    if node.name not in known:
        raise _unknown("name", node.lineno, node.name, tuple(sorted(known)))


def _unknown(what: str, line: int, name: str, known: tuple[str, ...]) -> Problem:
    return Problem(f"announcing.problem.template_{what}", line=line, name=_short(name), known=", ".join(known))


def _short(name: str) -> str:
    plain = clean(name)
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"


def _forbidden(node: nodes.Node) -> str:
    """Return what a node does that a template may not, or nothing."""
    found = (
        ("files", isinstance(node, FILES)),
        ("macros", isinstance(node, MACROS)),
        ("arithmetic", isinstance(node, ARITHMETIC) and not isinstance(node, ALLOWED)),
        ("calls", isinstance(node, nodes.Call) and not _calls_helper(node)),
        ("inside", isinstance(node, nodes.Getattr) and node.attr.startswith("_")),
        ("inside", isinstance(node, nodes.Getitem) and not _takes_one(node)),
        ("recursion", isinstance(node, nodes.For) and node.recursive),
        ("other", not isinstance(node, ALLOWED)),
    )
    return next((what for what, is_it in found if is_it), "")


def _calls_helper(node: nodes.Call) -> bool:
    plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    return plain and isinstance(node.node, nodes.Name) and node.node.name in HELPERS


def _takes_one(node: nodes.Getitem) -> bool:
    return isinstance(node.arg, nodes.Const) and type(node.arg.value) is int


def _count(loop: nodes.For) -> None:
    """Make every step of a loop pay for the parts of the template that it runs, and for the texts in them."""
    weight = sum(1 + len(_written(node)) for node in _walk(loop))
    line = loop.iter.lineno
    price = nodes.Const(weight, lineno=line)
    loop.iter = nodes.Filter(loop.iter, STEP, [price], [], None, None, lineno=line)


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.TemplateData):
        return node.data
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""
