"""Both servers under one roof: a killed one comes back where it was, both are gone at the end."""

import asyncio
from pathlib import Path

import asyncpg
import psutil

from services.ops.embedded.process import is_alive
from services.ops.embedded.servers import Servers, running_servers
from shared.bus.connection import connect
from shared.testing.waiting import PATIENCE


async def answer(servers: Servers) -> tuple[int, bool]:
    """PostgreSQL's postmaster, and whether the broker takes connections; raises while a server is away."""
    connection = await asyncpg.connect(servers.postgres.dsn())
    postmaster = await connection.fetchval("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int")
    await connection.close()
    client = await asyncio.wait_for(connect(servers.broker.url, "ops", servers.broker.seed_dir), timeout=PATIENCE)
    await client.close()
    return postmaster, client.is_closed


async def test_given_killed_servers_when_kept_then_they_come_back_and_end_with_us(tmp_path: Path) -> None:
    async with running_servers(tmp_path) as servers:
        first, _ = await answer(servers)
        servers.postgres.process.kill()
        servers.broker.process.kill()
        await asyncio.gather(servers.postgres.ended(), servers.broker.ended())
        second = await asyncio.wait_for(until_answered(servers), timeout=PATIENCE)
        assert second != first

    assert not psutil.pid_exists(second)
    assert not is_alive(servers.broker.process)
    assert not (tmp_path / "postgres" / "postmaster.pid").exists()


async def test_given_servers_just_started_when_left_at_once_then_both_are_gone(tmp_path: Path) -> None:
    async with running_servers(tmp_path) as servers:
        pass

    assert not is_alive(servers.postgres.process)
    assert not is_alive(servers.broker.process)


async def until_answered(servers: Servers) -> int:
    while True:
        try:
            return (await answer(servers))[0]
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await asyncio.sleep(0.05)
