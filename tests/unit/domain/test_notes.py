"""The notes tree: decisions and actions first, everything of the meeting, nothing private."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_example import INCIDENT, ITEM, MEETING, MINASE, MOMENT, TORII, meeting_rows, people, row

from weeklypm.domain.agenda import Kind, Segment
from weeklypm.domain.meeting import MeetingState, Note
from weeklypm.domain.notes import PERSON, notes_document
from weeklypm.domain.notes_rows import MeetingRows, visible
from weeklypm.domain.notes_tree import Document, Facts, Heading, Listing, Picture, Prose, Table, Text
from weeklypm.domain.outcomes import ActionItem, ActionState, Decision, ParkedLine
from weeklypm.domain.values import Audience, Message, Row, message, public_fields

CANARY = "canary-7f3a"


def strings(value: object) -> Iterable[str]:
    """Yield every piece of data in a text, arguments of messages included."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, Message):
        for _, argument in value.arguments:
            yield from strings(argument)
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    else:
        yield str(value)


def told(document: Document) -> str:
    return "\n".join(data for text in document.texts() for data in strings(text))


def headings(document: Document) -> list[Text]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]


def planted(value: Row) -> Row:
    """Put the canary into every field that notes may not show and that holds free text."""
    hidden = {each.name for each in fields(value)} - public_fields(type(value), Audience.NOTES)
    return replace(value, **{name: _canary(getattr(value, name), name) for name in hidden})


def _canary(value: Any, name: str) -> Any:
    if name == "explanation" or isinstance(value, Message):
        return message("notes.list", parts=(CANARY,))
    if name in ("aliases", "ratings"):
        return (CANARY,)
    return CANARY if isinstance(value, str) and type(value) is str else value


def with_canaries() -> MeetingRows:
    rows = meeting_rows()
    private = {
        "notes": (*rows.notes, Note(**row(49), meeting_id=MEETING, segment=Segment.MAIN, text=CANARY, private=True)),
        "parked": (*rows.parked, ParkedLine(**row(89), meeting_id=MEETING, text=CANARY, private=True)),
        "decisions": (*rows.decisions, Decision(**{**row(59), "deleted_at": MOMENT}, meeting_id=MEETING, text=CANARY)),
        "actions": (*rows.actions, ActionItem(**row(69), meeting_id=UUID(int=999), text=CANARY)),
    }
    rows = replace(rows, **private)
    grown: dict[str, Any] = {}
    for each in fields(rows):
        value = getattr(rows, each.name)
        if isinstance(value, Row):
            grown[each.name] = planted(value)
        elif isinstance(value, tuple) and all(isinstance(one, Row) for one in value):
            grown[each.name] = tuple(planted(one) for one in value)
    return replace(rows, **grown)


@pytest.mark.parametrize("roles", [False, True])
def test_nothing_private_is_told(roles: bool) -> None:
    rows = with_canaries()
    assert CANARY in repr(rows)
    assert CANARY not in repr(notes_document(rows, roles_instead_of_names=roles))


def test_the_canary_would_be_seen() -> None:
    rows = meeting_rows()
    shown = replace(rows, parked=(ParkedLine(**row(89), meeting_id=MEETING, text=CANARY),))
    assert CANARY in repr(notes_document(shown))


def test_a_private_field_cannot_be_asked_for() -> None:
    for name in ("explanation", "ratings", "agenda_json", "not_held_reason"):
        with pytest.raises(KeyError):
            visible(meeting_rows().meeting)[name]


def test_the_parts_come_in_the_order_of_the_house() -> None:
    codes = [text.code for text in headings(notes_document(meeting_rows())) if isinstance(text, Message)]
    assert codes == [
        "notes.heading.decisions",
        "notes.heading.actions",
        "notes.heading.changes",
        "notes.heading.agenda",
        "notes.heading.discussed",
        "words.term.parking_lot",
        "notes.heading.next",
    ]


