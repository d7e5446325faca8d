"""The topic: left what it is about and who brings it, right the checklist with the one question now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weeklypm.domain.stage import Check, CheckState, TopicView
from weeklypm.gui.stage.look import BODY, CHECK, EDGE, QUESTION, WIDTH, Type, bold
from weeklypm.gui.stage.parts import icon, kind_label, minutes_left, text
from weeklypm.gui.stage.pieces import Box, PanelPiece, Piece, TextPiece
from weeklypm.gui.stage.speaking import Speaker

LEFT, SPLIT, TOP, BOTTOM = 48, 808, 104, 680
TITLE = Type(48, 62, 700)


def topic(view: TopicView, speaker: Speaker) -> Iterator[Piece]:
    """Lay out a topic."""
    yield from kind_label(view.kind, speaker, EDGE, 56, bold(BODY))
    yield from minutes_left(view, speaker, 56)
    wide = SPLIT - 64 - LEFT if view.checks else WIDTH - 2 * EDGE
    title = text(speaker.words(view.title), LEFT, 124, wide, TITLE, lines=5, heading=True)
    yield title
    if view.presenter:
        top = title.box.y + title.box.h + 28
        yield icon("mic", LEFT, top + 18)
        yield text(speaker.person("stage.topic.presents", view.presenter), LEFT + 40, top, wide - 40, BODY)
    yield from _checklist(_window(view.checks), speaker)


def _window(checks: Sequence[Check]) -> Sequence[Check]:
    """Return at most seven checks around the one now."""
    now = next((index for index, check in enumerate(checks) if check.state is CheckState.NOW), 0)
    first = max(0, min(now - 3, len(checks) - 7))
    return checks[first : first + 7]


def _checklist(checks: Sequence[Check], speaker: Speaker) -> Iterator[Piece]:
    top: float = TOP
    for check in checks:
        pieces, height = _check(check, top, speaker)
        if top + height > BOTTOM:
            return
        yield from pieces
        top += height


def _check(check: Check, top: float, speaker: Speaker) -> tuple[list[Piece], float]:
    said, wide = speaker.words(check.text), WIDTH - EDGE - SPLIT
    if check.state is CheckState.NOW:
        question = text(said, SPLIT + 66, top + 20, wide - 66 - 28, QUESTION, lines=4, heading=True)
        panel = PanelPiece(Box(SPLIT, top + 4, wide, question.box.h + 32), fill="highlight", bar=True)
        return [panel, icon("arrow-right", SPLIT + 26, top + 20 + QUESTION.line / 2, 24), question], question.box.h + 40
    line = text(said, SPLIT + 66, top + 11, wide - 66, CHECK, lines=2, heading=True)
    return [_mark(check, line), line], line.box.h + 22


def _mark(check: Check, line: TextPiece) -> Piece:
    centre = line.box.y + CHECK.line / 2
    if check.state is CheckState.DONE:
        return icon("square-check-big", SPLIT + 26, centre, 24)
    return PanelPiece(Box(SPLIT + 28, centre - 10, 20, 20), fill="", outline="text", radius=3)
