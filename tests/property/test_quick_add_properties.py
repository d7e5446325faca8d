"""What holds for any text that is typed or pasted: nothing breaks, nothing vanishes, and reading again agrees."""

from __future__ import annotations

import re
from uuid import UUID

from hypothesis import example, given
from hypothesis import strategies as st

from weeklypm.domain.agenda import Kind
from weeklypm.domain.links import safe_link
from weeklypm.domain.quick_add import MOST_MINUTES, read_line
from weeklypm.domain.quick_add_paste import Why, read_paste
from weeklypm.domain.quick_add_text import clean

PARTS = [
    "- ", "•", "・", "1. ", "(1)", "①", "[ ]", "> ", "&gt;", "&amp;", "&amp;lt;", "&#38;", "`", "*", "_", "~", "**",
    "10 min", "(10分)", "10分", " 5 min", "@Sena", "@nobody", "<@U1>", "<!here>", "@here", ":pray:", ":+1:", "🎉", "👍",
    "https://a.example/x", "<https://a.example|b>", "[c](https://d.example)", "near miss: ", "【ヒヤリ】", "障害", "?",
    "10:32", "10:32 AM", "Sena", "Sena  10:32 AM", "[10:32] Sena: ", "+1", "2 replies", "Today", "a", "words", "言葉",
    "\u200b", "\u202e", "\u3000", " ", ",", ":", "|", "(", ")", "[", "]", "<", ">", "\ud800", "\x00", "1️⃣", "שלום",
]  # fmt: skip
lines = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PARTS), max_size=8).map("".join))
texts = st.lists(lines, max_size=6).map("\n".join)
NAMES = {"sena": UUID(int=1)}


@given(lines)
@example("near miss: near miss: x")
@example("x 5 min @Sena 10 min")
@example("@Sena 10:32 x")
@example("&amp;lt;@U1&gt; x")
def test_a_line_reads_as_before_once_it_is_read(line: str) -> None:
    draft = read_line(line, NAMES)
    again = read_line(draft.title, NAMES)
    assert again.title == draft.title
    assert (again.minutes, again.proposer_id) == (None, None)
    assert draft.kind in Kind
    assert draft.minutes is None or 1 <= draft.minutes <= MOST_MINUTES
    assert all(safe_link(link) for link in draft.links)
    assert draft.title == " ".join(draft.title.split())
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\ud800-\udfff]", draft.title)


@given(lines)
def test_cleaning_twice_is_cleaning_once(line: str) -> None:
    words, _ = clean(line)
    assert clean(words) == (words, ())


@given(texts)
@example("Sena 10:32\n🔥 Sena 10:33\nMinase 10:34 10 min")
def test_every_line_becomes_a_topic_or_is_told_and_keeps_its_text(text: str) -> None:
    found = read_paste(text)
    rows = {number: row for number, row in enumerate(text.splitlines(), 1) if row.strip()}
    assert {line.number: line.text for line in found} == rows
    for line in found:
        assert line.taken == (line.reason(300) is None)
        if line.taken:
            assert line.draft is not None
            assert 0 < len(line.draft.title) <= 300


@given(texts)
@example("@Sena 10:32 x")
@example("10:32 10:33 Outage")
@example("near miss: Minase 10:32")
@example("-•near miss:0http://0")
def test_what_was_taken_is_taken_again_as_it_is(text: str) -> None:
    titles = [line.draft.title for line in read_paste(text) if line.taken and line.draft]
    again = read_paste("\n".join(titles))
    assert [line.draft.title for line in again if line.draft] == titles
    assert {line.why for line in again} <= {Why.TOPIC}
