"""What is kept where: secrets sealed and nowhere else, no content, nothing after an erasure, one account at a time."""

import base64
import datetime as dt
import json
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.ops.events import CaseErased
from services.psa_sync.webhooks.signing import PREFIX
from shared.clock import utc_now
from shared.envelope import StoredEvent, Stream
from shared.errors import IllegalState
from shared.sealing import KeyDestroyed
from tests.conftest import Database
from tests.integration.psa_sync.webhooks.conftest import Bench, Json, Subscription, administrator, service
from tests.integration.psa_sync.webhooks.receiver import Receiver, answer, serve
from tests.integration.psa_sync.webhooks.test_payloads import _written_by


async def test_given_secrets_when_every_table_is_read_then_they_are_nowhere_in_the_clear(
    bench: Bench, subscription: Subscription, superuser: asyncpg.Connection
) -> None:
    rotated = await bench.command("rotate_endpoint_secret", "key", endpoint_id=subscription.id)
    await bench.command("send_test", endpoint_id=subscription.id)
    await bench.send()
    dump = await _dump(superuser)
    assert str(subscription.id).encode() in dump
    for secret in (subscription.secret, rotated["secret"]):
        plain = secret.removeprefix(PREFIX)
        raw = base64.b64decode(plain)
        for form in (plain.encode(), raw, raw.hex().encode()):
            assert form not in dump


async def test_given_deliveries_when_every_table_of_ours_is_read_then_no_content_and_no_address_is_there(
    bench: Bench, receiver: Receiver, subscription: Subscription, superuser: asyncpg.Connection
) -> None:
    receiver.then(answer(500))
    await bench.react(await bench.resolved())
    await bench.send()
    dump = await _dump(superuser)
    for words in (b"Replaced the patch cable", b"Printer on floor 2", receiver.target.encode(), b"/hook"):
        assert words not in dump


async def test_given_an_erased_case_when_its_turn_comes_then_nothing_of_it_is_sent_or_can_be(
    bench: Bench, receiver: Receiver, subscription: Subscription, database: Database, superuser: asyncpg.Connection
) -> None:
    receiver.then(answer(500))
    event = await bench.resolved()
    await bench.react(event)
    await bench.send()
    receiver.received.clear()

    await _erase(bench, database, superuser, event)
    assert [one["status"] for one in await bench.deliveries(subscription.id)] == ["pending", "abandoned"]
    bench.clock.forward(days=1)
    await bench.send()
    assert [one.json["type"] for one in receiver.received] == ["session.erased"]
    told, erased = await bench.deliveries(subscription.id)
    assert (told["event_type"], told["session_id"]) == ("session.erased", None)
    assert (erased["status"], erased["last_error"]) == ("abandoned", "erased")
    with pytest.raises(KeyDestroyed):
        await bench.command("resend_delivery", endpoint_id=subscription.id, delivery_id=erased["id"])
    body: Json = {"since": (utc_now() - dt.timedelta(hours=1)).isoformat(), "until": bench.clock().isoformat()}
    replayed = await bench.command("replay_deliveries", endpoint_id=subscription.id, **body)
    assert replayed["count"] == 1  # the erasure, which is the account's
    await bench.react(event)
    await bench.send()
    assert {one.json["type"] for one in receiver.received} == {"session.erased"}


async def test_given_an_erasure_nobody_heard_of_yet_when_sent_then_the_delivery_is_abandoned(
    bench: Bench, receiver: Receiver, subscription: Subscription, superuser: asyncpg.Connection
) -> None:
    event = await bench.resolved()
    await bench.react(event)
    await _destroy_key(superuser, event)
    bench.reactions["case_erased"].__self__.forget(event.session)  # type: ignore[attr-defined] # as after a minute
    await bench.send()
    assert receiver.received == []
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["last_error"]) == ("abandoned", "erased")


async def test_given_the_services_own_role_when_it_names_no_account_then_it_sees_no_endpoint_and_no_delivery(
    bench: Bench, subscription: Subscription
) -> None:
    await bench.command("send_test", endpoint_id=subscription.id)
    for table in ("webhook_endpoints", "webhook_deliveries", "webhook_secrets"):
        assert await bench.pool.fetchval(f"select count(*) from psa_sync.{table}") == 0
    async with bench.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{administrator().account_id}'")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(
                "insert into psa_sync.webhook_endpoints values ($1, $2, 1, 'active', '{}', now())",
                UUID(int=1),
                bench.account,
            )


async def test_given_a_certificate_that_nobody_vouches_for_when_sent_to_then_the_event_is_not_given_away(
    database: Database, tmp_path: Path
) -> None:
    async with (
        serve(Receiver(), _self_signed(tmp_path)) as receiver,
        service(database, [receiver.target]) as bench,
    ):
        made = await bench.command("create_endpoint", url=receiver.base_url)
        await bench.command("send_test", endpoint_id=made["endpoint_id"])
        await bench.send()
        assert receiver.received == []
        [delivery] = await bench.deliveries(made["endpoint_id"])
        assert (delivery["status"], delivery["last_error"]) == ("failed", "not_connected")


async def test_given_a_name_that_has_an_address_inside_when_sent_to_then_it_is_blocked_at_each_try(
    database: Database, receiver: Receiver
) -> None:
    async with service(database, [], webhook_ports=frozenset({int(receiver.target.split(":")[1])})) as bench:
        made = await bench.command("create_endpoint", url=f"https://localhost:{receiver.target.split(':')[1]}/")
        await bench.command("send_test", endpoint_id=made["endpoint_id"])
        await bench.send()
        [delivery] = await bench.deliveries(made["endpoint_id"])
        assert (delivery["status"], delivery["last_error"]) == ("failed", "blocked_private_address")
        assert receiver.received == []


async def test_given_no_endpoint_enabled_when_a_test_is_asked_for_then_it_is_refused(
    bench: Bench, subscription: Subscription
) -> None:
    await bench.command("disable_endpoint", endpoint_id=subscription.id)
    with pytest.raises(IllegalState):
        await bench.command("send_test", endpoint_id=subscription.id)


async def _erase(bench: Bench, database: Database, superuser: asyncpg.Connection, event: StoredEvent) -> None:
    """As ops does it: the key goes, then it is said."""
    assert event.session is not None
    await _destroy_key(superuser, event)
    erased = CaseErased(session=event.session, by="operator", reason="asked for", at=utc_now())
    stream = Stream("erasure", str(event.session), bench.account)
    await bench.react(await _written_by(database, "ops", stream, erased))


async def _destroy_key(superuser: asyncpg.Connection, event: StoredEvent) -> None:
    await superuser.execute("update log.keys set wrapped = null, destroyed_at = now() where id = $1", event.session)


async def _dump(superuser: asyncpg.Connection) -> bytes:
    """Every row of every table of ours and of the log, bytes as they are."""
    tables = await superuser.fetch(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')"
    )
    parts: list[bytes] = []
    for table in tables:
        for row in await superuser.fetch(f"select * from {table['name']}"):
            parts += [value if isinstance(value, bytes) else json.dumps(value, default=str).encode() for value in row]
    return b"\n".join(parts)


def _self_signed(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = utc_now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_file, key_file
