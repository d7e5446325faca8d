"""Turn a file's bytes into text: UTF-8, UTF-16 with a byte order mark, Shift_JIS or EUC-JP."""

from __future__ import annotations

import codecs
from typing import Final

from weeklypm.domain.errors import Problem
from weeklypm.importers.remarks import Remarks

LARGEST: Final = 5 * 1024 * 1024
_LEGACY: Final = (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"))
_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


def decode(data: bytes, name: str, remarks: Remarks) -> str:
    """Return the text of a file with LF line ends and without control characters.

    Raises Problem ``importers.problem.too_large`` (above 5 MiB), ``empty``, ``binary`` or ``not_text``.
    """
    if len(data) > LARGEST:
        raise Problem("importers.problem.too_large", name=name, size=len(data), limit=LARGEST)
    text = _text(data, name, remarks)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.removeprefix("\ufeff").translate(_CONTROLS)
    if not text.strip(" \t\n\u3000\u200b\ufeff"):
        raise Problem("importers.problem.empty", name=name)
    return text


def _text(data: bytes, name: str, remarks: Remarks) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, name, remarks)
    if b"\x00" in data:
        raise Problem("importers.problem.binary", name=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, name, remarks)


def _utf16(data: bytes, name: str, remarks: Remarks) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Problem("importers.problem.not_text", name=name) from error
    if "\x00" in text:
        raise Problem("importers.problem.binary", name=name)
    remarks.assume(0, "encoding", encoding="UTF-16")
    return text


def _legacy(data: bytes, name: str, remarks: Remarks) -> str:
    """Read one of the two older Japanese encodings: the one that yields more Japanese, if either yields any."""
    readings = [(text, label) for codec, label in _LEGACY if (text := _try(data, codec)) is not None]
    best = max(readings, key=lambda reading: _japanese(reading[0]), default=None)
    if best is None or _japanese(best[0]) < 0.5:
        raise Problem("importers.problem.not_text", name=name)
    remarks.assume(0, "encoding", encoding=best[1])
    return best[0]


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
