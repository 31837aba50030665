"""A public client of ConnectWise, unchanged, against the demo PSA."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from pyconnectwise import ConnectWiseManageAPIClient
from pyconnectwise.exceptions import (
    AuthenticationFailedException,
    MalformedRequestException,
    MethodNotAllowedException,
    NotFoundException,
)

from services.ops.demo.psa.server import DemoPsa
from tests.integration.psa.conftest import ACCESS

pytestmark = pytest.mark.filterwarnings("ignore:Using extra keyword arguments:DeprecationWarning")  # its models

VPN = 'summary contains "VPN drops" and closedFlag = false'


def connected(psa: DemoPsa, private_key: str = ACCESS.private_key) -> Any:
    host = psa.url.removeprefix("https://")
    return ConnectWiseManageAPIClient(
        ACCESS.company, host, "b7d0a1c2-0000-4000-8000-000000000001", ACCESS.public_key, private_key
    )


async def using(psa: DemoPsa, work: Callable[[Any], Any]) -> Any:
    """The client blocks, so it works in a thread while the PSA answers here."""
    return await asyncio.to_thread(lambda: work(connected(psa)))


async def test_given_the_company_when_the_client_connects_then_it_learns_the_codebase(psa: DemoPsa) -> None:
    assert await using(psa, lambda client: client.codebase) == "v2025_1/"


async def test_given_conditions_when_tickets_are_searched_then_only_those_come(psa: DemoPsa) -> None:
    found = await using(psa, lambda client: client.service.tickets.get(params={"conditions": VPN}))

    assert [(ticket.summary, ticket.company.name, ticket.status.name) for ticket in found] == [
        ("VPN drops every few minutes since this morning", "Hafen Logistik GmbH", "New")
    ]


async def test_given_sixty_tickets_when_they_are_paged_then_each_comes_once(psa: DemoPsa) -> None:
    tickets = await using(psa, lambda client: list(client.service.tickets.paginated(1, 7).all()))

    numbers = [ticket.id for ticket in tickets]
    assert len(numbers) >= 60
    assert numbers == sorted(set(numbers))


async def test_given_a_ticket_when_a_note_is_posted_then_it_is_read_back_with_its_flags(psa: DemoPsa) -> None:
    def post(client: Any) -> Any:
        ticket = client.service.tickets.get(params={"conditions": VPN})[0]
        notes = client.service.tickets.id(ticket.id).notes
        posted = notes.post({"text": "Firmware rolled back.", "internalAnalysisFlag": True})
        return posted, notes.get()

    posted, notes = await using(psa, post)

    assert (notes[-1].id, notes[-1].text) == (posted.id, "Firmware rolled back.")
    assert (notes[-1].internal_analysis_flag, notes[-1].resolution_flag) == (True, False)


async def test_given_a_ticket_when_its_status_is_patched_then_it_is_closed(psa: DemoPsa) -> None:
    def close(client: Any) -> Any:
        ticket = client.service.tickets.get(params={"conditions": VPN})[0]
        operation = {"op": "replace", "path": "status", "value": {"name": "Resolved"}}
        return client.service.tickets.id(ticket.id).patch([operation])

    closed = await using(psa, close)

    assert (closed.status.name, closed.closed_flag) == ("Resolved", True)


async def test_given_a_ticket_when_time_is_entered_then_its_hours_and_notes_hold_it(psa: DemoPsa) -> None:
    def enter(client: Any) -> Any:
        ticket = client.service.tickets.get(params={"conditions": VPN})[0]
        entry = {
            "chargeToType": "ServiceTicket", "chargeToId": ticket.id, "timeStart": "2026-11-20T10:00:00Z",
            "timeEnd": "2026-11-20T10:30:00Z", "actualHours": 0.5, "notes": "Worked on the tunnel.",
        }  # fmt: skip
        client.time.entries.post(entry)
        there = client.service.tickets.id(ticket.id)
        return there.get().actual_hours, [note.text for note in there.all_notes.get()]

    hours, texts = await using(psa, enter)

    assert (hours, texts[-1]) == (0.5, "Worked on the tunnel.")


async def test_given_an_address_when_contacts_are_searched_by_their_children_then_one_is_found(psa: DemoPsa) -> None:
    asked = 'communicationItems/value like "rosa@%" AND communicationItems/communicationType="Email"'

    found = await using(psa, lambda client: client.company.contacts.get(params={"childConditions": asked}))

    assert [contact.first_name for contact in found] == ["Rosa"]


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (lambda client: client.service.tickets.id(1).get(), NotFoundException),
        (lambda client: client.service.tickets.post({}), MalformedRequestException),
        (lambda client: client.service.tickets.post({"summary": "x" * 101}), MalformedRequestException),
        (lambda client: client.service.tickets.get(params={"conditions": "summary ="}), MalformedRequestException),
        (lambda client: client.service.tickets.get(params={"pageSize": 5000}), MalformedRequestException),
        (lambda client: client.service.boards.post({"name": "New"}), MethodNotAllowedException),
    ],
    ids=["unknown", "no summary", "long summary", "bad conditions", "large page", "read only"],
)
async def test_given_a_bad_request_when_the_client_sends_it_then_it_gets_the_error_it_knows(
    psa: DemoPsa, work: Callable[[Any], Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        await using(psa, work)


async def test_given_a_wrong_key_when_the_client_asks_then_it_is_not_let_in(psa: DemoPsa) -> None:
    with pytest.raises(AuthenticationFailedException):
        await asyncio.to_thread(lambda: connected(psa, "guessed").service.tickets.get())  # noqa: PLW0108 - it connects, which blocks
