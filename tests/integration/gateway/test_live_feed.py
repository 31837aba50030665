"""The live feed over real read models: what it tells, from when on."""

from contextlib import AsyncExitStack

from services.gateway.auth.principal import Principal
from services.gateway.live import LiveFeed
from services.gateway.notices import Notices
from services.gateway.whispers import Whispers
from shared.bus.connection import connect
from shared.ids import new_id
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.servers import NatsServer
from tests.unit.intake.examples import case_received


async def test_given_an_opened_feed_when_something_happens_before_it_is_read_then_it_is_told_all_the_same(
    database: Database, nats_server: NatsServer
) -> None:
    async with AsyncExitStack() as stack:
        logs = Logs(database, stack)
        read_side = await ReadSide.open(logs)
        reader = Principal(new_id(), read_side.account, None, "engineer", "Sam", "token")

        async def admit() -> Principal:
            return reader

        client = await connect(nats_server.url, "gateway", nats_server.seed_dir)
        stack.push_async_callback(client.close)
        feed = LiveFeed(await logs.pool("gateway"), Notices(), Whispers(client))
        stream = await feed.open(reader, admit, None, None)
        session = new_id()
        await read_side.append(session, case_received(), category="case", role="intake")

        assert await anext(stream) == b"retry: 2000\n\n"
        assert str(session).encode() in await anext(stream)
