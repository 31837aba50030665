"""A case that is folded anew, and its dead letters."""

from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import pytest

from services.gateway.projections import analytics_sessions
from services.gateway.projector import NAME, heal
from shared.bus.dead_letters import DeadLetters
from shared.envelope import StoredEvent
from shared.ids import new_id
from shared.projection import Connection
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.intake.examples import case_received


def _broken(*_: Any) -> Any:
    raise ValueError


async def test_given_a_fold_that_fails_beside_the_case_s_when_healed_then_its_dead_letter_waits_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with AsyncExitStack() as stack:
        side, session = await ReadSide.open(Logs(database, stack)), new_id()
        await side.append(session, case_received(), category="case", role="intake")
        letters = DeadLetters(side.runner.pool, NAME)

        async def failed(_: Connection, event: StoredEvent, error: Exception) -> None:
            await letters.put(event, type(error).__name__, 1)

        runner = replace(side.runner, failed=failed)
        superuser = await side.logs.superuser()
        for broken, state in ((True, "dead"), (False, "done")):
            with monkeypatch.context() as patch:
                if broken:
                    patch.setattr(analytics_sessions, "fold", _broken)
                assert await heal(runner, session) == 1
            assert await superuser.fetchval("select state from bus.dead_letters") == state
