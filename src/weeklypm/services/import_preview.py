"""Say before an import what would become of each document; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weeklypm.domain.drafts import IncidentDraft
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident
from weeklypm.services.intake import Verdict
from weeklypm.services.meetings import live_meeting

if TYPE_CHECKING:
    from weeklypm.storage import Reader


@dataclass(frozen=True)
class Foreseen:
    """Hold one document and its verdict; ``key`` names the incident that its source came before as, if it did."""

    draft: IncidentDraft
    verdict: Verdict
    key: str = ""


def foresee(reader: Reader, drafts: Sequence[IncidentDraft]) -> tuple[Foreseen, ...]:
    """Return what ``take_drafts`` would do; UPDATED stands where it would need to be asked for an update.

    Raises Problem ``services.problem.meeting_live``: no import starts while a meeting runs (decisions.md section 3).
    """
    if live_meeting(reader) is not None:
        raise Problem("services.problem.meeting_live")
    return tuple(_foresee(reader, draft, drafts[:number]) for number, draft in enumerate(drafts))


def _foresee(reader: Reader, draft: IncidentDraft, earlier: Sequence[IncidentDraft]) -> Foreseen:
    same = reader.first(Incident, source_sha256=draft.sha256)
    if same is not None or any(other.sha256 == draft.sha256 for other in earlier):
        return Foreseen(draft, Verdict.NOTHING_NEW, same.key if same is not None else draft.key)
    before = reader.first(Incident, source=draft.source)
    if before is not None or any(other.source == draft.source for other in earlier):
        return Foreseen(draft, Verdict.UPDATED, before.key if before is not None else draft.key)
    return Foreseen(draft, Verdict.NEW)
