"""List the locked packages and their licences in THIRD_PARTY.md, from the metadata of what is installed."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START, END = "<!-- packages: `make third-party` writes this table -->", "<!-- end of packages -->"
# Not installed on Linux, and what its own metadata says on Windows.
ELSEWHERE = {"colorama": "BSD-3-Clause"}
# Metadata that holds a whole text, two or none: the licence as its file in the distribution states it.
STATED = {
    "matplotlib": "PSF-based (matplotlib license)",
    "pysqlite3": "Zlib",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
}


def locked() -> list[str]:
    """Return the names of the lock file, without versions and markers."""
    return sorted(
        set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    )


def runtime() -> set[str]:
    """Return what the app itself needs, followed through the requirements of what is installed."""
    found: set[str] = set()
    waiting = ["weeklypm"]
    while waiting:
        for line in _requires(waiting.pop()):
            name = re.split(r"[\s;<>=!~\[(]", line, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")
            if "extra ==" not in line and name not in found:
                found.add(name)
                waiting.append(name)
    return found


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:
        return []


def licence(name: str) -> str:
    """Return the licence expression of a package, or its short licence, or its classifiers."""
    if name in STATED or name in ELSEWHERE:
        return STATED.get(name) or ELSEWHERE[name]
    about = metadata(name)
    short = about.get("License") or ""
    classified = [line.split(" :: ")[-1] for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    return about.get("License-Expression") or (short if 0 < len(short) < 60 else "") or ", ".join(classified)


def table() -> str:
    """Return the table of packages; the versions stand in the lock file alone."""
    needed = runtime()
    rows = [f"| {name} | {licence(name)} | {'app' if name in needed else 'build and checks'} |" for name in locked()]
    return "\n".join((START, "", "| Package | Licence | For |", "|---|---|---|", *rows, "", END))


def main() -> int:
    """Write the table between its marks; fail for a package without a licence."""
    unknown = [name for name in locked() if not licence(name)]
    if unknown:
        print(f"third_party: no licence is stated by {', '.join(unknown)}", file=sys.stderr)
        return 1
    target = ROOT / "THIRD_PARTY.md"
    before, _, rest = target.read_text("utf-8").partition(START)
    target.write_text(before + table() + rest.partition(END)[2], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
