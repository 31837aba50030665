"""Backup and restore: PostgreSQL, the master key beside it, and the erasures, which are in no backup.

Read models are left out: the projector folds them anew. The broker holds nothing that the log does not.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from services.ops.bus_reset import Reset, reset_bus
from services.ops.erasure import Erasure, add_to_list, apply_erasure, is_listed, list_file, read_list
from services.ops.installation import ROOT
from services.ops.site import Site, run_program
from shared.database import open_pool
from shared.errors import IllegalState, InvalidInput
from shared.migrate import migrate, migration_files
from shared.sealing import MasterKey, SealBroken

KEY_SUFFIX = ".master.key"
LEFT_OUT = ("--exclude-table=read.*", "--exclude-schema=read_shadow", "--no-unlogged-table-data")
GRANTS = "grant create on database {} to rf_owner, rf_projector"
"""Rights on a database itself are not in its dump."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup's two files. `position` is the log's end when it was begun."""

    file: Path
    key_file: Path
    bytes: int
    position: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the log's end, how many cases were erased again, the bus's new epoch."""

    position: int
    erased_again: int
    migrations: Sequence[str]
    bus: Reset


def key_file_of(file: Path) -> Path:
    """Where the master key of a backup is, unless somebody keeps it elsewhere, as they should."""
    return file.with_name(file.name + KEY_SUFFIX)


async def backup(site: Site, file: Path) -> Backup:
    """Write a backup, all or nothing, while everything goes on. Raises Unavailable if pg_dump fails."""
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    _write(draft, b"")
    try:
        position = await _fetch(site.superuser, "select coalesce(max(position), 0) from log.positions")
        await run_program("pg_dump", ("--format=custom", f"--file={draft}", *LEFT_OUT, f"--dbname={site.superuser}"))
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    _copy_key(site.settings.master_key_file, key_file_of(file))
    return Backup(file, key_file_of(file), _size(file), position)


async def restore(site: Site, file: Path, key_file: Path, erasures: Sequence[Erasure]) -> Restored:
    """Put a backup in the place of the installation's database; on any failure the old one stays.

    Raises:
        InvalidInput: the key does not open the backup.
        IllegalState: services are at work on the database.
    """
    fresh = f"{site.database}_restored"
    await _ensure_quiet(site)
    await _execute(site.url("postgres"), f"drop database if exists {fresh} with (force)", f"create database {fresh}")
    await _load(site.url(fresh), file)
    await _ensure_key_fits(site.url(fresh), key_file)
    old_epoch = await _epoch(site)
    await _swap(site, fresh)
    _put_key_back(site.settings.master_key_file, key_file)
    migrations = await migrate(site.superuser, ROOT)
    erased = await _erase_again(site, erasures)
    position = await _fetch(site.superuser, "select coalesce(max(position), 0) from log.positions")
    return Restored(position, erased, migrations, await reset_bus(site.settings, old_epoch + 1))


async def _load(url: str, file: Path) -> None:
    await _execute(url, *_roles())
    await run_program("pg_restore", ("--exit-on-error", "--single-transaction", f"--dbname={url}", str(file)))


def _roles() -> list[str]:
    """The migrations that make the roles: a dump has none."""
    return [path.read_text(encoding="utf-8") for name, path in migration_files(ROOT) if name.startswith("shared/0")]


async def _ensure_quiet(site: Site) -> None:
    busy = await _fetch(site.url("postgres"), "select count(*) from pg_stat_activity where datname = $1", site.database)
    if busy:
        raise IllegalState("services_at_work", "Services are connected to the database: stop them, then restore.")


async def _ensure_key_fits(url: str, key_file: Path) -> None:
    master = MasterKey.from_file(key_file)
    connection = await asyncpg.connect(url)
    try:
        row = await connection.fetchrow("select id, wrapped from log.keys where wrapped is not null limit 1")
        if row is not None:
            master.unwrap(row["wrapped"], row["id"])
    except SealBroken:
        raise InvalidInput("wrong_master_key", f"{key_file} is not the key of this backup. Name it: --key.") from None
    finally:
        await connection.close()


async def _epoch(site: Site) -> int:
    try:
        return await _fetch(site.superuser, "select epoch from bus.epoch")
    except (asyncpg.InvalidCatalogNameError, asyncpg.UndefinedTableError):
        return 0  # a new installation


async def _swap(site: Site, fresh: str) -> None:
    replaced, server = f"{site.database}_replaced", site.url("postgres")
    await _execute(server, f"drop database if exists {replaced} with (force)")
    exists = await _fetch(server, "select count(*) from pg_database where datname = $1", site.database)
    old = [f"alter database {site.database} rename to {replaced}"] if exists else []
    renames = [*old, f"alter database {fresh} rename to {site.database}", GRANTS.format(site.database)]
    await _execute(server, f"begin; {'; '.join(renames)}; commit")
    await _execute(server, f"drop database if exists {replaced}")


async def _erase_again(site: Site, erasures: Sequence[Erasure]) -> int:
    known = read_list(list_file(site.settings))
    async with open_pool(site.settings, "rf_ops", size=2) as pool:
        done = [erasure for erasure in erasures if await apply_erasure(site.settings, pool, erasure)]
    for erasure in erasures:
        if not is_listed(erasure, known):
            add_to_list(list_file(site.settings), erasure)
    return len(done)


def _size(file: Path) -> int:
    return file.stat().st_size


def _copy_key(file: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    _write(copy, file.read_bytes())


def _put_key_back(file: Path, key_file: Path) -> None:
    """Put the backup's key into its place; another one that stood there is kept beside it."""
    key = key_file.read_bytes()
    if file.exists() and file.read_bytes() == key:
        return
    if file.exists():
        file.replace(file.with_name(file.name + ".replaced"))
    _write(file, key)


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(content)


async def _execute(url: str, *statements: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def _fetch(url: str, query: str, *arguments: object) -> int:
    connection = await asyncpg.connect(url)
    try:
        value: int = await connection.fetchval(query, *arguments)
        return value
    finally:
        await connection.close()
