"""Applies numbered SQL files, each once, each in its own transaction, as the owner role.

A file is known by its folder and name (`shared/log/0001_log`); `shared/migrations` makes the roles and runs as the
connecting superuser, everything after it as `rf_owner`.
"""

from collections.abc import Iterator
from pathlib import Path

import asyncpg

_LOCK = 0x5245534F  # one migrator at a time


def migration_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every migration below `root` in the order in which they apply: shared before services, roles first of all."""
    folders = [root / "shared" / "migrations"]
    folders += sorted((root / "shared").glob("*/migrations"))
    folders += sorted((root / "services").glob("*/migrations"))
    for folder in folders:
        for file in sorted(folder.glob("*.sql")):
            yield f"{folder.parent.relative_to(root)}/{file.stem}", file


async def migrate(superuser_url: str, root: Path) -> list[str]:
    """Bring the database up to date; the names of the migrations that were applied now."""
    connection = await asyncpg.connect(superuser_url)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        await connection.execute(
            "create table if not exists public.migrations"
            " (name text primary key, applied_at timestamptz not null default clock_timestamp());"
            "grant select on public.migrations to public"
        )
        done = {row["name"] for row in await connection.fetch("select name from public.migrations")}
        fresh = [(name, file) for name, file in migration_files(root) if name not in done]
        for name, file in fresh:
            await _apply(connection, name, file.read_text(encoding="utf-8"))
        return [name for name, _ in fresh]
    finally:
        await connection.close()


async def _apply(connection: asyncpg.Connection, name: str, sql: str) -> None:
    async with connection.transaction():
        if not name.startswith("shared/0"):
            await connection.execute("set local role rf_owner")
        await connection.execute(sql)
        await connection.execute("reset role")
        await connection.execute("insert into public.migrations (name) values ($1)", name)
