"""Erasing a case: its key is destroyed, and that it was is kept outside backups too.

With it go the keys of the tickets that were offered as cases and became this one, and of the flywheel's proposals that
nobody else speaks for.
"""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import asyncpg
from asyncpg.pool import PoolConnectionProxy
from pydantic import TypeAdapter

from services.ops.derived import Derived, derived_from, flows_of, is_joined, nobody_joins, proposals_of
from services.ops.events import CaseErased
from services.ops.explorer import SESSION_CATEGORIES
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.errors import NotFound
from shared.log import ConflictError
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings

LIST_FILE = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Erasure:
    """A line of the list of erasures: enough to erase the case, its drafts and proposals again in a restored backup.

    `derived` is what was written from the case and stays: a person has to decide about it.
    """

    session: UUID
    account: UUID
    by: str
    reason: str
    at: datetime
    drafts: tuple[UUID, ...] = ()
    proposals: tuple[UUID, ...] = ()
    derived: Derived = field(default_factory=Derived)


_LINE = TypeAdapter(Erasure)


def list_file(settings: CommonSettings) -> Path:
    """The list of erasures: beside the master key, in no backup."""
    return settings.master_key_file.parent / LIST_FILE


def read_list(file: Path) -> list[Erasure]:
    """Every erasure of the list, oldest first."""
    return [_LINE.validate_json(line) for line in file.read_bytes().splitlines()] if file.exists() else []


def is_listed(erasure: Erasure, known: Sequence[Erasure]) -> bool:
    """Whether the case is among the known erasures, and each of its drafts and proposals."""
    listed = [one for one in known if one.session == erasure.session]
    keys = {key for one in listed for key in (*one.drafts, *one.proposals)}
    return bool(listed) and keys >= {*erasure.drafts, *erasure.proposals}


def add_to_list(file: Path, erasure: Erasure) -> None:
    """Add a line, on the disk before this returns."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as lines:
        lines.write(_LINE.dump_json(erasure) + b"\n")
        lines.flush()
        os.fsync(lines.fileno())


async def erase(settings: CommonSettings, session: UUID, by: str, reason: str) -> Erasure:
    """Erase a case for ever. A second time does nothing new, and finishes what a crash left undone.

    Raises NotFound for a session that the log does not have.
    """
    async with open_pool(settings, "rf_ops", size=2) as pool:
        account = await _account_of(pool, session)
        drafts = await _drafts_of(pool, account, session)
        async with nobody_joins(pool, account) as connection:
            proposals = await proposals_of(connection, account, session)
        derived = await derived_from(pool, _log(settings, pool), account, session)
        erasure = Erasure(session, account, by, reason, utc_now(), drafts, proposals, derived)
        if not is_listed(erasure, read_list(list_file(settings))):
            add_to_list(list_file(settings), erasure)
        await apply_erasure(settings, pool, erasure)
        return await _looked_again(settings, pool, erasure)


async def _looked_again(settings: CommonSettings, pool: asyncpg.Pool, erasure: Erasure) -> Erasure:
    """With the flows that were being written from the case while its keys went."""
    flows = await flows_of(pool, _log(settings, pool), erasure.account, erasure.session)
    if set(flows) <= set(erasure.derived.flows):
        return erasure
    more = replace(erasure, derived=replace(erasure.derived, flows=flows))
    add_to_list(list_file(settings), more)
    return more


async def apply_erasure(settings: CommonSettings, pool: asyncpg.Pool, erasure: Erasure) -> bool:
    """Destroy the keys, say it in the log, delete what was attached; whether the case was there.

    The keys go first: nothing can then be appended to the case behind `case_erased`, which the read models would keep.
    """
    drafts = {*erasure.drafts, *await _drafts_of(pool, erasure.account, erasure.session)}
    await _destroy(pool, erasure, {erasure.session, *drafts})
    if not await pool.fetchval("select true from log.keys where id = $1", erasure.session):
        return False
    await _append(settings, pool, erasure)
    await pool.execute("delete from blobs.blobs where session = $1", erasure.session)
    return True


async def _destroy_keys(connection: PoolConnectionProxy, account: UUID, ids: Collection[UUID]) -> None:
    await connection.execute(
        "update log.keys set wrapped = null, destroyed_at = $3 where id = any($1) and account = $2"
        " and wrapped is not null",
        list(ids),
        account,
        utc_now(),
    )


async def _destroy(pool: asyncpg.Pool, erasure: Erasure, cases: Collection[UUID]) -> None:
    """The keys of the case, and of proposals: also of those that it was given to since it was put on the list; but of
    none that another case has joined. In the flywheel's lane: what it writes from the case it has written by then, and
    nothing is written from it any more.
    """
    async with nobody_joins(pool, erasure.account) as connection:
        await _destroy_keys(connection, erasure.account, cases)
        gone = set(await proposals_of(connection, erasure.account, erasure.session))
        gone |= {one for one in erasure.proposals if not await is_joined(connection, erasure.account, one)}
        await _destroy_keys(connection, erasure.account, gone)


async def _append(settings: CommonSettings, pool: asyncpg.Pool, erasure: Erasure) -> None:
    stream = Stream("erasure", str(erasure.session), erasure.account)
    event = CaseErased(session=erasure.session, by=erasure.by, reason=erasure.reason, at=erasure.at)
    try:
        await _log(settings, pool).append(stream, 0, [event], begin(Actor(account_id=erasure.account), "ops"))
    except ConflictError:
        return  # it is said already


def _log(settings: CommonSettings, pool: asyncpg.Pool) -> PostgresLog:
    return PostgresLog(pool, Keyring(PostgresKeyStore(pool), MasterKey.read(settings.master_key_file)))


async def _drafts_of(pool: asyncpg.Pool, account: UUID, session: UUID) -> tuple[UUID, ...]:
    """The offered tickets that the case was started from."""
    rows = await pool.fetch("select draft from psa_sync.drafts where account = $1 and session = $2", account, session)
    return tuple(row["draft"] for row in rows)


async def _account_of(pool: asyncpg.Pool, session: UUID) -> UUID:
    streams = [f"{category}-{session}" for category in SESSION_CATEGORIES]
    account: UUID | None = await pool.fetchval(
        "select account from log.events where stream = any($1) and session = $2 limit 1", streams, session
    )
    if account is None:
        raise NotFound("session_not_found", "The log has no session of that id.")
    return account