@given(
    st.lists(st.text(min_size=1), max_size=4),
    st.lists(st.tuples(st.text(min_size=1), st.dates(), st.sampled_from(ActionState)), max_size=4),
)
def test_every_decision_and_action_is_told_once_in_order(texts: list[str], given: list[tuple[str, date, Any]]) -> None:
    decisions = tuple(
        Decision(**row(n), meeting_id=MEETING, text=text, position=n) for n, text in enumerate(texts, 100)
    )
    actions = tuple(
        ActionItem(**row(n), meeting_id=MEETING, text=text, due=due, state=state, owner_id=TORII, position=n)
        for n, (text, due, state) in enumerate(given, 200)
    )
    document = notes_document(meeting_rows(decisions=decisions[::-1], actions=actions[::-1], changes=()))
    listings = [block for block in document.blocks if isinstance(block, Listing) and block.numbered]
    assert [entry.text for block in listings for entry in block.entries] == texts
    rows = next((b.rows for b in document.blocks if isinstance(b, Table) and len(b.columns) == 6), ())
    assert [(cells[1], cells[4]) for cells in rows] == [(text, message("notes.due", day=due)) for text, due, _ in given]
    assert [cells[0] for cells in rows] == [message(f"notes.state.{state.value}") for _, _, state in given]
    assert all(cells[2] == message("notes.person", name="Torii") for cells in rows)


def test_without_decisions_and_actions_that_is_said() -> None:
    document = notes_document(meeting_rows(decisions=(), actions=()))
    codes = {text.code for text in document.texts() if isinstance(text, Message)}
    assert {"notes.no_decision", "notes.no_action"} <= codes


def test_an_action_that_waits_is_told_as_blocked() -> None:
    waiting = ActionItem(**row(61), meeting_id=MEETING, text="Wait", blocked_since=date(2026, 9, 1))
    document = notes_document(meeting_rows(actions=(waiting,)))
    assert message("notes.state.blocked") in document.texts()
    done = replace(waiting, state=ActionState.DONE)
    assert message("notes.state.done") in notes_document(meeting_rows(actions=(done,))).texts()


def test_a_change_is_told_with_its_reason_and_a_withdrawn_one_is_not() -> None:
    rows = meeting_rows()
    assert "The stock upgrade comes first" in told(notes_document(rows))
    gone = tuple(replace(change, withdrawn=True) for change in rows.changes)
    assert "stock upgrade" not in told(notes_document(replace(rows, changes=gone)))


@pytest.mark.parametrize(
    ("field", "old", "new", "old_said", "new_said"),
    [
        ("due", "2026-08-21", "", message("notes.short_day", day=date(2026, 8, 21)), message("words.none")),
        ("owner_id", str(TORII), str(MINASE), message(PERSON, name="Torii"), message(PERSON, name="Minase")),
        ("priority", "P1", "P2", "P1", "P2"),
        ("state", "idea", "done", message("words.action_state.idea"), message("words.action_state.done")),
    ],
)
def test_changed_values_are_told_by_name(field: str, old: str, new: str, old_said: Text, new_said: Text) -> None:
    rows = meeting_rows()
    changes = tuple(replace(change, field=field, old=old, new=new) for change in rows.changes)
    document = notes_document(replace(rows, changes=changes))
    change = next(text for text in document.texts() if isinstance(text, Message) and text.code == "notes.change")
    assert (change.get("old"), change.get("new")) == (old_said, new_said)


def test_notes_stand_under_what_they_are_about() -> None:
    blocks = notes_document(meeting_rows()).blocks
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Prose))
    assert isinstance(blocks[at - 1], Heading)
    assert "Search slow at lunchtime" in list(strings(blocks[at - 1].text))
    assert isinstance(blocks[at + 1], Facts)
    assert isinstance(blocks[at + 2], Picture)
    assert isinstance(blocks[at + 3], Table)


def test_a_note_of_the_main_part_is_about_its_only_item() -> None:
    rows = meeting_rows()
    loose = tuple(replace(note, item_id=None) for note in rows.notes)
    assert notes_document(replace(rows, notes=loose)) == notes_document(rows)


def test_with_two_items_a_loose_note_stands_under_the_main_part() -> None:
    rows = meeting_rows()
    assert rows.agenda is not None
    second = replace(rows.agenda.main[0], item_id=UUID(int=778), incident_id=None)
    lines = (*rows.agenda.lines, second)
    loose = (replace(rows.notes[0], item_id=None),)
    blocks = notes_document(replace(rows, agenda=replace(rows.agenda, lines=lines), notes=loose)).blocks
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Prose))
    assert blocks[at - 1] == Heading(3, message("words.segment.main"))


def test_without_parked_lines_and_a_next_meeting_their_parts_are_left_out() -> None:
    codes = [
        text.code for text in headings(notes_document(meeting_rows(parked=(), next=None))) if isinstance(text, Message)
    ]
    assert "words.term.parking_lot" not in codes
    assert "notes.heading.next" not in codes


