"""The relay: gapless positions in commit order, published under the same numbers, whatever breaks."""

import asyncio
import random
from collections import defaultdict
from contextlib import suppress

import asyncpg
import pytest
from nats.aio.client import Client
from nats.errors import Error as BrokerError

from shared.bus import relay as relay_module
from shared.bus.floors import store_floor
from shared.bus.relay import BrokerDisagrees, Numbering, Relay
from shared.bus.subjects import POKE, STREAM
from shared.bus.topology import Consumer, ensure_consumer
from shared.log import ConflictError
from shared.log.integrity import GENESIS, chain
from shared.log.postgres import PostgresLog
from shared.testing.notebook import notebook_stream, write
from shared.testing.waiting import PATIENCE, eventually
from tests.integration.shared.bus import BreakableBroker, relaying, stream_events
from tests.integration.shared.logs import Logs

WRITERS = 16


async def write_many(log: PostgresLog, count: int) -> None:
    """That many events, ten to a stream."""
    for _ in range(0, count, 10):
        await write(log, notebook_stream(), *map(str, range(10)))


async def is_published(logs: Logs, broker: BreakableBroker, count: int) -> None:
    """Wait until the stream holds `count` events, then check that it is the log."""
    ops = await broker.connect("ops")

    async def all_there() -> bool:
        return await last_sequence(ops) == count

    await eventually(all_there)
    await is_the_log(logs, broker)


async def last_sequence(client: Client) -> int:
    """Of the stream; -1 while there is none, or no broker."""
    try:
        return (await client.jetstream().stream_info(STREAM)).state.last_seq
    except (BrokerError, TimeoutError):
        return -1


async def is_the_log(logs: Logs, broker: BreakableBroker) -> None:
    published = await stream_events(await broker.connect("ops"))
    numbered = await (await logs.log("verify")).read_positions((published[0].position or 0) - 1, 100_000)
    assert published == numbered


RAW_APPEND = (
    "select log.append(stream, category, $2, account, session, client, array[uuidv7()], array[type],"
    " array[schema_version], array[data], meta, null, null, null, null)"
    " from log.events where stream = $1 and version = 1"
)


async def test_given_sixteen_writers_with_rollbacks_when_numbered_meanwhile_then_positions_have_no_gap(
    logs: Logs,
) -> None:
    log, connection, shared = await logs.log("intake", size=WRITERS), await logs.relay_connection(), notebook_stream()
    numbering, done = await Numbering.resume(connection), asyncio.Event()

    async def writer(seed: int) -> int:
        """Writes its own stream, and tries its luck with the one that all write."""
        choice, own, version, wins = random.Random(seed), notebook_stream(), 0, 0
        for _ in range(20):
            version = await write(log, own, *["x"] * choice.randint(1, 3), expected=version)
            with suppress(ConflictError):
                await write(log, shared, "y", expected=choice.randint(0, 30))
                wins += 1
        return version + wins

    async def slow_writer(seed: int) -> int:
        """Takes its numbers early and commits them late, or never."""
        choice, own = random.Random(seed), notebook_stream()
        version = await write(log, own, "first")
        slow = await asyncpg.connect(logs.database.dsn("rf_intake"))
        while not done.is_set():
            transaction = slow.transaction()
            await transaction.start()
            await slow.execute(RAW_APPEND, own.name, version)
            await asyncio.sleep(choice.uniform(0, 0.004))
            if choice.random() < 0.5:
                await transaction.rollback()
            else:
                await transaction.commit()
                version += 1
        await slow.close()
        return version

    async def number() -> int:
        while not done.is_set():
            await numbering.number(connection)
        return 0

    background = [asyncio.create_task(work) for work in (number(), slow_writer(100), slow_writer(101))]
    written = sum(await asyncio.gather(*map(writer, range(WRITERS))))
    done.set()
    written += sum(await asyncio.gather(*background))
    while await numbering.number(connection):
        pass

    await positions_are_gapless(await logs.superuser(), written)


