"""What the tests of the command line share: run it in this process or in one of its own, and look at what is there."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from weeklypm.cli.main import run

TODAY = "2026-09-02"
SIDECARS = ("-shm", "-wal", ".lock", ".lock.json")
POSTMORTEM = """# Search slow at lunchtime

Date: 2026-08-28

## Summary
Search took 3 seconds.

## Timeline
All times in JST.

- 12:42 HighLatency alert fired
- 12:47 Judged that it is not load
- 13:02 Rolled back to r118

## Action items
- [ ] Add an alert @Torii
- [x] Write it up
"""


@dataclass(frozen=True)
class Said:
    """Hold what a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def tree(self) -> Any:
        """Return the JSON printed."""
        return json.loads(self.out)


@dataclass
class Terminal:
    """Run commands in this process over one workspace file."""

    capsys: pytest.CaptureFixture[str]
    workspace: Path

    def __call__(self, *words: str | Path, lang: str = "en", today: str = TODAY) -> Said:
        """Run a command on the workspace."""
        return self.bare("--workspace", self.workspace, "--lang", lang, "--today", today, *words)

    def bare(self, *words: str | Path) -> Said:
        """Run a command with nothing added."""
        self.capsys.readouterr()
        status = run([str(word) for word in words])
        told = self.capsys.readouterr()
        return Said(status, told.out, told.err)


def one_sentence(said: Said, status: int) -> str:
    """Assert that a command failed with one sentence and nothing else; return the sentence."""
    lines = said.err.splitlines()
    assert said.status == status, said
    assert said.out == "", said.out
    assert len(lines) == 1, said.err
    assert lines[0].strip()[-1] in ".。!?", lines[0]
    assert "Traceback" not in lines[0]
    return lines[0]


def written(folder: Path) -> dict[str, str]:
    """Return the files of a folder with their content's digest, without those that SQLite and the lock keep beside."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(SIDECARS)
    }


def process(*words: str | Path, bare_root: bool = False, **environment: str) -> Said:
    """Run ``python -m weeklypm`` on its own, without a display; ``bare_root`` takes root's right to write anywhere."""
    inherited = (
        "PATH",
        "HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "MPLCONFIGDIR",
        "TZ",
        "SYSTEMROOT",
    )
    env = {name: os.environ[name] for name in inherited if name in os.environ} | {"LC_ALL": "C.UTF-8"} | environment
    command = [sys.executable, "-c", _BARE] if bare_root else [sys.executable, "-m", "weeklypm"]
    done = subprocess.run(
        [*command, *map(str, words)], env=env, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    return Said(done.returncode, done.stdout, done.stderr)


# PR_CAPBSET_DROP of CAP_DAC_OVERRIDE: after the next exec, root follows the permission bits as everybody does.
_BARE = """
import ctypes, os, sys
if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, 1, 0, 0, 0):
    sys.exit(77)
os.execv(sys.executable, [sys.executable, "-m", "weeklypm", *sys.argv[1:]])
"""
CANNOT_DROP = 77
