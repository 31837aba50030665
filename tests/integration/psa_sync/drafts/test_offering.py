"""New tickets of watched boards are offered as cases, until somebody takes or dismisses them."""

import asyncio
from uuid import UUID

import pytest

from services.psa_sync.drafts.events import DraftDismissed, DraftRefreshed, DraftTaken, TicketDrafted
from services.psa_sync.drafts.offering import draft_id
from shared.bus.commands import Request
from shared.errors import Forbidden, IllegalState, NotFound
from shared.message import Actor
from tests.integration.psa_sync.bridge.kit import ACCOUNT, ADA, OTHER_ACCOUNT, Bench

ENGINEER = Actor(account_id=ACCOUNT, user_id=ADA, name="Ada", role="engineer")
VIEWER = Actor(account_id=ACCOUNT, user_id=ADA, name="Ada", role="viewer")
RIVAL = Actor(account_id=OTHER_ACCOUNT, user_id=ADA, name="Otto", role="account_admin")


def dismissal(bridge: Bench, ticket: int, actor: Actor = ENGINEER) -> Request:
    """A request to dismiss the draft of a ticket."""
    return Request(actor=actor, body={"draft_id": str(draft_id(bridge.connection, str(ticket)))})


async def offered(bridge: Bench) -> int:
    """A new ticket that is offered."""
    ticket = bridge.ticket(board={"name": "Help Desk"})
    await bridge.deliver()
    await bridge.work()
    assert [event.type for event in await bridge.draft(ticket)] == ["ticket_drafted"]
    return ticket


async def test_given_a_watched_board_when_a_ticket_is_new_on_it_then_it_is_offered_once(watching: Bench) -> None:
    ticket = watching.ticket(board={"name": "Help Desk"})
    signed = watching.signed(watching.told[0])

    answers = [await watching.receive(*signed) for _ in range(3)]
    await watching.work()
    await watching.work()

    assert answers == ["taken", "known", "known"]
    [event] = await watching.draft(ticket)
    assert isinstance(event, TicketDrafted)
    assert (event.ticket.summary, event.ticket.board) == ("Printer jams", "Help Desk")


async def test_given_another_board_when_a_ticket_is_new_on_it_then_it_is_not_offered(watching: Bench) -> None:
    ticket = watching.ticket(board={"name": "Monitoring"})

    await watching.deliver()
    await watching.work()

    assert await watching.draft(ticket) == []


async def test_given_an_update_alone_when_it_is_reported_then_nothing_is_offered_or_read(watching: Bench) -> None:
    ticket = watching.ticket(board={"name": "Help Desk"})
    watching.told.clear()
    watching.patch(ticket, "summary", "Printer on fire")

    await watching.deliver()
    await watching.work()

    assert await watching.draft(ticket) == []
    assert watching.outbound.reads_of(ticket) == 0


async def test_given_an_offered_ticket_when_it_changes_and_is_closed_then_the_draft_follows(watching: Bench) -> None:
    ticket = await offered(watching)

    watching.patch(ticket, "summary", "Printer on fire")
    await watching.deliver()
    await watching.work()
    watching.patch(ticket, "status", {"name": "Closed"})
    await watching.deliver()
    await watching.work()

    _, refreshed, dismissed = await watching.draft(ticket)
    assert isinstance(refreshed, DraftRefreshed)
    assert refreshed.ticket.summary == "Printer on fire"
    assert isinstance(dismissed, DraftDismissed)
    assert dismissed.by is None


async def test_given_an_offered_ticket_when_it_is_deleted_then_it_is_offered_no_more(watching: Bench) -> None:
    ticket = await offered(watching)

    watching.desk.delete("tickets", ticket)
    await watching.deliver()
    await watching.work()

    assert [event.type for event in await watching.draft(ticket)] == ["ticket_drafted", "draft_dismissed"]


async def test_given_a_case_of_the_ticket_when_it_is_reported_as_new_then_it_is_not_offered(watching: Bench) -> None:
    ticket = watching.ticket(board={"name": "Help Desk"})
    await watching.case(ticket)

    await watching.deliver()
    await watching.work()

    assert await watching.draft(ticket) == []


async def test_given_an_offered_ticket_when_a_case_is_linked_and_it_changes_then_it_is_taken(watching: Bench) -> None:
    ticket = await offered(watching)
    session = await watching.case(ticket)
    watching.patch(ticket, "summary", "Printer on fire")

    await watching.deliver()
    await watching.work()

    taken = (await watching.draft(ticket))[-1]
    assert isinstance(taken, DraftTaken)
    assert taken.session_id == session


async def test_given_an_offered_ticket_when_a_case_turns_out_to_be_about_it_then_it_is_taken(watching: Bench) -> None:
    ticket = await offered(watching)
    session = await watching.case(ticket)

    await watching.hear(f"ticket-{session}")

    taken = (await watching.draft(ticket))[-1]
    assert isinstance(taken, DraftTaken)
    assert taken.session_id == session


async def test_given_an_offered_ticket_when_an_engineer_dismisses_it_then_it_is_never_offered_again(
    watching: Bench,
) -> None:
    ticket = await offered(watching)

    answer = await watching.drafting.api.dismiss(dismissal(watching, ticket))
    await watching.drafting.api.dismiss(dismissal(watching, ticket))
    watching.told.clear()
    watching.patch(ticket, "summary", "Printer on fire")
    await watching.deliver()
    await watching.work()

    assert answer["version"] == 2
    assert [event.type for event in await watching.draft(ticket)] == ["ticket_drafted", "draft_dismissed"]


async def test_given_an_offered_ticket_when_others_dismiss_it_then_they_are_refused(watching: Bench) -> None:
    ticket = await offered(watching)

    with pytest.raises(Forbidden):
        await watching.drafting.api.dismiss(dismissal(watching, ticket, VIEWER))
    with pytest.raises(NotFound):
        await watching.drafting.api.dismiss(dismissal(watching, ticket, RIVAL))
    with pytest.raises(NotFound):
        await watching.drafting.api.dismiss(Request(actor=ENGINEER, body={"draft_id": str(UUID(int=5))}))


async def test_given_a_taken_ticket_when_dismissed_then_that_is_refused(watching: Bench) -> None:
    ticket = await offered(watching)
    drafts = watching.drafting.drafts
    await drafts.take(ACCOUNT, watching.connection, str(ticket), UUID(int=7), watching.clock())

    with pytest.raises(IllegalState):
        await watching.drafting.api.dismiss(dismissal(watching, ticket))


async def test_given_many_callbacks_at_once_when_taken_together_then_each_counts_once(watching: Bench) -> None:
    ticket = watching.ticket(board={"name": "Help Desk"})
    signed = watching.signed(watching.told[0])

    answers = await asyncio.gather(*(watching.receive(*signed) for _ in range(20)))
    await watching.work()

    assert sorted(answers) == ["known"] * 19 + ["taken"]
    assert len(await watching.draft(ticket)) == 1
    assert watching.outbound.reads_of(ticket) == 1
