"""Build a wheel in a folder of its own and check that it holds what the app needs, and no tests."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build, look inside, and print one line; return 1 with a sentence for each fault."""
    with tempfile.TemporaryDirectory() as folder:
        names = set(zipfile.ZipFile(wheel(Path(folder))).namelist())
    faults = [*missing(names), *unwanted(names)]
    print("\n".join(faults) if faults else f"check_wheel: {len(names)} files, forms, words, fonts and icons among them")
    return 1 if faults else 0


def wheel(folder: Path) -> Path:
    """Return the wheel of this source tree, built with the environment's own hatchling, so without the network."""
    options = ("--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(ROOT)], check=True)
    return next(folder.glob("weeklypm-*.whl"))


def missing(names: set[str]) -> list[str]:
    """Name what the sources and the build hold and the wheel lacks."""
    sources = [path for path in (ROOT / "src" / "weeklypm").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    wanted = {path.relative_to(ROOT / "src").as_posix() for path in sources}
    # Each kind is named, so that an empty build cannot pass.
    kinds = {
        "a form": any(
            name.startswith("weeklypm/_built/forms/") for name in names - {"weeklypm/_built/forms/__init__.py"}
        ),
        "words": all(f"weeklypm/_built/i18n/{lang}/LC_MESSAGES/weeklypm.mo" in names for lang in ("en", "ja")),
        "a font": any(name.startswith("weeklypm/_built/fonts/") and name.endswith((".ttf", ".otf")) for name in names),
        "a font's licence": any(name.startswith("weeklypm/_built/fonts/OFL") for name in names),
        "an icon": any(name.startswith("weeklypm/_built/icons/") and name.endswith(".svg") for name in names),
        "py.typed": "weeklypm/py.typed" in names,
        "the licence": any(name.endswith("/licenses/LICENSE") for name in names),
        "the third parties' list": any(name.endswith("/licenses/THIRD_PARTY.md") for name in names),
        "the commands": any(name.endswith(".dist-info/entry_points.txt") for name in names),
    }
    lost = [f"The wheel lacks {name}." for name in sorted(wanted - names)]
    return lost + [f"The wheel lacks {kind}." for kind, there in kinds.items() if not there]


def unwanted(names: set[str]) -> list[str]:
    """Name what has no business in a wheel: tests, sources of forms, caches."""
    return [
        f"The wheel holds {name}."
        for name in sorted(names)
        if not name.startswith(("weeklypm/", "weeklypm-"))
        or "/test" in name
        or name.endswith((".ui", ".ts", ".po", ".pyc"))
    ]


if __name__ == "__main__":
    sys.exit(main())
