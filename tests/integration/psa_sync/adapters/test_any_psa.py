"""What every PSA does for us, whichever it is."""

from datetime import UTC, datetime, timedelta

import pytest

from services.psa_sync.connections.events import NoteKind
from services.psa_sync.ports import NewNote, NewTimeEntry, Refused, TicketSearch, Unauthorized
from services.psa_sync.pushes.events import WorkTime
from tests.integration.psa_sync.adapters.conftest import MARKER, SUMMARY, TICKET, Psa

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def note(kind: NoteKind = "internal", text: str = f"Rebooted the firewall.\n\n{MARKER}") -> NewNote:
    return NewNote(text, kind, MARKER, None)


def worked(member: str | None) -> NewTimeEntry:
    time = WorkTime(start=NOW - timedelta(minutes=30), end=NOW, hours=0.5)
    return NewTimeEntry(time, "Rebooted the firewall.", MARKER, member)


async def test_given_right_keys_when_tested_then_the_product_is_told(psa: Psa) -> None:
    about = await psa.provider().test()

    assert about.product


async def test_given_wrong_keys_when_used_then_they_are_not_accepted_and_not_told(psa: Psa) -> None:
    for asked in (psa.wrong().test(), psa.wrong().add_note(TICKET, note()), psa.wrong().ticket(TICKET)):
        with pytest.raises(Unauthorized) as failed:
            await asked
        assert "wr0ng" not in f"{failed.value!r} {failed.value.detail} {failed.value.__cause__}"
    assert all(MARKER not in str(one) for one in psa.notes())


async def test_given_words_when_searched_then_open_tickets_come_with_their_names(psa: Psa) -> None:
    found = await psa.provider().search(TicketSearch(text="vpn"))

    ticket = next(one for one in found.tickets if one.id == TICKET)
    assert [one.id for one in found.tickets][:2] == [TICKET, "48236"]
    assert (ticket.summary, ticket.company, ticket.contact) == (SUMMARY, "Hafen Logistik GmbH", "Fatima Zahra")
    assert (ticket.status, ticket.board, ticket.closed) == ("New", "Help Desk", False)
    assert not any(one.closed for one in found.tickets)
    assert not found.more


async def test_given_a_number_when_searched_then_its_ticket_is_found(psa: Psa) -> None:
    found = await psa.provider().search(TicketSearch(text=f"#{TICKET}"))

    assert [one.id for one in found.tickets] == [TICKET]


async def test_given_a_board_when_searched_then_only_its_tickets_come(psa: Psa) -> None:
    provider = psa.provider()

    found = await provider.search(TicketSearch(text="vpn", board="monitoring"))
    nowhere = await provider.search(TicketSearch(text="vpn", board="no such board"))

    assert {one.board for one in found.tickets} == {"Monitoring"}
    assert nowhere.tickets == ()


async def test_given_pages_when_searched_then_each_ticket_comes_once(psa: Psa) -> None:
    provider = psa.provider()

    pages = [await provider.search(TicketSearch(text="vpn", page=page, page_size=1)) for page in (1, 2)]

    assert [[one.id for one in page.tickets] for page in pages] == [[TICKET], ["48236"]]
    assert [page.more for page in pages] == [True, False]


@pytest.mark.parametrize(
    "text", ['" or id > 0 or summary = "', '\\" or 1=1', "'); drop", "%", "\x00\ud800", "x" * 5000]
)
async def test_given_a_nasty_text_when_searched_then_nothing_else_is_found(psa: Psa, text: str) -> None:
    found = await psa.provider().search(TicketSearch(text=text, open_only=True))

    assert not any(one.closed for one in found.tickets)


async def test_given_a_ticket_when_its_context_is_read_then_all_around_it_is_there(psa: Psa) -> None:
    context = await psa.provider().context(TICKET)

    assert context.ticket.summary == SUMMARY
    assert "throws me out" in str(context.description)
    assert context.company is not None
    assert context.company.name == "Hafen Logistik GmbH"
    assert context.contact is not None
    assert (context.contact.name, context.contact.email) == ("Fatima Zahra", "fatima@hafenlogistik.example")
    assert "HAF-FW01" in [one.name for one in context.configurations]
    assert context.notes
    assert [one.at for one in context.notes] == sorted((one.at for one in context.notes if one.at), reverse=True)
    assert context.notes[-1].internal
    assert context.ticket.last_updated is not None


async def test_given_no_such_ticket_when_asked_for_then_it_is_refused(psa: Psa) -> None:
    provider = psa.provider()

    for asked in (provider.ticket("1"), provider.context("1"), provider.set_status("1", psa.closing)):
        with pytest.raises(Refused) as failed:
            await asked
        assert failed.value.code == "not_found"


