"""Is the log what was written? Every version, every hash, every position, every seal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from services.ops.roles import connected_as
from shared.envelope import StoredEvent
from shared.log.integrity import GENESIS, chain, digest
from shared.log.postgres import stored
from shared.sealing import Key, MasterKey, SealBroken
from shared.settings import CommonSettings

Progress = Callable[[str, int], None]
"""Called with what is being checked, and how many have been."""

BATCH = 500
MAX_FAULTS = 100

_EVENTS = (
    "select e.id, e.stream, e.version, e.category, e.type, e.schema_version, e.account, e.session, e.client, e.data,"
    " e.meta, e.recorded_at, e.hash, k.id as key_id, k.wrapped from log.events e"
    " left join log.keys k on k.id = coalesce(e.session, e.account) order by e.stream, e.version"
)
_POSITIONS = (
    "select p.position, p.chain, e.hash, e.stream, e.version from log.positions p left join log.events e using (seq)"
    " order by p.position"
)
_UNNUMBERED = (
    "select count(*) filter (where u.seq is not null) as waiting, count(*) filter (where u.seq is null) as lost"
    " from log.events e left join log.positions p using (seq) left join log.unnumbered u using (seq)"
    " where p.seq is null"
)
_DISORDER = (
    "select stream, version from (select e.stream, e.version, lag(e.version, 1, 0) over (partition by e.stream"
    " order by p.position) as before from log.positions p join log.events e using (seq)) o"
    f" where version <> before + 1 limit {MAX_FAULTS}"
)
_ALIVE = (
    "select e.stream from log.events e join log.keys k on k.id::text = substr(e.stream, length('erasure-') + 1)"
    " where e.type = 'case_erased' and k.wrapped is not null"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written. `where` is a stream with a version, or a position."""

    kind: str
    where: str
    detail: str


@dataclass(slots=True)
class Report:
    """What was looked at, and what is wrong."""

    events: int = 0
    streams: int = 0
    positions: int = 0
    waiting: int = 0
    erased: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(self, kind: str, where: str, detail: str) -> None:
        """Note a fault; after `MAX_FAULTS` the rest is left out."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(kind, where, detail))


async def verify_log(settings: CommonSettings, progress: Progress) -> Report:
    """Check the whole log in one snapshot, as a role that can only read. Memory stays flat."""
    report = Report()
    master = MasterKey.read(settings.master_key_file)
    async with (
        connected_as("rf_verify", settings) as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        await _verify_streams(connection, master, report, progress)
        await _verify_positions(connection, report, progress)
        await _verify_numbering(connection, report)
    return report


async def _verify_streams(
    connection: asyncpg.Connection, master: MasterKey, report: Report, progress: Progress
) -> None:
    previous: StoredEvent | None = None
    seals = Seals(master)
    async for row in connection.cursor(_EVENTS, prefetch=BATCH):
        event = stored(row, row["data"])
        if previous is None or previous.stream != event.stream:
            previous = None
            report.streams += 1
        _verify_event(event, previous, report)
        seals.verify(event, row, report)
        previous = event
        report.events += 1
        if report.events % BATCH == 0:
            progress("events", report.events)


def _verify_event(event: StoredEvent, previous: StoredEvent | None, report: Report) -> None:
    where = f"{event.stream} version {event.version}"
    expected = previous.version + 1 if previous else 1
    if event.version != expected:
        report.fault("version_gap", where, f"the version after {expected - 1} should be {expected}")
    if digest(previous.hash if previous else GENESIS, event) != event.hash:
        report.fault(
            "hash_broken", where, "its hash does not cover what stands there: it was changed after it was written"
        )


class Seals:
    """Opens seals, one key at a time: events come stream by stream."""

    def __init__(self, master: MasterKey) -> None:
        self._master = master
        self._key: tuple[Any, Key] | None = None

    def verify(self, event: StoredEvent, row: asyncpg.Record, report: Report) -> None:
        """Note a seal that does not open; an erased case is counted, not a fault."""
        where = f"{event.stream} version {event.version}"
        if row["key_id"] is None:
            report.fault("key_missing", where, "there is no key for it, not even a destroyed one")
        elif row["wrapped"] is None:
            report.erased += 1
        else:
            try:
                self._open(row["key_id"], row["wrapped"]).open(event.data, event.id.bytes)
            except SealBroken:
                report.fault("seal_broken", where, "its data do not open with its key and this master key")

    def _open(self, key_id: Any, wrapped: bytes) -> Key:
        if self._key is None or self._key[0] != key_id:
            self._key = (key_id, Key(self._master.unwrap(wrapped, key_id)))
        return self._key[1]


async def _verify_positions(connection: asyncpg.Connection, report: Report, progress: Progress) -> None:
    last, end = 0, GENESIS
    async for row in connection.cursor(_POSITIONS, prefetch=BATCH):
        where = f"position {row['position']}"
        if row["position"] != last + 1:
            report.fault("position_gap", where, f"the position after {last} should be {last + 1}")
        if row["hash"] is None:
            report.fault("event_missing", where, "there is no event at it")
        elif chain(end, row["hash"]) != row["chain"]:
            report.fault("chain_broken", where, "its chain does not follow from the one before")
        last, end = row["position"], row["chain"]
        report.positions += 1
        if report.positions % BATCH == 0:
            progress("positions", report.positions)


async def _verify_numbering(connection: asyncpg.Connection, report: Report) -> None:
    row = await connection.fetchrow(_UNNUMBERED)
    report.waiting = row["waiting"] if row else 0
    if row and row["lost"]:
        report.fault("never_numbered", f"{row['lost']} events", "they have no position and do not wait for one")
    for row in await connection.fetch(_DISORDER):
        report.fault("order_broken", f"{row['stream']} version {row['version']}", "positions and versions disagree")
    for row in await connection.fetch(_ALIVE):
        report.fault("erasure_undone", row["stream"], "the case was erased, and its key is there")
