"""What the model is asked to fill for a closing document, and what becomes of it.

The answer is data: headings are ours, its texts are escaped and freed of links, and where a document has to say that
there is nothing, it says so in our words.
"""

import re
from collections.abc import Callable, Sequence
from typing import Annotated

from pydantic import Field

from services.documentation.events import NoteKind
from services.documentation.notes import layout, telling
from services.documentation.notes.escalation import hypothesis, is_leading
from services.documentation.notes.wording import Wording
from services.documentation.render import escaped
from services.documentation.session import Session
from shared.llm.answers import AnswerType, Words
from shared.llm.untrusted import shorten

TEXT_CHARS = 1500
ITEM_CHARS = 600
MOST_ITEMS = 40

_MARKER = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+")
_CODE = re.compile(r"`([^`\n]+)`")

Text = Annotated[Words, Field(min_length=1)]
Items = Annotated[list[Words], Field(max_length=MOST_ITEMS)]
Clean = Callable[[str], str]
"""What takes links out of a text."""


class ResolutionAnswer(AnswerType):
    """A resolution note."""

    problem: Text
    what_was_done: Items
    root_cause: Words
    resolution: Words
    follow_up: Annotated[list[Words], Field(max_length=4)]


class PackageAnswer(AnswerType):
    """An escalation package."""

    problem: Text
    confirmed: Items
    tried: Items
    hypothesis: Words
    next_steps: Annotated[list[Words], Field(min_length=2, max_length=4)]


NoteAnswer = ResolutionAnswer | PackageAnswer
ANSWERS: dict[NoteKind, type[ResolutionAnswer] | type[PackageAnswer]] = {
    "resolution_note": ResolutionAnswer,
    "escalation_package": PackageAnswer,
}


def document(answer: NoteAnswer, session: Session, words: Wording, clean: Clean) -> str:
    """The answer as the document that it is."""
    match answer:
        case ResolutionAnswer():
            return layout.render("resolution_note", _note(answer, clean))
        case PackageAnswer():
            return layout.render("escalation_package", _package(answer, session, words, clean))


def _note(answer: ResolutionAnswer, clean: Clean) -> tuple[str, ...]:
    return (
        _paragraph(answer.problem, clean),
        _bullets(answer.what_was_done, clean) or layout.NOTHING_RUN,
        _paragraph(answer.root_cause, clean) or layout.NO_CAUSE,
        _paragraph(answer.resolution, clean) or layout.NOT_RESOLVED,
        _bullets(answer.follow_up, clean) or layout.NO_FOLLOW_UP,
    )


def _package(answer: PackageAnswer, session: Session, words: Wording, clean: Clean) -> tuple[str, ...]:
    confirmed = answer.confirmed if session.known else ()
    tried = answer.tried if telling.tried(session, words) else ()
    open_ = not is_leading(session.fix) or (session.fix is not None and session.fix.state == "dismissed")
    return (
        _paragraph(answer.problem, clean),
        _bullets(confirmed, clean) or layout.NOTHING_CONFIRMED,
        _bullets(tried, clean) or layout.NOTHING_RUN,
        layout.paragraph(hypothesis(session, words)) if open_ else _paragraph(answer.hypothesis, clean),
        _bullets(answer.next_steps, clean),
    )


def _paragraph(text: str, clean: Clean) -> str:
    return _rich(shorten(clean(text), TEXT_CHARS))


def _bullets(items: Sequence[str], clean: Clean) -> str:
    bare = (shorten(_MARKER.sub("", clean(item)).strip(), ITEM_CHARS) for item in items)
    return "\n".join(f"- {_rich(item)}" for item in bare if item)


def _rich(text: str) -> str:
    """Words on one line that mean only themselves; what stood between backticks stays code."""
    parts = _CODE.split(" ".join(text.split()))
    return "".join(f"`{part}`" if number % 2 else escaped(part) for number, part in enumerate(parts))
