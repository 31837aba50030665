"""Three programs fold the same events: decider, gateway, documentation. They must not disagree."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from services.diagnosis.events import SessionEvent
from services.diagnosis.material.events import FixOutcomeRecorded
from services.diagnosis.state import Case, Started, under_way
from services.documentation.incoming import read_session
from services.documentation.session import session_of
from services.gateway.projections.case_parts import Document
from shared.envelope import StoredEvent


def of_document(document: Document, state: Started, events: list[SessionEvent]) -> Iterator[str]:
    """Where the read model says something else than the decider."""
    case = state.case
    expected = {
        "status": state.status,
        "user_id": str(case.owner_id),
        "team_id": str(case.team_id) if case.team_id else None,
        "version": case.version,
        "max_steps": case.limit,
        "awaiting_step": under_way(state),
        "session_rating": case.rating,
    }
    for field, value in expected.items():
        if document[field] != value:
            yield f"{field} is {document[field]} to the reader and {value} to the decider"
    yield from of_material(document, case)
    for fix in document["suggested_fixes"]:
        yield from of_stamps(fix, outcomes_of(fix["id"], events))


def of_state_version(document: Document, stored: list[StoredEvent]) -> Iterator[str]:
    """Both count the same events as making a closing document out of date."""
    written = session_of(read_session(stored)).state_version
    if document["state_version"] != written:
        yield f"the state is at {document['state_version']} to the reader and {written} to who documents it"


def of_material(document: Document, case: Case) -> Iterator[str]:
    """Facts, fixes and scripts stand as they do for the decider."""
    material = case.material
    facts = {UUID(fact["id"]): (fact["text"], fact["deleted_at"] is not None) for fact in document["facts"]}
    if facts != {key: (fact.text, fact.retracted) for key, fact in material.facts.items()}:
        yield "the reader knows other facts"
    fixes = {UUID(fix["id"]): (fix["status"], _time(fix["pending_since"])) for fix in document["suggested_fixes"]}
    if fixes != {key: (fix.status, fix.pending_since) for key, fix in material.fixes.items()}:
        yield "the reader knows other fixes"
    standing = [UUID(fix["id"]) for fix in document["suggested_fixes"] if fix["superseded_at"] is None]
    if standing != ([material.active_fix] if material.active_fix else []):
        yield "the reader takes another fix for the active one"
    scripts = {UUID(made["id"]): _result(made["result"]) for made in document["script_generations"]}
    if scripts != {key: script.result for key, script in material.scripts.items()}:
        yield "the reader knows other scripts"


def of_stamps(fix: dict[str, Any], outcomes: list[FixOutcomeRecorded]) -> Iterator[str]:
    """Applied once, with the first outcome that says so; verified by success and failure alone, never by waiting."""
    applied = [event.at for event in outcomes if event.outcome != "dismissed"]
    verified = [event.at for event in outcomes if event.outcome in ("applied_success", "applied_failed")]
    if _time(fix["applied_at"]) != (applied[0] if applied else None):
        yield "a fix was not applied when the reader says so"
    if _time(fix["verified_at"]) != (verified[0] if verified else None):
        yield "a fix was not verified when the reader says so"


def outcomes_of(fix: str, events: list[SessionEvent]) -> list[FixOutcomeRecorded]:
    """How the fix turned out, in order."""
    return [event for event in events if isinstance(event, FixOutcomeRecorded) and str(event.fix_id) == fix]


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _result(result: dict[str, Any] | None) -> tuple[bool, str | None] | None:
    return (result["success"], result["details"]) if result else None
