"""Sending again by request: once for each request, nothing of the log left out, never all of it at once."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.psa_sync.webhooks import api, source
from shared.bus.commands import Request
from shared.errors import InvalidInput
from shared.testing.waiting import eventually
from tests.integration.psa_sync.webhooks.conftest import Bench, Json, Subscription
from tests.integration.psa_sync.webhooks.receiver import Receiver
from tests.unit.diagnosis.examples import started


async def test_given_a_lost_answer_when_the_same_request_comes_again_then_the_delivery_is_sent_again_once(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    await bench.react(await bench.resolved())
    await bench.send()
    [delivery] = await bench.deliveries(subscription.id)
    named = {"endpoint_id": subscription.id, "delivery_id": delivery["id"]}
    first = await bench.command("resend_delivery", "key", **named)
    assert await bench.send() == 1
    assert await bench.command("resend_delivery", "key", **named) == first
    assert await bench.send() == 0

    await bench.command("disable_endpoint", endpoint_id=subscription.id)
    again = await bench.command("resend_delivery", "key", **named)
    assert again["delivery_id"] == first["delivery_id"]
    await bench.command("enable_endpoint", endpoint_id=subscription.id)
    await bench.command("resend_delivery", "other key", **named)
    assert await bench.send() == 1
    assert len(receiver.ids) == 3


async def test_given_a_lost_answer_when_the_same_replay_comes_again_then_it_answers_so_and_sends_nothing(
    bench: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MOST_REPLAYED", 2)
    since = bench.clock()
    for _ in range(3):
        await bench.session(started())
    made = await bench.command("create_endpoint", url=receiver.base_url)
    body = _body(made["endpoint_id"], since, bench.clock() + timedelta(hours=1))
    first = await bench.command("replay_deliveries", "key", **body)
    assert (first["count"], first["next_since"] is None) == (2, False)
    assert await bench.send() == 2
    await bench.session(started())
    assert await bench.command("replay_deliveries", "key", **body) == first
    assert await bench.send() == 0


async def test_given_the_same_request_many_times_at_once_when_done_then_one_of_them_counts(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    since = bench.clock()
    await bench.session(started())
    body = _body(subscription.id, since, bench.clock())
    answers = await asyncio.gather(*(bench.command("replay_deliveries", "key", **body) for _ in range(5)))
    assert answers == [answers[0]] * 5
    assert await bench.pool.fetchval("select count(*) from psa_sync.webhook_queue") == 1


async def test_given_a_key_when_it_is_used_for_something_else_then_refused(
    bench: Bench, subscription: Subscription
) -> None:
    await bench.react(await bench.resolved())
    [delivery] = await bench.deliveries(subscription.id)
    named: Json = {"endpoint_id": subscription.id, "delivery_id": delivery["id"]}
    await bench.command("resend_delivery", "key", **named)
    with pytest.raises(InvalidInput) as caught:
        await bench.commands["resend_delivery"](
            Request(actor=bench.admin, body=named, key="key", body_hmac="01", route="resend_delivery")
        )
    assert caught.value.code == "key_reused"


async def test_given_an_old_request_when_trimmed_then_it_is_forgotten_with_the_deliveries(
    bench: Bench, subscription: Subscription
) -> None:
    now = bench.clock()
    await bench.command("replay_deliveries", "key", **_body(subscription.id, now - timedelta(hours=1), now))
    bench.clock.forward(days=29)
    await bench.sender.trim_once()
    assert await _resends(bench) == 1
    bench.clock.forward(days=2)
    await bench.sender.trim_once()
    assert await _resends(bench) == 0


async def test_given_events_whose_numbers_are_not_in_the_order_of_their_times_when_replayed_in_parts_then_all_come(
    bench: Bench, receiver: Receiver, superuser: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MOST_REPLAYED", 2)
    since = bench.clock()
    sessions = [await bench.session(started()) for _ in range(5)]
    third, fourth = [(await bench.log.load(f"session-{session}"))[0] for session in sessions[2:4]]
    for one, at in ((third, fourth.recorded_at), (fourth, third.recorded_at)):
        await superuser.execute("update log.events set recorded_at = $2 where id = $1", one.id, at)
    made = await bench.command("create_endpoint", url=receiver.base_url)
    assert sum(await _replay_all(bench, made["endpoint_id"], since)) == 5
    assert await bench.send() == 5


async def test_given_a_long_log_when_replayed_then_it_is_looked_through_in_parts_and_nothing_is_left_out(
    bench: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("STRAYING", 1), ("SLICE", 4), ("SLICES", 2)):
        monkeypatch.setattr(source, name, value)
    since = bench.clock()
    for _ in range(12):
        await bench.session(started())
    made = await bench.command("create_endpoint", url=receiver.base_url)
    counts = await _replay_all(bench, made["endpoint_id"], since)
    assert max(counts) <= 8
    assert sum(counts) == 12
    assert await bench.send() == 12


async def test_given_a_replay_that_looks_through_the_log_when_another_is_asked_for_then_it_waits(
    bench: Bench, subscription: Subscription, superuser: asyncpg.Connection
) -> None:
    now = bench.clock()
    body = _body(subscription.id, now - timedelta(hours=1), now)
    async with superuser.transaction():
        await superuser.execute("lock table log.keys in access exclusive mode")  # who looks through the log waits
        replays = [asyncio.create_task(_replayed(bench, body)) for _ in range(3)]
        await eventually(lambda: _is_looking(superuser))
        for _ in range(50):  # time enough for the others to come as far
            await bench.deliveries(subscription.id)
        assert await _looking(superuser) == 1
    assert await asyncio.gather(*replays) == [0, 0, 0]


async def _replayed(bench: Bench, body: Json) -> int:
    count: int = (await bench.command("replay_deliveries", **body))["count"]
    return count


async def _looking(superuser: asyncpg.Connection) -> int:
    """How many statements wait for the table that is locked."""
    found: int = await superuser.fetchval(
        "select count(*) from pg_locks where not granted and relation = 'log.keys'::regclass"
    )
    return found


async def _is_looking(superuser: asyncpg.Connection) -> bool:
    return await _looking(superuser) > 0


def _body(endpoint: UUID, since: datetime, until: datetime) -> Json:
    return {"endpoint_id": endpoint, "since": since.isoformat(), "until": until.isoformat()}


async def _replay_all(bench: Bench, endpoint: UUID, since: datetime) -> list[int]:
    """The counts of replays, one after the other as each says, until nothing is left."""
    counts: list[int] = []
    until, going_on = bench.clock(), since
    while going_on is not None:
        replayed: Any = await bench.command("replay_deliveries", **_body(endpoint, going_on, until))
        assert len(counts) < 50
        going_on = replayed["next_since"]
        counts.append(replayed["count"])
    return counts


async def _resends(bench: Bench) -> int:
    async with bench.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{bench.account}'")
        found: int = await connection.fetchval("select count(*) from psa_sync.webhook_resends")
        return found
