"""The built files equal their sources, and wrong words are refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from project_tree import ROOT, SRC

from weeklypm import assets

sys.path.insert(0, str(ROOT / "packaging"))
import build_assets
import catalogues

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
EN = HEAD + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
JA = HEAD + '"Plural-Forms: nplurals=1; plural=0;\\n"\n'


def entry(code: str, text: str) -> str:
    return f'\nmsgid "{code}"\nmsgstr "{text}"\n'


def catalogue(folder: Path, english: str, japanese: str) -> dict[str, bytes]:
    (folder / "room.en.po").write_text(EN + english, "utf-8")
    (folder / "room.ja.po").write_text(JA + japanese, "utf-8")
    return dict(catalogues.compiled_catalogues(folder))


def tree(folder: Path) -> dict[str, bytes]:
    kept = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


def test_the_built_files_are_what_the_sources_give(tmp_path: Path) -> None:
    build_assets.build(ROOT, tmp_path)
    fresh, there = tree(tmp_path), tree(SRC / "_built")
    assert sorted(fresh) == sorted(there), "run `make assets`"
    assert [name for name in fresh if fresh[name] != there[name]] == [], "run `make assets`"


def test_a_second_build_changes_nothing_and_a_file_without_source_goes(tmp_path: Path) -> None:
    build_assets.build(ROOT, tmp_path)
    (tmp_path / "forms" / "gone.py").write_text("# its form was removed\n")
    assert build_assets.build(ROOT, tmp_path) == []
    assert not (tmp_path / "forms" / "gone.py").exists()


def test_every_form_is_typed_and_has_its_japanese() -> None:
    for form in (ROOT / "ui").glob("*.ui"):
        assert "def setupUi(self, " in (code := assets.text("forms", f"{form.stem}.py"))
        assert ") -> None:" in code
        assert (ROOT / "resources" / "i18n" / f"{form.stem}_ja.ts").is_file(), form.name


def test_a_missing_asset_names_the_way_to_build_it() -> None:
    with pytest.raises(assets.AssetMissingError, match="make setup"):
        assets.path("fonts", "none.ttf")


def test_catalogues_of_both_languages_are_compiled(tmp_path: Path) -> None:
    made = catalogue(tmp_path, entry("room.a", "One {x}"), entry("room.a", "{x}が一つ"))
    assert sorted(made) == [f"i18n/{language}/LC_MESSAGES/weeklypm.mo" for language in ("en", "ja")]


@pytest.mark.parametrize(
    ("english", "japanese", "sentence"),
    [
        (entry("room.a", "A") * 2, entry("room.a", "あ"), "given twice"),
        (entry("room.a", "A"), "", "missing in ja"),
        ("", entry("room.a", "あ"), "missing in en"),
        (entry("room.a", "A {x}"), entry("room.a", "あ {y}"), "other placeholders"),
        (entry("room.a", "A {x}"), entry("room.a", "あ {x"), "broken placeholder"),
        (entry("room.a", "A"), entry("room.a", ""), "has no text"),
        (entry("room.a", "A"), "\n#, fuzzy" + entry("room.a", "あ"), "marked fuzzy"),
    ],
)
def test_a_wrong_catalogue_is_refused_by_name(tmp_path: Path, english: str, japanese: str, sentence: str) -> None:
    with pytest.raises(catalogues.CatalogueError, match=sentence):
        catalogue(tmp_path, english, japanese)


def test_a_code_in_two_rooms_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.en.po").write_text(EN + entry("room.a", "A"), "utf-8")
    with pytest.raises(catalogues.CatalogueError, match="given twice"):
        catalogue(tmp_path, entry("room.a", "A"), entry("room.a", "あ"))


def test_an_unfinished_form_text_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "resources" / "i18n"
    folder.mkdir(parents=True)
    (folder / "page_ja.ts").write_text(
        '<!DOCTYPE TS><TS version="2.1" language="ja_JP"><context><name>Page</name><message><source>Open</source>'
        '<translation type="unfinished"></translation></message></context></TS>',
        "utf-8",
    )
    with pytest.raises(build_assets.BuildError, match="1 unfinished"):
        build_assets.build(tmp_path, tmp_path / "out")
