"""PostgreSQL in the data folder: it survives us, crashes included, and never fights with itself."""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import asyncpg
import pytest

from services.ops.embedded.folder import open_data_folder, socket_folder
from services.ops.embedded.postgres import Postgres, start_postgres
from services.ops.embedded.process import is_alive
from shared.errors import IllegalState

Start = Callable[..., Awaitable[Postgres]]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Starts servers on this test's data folder and sees to it that none stays behind."""
    async with AsyncExitStack() as started:

        async def start_one(**settings: str) -> Postgres:
            server = await start_postgres(tmp_path, settings)
            started.push_async_callback(server.stop)
            return server

        yield start_one


async def query(server: Postgres, statement: str) -> object:
    connection = await asyncpg.connect(server.dsn())
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_given_a_stopped_server_when_it_starts_again_then_its_rows_are_there(start: Start) -> None:
    server = await start()
    await query(server, "create table kept as select 7 as n")
    await server.stop()

    assert await query(await start(), "select n from kept") == 7


async def test_given_a_server_that_a_crash_left_running_when_started_then_it_is_taken_over(start: Start) -> None:
    first = await start()

    assert (await start()).process.pid == first.process.pid


async def test_given_a_running_server_with_other_settings_when_started_then_it_is_replaced(start: Start) -> None:
    first = await start()
    second = await start(work_mem="8MB")

    assert not is_alive(first.process)
    assert await query(second, "show work_mem") == "8MB"


async def test_given_a_killed_server_with_a_busy_backend_when_started_then_what_was_committed_is_there(
    start: Start,
) -> None:
    server = await start()
    await query(server, "create table kept as select 7 as n")
    busy = await asyncpg.connect(server.dsn())
    hanging = asyncio.ensure_future(busy.execute("do $$ begin loop end loop; end $$"))
    while not await query(server, "select 1 from pg_stat_activity where query like 'do $$%' and state = 'active'"):
        pass
    server.process.send_signal(signal.SIGKILL)
    await server.ended()

    assert await query(await start(), "select n from kept") == 7
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)):
        await hanging


async def test_given_a_stale_pid_file_with_a_stranger_s_pid_when_started_then_the_stranger_lives(
    start: Start, tmp_path: Path
) -> None:
    await (await start()).stop()
    stranger = await asyncio.create_subprocess_exec("sleep", "60")
    (tmp_path / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{tmp_path / 'postgres'}\n")

    assert await query(await start(), "select 1") == 1
    assert stranger.returncode is None
    stranger.kill()
    await stranger.wait()


async def test_given_a_first_start_that_was_cut_off_when_started_then_the_cluster_is_made_anew(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18\n")

    assert await query(await start(), "select 1") == 1


async def test_given_a_folder_with_a_long_name_when_started_then_the_socket_is_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 25)
    folder.mkdir()
    server = await start_postgres(folder)

    assert await query(server, "select 1") == 1
    await server.stop()
    assert socket_folder(folder) != folder


async def test_given_rows_that_violate_a_rule_when_logged_then_their_values_are_not(
    start: Start, tmp_path: Path
) -> None:
    server = await start()
    await query(server, "create table strict (n text primary key check (n <> 'secret'))")
    with pytest.raises(asyncpg.CheckViolationError):
        await query(server, "insert into strict values ('secret')")

    log = (tmp_path / "postgres.log").read_text()
    assert "violates check constraint" in log
    assert "secret" not in log


def test_given_a_held_data_folder_when_opened_again_then_it_is_refused(tmp_path: Path) -> None:
    with open_data_folder(tmp_path / "data") as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        with pytest.raises(IllegalState), open_data_folder(tmp_path / "data"):
            pass
