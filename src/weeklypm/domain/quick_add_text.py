"""Clean one line as people type and paste it: signs of chats, lists and markup go, the words and links stay.

Every function here is total: any text goes in, none raises, and none takes longer than the text is long.
"""

from __future__ import annotations

import html
import re
from typing import Final

from weeklypm.domain.links import safe_link

_KEYCAP: Final = re.compile("[0-9#*]\ufe0f?\u20e3")
_EMOJI: Final = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u231a\u231b\u23e9-\u23fa\u200d\u20e3]"
)
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
_CONTROL: Final = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029]")
EMOJI_CODE: Final = r":(?:[+-]1|100|[0-9_+'\-]{0,20}[a-z][a-z0-9_+'\-]{0,60}):"
_EMOJI_CODES: Final = re.compile(rf"(?<![\w:])(?:{EMOJI_CODE})++(?![\w:])")
_SKIN: Final = re.compile(r"(?<=:):?skin-tone-\d:")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")
_CHAT_MENTION: Final = re.compile(
    r"<[@!][A-Za-z0-9_^.:-]{1,60}(?:\|[^<>|]{0,120})?>|(?<!\S)@(?:here|channel|everyone)(?!\w)"
)
_CHANNEL: Final = re.compile(r"<#[A-Za-z0-9]{1,30}\|([^<>|]{1,80})>")
_CHAT_LINK: Final = re.compile(r"<(https?://[^<>|\s]{1,2000})(?:\|([^<>|]{0,500}))?>", re.IGNORECASE)
_CHAT_MAIL: Final = re.compile(r"<(?:mailto|tel):[^<>|\s]{1,200}\|([^<>|]{1,200})>")
_MARKED_LINK: Final = re.compile(r"!?\[([^\[\]]{0,500})\]\((https?://[^()\s]{1,2000})\)", re.IGNORECASE)
_LINK: Final = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
_EMPTY_PAIR: Final = re.compile(r"[(（\[【<＜]\s+[)）\]】>＞]")
_BEFORE_STOP: Final = re.compile(r"(?<=\S)\s+(?=[。、，]|[.,;](?:\s|$))")
_NUMBER: Final = r"[0-9０-９]{1,3}"
_BULLET: Final = re.compile(
    r"(?:"
    r"(?:[-*+–—−]|[0-9]{1,3}[.)]|[a-zA-Z]\)|[ivx]{1,4}[.)])\s+"
    rf"|{_NUMBER}[．、）]\s*"
    rf"|[(（]{_NUMBER}[)）]\s*"
    r"|\[[ xX✓]?\]\s*"
    r"|[•・‣⁃◦●○◎◆◇■□▪▫▶►▸→⇒※●･☐☑☒①-⑳⑴-⒇❶-❿]\s*"
    r"|[>＞]\s*"
    r")"
)
_AMPERSAND: Final = re.compile(r"&(?:amp;|#0{0,5}38;|#[xX]0{0,5}26;)+")
"""An ampersand escaped once or many times over."""
_TRAILING_SIGNS: Final = ".,;:!?'\"*_~、。，"
LOOSE_ENDS: Final = " \t,、，;；|｜–—-:：・"


def address_of(link: str) -> str:
    """Return a link without its scheme, to stand as a title where a line is nothing but the link."""
    return link.rpartition("://")[2].rstrip("/")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a line's words and the links that stood in it; doing it again changes nothing."""
    links: list[str] = []
    # Each step shortens the text or leaves it, so this ends; the bound is for the reader.
    for _ in range(len(text) + 1):
        cleaned = _unmarked(_take_links(_readable(text), links))
        if cleaned == text:
            break
        text = cleaned
    return text, tuple(dict.fromkeys(links))


def _readable(text: str) -> str:
    """Drop what cannot be read: entities, controls, signs without width, emojis and their codes."""
    text = _ENTITY.sub(_unescaped, _AMPERSAND.sub("&", text))
    text = _INVISIBLE.sub("", _KEYCAP.sub(" ", _CONTROL.sub(" ", text)))
    text = _EMOJI_CODES.sub(" ", _SKIN.sub("", text))
    return _EMOJI.sub(" ", text).replace("`", "")


def _unescaped(found: re.Match[str]) -> str:
    said = html.unescape(found[0])
    # An entity that only gets longer by being read, as some rare ones do, is no entity to us.
    return said if len(said) < len(found[0]) else found[0]


def _take_links(text: str, links: list[str]) -> str:
    def take(found: re.Match[str], link: str, words: str) -> str:
        if not safe_link(link):
            return found[0]
        links.append(link)
        return words if words.strip() and not words.startswith(("http://", "https://")) else " "

    def plain(found: re.Match[str]) -> str:
        link = _trimmed(found[0])
        return take(found, link, "") + found[0][len(link) :] if safe_link(link) else found[0]

    text = _CHAT_MENTION.sub(" ", text)
    text = _CHANNEL.sub(r" #\1 ", _CHAT_MAIL.sub(r" \1 ", text))
    text = _CHAT_LINK.sub(lambda found: take(found, found[1], found[2] or ""), text)
    text = _MARKED_LINK.sub(lambda found: take(found, found[2], found[1]), text)
    return _BEFORE_STOP.sub("", _EMPTY_PAIR.sub(" ", _LINK.sub(plain, text)))


def _trimmed(link: str) -> str:
    """Return a link without the signs that end its sentence; a closing bracket stays where its pair is inside."""
    while link and (link[-1] in _TRAILING_SIGNS or (link[-1] in ")]" and not _paired(link))):
        link = link[:-1]
    return link


def _paired(link: str) -> bool:
    opening = {")": "(", "]": "["}[link[-1]]
    return link.count(opening) >= link.count(link[-1])


def _unmarked(text: str) -> str:
    """Drop the bullets, quotes and stars around a line."""
    text = " ".join(text.split())
    while found := _BULLET.match(text):
        text = text[found.end() :].lstrip()
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """Drop the signs for bold, slanted or struck words where they hold the whole line."""
    sign = text[:1]
    if sign not in ("*", "_", "~") or " " not in text:
        return text
    inner = text.strip(sign)
    around = min(len(text) - len(text.lstrip(sign)), len(text) - len(text.rstrip(sign)))
    return text[around : len(text) - around].strip() if around and inner else text
