"""Two programs that read calendar files and know nothing of ours: each tells the starts it finds."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

KHAL = Path(sys.executable).with_name("khal")
SETTINGS = """[calendars]
[[team]]
path = {folder}/calendars
[default]
default_calendar = team
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


def by_recurring_ical_events(data: bytes, first: date, last: date) -> list[datetime]:
    """Return the starts from a day to another, in UTC and in order."""
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(first, last + timedelta(days=1))
    return sorted(event["DTSTART"].dt.astimezone(UTC) for event in events)


def by_khal(data: bytes, first: date, last: date, zone: str, folder: Path) -> list[str]:
    """Return the starts from a day to another as khal lists them after an import, on the wall clock of a zone."""
    folder.mkdir()
    (folder / "calendars").mkdir()
    (folder / "settings").write_text(SETTINGS.format(folder=folder, zone=zone), encoding="utf-8")
    (folder / "team.ics").write_bytes(data)
    _khal(folder, "import", "--batch", "-a", "team", folder / "team.ics")
    after = last + timedelta(days=1)
    told = _khal(folder, "list", "--notstarted", "--day-format", "", "--format", "{start}", first, after)
    return [line for line in told.splitlines() if line.strip()]


def _khal(folder: Path, *words: object) -> str:
    homes = {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **homes}
    command = [str(KHAL), "-c", str(folder / "settings"), *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def on_the_wall(starts: list[datetime], zone: str) -> list[str]:
    """Return starts as khal writes them."""
    return [f"{start.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for start in starts]
