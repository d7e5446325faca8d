"""The reader against hand-checked labels: public documents, and invented ones of other layouts."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from weeklypm.domain.values import Language
from weeklypm.importers import read_postmortem
from weeklypm.services.incident_json import draft_json

DATA = Path(__file__).resolve().parent.parent / "data" / "postmortems"
SETS = ("public", "invented")
BARS = {
    "events found": 0.90,
    "events invented": 0.05,
    "times right": 0.90,
    "approximate right": 0.90,
    "sections right": 0.85,
    "actions found": 0.80,
    "actions invented": 0.10,
}
NAMES = (
    "summary",
    "impact",
    "detection",
    "trigger",
    "root_cause",
    "contributing_factors",
    "resolution",
    "lessons",
    "action_items",
    "timeline",
    "attendees",
)


def labels_of(kind: str) -> dict[str, dict]:
    return json.loads((DATA / kind / "labels.json").read_text("utf-8"))


DOCUMENTS = [(kind, name) for kind in SETS for name in labels_of(kind)]


def preview(kind: str, name: str) -> dict:
    path = DATA / kind / name
    return draft_json(read_postmortem(path.read_bytes(), path.name), Language.EN)


def squeezed(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "").casefold())


def begins_alike(label: str, text: str) -> bool:
    want, got = squeezed(label), squeezed(text)
    return bool(want) and (got.startswith(want) or (len(got) > 12 and want.startswith(got)))


def matched(labels: list[str], texts: list[str]) -> dict[int, int]:
    """Match each label to the first unused text that begins alike."""
    found: dict[int, int] = {}
    for index, label in enumerate(labels):
        free = (at for at, text in enumerate(texts) if at not in found.values() and begins_alike(label, text))
        at = next(free, None)
        if at is not None:
            found[index] = at
    return found


def moment(written: str | None) -> date | datetime | None:
    if written is None:
        return None
    return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)


@dataclass
class Tally:
    right: int = 0
    of: int = 0

    def add(self, right: int, of: int) -> None:
        self.right += right
        self.of += of

    @property
    def share(self) -> float:
        return self.right / self.of if self.of else 0.0


def measure(kind: str) -> dict[str, float]:
    tallies = {name: Tally() for name in BARS}
    for name, label in labels_of(kind).items():
        got = preview(kind, name)
        measure_events(label, got, tallies)
        measure_sections(label, got, tallies["sections right"])
        measure_actions(label, got, tallies)
    return {name: tally.share for name, tally in tallies.items()}


def measure_events(label: dict, got: dict, tallies: dict[str, Tally]) -> None:
    pairs = matched([event["text"] for event in label["events"]], [event["text"] for event in got["events"]])
    tallies["events found"].add(len(pairs), len(label["events"]))
    tallies["events invented"].add(len(got["events"]) - len(pairs), len(got["events"]))
    for want, at in ((label["events"][index], at) for index, at in pairs.items()):
        accepted = [moment(text) for text in (want["at"], *want.get("at_alternatives", ()))]
        tallies["times right"].add(moment(got["events"][at]["at"]) in accepted, 1)
        tallies["approximate right"].add(got["events"][at]["approximate"] == bool(want["approximate"]), 1)


def measure_sections(label: dict, got: dict, tally: Tally) -> None:
    optional = set(label.get("sections_optional", ()))
    want = set(label["sections"]) - optional
    have = set(got["sections"]) - optional
    for name in NAMES:
        if name in want | have:
            tally.add((name in want) == (name in have), 1)


def measure_actions(label: dict, got: dict, tallies: dict[str, Tally]) -> None:
    texts = [action["text"] for action in got["action_items"]]
    wanted = label["action_items"]
    pairs = matched([*wanted, *label.get("action_items_optional", ())], texts)
    tallies["actions found"].add(sum(index < len(wanted) for index in pairs), len(wanted))
    tallies["actions invented"].add(len(texts) - len(pairs), len(texts))


@pytest.mark.parametrize("kind", SETS)
def test_reading_reaches_the_bars(kind: str) -> None:
    figures = measure(kind)
    short = {
        name: figures[name]
        for name, bar in BARS.items()
        if (figures[name] > bar if name.endswith("invented") else figures[name] < bar)
    }
    assert not short, figures


@pytest.mark.parametrize("kind", SETS)
def test_reading_keeps_what_it_has_reached(kind: str) -> None:
    figures = measure(kind)
    assert figures["events found"] >= 0.99
    assert figures["events invented"] <= 0.01
    assert figures["times right"] >= 0.98
    assert figures["approximate right"] >= 0.97
    assert figures["sections right"] >= 0.97
    assert figures["actions found"] >= 0.95


@pytest.mark.parametrize(("kind", "name"), DOCUMENTS)
def test_title_and_zone_are_the_document_s_own(kind: str, name: str) -> None:
    label, got = labels_of(kind)[name], preview(kind, name)
    assert label["title"] is None or got["title"] == label["title"]
    assert got["time_zone"] == label["time_zone"]


@pytest.mark.parametrize(("kind", "name"), DOCUMENTS)
def test_events_keep_the_author_s_order(kind: str, name: str) -> None:
    label, got = labels_of(kind)[name], preview(kind, name)
    order = list(
        matched([event["text"] for event in label["events"]], [event["text"] for event in got["events"]]).values()
    )
    assert order == sorted(order)


@pytest.mark.parametrize(("kind", "name"), DOCUMENTS)
def test_range_ends_where_the_label_says(kind: str, name: str) -> None:
    label, got = labels_of(kind)[name], preview(kind, name)
    pairs = matched([event["text"] for event in label["events"]], [event["text"] for event in got["events"]])
    for index, at in pairs.items():
        assert moment(got["events"][at]["end"]) == moment(label["events"][index].get("end"))


@pytest.mark.parametrize(
    ("name", "seconds"),
    [(name, label["seconds"]) for name, label in labels_of("invented").items() if "seconds" in label],
)
def test_durations_follow_from_what_is_stated(name: str, seconds: dict[str, int]) -> None:
    durations = preview("invented", name)["durations"]
    assert {key: durations[key]["seconds"] for key in seconds} == seconds
    assert all(durations[key]["state"] == "recorded" for key in seconds)


@pytest.mark.parametrize(("kind", "name"), DOCUMENTS)
def test_remarks_are_said_in_both_languages(kind: str, name: str) -> None:
    path = DATA / kind / name
    draft = read_postmortem(path.read_bytes(), path.name)
    english, japanese = (draft_json(draft, language) for language in (Language.EN, Language.JA))
    for part in ("assumptions", "warnings"):
        assert len(english[part]) == len(japanese[part])
        assert all(said["text"] for said in english[part])
        assert all(re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", said["text"]) for said in japanese[part])


def test_every_zone_that_is_not_stated_is_assumed_aloud() -> None:
    got = preview("invented", "ja-template-table.md")
    assert any("Asia/Tokyo" in said["text"] for said in got["assumptions"])


def test_near_miss_is_told_from_its_words() -> None:
    assert preview("invented", "ja-list-ampm.md")["kind"] == "near_miss"
    assert preview("invented", "wiki-lines.md")["kind"] == "incident"


def test_actions_bear_owner_priority_date_type_and_state() -> None:
    first, second, _ = preview("invented", "ja-template-table.md")["action_items"]
    assert first == {
        "text": "バッチ用の接続プールを分ける",
        "done": False,
        "owner": "高橋",
        "priority": "P1",
        "due": "2026-05-15",
        "type": "prevent",
    }
    assert (second["done"], second["due"], second["type"]) == (True, "2026-04-30", "detect")


def test_marks_on_a_task_line_are_taken_off_its_words() -> None:
    first = preview("invented", "issue-form.md")["action_items"][0]
    assert first["text"] == "Raise the limit in the shared defaults"
    assert (first["owner"], first["priority"], first["due"], first["done"]) == ("mirela", "P1", "2026-05-04", True)


def test_no_phrase_of_the_documents_stands_in_the_source() -> None:
    source = "\n".join(
        path.read_text("utf-8").casefold()
        for path in (DATA.parents[2] / "src" / "weeklypm" / "importers").rglob("*.py")
    )
    for kind in SETS:
        for name, label in labels_of(kind).items():
            assert Path(name).stem.casefold() not in source
            for event in label["events"]:
                assert event["text"].casefold() not in source
