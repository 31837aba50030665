"""Whatever people write, the documents without a model break no rule."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.documentation.check import faults
from services.documentation.events import NoteKind
from services.documentation.incoming import SessionEvent
from services.documentation.notes import layout
from services.documentation.notes.escalation import escalation_package
from services.documentation.notes.resolution import resolution_note
from services.documentation.session import Session, session_of
from tests.unit.documentation.examples import answered, proposed, started
from tests.unit.documentation.note_examples import (
    OUTCOMES,
    SESSION_ID,
    escalated,
    fact,
    generated,
    ran,
    resolved_with,
    retracted,
    suggested,
    turned_out,
    wording,
)

PIECES = (
    "[name]", "<x>", "{{y}}", "**", "__", "`cmd /a`", "`", '"', "“", "”", "'", "…", "## Problem", "- ", "1. ", "> ",
    "|", "Sam Rivera", "sam rivera", "Rivera", "Dana", "FlowPilot", str(SESSION_ID), "maybe", "might be", "seems",
    "could possibly be", "likely", "it appears that", "I think", "TBD", "N/A", "____", "10.0.0.7", "KB5034441",
    "1,000", "24\"", "https://a.example/x?y=1", "x@y.example", "C:\\Temp\\a.log", "\\\\srv\\share", "Get-ADUser",
    "ipconfig", "--force", "Thanks", "let me know", "Here is", "AI", "Claude", "\n", "\n\n", "\r", "\t", "\x00",
    "\u202e", "\u2028", "\u200b", "&lt;", "&amp;", "<b>", "<!--", "\\", "\\*", "日本語", "مرحبا", "🙂", "\uff58", ".",
    ":", ": ", "; ", "waiting for", "caused by", "fixed by", "word", "the", "change", "log",
)  # fmt: skip
WORDS = st.one_of(st.sampled_from(PIECES), st.text(max_size=12))
TEXT = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
SOURCES = st.sampled_from(["engineer", "diagnostic_check", "ticket", "script_output", "ai"])


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session with any material, closed in any way or not."""
    events: list[SessionEvent] = [started(summary=draw(TEXT), symptoms=(draw(TEXT),), ticket_context=draw(contexts()))]
    for number in range(draw(st.integers(0, 3))):
        events.append(proposed(number, draw(TEXT)))
        events.append(answered(number, was_skipped=draw(st.booleans()), free_text=draw(TEXT)))
    facts = [fact(number, draw(TEXT), draw(SOURCES), number) for number in range(draw(st.integers(0, 4)))]
    events.extend(facts)
    if draw(st.booleans()) and facts:
        events.append(retracted(0))
    if draw(st.booleans()):
        events += [generated(1, key=draw(TEXT)), ran(1, draw(st.booleans()), draw(TEXT))]
    if draw(st.booleans()):
        events.append(suggested(draw(st.integers(0, 100)), draw(TEXT)))
        outcome = draw(st.none() | st.sampled_from(OUTCOMES))
        events += [turned_out(outcome)] if outcome else []
    if draw(st.booleans()):
        events.append(turned_out(draw(st.sampled_from(OUTCOMES)), draw(TEXT)))
    end = draw(st.sampled_from(["open", "resolved", "escalated"]))
    if end == "resolved":
        events.append(resolved_with(draw(TEXT), draw(TEXT)))
    elif end == "escalated":
        events.append(escalated(draw(TEXT)))
    return session_of(events)


def contexts() -> st.SearchStrategy[dict[str, dict[str, str]] | None]:
    return st.one_of(st.none(), TEXT.map(lambda name: {"company": {"name": name}, "contact": {"name": name}}))


@given(sessions(), st.sampled_from(["resolution_note", "escalation_package"]))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_given_any_words_when_told_then_no_rule_is_broken(session: Session, kind: NoteKind) -> None:
    bodies = {"resolution_note": resolution_note, "escalation_package": escalation_package}[kind]
    markdown = layout.render(kind, bodies(session, wording(session)))
    assert faults(kind, markdown, session, wording(session)) == []
    assert len(markdown) < 20_000
