"""What the database itself lets the gateway's role see and do, whatever the code asks for."""

import asyncpg
import pytest

from services.gateway.auth.seed import DEMO_ACCOUNT, RIVAL_ACCOUNT
from services.gateway.auth.text import comparison_key
from tests.conftest import Database
from tests.integration.gateway.kit import Gateway

WRITTEN = ("accounts", "teams", "users", "sign_ins", "sign_in_tokens", "api_keys", "clients")
WALLED = (*WRITTEN, "notification_preferences")
PREFER = """
    insert into identity.notification_preferences (user_id, account, kinds, digest_hour, time_zone)
    select id, account, '{}', 8, 'UTC' from identity.users limit 1
"""


@pytest.fixture
async def gateway_role(gateway: Gateway, database: Database) -> asyncpg.Connection:
    async with await gateway.signed_in("engineer@demo.example") as client:
        await client.post("/api-keys", json={"name": "one"})
    async with await gateway.signed_in("other@rival.example") as client:
        await client.post("/api-keys", json={"name": "one"})
    notifier = await asyncpg.connect(database.dsn("rf_notifier"))
    for account in (DEMO_ACCOUNT, RIVAL_ACCOUNT):
        async with notifier.transaction():
            await _set(notifier, "app.account", str(account))
            await notifier.execute(PREFER)
    await notifier.close()
    return await asyncpg.connect(database.dsn("rf_gateway"))


async def _set(connection: asyncpg.Connection, name: str, value: str) -> None:
    await connection.execute("select set_config($1, $2, true)", name, value)


@pytest.mark.parametrize("table", WALLED)
async def test_given_no_account_when_reading_then_there_is_nothing(
    gateway_role: asyncpg.Connection, table: str
) -> None:
    assert await gateway_role.fetchval(f"select count(*) from identity.{table}") == 0
    await gateway_role.close()


@pytest.mark.parametrize("table", WALLED)
async def test_given_an_account_when_reading_then_no_other_one_is_seen(
    gateway_role: asyncpg.Connection, table: str
) -> None:
    column = "id" if table == "accounts" else "account"
    for account in (DEMO_ACCOUNT, RIVAL_ACCOUNT):
        async with gateway_role.transaction():
            await _set(gateway_role, "app.account", str(account))
            rows = {row[0] for row in await gateway_role.fetch(f"select distinct {column} from identity.{table}")}
            assert rows == {account}
    await gateway_role.close()


@pytest.mark.parametrize("table", WRITTEN)
async def test_given_an_account_when_writing_then_no_other_one_is_touched(
    gateway_role: asyncpg.Connection, table: str
) -> None:
    column = "id" if table == "accounts" else "account"
    async with gateway_role.transaction():
        await _set(gateway_role, "app.account", str(RIVAL_ACCOUNT))
        written = await gateway_role.execute(
            f"update identity.{table} set {column} = {column} where {column} = $1", DEMO_ACCOUNT
        )
        assert written == "UPDATE 0"
    async with gateway_role.transaction():
        await _set(gateway_role, "app.account", str(RIVAL_ACCOUNT))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await gateway_role.execute(f"update identity.{table} set {column} = $1", DEMO_ACCOUNT)
    await gateway_role.close()


async def test_given_an_email_when_it_is_presented_then_one_row_shows_and_cannot_be_changed(
    gateway_role: asyncpg.Connection,
) -> None:
    async with gateway_role.transaction():
        await _set(gateway_role, "app.presented", comparison_key("admin@demo.example"))
        assert await gateway_role.fetchval("select count(*) from identity.users") == 1
        for table in ("accounts", "teams", "sign_ins", "sign_in_tokens", "api_keys", "clients"):
            assert await gateway_role.fetchval(f"select count(*) from identity.{table}") == 0
    async with gateway_role.transaction():
        await _set(gateway_role, "app.presented", comparison_key("admin@demo.example"))
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await gateway_role.execute("update identity.users set role = 'operator'")
    await gateway_role.close()


@pytest.mark.parametrize(
    "role", ["rf_intake", "rf_matching", "rf_diagnosis", "rf_documentation", "rf_projector", "rf_relay"]
)
async def test_given_another_service_when_reading_identity_then_it_is_refused(database: Database, role: str) -> None:
    connection = await asyncpg.connect(database.dsn(role))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("select count(*) from identity.users")
    await connection.close()


async def test_given_the_tables_when_their_walls_are_listed_then_each_with_an_account_has_one(
    database: Database,
) -> None:
    connection = await asyncpg.connect(database.dsn("rf_owner"))
    rows = await connection.fetch(
        """
        select relname, relrowsecurity and relforcerowsecurity as forced,
               exists (select from pg_policy where polrelid = c.oid and not polpermissive) as walled
          from pg_class c join pg_namespace n on n.oid = relnamespace
         where nspname = 'identity' and relkind = 'r'
           and exists (select from pg_attribute where attrelid = c.oid and attname in ('account', 'time_zone'))
        """
    )
    await connection.close()
    assert {row["relname"] for row in rows} == set(WALLED)
    assert all(row["forced"] and row["walled"] for row in rows)
