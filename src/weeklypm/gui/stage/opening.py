"""The opening slide: left what this is and who leads it, right the parts of the meeting, as high as they are long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from weeklypm.domain.stage import OpeningLine, OpeningView
from weeklypm.gui.stage.look import BODY, LABEL, MAIN, NAME, PURPOSE, QUESTION, ROW
from weeklypm.gui.stage.parts import icon, kind_label, kind_name, middle, text, width_of
from weeklypm.gui.stage.pieces import Box, PanelPiece, Piece
from weeklypm.gui.stage.speaking import Speaker

EDGE: Final = 64
TOP, BOTTOM, GAP = 64, 652, 5
LEFT, WIDE, PADDING = 744, 488, 24
LEAST_HEIGHT: Final = 34


def opening(view: OpeningView, speaker: Speaker) -> Iterator[Piece]:
    """Lay out the opening."""
    yield text(speaker.say("stage.day", day=view.held_on), EDGE, 64, 560, BODY)
    name = text(view.name, EDGE, 125, 560, NAME, lines=3, heading=True)
    yield name
    below = name.box.y + name.box.h + 31
    yield text(speaker.say("stage.opening.purpose"), EDGE, below, 480, PURPOSE, lines=2, heading=True)
    yield from _people(view, speaker)
    for line, box in zip(view.lines, boxes(view.lines), strict=True):
        yield from _block(line, box, speaker)


def _people(view: OpeningView, speaker: Speaker) -> Iterator[Piece]:
    leads = speaker.say("stage.opening.self_run")
    if view.facilitator:
        leads = speaker.person("stage.opening.leads", view.facilitator)
    rows = [("mic", leads)]
    if view.co_facilitator:
        rows.append(("notebook-pen", speaker.person("stage.opening.beside", view.co_facilitator)))
    rows.append(("door-open", speaker.say("stage.opening.come_and_go")))
    for index, (name, said) in enumerate(rows):
        centre = 637 - 40 * (len(rows) - 1 - index)
        yield icon(name, EDGE, centre)
        yield middle(said, Box(EDGE + 40, centre - 18, 540, 36), BODY)


def boxes(lines: Sequence[OpeningLine]) -> list[Box]:
    """Return the places of the blocks: heights follow minutes, yet none is too low for its text."""
    total = sum(line.minutes for line in lines) or 1
    room = BOTTOM - TOP + GAP
    heights = [max(LEAST_HEIGHT, room * line.minutes / total - GAP) for line in lines]
    spare = room - sum(height + GAP for height in heights)
    longest = max(range(len(heights)), key=heights.__getitem__, default=0)
    if heights:
        heights[longest] = max(LEAST_HEIGHT, heights[longest] + spare)
    tops = [TOP + sum(heights[:index]) + GAP * index for index in range(len(heights))]
    return [Box(LEFT, top, WIDE, height) for top, height in zip(tops, heights, strict=True)]


def _block(line: OpeningLine, box: Box, speaker: Speaker) -> Iterator[Piece]:
    yield PanelPiece(box, fill="highlight" if line.main else "pane", bar=line.main)
    row = Box(box.x, box.y, box.w, min(box.h, 80 if line.main else box.h))
    starts = f"{line.starts:%H:%M}"
    yield middle(starts, Box(LEFT - 24 - 100, row.y, 100, row.h), LABEL, align="right", colour="text2")
    minutes = speaker.say("stage.opening.minutes", n=line.minutes)
    inner = Box(box.x + PADDING, row.y, box.w - 2 * PADDING, row.h)
    yield middle(minutes, inner, LABEL, align="right")
    if line.main:
        yield from _main(line, box, row.y + row.h / 2, speaker)
    else:
        room = inner.w - width_of(minutes, LABEL) - 16
        yield middle(speaker.words(line.title), Box(inner.x, inner.y, room, inner.h), LABEL)


def _main(line: OpeningLine, box: Box, centre: float, speaker: Speaker) -> Iterator[Piece]:
    """Fill the main block: kind, title, reason, as far as there is height."""
    left, wide, low = box.x + PADDING, box.w - 2 * PADDING, box.y + box.h - 12
    if line.kind is not None:
        yield from kind_label(line.kind, speaker, left, centre)
        yield from _presenter(line, left + 34 + width_of(kind_name(line.kind, speaker), LABEL) + 18, centre, speaker)
    top = centre + 45 if box.h >= 220 else centre + 20
    role = MAIN if box.h >= 220 else QUESTION
    lines = max(1, min(3, int((low - top) / role.line)))
    if low - top < role.line:
        return
    title = text(speaker.words(line.title), left, top, wide, role, lines=lines, heading=True)
    yield title
    after = top + title.box.h + 18
    room = int((low - after) / ROW.line)
    if line.why and room >= 1:
        yield text(speaker.words(line.why), left, after, wide, ROW, lines=room)


def _presenter(line: OpeningLine, left: float, centre: float, speaker: Speaker) -> Iterator[Piece]:
    room = LEFT + WIDE - PADDING - 90 - left
    if line.presenter and room >= 80:
        said = speaker.person("stage.opening.presents", line.presenter)
        yield middle(said, Box(left, centre - 18, room, 36), LABEL)
