"""Who may report a change of a connection's tickets, and what a connection may see of the others."""

import asyncio
import base64
import hmac
import json
from datetime import timedelta
from hashlib import sha1
from uuid import UUID

import asyncpg
import pytest

from services.psa_sync.bridge.api import BridgeApi
from services.psa_sync.bridge.intake import Intake
from services.psa_sync.bridge.ports import Peer
from services.psa_sync.connections.callback_address import PURPOSE
from services.psa_sync.connections.events import ProviderName
from shared.bus.commands import Request
from shared.database import walled
from shared.errors import InvalidInput, TooLarge, Unauthenticated
from shared.id_token import id_token
from shared.ids import new_id
from shared.message import Actor
from tests.integration.psa_sync.bridge.kit import ACCOUNT, OTHER_ACCOUNT, Bench, Told

SIGNED = "x-content-signature"


def told(bridge: Bench) -> Told:
    """Something that the PSA reports."""
    bridge.ticket()
    return bridge.told[-1]


def peer(bridge: Bench, provider: ProviderName, **secrets: str) -> Peer:
    """A connection of another kind of PSA."""
    return Peer(bridge.connection, ACCOUNT, provider, "https://psa.example", watching=True, secrets=secrets)


@pytest.mark.parametrize(
    "signature", ["", "x", "é" * 44, "\udcff" * 44, "A" * 44, "Npzr+jGnIkoiCIYBpg0euaup9wJC89yWJBlgfSEvYHs=", "\x00"]
)
async def test_given_another_signature_when_received_then_it_is_refused(bridge: Bench, signature: str) -> None:
    body, headers = bridge.signed(told(bridge))

    assert await bridge.receive(body, {**headers, SIGNED: signature}) == "bad_signature"
    assert await bridge.receive(body, {}) == "bad_signature"
    assert await bridge.runtime.pool.fetchval("select count(*) from psa_sync.ticket_reads") == 0


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b"[" * 5_000, b'{"Metadata": {"key_url": 5}}', b"\x00" * 10]
)
async def test_given_malformed_bodies_when_received_then_they_are_refused(bridge: Bench, body: bytes) -> None:
    assert await bridge.receive(body, {SIGNED: "A" * 44}) == "bad_signature"


@pytest.mark.parametrize(
    "url",
    ["http://169.254.169.254/latest", "https://evil.example/key", "http://127.0.0.1:1/key", "https://u@na.myconnectwise.net/"],
)  # fmt: skip
async def test_given_a_key_elsewhere_when_received_then_nobody_is_asked(bridge: Bench, url: str) -> None:
    body, headers = bridge.signed(told(bridge))
    value = json.loads(body) | {"Metadata": {"key_url": url}}
    asked = list(bridge.outbound.sent)

    assert await bridge.receive(json.dumps(value).encode(), headers) == "bad_signature"
    assert bridge.outbound.sent == asked


async def test_given_signed_words_that_cannot_be_read_when_received_then_they_are_refused(bridge: Bench) -> None:
    record = dict(told(bridge).record)

    assert await bridge.receive(*bridge.signed(Told("exploded", record))) == "bad_signature"
    assert await bridge.receive(*bridge.signed(Told("updated", {**record, "id": "12; drop"}))) == "bad_signature"


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "é" * 43, "A" * 200, "../../etc/passwd", "\x00" * 43])
async def test_given_an_address_that_is_none_when_received_then_it_is_not_found(bridge: Bench, token: str) -> None:
    body, headers = bridge.signed(told(bridge))
    assert await bridge.receive(body, headers, token or "=") == "unknown_callback_address"


async def test_given_the_address_of_no_connection_when_received_then_it_is_not_found(bridge: Bench) -> None:
    body, headers = bridge.signed(told(bridge))
    token = id_token(bridge.runtime.master.derive(PURPOSE), new_id())
    assert await bridge.receive(body, headers, token) == "unknown_callback_address"


async def test_given_a_psa_that_does_not_tell_its_key_when_received_then_it_shall_send_again(bridge: Bench) -> None:
    body, headers = bridge.signed(told(bridge))
    bridge.outbound.away = True
    assert await bridge.receive(body, headers) == "signing_key_away"
    bridge.outbound.away = False
    assert await bridge.receive(body, headers) == "taken"


async def test_given_a_body_that_is_too_long_or_no_base64_when_received_then_it_is_refused(bridge: Bench) -> None:
    api: BridgeApi = bridge.bridge.api
    for text, refusal in (("é", InvalidInput), ("A" * 400_000, TooLarge)):
        asked = {"token": bridge.token, "headers": {}, "query": {}, "body_b64": text}
        with pytest.raises(refusal):
            await api.receive(Request(actor=Actor(account_id=UUID(int=0)), body=asked))


