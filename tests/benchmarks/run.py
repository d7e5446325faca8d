"""Measure, as ratios that travel between machines: first paint, a recorded line, the timeline's frames and ten years.

They stand to a bare window, to bare SQLite and to an empty figure. Rounds are interleaved, and the smallest value of
each side counts, because a shared machine only ever adds to it.
Prints a line for each figure beside what is to be reached; judges nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import time as wall_time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS = 5
COMMITS_A_ROUND = 40


def main() -> int:
    """Measure each figure in turn."""
    with tempfile.TemporaryDirectory(prefix="weeklypm-bench-") as folder:
        path = Path(folder) / "bench.weeklypm"
        _make_workspace(path)
        _say("a recorded line, in commits of sqlite3", commit_ratio(path, Path(folder)), 3.0)
        _say("first paint, in bare PySide6 windows (CPU)", first_paint_ratio(path), 1.3)
    # Processes of their own: their figures must not depend on what was imported here.
    return max(_in_its_own_process(name) for name in ("timeline.py", "ten_years.py"))


def _in_its_own_process(name: str) -> int:
    return abs(subprocess.run([sys.executable, str(HERE / name)], check=False, timeout=600).returncode)


def _say(what: str, ratio: float, reach: float) -> None:
    print(f"{what}: {ratio:.2f} (reach: at most {reach})", flush=True)


def _make_workspace(path: Path) -> None:
    from weeklypm.domain.values import Language
    from weeklypm.services.access import writer
    from weeklypm.services.clock import system_clock
    from weeklypm.services.setup import SeriesForm, create_workspace

    form = SeriesForm("Bench", 2, wall_time(15), "Asia/Tokyo", 30, "JP", Language.EN)
    with writer(path, system_clock, create=True) as workspace:
        workspace.change(lambda unit: create_workspace(unit, form, "Payments", "Aoi\nBen\nChie"))


def commit_ratio(path: Path, folder: Path) -> float:
    """Return the time of recording one decision over that of inserting one row with sqlite3, both durable."""
    from weeklypm.services.access import writer
    from weeklypm.services.clock import system_clock
    from weeklypm.services.meetings import start_meeting
    from weeklypm.services.recording import Recorded, record
    from weeklypm.storage.engine import raw_connection

    raw = raw_connection(folder / "raw.db", "rwc")
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("CREATE TABLE line (id TEXT PRIMARY KEY, text TEXT NOT NULL)")
    with writer(path, system_clock) as workspace:
        meeting = workspace.change(start_meeting).value

        def ours(number: int) -> None:
            workspace.change(lambda unit: record(unit, meeting.id, Recorded.DECISION, f"Line {number}"))

        def bare(number: int) -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO line VALUES (?, ?)", (str(number), f"Line {number}"))
            raw.execute("COMMIT")

        firsts = range(0, ROUNDS * COMMITS_A_ROUND, COMMITS_A_ROUND)
        pairs = [(_per_call(ours, first), _per_call(bare, first)) for first in firsts]
    raw.close()
    return min(one for one, _ in pairs) / min(other for _, other in pairs)


def _per_call(call: Callable[[int], None], first: int) -> float:
    started = time.perf_counter()
    for number in range(first, first + COMMITS_A_ROUND):
        call(number)
    return (time.perf_counter() - started) / COMMITS_A_ROUND


def first_paint_ratio(path: Path) -> float:
    """Return the CPU time to the app's first paint over that of a bare window."""
    pairs = [(_paint("app", str(path)), _paint("bare")) for _ in range(ROUNDS)]
    return min(one for one, _ in pairs) / min(other for _, other in pairs)


def _paint(*words: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WEEKLYPM_BENCH_BORN": repr(time.time())}
    command = [sys.executable, str(HERE / "first_paint.py"), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise SystemExit(f"bench: {' '.join(words)} did not paint: {done.stderr.strip()[-400:]}")
    return float(done.stdout.split()[0])


if __name__ == "__main__":
    sys.exit(main())
