"""Every table that holds an account's rows is walled by forced row-level security."""

import asyncpg

from tests.conftest import Database

TABLES_WITH_AN_ACCOUNT = """
    select c.oid::regclass::text as name, c.relrowsecurity and c.relforcerowsecurity as walled

    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('account', 'account_id') and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
    order by 1
"""
ROLES_ABOVE_THE_WALLS = "select rolname from pg_roles where rolname like 'rf\\_%' and (rolsuper or rolbypassrls)"


async def test_given_the_migrated_schema_when_searched_then_every_table_with_an_account_is_walled(
    database: Database,
) -> None:
    connection = await asyncpg.connect(database.dsn("postgres"))
    tables = await connection.fetch(TABLES_WITH_AN_ACCOUNT)
    await connection.close()

    assert tables
    assert [table["name"] for table in tables if not table["walled"]] == []


async def test_given_the_roles_of_the_services_when_searched_then_none_stands_above_the_walls(
    database: Database,
) -> None:
    connection = await asyncpg.connect(database.dsn("postgres"))
    above = await connection.fetch(ROLES_ABOVE_THE_WALLS)
    await connection.close()

    assert above == []