@pytest.mark.parametrize(
    "ticket_id", ["", "abc", "../../system/members", "1 or 1=1", "1/notes", "-1", "1" * 40, "\x00"]
)
async def test_given_a_ticket_id_that_is_none_when_used_then_nothing_is_asked(psa: Psa, ticket_id: str) -> None:
    provider = psa.provider()

    asked = (
        provider.ticket(ticket_id),
        provider.find_notes(ticket_id, MARKER),
        provider.add_note(ticket_id, note()),
        provider.add_time_entry(ticket_id, worked(psa.member)),
        provider.set_status(ticket_id, "New"),
    )
    for one in asked:
        with pytest.raises(Refused):
            await one
    assert not [path for method, path in psa.trouble.seen if "ticket" in path or "entries" in path]


@pytest.mark.parametrize("kind", ["internal", "resolution", "discussion"])
async def test_given_a_note_when_written_then_it_is_found_by_its_marker(psa: Psa, kind: NoteKind) -> None:
    provider = psa.provider()
    assert await provider.find_notes(TICKET, MARKER) == ()

    made = await provider.add_note(TICKET, note(kind))

    assert [one.id for one in await provider.find_notes(TICKET, MARKER)] == [made]
    assert await provider.find_notes(TICKET, "[RF ffffffffffff]") == ()
    assert await provider.find_notes("48236", MARKER) == ()
    seen = next(one for one in (await provider.context(TICKET)).notes if MARKER in one.text)
    assert seen.internal is (kind == "internal" or (kind == "resolution" and psa.kind != "connectwise"))


async def test_given_a_note_that_quotes_a_marker_when_looked_for_then_it_is_told_from_the_note_itself(psa: Psa) -> None:
    provider = psa.provider()

    quoting = await provider.add_note(TICKET, note(text=f"> Rebooted the firewall.\n> {MARKER}\n\nThank you!"))
    itself = await provider.add_note(TICKET, note())

    found = {one.id: one.whole for one in await provider.find_notes(TICKET, MARKER)}
    assert found == {quoting: False, itself: True}


async def test_given_two_notes_with_a_marker_when_looked_for_then_the_oldest_comes_first(psa: Psa) -> None:
    provider = psa.provider()

    made = [await provider.add_note(TICKET, note()) for _ in range(3)]

    assert [one.id for one in await provider.find_notes(TICKET, MARKER)] == made


async def test_given_a_very_long_note_when_written_then_it_is_cut_and_still_found(psa: Psa) -> None:
    provider = psa.provider()
    text = "x" * 150_000 + f"\x00\n\n{MARKER}"

    made = await provider.add_note(TICKET, note(text=text))

    assert [one.id for one in await provider.find_notes(TICKET, MARKER)] == [made]


async def test_given_time_when_booked_then_it_is_found_and_is_no_note(psa: Psa) -> None:
    provider = psa.provider()

    made = await provider.add_time_entry(TICKET, worked(psa.member))

    assert await provider.find_time_entries(TICKET, MARKER) == (made,)
    assert await provider.find_time_entries(TICKET, "[RF ffffffffffff]") == ()
    assert await provider.find_notes(TICKET, MARKER) == ()


async def test_given_a_status_when_set_by_its_name_then_the_ticket_has_it(psa: Psa) -> None:
    provider = psa.provider()

    assert await provider.set_status(TICKET, psa.closing.upper()) is True
    assert await provider.set_status(TICKET, psa.closing) is False

    ticket = await provider.ticket(TICKET)
    assert (ticket.status, ticket.closed) == (psa.closing, True)


async def test_given_no_such_status_when_set_then_it_is_refused(psa: Psa) -> None:
    with pytest.raises(Refused) as failed:
        await psa.provider().set_status(TICKET, 'No such" or name = "New')

    assert failed.value.code == "no_such_status"


async def test_given_a_psa_when_its_lists_are_read_then_names_come(psa: Psa) -> None:
    provider = psa.provider()

    boards = {board.name: board.statuses for board in await provider.boards()}
    assert {"Help Desk", "Monitoring"} <= set(boards)
    assert {"New", "In Progress", psa.closing} <= set(boards["Help Desk"])
    emails = {member.email: member for member in await provider.members()}
    assert emails["engineer@demo.example"].name == "Maya Osei"
    assert emails["engineer@demo.example"].id == psa.member
    assert emails["engineer2@demo.example"].active


async def test_given_a_member_that_is_none_when_a_note_is_written_then_it_is_refused(psa: Psa) -> None:
    with pytest.raises(Refused):
        await psa.provider().add_note(TICKET, NewNote(f"x {MARKER}", "internal", MARKER, "nobody"))

    assert all(MARKER not in str(one) for one in psa.notes())
