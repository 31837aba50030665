"""Sessions for the closing documents: every state of a fix, with nothing, a part or all of the material."""

from itertools import product
from uuid import UUID

from services.documentation.incoming import (
    EscalationRequested,
    FactRecorded,
    FactRetracted,
    FixOutcomeRecorded,
    FixSuggested,
    ScriptGenerated,
    ScriptResultRecorded,
    SessionEvent,
    SessionResolved,
)
from services.documentation.notes.wording import Wording
from services.documentation.session import Session, session_of
from tests.unit.documentation.examples import answered, at, proposed, started

SESSION_ID = UUID("01a1f785-2d97-742f-aab1-ccc34b173d40")
FIX_ID = UUID(int=500)
TITLE = "Raise the UDP session timeout"
REASON = "The firewall is managed by the vendor and needs their change window."
NOTES = {
    "applied_failed": "tunnels still dropped after 20 minutes",
    "applied_partial": "the Leeds office still drops",
    "applied_pending": "waiting for the night shift to test tunnels",
}
OUTCOMES = ("applied_success", "applied_failed", "applied_partial", "applied_pending", "dismissed")


def fact(number: int, text: str, source: str = "engineer", step: int | None = None) -> FactRecorded:
    """A fact by its number."""
    return FactRecorded.model_validate({
        "fact_id": UUID(int=300 + number), "text": text, "source_type": source,
        "step_id": UUID(int=step) if step else None,
    })  # fmt: skip


def retracted(number: int) -> FactRetracted:
    """The fact of that number does not hold."""
    return FactRetracted(fact_id=UUID(int=300 + number))


def suggested(confidence: int = 75, title: str = TITLE) -> FixSuggested:
    """The active fix."""
    return FixSuggested(
        fix_id=FIX_ID,
        title=title,
        description="Set the UDP timeout of the VPN rule to 3600 s.",
        confidence_pct=confidence,
        step_id=None,
    )


def turned_out(outcome: str, notes: str | None = None) -> FixOutcomeRecorded:
    """How it turned out, with notes where the outcome has some."""
    return FixOutcomeRecorded.model_validate({
        "fix_id": FIX_ID, "outcome": outcome, "notes": notes or NOTES.get(outcome),
    })  # fmt: skip


def generated(number: int = 1, **parameters: str) -> ScriptGenerated:
    """A script with a redacted password."""
    return ScriptGenerated(
        generation_id=UUID(int=400 + number),
        template_id=UUID(int=500),
        template_name="Read the firewall's sessions",
        parameters_used={"host": "fw-01.contoso.example", "password": "[redacted]"} | parameters,
    )


def ran(number: int = 1, success: bool = True, details: str | None = "412 sessions, 380 idle") -> ScriptResultRecorded:
    """How the script went."""
    return ScriptResultRecorded(generation_id=UUID(int=400 + number), success=success, details=details)


def escalated(reason: str = REASON, by: str = "Sam Rivera") -> EscalationRequested:
    """The closing that asks for another engineer."""
    return EscalationRequested(outcome=1, reason=reason, to_name="Dana Whitfield", by_name=by, at=at(60))


def resolved_with(summary: str, action: str | None = None) -> SessionResolved:
    """The closing with a solution."""
    return SessionResolved(outcome=1, resolution_summary=summary, resolution_action=action, at=at(65))


FACTS: tuple[SessionEvent, ...] = (
    fact(1, "Only users who work from home are affected", "engineer"),
    fact(2, "Who is affected? — Home office only", "diagnostic_check", step=1),
    fact(3, "The vendor's portal shows an outage", "engineer"),
    retracted(3),
    fact(4, "Tunnels close after exactly 20 minutes without traffic", "ticket"),
)
STEPS: tuple[SessionEvent, ...] = (
    proposed(1, "Who is affected?"),
    answered(1, selected_option="home", selected_label="Home office only"),
    proposed(2, "Which version of the client is installed on the laptops that drop?"),
    answered(2, was_skipped=True),
)
SCRIPTS: tuple[SessionEvent, ...] = (generated(), ran())
FIXES: dict[str, tuple[SessionEvent, ...]] = {
    "none": (),
    "proposed": (suggested(),),
    "weak": (suggested(59),),
    "strong": (suggested(81),),
    **{outcome: (suggested(), turned_out(outcome)) for outcome in OUTCOMES},
}
MATERIAL: dict[str, tuple[SessionEvent, ...]] = {
    "nothing": (),
    "steps": STEPS,
    "facts": (*STEPS, *FACTS),
    "scripts": SCRIPTS,
    "all": (*STEPS, *FACTS, *SCRIPTS),
}
CASES = list(product(FIXES, MATERIAL))


def case(fix: str, material: str, *more: SessionEvent) -> Session:
    """A session of the table, with what came last."""
    return session_of([started(), *MATERIAL[material], *FIXES[fix], *more])


def wording(session: Session) -> Wording:
    """How it is told."""
    return Wording(session, SESSION_ID)
