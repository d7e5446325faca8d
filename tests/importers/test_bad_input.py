"""Files that are no postmortem are refused in one sentence; readable ones in other encodings are read."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.importers import LARGEST, read_postmortem
from weeklypm.wording import say

DATA = Path(__file__).resolve().parent.parent / "data" / "postmortems"
JAPANESE = (DATA / "invented" / "ja-list-ampm.md").read_text("utf-8")

BAD = {
    "importers.problem.empty": b" \n\t\xef\xbb\xbf\n",
    "importers.problem.binary": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "importers.problem.not_text": b"caf\xe9 \xff\xfe\xfd fini\xe9\n",
    "importers.problem.too_large": b"x" * (LARGEST + 1),
    "importers.problem.not_postmortem": b"Dear all,\n\nlunch is at noon today.\n",
}


@pytest.mark.parametrize("code", BAD)
def test_bad_file_is_refused_with_its_name_and_a_way_out(code: str) -> None:
    with pytest.raises(Problem) as caught:
        read_postmortem(BAD[code], "odd.md")
    assert caught.value.code == code
    for language in Language:
        said = say(language, caught.value.message)
        assert "odd.md" in said
        assert "\n" not in said


def test_fifty_megabytes_are_refused_before_anything_is_read() -> None:
    started = time.process_time()
    with pytest.raises(Problem, match="too_large"):
        read_postmortem(b"- 10:00 x\n" * 5_000_000, "huge.md")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("codec", "label"),
    [("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_other_encodings_are_named_and_refused(codec: str, label: str) -> None:
    text = JAPANESE.replace("〜", "から")  # the wave dash has no common code in the older encodings
    mark = b"\xfe\xff" if codec == "utf-16-be" else b""
    with pytest.raises(Problem) as caught:
        read_postmortem(mark + text.encode(codec), "ja.md")
    assert (caught.value.code, caught.value.message.get("encoding")) == ("importers.problem.encoding", label)
    assert "UTF-8" in say(Language.EN, caught.value.message)


def test_utf8_with_a_byte_order_mark_needs_no_remark() -> None:
    with_mark = read_postmortem(b"\xef\xbb\xbf" + JAPANESE.encode(), "ja.md")
    assert with_mark.assumptions == read_postmortem(JAPANESE.encode(), "ja.md").assumptions


HEAD = "# T\n\n## Timeline\n\nAll times in UTC.\n\n"
HOSTILE = {
    "brackets": HEAD + "[" * 400_000,
    "links": HEAD + "[a](b" * 80_000,
    "stars": HEAD + "**a*" * 100_000,
    "underscores": HEAD + " _a_b" * 80_000,
    "code": HEAD + "| 1 |" + "`|" * 200_000,
    "comments": HEAD + "<!--" * 100_000,
    "quotes": HEAD + ("> " * 50 + "a\n") * 4_000,
    "items": HEAD + "".join(f"- 10:{n % 60:02d} entry {n}\n" for n in range(10_000)),
    "headings": "## Timeline\n" * 10_000 + "\nx\n",
    "rows": HEAD + "| Time | Event |\n|---|---|\n" + "| 10:00 | x |\n" * 10_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_in_step_with_its_length(name: str) -> None:
    started = time.process_time()
    with suppress(Problem):
        read_postmortem(HOSTILE[name].encode(), "hostile.md")
    assert time.process_time() - started < 20  # each is a tenth of the worst allowed; quadratic reading takes minutes


def test_remarks_stay_few_enough_to_read() -> None:
    draft = read_postmortem(HOSTILE["items"].encode(), "x.md")
    assert len(draft.events) == 10_000
    assert len(draft.warnings) < 400
    assert draft.warnings[-1].message.code == "importers.warning.many_remarks"
