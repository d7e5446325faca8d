"""The sample's sources: the same story in both languages, told in the domain's own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from weeklypm.domain.agenda import Kind, Segment
from weeklypm.domain.incident import IncidentKind, InstantKind, SectionKey
from weeklypm.domain.outcomes import ActionState, ActionType, Priority
from weeklypm.domain.timeline import EventKind

ROOT = Path(__file__).parents[3] / "resources" / "sample"
LANGUAGES = ("en", "ja")
# The only values that a language has of its own.
SPOKEN = {"name", "title", "text", "summary", "heading", "role", "information", "judgement", "action"} | {
    "detail", "context", "reason", "done_when", "blocked_by", "purpose", "how_to_read", "checklist"
}  # fmt: skip
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def sources(language: str) -> dict[str, dict[str, Any]]:
    folder = ROOT / language
    return {
        path.relative_to(folder).as_posix(): tomllib.loads(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.toml"))
    }


def incidents(language: str = "en") -> dict[str, dict[str, Any]]:
    read = {name: content for name, content in sources(language).items() if name.startswith("incidents/")}
    return {content["incident"]["slug"]: content for content in read.values()}


def shape(value: Any) -> Any:
    """Return everything but the words."""
    if isinstance(value, dict):
        return {key: "…" if key in SPOKEN and isinstance(each, str) else shape(each) for key, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else value


def walk(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from walk(each, (*path, key))
    if isinstance(value, list):
        for each in value:
            yield from walk(each, path)


def spoken(language: str) -> list[str]:
    return [
        value
        for content in sources(language).values()
        for path, value in walk(content)
        if path and path[-1] in SPOKEN and isinstance(value, str)
    ]


def test_both_languages_tell_the_same_story() -> None:
    english, japanese = (sources(language) for language in LANGUAGES)
    assert list(english) == list(japanese)
    assert {name: shape(content) for name, content in english.items()} == {
        name: shape(content) for name, content in japanese.items()
    }


def test_each_language_is_its_own() -> None:
    assert not [text for text in spoken("en") if JAPANESE.search(text)]
    # Role labels aside, a Japanese text without any Japanese would be one that nobody translated.
    assert not [text for text in spoken("ja") if not JAPANESE.search(text)]
    assert all(text.strip() for language in LANGUAGES for text in spoken(language))


def all_of(key: str) -> list[dict[str, Any]]:
    """Return all tables of a name, at any depth of any file."""
    tables = []
    for content in sources("en").values():
        for path, value in walk(content):
            if path and path[-1] == key and isinstance(value, dict):
                tables.append(value)
    return tables


@pytest.mark.parametrize(
    ("table", "key", "known"),
    [
        ("item", "kind", Kind),
        ("event", "kind", EventKind),
        ("incident", "kind", IncidentKind),
        ("section", "key", SectionKey),
        ("note", "segment", Segment),
        ("action", "type", ActionType),
        ("action", "priority", Priority),
        ("action", "state", ActionState),
    ],
)
def test_values_are_those_of_the_domain(table: str, key: str, known: Callable[[str], object]) -> None:
    found = [each[key] for each in all_of(table) if key in each]
    assert found
    assert all(known(value) for value in found)


def test_instants_are_known_and_in_order() -> None:
    for content in incidents().values():
        clock = [
            (each.get("day", 0), each["at"])
            for kind in InstantKind
            if kind is not InstantKind.DECLARED and "at" in (each := content["instants"].get(kind.value, {}))
        ]
        assert set(content["instants"]) <= {kind.value for kind in InstantKind}
        assert clock == sorted(clock)


def test_events_are_told_in_order_and_follow_earlier_ones() -> None:
    for content in incidents().values():
        clock = [(event.get("day", 0), event["at"]) for event in content["event"]]
        assert clock == sorted(clock)
        assert all(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", at) for _, at in clock)
        keys = [event["key"] for event in content["event"]]
        assert len(set(keys)) == len(keys)
        for index, event in enumerate(content["event"]):
            assert event.get("follows") in (None, *keys[:index])


def test_references_lead_somewhere() -> None:
    workspace = sources("en")["workspace.toml"]
    people = {person["key"] for person in workspace["person"]}
    teams = {team["key"] for team in workspace["team"]}
    known = dict.fromkeys(("person", "facilitator", "co_facilitator", "owner", "proposer", "presenter"), people) | {
        "team": teams,
        "teams": teams,
        "incident": set(incidents()),
        "item": {item["key"] for item in all_of("item")},
        "dashboard": {dashboard["key"] for dashboard in all_of("dashboard")},
    }
    for content in sources("en").values():
        for path, value in walk(content):
            if isinstance(value, str) and path and path[-1] in known:
                assert value in known[path[-1]], path


def test_what_has_happened_lies_before_this_weeks_meeting_whatever_day_today_is() -> None:
    for content in sources("en").values():
        for path, value in walk(content):
            if path and path[-1] in ("on", "queued", "joined", "blocked_since", "added"):
                assert (value["meetings_ago"] >= 2 and value["day"] < 7) or (
                    value["meetings_ago"] == 1 and value["day"] <= 0
                ), path


def test_changes_come_after_the_meeting_that_recorded_the_action_and_lead_to_its_values() -> None:
    for action in sources("en")["actions.toml"]["action"]:
        ago = action["meetings_ago"]
        for change in action.get("change", ()):
            assert change["reason"].strip()
            assert change["on"]["meetings_ago"] < ago
            ago = change["on"]["meetings_ago"]
        last = {change["field"]: change["new"] for change in action.get("change", ())}
        assert all(action[field] == value for field, value in last.items())


def test_the_week_has_what_a_demonstration_needs() -> None:
    week, actions = sources("en")["this_week.toml"], sources("en")["actions.toml"]["action"]
    assert len(week["decision"]) == 2
    assert len(week["action"]) == 2
    assert all(action["owner"] and action["due"]["meetings_ago"] < 0 for action in week["action"])
    assert week["note"]
    assert week["parked"]
    assert {action["state"] for action in actions} == {state.value for state in ActionState}
    assert any("blocked_since" in action for action in actions)
    assert sum(len(action.get("change", ())) for action in actions) >= 4
    assert [meeting["meetings_ago"] for meeting in sources("en")["meetings.toml"]["meeting"]] == [
        8,
        7,
        6,
        5,
        4,
        3,
        2,
        1,
    ]


def test_the_incident_of_the_week_draws_its_trail() -> None:
    events = incidents()["search-slow-at-lunchtime"]["event"]
    assert len(events) == 12
    kinds = {event["key"]: event["kind"] for event in events}
    trail = {(kinds[event["follows"]], event["kind"]) for event in events if "follows" in event}
    assert trail == {("signal", "judgement"), ("judgement", "action")}
    assert set(kinds.values()) == {kind.value for kind in EventKind} - {"milestone"}


def test_queued_items_wait_and_some_have_votes() -> None:
    queue = sources("en")["queue.toml"]["item"]
    assert {item["kind"] for item in queue} >= {"incident_talk", "near_miss", "open_topic"}
    assert max(item.get("votes", 0) for item in queue) == 5
