"""A thousand closing documents, two replicas that are killed and frozen, a PSA that fails in every way: `make faults`.

Each note stands in its ticket exactly once, none is missing. `FAULT_PUSHES` and `FAULT_SEED` change how many there are
and what goes wrong.
"""

import asyncio
import os
import random
import time
from collections import Counter
from pathlib import Path
from uuid import UUID

from services.ops.demo.psa.app import create_app
from services.psa_sync.pushes.marker import marker_of, push_id
from shared.message import Actor
from shared.testing.serving import serving
from shared.testing.waiting import eventually
from tests.faults.faulty_psa import WRITES, FaultyPsa
from tests.faults.replicas import Weather, replicas
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
WEATHER = Weather(deaths=0.004, pause_seconds=(0.3, 2.0), freezes=0.2, frozen_seconds=WINDOW_SECONDS + 1)
"""A push passes some twenty fault points. Frozen is longer than the window."""
WITHIN_SECONDS = 900.0
ENVIRONMENT = {
    "RESOLUTIONFLOW_PUSH_COMMIT_WINDOW": f"PT{WINDOW_SECONDS}S",
    "RESOLUTIONFLOW_PUSH_RETRY_FIRST": "PT0.3S",
    "RESOLUTIONFLOW_PUSH_RETRY_LONGEST": "PT2S",
    "RESOLUTIONFLOW_PSA_TIMEOUT": "PT1S",
}


async def test_given_a_thousand_documents_when_replicas_die_and_the_psa_fails_then_each_note_is_there_exactly_once(
    logs: Logs, own_broker: BreakableBroker, tmp_path: Path
) -> None:
    choice, begun = random.Random(SEED), time.monotonic()
    (key := tmp_path / "master.key").write_bytes(MASTER_BYTES)
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
        targets = {"RESOLUTIONFLOW_PSA_PRIVATE_TARGETS": url.removeprefix("http://")}
        async with replicas(
            "push_replica", logs, own_broker, key, deaths=WEATHER.deaths, seed=SEED, **ENVIRONMENT, **targets
        ) as running:
            troubling = asyncio.create_task(running.trouble(WEATHER, choice))
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
