"""The week around the meeting: cadence, days off, dashboards, plans of a date, texts for the chat, parts of actions."""

from __future__ import annotations

from typing import Final

from alembic import op

from weeklypm.storage.migrations.first_triggers import FIRST_TRIGGERS
from weeklypm.storage.migrations.week_triggers import WEEK_TRIGGERS
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
    rebuild,
    rows,
    text,
    whole,
)

revision = "0002"
down_revision = "0001"

BLANKS: Final = " \t\n\r\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
REASONED: Final = f"lower(trim(reason, '{BLANKS}')) NOT IN ('', '-', 'n/a', 'tbd', 'なし')"
GUARDED: Final = tuple(name for name in FIRST_TRIGGERS if name.startswith("guard_action_"))
"""Triggers that belong to a table made anew, and so go with it."""


def upgrade() -> None:
    """Make the new tables, and the old ones that get more columns anew."""
    for name in GUARDED:
        op.execute(f"DROP TRIGGER {name}")
    _calendar()
    _people()
    _week()
    _queue()
    _outcomes()
    for name, trigger in WEEK_TRIGGERS.items():
        if name.startswith("guard_action_"):
            op.execute(trigger)


def _calendar() -> None:
    rebuild(
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
        one_of("cadence", "weekly", "every_n_weeks", "nth_weekday"),
        whole("every"),
        long_text("nth"),
        check("ck_series_minutes_of_day", "minutes BETWEEN 1 AND 1440"),
        check("ck_series_weekday_of_week", "weekday BETWEEN 0 AND 6"),
        check("ck_series_every_of_year", "every BETWEEN 1 AND 52"),
        fill={"cadence": "'weekly'", "every": "1", "nth": "'[]'"},
    )
    rows(
        "closure",
        text("name"),
        day("starts_on"),
        day("ends_on"),
        flag("yearly"),
        check("ck_closure_order", "starts_on <= ends_on"),
    )
    rows("official_holiday", text("country"), day("day"), text("name"))
    index("ux_official_holiday_day", "official_holiday", "country", "day", unique=True, where="deleted_at IS NULL")
    rows(
        "day_plan",
        identity("series_id", to="series"),
        day("held_on"),
        whole("open_minutes", optional=True),
        whole("actions_minutes", optional=True),
        whole("learning_minutes", optional=True),
        whole("read_back_minutes", optional=True),
        whole("close_minutes", optional=True),
    )
    index("ux_day_plan_date", "day_plan", "series_id", "held_on", unique=True, where="deleted_at IS NULL")


def _people() -> None:
    rebuild(
        "person",
        text("name"),
        identity("team_id", to="team", optional=True),
        day("joined_on"),
        day("left_on", optional=True),
        flag("opted_in"),
        flag("founder"),
        long_text("aliases"),
        flag("rather_not_present"),
        fill={"rather_not_present": "0"},
    )


def _week() -> None:
    rows(
        "dashboard",
        text("name"),
        text("link"),
        long_text("purpose"),
        long_text("how_to_read"),
        identity("team_id", to="team", optional=True),
        long_text("checklist"),
        day("added_on"),
        day("reviewed_on", optional=True),
    )
    kinds = ("call", "announcement", "today", "invite", "actions")
    rows("announcement_template", one_of("kind", *kinds), one_of("language", "en", "ja"), long_text("text"))
    index(
        "ux_announcement_template_kind",
        "announcement_template",
        "kind",
        "language",
        unique=True,
        where="deleted_at IS NULL",
    )
    rows(
        "announced",
        one_of("kind", *kinds),
        day("held_on"),
        instant("at"),
        identity("team_id", to="team", optional=True),
    )
    index("ix_announced_held_on", "announced", "held_on")


def _queue() -> None:
    rebuild(
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
        identity("dashboard_id", to="dashboard", optional=True),
        whole("place"),
        long_text("links"),
        check("ck_agenda_item_minutes_of_day", "minutes IS NULL OR minutes BETWEEN 1 AND 1440"),
        check("ck_agenda_item_votes_counted", "votes >= 0"),
        fill={"dashboard_id": "NULL", "place": "0", "links": "'[]'"},
    )
    index("ix_agenda_item_incident_id", "agenda_item", "incident_id")
    index("ix_agenda_item_meeting_id", "agenda_item", "meeting_id")
    index("ix_agenda_item_state", "agenda_item", "state")


def _outcomes() -> None:
    rebuild(
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
        identity("split_from_id", to="action_item", optional=True),
        fill={"split_from_id": "NULL"},
    )
    index("ix_action_item_incident_id", "action_item", "incident_id")
    index("ix_action_item_meeting_id", "action_item", "meeting_id")
    index("ix_action_item_state", "action_item", "state", "due")
    rebuild(
        "action_change",
        identity("action_id", to="action_item"),
        text("field"),
        long_text("old"),
        long_text("new"),
        long_text("reason"),
        instant("at"),
        identity("meeting_id", to="meeting", optional=True),
        flag("withdrawn"),
        one_of("kind", "other_first", "premise_changed", "help_needed", "bigger", optional=True),
        check("ck_action_change_reasoned", REASONED),
        fill={"kind": "NULL"},
    )
    index("ix_action_change_action_id", "action_change", "action_id")
