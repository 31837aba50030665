"""NATS in the data folder: the same port and streams after each start."""

import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, nullcontext
from pathlib import Path

import pytest

from services.ops.embedded import broker as broker_module
from services.ops.embedded.broker import Broker, start_broker
from services.ops.embedded.folder import private_folder
from services.ops.embedded.process import ServerFailed
from shared.bus.connection import connect

Start = Callable[[], Awaitable[Broker]]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Starts brokers on this test's data folder and sees to it that none stays behind."""
    async with AsyncExitStack() as started:

        async def start_one() -> Broker:
            broker = await start_broker(tmp_path)
            started.push_async_callback(broker.stop)
            return broker

        yield start_one


async def streams(broker: Broker) -> list[str | None]:
    client = await connect(broker.url, "ops", broker.seed_dir)
    try:
        return [stream.config.name for stream in await client.jetstream().streams_info()]
    finally:
        await client.close()


async def add_stream(broker: Broker) -> None:
    client = await connect(broker.url, "ops", broker.seed_dir)
    await client.jetstream().add_stream(name="KEPT", subjects=["kept.>"])
    await client.close()


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGKILL])
async def test_given_an_ended_broker_when_it_starts_again_then_port_and_streams_are_the_same(
    start: Start, ended_by: signal.Signals
) -> None:
    first = await start()
    await add_stream(first)
    first.process.send_signal(ended_by)
    await first.ended()
    second = await start()

    assert second.url == first.url
    assert await streams(second) == ["KEPT"]


async def test_given_a_broker_that_a_crash_left_running_when_started_then_it_is_taken_over(start: Start) -> None:
    first = await start()

    assert (await start()).process.pid == first.process.pid


async def test_given_another_broker_that_was_quicker_on_the_port_when_started_then_it_is_not_taken_for_ours(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int((await start()).url.rpartition(":")[2])
    monkeypatch.setattr(broker_module, "kept_port", lambda *_, **__: nullcontext(port))

    with pytest.raises(ServerFailed):
        await start_broker(private_folder(tmp_path / "copy"))


async def test_given_a_running_broker_with_other_rights_when_started_then_it_is_replaced(
    start: Start, tmp_path: Path
) -> None:
    first = await start()
    (tmp_path / "nats" / "nats.conf").write_text("# an older version's configuration")

    assert (await start()).process.pid != first.process.pid


async def test_given_seeds_when_made_then_only_we_can_read_them_and_they_stay(start: Start) -> None:
    broker = await start()
    before = {file.name: file.read_text() for file in broker.seed_dir.iterdir()}
    await broker.stop()

    assert all(file.stat().st_mode & 0o777 == 0o600 for file in broker.seed_dir.iterdir())
    assert {file.name: file.read_text() for file in (await start()).seed_dir.iterdir()} == before
