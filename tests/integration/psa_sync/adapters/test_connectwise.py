"""What is ConnectWise's own: its codebase, its three kinds of notes, lists by pages, callbacks, data of any shape."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.psa_sync.ports import Away, Board, Busy, NewNote, NotDone, PsaFailed, TicketSearch, Unauthorized
from shared.testing.waiting import eventually
from tests.integration.psa_sync.adapters.conftest import MARKER, TICKET, Psa

URL = "https://rf.example/bridge/psa/token"


async def test_given_another_codebase_after_an_upgrade_when_asked_then_it_is_read_again(connectwise_psa: Psa) -> None:
    psa = connectwise_psa
    psa.trouble.make("answer", "GET", "/login/companyinfo/", body=b'{"Codebase": "v2024_1/"}')
    provider = psa.provider()
    psa.trouble.make("answer", "GET", "/v2024_1/", status=404, times=9)
    psa.trouble.make("answer", "POST", "/v2024_1/", status=404, times=9)

    assert (await provider.ticket(TICKET)).id == TICKET
    await provider.add_note(TICKET, NewNote(f"x {MARKER}", "internal", MARKER, None))

    assert psa.trouble.count("GET", "/login/companyinfo/demomsp") == 2
    assert len(await provider.find_notes(TICKET, MARKER)) == 1


async def test_given_many_requests_when_asked_then_the_codebase_is_read_once(connectwise_psa: Psa) -> None:
    for provider in (connectwise_psa.provider(), connectwise_psa.provider()):
        await provider.test()
        await provider.ticket(TICKET)

    assert connectwise_psa.trouble.count("GET", "companyinfo") == 1


@pytest.mark.parametrize(
    "body", [b"null", b"{}", b'{"Codebase": "../../evil"}', b'{"Codebase": "//evil.example/"}', b"7"]
)
async def test_given_no_such_company_when_tested_then_it_is_told(connectwise_psa: Psa, body: bytes) -> None:
    connectwise_psa.trouble.make("answer", "GET", "companyinfo", body=body)

    with pytest.raises(Unauthorized) as failed:
        await connectwise_psa.provider().test()

    assert (failed.value.code, failed.value.detail) == ("unknown_company", "The PSA does not know the company.")
    assert len(connectwise_psa.trouble.seen) == 1


async def test_given_a_server_that_does_not_tell_its_codebase_when_asked_then_the_usual_one_is_taken(
    connectwise_psa: Psa,
) -> None:
    connectwise_psa.trouble.make("answer", "GET", "companyinfo", status=404, times=9)

    assert (await connectwise_psa.provider().ticket(TICKET)).id == TICKET
    assert connectwise_psa.trouble.count("GET", f"/v4_6_release/apis/3.0/service/tickets/{TICKET}") == 1


@pytest.mark.parametrize("missing", ["public_key", "private_key", "client_id"])
async def test_given_a_key_that_is_missing_when_tested_then_nothing_is_sent_with_it(
    connectwise_psa: Psa, missing: str
) -> None:
    with pytest.raises(Unauthorized):
        await connectwise_psa.provider(**{missing: ""}).test()

    assert not [path for _, path in connectwise_psa.trouble.seen if "apis" in path]


@pytest.mark.parametrize(
    ("kind", "flag"),
    [("internal", "internalAnalysisFlag"), ("resolution", "resolutionFlag"), ("discussion", "detailDescriptionFlag")],
)
async def test_given_a_kind_of_note_when_written_then_only_its_flag_is_set(
    connectwise_psa: Psa, kind: Any, flag: str
) -> None:
    made = await connectwise_psa.provider().add_note(TICKET, NewNote(f"x\n{MARKER}", kind, MARKER, "2"))

    kept = next(one for one in connectwise_psa.notes() if str(one["id"]) == made)
    flags = ("internalAnalysisFlag", "resolutionFlag", "detailDescriptionFlag")
    assert [name for name in flags if kept[name]] == [flag]
    assert kept["member"]["name"] == "Tomasz Zielinski"


async def test_given_more_notes_than_a_page_when_looked_for_then_the_last_is_found(connectwise_psa: Psa) -> None:
    store = connectwise_psa.desk
    for number in range(450):
        store.insert(
            "notes",
            {"ticketId": int(TICKET), "text": f"note {number}", "_info": {"dateEntered": "2026-01-01T00:00:00Z"}},
        )
    provider = connectwise_psa.provider()
    made = await provider.add_note(TICKET, NewNote(f"x\n{MARKER}", "internal", MARKER, None))

    assert [one.id for one in await provider.find_notes(TICKET, MARKER)] == [made]


async def test_given_thousands_of_notes_when_the_context_is_read_then_the_ends_are(connectwise_psa: Psa) -> None:
    first = datetime(2026, 12, 1, tzinfo=UTC)
    for number in range(950):
        at = (first + timedelta(minutes=number)).isoformat()
        connectwise_psa.desk.insert(
            "notes", {"ticketId": int(TICKET), "text": f"note {number}", "_info": {"dateEntered": at}}
        )

    context = await connectwise_psa.provider().context(TICKET)

    assert [one.text for one in context.notes] == [f"note {number}" for number in range(949, 929, -1)]
    assert "throws me out" in str(context.description)
    assert connectwise_psa.trouble.count("GET", "allnotes") == 4


@pytest.mark.parametrize("link", [{}, {"link": '<http://evil.example/?pageId=9>; rel="next"'}])
async def test_given_a_server_that_does_not_say_where_its_notes_end_when_read_then_it_is_asked_four_times(
    connectwise_psa: Psa, link: dict[str, str]
) -> None:
    full = json.dumps([{"id": number, "text": "x"} for number in range(1, 101)]).encode()
    connectwise_psa.trouble.make("answer", "GET", "allnotes", headers=link, body=full, times=100)

    assert (await connectwise_psa.provider().context(TICKET)).notes
    assert connectwise_psa.trouble.count("GET", "allnotes") == 4


async def test_given_words_of_a_time_entry_when_the_context_is_read_then_they_are_among_the_notes(
    connectwise_psa: Psa,
) -> None:
    store = connectwise_psa.desk
    store.insert(
        "time_entries",
        {
            "chargeToType": "ServiceTicket",
            "chargeToId": int(TICKET),
            "notes": "On site, 20 min.",
            "member": {"id": 1, "name": "Maya Osei"},
            "_info": {"dateEntered": "2026-11-20T23:00:00Z", "enteredBy": "mosei"},
        },
    )

    first = (await connectwise_psa.provider().context(TICKET)).notes[0]

    assert (first.text, first.by, first.internal) == ("On site, 20 min.", "Maya Osei", True)


async def test_given_callbacks_when_registered_again_then_there_is_one(connectwise_psa: Psa) -> None:
    provider = connectwise_psa.provider()

    first = await provider.register_callbacks(URL)
    again = await provider.register_callbacks(URL)
    other = await provider.register_callbacks(URL + "2")

    assert first == again != other
    assert [(one["type"], one["level"], one["objectId"]) for one in connectwise_psa.desk.all("callbacks")] == [
        ("ticket", "owner", 1)
    ] * 2
    for callback in (first, first, other, "999", "none", "../members/1"):
        await provider.unregister_callbacks(callback)
    assert connectwise_psa.desk.all("callbacks") == []


async def test_given_a_ticket_of_nasty_data_when_read_then_it_can_be_kept(connectwise_psa: Psa) -> None:
    nasty = "\x00nul \ud800 lone <b>bold</b> " + "long " * 5000
    ticket = {
        "id": int(TICKET), "summary": nasty, "status": {"name": 7}, "board": [], "priority": None, "contactName": nasty,
        "_info": {"lastUpdated": "yesterday", "dateEntered": 5}, "company": "none", "contact": {"id": "x"},
    }  # fmt: skip
    notes = [
        {"id": 1, "text": "<p>Hello&nbsp;there</p><script>x</script>"},
        {"id": 2, "text": nasty},
        {"text": None},
        7,
    ]
    for part, body in ((f"/tickets/{TICKET}/allnotes", notes), (f"/tickets/{TICKET}", ticket)):
        connectwise_psa.trouble.make("answer", "GET", part, body=json.dumps(body).encode())

    context = await connectwise_psa.provider().context(TICKET)

    text = context.model_dump_json()
    assert "\\u0000" not in text
    assert text.encode()
    assert len(context.ticket.summary) <= 500
    assert (context.ticket.status, context.ticket.board, context.ticket.last_updated) == ("7", None, None)
    assert "Hello there" in [one.text for one in context.notes]


@pytest.mark.parametrize("body", [b"{}", b"7", b"null"])
async def test_given_an_answer_that_is_no_list_when_looked_for_notes_then_nobody_takes_it_for_an_empty_one(
    connectwise_psa: Psa, body: bytes
) -> None:
    connectwise_psa.trouble.make("answer", "GET", f"/tickets/{TICKET}/notes", body=body)

    with pytest.raises(Away, match="not_understood"):
        await connectwise_psa.provider().find_notes(TICKET, MARKER)


@pytest.mark.parametrize(
    "body",
    [
        b'[1, null, "x", {}, {"id": null}, {"id": {}}, {"id": true}]',
        b'[{"id": 5, "summary": 7, "_info": []}]',
    ],
)
async def test_given_a_list_of_another_shape_when_searched_then_nothing_breaks(
    connectwise_psa: Psa, body: bytes
) -> None:
    provider = connectwise_psa.provider()
    await provider.test()
    connectwise_psa.trouble.make("answer", "GET", "/service/tickets", body=body)

    found = await provider.search(TicketSearch(text="vpn"))

    assert len(found.tickets) <= 1


async def test_given_a_list_without_end_when_read_then_it_ends(connectwise_psa: Psa) -> None:
    provider = connectwise_psa.provider()
    link = {"link": '<http://evil.example/?page=2>; rel="next"'}
    connectwise_psa.trouble.make("answer", "GET", "/system/members", headers=link, body=b'[{"id": 1}]', times=1000)

    with pytest.raises(PsaFailed):
        await provider.members()

    assert connectwise_psa.trouble.count("GET", "/system/members") <= 50


async def test_given_a_server_that_says_nothing_of_pages_when_read_then_a_full_page_is_followed(
    connectwise_psa: Psa,
) -> None:
    provider = connectwise_psa.provider()
    full = b"[" + b",".join(b'{"id": %d}' % number for number in range(1, 201)) + b"]"
    connectwise_psa.trouble.make("answer", "GET", "/system/members", body=full)
    connectwise_psa.trouble.make("answer", "GET", "/system/members", body=b'[{"id": 201}]')

    assert len(await provider.members()) == 201


def boards(psa: Psa, count: int) -> None:
    """So many boards."""
    found = [{"id": number, "name": f"Board {number}"} for number in range(1, count + 1)]
    psa.trouble.make("answer", "GET", "/service/boards", body=json.dumps(found).encode())


async def test_given_a_board_that_fails_when_boards_are_read_then_the_others_are_told(connectwise_psa: Psa) -> None:
    boards(connectwise_psa, 3)
    for number, status in ((1, 200), (2, 403), (3, 200)):
        body = json.dumps([{"name": f"Status {number}"}, {"name": "Old", "inactive": True}, {"name": None}, 7])
        connectwise_psa.trouble.make("answer", "GET", f"boards/{number}/statuses", status=status, body=body.encode())

    found = await connectwise_psa.provider().boards()

    assert found == (Board("Board 1", ("Status 1",)), Board("Board 2", ()), Board("Board 3", ("Status 3",)))


async def test_given_a_psa_that_is_busy_when_boards_are_read_then_it_is_left_alone(connectwise_psa: Psa) -> None:
    boards(connectwise_psa, 40)
    connectwise_psa.trouble.make("answer", "GET", "/statuses", status=429, headers={"retry-after": "9"}, times=40)

    with pytest.raises(Busy):
        await connectwise_psa.provider().boards()

    assert connectwise_psa.trouble.count("GET", "/statuses") <= 4


async def test_given_many_boards_that_hang_when_boards_are_read_then_few_are_asked_at_a_time(
    connectwise_psa: Psa,
) -> None:
    boards(connectwise_psa, 40)
    connectwise_psa.trouble.make("silence", "GET", "/statuses", times=40)

    provider = connectwise_psa.provider()

    async def four_are_asked() -> bool:
        return connectwise_psa.trouble.count("GET", "/statuses") >= 4

    asking = asyncio.create_task(provider.boards())
    await eventually(four_are_asked)
    await provider.ticket(TICKET)

    assert connectwise_psa.trouble.count("GET", "/statuses") == 4
    asking.cancel()


async def test_given_a_board_name_with_a_quotation_mark_when_searched_then_it_is_found(connectwise_psa: Psa) -> None:
    store = connectwise_psa.desk
    ticket = store.get("tickets", int(TICKET))
    store.put("tickets", {**ticket, "board": {"id": 1, "name": 'The "big" desk'}})

    found = await connectwise_psa.provider().search(TicketSearch(board='The "big" desk'))

    assert [one.id for one in found.tickets] == [TICKET]


async def test_given_an_address_that_is_none_when_used_then_nothing_is_called(connectwise_psa: Psa) -> None:
    for url in ("", "https://user:pass@na.myconnectwise.net", "https://evil.example", "not an address", "ftp://x"):
        with pytest.raises(NotDone, match="blocked"):
            await connectwise_psa.made(url).test()

    assert connectwise_psa.trouble.seen == []
