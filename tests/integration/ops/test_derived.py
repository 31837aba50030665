"""What came of a case is looked up, however long the log is."""

import asyncpg

from services.ops.derived import FLOWS
from shared.ids import new_id
from tests.conftest import Database

_MANY = """
    insert into log.events
        (id, stream, version, category, type, schema_version, account, data, meta, recorded_at, hash)
    select gen_random_uuid(), category || '-' || gen_random_uuid(), 1, category, type, 1, $1, '', '{}', now(), ''
      from (values ('session', 'step_proposed', $2::int), ('flow', 'flow_published', 50), ('gap', 'gap_found', 50),
                   ('gap', 'flow_drafted_for_gap', 50)) kinds(category, type, times)
     cross join lateral generate_series(1, times)"""
EVENTS = 20_000


async def test_given_a_long_log_when_flows_are_looked_for_then_no_other_events_are_read(database: Database) -> None:
    connection, account = await asyncpg.connect(database.dsn("postgres")), new_id()
    transaction = connection.transaction()
    await transaction.start()
    await connection.execute(_MANY, account, EVENTS)
    await connection.execute("analyze log.events")
    await connection.execute("set local role rf_ops")
    plan = "\n".join(row[0] for row in await connection.fetch(f"explain {FLOWS}", account))
    found = await connection.fetch(FLOWS, account)
    await transaction.rollback()
    await connection.close()

    assert "Seq Scan" not in plan
    assert plan.count("events_pkey") >= 2, plan
    assert {row["type"] for row in found} == {"flow_published", "flow_drafted_for_gap"}
    assert len(found) == 100


async def test_given_the_words_that_the_flywheel_keeps_of_cases_when_ops_asks_for_them_then_they_are_not_its_own(
    database: Database,
) -> None:
    connection = await asyncpg.connect(database.dsn("postgres"))
    may = "select has_any_column_privilege('rf_ops', 'flywheel.session_facts', 'select, update')"
    allowed = await connection.fetchval(may)
    await connection.close()

    assert allowed is False
