"""Backups: whole copies beside the workspace, tested before they count, thinned out with age.

``VACUUM INTO`` makes a copy that opens anywhere, also from a read-only folder. Thinning follows Anki's defaults: all of
the last two days, then the last of each of 12 days, 10 weeks and 9 months.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from weeklypm.storage.opening import quick_check

ALL_OF: Final = timedelta(days=2)
DAYS, WEEKS, MONTHS = 12, 10, 9
DAY: Final = timedelta(days=1)

_STAMP: Final = "%Y%m%dT%H%M%S"
_NAME: Final = re.compile(r"(\d{8}T\d{6})-")


def backup_folder(path: Path) -> Path:
    """Return the folder that holds the backups of a workspace."""
    return path.with_name(path.name + ".backups")


def make_backup(connection: Any, path: Path, reason: str, now: datetime) -> Path:
    """Copy the open database of a DB-API connection, test the copy, put it in place, and thin out older ones."""
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    target = _free_name(folder, f"{now.astimezone(UTC):{_STAMP}}-{_plain(reason)}")
    making = target.with_suffix(".making")
    making.unlink(missing_ok=True)
    try:
        connection.execute("VACUUM INTO ?", (str(making),))
        quick_check(making)
        _sync(making)
        target.with_suffix(".sha256").write_text(f"{digest(making)}  {target.name}\n", "utf-8")
        making.rename(target)
    finally:
        making.unlink(missing_ok=True)
    thin_out(folder, now)
    return target


def is_due(path: Path, now: datetime) -> bool:
    """Tell whether the newest backup is a day old, lies in the future of a clock set back, or does not exist."""
    taken = [when for when, _ in backups(path)]
    return not taken or abs(now - max(taken)) >= DAY


def backups(path: Path) -> list[tuple[datetime, Path]]:
    """Return the backups of a workspace with the instants they were taken at, oldest first."""
    return sorted(_dated(backup_folder(path)))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_whole(path: Path) -> bool:
    """Tell whether a backup still is what was written, bit for bit."""
    try:
        noted = path.with_suffix(".sha256").read_text("utf-8").split()[0]
    except (OSError, IndexError):
        return False
    return noted == digest(path)


def kept(taken: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return the instants whose backups stay."""
    newest_first = sorted(taken, reverse=True)
    recent = [when for when in newest_first if now - when < ALL_OF]
    older = [when for when in newest_first if now - when >= ALL_OF]
    return frozenset(
        [
            *recent,
            *_newest_of_each(older, lambda when: when.date(), DAYS),
            *_newest_of_each(older, lambda when: when.isocalendar()[:2], WEEKS),
            *_newest_of_each(older, lambda when: (when.year, when.month), MONTHS),
        ]
    )


def thin_out(folder: Path, now: datetime) -> None:
    """Remove the backups that no rule keeps."""
    dated = list(_dated(folder))
    stay = kept((when for when, _ in dated), now)
    for when, file in dated:
        if when not in stay:
            file.unlink(missing_ok=True)
            file.with_suffix(".sha256").unlink(missing_ok=True)


def _newest_of_each(newest_first: list[datetime], span: Callable[[datetime], Any], most: int) -> list[datetime]:
    newest: dict[Any, datetime] = {}
    for when in newest_first:
        newest.setdefault(span(when), when)
    return list(newest.values())[:most]


def _dated(folder: Path) -> Iterable[tuple[datetime, Path]]:
    for file in folder.glob("*.sqlite"):
        if found := _NAME.match(file.name):
            yield datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC), file


def _plain(reason: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", reason.casefold()).strip("-") or "backup"


def _free_name(folder: Path, stem: str) -> Path:
    number = 1
    name = folder / f"{stem}.sqlite"
    while name.exists():
        number += 1
        name = folder / f"{stem}-{number}.sqlite"
    return name


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
