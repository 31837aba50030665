"""Which ticket a case is about."""

from uuid import UUID

import pytest

from services.psa_sync.incoming import (
    CaseReceived,
    HandedOver,
    SessionAbandoned,
    SessionReopened,
    SessionResolved,
    Ticket,
    TicketLinked,
)
from services.psa_sync.tickets.linking import NOBODYS, Link, link_of, plain_ticket
from tests.unit.psa_sync.tickets.examples import CONNECTION, later


def received(ticket: str | None, connection: str | None = None) -> CaseReceived:
    named = Ticket(psa_connection_id=connection, psa_ticket_id=ticket) if ticket else None
    return CaseReceived(ticket=named, received_at=later(0))


def linked(ticket: str, connection: str = str(CONNECTION)) -> TicketLinked:
    return TicketLinked(psa_connection_id=connection, psa_ticket_id=ticket, at=later(5))


def link(ticket: str, connection: UUID | None, minutes: int = 0, *, is_open: bool = True, number: int = 0) -> Link:
    return Link(connection, ticket, later(minutes), is_open, number)


def test_given_a_case_without_a_ticket_then_it_has_no_link() -> None:
    assert link_of([]) is None
    assert link_of([received(None), SessionResolved()]) is None


def test_given_a_ticket_then_the_latest_link_counts() -> None:
    assert link_of([received("1")]) == link("1", None)
    assert link_of([received("1"), linked("2")]) == link("2", CONNECTION, 5, number=1)
    assert link_of([received(None), linked("2")]) == link("2", CONNECTION, 5, number=1)


def test_given_links_whose_times_run_backwards_then_the_one_that_was_made_last_counts() -> None:
    assert link_of([received("1"), linked("2"), linked("3")]) == link("3", CONNECTION, 5, number=2)
    earlier = linked("3").model_copy(update={"at": later(-5)})
    assert link_of([received("1"), linked("2"), earlier]) == link("3", CONNECTION, -5, number=2)


def test_given_a_closing_then_the_case_is_not_open_until_it_is_reopened() -> None:
    for end in (SessionResolved(), SessionAbandoned(), HandedOver()):
        assert link_of([received("1"), end]) == link("1", None, is_open=False)
        assert link_of([received("1"), end, linked("2")]) == link("2", CONNECTION, 5, is_open=False, number=1)
        assert link_of([received("1"), end, SessionReopened()]) == link("1", None)


def test_given_a_connection_that_is_none_then_no_other_is_meant() -> None:
    assert link_of([received("1", "my PSA")]) == link("1", NOBODYS)


@pytest.mark.parametrize(
    ("written", "plain"),
    [("1042", "1042"), (" #1042 ", "1042"), ("CW #1042", "1042"), ("T20250915.0001", "T20250915.0001"), ("#", "#")],
)
def test_given_a_ticket_as_people_write_it_then_it_is_the_psas_id(written: str, plain: str) -> None:
    assert plain_ticket(written) == plain
