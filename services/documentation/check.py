"""The strict rules of the closing documents, as a check of one that is written. Pure; both engines go through it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from services.documentation.events import NoteKind
from services.documentation.notes import layout, telling
from services.documentation.notes.escalation import is_leading
from services.documentation.notes.evidence import TRANSCRIPT, evidence
from services.documentation.notes.invented import between, invented
from services.documentation.notes.outcomes import misfits
from services.documentation.notes.plain import codes, folded, holds, line_runs, markup, runs, sections, shown, words_of
from services.documentation.notes.wording import ASSISTANT, HEDGE, Wording, unhedged
from services.documentation.session import Session

LONGEST_QUOTE = 20
"""Words of the transcript in a row that a document may hold."""
RETRACTED_RUN = 6
SHORTEST_FACT = 3
"""Words below which a retracted fact cannot be told from other talk."""
PROBLEM_CHARS = 1200
FEWEST_STEPS, MOST_STEPS = 2, 4
MOST_NAMED = 8
REDACTED = "[redacted]"

_MARKUP = re.compile(r"(?i)\*|__|<[a-z/!]|^ {0,3}(?:=+|-{3,}) *$", re.MULTILINE)
_OPENING = re.compile(
    r"(?i)^\W*(?:here(?:'s| is| are)|below|sure|certainly|of course|this (?:note|document|package))\b"
)
_CLOSING = re.compile(
    r"(?i)\b(?:let me know|hope (?:this|that|it)|feel free|(?:best|kind|warm) regards|thank you|thanks|happy to help"
    r"|(?:do not|don't) hesitate|good luck|any (?:further |other )?questions|reach out)\b"
)
_OTHER_ASSISTANTS = re.compile(r"\bAI\b|(?i:\b(?:claude|chatgpt|language model|chat ?bot|the assistant)\b)")
_PLACEHOLDER = re.compile(
    "|".join((
        between(r"\[", r"\]", 60),
        between("<", ">", 60),
        between(r"\{", r"\}", 60),
        r"(?i:\b(?:tbd|tba|todo|x{3,}|lorem ipsum|insert (?:the )?(?:name|date|here)|not applicable)\b)",
        r"\bN/A\b|_{3,}",
    ))
)  # fmt: skip


class Fault(NamedTuple):
    """A rule that is broken: its name, and what the writer has to mend. `hint` may quote the document."""

    rule: str
    hint: str


@dataclass(frozen=True)
class _Written:
    """A document with what it was made of; `bodies` are the words under each heading."""

    kind: NoteKind
    markdown: str
    bodies: Mapping[str, str]
    session: Session
    words: Wording

    @cached_property
    def text(self) -> str:
        return "\n".join(self.bodies.values())

    @cached_property
    def parts(self) -> dict[str, str]:
        return evidence(self.session, self.words)

    @cached_property
    def known(self) -> str:
        return "\n".join(self.parts.values())

    def knows(self, what: str) -> bool:
        return holds(folded(self.known), folded(what))


def faults(kind: NoteKind, markdown: str, session: Session, words: Wording) -> list[Fault]:
    """Every rule that the document breaks, at most a few times each."""
    found = sections(markdown)
    wanted = [f"## {heading}" for heading in layout.HEADINGS[kind]]
    if [heading for heading, _ in found] != wanted:
        return [Fault("headings", f"The headings are exactly, and in this order: {', '.join(wanted)}.")]
    bodies = {heading.removeprefix("## "): shown(body) for heading, body in found}
    document = _Written(kind, markdown, bodies, session, words)
    return [rule for check in (_manner, _names, _contents, _problem, _fix, _package) for rule in check(document)]


def _manner(document: _Written) -> Iterator[Fault]:
    yield from (Fault("empty_section", f"{name} is empty.") for name, body in document.bodies.items() if not body)
    if _MARKUP.search(markup(document.markdown)):
        yield Fault("markup", "No bold, no other emphasis, no HTML, no lines.")
    if _OPENING.search(document.bodies["Problem"]):
        yield Fault("preamble", "Begin with the problem itself.")
    if any(not document.knows(match[0]) for match in _CLOSING.finditer(document.text)):
        yield Fault("closing_words", "No closing words, no thanks, no offer of help.")
    for match in _PLACEHOLDER.finditer(document.text):
        if match[0] != REDACTED and not document.knows(match[0]):
            yield Fault("placeholder", f"{match[0]} is a placeholder; leave out what is not known.")


def _names(document: _Written) -> Iterator[Fault]:
    text, words = document.text, document.words
    if words.names.search(text):
        yield Fault("engineer_named", "Name nobody of the team.")
    if ASSISTANT.search(text) or any(not document.knows(match[0]) for match in _OTHER_ASSISTANTS.finditer(text)):
        yield Fault("assistant_named", "Do not mention an assistant.")
    if words.ids.search(text):
        yield Fault("session_id", "No ids of the session.")


def _contents(document: _Written) -> Iterator[Fault]:
    unknown_code = [("command", code) for code in codes(document.markdown) if not document.knows(code)]
    fresh = list(dict.fromkeys((*unknown_code, *invented(document.text, document.known))))
    yield from (Fault("invented", f"The evidence names no {kind} {what!r}.") for kind, what in fresh[:MOST_NAMED])
    if _copied(document):
        yield Fault("transcript", "Tell it in your own words instead of copying the record.")
    if any(_is_told(fact.text, document) for fact in document.session.facts.values() if fact.retracted):
        yield Fault("retracted", "A fact that was taken back is told.")


def _copied(document: _Written) -> bool:
    transcript = "\n".join(document.parts.get(source, "") for source in TRANSCRIPT)
    others = "\n".join(part for source, part in document.parts.items() if source not in TRANSCRIPT)
    copied = line_runs(document.text, LONGEST_QUOTE) & runs(transcript, LONGEST_QUOTE)
    return bool(copied - runs(others, LONGEST_QUOTE))


def _is_told(retracted: str, document: _Written) -> bool:
    length = min(RETRACTED_RUN, len(words_of(retracted)))
    known = runs(document.known, length) | runs(unhedged(document.known), length)
    return length >= SHORTEST_FACT and bool((runs(retracted, length) & line_runs(document.text, length)) - known)


def _problem(document: _Written) -> Iterator[Fault]:
    problem = document.bodies["Problem"]
    if "\n" in problem or len(problem) > PROBLEM_CHARS:
        yield Fault("problem", "The problem is one short paragraph.")
    if HEDGE.search(problem):
        yield Fault("hedging", "Tell the problem in the past tense as it was reported: no maybe, seems or likely.")


def _fix(document: _Written) -> Iterator[Fault]:
    fix = document.session.fix
    if fix is None:
        return
    others = "\n".join(part for source, part in document.parts.items() if source != "fix")
    title = document.words.title(fix.title).strip("“”…")
    notes = document.words.say(fix.notes or "", telling.NOTES_WORDS)
    for misfit in misfits(document.bodies, fix, title, notes, others):
        yield Fault("outcome", f"About the fix: {misfit}.")


def _package(document: _Written) -> Iterator[Fault]:
    if document.kind != "escalation_package":
        return
    session, words, bodies = document.session, document.words, document.bodies
    for heading, empty, there in (
        ("What we've confirmed", layout.NOTHING_CONFIRMED, telling.facts(session, words)),
        ("What we've tried", layout.NOTHING_RUN, telling.tried(session, words)),
    ):
        if (bodies[heading] == empty) == bool(there):
            yield Fault("empty_words", f"{heading} says {empty!r} exactly if there is nothing to tell.")
    if (bodies["Current hypothesis"] == layout.NO_HYPOTHESIS) == is_leading(session.fix):
        yield Fault("hypothesis", "The hypothesis is that of the active fix.")
    steps = [line for line in bodies["Suggested next steps"].splitlines() if line.startswith("- ")]
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
        yield Fault("next_steps", f"Suggest {FEWEST_STEPS} to {MOST_STEPS} next steps, each on a line of its own.")
