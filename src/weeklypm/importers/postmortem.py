"""Read a Markdown postmortem into a draft: what stands in it, what was assumed, what could not be read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from weeklypm.domain.drafts import DraftEvent, IncidentDraft
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import IncidentKind, SectionKey
from weeklypm.importers.actions import read_actions
from weeklypm.importers.blocks import BlockKind, blocks, without_comments
from weeklypm.importers.clock import Clock
from weeklypm.importers.context import all_approximate, find_base, find_zone
from weeklypm.importers.decode import decode
from weeklypm.importers.fields import FieldValue, read_fields
from weeklypm.importers.instants import Instants, find_instants
from weeklypm.importers.outline import Outline, Section, outline
from weeklypm.importers.plain import fold, is_blank, plain
from weeklypm.importers.remarks import Remarks
from weeklypm.importers.timeline import Reading, read_timeline

_SLUG_LIMIT: Final = 60
_DATA: Final = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\(\s*<?data:[^)\n]{0,}\)|^\s{0,3}\[[^\]\n]{1,100}\]:\s*<?data:[^\n]*$", re.MULTILINE
)
_NEAR_MISS: Final = re.compile(
    r"\bnear[\s-]?miss(?:es)?\b|\bclose call\b|ヒヤリ・?ハット|ニアミス|未遂|インシデント未満"
)


@dataclass(frozen=True)
class _Facts:
    """Hold what the parts of the reading share."""

    outline: Outline
    fields: tuple[FieldValue, ...]
    zone: str
    zone_stated: bool

    def field(self, name: str) -> str:
        """Return the first value of a field; empty where there is none."""
        return next((found.value for found in self.fields if found.name == name), "")


def read_postmortem(data: bytes, name: str, *, sha256: str = "") -> IncidentDraft:
    """Return the draft of a Markdown postmortem; ``name`` is its file name, a last source for the date.

    Raises Problem ``importers.problem.too_large``, ``empty``, ``binary``, ``encoding``, ``not_text`` or
    ``not_postmortem``.
    """
    remarks = Remarks()
    text = without_comments(decode(data, name))
    parts = outline(blocks(text), text)
    fields = read_fields(
        section for section in parts.sections if section.key not in (SectionKey.TIMELINE, SectionKey.ACTION_ITEMS)
    )
    zone, stated = find_zone(parts, fields, text, remarks)
    draft = _read(_Facts(parts, fields, zone, stated), text, name, remarks)
    if not (draft.events or draft.action_items or _is_sectioned(parts)):
        raise Problem("importers.problem.not_postmortem", name=name)
    return _with_source(draft, name, sha256 or hashlib.sha256(data).hexdigest())


def _is_sectioned(parts: Outline) -> bool:
    """Tell whether a section of a known name says something; prose without a heading makes no postmortem."""
    return any(section.key not in (None, SectionKey.SUPPORTING) and _said(section) for section in parts.sections)


def _with_source(draft: IncidentDraft, name: str, sha256: str) -> IncidentDraft:
    return replace(draft, source=name, sha256=sha256)


def _read(facts: _Facts, text: str, name: str, remarks: Remarks) -> IncidentDraft:
    base, day_first = find_base(facts.outline, facts.fields, name, facts.zone, text)
    clock = Clock(facts.zone, base, remarks, day_first=day_first, all_about=all_approximate(facts.outline))
    reading = _timeline(facts, clock, remarks)
    actions = read_actions(facts.outline, base, remarks, day_first=day_first)
    instants = find_instants(
        facts.fields, reading.events, Clock(facts.zone, base, remarks, day_first=day_first), remarks
    )
    title = _title(facts, name, remarks)
    day = _occurred(instants, reading.events, base.day)
    remarks.close()
    return IncidentDraft(
        key=_key(day, title),
        title=title,
        kind=_kind(facts, title),
        source=name,
        sha256="",
        severity=facts.field("severity")[:80],
        zone=facts.zone,
        zone_stated=facts.zone_stated,
        occurred_on=day,
        services=_listed(facts.field("services")),
        instants=instants.at,
        approximate_instants=frozenset(instants.about),
        events=reading.events,
        sections=_sections(facts.outline, reading),
        headings=_headings(facts.outline),
        responders=_responders(facts, reading),
        action_items=actions,
        assumptions=tuple(remarks.assumptions),
        warnings=tuple(remarks.warnings),
    )


def _timeline(facts: _Facts, clock: Clock, remarks: Remarks) -> Reading:
    if clock.all_about:
        remarks.assume(0, "all_approximate")
    reading = read_timeline(facts.outline.keyed(SectionKey.TIMELINE), clock, remarks)
    if not reading.events:
        remarks.warn(0, "no_events")
    return reading


def _title(facts: _Facts, name: str, remarks: Remarks) -> str:
    labelled = facts.field("title")
    if labelled and (not facts.outline.title or facts.outline.title_below):
        return labelled
    if facts.outline.title_below:
        remarks.assume(facts.outline.title_line, "title_below", title=facts.outline.title)
    if facts.outline.title:
        return facts.outline.title
    stem = re.sub(r"\.[A-Za-z0-9]{1,9}$", "", re.split(r"[/\\]", name)[-1])
    words = re.sub(r"^(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d[-_. ]*", "", stem)
    title = re.sub(r"[-_\s]+", " ", words or stem).strip() or "postmortem"
    remarks.assume(0, "title_from_file", title=title)
    return title


def _occurred(instants: Instants, events: tuple[DraftEvent, ...], base: date | None) -> date | None:
    """Return the local date of the earliest instant or entry; else the date that the document gives."""
    if instants.at:
        return min(instants.at.values()).date()
    first = [event.at.date() if event.at else event.on_day for event in events if event.at or event.on_day]
    return min((day for day in first if day is not None), default=base)


def _key(day: date | None, title: str) -> str:
    slug = slug_of(title)
    return f"{day.isoformat()}-{slug}" if day else slug


def slug_of(title: str) -> str:
    """Return a title as part of a key: NFKC, lower case, hyphens, Japanese kept, at most 60 characters."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    slug = re.sub(r"(?:[^\w]|_)+", "-", folded).strip("-")
    if len(slug) > _SLUG_LIMIT:
        whole = slug[: _SLUG_LIMIT + 1].rpartition("-")[0]
        slug = whole if len(whole) * 2 > _SLUG_LIMIT else slug[:_SLUG_LIMIT]
    return slug.strip("-") or "incident"


