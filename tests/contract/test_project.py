"""Promises of the tree as a whole: size of files, licences, nothing of one machine, layers."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from project_tree import BINARY, ROOT, kept_files, name, sources

import weeklypm

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
THIRD_PARTY = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
HOME_FOLDERS = re.compile(r"(?<![\w.])/(?:home|Users|root|work|opt|mnt)/[\w.]+")


def own_texts() -> list[tuple[Path, str]]:
    """Return the texts that we wrote: without public documents, licences of others, and what the lock lists."""
    ours = (
        p for p in kept_files() if p.suffix not in BINARY and "public" not in p.parts and p.name != "requirements.lock"
    )
    return [(path, path.read_bytes().decode("utf-8", "replace")) for path in ours]


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = [name(path) for path in sources() if len(path.read_text("utf-8").splitlines()) > 400]
    assert long == []


def test_every_module_tells_what_it_is() -> None:
    bare = [name(path) for path in sources() if not re.match(r'("""|#!)', path.read_text("utf-8"))]
    assert bare == []


def test_the_lock_pins_by_hash_and_names_no_place() -> None:
    assert "://" not in LOCK
    assert "--index" + "-url" not in LOCK
    pins = re.findall(r"^[a-z0-9][^\n]*==", LOCK, re.MULTILINE)
    assert len(pins) > 40
    blocks = re.split(r"\n(?=[a-z0-9])", LOCK.split("\n", 1)[1])
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_no_file_names_a_place_of_one_machine() -> None:
    found = [f"{name(path)}: {hit.group()}" for path, text in own_texts() for hit in HOME_FOLDERS.finditer(text)]
    assert found == []


def test_no_work_is_left_as_a_note_in_code() -> None:
    marks = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|raise NotImplemented")
    assert [name(path) for path in sources() if marks.search(path.read_text("utf-8"))] == []


def test_fonts_and_icons_lie_beside_their_licence() -> None:
    for folder, kinds in (("fonts", (".ttf", ".otf")), ("icons", (".svg",))):
        place = ROOT / "resources" / folder
        families = {path.stem.split("-")[0] for path in place.glob("*") if path.suffix in kinds}
        licences = {path.name for path in place.glob("*") if path.suffix in ("", ".txt")}
        if folder == "fonts":
            assert families == {"BIZUDPGothic", "Inter"}
            assert {f"OFL-{family}.txt" for family in families} <= licences
        elif families:
            assert licences
        assert not families or f"resources/{folder}" in THIRD_PARTY


def test_every_locked_package_is_listed_with_a_licence() -> None:
    listed = dict(re.findall(r"^\| ([a-z0-9._-]+) \| ([^|]+) \|", THIRD_PARTY, re.MULTILINE))
    assert set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", LOCK, re.MULTILINE)) == set(listed), "run `make third-party`"
    assert all(licence.strip() for licence in listed.values())


def test_public_documents_lie_beside_their_licence() -> None:
    public = ROOT / "tests" / "data" / "postmortems" / "public"
    folders = [folder for folder in public.iterdir() if folder.is_dir()]
    assert folders
    assert [name(folder) for folder in folders if not (folder / "LICENSE").is_file()] == []


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert weeklypm.__version__ == project["version"]
    assert f"## {weeklypm.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_readme_tells_the_two_commands() -> None:
    for readme in ("README.md", "README.ja.md"):
        text = (ROOT / readme).read_text("utf-8")
        assert "make run" in text
        assert "make test" in text


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md", "CHANGELOG.md", "THIRD_PARTY.md"])
def test_links_of_a_text_lead_to_files(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_rooms_import_only_from_below() -> None:
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"]
    done = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
