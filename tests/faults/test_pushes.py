"""A thousand closing documents, two replicas that are killed and frozen, a PSA that fails in every way: `make faults`.

Each note stands in its ticket exactly once, none is missing. `FAULT_PUSHES` and `FAULT_SEED` change how many there are
and what goes wrong.
"""

import asyncio
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import psutil

from services.ops.demo.psa.app import create_app
from services.psa_sync.pushes.marker import marker_of, push_id
from shared.message import Actor
from shared.testing.serving import serving
from shared.testing.waiting import eventually
from tests.e2e.product import OURS, ROOT
from tests.faults.faulty_psa import WRITES, FaultyPsa
from tests.integration.psa_sync.adapters.trouble import Trouble
from tests.integration.psa_sync.connections.kit import ACCESS, Psa, keeper
from tests.integration.psa_sync.pushes.kit import Bench, replica
from tests.integration.psa_sync.pushes.test_pushing import resolved
from tests.integration.shared.bus import BreakableBroker, relaying
from tests.integration.shared.logs import Logs

PUSHES = int(os.environ.get("FAULT_PUSHES", "1000"))
SEED = int(os.environ.get("FAULT_SEED", "1"))
MASTER_BYTES = bytes(range(32))
"""Of the key that the kit works under."""
ACCOUNTS, TICKETS = 8, 16
WINDOW_SECONDS = 3.0
LATEST_SECONDS = 1.5
DEATHS = 0.004
"""The chance that a replica dies at one of its fault points, of which a push passes some twenty."""
WITHIN_SECONDS = 900.0
ENVIRONMENT = {
    "RESOLUTIONFLOW_PUSH_COMMIT_WINDOW": f"PT{WINDOW_SECONDS}S",
    "RESOLUTIONFLOW_PUSH_RETRY_FIRST": "PT0.3S",
    "RESOLUTIONFLOW_PUSH_RETRY_LONGEST": "PT2S",
    "RESOLUTIONFLOW_PSA_TIMEOUT": "PT1S",
    "RESOLUTIONFLOW_LOG_LEVEL": "ERROR",
}


@dataclass(slots=True)
class Replicas:
    """Those that are running. `frozen` stood still for longer than the window."""

    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    lives: int = 0
    frozen: int = 0

    def alive(self) -> list[psutil.Process]:
        """The lives of now."""
        return [life for process in self.processes for life in psutil.Process(process.pid).children()]

    async def trouble(self, choice: random.Random) -> None:
        """For ever: kill -9 one, or stop one for a while."""
        while True:
            await asyncio.sleep(choice.uniform(0.3, 2.0))
            with suppress(psutil.Error, IndexError):
                life = choice.choice(self.alive())
                if choice.random() < 0.2:
                    self.frozen += 1
                    life.suspend()
                    await asyncio.sleep(WINDOW_SECONDS + 1)
                    life.resume()
                else:
                    life.send_signal(signal.SIGKILL)


async def test_given_a_thousand_documents_when_replicas_die_and_the_psa_fails_then_each_note_is_there_exactly_once(
    logs: Logs, own_broker: BreakableBroker, tmp_path: Path
) -> None:
    choice, begun = random.Random(SEED), time.monotonic()
    (tmp_path / "master.key").write_bytes(MASTER_BYTES)
    faulty: list[FaultyPsa] = []
    made: list[Trouble] = []

    def make(url: str) -> FaultyPsa:
        made.append(Trouble(create_app(None, ACCESS, url)))
        faulty.append(FaultyPsa(made[0].app, choice, LATEST_SECONDS))
        return faulty[0]

    async with (
        serving(make) as url,
        relaying(own_broker, logs.relay_connection),
        replica(logs.database, Psa(url, made[0]), works=False) as bench,
    ):
        owners = [keeper() for _ in range(ACCOUNTS)]
        for owner in owners:
            await bench.connect(owner, push={"time_entry": True})
        async with replicas(own_broker, logs, tmp_path, url) as running:
            troubling = asyncio.create_task(running.trouble(choice))
            sessions = await written(bench, owners, choice)
            await eventually(lambda: all_over(logs), WITHIN_SECONDS)
            troubling.cancel()
        await asyncio.gather(*faulty[0].late)
        print(
            f"{PUSHES} pushes in {time.monotonic() - begun:.0f} s; {running.lives} lives,"
            f" {running.frozen} frozen; of the PSA: {dict(faulty[0].met)}; {await figures(logs)}"
        )
        assert await broken(bench, sessions) == []
        assert set(faulty[0].met) >= set(WRITES)


