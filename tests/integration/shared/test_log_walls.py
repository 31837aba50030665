"""Who may write and see what in the log: every role, every category, every account, as the migration's table says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import pytest
from asyncpg.pool import PoolConnectionProxy

from shared.database import walled
from shared.envelope import Stream
from shared.errors import Erased
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.sealing import Keyring
from shared.testing.notebook import NoteWritten, command_key, notebook_stream, origin, write
from tests.integration.shared.logs import MASTER, Logs

OWNS = {
    "intake": {"case"},
    "matching": {"match", "flow"},
    "diagnosis": {"session"},
    "documentation": {"document", "script"},
    "psa_sync": {"connection", "ticket", "push", "webhook"},
    "flywheel": {"analysis", "proposal", "gap"},
    "gateway": {"account", "user", "client"},
    "notifier": {"notification"},
    "ops": {"erasure"},
    "projector": set(),
    "relay": set(),
    "verify": set(),
}
CATEGORIES = sorted(set().union(*OWNS.values()))
READS_COMMANDS = {role for role, categories in OWNS.items() if categories}
READS_KEYS = READS_COMMANDS | {"projector", "verify"}
HERE, ELSEWHERE = new_id(), new_id()

CHANGES = ["update log.events set data = ''", "delete from log.events", "truncate log.events"]
DENIED = asyncpg.InsufficientPrivilegeError


@asynccontextmanager
async def acting_as(logs: Logs, role: str, account: UUID = HERE) -> AsyncIterator[PoolConnectionProxy]:
    """A transaction of the role, the gateway's walled to `account`."""
    async with walled(await logs.pool(role), account) as connection:
        yield connection


async def log_of(logs: Logs, role: str, account: UUID = HERE) -> PostgresLog:
    log = await logs.log(role)
    return log.as_account(account) if role == "gateway" else log


@pytest.fixture(scope="module")
async def filled(module_logs: Logs) -> Logs:
    """One event and one command of every category in each of two accounts."""
    for account in (HERE, ELSEWHERE):
        for role, categories in OWNS.items():
            for category in sorted(categories):
                stream = notebook_stream(category, account)
                log = await log_of(module_logs, role, account)
                await log.append(stream, 0, [NoteWritten(text="a")], origin(stream), command_key(stream, category))
    return module_logs


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("role", OWNS)
async def test_given_a_role_when_it_appends_then_only_to_its_own_categories(
    filled: Logs, role: str, category: str
) -> None:
    stream = notebook_stream(category, HERE)
    keyring = Keyring(PostgresKeyStore(await filled.pool("intake")), MASTER)
    await keyring.key_or_new(stream.key_id, stream.account)
    log = PostgresLog(await filled.pool(role), keyring, wall=HERE if role == "gateway" else None)

    if category in OWNS[role]:
        assert await write(log, stream, "mine") == 1
    else:
        with pytest.raises(DENIED):
            await write(log, stream, "not mine")


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("role", sorted(READS_COMMANDS))
async def test_given_a_role_when_it_records_and_reads_commands_then_only_those_of_its_own_categories(
    filled: Logs, role: str, category: str
) -> None:
    stream = notebook_stream(category, HERE)
    log = await log_of(filled, role)

    if category in OWNS[role]:
        await log.refuse(command_key(stream, "new-" + category), stream, {"status": 409})
        assert await log.find_command(command_key(stream, category)) is not None
    else:
        with pytest.raises(DENIED):
            await log.refuse(command_key(stream, "new-" + category), stream, {"status": 409})
        assert await log.find_command(command_key(stream, category)) is None


@pytest.mark.parametrize("role", OWNS)
async def test_given_a_role_when_it_reads_events_then_all_of_them_but_the_gateway_one_account_s(
    filled: Logs, role: str
) -> None:
    async with acting_as(filled, role) as connection:
        accounts = {row["account"] for row in await connection.fetch("select distinct account from log.events")}

    assert accounts == ({HERE} if role == "gateway" else {HERE, ELSEWHERE})


