"""A case's document from the events of its session."""

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

from services.flywheel.analysis.events import ANALYSIS_EVENTS
from services.gateway.projections.case_document import fold
from services.gateway.projections.case_parts import Document
from services.intake.events import CaseReceived, ClientPolicy
from services.psa_sync.pushes.events import PUSH_EVENTS
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS
from shared.envelope import StoredEvent, begin
from shared.ids import new_id
from shared.message import Actor, Event
from tests.unit.diagnosis.examples import ACCOUNT, ANNA_ID, TEAM

SESSION = UUID(int=7)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RECEIVED = CaseReceived(
    intake_type="free_text",
    text="The printer on floor 2 prints nothing",
    log=None,
    screenshots=[],
    ticket=None,
    client_id=None,
    client_policy=ClientPolicy(),
    owner_id=ANNA_ID,
    owner_name="Anna",
    team_id=TEAM,
    received_at=NOON,
)
ORIGIN = begin(Actor(account_id=ACCOUNT), "test")
_CATEGORIES = {
    "case_received": "case",
    "case_classified": "case",
    "documentation_written": "document",
    "note_written": "document",
    **{event.type: "ticket" for event in CASE_TICKET_EVENTS.events},
    **{event.type: "push" for event in PUSH_EVENTS.events},
    **{event.type: "analysis" for event in ANALYSIS_EVENTS.events},
}
PUSH = f"{SESSION}-1"


def category(event: Event) -> str:
    """Of the stream that the event stands in."""
    return _CATEGORIES.get(event.type, "session")


def stored(*events: Event) -> list[StoredEvent]:
    """The events as the projector gets them, opened."""
    versions: Counter[str] = Counter()
    found = []
    for position, event in enumerate(events, start=1):
        kind = category(event)
        versions[kind] += 1
        identifier = PUSH if kind == "push" else SESSION
        found.append(StoredEvent(
            new_id(), f"{kind}-{identifier}", versions[kind], kind, event.type, 1, ACCOUNT, SESSION, None,
            event.model_dump_json().encode(), ORIGIN.to_json(), NOON, b"", position,
        ))  # fmt: skip
    return found


def folded(*events: Event) -> Document:
    """The document after these events."""
    document: Document | None = None
    for event in stored(*events):
        document = fold(document, event)
    assert document is not None
    return document
