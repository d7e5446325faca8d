"""Break each rule in a copy of the tree and see that the tests named for it fail.

Reads tests/mutants.toml; each ``[[mutant]]`` has ``name``, ``rule``, ``file``, ``old``, ``new`` and ``tests``. Exit
status 1 when a mutant survives, no longer applies (``old`` must stand exactly once in ``file``), when the named tests
do not pass without it, or when there are fewer than 25.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEWEST = 25
COPIED = ("src", "tests", "ui", "resources", "packaging", "pyproject.toml")
KILLED, SURVIVED, NOT_APPLICABLE, BROKEN = "killed", "survived", "no longer applies", "could not be judged"
# pytest's exit status: tests ran and some failed. Anything else (a wrong name, an import that fails for another
# reason than a failing test) judges nothing.
TESTS_PASSED, TESTS_FAILED = 0, 1


@dataclass(frozen=True)
class Mutant:
    """Hold one way to break a rule, and the tests that must notice."""

    name: str
    rule: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def applies(self, root: Path) -> bool:
        """Tell whether the text to replace stands exactly once in its file, and differs from the new one."""
        path = root / self.file
        return path.is_file() and path.read_text("utf-8").count(self.old) == 1 and self.old != self.new


def load(source: Path) -> list[Mutant]:
    """Return the mutants of a file; a missing or an unknown key is an error."""
    rows = tomllib.loads(source.read_text("utf-8")).get("mutant", [])
    return [Mutant(**{**row, "tests": tuple(row["tests"])}) for row in rows]


def copy(root: Path, folder: Path) -> None:
    """Copy what the tests need, without caches."""
    for name in COPIED:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (root / name).is_file():
            shutil.copy2(root / name, folder / name)


def run(folder: Path, tests: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """Run tests against the package of a copy: its path comes before that of the editable install."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def judge(root: Path, mutant: Mutant) -> str:
    """Return what became of a mutant."""
    if not mutant.applies(root):
        return NOT_APPLICABLE
    with tempfile.TemporaryDirectory(prefix="weeklypm-mutant-") as place:
        folder = Path(place)
        copy(root, folder)
        target = folder / mutant.file
        target.write_text(target.read_text("utf-8").replace(mutant.old, mutant.new), "utf-8")
        done = run(folder, mutant.tests)
    return {TESTS_PASSED: SURVIVED, TESTS_FAILED: KILLED}.get(done.returncode, _broken(done))


def _broken(done: subprocess.CompletedProcess[str]) -> str:
    return f"{BROKEN}: {' '.join(done.stdout.split()[-25:])}"


def sound(root: Path, mutants: list[Mutant]) -> str:
    """Return nothing if all named tests pass unbroken, or else the end of what pytest says."""
    tests = tuple(sorted({test for mutant in mutants for test in mutant.tests}))
    if not tests:
        return ""
    with tempfile.TemporaryDirectory(prefix="weeklypm-mutant-") as place:
        copy(root, Path(place))
        done = run(Path(place), tests)
    return "" if done.returncode == TESTS_PASSED else done.stdout[-3000:]


def main(root: Path = ROOT, fewest: int = FEWEST) -> int:
    """Judge all mutants, two at a time, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only mutants whose name holds one of these")
    chosen = parser.parse_args().names
    every = load(root / "tests" / "mutants.toml")
    mutants = [one for one in every if not chosen or any(word in one.name for word in chosen)]
    return report(root, mutants, len(every) >= fewest)


def report(root: Path, mutants: list[Mutant], enough: bool) -> int:
    """Print the verdict on each mutant; return 1 unless all are killed, and there are enough."""
    broken = sound(root, mutants)
    if broken:
        print(f"The tests named in tests/mutants.toml fail without any mutant:\n{broken}")
        return 1
    with ThreadPoolExecutor(2) as pool:
        verdicts = []
        for mutant, verdict in zip(mutants, pool.map(lambda one: judge(root, one), mutants), strict=True):
            print(f"{verdict:<18} {mutant.rule}: {mutant.name} ({mutant.file})", flush=True)
            verdicts.append(verdict)
    killed = verdicts.count(KILLED)
    print(f"{killed} of {len(mutants)} mutants killed" + ("" if enough else f"; fewer than {FEWEST} are written down"))
    return 0 if enough and killed == len(mutants) else 1


if __name__ == "__main__":
    sys.exit(main())
