"""The first schema: rows with identity, instants, version and mark of deletion; the change log; the guards."""

from __future__ import annotations

from typing import Final

from alembic import op

from weeklypm.storage.migrations.first_triggers import FIRST_TRIGGERS
from weeklypm.storage.migrations.words import (
    check,
    clock_time,
    day,
    flag,
    identity,
    index,
    instant,
    long_text,
    one_of,
    rows,
    table,
    text,
    very_long_text,
    whole,
)

revision = "0001"
down_revision = None

BLANKS: Final = " \t\n\r\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
REASONED: Final = f"lower(trim(reason, '{BLANKS}')) NOT IN ('', '-', 'n/a', 'tbd', 'なし')"


def upgrade() -> None:
    """Make tables, indexes and triggers."""
    _people()
    _incidents()
    _meetings()
    _outcomes()
    _log()
    _indexes()
    _triggers()


def _people() -> None:
    rows(
        "workspace",
        text("name"),
        flag("sample"),
    )
    rows(
        "series",
        text("name"),
        whole("weekday"),
        clock_time("starts_at"),
        text("zone"),
        whole("minutes"),
        text("country"),
        one_of("language", "en", "ja"),
        day("first_on"),
        text("seed"),
        whole("open_minutes"),
        whole("actions_minutes"),
        whole("learning_minutes"),
        whole("read_back_minutes"),
        whole("close_minutes"),
        check("ck_series_minutes_of_day", "minutes BETWEEN 1 AND 1440"),
        check("ck_series_weekday_of_week", "weekday BETWEEN 0 AND 6"),
    )
    rows(
        "team",
        text("name"),
    )
    rows(
        "person",
        text("name"),
        identity("team_id", to="team", optional=True),
        day("joined_on"),
        day("left_on", optional=True),
        flag("opted_in"),
        flag("founder"),
        long_text("aliases"),
    )
    rows(
        "absence",
        identity("person_id", to="person"),
        day("starts_on"),
        day("ends_on"),
        check("ck_absence_order", "starts_on <= ends_on"),
    )


def _incidents() -> None:
    rows(
        "incident",
        text("key"),
        text("title"),
        one_of("kind", "incident", "near_miss"),
        text("severity"),
        long_text("services"),
        long_text("team_ids"),
        text("zone"),
        day("occurred_on", optional=True),
        long_text("summary"),
        text("source"),
        text("source_sha256"),
    )
    rows(
        "instant",
        identity("incident_id", to="incident"),
        one_of("kind", "onset", "detected", "declared", "acknowledged", "mitigated", "resolved"),
        instant("at", optional=True),
        flag("approximate"),
        flag("applies"),
        check("ck_instant_not_applicable", "applies = 1 OR at IS NULL"),
    )
    rows(
        "responder",
        identity("incident_id", to="incident"),
        identity("person_id", to="person", optional=True),
        text("name"),
        text("role"),
        whole("position"),
    )
    rows(
        "section_text",
        identity("incident_id", to="incident"),
        one_of(
            "key",
            "summary",
            "impact",
            "root_cause",
            "contributing_factors",
            "trigger",
            "detection",
            "resolution",
            "action_items",
            "went_well",
            "went_wrong",
            "lucky",
            "lessons",
            "timeline",
            "attendees",
            "supporting",
        ),
        text("heading"),
        long_text("text"),
        whole("position"),
    )
    rows(
        "timeline_event",
        identity("incident_id", to="incident"),
        whole("position"),
        instant("at", optional=True),
        instant("end", optional=True),
        day("on_day", optional=True),
        one_of("precision", "second", "minute", "day", "none"),
        flag("approximate"),
        one_of("kind", "signal", "judgement", "action", "communication", "change", "recovery", "milestone"),
        long_text("text"),
        long_text("information"),
        long_text("judgement"),
        long_text("action"),
        text("role"),
        flag("pinned"),
        identity("follows_id", to="timeline_event", optional=True),
        text("link"),
        text("source"),
        text("source_id"),
        flag("edited"),
    )


def _meetings() -> None:
    rows(
        "agenda_item",
        one_of(
            "kind",
            "incident_talk",
            "near_miss",
            "open_topic",
            "dashboard_review",
            "re_read",
            "role_play",
            "question",
            "action_follow_up",
        ),
        text("title"),
        long_text("detail"),
        identity("proposer_id", to="person", optional=True),
        identity("presenter_id", to="person", optional=True),
        whole("minutes", optional=True),
        whole("votes"),
        one_of("state", "queued", "scheduled", "discussed", "dropped"),
        day("queued_on"),
        day("ready_from", optional=True),
        flag("carried_over"),
        flag("pinned"),
        identity("incident_id", to="incident", optional=True),
        identity("meeting_id", to="meeting", optional=True),
        long_text("why", optional=True),
        check("ck_agenda_item_minutes_of_day", "minutes IS NULL OR minutes BETWEEN 1 AND 1440"),
        check("ck_agenda_item_votes_counted", "votes >= 0"),
    )
    rows(
        "meeting",
        identity("series_id", to="series"),
        day("held_on"),
        one_of("state", "planned", "live", "closed", "not_held"),
        long_text("not_held_reason", optional=True),
        identity("facilitator_id", to="person", optional=True),
        identity("co_facilitator_id", to="person", optional=True),
        long_text("explanation", optional=True),
        long_text("agenda_json"),
        instant("started_at", optional=True),
        instant("closed_at", optional=True),
        long_text("ratings"),
        whole("headcount", optional=True),
        check("ck_meeting_headcount_counted", "headcount IS NULL OR headcount >= 0"),
    )
    rows(
        "clock_event",
        identity("meeting_id", to="meeting"),
        instant("at"),
        one_of("kind", "start", "segment", "pause", "resume", "adjust", "step", "close", "reopen"),
        one_of("segment", "open", "actions", "main", "learning", "read_back", "close", optional=True),
        whole("line", optional=True),
        whole("box", optional=True),
        whole("seconds"),
        whole("step"),
    )
    rows(
        "note",
        identity("meeting_id", to="meeting"),
        one_of("segment", "open", "actions", "main", "learning", "read_back", "close"),
        identity("item_id", to="agenda_item", optional=True),
        long_text("text"),
        flag("private"),
    )
    rows(
        "note_draft",
        text("note_key"),
        identity("meeting_id", to="meeting"),
        one_of("segment", "open", "actions", "main", "learning", "read_back", "close"),
        identity("item_id", to="agenda_item", optional=True),
        long_text("text"),
    )


