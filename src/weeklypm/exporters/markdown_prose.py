"""Markdown that people wrote, written anew from its tree: whatever they left open cannot swallow what follows."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.tree import SyntaxTreeNode

from weeklypm.exporters import markdown_escape as escape
from weeklypm.exporters.prose import longest_run, tree

BREAK = "\\\n"


def rewrite(markdown: str) -> str:
    """Return Markdown of the same meaning in which every construct is closed and HTML is text."""
    return _blocks(tree(markdown).children, "\n\n")


def _blocks(nodes: Iterable[SyntaxTreeNode], between: str) -> str:
    return between.join(written for written in map(_block, nodes) if written.strip())


def _block(node: SyntaxTreeNode) -> str:  # noqa: PLR0911  one return a kind of block
    match node.type:
        case "paragraph" | "inline" | "th" | "td":
            return _inline_of(node)
        case "heading":
            return escape.heading(int(node.tag[1]), _inline_of(node).replace(BREAK, " "))
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote":
            return _indent(_blocks(node.children, "\n\n"), "> ", "> ")
        case "fence" | "code_block":
            fence = "`" * max(3, longest_run(node.content, "`") + 1) if node.content.strip() else ""
            return f"{fence}\n{node.content.rstrip(chr(10))}\n{fence}" if fence else ""
        case "table":
            return _table(node)
        case "hr":
            return "---"
        case _:
            return escape.line(node.content)


def _list(node: SyntaxTreeNode) -> str:
    # Two lists in a row stay two only when their marks differ; `-` belongs to the lists of the document.
    after_list = node.previous_sibling is not None and node.previous_sibling.type == node.type
    tight = all(part.hidden for item in node.children for part in item.children if part.type == "paragraph")
    first = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    items = []
    for number, item in enumerate(node.children, start=first):
        mark = f"{number}{')' if after_list else '.'}" if node.type == "ordered_list" else "+" if after_list else "*"
        body = _blocks(item.children, "\n" if tight else "\n\n")
        items.append(_indent(body, f"{mark} ", " " * (len(mark) + 1)).rstrip())
    return ("\n" if tight else "\n\n").join(items)


def _indent(text: str, first: str, others: str) -> str:
    begin, *rest = text.split("\n")
    return "\n".join([first + begin, *(others + each if each else others.rstrip() for each in rest)])


def _table(node: SyntaxTreeNode) -> str:
    rows = [row.children for part in node.children for row in part.children]
    lines = ["| " + " | ".join(_block(cell).replace(BREAK, " ") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def _inline_of(node: SyntaxTreeNode) -> str:
    """Write a block's inline content; what begins a line is escaped as such."""
    inline = node if node.type == "inline" else next(iter(node.children), None)
    if inline is None:
        return ""
    cell = node.type in ("th", "td")
    parts: list[str] = []
    for child in inline.children:
        starts = not parts or parts[-1].endswith("\n")
        parts.append(_inline(child, starts=starts, cell=cell))
    return _joined(parts).strip()


def _inline(node: SyntaxTreeNode, *, starts: bool = False, cell: bool = False) -> str:
    match node.type:
        case "text":
            return escape.line(node.content) if starts else escape.text(node.content)
        case "hardbreak":
            return BREAK
        case "code_inline":
            return _code(node.content, cell=cell)
        case "em" | "strong" | "s":
            mark = {"em": "*", "strong": "**", "s": "~~"}[node.type]
            return f"{mark}{_inlines(node, cell=cell)}{mark}"
        case "link":
            return f"[{_inlines(node, cell=cell)}](<{node.attrs.get('href', '')}>)"
        case _:
            return escape.text(node.content)


def _inlines(node: SyntaxTreeNode, *, cell: bool) -> str:
    return _joined([_inline(child, cell=cell) for child in node.children])


def _joined(parts: Iterable[str]) -> str:
    written = ""
    for part in parts:
        # An exclamation mark that happens to stand before a link would turn it into a picture to be fetched.
        written = (written[:-1] + "\\!" if part.startswith("[") and written.endswith("!") else written) + part
    return written


def _code(content: str, *, cell: bool) -> str:
    fence = "`" * (longest_run(content, "`") + 1)
    room = " " if content.startswith("`") or content.endswith("`") or (content[:1] == content[-1:] == " ") else ""
    shown = content.replace("|", "\\|") if cell else content
    return f"{fence}{room}{shown}{room}{fence}"
