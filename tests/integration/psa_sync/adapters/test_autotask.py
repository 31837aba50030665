"""What is Autotask's own: zones, keys that go nowhere else, pages by number, members, webhooks."""

import json

import pytest

from services.psa_sync.adapters.autotask.client import MAX_PAGES
from services.psa_sync.ports import Away, NewNote, Refused, TicketSearch, Unauthorized
from tests.integration.psa_sync.adapters.conftest import MARKER, SUMMARY, TICKET, Psa
from tests.integration.psa_sync.adapters.test_any_psa import note, worked
from tests.integration.psa_sync.adapters.test_outbound import inside_server

URL = "https://rf.example/bridge/psa/token"


async def test_given_many_requests_when_asked_then_the_zone_is_asked_for_once(autotask_psa: Psa) -> None:
    for provider in (autotask_psa.provider(), autotask_psa.provider()):
        await provider.test()
        await provider.ticket(TICKET)

    assert autotask_psa.desk.zones_asked == 1


async def test_given_a_zone_that_is_not_the_vendors_when_asked_then_no_keys_go_there(autotask_psa: Psa) -> None:
    async with inside_server() as foreign:
        for url in (
            f"http://127.0.0.1:{foreign.port}/atservicesrest/", "https://autotask.net.evil.example/", "https://evilautotask.net/",
            "http://webservices5.autotask.net/", f"https://webservices5.autotask.net@127.0.0.1:{foreign.port}/", "x",
        ):  # fmt: skip
            autotask_psa.desk.zone_url = url
            with pytest.raises(Refused) as failed:
                await autotask_psa.provider().test()
            assert failed.value.code == "foreign_zone"

    assert foreign.reached == 0


async def test_given_a_user_whom_nobody_knows_when_tested_then_it_is_told(autotask_psa: Psa) -> None:
    with pytest.raises(Unauthorized) as failed:
        await autotask_psa.provider(user_name="nobody@msp.example").test()

    assert failed.value.code == "unknown_user"


async def test_given_more_than_a_page_when_read_then_the_address_of_the_next_is_not_called(autotask_psa: Psa) -> None:
    async with inside_server() as foreign:
        autotask_psa.desk.next_page = f"http://127.0.0.1:{foreign.port}/next"
        for number in range(7):
            autotask_psa.desk.add("TicketNotes", {"ticketID": int(TICKET), "description": f"{number} {MARKER}"})

        found = await autotask_psa.provider().find_notes(TICKET, MARKER)

    assert len({one.id for one in found}) == 7
    assert foreign.reached == 0


async def test_given_a_member_when_a_note_is_written_then_it_is_in_the_members_name(autotask_psa: Psa) -> None:
    provider = autotask_psa.provider()

    await provider.add_note(TICKET, NewNote(f"x {MARKER}", "internal", MARKER, "7"))
    await provider.add_note(TICKET, NewNote(f"x {MARKER}", "discussion", MARKER, None))

    assert autotask_psa.desk.impersonated == ["7", None]
    assert [(one["publish"], one["noteType"]) for one in autotask_psa.notes()[-2:]] == [(2, 3), (1, 3)]


async def test_given_a_resolution_when_written_then_its_kind_is_found_by_its_label(autotask_psa: Psa) -> None:
    await autotask_psa.provider().add_note(TICKET, NewNote(f"x {MARKER}", "resolution", MARKER, None))

    assert (autotask_psa.notes()[-1]["noteType"], autotask_psa.notes()[-1]["publish"]) == (18, 2)


async def test_given_no_member_when_time_is_booked_then_it_is_refused(autotask_psa: Psa) -> None:
    provider = autotask_psa.provider()

    with pytest.raises(Refused) as nobody:
        await provider.add_time_entry(TICKET, worked(None))
    with pytest.raises(Refused) as without_role:
        await provider.add_time_entry(TICKET, worked("9"))

    assert (nobody.value.code, without_role.value.code) == ("no_member", "no_role")


async def test_given_a_member_when_time_is_booked_then_it_is_in_the_members_usual_role(autotask_psa: Psa) -> None:
    await autotask_psa.provider().add_time_entry(TICKET, worked("7"))

    (entry,) = autotask_psa.desk.all("TimeEntries")
    assert (entry["resourceID"], entry["roleID"], entry["hoursWorked"]) == (7, 4, 0.5)
    assert (entry["internalNotes"], MARKER in entry["summaryNotes"]) == (MARKER, False)


async def test_given_a_ticket_number_when_searched_then_its_ticket_is_found(autotask_psa: Psa) -> None:
    found = await autotask_psa.provider().search(TicketSearch(text="T20261120.0001"))

    assert [(one.ref, one.summary) for one in found.tickets] == [("AT T20261120.0001", SUMMARY)]
    assert str(found.tickets[0].url).startswith("https://ww5.autotask.net/")


@pytest.mark.parametrize("written", ["T20261120.0001", "AT T20261120.0001", " t20261120.0001 "])
async def test_given_a_ticket_number_when_the_ticket_is_used_then_it_is_found(autotask_psa: Psa, written: str) -> None:
    provider = autotask_psa.provider()

    made = await provider.add_note(written, note())

    assert [one.id for one in await provider.find_notes(TICKET, MARKER)] == [made]
    assert [one.id for one in await provider.find_notes(written, MARKER)] == [made]
    assert (await provider.ticket(written)).id == TICKET
    assert (await provider.context(written)).ticket.id == TICKET