def _kind(facts: _Facts, title: str) -> IncidentKind:
    opening = " ".join(
        block.text[:500] for block in facts.outline.opening.blocks[:4] if block.kind is not BlockKind.CODE
    )
    words = f"{title} {facts.field('kind')} {facts.field('severity')} {opening}"
    return IncidentKind.NEAR_MISS if _NEAR_MISS.search(fold(words)) else IncidentKind.INCIDENT


def _listed(written: str) -> tuple[str, ...]:
    initials = re.fullmatch(r"(?:[A-Z]{2,3}\s+)+[A-Z]{2,3}", written.strip())
    names = written.split() if initials else re.split(r"[,;、，・/\n]|\s+and\s+", written)
    return tuple(dict.fromkeys(name.strip(" .。`*")[:80] for name in names if not is_blank(name)))


def _responders(facts: _Facts, reading: Reading) -> tuple[str, ...]:
    named = [found.value for found in facts.fields if found.name == "responders"]
    present = [
        block.text
        for section in facts.outline.keyed(SectionKey.ATTENDEES)
        for block in section.blocks
        if block.kind in (BlockKind.ITEM, BlockKind.TEXT)
    ]
    names = [name.lstrip("@") for text in (*named, *present, *reading.actors) for name in _listed(text)]
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= 60))[:60]


def _sections(parts: Outline, reading: Reading) -> dict[SectionKey, str]:
    """Return the Markdown of each section that says something; sections of no known name go to the supporting one."""
    found: dict[SectionKey, list[str]] = {}
    for section in parts.sections:
        said = _said(section)
        if said:
            key = section.key or (SectionKey.SUPPORTING if section.heading else None)
            if key is None:
                key = SectionKey.SUPPORTING if parts.keyed(SectionKey.SUMMARY) else SectionKey.SUMMARY
            found.setdefault(key, []).append(said if section.key else _headed(section, said))
    if not reading.events and is_blank(plain(" ".join(found.get(SectionKey.TIMELINE, [])))):
        found.pop(SectionKey.TIMELINE, None)
    return {key: "\n\n".join(texts) for key, texts in found.items()}


def _headed(section: Section, said: str) -> str:
    return f"**{section.heading}**\n\n{said}" if section.heading else said


def _said(section: Section) -> str:
    """Return a section's Markdown without pictures' data; empty where only blanks and prompts stand."""
    if not section.heading and section.key is None and not _prose(section):
        return ""
    if section.heading and section.key is None and read_fields([section]) and not _prose(section):
        return ""
    markdown = _DATA.sub("", section.markdown).strip("\n")
    words = [plain(line.lstrip("-*+> \t")) for line in markdown.split("\n")]
    return markdown if any(not is_blank(line) and line.strip("|-: ") for line in words) else ""


def _prose(section: Section) -> bool:
    """Tell whether a part without a known name holds more than labelled values."""
    return any(_unlabelled(section))


def _unlabelled(section: Section) -> Iterator[bool]:
    lines = {found.line for found in read_fields([section])}
    for block in section.blocks:
        if block.kind is BlockKind.TABLE:
            yield not any(line.number in lines for line in block.lines)
        elif block.kind is BlockKind.CODE:
            yield True
        else:
            yield any(
                line.text and line.number not in lines and not re.match(r"[^:：]{1,40}[:：]", line.text)
                for line in block.lines
            )


def _headings(parts: Outline) -> dict[SectionKey, str]:
    found: dict[SectionKey, str] = {}
    for section in parts.sections:
        if section.key is not None:
            found.setdefault(section.key, section.heading)
    return found
