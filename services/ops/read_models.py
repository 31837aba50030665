"""Rebuilding and comparing the read models, as the projector's role."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from services.gateway.projector import NAME, PROJECTIONS, heal
from shared.bus.dead_letters import DeadLetters
from shared.database import open_pool
from shared.envelope import StoredEvent
from shared.errors import NotFound
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.projection import Connection, Progress, Projection, Runner
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings


@asynccontextmanager
async def open_runner(settings: CommonSettings) -> AsyncIterator[Runner]:
    """The projector's runner, without the bus."""
    async with open_pool(settings, "rf_projector", size=3) as pool:
        keyring = Keyring(PostgresKeyStore(pool), MasterKey.read(settings.master_key_file))
        dead_letters = DeadLetters(pool, NAME)

        async def failed(_: Connection, event: StoredEvent, error: Exception) -> None:
            await dead_letters.put(event, type(error).__name__, 1)

        yield Runner(pool, PostgresLog(pool, keyring), PROJECTIONS, failed)


async def compare_projections(settings: CommonSettings, progress: Progress) -> dict[str, int]:
    """How many rows of each table are not what a rebuild gives."""
    async with open_runner(settings) as runner:
        return await runner.compare(runner.projections, progress)


async def rebuild(settings: CommonSettings, name: str | None, progress: Progress) -> Sequence[str]:
    """Build one read model anew, or all; their names. Raises NotFound for an unknown name."""
    wanted: Sequence[Projection] = [projection for projection in PROJECTIONS if name in (None, projection.name)]
    if not wanted:
        known = ", ".join(projection.name for projection in PROJECTIONS)
        raise NotFound("unknown_projection", f"There is no projection {name!r}. There are: {known}.")
    async with open_runner(settings) as runner:
        await runner.rebuild(wanted, progress)
    return [projection.name for projection in wanted]


async def rebuild_session(settings: CommonSettings, session: UUID) -> int:
    """Fold one case anew, whose view is stale; how many events it has. Its dead letters are done with.

    Raises NotFound for a session that the log does not have.
    """
    async with open_runner(settings) as runner:
        events = await heal(runner, session)
    if not events:
        raise NotFound("session_not_found", "The log has no session of that id.")
    return events
