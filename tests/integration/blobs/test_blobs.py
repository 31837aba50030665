"""Blobs in a real PostgreSQL: sealed, in pieces, walled, collected."""

from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest

from shared.blobs import Blobs, collect_unkept, delete_blobs_of
from shared.clock import utc_now
from shared.database import open_pool
from shared.errors import Erased, NotFound, TooLarge
from shared.ids import new_id
from shared.sealing import SealBroken
from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.blobs.conftest import blobs_over

ACCOUNT, OTHER_ACCOUNT, USER, OTHER_USER = new_id(), new_id(), new_id(), new_id()
CONTENT = bytes(range(256)) * 20
TOMORROW = timedelta(days=1)


async def stream(content: bytes, size: int = 300) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def count(pool: asyncpg.Pool, table: str) -> int:
    found: int = await pool.fetchval(f"select count(*) from blobs.{table}")
    return found


@pytest.mark.parametrize("content", [b"", b"x", bytes(1000), bytes(1001), CONTENT])
@pytest.mark.parametrize("streamed", [False, True])
async def test_given_a_blob_when_read_then_it_is_what_was_put(blobs: Blobs, content: bytes, streamed: bool) -> None:
    session = new_id()
    address = await blobs.put(ACCOUNT, session, "text/plain", stream(content) if streamed else content)
    assert await blobs.read_whole(ACCOUNT, session, address) == content


async def test_given_a_blob_when_looked_at_in_the_tables_then_its_content_is_sealed(
    blobs: Blobs, database: Database
) -> None:
    await blobs.put(ACCOUNT, new_id(), "text/plain", b"the customer's secret " * 100)
    superuser = await asyncpg.connect(database.dsn("postgres"))
    rows = await superuser.fetch("select sealed from blobs.chunks")
    await superuser.close()
    assert len(rows) == 3
    assert not any(b"secret" in row["sealed"] for row in rows)


async def test_given_a_blob_of_one_case_when_another_reads_it_then_there_is_none(blobs: Blobs) -> None:
    session = new_id()
    address = await blobs.put(ACCOUNT, session, "image/png", CONTENT)
    for account, asked in ((ACCOUNT, new_id()), (OTHER_ACCOUNT, session)):
        with pytest.raises(NotFound):
            await blobs.read_whole(account, asked, address)


async def test_given_pieces_that_were_swapped_when_read_then_it_is_noticed(blobs: Blobs, database: Database) -> None:
    session = new_id()
    address = await blobs.put(ACCOUNT, session, "text/plain", CONTENT)
    superuser = await asyncpg.connect(database.dsn("postgres"))
    await superuser.execute("update blobs.chunks set number = number + 10 where number < 2")
    await superuser.execute("update blobs.chunks set number = 11 - number where number >= 10")
    await superuser.close()
    with pytest.raises(SealBroken):
        await blobs.read_whole(ACCOUNT, session, address)


async def test_given_a_blob_that_was_cut_short_when_read_then_it_is_noticed(blobs: Blobs, database: Database) -> None:
    session = new_id()
    address = await blobs.put(ACCOUNT, session, "text/plain", CONTENT)
    superuser = await asyncpg.connect(database.dsn("postgres"))
    await superuser.execute("delete from blobs.chunks where number = (select max(number) from blobs.chunks)")
    await superuser.close()
    with pytest.raises(SealBroken):
        await blobs.read_whole(ACCOUNT, session, address)


async def test_given_an_upload_when_its_owner_reads_it_then_it_is_what_was_sent(blobs: Blobs) -> None:
    upload = await blobs.upload(ACCOUNT, USER, "image/png", stream(CONTENT), max_bytes=len(CONTENT))
    found = await blobs.find_upload(ACCOUNT, USER, upload.id)
    assert (found, found.bytes) == (upload, len(CONTENT))
    assert b"".join([piece async for piece in blobs.read_upload(ACCOUNT, found)]) == CONTENT


@pytest.mark.parametrize(("account", "user"), [(ACCOUNT, OTHER_USER), (OTHER_ACCOUNT, USER)])
async def test_given_an_upload_when_somebody_else_asks_for_it_then_there_is_none(
    blobs: Blobs, account: object, user: object
) -> None:
    upload = await blobs.upload(ACCOUNT, USER, "image/png", CONTENT, max_bytes=10_000)
    with pytest.raises(NotFound):
        await blobs.find_upload(account, user, upload.id)  # type: ignore[arg-type] # parametrize keeps no types


