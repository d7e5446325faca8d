"""Collect what was assumed and what could not be read, by line, each thing once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from weeklypm.domain.drafts import Remark
from weeklypm.domain.values import message


@dataclass
class Remarks:
    """Hold the assumptions and warnings of one document while it is being read."""

    assumptions: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    def assume(self, line: int, what: str, **arguments: Any) -> None:
        """Note an assumption; ``what`` is the part of the code after ``importers.assumption.``."""
        self._note(self.assumptions, Remark(line, message(f"importers.assumption.{what}", **arguments)))

    def warn(self, line: int, what: str, **arguments: Any) -> None:
        """Note a warning; ``what`` is the part of the code after ``importers.warning.``."""
        self._note(self.warnings, Remark(line, message(f"importers.warning.{what}", **arguments)))

    @staticmethod
    def _note(remarks: list[Remark], remark: Remark) -> None:
        if remark not in remarks[-8:]:
            remarks.append(remark)