def _outcomes() -> None:
    rows(
        "decision",
        identity("meeting_id", to="meeting"),
        identity("item_id", to="agenda_item", optional=True),
        long_text("text"),
        long_text("context"),
        whole("position"),
    )
    rows(
        "action_item",
        long_text("text"),
        long_text("done_when"),
        one_of("type", "prevent", "mitigate", "detect", "repair", "process", "investigate", "other"),
        one_of("priority", "P0", "P1", "P2", "P3", optional=True),
        identity("owner_id", to="person", optional=True),
        identity("team_id", to="team", optional=True),
        text("owner_text"),
        day("due", optional=True),
        one_of("state", "idea", "committed", "done", "dropped"),
        text("link"),
        identity("meeting_id", to="meeting", optional=True),
        identity("incident_id", to="incident", optional=True),
        identity("item_id", to="agenda_item", optional=True),
        day("blocked_since", optional=True),
        long_text("blocked_by"),
        whole("position"),
    )
    rows(
        "action_change",
        identity("action_id", to="action_item"),
        text("field"),
        long_text("old"),
        long_text("new"),
        long_text("reason"),
        instant("at"),
        identity("meeting_id", to="meeting", optional=True),
        flag("withdrawn"),
        check("ck_action_change_reasoned", REASONED),
    )
    rows(
        "parked_line",
        identity("meeting_id", to="meeting"),
        long_text("text"),
        flag("private"),
        whole("position"),
    )


def _log() -> None:
    table(
        "meta",
        text("key", primary_key=True),
        text("value"),
    )
    table(
        "operation",
        identity("id", primary_key=True),
        instant("at"),
        whole("counter"),
        identity("device_id"),
        long_text("label", optional=True),
        identity("reverts", to="operation", optional=True),
    )
    table(
        "change",
        identity("id", primary_key=True),
        identity("operation_id", to="operation"),
        text("table_name"),
        identity("row_id"),
        text("field"),
        very_long_text("old", optional=True),
        very_long_text("new", optional=True),
        long_text("parents"),
    )
    table(
        "erasure",
        identity("row_id", primary_key=True),
    )


def _indexes() -> None:
    index("ux_incident_key", "incident", "key", unique=True, where="deleted_at IS NULL")
    index("ux_instant_kind", "instant", "incident_id", "kind", unique=True, where="deleted_at IS NULL")
    index("ix_responder_incident_id", "responder", "incident_id")
    index("ix_section_text_incident_id", "section_text", "incident_id")
    index("ix_timeline_event_incident_id", "timeline_event", "incident_id", "position")
    index(
        "ux_timeline_event_source",
        "timeline_event",
        "incident_id",
        "source_id",
        unique=True,
        where="deleted_at IS NULL AND source_id <> ''",
    )
    index("ix_operation_counter", "operation", "counter")
    index("ix_change_cell", "change", "row_id", "field", "id")
    index("ix_change_operation_id", "change", "operation_id")
    index("ix_agenda_item_incident_id", "agenda_item", "incident_id")
    index("ix_agenda_item_meeting_id", "agenda_item", "meeting_id")
    index("ix_agenda_item_state", "agenda_item", "state")
    index("ux_meeting_date", "meeting", "series_id", "held_on", unique=True, where="deleted_at IS NULL")
    index("ix_clock_event_meeting_id", "clock_event", "meeting_id")
    index("ix_note_meeting_id", "note", "meeting_id")
    index("ux_note_draft_key", "note_draft", "note_key", unique=True)
    index("ix_decision_meeting_id", "decision", "meeting_id")
    index("ix_action_item_incident_id", "action_item", "incident_id")
    index("ix_action_item_meeting_id", "action_item", "meeting_id")
    index("ix_action_item_state", "action_item", "state", "due")
    index("ix_action_change_action_id", "action_change", "action_id")
    index("ix_parked_line_meeting_id", "parked_line", "meeting_id")
    index("ix_absence_person_id", "absence", "person_id")


def _triggers() -> None:
    for text_of_trigger in FIRST_TRIGGERS.values():
        op.execute(text_of_trigger)
