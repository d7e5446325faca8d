"""Plain text of one Markdown line or cell: marks, links' addresses, tags and escapes left out."""

from __future__ import annotations

import html
import re
from typing import Final

_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE: Final = re.compile(r"(`{1,4})(?!`)([^`\n]{1,2000}?)\1(?!`)")
_IMAGE: Final = re.compile(r"!\[([^\[\]\n]{0,300})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,100}\])?")
_LINK: Final = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\[[^\[\]\n]{0,200}\])")
_FOOTNOTE: Final = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK: Final = re.compile(r"<br\s{0,5}/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>\n]{0,300})?/?>")
_AUTOLINK: Final = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_STARS: Final = re.compile(r"(\*{1,3})(?=[^\s*])([^*\n]{1,1500}?)(?<=\S)\1")
_UNDERSCORES: Final = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])((?:[^_\n]|(?<=\w)_(?=\w)){1,1500}?)(?<=\S)\1(?!\w)")
_STRUCK: Final = re.compile(r"~~(?=\S)([^~\n]{1,1500})~~")
_SPACE: Final = re.compile(r"[ \t\r\n\u00a0]+")
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>~&\u2705\u2714\u2611\u2610\ufe0f\u200b\ue000-\ue0ff]")
_MARKS: Final = str.maketrans(
    {"\u2705": " ", "\u2714": " ", "\u2611": " ", "\u2610": " ", "\ufe0f": None, "\u200b": None}
)
# Escaped characters wait in a private area, so that no rule takes them for marks.
_HIDDEN: Final = {chr(code): chr(0xE000 + code) for code in range(33, 127)}
_SHOWN: Final = {0xE000 + code: chr(code) for code in range(33, 127)}
# Only what keeps its length: positions in the folded text are positions in the text. U+FF5E is a range sign, not "~".
_WIDE: Final = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)},
    0xFF5E: "\u301c",
    0x3000: " ",
    0x00A0: " ",
}


def plain(markdown: str) -> str:
    """Return text as a reader sees it, white space collapsed."""
    if not _SPECIAL.search(markdown):
        return _SPACE.sub(" ", markdown).strip()
    text = _ESCAPED.sub(lambda found: _HIDDEN[found[1]], markdown)
    text = _CODE.sub(lambda found: "".join(_HIDDEN.get(char, char) for char in found[2]), text)
    text = _without_marks(_without_tags(text))
    text = html.unescape(text).translate(_SHOWN).translate(_MARKS)
    return _SPACE.sub(" ", text).strip()


def _without_tags(text: str) -> str:
    if "[" in text:
        text = _LINK.sub(r"\1", _LINK.sub(r"\1", _FOOTNOTE.sub("", _IMAGE.sub(r"\1", text))))
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", _BREAK.sub(" ", _COMMENT.sub("", text) if "-->" in text else text)))
    return text


def _without_marks(text: str) -> str:
    for _ in range(3 if "*" in text else 0):
        text = _STARS.sub(r"\2", text)
    for _ in range(2 if "_" in text else 0):
        text = _UNDERSCORES.sub(r"\2", text)
    return _STRUCK.sub(r"\1", text) if "~~" in text else text


def fold(text: str) -> str:
    """Return text with full-width Latin, digits and signs as ASCII, character for character, in lower case."""
    folded = text.translate(_WIDE)
    lower = folded.lower()
    return lower if len(lower) == len(folded) else folded


def is_ticked(markdown: str) -> bool:
    """Tell whether a line bears a check mark before its text, or is struck out whole."""
    head = markdown.lstrip("*_ \t")
    return head.startswith(("\u2705", "\u2714", "\u2611")) or (
        head.startswith("~~") and head.rstrip(" *_.").endswith("~~")
    )


_BOLD_LINE: Final = re.compile(r"\s{0,3}(\*\*\*|\*\*|__)([^*_\n]{1,120})\1\s{0,4}([:\uff1a]?)\s*$")


def bold_whole(line: str) -> bool:
    """Tell whether a line is bold from end to end, as a heading is in documents without headings."""
    return _BOLD_LINE.match(line) is not None


_NOTHING: Final = re.compile(
    r"[-—–ー…?]*|none|n/a|na|tbd|todo|no response|not applicable|to be determined|nothing"
    r"|なし|特になし|特に無し|無し|未定|未記入|該当なし|記載なし|不明"
)
_PROMPT: Final = re.compile(r"^[\[<\uff3b\u3010][^\[\]<>]{1,200}[\]>\uff3d\u3011]$")


def is_blank(text: str) -> bool:
    """Tell whether plain text says nothing: empty, a dash, N/A, TBD, なし, or a template's bracketed prompt."""
    bare = fold(text).strip(" \t\n*_`.\u3002\u30fb:")
    return _NOTHING.fullmatch(bare) is not None or _PROMPT.match(fold(text).strip()) is not None
