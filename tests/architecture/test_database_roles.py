"""What the catalog must say, whatever schema somebody adds: walls with policies, no code with another's rights."""

import asyncpg
import pytest

from services.gateway.projector import PROJECTIONS
from tests.conftest import Database

OURS = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')"
WALLED_WITHOUT_POLICY = f"""
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('account', 'account_id') and not a.attisdropped
    where c.relkind in ('r', 'p') and {OURS}
      and not (c.relrowsecurity and c.relforcerowsecurity
               and exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive))
"""
OTHERS_RIGHTS = f"""
    select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and {OURS}
"""
VIEWS_WITH_OWNER_S_RIGHTS = f"""
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and {OURS}
      and not coalesce('security_invoker=true' = any (c.reloptions), false)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
"""
PERMISSIVE_TWICE = """
    select c.oid::regclass::text || ' ' || r.rolname from pg_policy p join pg_class c on c.oid = p.polrelid
    cross join lateral unnest(p.polroles) as role(oid) join pg_roles r on r.oid = role.oid
    where p.polpermissive group by c.oid, r.rolname, p.polcmd having count(*) > 1
"""
ROLES = """
    select r.rolname from pg_roles r where r.rolname like 'rf\\_%'
      and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
"""
MEMBERSHIPS = """
    select m.rolname || ' in ' || g.rolname from pg_auth_members am join pg_roles m on m.oid = am.member
    join pg_roles g on g.oid = am.roleid where m.rolname like 'rf\\_%'
"""
OWNED_BY_A_SERVICE = f"""
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_roles r on r.oid = c.relowner
    where {OURS} and r.rolname like 'rf\\_%' and r.rolname <> 'rf_owner' and n.nspname <> 'read'
"""


@pytest.fixture
async def connection(database: Database) -> asyncpg.Connection:
    """The migrated database with its read models, as the projector makes them."""
    connection = await asyncpg.connect(database.dsn("rf_projector"))
    for projection in PROJECTIONS:
        await connection.execute(projection.ddl("read"))
    await connection.close()
    return await asyncpg.connect(database.dsn("postgres"))


@pytest.mark.parametrize(
    "query",
    [
        WALLED_WITHOUT_POLICY,
        OTHERS_RIGHTS,
        VIEWS_WITH_OWNER_S_RIGHTS,
        PERMISSIVE_TWICE,
        ROLES,
        MEMBERSHIPS,
        OWNED_BY_A_SERVICE,
    ],
    ids=[
        "a table with an account without forced walls",
        "a function with its owner's rights",
        "a view with its owner's rights",
        "two permissive policies for one role and command",
        "a role above the walls",
        "a role inside another",
        "a table that a service owns",
    ],
)
async def test_given_the_whole_schema_when_the_catalog_is_searched_then_there_is_none(
    connection: asyncpg.Connection, query: str
) -> None:
    found = [row[0] for row in await connection.fetch(query)]
    await connection.close()

    assert found == []
