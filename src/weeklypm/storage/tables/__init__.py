"""The tables: one a domain dataclass, with the same field names, and the change log beside them."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlmodel import SQLModel

from weeklypm.domain.values import Row
from weeklypm.storage.tables import incident, log, meeting, outcomes, people, turns, week
from weeklypm.storage.tables.base import StoredRow, constrain
from weeklypm.storage.tables.log import LOG_TABLES
from weeklypm.storage.tables.triggers import attach

MODELS: Final[dict[type[Row], type[StoredRow]]] = {
    **people.MODELS,
    **meeting.MODELS,
    **incident.MODELS,
    **outcomes.MODELS,
    **week.MODELS,
    **turns.MODELS,
}
"""The table of each domain dataclass."""

TABLES: Final[dict[type[Row], sa.Table]] = {kind: model.__table__ for kind, model in MODELS.items()}  # type: ignore[attr-defined]

KINDS: Final[dict[str, type[Row]]] = {kind.__name__: kind for kind in MODELS}
"""The dataclass by the name that the change log keeps."""

METADATA: Final[sa.MetaData] = SQLModel.metadata

__all__ = ["KINDS", "LOG_TABLES", "METADATA", "MODELS", "TABLES", "log"]


def _finish() -> None:
    for model in (*MODELS.values(), *LOG_TABLES):
        constrain(model.__table__)
    attach(METADATA)


_finish()
