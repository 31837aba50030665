"""Senders that are killed, with kill -9, in the midst of it: nothing is lost, and what comes twice has the same id."""

import asyncio
import sys

from shared.testing.waiting import eventually
from tests.conftest import Database
from tests.integration.psa_sync.webhooks.conftest import Bench, Subscription
from tests.integration.psa_sync.webhooks.receiver import Receiver, after

ROUNDS = 4
EVENTS = 60
A_ROUND = EVENTS // (ROUNDS + 1)


async def test_given_senders_that_are_killed_when_one_lives_then_every_event_has_come_under_its_own_id(
    bench: Bench, receiver: Receiver, subscription: Subscription, database: Database
) -> None:
    events = [await bench.resolved() for _ in range(EVENTS)]
    for event in events:
        await bench.react(event)

    never = asyncio.Event()
    for number in range(1, ROUNDS + 1):
        receiver.then(*[receiver.otherwise] * A_ROUND, *[after(never)] * 4)
        await _run_until_held(database, receiver, number)
    bench.clock.forward(seconds=61 * (ROUNDS + 1))
    await bench.send()

    assert set(receiver.ids) == {str(event.id) for event in events}
    assert EVENTS < len(receiver.ids) <= EVENTS + 8 * ROUNDS
    assert {one["status"] for one in await bench.deliveries(subscription.id, limit=100)} == {"delivered"}
    bodies = {(one.id, one.body) for one in receiver.received}
    assert len(bodies) == EVENTS


async def _run_until_held(database: Database, receiver: Receiver, number: int) -> None:
    """A sender, killed once the receiver answers none of its requests any more."""
    goal = len(receiver.received) + A_ROUND + 4
    sender = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.integration.psa_sync.webhooks.sender_process",
        database.url, receiver.target, str(61 * number),
    )  # fmt: skip
    try:
        await eventually(lambda: _has_come(receiver, goal))
    finally:
        sender.kill()
        await sender.wait()


async def _has_come(receiver: Receiver, count: int) -> bool:
    return len(receiver.received) >= count
