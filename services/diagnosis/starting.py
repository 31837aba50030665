"""From a received, classified and matched case to the command that starts its session."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.diagnosis.commands import StartSession
from services.diagnosis.events import FlowGuide, Intake, Screenshot
from services.diagnosis.incoming import CaseClassified, CaseReceived, FlowsMatched
from services.diagnosis.near import NearFlow
from shared.envelope import StoredEvent
from shared.log import read_as

MOST_NEAREST = 8
LEAST_SCORE = 0.02
"""Flows below it are not near, only in the library."""


def case_of(events: Iterable[StoredEvent]) -> tuple[CaseReceived | None, CaseClassified | None]:
    """What the opened events of a case stream tell, as far as they go."""
    received: CaseReceived | None = None
    classified: CaseClassified | None = None
    for event in events:
        if event.type == "case_received":
            received = read_as(CaseReceived, event)
        elif event.type == "case_classified":
            classified = read_as(CaseClassified, event)
    return received, classified


def start_session(
    account: UUID,
    received: CaseReceived,
    classified: CaseClassified,
    matched: FlowsMatched,
    max_steps: int,
    at: datetime,
) -> StartSession:
    """The command that starts the session."""
    flow = _guide(matched)
    return StartSession(
        at=at,
        account_id=account,
        owner_id=received.owner_id,
        owner_name=received.owner_name,
        team_id=received.team_id,
        summary=classified.summary,
        domain=classified.domain,
        symptoms=classified.symptoms,
        urgency=classified.urgency,
        intake=_intake(received),
        ticket_context=classified.ticket_context,
        no_model=received.client_policy.no_model,
        redactions=received.client_policy.redactions,
        flow=flow,
        guided=flow is not None and matched.decision == "guided",
        nearest=_nearest(matched, flow, classified.domain),
        max_steps=max_steps,
    )


def _intake(received: CaseReceived) -> Intake:
    pictures = tuple(Screenshot(blob=shot.blob, media_type=shot.media_type) for shot in received.screenshots)
    return Intake(text=received.text, log_excerpt=received.log.excerpt if received.log else None, screenshots=pictures)


def _guide(matched: FlowsMatched) -> FlowGuide | None:
    flow = matched.flow
    if flow is None or matched.decision == "none":
        return None
    return FlowGuide(id=flow.id, name=flow.name, version=flow.version, score=matched.score or 0.0, tree=flow.tree)


def _nearest(matched: FlowsMatched, flow: FlowGuide | None, domain: str) -> tuple[NearFlow, ...]:
    """The best of the others; one of the same domain is nearer than one that only sounds alike."""
    others = [
        found
        for found in matched.candidates
        if found.score >= LEAST_SCORE and (flow is None or found.flow_id != flow.id)
    ]
    others.sort(key=lambda found: found.domain != domain)
    return tuple(
        NearFlow(flow_id=found.flow_id, flow_version=found.flow_version, name=found.name, score=found.score)
        for found in others[:MOST_NEAREST]
    )
