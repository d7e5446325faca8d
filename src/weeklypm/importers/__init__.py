"""Documents and exports read into drafts: bytes in, an ``IncidentDraft`` out. Nothing is stored, nothing is fetched."""

from weeklypm.importers.decode import LARGEST
from weeklypm.importers.postmortem import read_postmortem

__all__ = ["LARGEST", "read_postmortem"]
