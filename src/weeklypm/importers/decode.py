"""Turn a file's bytes into text: UTF-8, with or without a mark. Other encodings are named and refused."""

from __future__ import annotations

import codecs
from typing import Final

from weeklypm.domain.errors import Problem

LARGEST: Final = 5 * 1024 * 1024
_LEGACY: Final = (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"))
_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def decode(data: bytes, name: str) -> str:
    """Return the text of a document with LF line ends and without control characters.

    Raises Problem ``importers.problem.too_large`` (above 5 MiB), ``empty``, ``binary``, ``encoding`` or ``not_text``.
    """
    return _decode(data, name, "importers.problem")


def decode_list(data: bytes, name: str) -> str:
    """Return the text of a list, such as a CSV, as ``decode`` does.

    Raises Problem ``importers.list.too_large``, ``empty`` or ``binary``, or ``importers.problem.encoding`` or
    ``not_text``, which say the same of any file.
    """
    return _decode(data, name, "importers.list")


def _decode(data: bytes, name: str, room: str) -> str:
    if len(data) > LARGEST:
        raise Problem(f"{room}.too_large", name=name, size=len(data), limit=LARGEST)
    text = _text(data, name, room)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.removeprefix("\ufeff").translate(_CONTROLS)
    if not text.strip(" \t\n\u3000\u200b\ufeff"):
        raise Problem(f"{room}.empty", name=name)
    return text


def _text(data: bytes, name: str, room: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Problem("importers.problem.encoding", name=name, encoding="UTF-16")
    if b"\x00" in data:
        raise Problem(f"{room}.binary", name=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _other_encoding(data, name) from error


def _other_encoding(data: bytes, name: str) -> Problem:
    """Name the older Japanese encoding that yields more Japanese, if either yields any."""
    readings = [(text, label) for codec, label in _LEGACY if (text := _try(data, codec)) is not None]
    best = max(readings, key=lambda reading: _japanese(reading[0]), default=None)
    if best is None or _japanese(best[0]) < 0.5:
        return Problem("importers.problem.not_text", name=name)
    return Problem("importers.problem.encoding", name=name, encoding=best[1])


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _japanese(text: str) -> float:
    """Return which share of the characters beyond ASCII is full-width Japanese; half-width kana mark a wrong guess."""
    beyond = [char for char in text[:20000] if char > "\x7f"]
    good = sum(
        "\u3000" <= char <= "\u30ff" or "\u4e00" <= char <= "\u9fff" or "\uff01" <= char <= "\uff5e" for char in beyond
    )
    return (
        good / len(beyond)
        if beyond and any((ord(char) < 127 and char != "\x7f") or good for char in text[:50])
        else 0.0
    )
