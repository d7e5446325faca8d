"""The judge of mutants tells a caught one from a survivor, and sees when one no longer applies."""

from __future__ import annotations

from pathlib import Path

import mutants
import pytest

GOOD = "def double(x: int) -> int:\n    return x * 2\n"
TEST = "from tiny import double\n\ndef test_double():\n    assert double({}) == {}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The tiny project needs no plugin, and loading them all takes most of a run.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    (tmp_path / "src").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "src" / "tiny.py").write_text(GOOD)
    (tmp_path / "tests" / "test_sharp.py").write_text(TEST.format(3, 6))
    (tmp_path / "tests" / "test_blunt.py").write_text(TEST.format(2, 4))
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    return tmp_path


def mutant(old: str, new: str, test: str) -> mutants.Mutant:
    return mutants.Mutant("double", "sums", "src/tiny.py", old, new, (f"tests/{test}.py",))


def test_a_noticed_mutant_is_killed_and_an_unnoticed_one_survives(project: Path) -> None:
    assert mutants.judge(project, mutant("x * 2", "x * x", "test_sharp")) == mutants.KILLED
    assert mutants.judge(project, mutant("x * 2", "x * x", "test_blunt")) == mutants.SURVIVED
    assert (project / "src" / "tiny.py").read_text() == GOOD


@pytest.mark.parametrize("old", ["x * 3", "x"])
def test_a_text_that_stands_not_exactly_once_does_not_apply(project: Path, old: str) -> None:
    assert mutants.judge(project, mutant(old, "y", "test_sharp")) == mutants.NOT_APPLICABLE


def test_a_test_that_is_not_there_judges_nothing(project: Path) -> None:
    assert mutants.judge(project, mutant("x * 2", "x * x", "test_gone")).startswith(mutants.BROKEN)


def test_a_survivor_or_too_few_fail_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    killed, survivor = mutant("x * 2", "x * x", "test_sharp"), mutant("x * 2", "x * x", "test_blunt")
    assert mutants.report(project, [killed], enough=True) == 0
    assert mutants.report(project, [killed, survivor], enough=True) == 1
    assert mutants.report(project, [killed], enough=False) == 1
    assert "1 of 2 mutants killed" in capsys.readouterr().out


def test_tests_that_fail_unbroken_fail_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "tests" / "test_sharp.py").write_text(TEST.format(3, 7))
    assert mutants.report(project, [mutant("x * 2", "x * x", "test_sharp")], enough=True) == 1
    assert "fail without any mutant" in capsys.readouterr().out
