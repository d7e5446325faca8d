"""Topics as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from weeklypm.domain.agenda import ItemState
from weeklypm.domain.quick_add import TopicDraft
from weeklypm.domain.quick_add_paste import PastedLine
from weeklypm.domain.values import Language
from weeklypm.services.queue import TITLE_LENGTH
from weeklypm.services.topics import TopicRow
from weeklypm.wording import say
from weeklypm.wording.words import name_of


def row_json(row: TopicRow, language: Language) -> dict[str, Any]:
    """Return one item of the queue as JSON; ``note`` says why something that comes back by itself is due."""
    item = row.item
    return {
        "id": str(item.id),
        "kind": item.kind.value,
        "title": item.title,
        "state": item.state.value,
        "votes": item.votes,
        "age_days": row.age_days,
        "queued_on": item.queued_on.isoformat(),
        "ready_from": item.ready_from.isoformat() if item.ready_from else None,
        "minutes": item.minutes,
        "proposer": row.proposer.name if row.proposer else None,
        "presenter": row.presenter.name if row.presenter else None,
        "pinned": item.pinned,
        "carried_over": item.carried_over,
        "links": list(item.links),
        "note": say(language, row.note) if row.note is not None else None,
    }


def skipped_json(line: PastedLine, language: Language) -> dict[str, Any]:
    """Return a pasted line that was not taken as JSON: its number from 1, its text, why."""
    return {"line": line.number, "text": line.text, "why": line.why.value, "reason": _reason(line, language)}


def preview_json(lines: Sequence[PastedLine], names: Mapping[UUID, str], language: Language) -> dict[str, Any]:
    """Return what pasted lines would become as JSON, and those that would not be added."""
    return {
        "would_add": [_draft_json(line, line.draft, names) for line in lines if line.taken and line.draft],
        "skipped": [skipped_json(line, language) for line in lines if not line.taken],
    }


def _draft_json(line: PastedLine, draft: TopicDraft, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "line": line.number,
        "kind": draft.kind.value,
        "title": draft.title,
        "votes": draft.votes,
        "minutes": draft.minutes,
        "proposer": names.get(draft.proposer_id) if draft.proposer_id else None,
        "links": list(draft.links),
    }


def preview_text(lines: Sequence[PastedLine], names: Mapping[UUID, str], language: Language) -> str:
    """Return what pasted lines would become and what would not be added, with the reason of each line."""
    drafts = [line.draft for line in lines if line.taken and line.draft]
    said = [say(language, "topics.cli.would_add", n=len(drafts))]
    for draft in drafts:
        said.append(say(language, "topics.cli.row", kind=name_of(language, draft.kind), title=draft.title))
        said.append("    " + " · ".join(_draft_facts(draft, names, language)))
        said.extend(f"    {link}" for link in draft.links)
    return "\n".join([*said, *_skipped(lines, language)])


def _draft_facts(draft: TopicDraft, names: Mapping[UUID, str], language: Language) -> list[str]:
    said = [say(language, "topics.cli.votes", n=draft.votes)]
    if draft.minutes is not None:
        said.append(say(language, "topics.cli.minutes", n=draft.minutes))
    if draft.proposer_id is not None and draft.proposer_id in names:
        said.append(say(language, "topics.cli.proposer", name=names[draft.proposer_id]))
    return said


def added_text(rows: Sequence[TopicRow], skipped: Sequence[PastedLine], language: Language) -> str:
    """Return what was added and what was not, with the reason of each line."""
    return "\n".join(
        [say(language, "topics.done.added", n=len(rows)), *_rows(rows, language), *_skipped(skipped, language)]
    )


def _skipped(lines: Sequence[PastedLine], language: Language) -> list[str]:
    said: list[str] = []
    for line in lines:
        if line.taken:
            continue
        said.append(say(language, "topics.cli.skipped", line=line.number, reason=_reason(line, language)))
        said.append(f"    {line.text.strip()}")
    return said


def rows_text(rows: Sequence[TopicRow], language: Language) -> str:
    """Return the queue as text."""
    return "\n".join(_rows(rows, language)) or say(language, "topics.cli.none")


def _rows(rows: Sequence[TopicRow], language: Language) -> list[str]:
    lines: list[str] = []
    for row in rows:
        lines.append(say(language, "topics.cli.row", kind=name_of(language, row.item.kind), title=row.item.title))
        lines.append("    " + " · ".join(_facts(row, language)))
        lines.extend(f"    {link}" for link in row.item.links)
    return lines


def _facts(row: TopicRow, language: Language) -> list[str]:
    item = row.item
    since = say(language, "topics.cli.age", n=row.age_days) if row.note is None else say(language, row.note)
    said = [since, say(language, "topics.cli.votes", n=item.votes)]
    if item.minutes is not None:
        said.append(say(language, "topics.cli.minutes", n=item.minutes))
    if row.proposer is not None:
        said.append(say(language, "topics.cli.proposer", name=row.proposer.name))
    if item.state is not ItemState.QUEUED:
        said.append(say(language, f"topics.cli.state_{item.state}"))
    return said


def _reason(line: PastedLine, language: Language) -> str:
    why = line.reason(TITLE_LENGTH)
    return say(language, why) if why else ""