@pytest.mark.parametrize("written", ["T20261120.9999", "T20261120.", "AT x", "T20261120.0001 or 1"])
async def test_given_a_ticket_number_that_is_none_when_asked_for_then_it_is_refused(
    autotask_psa: Psa, written: str
) -> None:
    with pytest.raises(Refused, match="not_found"):
        await autotask_psa.provider().ticket(written)


async def test_given_other_keys_of_the_same_user_when_lists_are_asked_for_then_none_are_told_from_memory(
    autotask_psa: Psa,
) -> None:
    assert await autotask_psa.provider().boards()

    with pytest.raises(Unauthorized):
        await autotask_psa.wrong().boards()


async def test_given_more_notes_than_are_read_when_looked_for_then_nobody_says_that_there_is_none(
    autotask_psa: Psa,
) -> None:
    for number in range(2 * MAX_PAGES + 1):
        autotask_psa.desk.add("TicketNotes", {"ticketID": 48_236, "description": f"{number}"})
        autotask_psa.desk.add("TimeEntries", {"ticketID": 48_236, "summaryNotes": f"{number}"})
    provider = autotask_psa.provider()

    for asked in (provider.find_notes("48236", MARKER), provider.find_time_entries("48236", MARKER)):
        with pytest.raises(Refused, match="too_many"):
            await asked
    assert (await provider.context("48236")).notes


@pytest.mark.parametrize("body", [b"{}", b"null", b'{"items": {}}'])
async def test_given_an_answer_that_is_no_list_when_looked_for_notes_then_nobody_takes_it_for_an_empty_one(
    autotask_psa: Psa, body: bytes
) -> None:
    autotask_psa.trouble.make("answer", "POST", "/ticketnotes/query", body=body)

    with pytest.raises(Away, match="not_understood"):
        await autotask_psa.provider().find_notes(TICKET, MARKER)


@pytest.mark.parametrize("value", [[], {}, "9" * 5_000, 10**400, None, "x"])
async def test_given_lists_of_another_shape_when_read_then_nothing_breaks(autotask_psa: Psa, value: object) -> None:
    entry = {"value": value, "label": "Odd", "isActive": True}
    fields = [{"name": "status", "picklistValues": [entry, {"value": "1", "label": "New"}]}]
    autotask_psa.trouble.make(
        "answer", "GET", "/entityinformation/fields", body=json.dumps({"fields": fields}).encode()
    )

    assert (await autotask_psa.provider().ticket(TICKET)).status == "New"


async def test_given_old_tickets_when_closed_ones_are_sought_too_then_they_are_found(autotask_psa: Psa) -> None:
    found = await autotask_psa.provider().search(TicketSearch(text="profile", open_only=False))

    assert [(one.id, one.status, one.closed) for one in found.tickets] == [("48100", "Complete", True)]


async def test_given_callbacks_when_registered_again_then_there_is_one_with_its_fields(autotask_psa: Psa) -> None:
    provider = autotask_psa.provider()

    first = await provider.register_callbacks(URL)
    again = await provider.register_callbacks(URL)

    assert first == again
    (hook,) = autotask_psa.desk.all("TicketWebhooks")
    assert (hook["webhookUrl"], hook["secretKey"], hook["isSubscribedToUpdateEvents"]) == (URL, "hook-secret", True)
    assert [one["fieldID"] for one in autotask_psa.desk.all("TicketWebhookFields")] == [41, 42]
    for callback in (first, first, "none"):
        await provider.unregister_callbacks(callback)
    assert autotask_psa.desk.all("TicketWebhooks") == []


async def test_given_another_secret_when_callbacks_are_registered_again_then_they_are_signed_with_it(
    autotask_psa: Psa,
) -> None:
    first = await autotask_psa.provider().register_callbacks(URL)
    (hook,) = autotask_psa.desk.all("TicketWebhooks")
    hook["isActive"] = False

    again = await autotask_psa.provider(webhook_secret="another-secret").register_callbacks(URL)

    (hook,) = autotask_psa.desk.all("TicketWebhooks")
    assert first == again
    assert (hook["secretKey"], hook["isActive"], hook["webhookUrl"]) == ("another-secret", True, URL)


async def test_given_fields_of_another_shape_when_callbacks_are_registered_then_nothing_breaks(
    autotask_psa: Psa,
) -> None:
    body = b'{"items": [{"id": 1, "fieldID": []}, {"id": 2, "fieldID": 41}]}'
    autotask_psa.trouble.make("answer", "POST", "/ticketwebhookfields/query", body=body)

    assert await autotask_psa.provider().register_callbacks(URL)
    assert [one["fieldID"] for one in autotask_psa.desk.all("TicketWebhookFields")] == [42]


async def test_given_no_secret_when_callbacks_are_registered_then_none_is(autotask_psa: Psa) -> None:
    with pytest.raises(Unauthorized):
        await autotask_psa.provider(webhook_secret="").register_callbacks(URL)

    assert autotask_psa.desk.all("TicketWebhooks") == []


@pytest.mark.parametrize("name", ["user_name", "secret", "integration_code"])
async def test_given_a_key_that_is_no_header_when_used_then_nothing_is_sent_with_it(
    autotask_psa: Psa, name: str
) -> None:
    for key in ("", "a\r\nHost: evil", "a\x00"):
        with pytest.raises(Unauthorized):
            await autotask_psa.provider(**{name: key}).test()

    assert autotask_psa.trouble.count("GET", "threshold") == 0
