"""Pools and blobs of the services' roles on this test's database."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from shared.blobs import Blobs
from shared.database import open_pool
from shared.log.postgres import PostgresKeyStore
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from tests.conftest import Database

MASTER = MasterKey(bytes(range(32)))


def blobs_over(pool: asyncpg.Pool, chunk_bytes: int = 1000) -> Blobs:
    """Blobs in small pieces, so that tests meet more than one."""
    return Blobs(pool, Keyring(PostgresKeyStore(pool), MASTER), chunk_bytes)


@pytest.fixture
def common_settings(database: Database) -> CommonSettings:
    return CommonSettings(database_url=database.url)


@pytest.fixture
async def intake_pool(common_settings: CommonSettings) -> AsyncIterator[asyncpg.Pool]:
    async with open_pool(common_settings, "rf_intake") as pool:
        yield pool


@pytest.fixture
async def ops_pool(common_settings: CommonSettings) -> AsyncIterator[asyncpg.Pool]:
    async with open_pool(common_settings, "rf_ops") as pool:
        yield pool


@pytest.fixture
def blobs(intake_pool: asyncpg.Pool) -> Blobs:
    return blobs_over(intake_pool)
