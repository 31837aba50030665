"""Cases for the adapters that ask models."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from services.diagnosis.escalation.briefing import briefing_of
from services.diagnosis.events import FlowGuide, Option, Screenshot
from services.diagnosis.known import Escalation, KnownFact, KnownFix, MadeScript, OfferedScript
from services.diagnosis.ports import Answer, CaseView, FailedFix, PastStep
from shared.ids import new_id

STEPS = tuple(UUID(int=500 + number) for number in range(4))
FACT = UUID(int=600)
PARAMETERS = {"user": "anna", "password": "[redacted]"}
SCRIPT = OfferedScript(UUID(int=700), "reset-profile", "Reset the mail profile", "Builds it anew.", ("user", "days"))
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


def handed_over(*, fresh: bool = True, **changes: Any) -> CaseView:
    """The rich case in the hands of a second engineer."""
    context = "The tenant was moved on Sunday, SSN 078-05-1120" if fresh else None
    told = Escalation(1, 4, "Anna", "Out of ideas", None, "Ben", context, fresh)
    briefing = briefing_of(replace(rich_case(), escalations=(told,)))
    return replace(rich_case(), order=5, escalations=(replace(told, briefing=briefing),), **changes)


def rich_case() -> CaseView:
    """A case with everything: ticket, flow, pictures, history, a fix that did not hold."""
    yes = Option(label="Only this user", value="one")
    asked = PastStep(
        0, "question", "Who is affected?", (yes,), None, "claude", 0.3, Answer("one", "Only this user"), STEPS[0]
    )
    skipped = PastStep(1, "question", "What changed?", (), None, "claude", 0.3, Answer(was_skipped=True), STEPS[1])
    done = PastStep(
        2, "action", "Clear the tokens", (), None, "claude", 0.6, Answer(succeeded=False, details="same"), STEPS[2]
    )
    closed = PastStep(3, "question", "And now?", (), None, "claude", 0.6, None, STEPS[3])
    return fresh_case(
        order=4,
        facts=(
            KnownFact(FACT, "Only Anna's mailbox is affected", "engineer", None, None),
            KnownFact(new_id(), "The token cache was cleared in vain", "diagnostic_check", "Step 3", STEPS[2]),
        ),
        fixes=(
            KnownFix(
                new_id(), "Sign in again", "Sign out everywhere", 60, None, "applied_failed", "prompts again", True
            ),
            KnownFix(new_id(), "Renew the licence", "Assign E3 anew", 70, None, "applied_pending", "takes an hour"),
        ),
        scripts=(MadeScript(new_id(), "Clear tokens", "clear-tokens", PARAMETERS, False, "locked"),),
        confidence=0.6,
        log_excerpt="ERROR 0x800CCC0E at https://mail.contoso.com/mapi",
        ticket_context={"company": {"name": "Contoso"}, "notes": ["VIP user, SSN 078-05-1120"]},
        screenshots=(Screenshot(blob="b1", media_type="image/png"),),
        redactions=(r"\d{3}-\d{2}-\d{4}",),
        flow=FlowGuide(id=new_id(), name="Outlook prompts", version=2, score=0.63, tree=TREE),
        steps=(asked, skipped, done, closed),
        failed_fixes=(FailedFix(4, "Caused by a stale token, fixed by signing in again."),),
    )