async def test_given_an_upload_over_the_limit_when_sent_then_nothing_is_left(
    blobs: Blobs, ops_pool: asyncpg.Pool
) -> None:
    with pytest.raises(TooLarge):
        await blobs.upload(ACCOUNT, USER, "text/plain", stream(CONTENT), max_bytes=len(CONTENT) - 1)
    assert await count(ops_pool, "blobs") == 0


async def test_given_an_upload_that_breaks_off_when_sent_then_nothing_is_left(
    blobs: Blobs, ops_pool: asyncpg.Pool
) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield CONTENT
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await blobs.upload(ACCOUNT, USER, "text/plain", broken(), max_bytes=10_000)
    assert await count(ops_pool, "blobs") == 0


async def test_given_a_day_when_swept_then_what_no_event_names_is_collected(
    blobs: Blobs, ops_pool: asyncpg.Pool
) -> None:
    session = new_id()
    named = await blobs.put(ACCOUNT, session, "text/plain", CONTENT)
    kept_at_once = await blobs.put(ACCOUNT, session, "text/plain", CONTENT, kept=True)
    await blobs.put(ACCOUNT, session, "text/plain", CONTENT)
    await blobs.upload(ACCOUNT, USER, "text/plain", CONTENT, max_bytes=10_000)
    await blobs.keep(ACCOUNT, session, [named])
    await blobs.keep(ACCOUNT, session, [named])

    assert await collect_unkept(ops_pool, utc_now() - TOMORROW) == 0
    assert await collect_unkept(ops_pool, utc_now() + TOMORROW) == 2
    assert await blobs.read_whole(ACCOUNT, session, named) == CONTENT
    assert await blobs.read_whole(ACCOUNT, session, kept_at_once) == CONTENT


async def test_given_an_erased_case_when_read_or_written_then_it_says_so(blobs: Blobs, database: Database) -> None:
    session = new_id()
    address = await blobs.put(ACCOUNT, session, "text/plain", CONTENT)
    superuser = await asyncpg.connect(database.dsn("postgres"))
    await superuser.execute("update log.keys set wrapped = null, destroyed_at = now() where id = $1", session)
    await superuser.close()
    fresh = blobs_over(blobs._pool)  # one that has not cached the key
    with pytest.raises(Erased):
        await fresh.read_whole(ACCOUNT, session, address)
    with pytest.raises(Erased):
        await fresh.put(ACCOUNT, session, "text/plain", CONTENT)


async def test_given_an_erased_case_when_its_blobs_are_deleted_then_only_they_go(
    blobs: Blobs, ops_pool: asyncpg.Pool
) -> None:
    erased, other = new_id(), new_id()
    await blobs.put(ACCOUNT, erased, "text/plain", CONTENT, kept=True)
    address = await blobs.put(ACCOUNT, other, "text/plain", CONTENT)
    assert await delete_blobs_of(ops_pool, erased) == 1
    assert await blobs.read_whole(ACCOUNT, other, address) == CONTENT


@pytest.mark.parametrize("role", ["rf_intake", "rf_diagnosis", "rf_gateway"])
async def test_given_a_role_when_it_has_no_account_or_another_then_it_sees_and_deletes_nothing(
    blobs: Blobs, common_settings: CommonSettings, role: str
) -> None:
    await blobs.put(ACCOUNT, new_id(), "text/plain", CONTENT)
    async with open_pool(common_settings, role) as pool, pool.acquire() as connection:
        assert await connection.fetchval("select count(*) from blobs.blobs") == 0
        for account in (OTHER_ACCOUNT, ACCOUNT):
            async with connection.transaction():
                await connection.execute("select set_config('app.account', $1, true)", str(account))
                assert await connection.execute("delete from blobs.blobs") == "DELETE 0"
                assert await connection.fetchval("select count(*) from blobs.chunks") == 6 * (account == ACCOUNT)


async def test_given_a_large_blob_when_written_and_read_then_one_piece_at_a_time_is_held(blobs: Blobs) -> None:
    session, piece = new_id(), bytes(64 * 1024)

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(64):
            yield piece

    large = Blobs(blobs._pool, blobs._keyring)
    address = await large.put(ACCOUNT, session, "text/plain", pieces())
    sizes = [len(part) async for part in large.read(ACCOUNT, session, address)]
    assert sum(sizes) == 64 * 64 * 1024
    assert max(sizes) == 256 * 1024
