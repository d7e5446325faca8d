"""Links that are safe to keep and to open, wherever they were typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

LINK_LENGTH: Final = 2000

_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)*\.?|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)


def safe_link(link: str) -> bool:
    """Tell whether a link is safe to open: http or https, a host, nobody's password, nothing hidden in it."""
    hidden = any(unicodedata.category(letter)[0] in "CZ" or letter in '\\"<>`' for letter in link)
    if hidden or len(link) > LINK_LENGTH:
        return False
    try:
        parts = urlsplit(link)
        host, named, _ = parts.hostname or "", "@" in parts.netloc, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and not named and _HOST.fullmatch(host) is not None
