"""A draft: offered once, kept as the ticket reads, settled for good."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.psa_sync.drafts.commands import (
    DismissDraft,
    DraftCommand,
    OfferTicket,
    RefreshDraft,
    TakeDraft,
    WithdrawDraft,
)
from services.psa_sync.drafts.domain import DRAFT_DECIDER
from services.psa_sync.drafts.events import DraftDismissed, DraftEvent, DraftRefreshed, DraftTaken, TicketDrafted
from services.psa_sync.tickets.events import TicketSeen
from shared.errors import Forbidden, IllegalState, NotFound
from shared.message import Actor

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CONNECTION, SESSION, ADA = UUID(int=1), UUID(int=2), UUID(int=10)
ENGINEER = Actor(account_id=UUID(int=5), user_id=ADA, name="Ada", role="engineer")


def ticket(**changes: Any) -> TicketSeen:
    """A ticket of the help desk."""
    fields: dict[str, Any] = {
        "id": "7", "ref": "CW #7", "summary": "Printer jams", "status": "New", "closed": False, "board": "Help Desk",
        "priority": None, "type": None, "company": None, "contact": None, "owner": None, "url": None,
        "entered_at": NOW, "last_updated": NOW,
    }  # fmt: skip
    return TicketSeen(**fields | changes)


LATER = NOW + timedelta(minutes=1)
OFFERED = TicketDrafted(connection_id=CONNECTION, ticket=ticket(), at=NOW)
TAKEN = DraftTaken(session_id=SESSION, at=NOW)
DISMISSED = DraftDismissed(by=ADA, at=NOW)
CLOSED = ticket(closed=True, last_updated=LATER)
CHANGED = ticket(summary="Printer on fire", last_updated=LATER)
OFFER = OfferTicket(connection_id=CONNECTION, ticket=ticket(), at=NOW)
DISMISS = DismissDraft(actor=ENGINEER, at=NOW)


def decided(given: list[DraftEvent], command: DraftCommand) -> list[DraftEvent]:
    """What follows."""
    return list(DRAFT_DECIDER.decide(command, DRAFT_DECIDER.fold(given)))


@pytest.mark.parametrize(
    ("given", "command", "then"),
    [
        ([], OFFER, [OFFERED]),
        ([], OfferTicket(connection_id=CONNECTION, ticket=CLOSED, at=NOW), []),
        ([OFFERED], OFFER, []),
        ([OFFERED], RefreshDraft(ticket=CHANGED, at=NOW), [DraftRefreshed(ticket=CHANGED, at=NOW)]),
        ([OFFERED], OFFER.model_copy(update={"ticket": CHANGED}), [DraftRefreshed(ticket=CHANGED, at=NOW)]),
        ([OFFERED], RefreshDraft(ticket=ticket(last_updated=LATER), at=NOW), []),
        ([OFFERED], RefreshDraft(ticket=ticket(summary="Old", last_updated=NOW - timedelta(1)), at=NOW), []),
        ([OFFERED], RefreshDraft(ticket=CLOSED, at=NOW), [DraftDismissed(by=None, at=NOW)]),
        ([OFFERED], RefreshDraft(ticket=None, at=NOW), [DraftDismissed(by=None, at=NOW)]),
        ([OFFERED], WithdrawDraft(at=NOW), [DraftDismissed(by=None, at=NOW)]),
        ([OFFERED, TAKEN], WithdrawDraft(at=NOW), []),
        ([], WithdrawDraft(at=NOW), []),
        ([OFFERED], TakeDraft(session_id=SESSION, at=NOW), [TAKEN]),
        ([OFFERED], DISMISS, [DISMISSED]),
        ([OFFERED, DISMISSED], DISMISS, []),
        ([OFFERED, DISMISSED], OFFER, []),
        ([OFFERED, DISMISSED], TakeDraft(session_id=SESSION, at=NOW), []),
        ([OFFERED, TAKEN], OFFER, []),
        ([OFFERED, TAKEN], TakeDraft(session_id=UUID(int=3), at=NOW), []),
        ([OFFERED, TAKEN], RefreshDraft(ticket=CHANGED, at=NOW), []),
        ([], RefreshDraft(ticket=CHANGED, at=NOW), []),
        ([], TakeDraft(session_id=SESSION, at=NOW), []),
    ],
)  # fmt: skip
def test_given_events_when_a_command_comes_then_these_events_follow(
    given: list[DraftEvent], command: DraftCommand, then: list[DraftEvent]
) -> None:
    assert decided(given, command) == then


@pytest.mark.parametrize(
    ("given", "command", "refusal"),
    [
        ([], DISMISS, NotFound),
        ([OFFERED, TAKEN], DISMISS, IllegalState),
        ([OFFERED], DISMISS.model_copy(update={"actor": ENGINEER.model_copy(update={"role": "viewer"})}), Forbidden),
        ([OFFERED], DISMISS.model_copy(update={"actor": Actor(account_id=UUID(int=5))}), Forbidden),
    ],
)
def test_given_events_when_a_dismissal_may_not_be_then_it_is_refused(
    given: list[DraftEvent], command: DraftCommand, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        decided(given, command)
