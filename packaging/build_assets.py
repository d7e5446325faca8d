"""Compile forms and catalogues and copy resources into ``src/weeklypm/_built``.

Runs alone (``python packaging/build_assets.py``) and as hatchling's build hook. Every file is written beside its place
and renamed into it, and only when its content changed, so that runs side by side and a running app see whole files.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from catalogues import CatalogueError, compiled_catalogues

COPIED = ("icons", "fonts", "themes", "templates", "scripts", "hints", "sample")
QT_CATALOGUES = ("qtbase_ja.qm",)


class BuildError(Exception):
    """Say in one sentence which source cannot be built."""


def build(root: Path, out: Path) -> list[Path]:
    """Build every asset of the project at ``root`` into ``out`` and return the files that changed.

    Files of ``out`` that no source stands for any more are removed.
    """
    files = dict(_assets(root))
    changed = [out / name for name, content in sorted(files.items()) if _write(out / name, content)]
    _prune(out, {out / name for name in files})
    return changed


def _assets(root: Path) -> Iterator[tuple[str, bytes]]:
    yield "__init__.py", b'"""Files that the build made from ui/ and resources/."""\n'
    yield from _forms(root / "ui")
    yield from _form_catalogues(root / "resources" / "i18n")
    yield from compiled_catalogues(root / "resources" / "i18n")
    for folder in COPIED:
        yield from _copies(root / "resources", folder)


def _forms(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "forms/__init__.py", b'"""Forms that uic made from ui/*.ui."""\n'
    sources = sorted(folder.glob("*.ui"))
    with ThreadPoolExecutor(2) as pool:
        for source, content in zip(sources, pool.map(compile_form, sources), strict=True):
            yield f"forms/{source.stem}.py", content


def compile_form(source: Path) -> bytes:
    """Return the Python module of a form, its methods typed so that mypy checks every field of it."""
    code = _run(qt_tool("uic"), "-g", "python", str(source)).decode()
    widget = ET.parse(source).getroot().find("widget")
    if widget is None:
        raise BuildError(f"{source.name} holds no top-level widget.")
    kind, name = widget.get("class", ""), widget.get("name", "")
    for method in ("setupUi", "retranslateUi"):
        code = code.replace(f"def {method}(self, {name}):", f"def {method}(self, {name}: {kind}) -> None:")
    return code.encode()


def _form_catalogues(folder: Path) -> Iterator[tuple[str, bytes]]:
    sources = sorted(folder.glob("*_ja.ts"))
    if sources:
        yield "i18n/weeklypm_ja.qm", _release(sources)
    translations = _pyside() / "Qt" / "translations"
    if not translations.is_dir():  # Windows wheels keep them one folder higher
        translations = _pyside() / "translations"
    for name in QT_CATALOGUES:
        if (translations / name).is_file():
            yield f"i18n/{name}", (translations / name).read_bytes()


def _release(sources: list[Path]) -> bytes:
    for source in sources:
        unfinished = len(re.findall(r'type="unfinished"', source.read_text("utf-8")))
        if unfinished:
            raise BuildError(f"{source.name} has {unfinished} unfinished translations.")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "weeklypm_ja.qm"
        _run(qt_tool("lrelease"), "-silent", *map(str, sources), "-qm", str(target))
        return target.read_bytes()


def _copies(resources: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    for source in sorted((resources / folder).rglob("*")):
        if source.is_file() and not source.name.startswith("."):
            yield source.relative_to(resources).as_posix(), source.read_bytes()


def qt_tool(name: str) -> str:
    """Return the path of a Qt tool inside the PySide6 package, wherever this platform's wheel keeps it."""
    places = (_pyside() / "Qt" / "libexec", _pyside())
    for place in places:
        for candidate in (place / name, place / f"{name}.exe"):
            if candidate.is_file():
                return str(candidate)
    raise BuildError(f"The PySide6 package holds no {name}.")


def _pyside() -> Path:
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise BuildError("PySide6-Essentials is not installed in this Python; run `make setup`.")
    return Path(spec.origin).parent


def _run(*command: str) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode or b"error" in done.stderr.lower():
        raise BuildError(f"{' '.join(command)} failed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _write(target: Path, content: bytes) -> bool:
    if target.is_file() and target.read_bytes() == content:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=".", dir=target.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(beside).chmod(0o644)
    Path(beside).replace(target)
    return True


def _prune(out: Path, wanted: set[Path]) -> None:
    for path in sorted(out.rglob("*"), reverse=True):
        if "__pycache__" in path.parts or path.name.startswith("."):
            continue
        if path.is_file() and path not in wanted:
            path.unlink(missing_ok=True)
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def main() -> int:
    """Build into the source tree, or into ``--out``, and say what changed."""
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=root / "src" / "weeklypm" / "_built")
    try:
        changed = build(root, parser.parse_args().out)
    except (BuildError, CatalogueError) as problem:
        print(f"build_assets: {problem}", file=sys.stderr)
        return 1
    print(f"build_assets: {len(changed)} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