@pytest.mark.parametrize("table", ["commands", "keys"])
@pytest.mark.parametrize("role", OWNS)
async def test_given_a_role_when_it_reads_commands_and_keys_then_only_where_the_table_says_so(
    filled: Logs, role: str, table: str
) -> None:
    allowed = READS_COMMANDS if table == "commands" else READS_KEYS
    async with acting_as(filled, role) as connection:
        if role not in allowed:
            with pytest.raises(DENIED):
                await connection.fetch(f"select account from log.{table}")
            return
        accounts = {row["account"] for row in await connection.fetch(f"select account from log.{table}")}

    assert accounts == ({HERE} if role == "gateway" else {HERE, ELSEWHERE})


@pytest.mark.parametrize("table", ["events", "commands", "keys"])
async def test_given_the_gateway_when_no_account_is_set_then_it_sees_nothing(filled: Logs, table: str) -> None:
    pool = await filled.pool("gateway")

    assert await pool.fetchval(f"select count(*) from log.{table}") == 0


async def test_given_the_gateway_when_it_writes_for_another_account_then_the_wall_holds(filled: Logs) -> None:
    stream = notebook_stream("user", ELSEWHERE)
    await write((await filled.log("gateway")).as_account(ELSEWHERE), stream, "theirs")

    with pytest.raises(Erased):  # inside its own wall it sees neither their stream nor their key
        await write((await filled.log("gateway")).as_account(HERE), stream, "mine")
    async with acting_as(filled, "gateway") as connection:
        with pytest.raises(DENIED):
            await connection.execute(
                "insert into log.commands values ($1, 'a', 'r', 'k', 'user', '', $2, 1)", ELSEWHERE, stream.name
            )


async def test_given_a_role_when_it_claims_another_s_stream_under_its_own_category_then_it_is_refused(
    filled: Logs,
) -> None:
    theirs = notebook_stream("session", HERE)
    disguised = type("Disguised", (Stream,), {"name": theirs.name})("case", theirs.id, HERE, theirs.session)

    with pytest.raises(asyncpg.CheckViolationError):
        await write(await filled.log("intake"), disguised, "forged")


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("role", OWNS)
async def test_given_any_role_when_it_changes_events_then_it_may_not(filled: Logs, role: str, statement: str) -> None:
    async with acting_as(filled, role) as connection:
        with pytest.raises(DENIED):
            await connection.execute(statement)


@pytest.mark.parametrize("statement", CHANGES[:2])
async def test_given_the_owner_of_the_tables_when_it_changes_events_then_it_meets_no_row(
    filled: Logs, statement: str
) -> None:
    connection = await asyncpg.connect(filled.database.dsn("rf_owner"))

    assert (await connection.execute(statement)).endswith(" 0")

    await connection.close()


@pytest.mark.parametrize("statement", ["update log.{} set account = null", "delete from log.{}", "truncate log.{}"])
@pytest.mark.parametrize("table", ["commands", "keys", "positions"])
@pytest.mark.parametrize("role", OWNS)
async def test_given_any_role_when_it_changes_what_stands_beside_the_events_then_it_may_not(
    filled: Logs, role: str, table: str, statement: str
) -> None:
    column = "position" if table == "positions" else "account"
    async with acting_as(filled, role) as connection:
        with pytest.raises(DENIED):
            await connection.execute(statement.format(table).replace("account", column))


async def test_given_ops_when_a_case_is_erased_then_it_may_destroy_the_key_and_nothing_else_of_it(filled: Logs) -> None:
    pool = await filled.pool("ops")
    stream = notebook_stream("case", HERE)
    await write(await filled.log("intake"), stream, "a")

    assert await pool.execute("update log.keys set wrapped = null where id = $1", stream.key_id) == "UPDATE 1"
    with pytest.raises(DENIED):
        await pool.execute("update log.keys set account = $2 where id = $1", stream.key_id, ELSEWHERE)
    with pytest.raises(DENIED):
        await (await filled.pool("intake")).execute("update log.keys set wrapped = null")


@pytest.mark.parametrize("role", sorted(set(OWNS) - {"relay"}))
async def test_given_any_role_but_the_relay_when_it_gives_a_position_then_it_may_not(filled: Logs, role: str) -> None:
    async with acting_as(filled, role) as connection:
        with pytest.raises(DENIED):
            await connection.execute("insert into log.positions values (1, 1, '')")
