"""What must be true when the storm is over: nothing acknowledged lost, no gap, read models as rebuilt, all at rest."""

from pathlib import Path
from uuid import UUID

import asyncpg

from services.ops.installation import embedded_settings
from services.ops.integrity import verify_log
from services.ops.read_models import compare_projections
from services.ops.roles import connected_as
from shared.settings import CommonSettings
from shared.testing.waiting import eventually
from tests.faults.load import Accepted, Ledger

QUIET_SECONDS = 60.0


def settings_of(data_dir: Path) -> CommonSettings:
    """How the installation of a data folder is reached."""
    port = (data_dir / "nats" / "port").read_text()
    return embedded_settings(data_dir, f"nats://127.0.0.1:{port}")


async def comes_to_rest(settings: CommonSettings, ledger: Ledger) -> None:
    """Wait until the projector has folded everything and every resolved case is documented."""

    async def is_at_rest() -> bool:
        try:
            async with connected_as("rf_ops", settings) as connection:
                waiting = await connection.fetchval("select count(*) from log.unnumbered")
                behind = await connection.fetchval(
                    "select (select max(position) from log.positions) - (select position from read.checkpoint)"
                )
                return not waiting and not behind and await undocumented(connection, ledger) == 0
        except (OSError, asyncpg.PostgresError):
            return False

    await eventually(is_at_rest, QUIET_SECONDS)


async def undocumented(connection: asyncpg.Connection, ledger: Ledger) -> int:
    """How many resolved cases have no documentation."""
    written = await connection.fetchval(
        "select count(distinct stream) from log.events where type = 'documentation_written' and session = any($1)",
        [UUID(session) for session in ledger.resolved],
    )
    return len(ledger.resolved) - int(written)


async def verdict(settings: CommonSettings, ledger: Ledger) -> list[str]:
    """Everything that is wrong."""
    report = await verify_log(settings, lambda _what, _done: None)
    faults = [f"{fault.kind} at {fault.where}: {fault.detail}" for fault in report.faults]
    differing = await compare_projections(settings, lambda _done, _of: None)
    faults += [f"{rows} rows of read.{table} differ from a rebuild" for table, rows in differing.items() if rows]
    async with connected_as("postgres", settings) as connection:
        faults += [f"lost: {accepted}" for accepted in ledger.accepted if not await happened_once(connection, accepted)]
        faults += [
            f"dead letter: {tuple(row)}"
            for row in await connection.fetch("select service, position, event_type, error from bus.dead_letters")
        ]
        faults += [
            f"documented {row['times']} times: {row['stream']}"
            for row in await connection.fetch(
                "select stream, count(*) as times from log.events where type = 'documentation_written'"
                " group by stream having count(*) > 1"
            )
        ]
    return faults + ledger.lies


async def happened_once(connection: asyncpg.Connection, accepted: Accepted) -> bool:
    """Whether the log holds the command's record, and what it wrote exactly once."""
    row = await connection.fetchrow(
        "select c.refusal, count(e.*) as events from log.commands c"
        " left join log.events e on e.stream = c.stream and e.meta::jsonb ->> 'command_id' = c.key"
        " where c.key = $1 group by c.refusal",
        accepted.key,
    )
    return row is not None and row["refusal"] is None and row["events"] == 1
