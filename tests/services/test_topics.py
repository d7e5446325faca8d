"""Topics typed and pasted, over a real workspace: read, added as one change, listed in their order."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from time import process_time

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.quick_add import TopicDraft
from weeklypm.domain.values import message
from weeklypm.services import queue, topics

LABEL = message("topics.done.added", n=2)


def titles(bench: Bench) -> list[str]:
    return [row.item.title for row in bench.read(topics.list_topics)]


def test_a_line_is_read_against_the_people_and_stored(bench: Bench) -> None:
    item = bench.change(lambda unit: topics.add_line(unit, "near miss: disk full 10 min @Sena https://a.example/x"))
    row = bench.read(topics.list_topics)[0]
    assert row.item == item
    assert (item.title, item.kind, item.minutes) == ("disk full", Kind.NEAR_MISS, 10)
    assert item.links == ("https://a.example/x",)
    assert row.proposer is not None
    assert (row.proposer.name, row.age_days) == ("Sena", 0)


def test_what_is_given_by_name_wins(bench: Bench) -> None:
    def add(unit: object) -> object:
        return topics.add_line(
            unit,  # type: ignore[arg-type]
            "near miss: disk 10 min https://a.example",
            kind=Kind.OPEN_TOPIC,
            minutes=5,
            links=["https://b.example", "https://a.example"],
        )

    bench.change(add)
    item = bench.read(topics.list_topics)[0].item
    assert (item.kind, item.minutes) == (Kind.OPEN_TOPIC, 5)
    assert item.links == ("https://a.example", "https://b.example")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (TopicDraft("\u200b"), "services.problem.title_empty"),
        (TopicDraft("x" * 301), "services.problem.title_long"),
        (TopicDraft("x", minutes=241), "services.problem.item_minutes"),
        (TopicDraft("x", links=("javascript:alert(1)",)), "topics.problem.link"),
        (TopicDraft("x", links=("https://",)), "topics.problem.link"),
        (TopicDraft("x", links=("https://me:secret@a.example",)), "topics.problem.link"),
        (TopicDraft("x", links=("https://a.example\\@b.example",)), "topics.problem.link"),
        (TopicDraft("x", links=("https://a.example/\u202etxt.exe",)), "topics.problem.link"),
        (TopicDraft("x", links=("ftp://a.example/x",)), "topics.problem.link"),
        (TopicDraft("x", links=("//a.example/x",)), "topics.problem.link"),
    ],
)
def test_one_bad_draft_refuses_all_of_them(bench: Bench, draft: TopicDraft, code: str) -> None:
    with pytest.raises(Problem) as caught:
        bench.change(lambda unit: topics.add_topics(unit, [TopicDraft("good"), draft]))
    assert caught.value.code == code
    assert titles(bench) == []


def test_many_are_one_change_and_one_undo(bench: Bench) -> None:
    drafts = [TopicDraft("A", votes=2), TopicDraft("B", Kind.NEAR_MISS)]
    done = bench.workspace.change(lambda unit: topics.add_topics(unit, drafts), LABEL)
    assert titles(bench) == ["B", "A"]
    bench.workspace.undo(done.changes.operation_id)
    assert titles(bench) == []


def test_a_paste_is_compared_with_what_waits(bench: Bench) -> None:
    bench.change(lambda unit: queue.add_topic(unit, "Handover notes"))
    lines = bench.read(lambda reader: topics.preview_topics(reader, "Sena 10:32\n- handover NOTES\n- Old flags"))
    assert [line.why.value for line in lines] == ["header", "waiting", "topic"]
    assert lines[2].draft is not None
    assert lines[2].draft.proposer_id is not None
    assert titles(bench) == ["Handover notes"]


def test_two_thousand_lines_are_read_and_stored_at_once(bench: Bench) -> None:
    text = "\n".join(f"• \u202e{n} \u200bwhat of https://a.example/{n}? :eyes: 10分 &amp; שלום" for n in range(2000))
    begun = process_time()
    lines = bench.read(lambda reader: topics.preview_topics(reader, text))
    assert process_time() - begun < 2
    drafts = [line.draft for line in lines if line.taken and line.draft is not None]
    assert len(drafts) == 2000
    assert len(bench.change(lambda unit: topics.add_topics(unit, drafts))) == 2000
    assert len(titles(bench)) == 2000


def test_the_list_follows_kinds_then_votes_then_age(bench: Bench) -> None:
    def fill(unit: object) -> None:
        topics.add_topics(
            unit,  # type: ignore[arg-type]
            [TopicDraft("few"), TopicDraft("many", votes=3), TopicDraft("close", Kind.NEAR_MISS)],
        )

    bench.change(fill)
    bench.clock.forward(timedelta(days=3))
    rows = bench.read(topics.list_topics)
    assert [(row.item.title, row.age_days) for row in rows] == [("close", 3), ("many", 3), ("few", 3)]
    bench.change(lambda unit: queue.drop_item(unit, rows[1].item.id))
    assert titles(bench) == ["close", "few"]
    every = bench.read(lambda reader: topics.list_topics(reader, every=True))
    assert [row.item.title for row in every] == ["close", "few", "many"]
    near = bench.read(lambda reader: topics.list_topics(reader, Kind.NEAR_MISS))
    assert [row.item.title for row in near] == ["close"]


def test_a_kind_is_named_as_it_is_written(bench: Bench) -> None:
    assert topics.kind_named(" Near-Miss ") is Kind.NEAR_MISS
    for wrong in ("", "action_follow_up", "nothing"):
        with pytest.raises(Problem, match="option_kind"):
            topics.kind_named(wrong)


def test_somebody_who_is_not_known_is_told_with_who_is(bench: Bench) -> None:
    assert bench.read(lambda reader: topics.proposer_named(reader, "@sena")).int
    with pytest.raises(Problem) as caught:
        bench.read(lambda reader: topics.proposer_named(reader, "Nobody"))
    assert "Minase" in caught.value.message.get("known")


def test_a_file_that_is_no_text_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "replies.txt"
    path.write_bytes("\ufeffある\n".encode())
    assert topics.read_pasted_file(path) == "ある\n"
    path.write_bytes("ある".encode("cp932"))
    with pytest.raises(Problem, match="file_encoding"):
        topics.read_pasted_file(path)
    with pytest.raises(Problem, match="file_unreadable"):
        topics.read_pasted_file(tmp_path)
    with pytest.raises(Problem, match="file_large"):
        topics.read_pasted_file(None, b"x" * (topics.LARGEST_PASTE + 1))
