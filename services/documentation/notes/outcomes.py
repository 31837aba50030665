"""Whether a document says of the active fix what its outcome calls for."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from services.documentation.notes.escalation import TRY_FIRST_PCT, is_leading
from services.documentation.notes.plain import folded, words_of
from services.documentation.session import Fix, FixState

Sections = Mapping[str, str]
"""The words under each heading."""


class Expected(NamedTuple):
    """Words of which one at least must stand in a section, and what is amiss where none does."""

    heading: str
    words: str
    otherwise: str


_VERIFY = r"confirm|verif|check|test|validat"
_WAITS = r"await|pending|unverified|not (?:yet |been )?(?:yet )?verified|provisional|waiting"
_FAILED = r"did not|didn't|not help|no effect|fail|without (?:effect|success)|not (?:hold|work)"
_PACKAGE: Mapping[FixState, tuple[Expected, ...]] = {
    "applied_failed": (
        Expected("What we've tried", _FAILED, "say that the fix did not help"),
        Expected("Current hypothesis", rf"{_FAILED}|ruled out|disproved", "say that the hypothesis did not hold"),
    ),
    "applied_partial": (
        Expected("What we've tried", r"partial|partly|in part|still open", "say that the fix helped in part"),
        Expected("Current hypothesis", r"open|remain|still|unexplained", "say what is still open"),
        Expected("Suggested next steps", rf"complete|finish|{_VERIFY}", "complete or verify the fix first"),
    ),
    "applied_pending": (
        Expected("What we've tried", _WAITS, "say that the fix awaits verification"),
        Expected("Current hypothesis", _WAITS, "say that the fix is in place and unverified"),
        Expected("Suggested next steps", _VERIFY, "confirm first that the fix held"),
    ),
    "applied_success": (
        Expected("What we've tried", r"verified|confirmed|work|success|solved|fixed|held", "say that the fix held"),
        Expected("Current hypothesis", r"another|other|remain|separate|further", "say that another issue remains"),
    ),
}
_NOTE: Mapping[FixState, tuple[Expected, ...]] = {
    "applied_failed": (Expected("What was done", _FAILED, "say that the fix did not help"),),
    "applied_partial": (Expected("Resolution", r"partial|partly|in part|open|remain", "say what is still open"),),
    "applied_pending": (Expected("Resolution", _WAITS, "frame the resolution as provisional"),),
}
_TITLE_IN: Mapping[str, tuple[str, ...]] = {
    "applied_failed": ("What we've tried", "What was done"),
    "applied_partial": ("What we've tried", "Current hypothesis", "Resolution"),
    "applied_pending": ("What we've tried", "Current hypothesis", "Resolution"),
    "applied_success": ("What we've tried", "What was done"),
}
_LEAST_SHARE = 0.5
_LONG_WORD = 4


def misfits(sections: Sections, fix: Fix, title: str, notes: str, evidence: str) -> Iterator[str]:
    """What the document says wrongly, or not at all, of the fix; as things to mend.

    `title` and `notes` are the fix's as they may be told, `evidence` is what there is besides the fix.
    """
    title, package = folded(title), "Current hypothesis" in sections
    if not _may_be_named(fix, package):
        if title in folded(" ".join(sections.values())) and title not in folded(evidence):
            yield "leave the fix out: it was not applied"
    elif fix.state == "proposed":
        yield from _proposed(sections, fix, title)
    else:
        yield from _applied(sections, fix, title, notes)


def _may_be_named(fix: Fix, package: bool) -> bool:
    return fix.state != "dismissed" and (fix.state != "proposed" or (package and is_leading(fix)))


def _proposed(sections: Sections, fix: Fix, title: str) -> Iterator[str]:
    hypothesis, steps = folded(sections["Current hypothesis"]), sections["Suggested next steps"]
    if title not in hypothesis or str(fix.confidence_pct) not in hypothesis:
        yield "name the fix by its title, with its confidence, as the hypothesis"
    if fix.confidence_pct > TRY_FIRST_PCT and title not in folded(steps.split("\n", 1)[0]):
        yield "make trying the fix, by its title, the first next step"


def _applied(sections: Sections, fix: Fix, title: str, notes: str) -> Iterator[str]:
    package = "Current hypothesis" in sections
    named_in = [heading for heading in _TITLE_IN[fix.state] if heading in sections]
    if not any(title in folded(sections[heading]) for heading in named_in):
        yield f"name the fix by its title under {named_in[0]}"
    for expected in (_PACKAGE if package else _NOTE).get(fix.state, ()):
        if not re.search(expected.words, folded(sections[expected.heading])):
            yield f"{expected.otherwise} (under {expected.heading})"
    if fix.state != "applied_success" and not _tells(" ".join(sections.values()), notes):
        yield "say what the notes on the fix say: what is open, what is waited for, or why it failed"


def _tells(text: str, notes: str) -> bool:
    """Whether the text repeats enough of what the notes say."""
    wanted = {word for word in words_of(notes) if len(word) >= _LONG_WORD} or set(words_of(notes))
    return len(wanted & set(words_of(text))) >= _LEAST_SHARE * len(wanted)
