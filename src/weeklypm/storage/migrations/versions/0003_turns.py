"""The rotation's record, shares of turns, working hours, feedback, and handing over."""

from __future__ import annotations

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

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the new tables, and the old ones that get more columns anew."""
    _series()
    _people()
    _meeting()
    _turns()


def _series() -> None:
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
        flag("equal_by_team"),
        check("ck_series_minutes_of_day", "minutes BETWEEN 1 AND 1440"),
        check("ck_series_weekday_of_week", "weekday BETWEEN 0 AND 6"),
        check("ck_series_every_of_year", "every BETWEEN 1 AND 52"),
        fill={"equal_by_team": "0"},
    )


def _people() -> None:
    rebuild("team", text("name"), day("ended_on", optional=True), fill={"ended_on": "NULL"})
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
        whole("share_percent"),
        text("zone"),
        clock_time("works_from", optional=True),
        clock_time("works_to", optional=True),
        long_text("workdays"),
        check("ck_person_share_of_turns", "share_percent BETWEEN 1 AND 100"),
        fill={
            "share_percent": "100",
            "zone": "''",
            "works_from": "NULL",
            "works_to": "NULL",
            "workdays": "'[0,1,2,3,4]'",
        },
    )


def _meeting() -> None:
    rebuild(
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
        long_text("shares_json"),
        check("ck_meeting_headcount_counted", "headcount IS NULL OR headcount >= 0"),
        fill={"shares_json": "''"},
    )
    index("ux_meeting_date", "meeting", "series_id", "held_on", unique=True, where="deleted_at IS NULL")


def _turns() -> None:
    rows(
        "rotation_event",
        whole("number"),
        one_of(
            "kind",
            "roster",
            "calendar",
            "confirmed",
            "agreed",
            "released",
            "moved",
            "swapped",
            "covered",
            "passed",
            "absent",
            "taken",
            "held",
            "seeded",
        ),
        day("day", optional=True),
        identity("person_id", to="person", optional=True),
        identity("instead_of_id", to="person", optional=True),
        day("other_day", optional=True),
        long_text("facts"),
        long_text("why", optional=True),
        long_text("table_json"),
    )
    index("ux_rotation_event_number", "rotation_event", "number", unique=True, where="deleted_at IS NULL")
    index("ix_rotation_event_day", "rotation_event", "day")
    rows("feedback", identity("meeting_id", to="meeting"), long_text("keep"), long_text("try_next"))
    index("ux_feedback_meeting", "feedback", "meeting_id", unique=True, where="deleted_at IS NULL")
    rows(
        "handover",
        whole("number"),
        instant("packed_at"),
        text("from_name"),
        text("to_name"),
        instant("opened_at", optional=True),
        instant("taken_back_at", optional=True),
    )
    index("ux_handover_number", "handover", "number", unique=True, where="deleted_at IS NULL")
