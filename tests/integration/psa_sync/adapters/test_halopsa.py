"""What is HaloPSA's own: tokens, where they are asked for, actions that are notes or time."""

import json

import pytest

from services.psa_sync.adapters.halopsa.client import MOST
from services.psa_sync.ports import Away, NewNote, Refused, TicketSearch, Unauthorized
from tests.integration.psa_sync.adapters.conftest import MARKER, TICKET, Psa
from tests.integration.psa_sync.adapters.test_any_psa import note, worked
from tests.integration.psa_sync.adapters.test_outbound import inside_server


async def test_given_many_requests_when_asked_then_one_token_is_enough(halopsa_psa: Psa) -> None:
    for provider in (halopsa_psa.provider(), halopsa_psa.provider()):
        await provider.test()
        await provider.ticket(TICKET)

    assert len(halopsa_psa.desk.tokens) == 1


async def test_given_a_token_that_ends_within_a_minute_when_asked_then_it_is_renewed_before(halopsa_psa: Psa) -> None:
    halopsa_psa.desk.lasts_seconds = 59
    provider = halopsa_psa.provider()

    await provider.test()
    await provider.test()

    assert len(halopsa_psa.desk.tokens) == 2
    assert halopsa_psa.trouble.count("GET", "/api/status") == 2


async def test_given_a_token_that_was_taken_back_when_written_then_a_new_one_is_got_and_it_is_written_once(
    halopsa_psa: Psa,
) -> None:
    provider = halopsa_psa.provider()
    await provider.test()
    halopsa_psa.desk.tokens.append("another session's")

    await provider.add_note(TICKET, note())

    assert len(await provider.find_notes(TICKET, MARKER)) == 1
    assert halopsa_psa.trouble.count("POST", "/auth/token") == 2


async def test_given_a_token_that_is_never_accepted_when_asked_then_it_is_tried_once_more_only(
    halopsa_psa: Psa,
) -> None:
    halopsa_psa.trouble.make("answer", "GET", "/api/status", status=401, times=99)

    with pytest.raises(Unauthorized):
        await halopsa_psa.provider().test()

    assert halopsa_psa.trouble.count("GET", "/api/status") == 2


async def test_given_a_sign_in_that_is_not_the_vendors_when_asked_then_no_keys_go_there(halopsa_psa: Psa) -> None:
    async with inside_server() as foreign:
        for url in (
            f"http://127.0.0.1:{foreign.port}/auth", "https://halopsa.com.evil.example/auth", "http://msp.halopsa.com/auth",
            "https://msp.halopsa.com@evil.example/auth", "nonsense",
        ):  # fmt: skip
            halopsa_psa.desk.auth_url = url
            with pytest.raises(Refused) as failed:
                await halopsa_psa.provider().test()
            assert failed.value.code == "foreign_sign_in"

    assert foreign.reached == 0


@pytest.mark.parametrize(
    "body", [b"null", b"{}", b'{"access_token": 7}', b'{"access_token": "a\\r\\nb"}', b'{"access_token": ""}']
)
async def test_given_an_answer_without_a_token_when_asked_then_it_is_told(halopsa_psa: Psa, body: bytes) -> None:
    halopsa_psa.trouble.make("answer", "POST", "/auth/token", body=body, times=2)

    with pytest.raises((Unauthorized, Refused)):
        await halopsa_psa.provider().test()


async def test_given_kinds_of_notes_when_written_then_only_a_discussion_is_shown(halopsa_psa: Psa) -> None:
    provider = halopsa_psa.provider()

    for kind in ("internal", "resolution", "discussion"):
        await provider.add_note(TICKET, NewNote(f"x {MARKER}", kind, MARKER, "7"))

    written = halopsa_psa.notes()[-3:]
    assert [one["hiddenfromuser"] for one in written] == [True, True, False]
    assert {(one["who_agentid"], one["sendemail"]) for one in written} == {(7, False)}


async def test_given_time_and_a_note_when_looked_for_then_each_is_only_itself(halopsa_psa: Psa) -> None:
    provider = halopsa_psa.provider()

    written = await provider.add_note(TICKET, note())
    booked = await provider.add_time_entry(TICKET, worked("7"))

    assert [one.id for one in await provider.find_notes(TICKET, MARKER)] == [written]
    assert await provider.find_time_entries(TICKET, MARKER) == (booked,)
    assert halopsa_psa.notes()[-1]["hiddenfromuser"] is True


