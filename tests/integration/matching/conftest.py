"""Matching on a real database, under its own role."""

from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from services.matching.adapters.imports import PostgresImports
from services.matching.adapters.jobs import PostgresIndexJobs
from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.api import Api
from services.matching.domain import FLOW, MATCH
from services.matching.events import FLOW_EVENTS, MATCH_EVENTS, Thresholds, Weights
from services.matching.flow_states import FlowStates
from services.matching.indexing import Indexer
from services.matching.matcher import Matcher
from services.matching.reactions import Reactions
from shared.clock import utc_now
from shared.database import open_pool
from shared.embedding import MiniLMEmbedder
from shared.handle import Handler
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from tests.conftest import Database

POSTINGS = 8000


@pytest.fixture(scope="module")
async def embedder() -> AsyncIterator[MiniLMEmbedder]:
    """The real embedder, loaded once."""
    made = MiniLMEmbedder()
    yield made
    made.close()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the master key is."""
    return tmp_path_factory.mktemp("keys") / "master.key"


@pytest.fixture(scope="module")
async def pool(module_database: Database) -> AsyncIterator[asyncpg.Pool]:
    """The service's pool."""
    async with open_pool(CommonSettings(database_url=module_database.url), "rf_matching") as opened:
        yield opened


@pytest.fixture(scope="module")
def log(pool: asyncpg.Pool, keys: Path) -> PostgresLog:
    """The log, as matching may use it."""
    return PostgresLog(pool, Keyring(PostgresKeyStore(pool), MasterKey.from_file(keys)))


@pytest.fixture(scope="module")
async def intake_log(module_database: Database, keys: Path) -> AsyncIterator[PostgresLog]:
    """The log, as intake may use it."""
    async with open_pool(CommonSettings(database_url=module_database.url), "rf_intake") as opened:
        yield PostgresLog(opened, Keyring(PostgresKeyStore(opened), MasterKey.from_file(keys)))


@pytest.fixture(scope="module")
async def diagnosis_log(module_database: Database, keys: Path) -> AsyncIterator[PostgresLog]:
    """The log, as diagnosis may use it."""
    async with open_pool(CommonSettings(database_url=module_database.url), "rf_diagnosis") as opened:
        yield PostgresLog(opened, Keyring(PostgresKeyStore(opened), MasterKey.from_file(keys)))


@pytest.fixture(scope="module")
def index(pool: asyncpg.Pool) -> PgVectorIndex:
    """The index."""
    return PgVectorIndex(pool, POSTINGS)


@pytest.fixture(scope="module")
def indexer(pool: asyncpg.Pool, log: PostgresLog, index: PgVectorIndex, embedder: MiniLMEmbedder) -> Indexer:
    """The background worker, not running."""
    return Indexer(PostgresIndexJobs(pool), log, index, [embedder])


@pytest.fixture(scope="module")
def matcher(index: PgVectorIndex, embedder: MiniLMEmbedder) -> Matcher:
    """The matcher."""
    return Matcher(index, {embedder.name: embedder}, Weights(), utc_now)


@pytest.fixture(scope="module")
def api(pool: asyncpg.Pool, log: PostgresLog, matcher: Matcher) -> Api:
    """What other processes may ask."""
    flows = Handler(log, FLOW, FLOW_EVENTS)
    return Api(flows, FlowStates(flows), PostgresImports(pool), matcher, Thresholds())


@pytest.fixture(scope="module")
def reactions(log: PostgresLog, matcher: Matcher, index: PgVectorIndex, indexer: Indexer) -> Reactions:
    """What matching does on events."""
    return Reactions(log, matcher, index, indexer, Handler(log, MATCH, MATCH_EVENTS), Thresholds())
