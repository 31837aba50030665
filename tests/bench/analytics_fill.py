"""Sessions in the read models at once, past the log: what an account has that has worked for long."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import inf
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from services.gateway.projections.analytics_fold import Row, counted_of
from services.gateway.projections.analytics_sessions import COLUMNS, COUNTED
from services.gateway.projections.case import ITEM_FIELDS
from shared.ids import new_id

LAST = datetime(2026, 11, 20, tzinfo=UTC)
DAYS = 365
DOMAINS = ("active_directory", "networking", "m365", "hardware", "endpoint", "security", "backup", "email", "printing")
TIERS = ("guided", "exploring", "discovery")
TEAMS = tuple(UUID(int=number) for number in range(1, 9))
CLIENTS = tuple(UUID(int=number) for number in range(100, 400))
MODELS = ("claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5")
_CHUNK = 10_000


async def fill(connection: asyncpg.Connection, account: UUID, sessions: int) -> None:
    """So many sessions over a year, with what they have of pushes, proposals and model calls."""
    choice = random.Random(account.int)
    moments = sorted(_moment(choice) for _ in range(sessions))
    for first in range(0, sessions, _CHUNK):
        rows = [_session(choice, account, at) for at in moments[first : first + _CHUNK]]
        await _copy(connection, "analytics_states", COLUMNS, [tuple(row.values()) for row in rows])
        counted = [tuple(counted_of(row).values()) for row in rows]
        await _copy(connection, "analytics_sessions", COUNTED, counted)
        await _copy(connection, "cases", _CASE, [_case(row) for row in rows])
        await _copy(connection, "analytics_models", _MODELS, [one for row in rows for one in _models(choice, row)])
        await _copy(connection, "analytics_pushes", _PUSHES, [_push(choice, row) for row in rows[::2]])
        await _copy(connection, "analytics_proposals", _PROPOSALS, [_proposal(choice, row) for row in rows[::3]])
    flows = [(new_id(), _moment(choice), account, choice.choice(DOMAINS), None) for _ in range(sessions // 200)]
    await _copy(connection, "analytics_flows", _FLOWS, flows)


async def settle(connection: asyncpg.Connection) -> None:
    """What the server does by itself after a while."""
    for table in ("sessions", "states", "models", "pushes", "proposals", "flows"):
        await connection.execute(f"vacuum analyze read.analytics_{table}")
    await connection.execute("vacuum analyze read.cases")


async def _copy(connection: asyncpg.Connection, table: str, columns: Sequence[str], rows: Sequence[Any]) -> None:
    await connection.copy_records_to_table(table, schema_name="read", columns=columns, records=rows)


def _moment(choice: random.Random) -> datetime:
    return LAST - timedelta(seconds=choice.randrange(DAYS * 86_400))


def _session(choice: random.Random, account: UUID, began: datetime) -> Row:
    steps, tier = choice.randint(1, 14), choice.choice(TIERS)
    ends = choice.choices((0, 1, 2, 3), (15, 75, 8, 2))[0]
    took = sorted(choice.expovariate(1 / 5_000) for _ in range(ends))
    lasted = [*(choice.expovariate(1 / 600_000) for _ in took[1:]), inf][-len(took) :] if took else []
    at = [began + timedelta(seconds=seconds) for seconds in took]
    matched, escalated = choice.random() < 0.7, choice.random() < 0.12
    row = {
        "session": UUID(int=choice.getrandbits(128), version=4), "account": account, "owner": choice.choice(TEAMS),
        "team": choice.choice((None, *TEAMS)), "client": choice.choice((None, *CLIENTS)),
        "domain": choice.choice(DOMAINS), "status": "resolved" if took else choice.choice(("active", "abandoned")),
        "tier": tier, "tier_last": choice.choice(TIERS), "started_at": began, "ended_at": at[0] if at else None,
        "escalated_at": began if escalated else None, "compared": True, "matched": matched,
        "flow_score": choice.random(), "steps": steps, "left_flow": choice.random() < 0.2,
        "by_model": choice.random() < 0.3, "like_checklist": [],
        "open_offers": False, "open_checklist": False, "rating": choice.choice((None, None, 3, 4, 5)),
        "cost": choice.randrange(400_000), "resolved_at": at, "lasted": lasted, "took": took,
        "steps_at": [steps] * ends, "followed_at": [choice.random() < 0.8] * ends,
    }  # fmt: skip
    return {column: row[column] for column in COLUMNS}


_CASE = (
    "session", "account", "owner", "team", "client", "status", "domain", "tier", "created_at", "updated_at", "version",
    "revision", "search", "item", "doc",
)  # fmt: skip


def _case(row: Row) -> tuple[Any, ...]:
    item = dict.fromkeys(ITEM_FIELDS) | {
        "problem_summary": "Outlook asks for the password again and again after the move to the new tenant",
        "matched_flow_name": "Outlook password prompts",
        "user_name": "Maya Osei",
        "resolved_at": row["resolved_at"][-1] if row["resolved_at"] else None,
    }
    began = row["started_at"]
    whose = (row["session"], row["account"], row["owner"], row["team"], row["client"])
    text = orjson.dumps(item).decode()
    return *whose, row["status"], row["domain"], row["tier"], began, began, 9, 9, "", text, "{}"


_MODELS = ("session", "model", "account", "started_at", "calls", "input_tokens", "output_tokens", "cost")


def _models(choice: random.Random, row: Row) -> Iterator[tuple[Any, ...]]:
    for model in choice.sample(MODELS, choice.choice((1, 2))):
        whose = (row["session"], model, row["account"], row["started_at"])
        yield *whose, 7, choice.randrange(90_000), choice.randrange(9_000), row["cost"]


_PUSHES = ("push", "account", "session", "requested_at", "attempts", "retried", "status")


def _push(choice: random.Random, row: Row) -> tuple[Any, ...]:
    status = choice.choice(("succeeded", "succeeded", "succeeded", "abandoned", "waiting"))
    return (
        f"{row['session']}-1",
        row["account"],
        row["session"],
        row["started_at"],
        choice.choice((1, 1, 3)),
        False,
        status,
    )


_PROPOSALS = ("proposal", "account", "session", "domain", "made_at", "status")


def _proposal(choice: random.Random, row: Row) -> tuple[Any, ...]:
    status = choice.choice(("pending", "approved", "dismissed", "rejected", "auto_reinforced"))
    return new_id(), row["account"], row["session"], row["domain"], row["started_at"], status


_FLOWS = ("flow", "published_at", "account", "domain", "archived_at")
