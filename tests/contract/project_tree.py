"""Where the project's files are, for the contract tests."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "weeklypm"
BINARY = (".png", ".ttf", ".otf", ".sqlite3", ".qm", ".mo", ".gz", ".zip", ".ico")


@cache
def kept_files() -> tuple[Path, ...]:
    """Return the files that git keeps; without git, all but what is made."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return tuple(path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file())
    made = {".venv", "_built", "__pycache__", "demo", ".git"}
    return tuple(path for path in ROOT.rglob("*") if path.is_file() and not made & set(path.parts))


def sources() -> list[Path]:
    """Return the package's own modules, without what the build makes."""
    return sorted(path for path in SRC.rglob("*.py") if "_built" not in path.parts)


def name(path: Path) -> str:
    """Return a path as a reader of the project knows it."""
    return path.relative_to(ROOT).as_posix()