@pytest.mark.parametrize("told", [{"record_count": 3}, {}])
async def test_given_more_actions_than_are_told_when_looked_for_then_nobody_says_that_there_is_none(
    halopsa_psa: Psa, told: dict[str, int]
) -> None:
    count = 2 if told else MOST
    actions = [{"id": number, "note": "x"} for number in range(1, count + 1)]
    body = json.dumps({**told, "actions": actions}).encode()
    provider = halopsa_psa.provider()
    halopsa_psa.trouble.make("answer", "GET", "/api/actions", body=body, times=2)

    for asked in (provider.find_notes(TICKET, MARKER), provider.find_time_entries(TICKET, MARKER)):
        with pytest.raises(Refused, match="too_many"):
            await asked


@pytest.mark.parametrize("body", [b"{}", b"null", b'{"actions": {}}'])
async def test_given_an_answer_that_is_no_list_when_looked_for_notes_then_nobody_takes_it_for_an_empty_one(
    halopsa_psa: Psa, body: bytes
) -> None:
    halopsa_psa.trouble.make("answer", "GET", "/api/actions", body=body)

    with pytest.raises(Away, match="not_understood"):
        await halopsa_psa.provider().find_notes(TICKET, MARKER)


@pytest.mark.parametrize("value", ["[]", "{}", "1e999", "NaN", "9" * 4_000, '"x"', "true"])
async def test_given_a_ticket_of_another_shape_when_read_then_nothing_breaks(halopsa_psa: Psa, value: str) -> None:
    odd = f'{{"id": {TICKET}, "status_id": {value}, "agent_id": {value}, "client_id": {value}, "summary": {value}}}'
    action = f'[{{"id": 1, "note": "x {MARKER}", "timetaken": {value}, "datetime": {value}}}]'
    halopsa_psa.trouble.make("answer", "GET", f"/api/tickets/{TICKET}", body=odd.encode(), times=2)
    halopsa_psa.trouble.make("answer", "GET", "/api/actions", body=action.encode(), times=2)
    provider = halopsa_psa.provider()

    assert (await provider.ticket(TICKET)).id == TICKET
    assert (await provider.context(TICKET)).notes
    assert [one.id for one in await provider.find_notes(TICKET, MARKER)] == ["1"]


@pytest.mark.parametrize("lasting", ["[]", "1e999", "NaN", "9" * 4_000, '"x"', "-1"])
async def test_given_a_token_of_an_odd_time_when_asked_then_it_is_used_once(halopsa_psa: Psa, lasting: str) -> None:
    desk = halopsa_psa.desk
    desk.tokens.append("a-token")
    body = f'{{"access_token": "a-token", "expires_in": {lasting}}}'.encode()
    halopsa_psa.trouble.make("answer", "POST", "/auth/token", body=body, times=2)
    provider = halopsa_psa.provider()

    await provider.test()
    await provider.test()

    assert halopsa_psa.trouble.count("POST", "/auth/token") == 2


async def test_given_a_tenant_of_odd_letters_when_asked_then_nothing_breaks(halopsa_psa: Psa) -> None:
    told = json.dumps({"auth_url": halopsa_psa.desk.auth_url, "tenant_id": "\ud800"}).encode()
    halopsa_psa.trouble.make("answer", "GET", "/api/authinfo", body=told, times=2)

    with pytest.raises(Unauthorized):
        await halopsa_psa.provider().test()


async def test_given_many_tickets_of_a_team_when_searched_then_pages_hold_only_them(halopsa_psa: Psa) -> None:
    for number in range(250):
        team = "Help Desk" if number % 2 else "Monitoring"
        halopsa_psa.desk.add(
            "tickets",
            {
                "id": 50_000 + number,
                "summary": f"Alert {number}",
                "team": team,
                "status_id": 1,
                "client_id": 3,
                "lastactiondate": f"2026-01-01T{number // 60:02}:{number % 60:02}:00",
            },
        )
    provider = halopsa_psa.provider()

    pages = [
        await provider.search(TicketSearch(text="alert", board="Monitoring", page=page, page_size=50))
        for page in (1, 2, 3)
    ]

    assert [len(page.tickets) for page in pages] == [50, 50, 25]
    assert [page.more for page in pages] == [True, True, False]
    assert len({one.id for page in pages for one in page.tickets}) == 125
    assert {one.board for page in pages for one in page.tickets} == {"Monitoring"}


async def test_given_halopsa_when_callbacks_are_registered_then_it_says_that_people_do_that(halopsa_psa: Psa) -> None:
    with pytest.raises(Refused) as failed:
        await halopsa_psa.provider().register_callbacks("https://rf.example/bridge/psa/token")

    assert failed.value.code == "by_hand"
