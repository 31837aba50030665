from collections.abc import AsyncIterator

import pytest

from tests.conftest import Database
from tests.integration.gateway.kit import Gateway, open_gateway


@pytest.fixture
async def gateway(database: Database) -> AsyncIterator[Gateway]:
    async with open_gateway(database.url) as replica:
        yield replica
