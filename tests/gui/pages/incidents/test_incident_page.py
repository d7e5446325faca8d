"""One incident over a real workspace: shown, mended, undone, and all of it by keys."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from desk_fixture import Heard, ask
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from sheet_incidents import Set

from weeklypm.domain.incident import Incident, IncidentKind, InstantKind, SectionKey
from weeklypm.domain.timeline import EventKind
from weeklypm.domain.values import message
from weeklypm.gui.pages.event_dialog import EventDialog
from weeklypm.gui.pages.incident_dialogs import FactsDialog, InstantsDialog
from weeklypm.services import incidents
from weeklypm.services.incidents import IncidentView, view_incident


def view(shown: Set) -> IncidentView:
    held = shown.page.pane.view
    assert held is not None
    found: IncidentView = ask(shown.desk, partial(view_incident, incident_id=held.incident.id))
    return found


def undo(shown: Set) -> None:
    shown.desk.operations.undo()
    shown.settle()


def notes(shown: Set) -> list[str]:
    return [tile.accessibleName() for tile in shown.page.pane.tiles.tiles()]


def test_durations_say_their_state_and_both_clock_times(shown: Set) -> None:
    shown.open_longest()
    assert notes(shown) == [
        "To detect · 11 min · Recorded · 12:31 → 12:42",
        "To acknowledge · 3 min · Recorded · 12:42 → 12:45",
        "To mitigate · 38 min · Recorded · 12:31 → 13:09",
        "To resolve · Pending · No end yet",
        "To declare · N/A · Does not apply: Declared",
    ]


def test_the_suggested_end_is_recorded_only_when_it_is_taken(shown: Set) -> None:
    shown.open_longest()
    assert view(shown).instants.get(InstantKind.RESOLVED) is None or view(shown).durations["ttr"].seconds is None  # type: ignore[index]
    tile = shown.page.pane.tiles.tiles()[3]
    assert tile.link.text() == "Use 13:21?"
    tile.link.click()
    shown.settle()
    assert notes(shown)[3] == "To resolve · 50 min · Recorded · 12:31 → 13:21"
    undo(shown)
    assert notes(shown)[3] == "To resolve · Pending · No end yet"


def test_a_wrong_order_is_said_out_loud_and_measured_as_nothing(shown: Set) -> None:
    shown.open_longest()
    shown.page.pane.head.times.click()
    dialog = shown.page.pane.dialog
    assert isinstance(dialog, InstantsDialog)
    dialog.times[InstantKind.ONSET].line.setText("12:43")
    dialog.answer.click()
    shown.settle()
    assert shown.page.pane.wrong.sentence.text() == "Detected 12:42 is before Onset 12:43."
    assert notes(shown)[0] == "To detect · Check · Check the order · 12:43 → 12:42"
    assert shown.page.pane.tiles.tiles()[0].figure.property("tone") == "danger"
    undo(shown)
    assert not shown.page.pane.wrong.isVisible()


def test_an_instant_is_cleared_or_said_not_to_apply_and_the_others_stay(shown: Set) -> None:
    shown.open_longest()
    before = view(shown).instants
    shown.page.pane.head.times.click()
    dialog = shown.page.pane.dialog
    assert isinstance(dialog, InstantsDialog)
    dialog.times[InstantKind.MITIGATED].line.clear()
    dialog.never[InstantKind.ACKNOWLEDGED].setChecked(True)
    dialog.about[InstantKind.DETECTED].setChecked(True)
    dialog.answer.click()
    shown.settle()
    after = view(shown).instants
    assert (after[InstantKind.MITIGATED].at, after[InstantKind.MITIGATED].applies) == (None, True)
    assert (after[InstantKind.ACKNOWLEDGED].at, after[InstantKind.ACKNOWLEDGED].applies) == (None, False)
    assert after[InstantKind.DETECTED].approximate
    assert after[InstantKind.DETECTED].at == before[InstantKind.DETECTED].at
    assert after[InstantKind.ONSET] == before[InstantKind.ONSET]
    assert notes(shown)[0].startswith("To detect · about 11 min")
    undo(shown)
    assert view(shown).instants[InstantKind.MITIGATED].at == before[InstantKind.MITIGATED].at


def test_keeping_one_time_makes_no_rows_for_the_others(shown: Set) -> None:
    shown.change(partial(incidents.add_incident, title="Only a title", kind=IncidentKind.NEAR_MISS))
    added = next(row.incident for row in shown.rows() if row.incident.title == "Only a title")
    shown.page.open_row(added.id)
    shown.settle()
    shown.page.pane.head.times.click()
    dialog = shown.page.pane.dialog
    assert isinstance(dialog, InstantsDialog)
    dialog.times[InstantKind.ONSET].line.setText("12:31")
    dialog.answer.click()
    shown.settle()
    assert set(view(shown).instants) == {InstantKind.ONSET}


def test_a_wrong_time_stays_in_its_field_with_what_to_write(shown: Set) -> None:
    shown.open_longest()
    shown.page.pane.head.times.click()
    dialog = shown.page.pane.dialog
    assert isinstance(dialog, InstantsDialog)
    field = dialog.times[InstantKind.DETECTED]
    field.line.setText("noon")
    dialog.answer.click()
    assert dialog.isVisible()
    assert field.error.text() == "“noon” is not a time; write it as 12:47 or 2026-08-28 12:47."
    assert field.line.text() == "noon"
    dialog.reject()


def test_facts_are_mended_as_one_change(shown: Set) -> None:
    shown.open_longest()
    before = view(shown).incident
    shown.page.pane.head.edit.click()
    dialog = shown.page.pane.dialog
    assert isinstance(dialog, FactsDialog)
    dialog.fields["title"].line.setText("Search <i>slow</i>")
    dialog.fields["services"].line.setText("search-api、 cart,,search-api")
    dialog.fields["zone"].line.setText("Mars/Base")
    dialog.answer.click()
    assert dialog.isVisible()
    assert "Mars/Base" in dialog.fields["zone"].error.text()
    dialog.fields["zone"].line.setText("Asia/Tokyo")
    dialog.answer.click()
    shown.settle()
    after = view(shown).incident
    assert (after.title, after.services, after.zone) == ("Search <i>slow</i>", ("search-api", "cart"), before.zone)
    assert shown.page.pane.head.title.text() == "Search <i>slow</i>"
    undo(shown)
    assert view(shown).incident.services == before.services


def test_the_kind_is_chosen_in_the_head(shown: Set) -> None:
    shown.open_longest()
    shown.page.pane.head.kind.choose("near_miss")
    shown.settle()
    assert view(shown).incident.kind is IncidentKind.NEAR_MISS
    undo(shown)
    assert shown.page.pane.head.kind.value() == "incident"


def test_the_table_and_the_picture_choose_the_same_event(shown: Set) -> None:
    shown.open_longest()
    pane = shown.page.pane
    chosen = pane.events.current()
    assert chosen is not None
    assert pane.chart.canvas.picture.current == chosen
    pane.chart.canvas.setFocus()
    QTest.keyClick(pane.chart.canvas, Qt.Key.Key_Right)
    assert pane.events.current() == pane.chart.canvas.picture.current != chosen
    QTest.keyClick(pane.events.table, Qt.Key.Key_Up)
    assert pane.events.current() == chosen == pane.chart.canvas.picture.current


def test_an_event_is_added_on_the_incidents_own_day_and_clock(shown: Set) -> None:
    shown.open_longest()
    pane = shown.page.pane
    pane.events.add_button.click()
    dialog = pane.dialog
    assert isinstance(dialog, EventDialog)
    dialog.answer.click()
    assert dialog.text.error.text() == "An event needs a line saying what happened."
    QTest.keyClicks(dialog.time.line, "12:58:30")
    QTest.keyClicks(dialog.text.line, "Looks at the index")
    QTest.keyClick(dialog.text.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    added = next(event for event in view(shown).events if event.text == "Looks at the index")
    assert added.at == datetime(2026, 8, 21, 3, 58, 30, tzinfo=UTC)
    assert added.kind is EventKind.ACTION
    undo(shown)
    assert pane.events.event_of(added.id) is None


def test_an_event_is_changed_by_keys(shown: Set) -> None:
    shown.open_longest()
    pane = shown.page.pane
    chosen = pane.events.current()
    before = pane.events.event_of(chosen)
    QTest.keyClick(pane.events.table, Qt.Key.Key_Return)
    dialog = pane.dialog
    assert isinstance(dialog, EventDialog)
    box = dialog.kind.editor
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(EventKind.SIGNAL))
    dialog.details["information"].line.setText("r119")
    dialog.answer.click()
    shown.settle()
    changed = pane.events.event_of(chosen)
    assert before is not None
    assert changed is not None
    assert (changed.kind, changed.information, changed.at) == (EventKind.SIGNAL, "r119", before.at)
    assert pane.events.current() == chosen
    undo(shown)
    assert pane.events.event_of(chosen).kind is EventKind.JUDGEMENT  # type: ignore[union-attr]


def test_a_deleted_event_comes_back_by_undo(shown: Set) -> None:
    shown.open_longest()
    pane, heard = shown.page.pane, Heard(shown.desk)
    chosen, rows = pane.events.current(), pane.events.model.rowCount()
    pane.events.table.setFocus()
    QTest.keyClick(pane.events.table, Qt.Key.Key_Delete)
    shown.settle()
    assert pane.events.event_of(chosen) is None
    assert pane.events.model.rowCount() == rows - 1
    assert heard.told[-1] == (message("incidentpage.label.event_deleted"), True)
    undo(shown)
    assert pane.events.event_of(chosen) is not None


def test_a_text_of_several_lines_is_not_flattened_by_looking_at_it(shown: Set) -> None:
    shown.open_longest()
    first = view(shown).events[0]
    form = incidents.EventForm("one\ntwo", first.kind, first.at)
    shown.change(partial(incidents.edit_event, event_id=first.id, form=form))
    shown.page.pane.events.edit_wanted.emit(first.id)
    dialog = shown.page.pane.dialog
    assert isinstance(dialog, EventDialog)
    dialog.about.setChecked(True)
    dialog.answer.click()
    shown.settle()
    event = shown.page.pane.events.event_of(first.id)
    assert event is not None
    assert (event.text, event.at, event.approximate) == ("one\ntwo", first.at, True)


def test_a_section_is_kept_as_one_change_on_leaving_it(shown: Set) -> None:
    shown.open_longest()
    card = shown.page.pane.write_up
    before = card.head.remark.text()
    impact = card.parts[1]
    impact.name.click()
    editor = impact.editors[SectionKey.IMPACT]
    QTest.keyClicks(editor.edit, "About 40 orders")
    assert not any(section.key is SectionKey.IMPACT for section in view(shown).sections)
    QTest.keyClick(editor.edit, Qt.Key.Key_Tab)
    shown.settle()
    assert [s.text for s in view(shown).sections if s.key is SectionKey.IMPACT] == ["About 40 orders"]
    assert (before, card.head.remark.text()) == ("5 of 7 sections", "6 of 7 sections")
    undo(shown)
    assert card.head.remark.text() == "5 of 7 sections"
    assert editor.edit.toPlainText() == ""


def test_what_is_being_typed_survives_news_and_is_kept_before_another_incident(shown: Set) -> None:
    shown.open_longest()
    held = view(shown).incident.id
    card = shown.page.pane.write_up
    card.parts[1].name.click()
    editor = card.parts[1].editors[SectionKey.IMPACT]
    editor.edit.setPlainText("Half a sen")
    shown.change(partial(incidents.edit_incident, incident_id=held, severity="SEV-1"))
    assert shown.page.pane.head.severity.text() == "SEV-1"
    assert editor.edit.toPlainText() == "Half a sen"
    other = next(row.incident for row in shown.rows() if row.incident.id != held)
    shown.page.open_row(other.id)
    shown.settle()
    kept: IncidentView = ask(shown.desk, partial(view_incident, incident_id=held))
    assert [s.text for s in kept.sections if s.key is SectionKey.IMPACT] == ["Half a sen"]
    assert not any(part.is_open for part in card.parts)
    wrongly: IncidentView = ask(shown.desk, partial(view_incident, incident_id=other.id))
    assert "Half a sen" not in [section.text for section in wrongly.sections]


def test_a_section_that_changes_elsewhere_never_overwrites_what_is_being_typed(shown: Set) -> None:
    shown.open_longest()
    held, part = view(shown).incident.id, shown.page.pane.write_up.parts[1]
    part.name.click()
    editor = part.editors[SectionKey.IMPACT]
    editor.edit.setPlainText("Mine")
    shown.change(partial(incidents.set_section, incident_id=held, key=SectionKey.IMPACT, text="Theirs"))
    assert editor.edit.toPlainText() == "Mine"


def test_the_end_keeps_what_is_typed(shown: Set) -> None:
    shown.open_longest()
    part = shown.page.pane.write_up.parts[1]
    part.name.click()
    part.editors[SectionKey.IMPACT].edit.setPlainText("Last words")
    shown.page.keep_all()
    shown.settle()
    assert "Last words" in [section.text for section in view(shown).sections]


def test_a_change_elsewhere_refreshes_the_open_incident(shown: Set) -> None:
    shown.open_longest()
    held = view(shown).incident.id
    shown.change(partial(rename, incident_id=held))
    assert shown.page.pane.head.title.text() == "Renamed elsewhere"


def rename(unit: object, incident_id: UUID) -> Incident:
    return incidents.edit_incident(unit, incident_id, title="Renamed elsewhere")  # type: ignore[arg-type]
