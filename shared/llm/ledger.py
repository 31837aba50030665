"""What calls cost, and what each account may still spend: budgets a UTC day and a UTC month, in US dollars.

Money is reserved before a call and settled after it, so that many sessions at once cannot overdraw a budget
together. A reservation whose process died returns by itself when it expires.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Protocol
from uuid import UUID

import asyncpg

from shared.clock import Clock
from shared.errors import QuotaExceeded
from shared.ids import new_id
from shared.llm.usage import Usage

RESERVED_FOR = timedelta(minutes=3)  # longer than any question's deadline


@dataclass(frozen=True, slots=True)
class Work:
    """For whom, and for which attempt at which step of a session, a model is asked."""

    account: UUID
    session: UUID
    step: str
    attempt: int
    user: UUID | None = None
    client: UUID | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Money set aside for one question."""

    id: UUID
    work: Work


@dataclass(frozen=True, slots=True)
class Bill:
    """What a question took in the end. `outcome` is `answered`, `cancelled` or the code of a failure."""

    task: str
    prompt_version: str
    usage: Usage
    prices_version: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Budget:
    """What one account may spend, in US dollars."""

    daily: Decimal
    monthly: Decimal


class Purse(Protocol):
    """Where the money for calls comes from."""

    async def reserve(self, work: Work, estimate: Decimal) -> Hold:
        """Set money aside; raises `QuotaExceeded` if the budget does not allow it."""
        ...

    async def settle(self, hold: Hold, bill: Bill) -> None:
        """Write the call down and charge what it really cost."""
        ...


class Ledger:
    """The purse in PostgreSQL, over a pool of the service's own role."""

    def __init__(self, pool: asyncpg.Pool, budget: Budget, clock: Clock) -> None:
        self._pool = pool
        self._budget = budget
        self._clock = clock

    async def reserve(self, work: Work, estimate: Decimal) -> Hold:
        """See `Purse.reserve`."""
        now = self._clock()
        hold = Hold(new_id(), work)
        async with account_transaction(self._pool, work.account) as connection:
            spent = await _lock_spending(connection, work.account, now)
            reserved = await connection.fetchval(_RESERVED, work.account)
            for period, limit in ((_day(now), self._budget.daily), (_month(now), self._budget.monthly)):
                if spent[period] + reserved + estimate > limit:
                    raise _exceeded(period, now)
            await connection.execute(_RESERVE, hold.id, work.account, estimate, now + RESERVED_FOR)
        return hold

    async def settle(self, hold: Hold, bill: Bill) -> None:
        """See `Purse.settle`."""
        now, work, usage = self._clock(), hold.work, bill.usage
        async with account_transaction(self._pool, work.account) as connection:
            await connection.execute(_CHARGE, work.account, _day(now), _month(now), usage.cost_usd)
            await connection.execute("delete from llm.reservations where id = $1", hold.id)
            await connection.execute(
                _RECORD, hold.id, work.account, work.user, work.client, work.session, work.step, work.attempt,
                bill.task, usage.model, bill.prompt_version, usage.tokens.input, usage.tokens.output,
                usage.tokens.cache_read, usage.tokens.cache_write, usage.cost_usd, bill.prices_version,
                usage.calls, usage.latency_ms, bill.outcome, now,
            )  # fmt: skip


@asynccontextmanager
async def account_transaction(pool: asyncpg.Pool, account: UUID) -> AsyncIterator[asyncpg.pool.PoolConnectionProxy]:
    """A transaction that sees one account's rows only."""
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("select set_config('app.account', $1, true)", str(account))
        yield connection


_OPEN_PERIODS = "insert into llm.spending (account, period) values ($1, $2), ($1, $3) on conflict do nothing"
_LOCK_PERIODS = (
    "select period, spent_usd from llm.spending where account = $1 and period in ($2, $3) order by period for update"
)
_FORGET_EXPIRED = "delete from llm.reservations where account = $1 and expires_at <= $2"
_RESERVED = "select coalesce(sum(amount_usd), 0) from llm.reservations where account = $1"
_RESERVE = "insert into llm.reservations (id, account, amount_usd, expires_at) values ($1, $2, $3, $4)"
_CHARGE = (
    "insert into llm.spending (account, period, spent_usd) values ($1, $2, $4), ($1, $3, $4)"
    " on conflict (account, period) do update set spent_usd = spending.spent_usd + excluded.spent_usd"
)
_RECORD = (
    "insert into llm.calls (id, account, user_id, client, session, step, attempt, task, model, prompt_version,"
    " input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, prices_version, calls,"
    " latency_ms, outcome, at)"
    " values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20)"
)


async def _lock_spending(
    connection: asyncpg.pool.PoolConnectionProxy, account: UUID, now: datetime
) -> dict[str, Decimal]:
    """What the account has spent in the running periods, whose rows stay locked; expired reservations go."""
    periods = (account, _day(now), _month(now))
    await connection.execute(_OPEN_PERIODS, *periods)
    rows = await connection.fetch(_LOCK_PERIODS, *periods)
    await connection.execute(_FORGET_EXPIRED, account, now)
    return {row["period"]: row["spent_usd"] for row in rows}


def _day(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%d")


def _month(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m")


def _exceeded(period: str, now: datetime) -> QuotaExceeded:
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    daily = period == _day(now)
    next_month = (midnight.replace(day=1) + timedelta(days=32)).replace(day=1)
    name, resets = ("day", midnight + timedelta(days=1)) if daily else ("month", next_month)
    return QuotaExceeded(
        f"model_quota_{name}",
        f"The account's model budget of this {name} is used up. It is renewed on {resets:%Y-%m-%d %H:%M} UTC;"
        " until then the playbook leads.",
        resets_at=resets.isoformat(),
    )
