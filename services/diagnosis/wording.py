"""A step in one line: what was asked or done, and what the engineer said to it."""

from collections.abc import Iterator

from services.diagnosis.ports import Answer, PastStep

ASKED_CHARS = 400
SAID_CHARS = 800


def asked_and_said(step: PastStep) -> str:
    """The whole line; answers by their label."""
    return f"{one_line(step.text, ASKED_CHARS)} — {said(step)}"


def said(step: PastStep) -> str:
    """The answer alone."""
    if step.answer is None:
        return "not answered"
    if step.answer.was_skipped:
        return "skipped"
    return one_line(": ".join(filter(None, _parts(step, step.answer))), SAID_CHARS)


def one_line(text: str, limit: int) -> str:
    """The text without line breaks, cut where it is longer."""
    plain = " ".join(text.split())
    return plain if len(plain) <= limit else f"{plain[: limit - 1].rstrip()}…"


def _parts(step: PastStep, answer: Answer) -> Iterator[str | None]:
    if answer.succeeded is not None:
        yield "worked" if answer.succeeded else "did not help"
    elif step.shape == "resolution_suggestion":
        yield "did not help"
    yield answer.selected_label
    yield answer.free_text
    yield answer.details
    yield answer.next_hint
