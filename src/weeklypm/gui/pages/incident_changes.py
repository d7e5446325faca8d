"""Changes of an incident that the page makes as one step each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.incident import Incident, InstantKind
from weeklypm.gui.pages.incident_dialogs import InstantForm
from weeklypm.services.incidents import edit_incident, set_instant

if TYPE_CHECKING:
    from weeklypm.storage import Unit


def set_instants(unit: Unit, incident_id: UUID, forms: Mapping[InstantKind, InstantForm]) -> None:
    """Record several instants of an incident at once."""
    for kind, form in forms.items():
        set_instant(unit, incident_id, kind, form.at, applies=form.applies, approximate=form.approximate)


def resolve_at(unit: Unit, incident_id: UUID, at: datetime) -> None:
    """Record when an incident was resolved."""
    set_instant(unit, incident_id, InstantKind.RESOLVED, at)


def edit_facts(unit: Unit, incident_id: UUID, changes: Mapping[str, object]) -> Incident:
    """Change what an incident's head shows."""
    return edit_incident(unit, incident_id, **changes)
