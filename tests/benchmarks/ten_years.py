"""Measure a file of ten years: lists, the week and a meeting, against bare sqlite3 reading and writing the same file.

Prints a line for each figure: milliseconds, and the ratio that travels between machines. Rounds are interleaved and
the smallest value of each side counts, because a shared machine only ever adds to it. Judges nothing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

from ten_years import TODAY, copy_of, ten_years

from weeklypm.services.access import reader, writer
from weeklypm.services.clock import HandClock
from weeklypm.services.followup import needing_attention
from weeklypm.services.incidents import list_incidents
from weeklypm.services.meetings import start_meeting, view_meeting
from weeklypm.services.week import this_week
from weeklypm.storage.engine import raw_connection

ROUNDS: Final = 7
COMMITS_A_ROUND: Final = 20
ROWS: Final = 100
LISTED: Final = f"""
SELECT incident.*,
  (SELECT count(*) FROM timeline_event WHERE incident_id = incident.id AND deleted_at IS NULL),
  (SELECT group_concat(key || length(trim(text))) FROM section_text
    WHERE incident_id = incident.id AND deleted_at IS NULL),
  (SELECT count(*) FROM action_item WHERE incident_id = incident.id AND deleted_at IS NULL),
  (SELECT max(held_on) FROM agenda_item JOIN meeting ON meeting.id = meeting_id WHERE incident_id = incident.id)
FROM (SELECT * FROM incident WHERE deleted_at IS NULL
  ORDER BY occurred_on DESC NULLS LAST, created_at DESC LIMIT {ROWS}) AS incident"""
"""The same rows and figures as ``list_incidents`` tells, asked of SQLite at once."""


def main() -> int:
    """Measure each figure on a copy of the file, while a meeting runs."""
    with tempfile.TemporaryDirectory(prefix="weeklypm-bench-") as folder:
        path = copy_of(ten_years(), Path(folder))
        clock = HandClock(TODAY)
        with writer(path, clock) as workspace:
            meeting_id = workspace.change(start_meeting).value.id
        questions: dict[str, Callable[[Any], Any]] = {
            "list": lambda asked: list_incidents(asked, limit=ROWS),
            "week": this_week,
            "meeting": lambda asked: view_meeting(asked, meeting_id),
            "attention": lambda asked: needing_attention(asked, TODAY.date()),
        }
        _tell(_measured(path, clock, questions))
    return 0


def _measured(path: Path, clock: HandClock, questions: dict[str, Callable[[Any], Any]]) -> dict[str, float]:
    raw = raw_connection(path, "rw")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE bench_line (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    seen: dict[str, list[float]] = {}
    with reader(path, clock) as workspace:
        for _ in range(ROUNDS):
            for name, question in questions.items():
                seen.setdefault(name, []).append(_timed(workspace.read, question))
            seen.setdefault("raw list", []).append(_timed(_rows, raw))
            seen.setdefault("raw commit", []).extend(_timed(_commit, raw) for _ in range(COMMITS_A_ROUND))
    raw.close()
    return {name: min(times) for name, times in seen.items()} | {"first week": seen["week"][0]}


def _timed(call: Callable[[Any], Any], argument: Any) -> float:
    started = time.perf_counter()
    call(argument)
    return time.perf_counter() - started


def _rows(raw: Any) -> None:
    found = raw.execute(LISTED).fetchall()
    if len(found) != ROWS:
        raise SystemExit(f"bench: {len(found)} rows instead of {ROWS}")


def _commit(raw: Any) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO bench_line (text) VALUES ('Line')")
    raw.execute("COMMIT")


def _tell(least: dict[str, float]) -> None:
    listed = least["list"] / least["raw list"]
    print(f"ten years: {ROWS} incidents: {least['list'] * 1000:.1f} ms, in raw reads of them: {listed:.1f}", flush=True)
    for name, what in (("week", "this week"), ("meeting", "a running meeting"), ("attention", "open actions")):
        took = least[name]
        commits = took / least["raw commit"]
        print(f"ten years: {what}: {took * 1000:.1f} ms, in raw commits: {commits:.1f}", flush=True)
    print(f"ten years: this week, asked first: {least['first week'] * 1000:.1f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