@given(st.sampled_from(Segment), st.sampled_from([None, ITEM, UUID(int=777)]), st.booleans(), st.booleans())
def test_every_note_that_is_not_private_is_told_once(
    segment: Segment, item_id: UUID | None, private: bool, with_agenda: bool
) -> None:
    note = Note(**row(45), meeting_id=MEETING, segment=segment, item_id=item_id, text=CANARY, private=private)
    rows = meeting_rows(notes=(note,)) if with_agenda else meeting_rows(notes=(note,), agenda=None)
    assert told(notes_document(rows)).count(CANARY) == (0 if private else 1)


def test_times_are_told_on_the_incidents_own_clock() -> None:
    table = notes_document(meeting_rows()).blocks
    times = [
        list(strings(cells[0]))
        for cells in next(
            b for b in table if isinstance(b, Table) and len(b.columns) == 4 and b.rows[0][2] == "p99 above 3 s"
        ).rows
    ]
    assert times[0] == ["2026-08-28", "2026-08-28 12:42:00+09:00"]
    assert times[1] == ["2026-08-28 12:47:09+09:00"]
    assert times[2][0] == "2026-08-29"
    assert times[3] == ["2026-08-30"]


@pytest.mark.parametrize("kind", [Kind.ROLE_PLAY, Kind.QUESTION])
def test_a_game_keeps_the_answers_to_itself(kind: Kind) -> None:
    rows = meeting_rows()
    assert rows.agenda is not None
    lines = tuple(replace(line, kind=kind if line.incident_id else line.kind) for line in rows.agenda.lines)
    document = notes_document(replace(rows, agenda=replace(rows.agenda, lines=lines)))
    assert document.pictures() == ()
    assert "p99 above 3 s" not in told(document)


def test_names_become_roles_in_free_text_and_stay_where_they_stand_by_right() -> None:
    rows = meeting_rows()
    texts = ("Torii asked @minase", "write to torii@example.com", "鳥居さんに聞く")
    notes = tuple(replace(rows.notes[0], id=UUID(int=400 + n), text=text) for n, text in enumerate(texts))
    everybody = (*people()[:2], replace(people()[2], aliases=("鳥居",)))
    rows = replace(rows, notes=notes, people=everybody)
    open_names = notes_document(rows)
    roles = notes_document(rows, roles_instead_of_names=True)
    prose = " ".join(data for block in roles.blocks if isinstance(block, Prose) for data in strings(block.text))
    for name in ("Torii", "torii", "minase", "鳥居", "example.com"):
        assert name not in prose
        assert name in told(open_names)
    assert message("notes.person", name="Torii") in roles.texts()
    assert message("notes.person", name="Minase") in roles.texts()
    assert [type(block) for block in roles.blocks] == [type(block) for block in open_names.blocks]


def test_the_same_person_keeps_one_label_through_the_whole_document() -> None:
    rows = meeting_rows()
    notes = tuple(
        replace(rows.notes[0], id=UUID(int=400 + n), text=text) for n, text in enumerate(("Torii", "Minase", "Torii"))
    )
    roles = notes_document(replace(rows, notes=notes, decisions=()), roles_instead_of_names=True)
    labels = [block.text for block in roles.blocks if isinstance(block, Prose)]
    assert labels[0] == labels[2] != labels[1]


def test_a_meeting_not_held_tells_only_that_and_what_comes_next() -> None:
    rows = meeting_rows()
    document = notes_document(replace(rows, meeting=replace(rows.meeting, state=MeetingState.NOT_HELD)))
    codes = [text.code for text in document.texts() if isinstance(text, Message)]
    assert "notes.not_held" in codes
    assert "notes.heading.decisions" not in codes
    assert "notes.heading.next" in codes


def test_rows_of_another_incident_stay_out() -> None:
    rows = meeting_rows()
    others = tuple(replace(event, incident_id=UUID(int=888), text=CANARY) for event in rows.events)
    assert CANARY not in told(notes_document(replace(rows, events=(*rows.events, *others))))
    assert all(event.incident_id == INCIDENT for event in rows.events)


def test_a_table_refuses_a_row_of_another_width() -> None:
    with pytest.raises(ValueError, match="cells"):
        Table(("a", "b"), (("1",),))
