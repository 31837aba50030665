"""Cases for the adapters that ask models."""

from dataclasses import replace
from typing import Any

from services.diagnosis.events import FlowGuide, Option, Screenshot
from services.diagnosis.ports import Answer, CaseView, FailedFix, PastStep
from shared.ids import new_id

TREE: dict[str, Any] = {
    "id": "root",
    "type": "decision",
    "question": "Does https://portal.contoso.com open?",
    "options": [{"id": "yes", "label": "Yes", "next_node_id": "done"}],
    "children": [{"id": "done", "type": "solution", "title": "Nothing to do"}],
}


def fresh_case(**changes: Any) -> CaseView:
    """A case before its first step."""
    case = CaseView(
        account=new_id(),
        session=new_id(),
        client=None,
        user=new_id(),
        order=0,
        attempt=1,
        max_steps=30,
        summary="Outlook asks for the password again and again",
        domain="email",
        symptoms=("password prompt", "0x800CCC0E"),
        urgency="medium",
        confidence=0.0,
        intake_text="User gets a password prompt since Monday",
    )
    return replace(case, **changes)


def rich_case() -> CaseView:
    """A case with everything: ticket, flow, pictures, history, a fix that did not hold."""
    yes = Option(label="Only this user", value="one")
    asked = PastStep(0, "question", "Who is affected?", (yes,), None, "claude", 0.3, Answer("one", "Only this user"))
    skipped = PastStep(1, "question", "What changed?", (), None, "claude", 0.3, Answer(was_skipped=True))
    done = PastStep(2, "action", "Clear the tokens", (), None, "claude", 0.6, Answer(succeeded=False, details="same"))
    closed = PastStep(3, "question", "And now?", (), None, "claude", 0.6, None)
    return fresh_case(
        order=4,
        confidence=0.6,
        log_excerpt="ERROR 0x800CCC0E at https://mail.contoso.com/mapi",
        ticket_context={"company": {"name": "Contoso"}, "notes": ["VIP user, SSN 078-05-1120"]},
        screenshots=(Screenshot(blob="b1", media_type="image/png"),),
        redactions=(r"\d{3}-\d{2}-\d{4}",),
        flow=FlowGuide(id=new_id(), name="Outlook prompts", version=2, score=0.63, tree=TREE),
        steps=(asked, skipped, done, closed),
        failed_fixes=(FailedFix(4, "Caused by a stale token, fixed by signing in again."),),
    )
