"""Read the files that an import names: one sentence for each that cannot be read, before anything is stored."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from weeklypm.domain.drafts import IncidentDraft
from weeklypm.domain.errors import Problem
from weeklypm.services.system_errors import reason


def read_files(paths: Sequence[Path]) -> tuple[IncidentDraft, ...]:
    """Read Markdown postmortems; raise the first Problem met, naming its file."""
    from weeklypm.importers import LARGEST, read_postmortem  # late: the window opens without it

    return tuple(read_postmortem(_bytes_of(path, LARGEST), path.name) for path in paths)


def list_bytes(path: Path) -> bytes:
    """Return a list's content, at most one byte more than any list may have: some files never end.

    Raises OSError where it cannot be read.
    """
    from weeklypm.importers import LARGEST  # late, as above

    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _bytes_of(path: Path, largest: int) -> bytes:
    """Return a file's content; one that is far too large is refused before it is read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Problem("services.problem.not_a_file", path=str(path))
        if found.st_size > largest:
            raise Problem("importers.problem.too_large", name=path.name, size=found.st_size, limit=largest)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Problem("services.problem.file_missing", path=str(path)) from error
    except OSError as error:
        raise Problem("services.problem.file_unreadable", path=str(path), error=reason(error)) from error
