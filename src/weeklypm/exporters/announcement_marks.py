"""Data made inert for a chat, and the few marks that a text may carry there.

Whatever was typed into a title, a name or a reason stays what it looks like: no markup, no mention of a room, no link.
Slack knows no way to escape a sign, so those that would count are written in their full-width form, which no chat
reads as a mark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from weeklypm.domain.announcing import ChatStyle
from weeklypm.exporters import markdown_escape

INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that show nothing, turn the direction of what stands around them, or break the line."""
FULL_WIDTH: Final = 0xFEE0
"""The distance from a sign of ASCII to its full-width form."""
SLACK_MARKS: Final = re.compile(r"[*`~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^>|://|www\.", re.IGNORECASE)
AUTOLINK: Final = re.compile(r"://|www\.", re.IGNORECASE)
SLACK_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
ADDRESS_SAFE: Final = "/:?#!$&'+,;=%"
LONGEST_ADDRESS: Final = 2000


@dataclass(frozen=True)
class Marked:
    """Hold text that is ready for its chat: data in it is escaped, marks in it are meant."""

    text: str

    def __str__(self) -> str:
        return self.text


def clean(data: str) -> str:
    """Return data on one line, without signs that cannot be seen and without runs of blanks."""
    seen = "".join(" " if sign in "\t\n\r\x0b\x0c\x85\u2028\u2029" else _visible(sign) for sign in data)
    return " ".join(seen.split())


def _visible(sign: str) -> str:
    return "" if unicodedata.category(sign) in INVISIBLE else sign


def escape(data: str, style: ChatStyle) -> str:
    """Return data so that a chat shows it as it was typed, wherever in a line it stands."""
    # A mention is a mention in every chat, and no chat can escape it.
    plain = clean(data).replace("@", _full_width("@"))
    if style is ChatStyle.SLACK:
        return SLACK_MARKS.sub(_widened, plain).translate(SLACK_ENTITIES)
    if style is ChatStyle.MARKDOWN:
        return _escaped_markdown(AUTOLINK.sub(_widened, plain))
    return plain


def _widened(found: re.Match[str]) -> str:
    return "".join(sign if sign.isalnum() or sign == "/" else _full_width(sign) for sign in found[0])


def _full_width(sign: str) -> str:
    return chr(ord(sign) + FULL_WIDTH)


def _escaped_markdown(plain: str) -> str:
    """Return data for Markdown; whatever follows it cannot make an entity of its end."""
    escaped = markdown_escape.line(plain)
    return escaped[:-1] + "\\&" if escaped.endswith("&") else escaped


def bold(text: str, style: ChatStyle) -> str:
    """Return escaped text in bold, or nothing for none."""
    sign = {ChatStyle.SLACK: "*", ChatStyle.MARKDOWN: "**", ChatStyle.PLAIN: ""}[style]
    inner = text.strip()
    return f"{sign}{inner}{sign}" if inner else ""


def heading(text: str, style: ChatStyle) -> str:
    """Return escaped text as a heading, for a line of its own."""
    if style is ChatStyle.MARKDOWN:
        return markdown_escape.heading(3, text.strip())
    return bold(text, style)


def bullet(text: str, style: ChatStyle) -> str:
    """Return escaped text as an entry of a list, for a line of its own."""
    return ("- " if style is ChatStyle.MARKDOWN else "• ") + text


def link(text: str, address: str, style: ChatStyle) -> str:
    """Return escaped text as a link; an address that is no plain web address gives the text alone."""
    safe = web_address(address)
    if not safe or not text.strip():
        return text
    if style is ChatStyle.SLACK:
        # The bar would end the text of the link.
        return f"<{safe.translate(SLACK_ENTITIES)}|{text.replace('|', _full_width('|'))}>"
    return f"[{text}]({safe.replace('&', '&amp;')})" if style is ChatStyle.MARKDOWN else f"{text} ({safe})"


def web_address(address: str) -> str:
    """Return an http(s) address with whatever could end it percent-encoded, or an empty text for anything else.

    One with a name or password in it is anything else: it would tell them to the room.
    """
    if len(address) > LONGEST_ADDRESS or address != clean(address) or " " in address:
        return ""
    try:
        parts = urlsplit(address)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return ""
    return quote(address, safe=ADDRESS_SAFE) if sound else ""
