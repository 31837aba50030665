"""Budgets, bills and leases in PostgreSQL, under the service's own role."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import asyncpg
import pytest

from shared.errors import QuotaExceeded
from shared.ids import new_id
from shared.llm.leases import HELD_FOR, Leased, Leases
from shared.llm.ledger import RESERVED_FOR, Bill, Budget, Ledger, Work, account_transaction
from shared.llm.usage import Tokens, Usage
from tests.conftest import Database

BUDGET = Budget(daily=Decimal(1), monthly=Decimal(3))


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(database.dsn("rf_diagnosis"), min_size=1, max_size=4) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(pool: asyncpg.Pool, clock: Clock) -> Ledger:
    return Ledger(pool, BUDGET, clock)


def work() -> Work:
    return Work(new_id(), new_id(), "3", 1, user=new_id())


def bill(cost: str, outcome: str = "answered") -> Bill:
    usage = Usage("small", Tokens(10, 20, 30, 40), Decimal(cost), 1234, 2)
    return Bill("open_chat", "rules_v1", usage, "2026-11", outcome)


async def spend(ledger: Ledger, who: Work, cost: str) -> None:
    await ledger.settle(await ledger.reserve(who, Decimal("0.1")), bill(cost))


async def test_given_a_settled_call_when_looked_up_then_all_it_took_is_there(
    ledger: Ledger, pool: asyncpg.Pool
) -> None:
    who = work()
    await ledger.settle(await ledger.reserve(who, Decimal("0.5")), bill("0.25", "model_truncated"))
    async with account_transaction(pool, who.account) as connection:
        row = await connection.fetchrow("select * from llm.calls")
        assert await connection.fetchval("select count(*) from llm.reservations") == 0
    assert row
    assert row["session"] == who.session
    assert (row["step"], row["attempt"], row["user_id"]) == ("3", 1, who.user)
    assert (row["input_tokens"], row["output_tokens"]) == (10, 20)
    assert (row["cache_read_tokens"], row["cache_write_tokens"]) == (30, 40)
    assert (row["cost_usd"], row["calls"], row["latency_ms"]) == (Decimal("0.25"), 2, 1234)
    assert (row["outcome"], row["model"]) == ("model_truncated", "small")


async def test_given_a_used_up_day_when_reserved_then_it_is_refused_until_midnight_utc(
    ledger: Ledger, clock: Clock
) -> None:
    who = work()
    await spend(ledger, who, "0.95")
    with pytest.raises(QuotaExceeded) as caught:
        await ledger.reserve(who, Decimal("0.1"))
    assert caught.value.code == "model_quota_day"
    assert "2026-11-21 00:00 UTC" in caught.value.detail
    clock.now = datetime(2026, 11, 21, tzinfo=UTC)
    await ledger.reserve(who, Decimal("0.1"))


async def test_given_a_used_up_month_when_reserved_then_it_is_refused_until_the_next(
    ledger: Ledger, clock: Clock
) -> None:
    who = work()
    for day in range(20, 24):
        clock.now = datetime(2026, 11, day, tzinfo=UTC)
        await spend(ledger, who, "0.75")
    clock.now += timedelta(days=1)
    with pytest.raises(QuotaExceeded) as caught:
        await ledger.reserve(who, Decimal("0.1"))
    assert caught.value.facts["resets_at"] == "2026-12-01T00:00:00+00:00"
    clock.now = datetime(2026, 12, 1, tzinfo=UTC)
    await ledger.reserve(who, Decimal("0.1"))


async def test_given_many_at_once_when_they_reserve_then_together_they_do_not_overdraw(ledger: Ledger) -> None:
    who = work()
    tries = await asyncio.gather(*(ledger.reserve(who, Decimal("0.3")) for _ in range(8)), return_exceptions=True)
    assert sum(not isinstance(result, BaseException) for result in tries) == 3
    assert all(isinstance(result, QuotaExceeded) for result in tries if isinstance(result, BaseException))


async def test_given_a_reservation_whose_process_died_when_it_expires_then_the_money_is_back(
    ledger: Ledger, clock: Clock
) -> None:
    who = work()
    dead = await ledger.reserve(who, Decimal("0.9"))
    with pytest.raises(QuotaExceeded):
        await ledger.reserve(who, Decimal("0.9"))
    clock.now += RESERVED_FOR
    await ledger.reserve(who, Decimal("0.9"))
    await ledger.settle(dead, bill("0.5"))  # it was only slow: what it cost is charged all the same
    with pytest.raises(QuotaExceeded):
        await ledger.reserve(who, Decimal("0.05"))


async def test_given_two_accounts_when_one_is_at_its_limit_then_the_other_is_not(ledger: Ledger) -> None:
    await spend(ledger, work(), "1")
    await ledger.reserve(work(), Decimal("0.9"))


async def test_given_another_accounts_rows_when_read_then_none_are_seen(ledger: Ledger, pool: asyncpg.Pool) -> None:
    await spend(ledger, work(), "0.1")
    async with account_transaction(pool, new_id()) as connection:
        for table in ("calls", "spending", "reservations", "leases"):
            assert await connection.fetchval(f"select count(*) from llm.{table}") == 0
    assert await pool.fetchval("select count(*) from llm.calls") == 0


async def test_given_a_wrong_account_when_a_row_is_written_then_the_wall_stands(pool: asyncpg.Pool) -> None:
    async with account_transaction(pool, new_id()) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("insert into llm.spending (account, period) values ($1, '2026')", new_id())


async def test_given_a_bill_when_a_service_tries_to_change_it_then_it_may_not(pool: asyncpg.Pool) -> None:
    for statement in ("update llm.calls set cost_usd = 0", "delete from llm.calls"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await pool.execute(statement)


async def test_given_a_step_that_is_being_asked_for_when_another_comes_then_it_is_told(
    pool: asyncpg.Pool, clock: Clock
) -> None:
    leases, who = Leases(pool, clock), work()
    async with leases.hold(who):
        with pytest.raises(Leased):
            async with leases.hold(who):
                pytest.fail("both hold it")
        async with leases.hold(replace(who, attempt=2)):
            pass
    async with leases.hold(who):
        pass


async def test_given_a_holder_that_died_when_its_time_is_over_then_one_of_many_takes_it(
    pool: asyncpg.Pool, clock: Clock
) -> None:
    leases, who = Leases(pool, clock), work()
    first = leases.hold(who)
    await first.__aenter__()
    clock.now += HELD_FOR
    held = asyncio.Event()

    async def take() -> bool:
        try:
            async with leases.hold(who):
                await held.wait()
        except Leased:
            held.set()
            return False
        return True

    assert sorted(await asyncio.gather(take(), take())) == [False, True]
    await first.__aexit__(None, None, None)  # letting go late takes nothing from anyone
