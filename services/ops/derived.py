"""What the flywheel has made of a case: proposals that go with it, and what a person has to decide about."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from asyncpg.pool import PoolConnectionProxy

from contracts.lanes import PROPOSALS
from shared import lanes
from shared.envelope import StoredEvent
from shared.log.postgres import PostgresLog, stored
from shared.sealing import KeyDestroyed

_ALONE = (
    "select distinct proposal from flywheel.placements chosen where account = $1 and session = $2"
    " and not exists (select from flywheel.placements other where other.account = chosen.account"
    " and other.proposal = chosen.proposal and other.session <> chosen.session)"
)
_KEYED = "exists (select from log.keys where id = chosen.proposal)"
_ONLY_OF = f"{_ALONE} and {_KEYED}"
_KEPT = f"{_ALONE} and not {_KEYED}"
_OF = "select distinct proposal from flywheel.placements where account = $1 and session = $2"
# By the names of the streams, which the log's key knows: a log is large, its library is not.
FLOWS = """
    with library as materialized (
        select * from log.events
         where stream >= 'flow-' and stream < 'flow.' and account = $1 and type <> 'flow_archived'
        union all
        select * from log.events
         where stream >= 'gap-' and stream < 'gap.' and account = $1 and type = 'flow_drafted_for_gap')
    select * from library order by seq"""


@dataclass(frozen=True, slots=True)
class Derived:
    """What was written from a case and stays with those who reviewed it, or speak for it: ids.

    `proposals` are spoken for by other cases too; `flows` have, or had, a text that came of the case, or began as a
    copy of one that had. `kept` are proposals from before proposals had keys of their own: nobody is shown them any
    more, but their text cannot be destroyed.
    """

    proposals: tuple[UUID, ...] = ()
    flows: tuple[UUID, ...] = ()
    kept: tuple[UUID, ...] = ()


@asynccontextmanager
async def nobody_joins(pool: asyncpg.Pool, account: UUID) -> AsyncIterator[PoolConnectionProxy]:
    """A connection in the flywheel's lane of the account: no case is given to a proposal meanwhile."""
    async with pool.acquire() as connection, connection.transaction():
        await lanes.enter(connection, PROPOSALS, account)
        yield connection


async def proposals_of(connection: PoolConnectionProxy, account: UUID, session: UUID) -> tuple[UUID, ...]:
    """The proposals that nobody but this case speaks for. Those from before proposals had keys cannot go with it."""
    return tuple(row["proposal"] for row in await connection.fetch(_ONLY_OF, account, session))


async def is_joined(connection: PoolConnectionProxy, account: UUID, proposal: UUID) -> bool:
    """Whether anybody speaks for the proposal."""
    joined: bool = await connection.fetchval(
        "select exists (select from flywheel.placements where account = $1 and proposal = $2)", account, proposal
    )
    return joined


async def derived_from(pool: asyncpg.Pool, log: PostgresLog, account: UUID, session: UUID) -> Derived:
    """What was written from the case and stays when it is erased."""
    chosen = await pool.fetch(_OF, account, session)
    async with nobody_joins(pool, account) as connection:
        gone = await proposals_of(connection, account, session)
        kept = [row["proposal"] for row in await connection.fetch(_KEPT, account, session)]
    others = [row["proposal"] for row in chosen if row["proposal"] not in (*gone, *kept)]
    proposals = [one for one in others if await _was_written_from(log, one, session)]
    flows = await flows_of(pool, log, account, session)
    return Derived(tuple(proposals), flows, tuple(kept))


async def _was_written_from(log: PostgresLog, proposal: UUID, session: UUID) -> bool:
    try:
        events = await log.load(f"proposal-{proposal}", upto=1)
    except KeyDestroyed:
        return False
    return any(orjson.loads(event.data)["source"]["session_id"] == str(session) for event in events)


async def flows_of(pool: asyncpg.Pool, log: PostgresLog, account: UUID, session: UUID) -> tuple[UUID, ...]:
    """The flows that have, or had, a text that came of the case, and their copies."""
    library = Library(str(session))
    async with pool.acquire() as connection, connection.transaction():
        async for row in connection.cursor(FLOWS, account):  # the history of a library may be large
            event = await log.open(stored(row, row["data"]))
            library.hear(event, orjson.loads(event.data))
    return library.tainted()


@dataclass(slots=True)
class Library:
    """Which flows of a library came of a case. Trees are remembered by their digests.

    A copy does not say what it was copied from, and a file that was exported and imported neither: a flow whose first
    tree is one that such a flow had is taken for its copy.
    """

    case: str
    named: dict[UUID, None] = field(default_factory=dict)
    first: dict[UUID, bytes] = field(default_factory=dict)
    trees: defaultdict[UUID, set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def hear(self, event: StoredEvent, data: Mapping[str, Any]) -> None:
        """Take in what happened to a flow, or that it was written for a gap."""
        flow = UUID(data.get("flow_id", event.stream_id))
        if self.case in (data.get("source_session_id"), *data.get("session_ids", ())):
            self.named[flow] = None
        if "tree_structure" in data:
            tree = sha256(orjson.dumps(data["tree_structure"], option=orjson.OPT_SORT_KEYS)).digest()
            self.first.setdefault(flow, tree)
            self.trees[flow].add(tree)

    def tainted(self) -> tuple[UUID, ...]:
        """Those that name the case, then their copies, and copies of these."""
        found = dict(self.named)
        waiting = list(found)
        while waiting:
            trees = self.trees[waiting.pop()]
            copies = [flow for flow, tree in self.first.items() if tree in trees and flow not in found]
            found |= dict.fromkeys(copies)
            waiting += copies
        return tuple(found)
