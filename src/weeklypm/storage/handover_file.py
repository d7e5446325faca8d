"""The file of a pack: a zip of two entries, written the same way for the same content, read with suspicion.

Nothing is unpacked by the names in the file, and no more bytes are taken from it than it said beforehand.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from weeklypm.domain.errors import Problem
from weeklypm.storage.handover_manifest import Manifest, manifest_text, read_manifest
from weeklypm.storage.problems import told_as_problems

MANIFEST, DATA = "manifest.json", "data.sqlite"
ENTRIES: Final = (MANIFEST, DATA)
"""What a pack holds, in this order, and nothing else."""

MOST_MANIFEST: Final = 64 * 1024
MOST_DATA: Final = 2**30
"""Bytes that the entries may have; ten years of weekly meetings are a tenth of the latter."""

MOST_RATIO: Final = 50
FREE_OF_RATIO: Final = 16 * 2**20
"""How much smaller than its content an entry may be, and up to how many bytes of content nobody asks."""

_PIECE: Final = 1 << 20
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o600 << 16
_UNIX: Final = 3
_LOCAL, _LISTED, _END = 30, 46, 22
"""Bytes of a zip's header before an entry, of its line in the list, and of its end, without the names."""

_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading a zip that was cut or changed raises."""


def write_pack(target: Path, manifest: Manifest, data: Path) -> None:
    """Write a manifest and its data as one file; instants and rights in it are always the same."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(_entry(MANIFEST), manifest_text(manifest).encode())
        with data.open("rb") as source, pack.open(_entry(DATA), "w") as sink:
            while piece := source.read(_PIECE):
                sink.write(piece)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, _UNIX
    return entry


def read_pack_manifest(path: Path) -> Manifest:
    """Read what a pack says of itself; raise Problem ``handover.problem.*`` for a file that is no pack."""
    with _opened(path) as pack:
        return _manifest_of(path, pack)


def unpack(path: Path, target: Path) -> Manifest:
    """Write the data of a pack to a file and return its manifest.

    Raises Problem ``handover.problem.*`` where the file is no pack or its data are not what the manifest says.
    """
    with _opened(path) as pack:
        manifest = _manifest_of(path, pack)
        if pack.getinfo(DATA).file_size != manifest.size:
            raise Problem("handover.problem.changed", path=str(path))
        with told_as_problems(target), pack.open(DATA) as source, target.open("wb") as sink:
            found = _copied(source, sink, manifest.size)
    if found != manifest.sha256:
        raise Problem("handover.problem.changed", path=str(path))
    return manifest


def _manifest_of(path: Path, pack: zipfile.ZipFile) -> Manifest:
    return read_manifest(pack.read(MANIFEST), path)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.exists():
        raise Problem("handover.problem.no_file", path=str(path))
    # Neither a folder nor a pipe, which would be waited for.
    if not path.is_file():
        raise Problem("handover.problem.no_pack", path=str(path))
    with told_as_problems(path):
        try:
            with zipfile.ZipFile(path) as pack:
                _look_over(path, pack)
                yield pack
        except _BROKEN as error:
            raise Problem("handover.problem.no_pack", path=str(path)) from error


def _look_over(path: Path, pack: zipfile.ZipFile) -> None:
    entries = pack.infolist()
    if tuple(entry.orig_filename for entry in entries) != ENTRIES or not _is_plain(pack, path.stat().st_size):
        raise Problem("handover.problem.entries", path=str(path))
    for entry, most in zip(entries, (MOST_MANIFEST, MOST_DATA), strict=True):
        inflated = entry.file_size > max(FREE_OF_RATIO, MOST_RATIO * entry.compress_size)
        if entry.file_size > most or inflated:
            raise Problem("handover.problem.too_large", path=str(path))


def _is_plain(pack: zipfile.ZipFile, size: int) -> bool:
    """Tell whether a zip of so many bytes is its two entries, their list and its end: no byte beside, no rights."""
    at = listed = 0
    for entry in pack.infolist():
        plain = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and entry.external_attr == _MODE
        if entry.header_offset != at or entry.flag_bits or not plain:
            return False
        at += _LOCAL + len(entry.orig_filename) + entry.compress_size
        listed += _LISTED + len(entry.orig_filename)
    return at == pack.start_dir and size == at + listed + _END


def _copied(source: IO[bytes], sink: IO[bytes], size: int) -> str:
    """Copy as many bytes as were announced and return their SHA-256."""
    found = hashlib.sha256()
    left = size
    while left and (piece := source.read(min(_PIECE, left))):
        found.update(piece)
        sink.write(piece)
        left -= len(piece)
    # Reading to the end is what makes the zip's own checksum count.
    return found.hexdigest() if not left and not source.read(1) else ""