def autotask(at: str) -> bytes:
    """A callback of Autotask."""
    body = {"Action": "Update", "EntityType": "Ticket", "Id": 7, "EventTime": at, "SequenceNumber": 1}
    return json.dumps(body).encode()


async def test_given_autotask_s_callback_when_it_is_old_or_from_the_future_then_it_is_refused(bridge: Bench) -> None:
    intake: Intake = bridge.bridge.api.intake
    from_autotask = peer(bridge, "autotask", webhook_secret="s3cret")  # a test's
    now = bridge.clock()
    for seconds, taken in ((0, True), (-500, True), (500, True), (-700, False), (700, False)):
        body = autotask((now + timedelta(seconds=seconds)).isoformat())
        headers = {"x-hook-signature": "sha1=" + hmac.digest(b"s3cret", body, sha1).hex()}
        if taken:
            assert await intake.take(from_autotask, headers, body)
            assert not await intake.take(from_autotask, headers, body)
        else:
            with pytest.raises(Unauthenticated):
                await intake.take(from_autotask, headers, body)


async def test_given_halo_s_callback_when_its_name_and_word_are_right_then_it_is_taken(bridge: Bench) -> None:
    intake: Intake = bridge.bridge.api.intake
    halo = peer(bridge, "halopsa", webhook_user="hook", webhook_password="s3cret")  # a test's
    body = b'{"event": "Ticket Updated", "object_id": 7}'

    assert await intake.take(halo, {"authorization": "Basic " + base64.b64encode(b"hook:s3cret").decode()}, body)
    with pytest.raises(Unauthenticated):
        await intake.take(halo, {"authorization": "Basic " + base64.b64encode(b"hook:other").decode()}, body)


@pytest.mark.parametrize("provider", ["autotask", "halopsa"])
async def test_given_no_secret_when_received_then_nothing_is_taken(bridge: Bench, provider: ProviderName) -> None:
    body = autotask(bridge.clock().isoformat())
    headers = {"x-hook-signature": "sha1=" + hmac.digest(b"", body, sha1).hex(), "authorization": "Basic Og=="}
    with pytest.raises(Unauthenticated):
        await bridge.bridge.api.intake.take(peer(bridge, provider), headers, body)


async def remove_as_presented(bridge: Bench, connection: UUID) -> None:
    """Change a row that is seen by its presented id alone."""
    async with bridge.runtime.pool.acquire() as database, database.transaction():
        await database.execute(f"set local app.presented = '{connection}'")
        await database.execute("update psa_sync.connections set state = 'removed'")


async def test_given_a_presented_id_when_looked_up_then_that_row_alone_shows_and_none_can_be_changed(
    bridge: Bench,
) -> None:
    other = new_id()
    await bridge.connections.opened.directory.put(OTHER_ACCOUNT, other, 1, "active")

    async with bridge.runtime.pool.acquire() as database, database.transaction():
        await database.execute(f"set local app.presented = '{other}'")
        rows = await database.fetch("select connection from psa_sync.connections")
    async with walled(bridge.runtime.pool, ACCOUNT) as database:
        own = await database.fetch("select connection from psa_sync.connections")
    async with bridge.runtime.pool.acquire() as database:
        nothing = await database.fetch("select connection from psa_sync.connections")

    assert [row["connection"] for row in rows] == [other]
    assert [row["connection"] for row in own] == [bridge.connection]
    assert nothing == []
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await remove_as_presented(bridge, other)


async def test_given_callbacks_of_two_accounts_when_one_is_looked_at_then_the_other_s_are_not_seen(
    bridge: Bench,
) -> None:
    assert await bridge.receive(*bridge.signed(told(bridge))) == "taken"

    async with walled(bridge.runtime.pool, OTHER_ACCOUNT) as database:
        assert await database.fetchval("select count(*) from psa_sync.callbacks") == 0
    async with walled(bridge.runtime.pool, ACCOUNT) as database:
        assert await database.fetchval("select count(*) from psa_sync.callbacks") == 1


async def test_given_a_crowd_of_callbacks_when_the_key_is_not_known_yet_then_it_is_asked_for_once(
    bridge: Bench,
) -> None:
    signed = [bridge.signed(told(bridge)) for _ in range(30)]

    answers = await asyncio.gather(*(bridge.receive(*one) for one in signed))

    assert answers == ["taken"] * 30
    assert sum("callbackkey" in sent for sent in bridge.outbound.sent) == 1
