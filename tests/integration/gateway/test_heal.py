"""A case that is folded anew, and its dead letters."""

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from services.gateway.projections import analytics_sessions
from services.gateway.projector import NAME, OF_ACCOUNTS, Projector, heal
from services.ops.events import CaseErased
from shared.bus.dead_letters import DeadLetters
from shared.envelope import StoredEvent, Stream
from shared.ids import new_id
from shared.projection import Connection, Projection, Runner
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.gateway.notifications.examples import NOW, raised
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


async def test_given_a_letter_of_a_notification_when_its_case_is_healed_then_it_waits_on(database: Database) -> None:
    async with AsyncExitStack() as stack:
        side, session = await ReadSide.open(Logs(database, stack)), new_id()
        await side.append(session, case_received(), category="case", role="intake")
        about = Stream("notification", str(new_id()), side.account, session)
        await side.write(about, raised(), role="notifier")
        letters = DeadLetters(side.runner.pool, NAME)
        for event in await side.runner.log.read_positions(0, 9):
            await letters.put(event, "ValueError", 1)

        await heal(side.runner, session)

        rows = await (await side.logs.superuser()).fetch("select event_type, state from bus.dead_letters")
        assert {row["event_type"]: row["state"] for row in rows} == {
            "case_received": "done",
            "notification_raised": "dead",
        }


async def test_given_letters_of_no_case_when_an_operator_retries_them_then_one_rebuild_is_for_all(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt: list[int] = []

    async def rebuild(_: Runner, projections: Sequence[Projection]) -> None:
        rebuilt.append(len(projections))

    async with AsyncExitStack() as stack:
        side = await ReadSide.open(Logs(database, stack))
        for _ in range(3):
            erased = CaseErased(session=new_id(), by="ops", reason="asked", at=NOW)
            await side.append(new_id(), erased, category="erasure", role="ops")
        letters = DeadLetters(side.runner.pool, NAME)
        for event in await side.runner.log.read_positions(0, 9):
            await letters.put(event, "ValueError", 1)
        superuser = await side.logs.superuser()
        await superuser.execute("update bus.dead_letters set state = 'retry'")
        runtime: Any = SimpleNamespace(pool=side.runner.pool, log=side.runner.log)
        monkeypatch.setattr(Runner, "rebuild", rebuild)

        await Projector(runtime, side.runner).retry_once()

        assert rebuilt == [len(OF_ACCOUNTS)]
        assert await superuser.fetchval("select array_agg(state) from bus.dead_letters") == ["done"] * 3