async def positions_are_gapless(superuser: asyncpg.Connection, count: int) -> None:
    rows = await superuser.fetch(
        "select position, chain, hash, stream, version from log.positions join log.events using (seq) order by position"
    )
    assert [row["position"] for row in rows] == list(range(1, count + 1))
    end, versions = GENESIS, defaultdict(list)
    for row in rows:
        end = chain(end, row["hash"])
        assert row["chain"] == end
        versions[row["stream"]].append(row["version"])
    assert all(found == list(range(1, len(found) + 1)) for found in versions.values())
    assert await superuser.fetchval("select count(*) from log.unnumbered") == 0


async def test_given_transactions_that_commit_in_another_order_when_numbered_between_then_none_is_lost(
    logs: Logs,
) -> None:
    """What a cursor over the identity column loses: the smaller number becomes visible after the greater one."""
    log = await logs.log()
    early, late = notebook_stream(), notebook_stream()
    for stream in (early, late):
        await write(log, stream, "first")
    slow = await asyncpg.connect(logs.database.dsn("postgres"))
    relay, superuser = await logs.relay_connection(), await logs.superuser()
    numbering = await Numbering.resume(relay)
    async with slow.transaction():
        await slow.execute(RAW_APPEND, early.name, 1)
        await write(log, late, "second", expected=1)
        assert await numbering.number(relay) == 3
    await slow.close()

    assert await numbering.number(relay) == 1
    await positions_are_gapless(superuser, 4)


