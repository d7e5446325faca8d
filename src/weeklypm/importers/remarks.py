"""Collect what was assumed and what could not be read, by line, each thing once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from weeklypm.domain.drafts import Remark
from weeklypm.domain.values import message

MOST: Final = 300


@dataclass
class Remarks:
    """Hold the assumptions and warnings of one document while it is being read."""

    assumptions: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    seen: set[Remark] = field(default_factory=set)
    left_out: int = 0

    def assume(self, line: int, what: str, **arguments: Any) -> None:
        """Note an assumption; ``what`` is the part of the code after ``importers.assumption.``."""
        self._note(self.assumptions, Remark(line, message(f"importers.assumption.{what}", **arguments)))

    def warn(self, line: int, what: str, **arguments: Any) -> None:
        """Note a warning; ``what`` is the part of the code after ``importers.warning.``."""
        self._note(self.warnings, Remark(line, message(f"importers.warning.{what}", **arguments)))

    def _note(self, remarks: list[Remark], remark: Remark) -> None:
        """Keep a remark once; beyond what anybody would read, remarks on single lines are only counted."""
        if remark in self.seen:
            return
        if remark.line and len(remarks) >= MOST:
            self.left_out += 1
            return
        self.seen.add(remark)
        remarks.append(remark)

    def close(self) -> None:
        """Say how many remarks were left out."""
        if self.left_out:
            self.warn(0, "many_remarks", n=self.left_out)
