"""What the facilitator keeps of a meeting, and tips, as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from weeklypm.cli.output import columns
from weeklypm.domain.feedback import PartTime, Tip
from weeklypm.domain.values import Language
from weeklypm.services.feedback import FeedbackView
from weeklypm.wording import say


def as_text(view: FeedbackView, language: Language) -> str:
    """Return the parts with their times, the ratings, and the two sentences where they are written."""
    lines = [say(language, "feedback.cli.head", day=view.day)]
    lines += [f"  {line}" for line in columns([_part(part, language) for part in view.parts])]
    lines.append(_rated(view, language))
    written = (("keep", view.keep), ("try", view.try_next))
    lines += [say(language, f"feedback.cli.{name}", text=" ".join(text.split())) for name, text in written if text]
    return "\n".join(lines)


def tips_text(told: Sequence[Tip], language: Language) -> str:
    """Return tips, one a line."""
    if not told:
        return say(language, "feedback.cli.no_tips")
    kinds = [say(language, f"feedback.kind.{tip.kind}") for tip in told]
    return "\n".join(
        say(language, "feedback.tips.line", kind=kind, text=tip.text) for kind, tip in zip(kinds, told, strict=True)
    )


def _part(part: PartTime, language: Language) -> tuple[str, ...]:
    real = "–" if part.real is None else say(language, "feedback.cli.real", length=part.real)
    return say(language, part.title), say(language, "feedback.cli.planned", length=part.planned), real


def _rated(view: FeedbackView, language: Language) -> str:
    rated = view.rated
    if rated is None:
        return say(language, "feedback.card.unrated")
    return say(
        language, "feedback.card.rated", n=rated.given, mean=rated.mean, lowest=rated.lowest, highest=rated.highest
    )
