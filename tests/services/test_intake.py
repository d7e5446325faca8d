"""Taking documents in: all or nothing, twice changes nothing, a changed source only on request."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, SectionText
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.importers import read_postmortem
from weeklypm.services.incidents import EventForm, edit_event, find_incident, list_incidents, view_incident
from weeklypm.services.intake import Verdict, take_drafts
from weeklypm.services.reading import read_files

TEXT = """# Search slow at lunchtime

Date: 2026-08-28 (JST)

## Summary
Search took 3 seconds.

## Timeline
- 12:42 HighLatency alert fired
- 12:47 Judged that it is not load
- 13:02 Rolled back to r118

## Action items
- [ ] Add an alert @Torii
- [x] Write it up
"""


def draft(text: str = TEXT, name: str = "search.md") -> object:
    return read_postmortem(text.encode(), name)


def test_a_document_becomes_an_incident_with_all_that_belongs_to_it(bench: Bench) -> None:
    (taken,) = bench.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    view = bench.read(lambda reader: view_incident(reader, taken.incident.id))
    assert (taken.verdict, taken.events, taken.actions) == (Verdict.NEW, 3, 2)
    assert view.events[0].text == "HighLatency alert fired"
    assert view.item is not None
    owners = {action.text: (action.owner_id in view.people, action.state) for action in view.actions}
    assert owners["Write it up"][1] is ActionState.DONE
    assert any(known for known, _state in owners.values())


def test_reading_it_twice_changes_nothing(bench: Bench) -> None:
    bench.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    outcome = bench.workspace.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    assert outcome.value[0].verdict is Verdict.NOTHING_NEW
    assert outcome.changes.entries == ()


def test_a_changed_source_is_refused_and_nothing_is_stored(bench: Bench) -> None:
    bench.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    other = draft(TEXT.replace("Search slow", "Other"), "other.md")
    changed = draft(TEXT + "\n- [ ] One more\n")
    with pytest.raises(Problem) as caught:
        bench.change(lambda unit: take_drafts(unit, [other, changed]))  # type: ignore[list-item]
    assert caught.value.code == "services.problem.source_changed"
    assert bench.read(lambda reader: reader.count(Incident)) == 1


def test_an_update_adds_what_is_new_and_leaves_what_was_edited(bench: Bench) -> None:
    (first,) = bench.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    event = bench.read(lambda reader: reader.find(TimelineEvent, incident_id=first.incident.id))[0]
    form = EventForm("The alert, in our words", event.kind, at=event.at)
    bench.change(lambda unit: edit_event(unit, event.id, form))
    longer = TEXT.replace("- 13:02", "- 12:58 Support told\n- 13:02") + "- [ ] One more\n"
    (second,) = bench.change(lambda unit: take_drafts(unit, [draft(longer)], update=True))  # type: ignore[list-item]
    texts = [e.text for e in bench.read(lambda reader: reader.find(TimelineEvent, incident_id=first.incident.id))]
    assert (second.verdict, second.events, second.actions) == (Verdict.UPDATED, 1, 1)
    assert sorted(texts) == [
        "Judged that it is not load",
        "Rolled back to r118",
        "Support told",
        "The alert, in our words",
    ]
    assert bench.read(lambda reader: reader.count(ActionItem, incident_id=first.incident.id)) == 3
    assert bench.read(lambda reader: reader.count(SectionText, incident_id=first.incident.id)) >= 1


def test_the_same_line_twice_in_a_document_is_kept_twice(bench: Bench) -> None:
    doubled = TEXT.replace("- 12:47 Judged that it is not load", "- 12:47 Retried\n- 12:47 Retried")
    (taken,) = bench.change(lambda unit: take_drafts(unit, [draft(doubled)]))  # type: ignore[list-item]
    assert taken.events == 4


def test_a_key_that_is_taken_gets_a_number(bench: Bench) -> None:
    bench.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    twin = replace(draft(TEXT + "\nMore.\n", "elsewhere.md"))  # type: ignore[type-var]
    (taken,) = bench.change(lambda unit: take_drafts(unit, [twin]))  # type: ignore[list-item]
    assert taken.incident.key.endswith("-2")
    assert bench.read(lambda reader: find_incident(reader, taken.incident.key)).id == taken.incident.id


def test_an_unknown_key_names_near_ones(bench: Bench) -> None:
    bench.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    with pytest.raises(Problem) as near:
        bench.read(lambda reader: find_incident(reader, "lunchtime"))
    with pytest.raises(Problem) as far:
        bench.read(lambda reader: find_incident(reader, "zzz"))
    assert (near.value.code, far.value.code) == (
        "services.problem.no_incident_near",
        "services.problem.no_incident",
    )


def test_incidents_are_listed_with_their_readiness(bench: Bench) -> None:
    bench.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    (row,) = bench.read(list_incidents)
    assert (row.events, row.ready, row.talk_on) == (3, 2, None)
    assert bench.read(lambda reader: reader.count(AgendaItem)) == 1


def test_undoing_an_import_takes_all_of_it_back(bench: Bench) -> None:
    outcome = bench.workspace.change(lambda unit: take_drafts(unit, [draft()]))  # type: ignore[list-item]
    bench.workspace.undo(outcome.changes.operation_id)
    for table in (Incident, TimelineEvent, ActionItem, SectionText, AgendaItem):
        assert bench.read(lambda reader, table=table: reader.count(table)) == 0


@pytest.mark.parametrize(("name", "code"), [("gone.md", "file_missing"), (".", "not_a_file")])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Problem) as caught:
        read_files([tmp_path / name])
    assert caught.value.code == f"services.problem.{code}"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(Problem) as caught:
        read_files([path])
    assert caught.value.code == "importers.problem.too_large"
