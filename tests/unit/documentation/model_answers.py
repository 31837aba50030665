"""Answers of a model to a session of the table: good ones, as a careful writer would give them."""

from typing import Any

from services.documentation.events import NoteKind
from services.documentation.session import Session
from tests.unit.documentation.note_examples import NOTES, TITLE

TRIED = {
    "applied_success": f"“{TITLE}” was applied and verified.",
    "applied_failed": f"“{TITLE}” was applied and did not help, since tunnels still dropped after 20 minutes.",
    "applied_partial": f"“{TITLE}” was applied and helped partly; the Leeds office still drops.",
    "applied_pending": f"“{TITLE}” was applied and is not verified yet: the night shift has to test tunnels, waiting.",
}
HYPOTHESIS = {
    "proposed": f"“{TITLE}” is the leading hypothesis, at {{pct}} % confidence.",
    "applied_success": f"The original symptom is fixed by “{TITLE}”; another issue remains.",
    "applied_failed": f"“{TITLE}” did not hold; what makes tunnels drop remains uncertain.",
    "applied_partial": f"“{TITLE}” explains a part; the Leeds office remains open.",
    "applied_pending": f"“{TITLE}” is in place, unverified, and still leading.",
}
FIRST = {
    "applied_partial": f"Complete “{TITLE}” in the Leeds office.",
    "applied_pending": f"Confirm that “{TITLE}” held once the night shift has tested.",
    "applied_failed": "Look for another cause of the drops after 20 minutes.",
}
RESOLUTION = {
    "applied_success": f"“{TITLE}” was applied and verified.",
    "applied_partial": f"“{TITLE}” helped partly; the Leeds office is still open.",
    "applied_pending": f"Provisional: “{TITLE}” is in place; the night shift tests tunnels, the result is awaited.",
}
PROBLEM = "The VPN dropped every 20 minutes."


def good(kind: NoteKind, session: Session) -> dict[str, Any]:
    """An answer that breaks no rule."""
    fix = session.fix
    state = fix.state if fix else "none"
    tried = ["The affected users were narrowed to the home office."] if session.known else []
    if session.scripts:
        tried.append("A script read the sessions of fw-01.contoso.example: 412 sessions, 380 of them idle.")
    tried += [TRIED[state]] if state in TRIED else []
    if kind == "resolution_note":
        return {
            "problem": PROBLEM,
            "what_was_done": tried,
            "root_cause": "",
            "resolution": RESOLUTION.get(state, ""),
            "follow_up": [NOTES[state]] if state in ("applied_partial", "applied_pending") else [],
        }
    strong = fix is not None and state == "proposed" and fix.confidence_pct > 80
    first = f"Try “{TITLE}”." if strong else FIRST.get(state, "Reproduce the drop and note what it says.")
    return {
        "problem": PROBLEM,
        "confirmed": ["Only users who worked from home were affected."] if session.known else [],
        "tried": tried,
        "hypothesis": HYPOTHESIS.get(state, "").format(pct=fix.confidence_pct if fix else 0),
        "next_steps": [first, "Establish what changed before the drops began."],
    }
