"""What each user of the broker may do is what it needs, and nothing that belongs to another."""

import asyncio
import logging

import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.ops.embedded.permissions import USERS
from shared.bus.connection import connect
from shared.bus.subjects import IDENTITY_CHANGED, NOTICES, POKE, STREAM
from shared.bus.topology import Consumer, ensure_consumer, ensure_stream
from shared.testing.waiting import PATIENCE
from tests.servers import NatsServer

SERVICES = ("intake", "matching", "diagnosis", "documentation", "psa_sync", "flywheel", "notifier")
READERS = (*SERVICES, "projector")


async def refusals(server: NatsServer, user: str, subjects: list[str], log: pytest.LogCaptureFixture) -> set[str]:
    """Which of the subjects the broker does not let the user publish to; the client tells in its log only."""
    log.clear()
    client = await connect(server.url, user, server.seed_dir)
    with log.at_level(logging.WARNING):
        for subject in subjects:
            await client.publish(subject, b"{}")
        await settle(client)
    await client.close()
    return {subject for subject in subjects if f'publish to "{subject}"'.lower() in log.text}


async def settle(client: Client) -> None:
    """Until the broker has judged all we sent: the first of two pings may overtake what waits in our buffer."""
    await client.flush()
    await client.flush()


@pytest.mark.parametrize("reader", READERS)
async def test_given_a_reader_when_it_works_off_its_consumer_then_it_has_the_rights(
    broker: NatsServer, reader: str
) -> None:
    relay = await connect(broker.url, "relay", broker.seed_dir)
    await ensure_stream(relay.jetstream(), first_position=1)
    await relay.jetstream().publish("evt.case.case_received.a.1", b"{}")
    client = await connect(broker.url, reader, broker.seed_dir)
    await ensure_consumer(client.jetstream(), Consumer(reader, ["case_received", "case_classified"]), floor=0)
    await ensure_consumer(client.jetstream(), Consumer(reader, ["case_received"]), floor=0)

    subscription = await client.jetstream().pull_subscribe_bind(reader, STREAM)
    (message,) = await subscription.fetch(1, timeout=PATIENCE)
    await message.ack_sync()
    info = await client.jetstream().consumer_info(STREAM, reader)

    assert info.ack_floor is not None
    assert info.ack_floor.stream_seq == 1
    await client.close()
    await relay.close()


@pytest.mark.parametrize("user", [user for user in USERS if user != "ops"])
async def test_given_a_user_when_it_publishes_then_only_its_own_subjects_are_taken(
    broker: NatsServer, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    allowed = {
        "evt.case.case_received.a.1": {"relay"},
        f"$JS.API.STREAM.CREATE.{STREAM}": {"relay"},
        f"$JS.API.STREAM.DELETE.{STREAM}": set(),
        f"$JS.API.STREAM.PURGE.{STREAM}": set(),
        f"$JS.API.CONSUMER.DELETE.{STREAM}.{user}": set(),
        **{f"$JS.ACK.{STREAM}.{reader}.1.1.1.1.0": {reader} for reader in READERS},
        **{f"$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{reader}": {reader} for reader in READERS},
        **{f"$JS.API.CONSUMER.DURABLE.CREATE.{STREAM}.{reader}": {reader} for reader in READERS},
        "cmd.intake.start_case": {"gateway"},
        "qry.matching.find": {"gateway"},
        "qry.matching.match": {"gateway", "diagnosis", "flywheel"},
        "qry.documentation.offered_scripts": {"gateway", "diagnosis"},
        POKE: {*SERVICES, "gateway"},
        NOTICES: {"projector"},
        IDENTITY_CHANGED: {"gateway"},
        "_INBOX_gateway.abc.1": set(),
    }

    refused = await refusals(broker, user, list(allowed), caplog)

    assert refused == {subject for subject, users in allowed.items() if user not in users}


async def test_given_a_request_when_a_service_answers_then_the_asker_alone_hears_it(broker: NatsServer) -> None:
    gateway = await connect(broker.url, "gateway", broker.seed_dir)
    intake = await connect(broker.url, "intake", broker.seed_dir)

    async def answer(message: Msg) -> None:
        await message.respond(b"done")

    await intake.subscribe("cmd.intake.*", queue="intake", cb=answer)
    await settle(intake)

    assert (await gateway.request("cmd.intake.start_case", b"{}", timeout=PATIENCE)).data == b"done"
    await gateway.close()
    await intake.close()


async def test_given_another_s_inbox_or_commands_when_subscribed_to_then_the_broker_refuses(
    broker: NatsServer, caplog: pytest.LogCaptureFixture
) -> None:
    client = await connect(broker.url, "intake", broker.seed_dir)
    subjects = ["_INBOX_gateway.>", "cmd.matching.>", "evt.>", ">"]
    for subject in subjects:
        await client.subscribe(subject)
    await settle(client)
    await client.close()

    assert all(f'subscription to "{subject}"'.lower() in caplog.text for subject in subjects)


async def test_given_nobody_s_key_when_connecting_then_the_broker_refuses(broker: NatsServer) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(connect(broker.url, "intake"), timeout=1)
