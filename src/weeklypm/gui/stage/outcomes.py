"""The slides about what was promised: late actions, the learning round, the read-back and the close."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from weeklypm.domain.stage import ActionRow, ActionsView, BlankView, CloseView, LearningView, ReadBackView
from weeklypm.gui.stage.look import ASK, BODY, DECISION, EDGE, HEADING, MAIN, PURPOSE, ROW, WIDTH, bold
from weeklypm.gui.stage.parts import band, chip, icon, middle, slide_title, text
from weeklypm.gui.stage.pieces import Box, PanelPiece, Piece
from weeklypm.gui.stage.speaking import Speaker
from weeklypm.gui.stage.text import parse

WIDE = WIDTH - 2 * EDGE
TEXT, OWNER, DUE = 148, 932, 1102


def actions(view: ActionsView, speaker: Speaker) -> Iterator[Piece]:
    """Lay out the late actions with their teams."""
    yield from slide_title(view, speaker, "stage.actions.title", (view.page, view.pages))
    if not view.rows:
        yield text(speaker.say("stage.actions.none"), EDGE, 180, WIDE, MAIN, lines=3, heading=True)
        return
    yield text(speaker.say("stage.actions.question"), EDGE, 112, WIDE, DECISION, heading=True)
    for index, row in enumerate(view.rows):
        yield from _late(row, Box(EDGE, 180 + 116 * index, WIDE, 108), speaker)


def _late(row: ActionRow, box: Box, speaker: Speaker) -> Iterator[Piece]:
    centre = box.y + box.h / 2
    yield PanelPiece(box)
    yield from chip(row.priority, EDGE + 20, centre)
    yield middle(speaker.words(row.text), Box(TEXT, box.y, 600, box.h), BODY, lines=2)
    yield middle(row.owner, Box(776, box.y, 206, box.h), BODY, lines=2)
    due = speaker.say("stage.short_date", day=row.due) if row.due else speaker.say("stage.actions.no_date")
    note = speaker.words(row.note) if row.note else ""
    yield text(due, 1002, centre - 36, 210, BODY, align="right")
    yield text(note, 1002, centre, 210, ROW, align="right", heading=True)


def read_back(view: ReadBackView, speaker: Speaker) -> Iterator[Piece]:
    """Lay out one page of the read-back."""
    yield from slide_title(view, speaker, "stage.read_back.title", (view.page, view.pages))
    if view.no_decisions and view.no_actions:
        yield text(speaker.say("stage.read_back.nothing"), EDGE, 190, WIDE, MAIN, lines=3, heading=True)
    else:
        top = yield from _decisions(view, speaker)
        yield from _promises(view, speaker, top)
    if view.coming is not None:
        yield from band(view.coming, speaker)


def _heading(speaker: Speaker, name: str, code: str, centre: float) -> Iterator[Piece]:
    yield icon(name, EDGE, centre)
    yield middle(speaker.say(code), Box(EDGE + 39, centre - 18, 500, 36), HEADING)


def _decisions(view: ReadBackView, speaker: Speaker) -> Generator[Piece, None, float]:
    """Place the decisions and return where they end."""
    if not view.decisions and not view.no_decisions:
        return 108.0
    yield from _heading(speaker, "circle-check", "stage.read_back.decisions", 136)
    top = 160.0
    if view.no_decisions:
        yield text(speaker.say("stage.read_back.nothing"), EDGE, top + 10, WIDE, DECISION)
        return top + 72
    for decision in view.decisions:
        said = text(speaker.words(decision.text), EDGE + 48, top + 10, WIDE - 48, DECISION, lines=2, heading=True)
        yield text(str(decision.number), EDGE, top + 10, 44, bold(DECISION))
        yield said
        top += said.box.h + 20
    return top + 16


def _promises(view: ReadBackView, speaker: Speaker, top: float) -> Iterator[Piece]:
    if view.no_actions:
        yield text(speaker.say("stage.read_back.no_actions"), EDGE, top, WIDE, DECISION)
    if not view.actions:
        return
    yield from _heading(speaker, "square-check-big", "stage.read_back.actions", top + 28)
    top += 58
    last = len(view.actions) - 1
    for index, row in enumerate(view.actions):
        said = text(speaker.words(row.text), TEXT, 0, OWNER - TEXT - 24, BODY, lines=2, heading=True)
        box = Box(EDGE, top, WIDE, said.box.h + 22)
        yield PanelPiece(box, square_top=index > 0, square_bottom=index < last)
        yield from _promise(row, box, speaker)
        top += box.h + 4


def _promise(row: ActionRow, box: Box, speaker: Speaker) -> Iterator[Piece]:
    yield from chip(row.priority, EDGE + 20, box.y + box.h / 2)
    yield middle(speaker.words(row.text), Box(TEXT, box.y, OWNER - TEXT - 24, box.h), BODY, lines=2)
    owner = row.owner or speaker.say("stage.read_back.no_owner")
    if row.person:
        owner = parse(speaker.say("stage.read_back.person", name=row.owner)).text
    yield middle(owner, Box(OWNER, box.y, DUE - OWNER - 16, box.h), BODY)
    due = speaker.say("stage.short_date", day=row.due) if row.due else speaker.say("stage.read_back.no_date")
    yield middle(due, Box(DUE, box.y, WIDTH - EDGE - DUE - 8, box.h), BODY)


def learning(view: LearningView, speaker: Speaker) -> Iterator[Piece]:
    """Lay out the learning round."""
    yield from slide_title(view, speaker, "stage.learning.title")
    question = text(speaker.say("stage.learning.question"), EDGE, 200, WIDE, ASK, lines=3, heading=True)
    yield question
    top = question.box.y + question.box.h + 20
    yield text(speaker.say("stage.learning.chat"), EDGE, top, WIDE, PURPOSE, colour="text2")
    yield PanelPiece(Box(EDGE, 520, WIDE, 112), fill="highlight", bar=True)
    yield middle(speaker.say("stage.learning.who"), Box(EDGE + 36, 520, WIDE - 60, 112), bold(PURPOSE))


def close(view: CloseView, speaker: Speaker) -> Iterator[Piece]:
    """Lay out the close."""
    yield from slide_title(view, speaker, "stage.close.title")
    question = text(speaker.say("stage.close.question"), EDGE, 200, WIDE, ASK, lines=3, heading=True)
    yield question
    top = question.box.y + question.box.h + 20
    yield text(speaker.say("stage.close.scale"), EDGE, top, WIDE, PURPOSE)
    if view.coming is not None:
        yield from band(view.coming, speaker)


def nothing(_view: BlankView, _speaker: Speaker) -> Iterator[Piece]:
    """Lay out the blank state: the ground alone."""
    yield from ()
