"""The words of the stage, in the language of the series."""

from __future__ import annotations

from dataclasses import dataclass

from weeklypm.domain.redaction import Words
from weeklypm.domain.values import Language
from weeklypm.gui.stage.text import strong
from weeklypm.wording import say


@dataclass(frozen=True)
class Speaker:
    """Put codes, messages and free texts into words of one language."""

    language: Language

    def say(self, code: str, **arguments: object) -> str:
        """Return the text of a code."""
        return say(self.language, code, **arguments)

    def words(self, said: Words) -> str:
        """Return free text as it stands, and a message in words."""
        return said if isinstance(said, str) else say(self.language, said)

    def person(self, code: str, name: str) -> str:
        """Return a sentence about a person, with the name in bold."""
        return say(self.language, code, name=strong(name))
