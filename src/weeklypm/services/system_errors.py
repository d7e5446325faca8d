"""What the system refused, in our own words: its own sentence would come in the wrong language."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from weeklypm.domain.values import Message, message

KNOWN: Final[Mapping[int, str]] = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EISDIR: "folder",
    errno.ENAMETOOLONG: "name",
    errno.EEXIST: "taken",
}


def reason(error: OSError) -> Message:
    """Return why the system refused; an error without words of its own is told by its number."""
    return message(f"services.system.{KNOWN.get(error.errno or 0, 'other')}", number=error.errno or 0)
