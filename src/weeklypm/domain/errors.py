"""Problems that a person can mend: a code and its arguments, put into words by the wording room."""

from __future__ import annotations

from typing import Any

from weeklypm.domain.values import Message, message


class Problem(Exception):  # noqa: N818  it is shown to people as a problem, not as an error
    """Report what is wrong, where, and by its code how to mend it; nothing has been changed."""

    def __init__(self, code: str, **arguments: Any) -> None:
        super().__init__(code)
        self.message: Message = message(code, **arguments)

    @property
    def code(self) -> str:
        """Return the catalogue code, e.g. ``storage.problem.newer``."""
        return self.message.code

    def __str__(self) -> str:
        return f"{self.message.code} {dict(self.message.arguments)}"
