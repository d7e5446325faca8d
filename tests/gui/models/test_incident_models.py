"""The tables of incidents and of events: sound as Qt models, filled by the hundred, and found by what they say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from weeklypm.domain.incident import Incident, IncidentKind, Instant, InstantKind
from weeklypm.domain.timeline import EventKind, TimelineEvent
from weeklypm.gui import i18n
from weeklypm.gui.models import event_rows, incident_rows
from weeklypm.gui.models.event_rows import EventModel, EventRow, milestones
from weeklypm.gui.models.incident_rows import IncidentFilter, IncidentModel
from weeklypm.gui.widgets.table import ICON, LANE
from weeklypm.services.incidents import IncidentRow

NOW = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    i18n.apply(qapp, "en")


def incident_row(number: int, title: str = "Search slow", kind: IncidentKind = IncidentKind.INCIDENT) -> IncidentRow:
    incident = Incident(
        id=UUID(int=number),
        created_at=NOW,
        updated_at=NOW,
        key=f"2026-08-28-{number}",
        title=title,
        kind=kind,
        severity="SEV-2",
        services=("search-api", "web"),
        occurred_on=date(2026, 8, 28),
    )
    return IncidentRow(incident, 12, 4, date(2026, 9, 9))


def event(number: int, at: datetime | None) -> TimelineEvent:
    return TimelineEvent(
        id=UUID(int=number), created_at=NOW, updated_at=NOW, incident_id=UUID(int=1), at=at, text=f"event {number}"
    )


def instant(kind: InstantKind, at: datetime | None, *, applies: bool = True) -> Instant:
    return Instant(
        id=UUID(int=99), created_at=NOW, updated_at=NOW, incident_id=UUID(int=1), kind=kind, at=at, applies=applies
    )


def test_the_list_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = IncidentModel()
    model.show_rows([incident_row(n) for n in range(3)], complete=False)
    qtmodeltester.check(model)
    shown = IncidentFilter(model)
    qtmodeltester.check(shown)


def test_a_row_says_what_the_list_promises() -> None:
    model = IncidentModel()
    model.show_rows([incident_row(1, kind=IncidentKind.NEAR_MISS)], complete=True)
    said = [model.data(model.index(0, column), SPOKEN) for column in range(model.columnCount())]
    assert said == ["Near miss", "28 Aug 2026", "Search slow", "SEV-2", "search-api, web", "12", "4 of 7", "9 Sep"]
    assert model.data(model.index(0, 0), ICON) == "shield-check"


def test_it_asks_for_more_once_until_the_answer_comes() -> None:
    model, asked = IncidentModel(), []
    model.more_wanted.connect(lambda: asked.append(model.rowCount()))
    model.show_rows([incident_row(n) for n in range(2)], complete=False)
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert asked == [2]
    model.add_rows([incident_row(n) for n in (1, 2)], complete=True)
    assert model.rowCount() == 3, "a row that moved down meanwhile is not listed twice"
    assert not model.canFetchMore(QModelIndex())


@pytest.mark.parametrize(("text", "found"), [("", 3), ("ＰＡＹ", 1), ("web", 3), ("sev-2", 3), ("nothing", 0)])
def test_the_filter_finds_what_a_row_says_whatever_its_width_and_case(text: str, found: int) -> None:
    model = IncidentModel()
    model.show_rows([incident_row(1, "Payment storm"), incident_row(2), incident_row(3)], complete=True)
    shown = IncidentFilter(model)
    shown.look_for(text)
    assert shown.rowCount() == found


def test_the_same_incidents_are_told_without_a_reset() -> None:
    model, resets = IncidentModel(), []
    model.show_rows([incident_row(1)], complete=True)
    model.modelReset.connect(lambda: resets.append(1))
    model.show_rows([incident_row(1, "Another title")], complete=True)
    assert not resets
    assert model.data(model.index(0, incident_rows.COLUMNS.index("title"))) == "Another title"
    model.show_rows([incident_row(2)], complete=True)
    assert resets
    assert model.number_of(UUID(int=2)) == 0
    assert model.number_of(UUID(int=1)) == -1


def test_the_events_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = EventModel()
    model.show_rows([EventRow(kind.value, kind, "12:47", "seen") for kind in EventKind])
    qtmodeltester.check(model)


def test_every_lane_has_its_shape_and_a_milestone_an_icon() -> None:
    model = EventModel()
    model.show_rows([EventRow(kind.value, kind, "12:47", "a\nb", (InstantKind.DETECTED,)) for kind in EventKind])
    lanes = [model.data(model.index(row, 0), LANE) for row in range(len(EventKind))]
    assert lanes == ["signal", "judgement", "action", "communication", "change", "recovery", None]
    assert model.data(model.index(6, 0), ICON) == "circle-dot"
    said = [model.data(model.index(0, column)) for column in range(1, len(event_rows.COLUMNS))]
    assert said == ["12:47", "Signal", "a b", "Detected"]


def test_an_instant_marks_the_first_event_of_its_very_time() -> None:
    later = NOW + timedelta(minutes=1)
    events = (event(1, NOW), event(2, later), event(3, later), event(4, None))
    instants = (
        instant(InstantKind.ONSET, NOW),
        instant(InstantKind.DETECTED, later),
        instant(InstantKind.DECLARED, later),
        instant(InstantKind.MITIGATED, None),
        instant(InstantKind.RESOLVED, later, applies=False),
    )
    assert milestones(events, instants) == {
        UUID(int=1): (InstantKind.ONSET,),
        UUID(int=2): (InstantKind.DETECTED, InstantKind.DECLARED),
    }
