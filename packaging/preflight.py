"""Say in one sentence what this system lacks, with the line that installs it; as root in CI, install it.

``preflight.py setup`` looks for what the set-up and a run without a screen need, ``preflight.py window`` also for what
a window needs. Runs on the bare system Python, before anything is installed. Package names are Debian's and Ubuntu's;
checked on a minimal Debian 12.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

SETUP = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",  # lrelease links QtNetwork
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def lacking(libraries: dict[str, str]) -> dict[str, str]:
    """Return the libraries that cannot be loaded, with the package of each; Qt's wheels bring the rest."""
    return {name: package for name, package in libraries.items() if not _loads(name)}


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def lacking_venv() -> dict[str, str]:
    """Return what Debian splits off from Python: without ensurepip no virtual environment gets pip."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return {}
    major, minor = sys.version_info[:2]
    return {f"Python's venv for {sys.executable}": f"python{major}.{minor}-venv"}


def install(packages: list[str]) -> bool:
    """Install packages where that is nobody's choice to make: as root, in CI, on a system with apt-get."""
    if os.environ.get("CI", "") not in ("true", "1") or not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        nothing = subprocess.DEVNULL
        if subprocess.run(["apt-get", *words], env=quiet, stdin=nothing, stdout=nothing, check=False).returncode:
            return False
    importlib.invalidate_caches()
    return True


def look(purpose: str) -> dict[str, str]:
    """Return what is lacking for a purpose, ``setup`` or ``window``."""
    missing = lacking_venv()
    if sys.platform.startswith("linux"):
        missing.update(lacking({**SETUP, **WINDOW} if purpose == "window" else SETUP))
    return missing


def main(purpose: str) -> int:
    """Check, install where allowed, check again; return 0 when nothing is lacking."""
    missing = look(purpose)
    if missing and install(sorted(missing.values())):
        missing = look(purpose)
    if not missing:
        return 0
    packages = " ".join(sorted(missing.values()))
    print(
        f"weeklypm needs {', '.join(missing)}, which this system lacks; on Debian or Ubuntu run as root: "
        f"apt-get update && apt-get install -y --no-install-recommends {packages}",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "setup"))
