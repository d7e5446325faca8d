"""What every exporter does to a text before it puts markup around it."""

from __future__ import annotations

import re
from typing import Final

from weeklypm.domain.notes_tree import Text
from weeklypm.domain.values import Language, Message
from weeklypm.wording.say import say

# Line ends stay. The rest either shows nothing or turns the order of what stands around it.
UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# An ideographic space is a sign of its own; it stays.
BLANKS: Final = re.compile("[^\\S\u3000]+")


def spoken(language: Language | str, text: Text) -> str:
    """Return data as it is and words in the language, without invisible control characters."""
    said = say(language, text) if isinstance(text, Message) else text
    return UNSEEN.sub("", said.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(language: Language | str, text: Text) -> str:
    """Return a text on one line: line ends and runs of blanks become one space."""
    return BLANKS.sub(" ", spoken(language, text)).strip()
