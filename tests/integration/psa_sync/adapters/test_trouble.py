"""A PSA in trouble: after each failure it is known whether it happened, or that it is not known."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from services.ops.embedded.ports import HOST, held_port
from services.psa_sync.ports import (
    Away,
    Busy,
    NewNote,
    NotDone,
    PsaFailed,
    Refused,
    TicketSearch,
    Unauthorized,
    Unclear,
)
from shared.testing.waiting import PATIENCE
from tests.integration.psa_sync.adapters.conftest import MARKER, TICKET, Psa
from tests.integration.psa_sync.adapters.test_any_psa import note, worked

HTML = b"<html><body><h1>503</h1>Our secrets are at 10.0.0.7</body></html>"
UNCLEAR: list[dict[str, Any]] = [
    {"kind": "answer", "status": 500, "body": b'{"message": "oops", "errors": ["oops"]}'},
    {"kind": "answer", "status": 502, "body": HTML},
    {"kind": "answer", "status": 503},
    {"kind": "answer", "status": 504},
    {"kind": "answer", "status": 408},
    {"kind": "answer", "status": 200, "body": HTML},
    {"kind": "answer", "status": 200, "body": b"[" * 100_000},
    {"kind": "answer", "status": 200, "body": b"null"},
    {"kind": "answer", "status": 201, "body": b"{}"},
    {"kind": "silence"},
    {"kind": "drip"},
    {"kind": "cut"},
    {"kind": "huge"},
]
NEVER_DONE = {"silence", "drip"}


@pytest.mark.parametrize("commits", [False, True], ids=["before", "after"])
async def test_given_a_write_that_is_lost_when_it_fails_then_it_is_unclear_and_sent_once(
    psa: Psa, commits: bool
) -> None:
    provider = psa.provider()
    for case, how in enumerate(UNCLEAR):
        marker = f"[RF {case:012x}]"
        psa.trouble.seen.clear()
        psa.trouble.make(method="POST", part=psa.note_path, commits=commits, **how)
        asked = psa.hasty() if how["kind"] in NEVER_DONE else provider

        with pytest.raises(Unclear) as failed:
            await asked.add_note(TICKET, NewNote(f"Rebooted.\n{marker}", "internal", marker, None))

        assert psa.trouble.count("POST", psa.note_path) == 1, how
        assert len(await provider.find_notes(TICKET, marker)) == int(commits), how
        assert "10.0.0.7" not in failed.value.detail


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (302, "redirected"),
        (400, "invalid"),
        (403, "forbidden"),
        (404, "not_found"),
        (409, "conflict"),
        (413, "too_large"),
        (422, "invalid"),
    ],
)
async def test_given_a_write_that_is_refused_when_it_fails_then_it_is_known_and_sent_once(
    psa: Psa, status: int, code: str
) -> None:
    provider = psa.provider()
    headers = {"location": "http://127.0.0.1:1/"}
    psa.trouble.make("answer", "POST", psa.note_path, status=status, headers=headers, body=HTML)

    with pytest.raises(Refused) as failed:
        await provider.add_note(TICKET, note())

    assert failed.value.code == code
    assert psa.trouble.count("POST", psa.note_path) == 1


async def test_given_too_many_requests_when_written_then_the_time_to_wait_is_known(psa: Psa) -> None:
    provider = psa.provider()
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    for header in ("17", later, "soon"):
        psa.trouble.make("answer", "POST", psa.note_path, status=429, headers={"retry-after": header})

    waits = []
    for _ in range(3):
        with pytest.raises(Busy) as failed:
            await provider.add_note(TICKET, note())
        waits.append(failed.value.retry_after)

    assert waits[0] == timedelta(seconds=17)
    assert waits[1] is not None
    assert timedelta(seconds=80) < waits[1] <= timedelta(seconds=90)
    assert waits[2] is None


async def test_given_keys_that_end_when_written_then_they_are_not_accepted(psa: Psa) -> None:
    provider = psa.provider()
    psa.trouble.make("answer", "POST", psa.note_path, status=401, times=2)

    with pytest.raises(Unauthorized):
        await provider.add_note(TICKET, note())


async def test_given_time_that_is_lost_when_booked_then_it_is_unclear_and_sent_once(psa: Psa) -> None:
    provider = psa.provider()
    psa.trouble.make("answer", "POST", psa.time_path, status=500, commits=True)

    with pytest.raises(Unclear):
        await provider.add_time_entry(TICKET, worked(psa.member))

    assert len(await provider.find_time_entries(TICKET, MARKER)) == 1


async def test_given_one_failure_when_read_then_it_is_tried_again(psa: Psa) -> None:
    provider = psa.provider()
    psa.trouble.make("answer", "GET", f"/tickets/{TICKET}", status=500)

    assert (await provider.ticket(TICKET)).id == TICKET


@pytest.mark.parametrize(
    ("how", "error", "code"),
    [
        ({"kind": "answer", "status": 500}, Away, "server_error"),
        ({"kind": "answer", "status": 503, "body": HTML}, Away, "server_error"),
        ({"kind": "answer", "status": 429, "headers": {"retry-after": "3"}}, Busy, "busy"),
        ({"kind": "answer", "status": 403}, Refused, "forbidden"),
        ({"kind": "answer", "status": 200, "body": HTML}, Away, "not_understood"),
        ({"kind": "answer", "status": 200, "body": b"[" * 100_000}, Away, "not_understood"),
        ({"kind": "answer", "status": 302, "headers": {"location": "http://127.0.0.1:1/"}}, Refused, "redirected"),
        ({"kind": "silence"}, Away, "no_reply"),
        ({"kind": "drip"}, Away, "no_reply"),
        ({"kind": "huge"}, Refused, "reply_too_long"),
    ],
    ids=["500", "503", "429", "403", "html", "deep", "redirect", "silence", "drip", "huge"],
)
async def test_given_lasting_trouble_when_read_then_it_is_told_in_time(
    psa: Psa, how: dict[str, Any], error: type[PsaFailed], code: str
) -> None:
    provider = psa.hasty() if how["kind"] in ("silence", "drip") else psa.provider()
    psa.trouble.make(method="GET", part=f"/tickets/{TICKET}", times=20, **how)

    async with asyncio.timeout(PATIENCE):
        with pytest.raises(error) as failed:
            await provider.ticket(TICKET)

    assert failed.value.code == code
    assert isinstance(failed.value, NotDone)
    assert "10.0.0.7" not in failed.value.detail


@pytest.mark.parametrize("body", [b"null", b"[]", b"7", b'"x"', b"{}", b'{"id": [], "item": {"id": {}}}', b""])
async def test_given_answers_of_another_shape_when_read_then_it_is_a_failure_that_we_know(
    psa: Psa, body: bytes
) -> None:
    provider = psa.provider()
    psa.trouble.make("answer", "GET", f"/tickets/{TICKET}", body=body, times=20)

    with pytest.raises(PsaFailed):
        await provider.ticket(TICKET)


async def test_given_nobody_there_when_asked_then_nothing_was_sent(psa: Psa) -> None:
    with held_port(HOST) as port:
        provider = psa.elsewhere(f"http://{HOST}:{port}")

        for asked in (provider.test(), provider.ticket(TICKET), provider.add_note(TICKET, note())):
            with pytest.raises(Away) as failed:
                await asked
            assert failed.value.code == "not_connected"


async def test_given_an_address_that_nobody_allowed_when_asked_then_nothing_is_sent(psa: Psa) -> None:
    provider = psa.made("http://127.0.0.1:1")

    for asked in (provider.test(), provider.ticket(TICKET), provider.add_note(TICKET, note())):
        with pytest.raises(Away, match="blocked"):
            await asked


async def test_given_words_that_repeat_a_key_or_our_text_when_written_then_they_are_not_told(psa: Psa) -> None:
    provider = psa.provider()
    secret = next(value for name, value in psa.keys.items() if "secret" in name or "private" in name)
    for words in (f"bad key {secret}", "cannot keep: Rebooted the firewall. Sorry"):
        body = f'{{"message": "{words}", "errors": ["{words}"]}}'.encode()
        psa.trouble.make("answer", "POST", psa.note_path, status=400, body=body)
        with pytest.raises(Refused) as failed:
            await provider.add_note(TICKET, note())
        assert "bad key" not in failed.value.detail
        assert "Rebooted" not in failed.value.detail


async def test_given_words_of_its_own_when_it_refuses_then_they_are_told(psa: Psa) -> None:
    provider = psa.provider()
    body = b'{"message": "The period is closed.", "errors": ["The period is closed."]}'
    psa.trouble.make("answer", "POST", psa.note_path, status=400, body=body)

    with pytest.raises(Refused) as failed:
        await provider.add_note(TICKET, note())

    assert "The period is closed." in failed.value.detail


async def test_given_a_failing_test_when_told_then_nothing_that_came_back_is_repeated(psa: Psa) -> None:
    body = b'{"message": "root:x:0:0 inner page", "errors": ["root:x:0:0 inner page"]}'
    for part in ("/system/info", "/thresholdinformation", "/api/status"):
        psa.trouble.make("answer", "GET", part, status=400, body=body)

    with pytest.raises(Refused) as failed:
        await psa.provider().test()

    assert "root" not in f"{failed.value.detail} {failed.value!r}"


async def test_given_a_part_that_the_keys_may_not_read_when_its_context_is_read_then_the_rest_comes(psa: Psa) -> None:
    provider = psa.provider()
    for method, part in (("GET", "/companies/"), ("GET", "/contacts/"), ("GET", "/users/"), ("GET", "/client/"),
                         ("GET", "/allnotes"), ("POST", "/ticketnotes/query"), ("GET", "/api/actions")):  # fmt: skip
        psa.trouble.make("answer", method, part, status=403, times=9)

    context = await provider.context(TICKET)

    assert context.ticket.id == TICKET
    assert context.notes == ()


async def test_given_a_slow_psa_when_searched_then_it_ends_in_time(psa: Psa) -> None:
    provider = psa.hasty()
    for method, part in (("GET", "/tickets"), ("POST", "/tickets/query")):
        psa.trouble.make("silence", method, part, times=20)

    async with asyncio.timeout(PATIENCE):
        with pytest.raises(Away):
            await provider.search(TicketSearch(text="vpn"))
