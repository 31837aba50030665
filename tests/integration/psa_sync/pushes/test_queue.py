"""What waits to be pushed, and the locks of those who push it, in PostgreSQL."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

from services.psa_sync.pushes.locks import LockLost, PostgresLocks, Taken
from services.psa_sync.pushes.queue import PostgresQueue, Queued
from shared.database import open_pool
from shared.ids import new_id
from shared.settings import CommonSettings
from shared.testing.waiting import eventually
from tests.conftest import Database

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CONNECTION, OTHER = UUID(int=1), UUID(int=2)


def queued(ticket: str, written: int = 0, connection: UUID = CONNECTION, due: int = -10) -> Queued:
    session = new_id()
    return Queued(
        f"{session}-1", session, UUID(int=9), connection, ticket, NOW + written * SECOND, NOW + due * SECOND
    )  # fmt: skip


@pytest.fixture
def settings(database: Database) -> CommonSettings:
    return CommonSettings(database_url=database.url)


async def test_given_notes_of_a_ticket_when_they_are_due_then_only_the_first_written_may_go(
    settings: CommonSettings,
) -> None:
    first, second, elsewhere = queued("1", 0), queued("1", 1, due=-20), queued("2", 2)
    async with open_pool(settings, "rf_psa_sync") as pool:
        queue = PostgresQueue(pool)
        for one in (second, elsewhere, first):
            await queue.put(one)

        assert {one.push for one in await queue.due(NOW, (), 9, 9)} == {first.push, elsewhere.push}
        await queue.wait(first, NOW + SECOND, is_open=False)
        assert [one.push for one in await queue.due(NOW, (), 9, 9)] == [second.push, elsewhere.push]


async def test_given_many_of_one_connection_when_they_are_due_then_others_get_their_turn(
    settings: CommonSettings,
) -> None:
    async with open_pool(settings, "rf_psa_sync") as pool:
        queue = PostgresQueue(pool)
        for number in range(20):
            await queue.put(queued(str(number), due=-1000))
        other = queued("1", connection=OTHER)
        await queue.put(other)

        due = await queue.due(NOW, (), 2, 50)

        assert len(due) == 3
        assert due[-1].push == other.push
        assert [one.push for one in await queue.due(NOW, [one.push for one in due[:2]], 2, 1)] != [due[0].push]


async def test_given_a_push_that_somebody_hurried_meanwhile_when_its_work_ends_then_the_hurry_counts(
    settings: CommonSettings,
) -> None:
    one = queued("1")
    async with open_pool(settings, "rf_psa_sync") as pool:
        queue = PostgresQueue(pool)
        await queue.put(one)
        hurried = replace(one, due_at=NOW)
        await queue.put(hurried)

        await queue.wait(one, NOW + timedelta(hours=1), is_open=True)
        await queue.remove(one)
        assert await queue.due(NOW, (), 9, 9) == [hurried]

        await queue.remove(hurried)
        assert await queue.due(NOW, (), 9, 9) == []


async def test_given_a_connection_that_is_back_when_its_pushes_wait_then_they_are_due_and_looks_are_not(
    settings: CommonSettings,
) -> None:
    waiting, looked_at, other = queued("1", due=60), queued("2", due=60), queued("3", 0, OTHER, due=60)
    async with open_pool(settings, "rf_psa_sync") as pool:
        queue = PostgresQueue(pool)
        for one in (waiting, looked_at, other):
            await queue.put(one)
        await queue.wait(looked_at, NOW + 60 * SECOND, is_open=False)

        await queue.hurry_connection(CONNECTION, NOW)

        assert [one.push for one in await queue.due(NOW, (), 9, 9)] == [waiting.push]


async def test_given_a_lock_that_is_held_when_another_wants_it_then_it_is_taken_until_it_is_let_go(
    settings: CommonSettings,
) -> None:
    async with open_pool(settings, "rf_psa_sync") as one, open_pool(settings, "rf_psa_sync") as other:
        async with PostgresLocks(one).hold("a-1") as held:
            await held.check()
            with pytest.raises(Taken):
                async with PostgresLocks(other).hold("a-1"):
                    pass
            async with PostgresLocks(other).hold("a-2"):
                pass
        async with PostgresLocks(other).hold("a-1"):
            pass


async def test_given_work_that_fails_when_another_wants_the_lock_then_it_is_free(settings: CommonSettings) -> None:
    async def fail(pool: asyncpg.Pool) -> None:
        async with PostgresLocks(pool).hold("a-1"):
            raise ValueError

    async with open_pool(settings, "rf_psa_sync") as one, open_pool(settings, "rf_psa_sync") as other:
        with pytest.raises(ValueError):  # noqa: PT011 - its own
            await fail(one)
        await eventually(lambda: is_free(other))


async def is_free(pool: asyncpg.Pool) -> bool:
    try:
        async with PostgresLocks(pool).hold("a-1"):
            return True
    except Taken:  # the database has not heard yet that the connection was cut
        return False


async def test_given_a_lock_whose_session_the_database_ended_when_it_is_checked_then_it_is_lost(
    settings: CommonSettings, database: Database
) -> None:
    async def hold(pool: asyncpg.Pool) -> None:
        async with PostgresLocks(pool).hold("a-1") as held:
            superuser = await asyncpg.connect(database.dsn("postgres"))
            await superuser.execute(
                "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                " and database = (select oid from pg_database where datname = current_database())"
            )
            await superuser.close()
            await held.check()

    async with open_pool(settings, "rf_psa_sync") as pool:
        with pytest.raises(LockLost):
            await hold(pool)


async def test_given_faults_when_a_push_is_put_off_then_they_are_counted_until_something_else_comes_of_it(
    settings: CommonSettings,
) -> None:
    async with open_pool(settings, "rf_psa_sync") as pool:
        queue = PostgresQueue(pool)
        await queue.put(queued("1"))
        (first,) = await queue.due(NOW, (), 9, 9)
        await queue.put_off(first, NOW, NOW + SECOND)
        await queue.put_off(first, NOW, NOW)  # of before: somebody has set another time
        (second,) = await queue.due(NOW + SECOND, (), 9, 9)
        await queue.put_off(second, NOW + SECOND, NOW + 2 * SECOND)

        (found,) = await queue.due(NOW + 2 * SECOND, (), 9, 9)
        assert (found.faults, found.failing_since) == (2, NOW)
        assert await queue.due(NOW + SECOND, (), 9, 9) == []
        await queue.wait(found, NOW, is_open=True)
        (found,) = await queue.due(NOW, (), 9, 9)
        assert (found.faults, found.failing_since) == (0, None)