async def test_given_a_backlog_when_the_relay_starts_then_the_stream_becomes_the_log(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    await write_many(await logs.log(), 2500)

    async with relaying(own_broker, logs.relay_connection):
        await is_published(logs, own_broker, 2500)


async def test_given_a_relay_that_hardly_polls_when_it_is_poked_then_the_event_goes_out_at_once(
    logs: Logs, own_broker: BreakableBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "POLL_SECONDS", 60.0)
    service = await own_broker.connect("intake")

    async def poke() -> None:
        await service.publish(POKE, b"")

    quiet = await logs.log()
    log = PostgresLog(await logs.pool("intake"), quiet._keyring, poke)
    async with relaying(own_broker, logs.relay_connection):
        for count in range(1, 6):
            await write(log, notebook_stream(), "a")
            await is_published(logs, own_broker, count)


async def test_given_a_relay_that_is_never_poked_when_an_event_is_appended_then_its_poll_finds_it(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    async with relaying(own_broker, logs.relay_connection):
        await write_many(await logs.log(), 10)
        await is_published(logs, own_broker, 10)


async def test_given_two_relays_when_the_first_loses_its_lock_then_the_second_goes_on_without_a_seam(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    log, superuser = await logs.log(), await logs.superuser()
    async with relaying(own_broker, logs.relay_connection), relaying(own_broker, logs.relay_connection):
        for _ in range(4):
            await write_many(log, 300)
            await superuser.execute(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted"
                " and classid = 0 and objid = $1",
                relay_module.LOCK,
            )
        await is_published(logs, own_broker, 1200)


async def test_given_two_relays_that_both_think_they_lead_when_they_publish_then_nothing_is_doubled_or_reordered(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    await write_many(await logs.log(), 1500)
    await Numbering(0, GENESIS).number(await logs.relay_connection())
    connection = await logs.relay_connection()
    await (await Numbering.resume(connection)).number(connection)

    async def lead() -> None:
        own = await logs.relay_connection()
        relay = Relay(logs.relay_connection, await own_broker.connect("relay"))
        while not (await relay._open_stream(own) and relay._stream_last == 1500):
            await relay._publish(own)
            relay._stream_last = None

    await asyncio.gather(lead(), lead())

    await is_the_log(logs, own_broker)


async def test_given_a_backlog_when_the_relay_is_restarted_in_the_middle_then_nothing_is_doubled_or_lost(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    await write_many(await logs.log(), 3000)
    ops = await own_broker.connect("ops")

    async def has_begun() -> bool:
        return await last_sequence(ops) > 0

    for _ in range(3):
        async with relaying(own_broker, logs.relay_connection):
            await eventually(has_begun)
    async with relaying(own_broker, logs.relay_connection):
        await is_published(logs, own_broker, 3000)


async def test_given_writers_at_work_when_the_broker_is_killed_again_and_again_then_the_stream_becomes_the_log(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    log, count = await logs.log(), 0
    async with relaying(own_broker, logs.relay_connection):
        for _ in range(3):
            writing = asyncio.create_task(write_many(log, 500))
            await own_broker.kill()
            await own_broker.start()
            await writing
            count += 500
        await is_published(logs, own_broker, count)


async def test_given_stored_floors_when_an_idle_broker_s_store_is_wiped_then_the_stream_comes_back_from_the_lowest(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    await write_many(await logs.log(), 100)
    async with relaying(own_broker, logs.relay_connection):
        await is_published(logs, own_broker, 100)
        for service, floor in {"intake": 60, "matching": 25, "notifier": 80}.items():
            await store_floor(await logs.pool(service), service, floor)

        await own_broker.kill()
        own_broker.wipe()
        await own_broker.start()

        await is_published(logs, own_broker, 100)
        published = await stream_events(await own_broker.connect("ops"))
        assert [event.position for event in published] == list(range(26, 101))


async def test_given_events_that_were_handled_when_their_acks_come_after_a_wipe_then_no_other_event_is_lost(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    await write_many(await logs.log(), 30)
    consumer, intake = Consumer("intake", ["note_written"]), await own_broker.connect("intake")
    js = intake.jetstream()
    async with relaying(own_broker, logs.relay_connection):
        await is_published(logs, own_broker, 30)
        await ensure_consumer(js, consumer, 0)
        handled = await (await js.pull_subscribe_bind("intake", STREAM)).fetch(10, timeout=PATIENCE)
        seen = {message.metadata.sequence.stream for message in handled}

        await own_broker.kill()
        own_broker.wipe()
        await own_broker.start()
        await is_published(logs, own_broker, 30)
        await ensure_consumer(js, consumer, 0)
        again = await js.pull_subscribe_bind("intake", STREAM)
        late = handled
        while len(seen) < 30 or late:
            delivered = await again.fetch(10, timeout=PATIENCE)
            for message in (*late, *delivered):
                await message.ack()
            seen |= {message.metadata.sequence.stream for message in delivered}
            late = []
    assert seen == set(range(1, 31))


async def forget_after(superuser: asyncpg.Connection, position: int) -> None:
    """What restoring a backup that was taken at `position` does."""
    await superuser.execute(
        "with gone as (delete from log.positions where position > $1 returning seq)"
        " delete from log.events where seq in (select seq from gone)",
        position,
    )


@pytest.mark.parametrize("rewritten", [0, 5, 20], ids=["shorter", "diverged and shorter", "diverged and longer"])
async def test_given_a_restored_log_behind_the_broker_when_the_relay_comes_back_then_it_stops_until_the_bus_is_reset(
    logs: Logs, own_broker: BreakableBroker, rewritten: int
) -> None:
    log, superuser = await logs.log(), await logs.superuser()
    async with relaying(own_broker, logs.relay_connection) as relay:
        await write_many(log, 20)
        await is_published(logs, own_broker, 20)
        async with superuser.transaction():
            await superuser.execute("lock table log.positions")  # the relay numbers nothing before it is restored
            await forget_after(superuser, 10)
            await write(log, notebook_stream(), *["rewritten"] * rewritten)
            await (await Numbering.resume(superuser)).number(superuser)
            await superuser.execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'rf_relay'")

        async def has_stopped() -> bool:
            return relay.disagrees is not None

        await eventually(has_stopped)
        await write(log, notebook_stream(), "not numbered")
        assert relay.disagrees is not None
        assert "bus reset" in relay.disagrees
        assert await log.last_position() == 10 + rewritten

        await (await own_broker.connect("ops")).jetstream().delete_stream(STREAM)

        await is_published(logs, own_broker, 11 + rewritten)
        assert relay.disagrees is None


async def test_given_a_stream_that_is_not_this_log_s_when_checked_then_the_relay_says_what_to_run(
    logs: Logs, own_broker: BreakableBroker
) -> None:
    await write_many(await logs.log(), 10)
    async with relaying(own_broker, logs.relay_connection):
        await is_published(logs, own_broker, 10)
    await (await logs.superuser()).execute("update log.positions set chain = '' where position = 10")
    connection = await logs.relay_connection()

    with pytest.raises(BrokerDisagrees, match="resolutionflow bus reset"):
        await Relay(logs.relay_connection, await own_broker.connect("relay"))._check(connection, 10)