@asynccontextmanager
async def replicas(broker: BreakableBroker, logs: Logs, folder: Path, psa: str) -> AsyncIterator[Replicas]:
    """Two of them."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment = {
        **inherited, **ENVIRONMENT,
        "RESOLUTIONFLOW_DATABASE_URL": logs.database.url,
        "RESOLUTIONFLOW_BROKER_URL": broker.url,
        "RESOLUTIONFLOW_BROKER_SEED_DIR": str(broker.seed_dir),
        "RESOLUTIONFLOW_MASTER_KEY_FILE": str(folder / "master.key"),
        "RESOLUTIONFLOW_PSA_PRIVATE_TARGETS": psa.removeprefix("http://"),
    }  # fmt: skip
    running = Replicas()
    for number in range(2):
        command = (sys.executable, "-m", "tests.faults.push_replica", str(SEED * 1_000_000 + number * 500_000))
        running.processes.append(
            await asyncio.create_subprocess_exec(
                *command,
                str(DEATHS),
                cwd=ROOT,
                env=environment,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
        )
    try:
        yield running
    finally:
        for process in running.processes:
            assert process.stdin is not None
            process.stdin.close()
            told, _ = await asyncio.wait_for(process.communicate(), 20)
            running.lives += len(told.splitlines())


async def written(bench: Bench, owners: list[Actor], choice: random.Random) -> dict[UUID, str]:
    """Cases that are resolved one after the other, and the ticket of each."""
    tickets = bench.tickets()[:TICKETS]
    sessions: dict[UUID, str] = {}
    for _ in range(PUSHES):
        owner, ticket = choice.choice(owners), choice.choice(tickets)
        session = await bench.begun(owner, ticket)
        await bench.written(owner, session, resolved(owner))
        sessions[session] = ticket
    return sessions


async def all_over(logs: Logs) -> bool:
    """Whether every push has come to an end. What the PSA still commits after that is too late to be forgiven."""
    pool = await logs.pool("psa_sync")
    done = await pool.fetchval("select count(distinct stream) from log.events where type = 'push_succeeded'")
    given_up = await pool.fetchval("select count(*) from log.events where type = 'push_abandoned'")
    waiting = await pool.fetchval("select count(*) from psa_sync.pushes where open")
    await asyncio.sleep(0.5)
    return bool(done + given_up >= PUSHES and not waiting)


async def figures(logs: Logs) -> dict[str, int]:
    """How often each thing happened to the pushes."""
    pool = await logs.pool("psa_sync")
    rows = await pool.fetch("select type, count(*) as times from log.events where category = 'push' group by type")
    return {row["type"]: row["times"] for row in rows}


async def broken(bench: Bench, sessions: dict[UUID, str]) -> list[str]:
    """Notes and entries that are missing, or there twice; pushes that are not done."""
    faults: list[str] = []
    tickets = set(sessions.values())
    notes = Counter((ticket, note.splitlines()[-1]) for ticket in tickets for note in bench.notes(ticket))
    entries = Counter((ticket, entry["internalNotes"]) for ticket in tickets for entry in bench.entries(ticket))
    for session, ticket in sessions.items():
        push, there = await bench.push(session), (ticket, marker_of(push_id(session, 1)))
        if (notes[there], entries[there], push.phase, push.duplicates) != (1, 1, "succeeded", ()):
            times = f"{notes[there]} notes, {entries[there]} entries"
            faults.append(f"{session}: {times}, {push.phase}, {push.code}, {push.duplicates}")
    return faults
