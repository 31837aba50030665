"""Connections on a real PostgreSQL, before a PSA over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import cast
from uuid import UUID

import asyncpg
import pytest
from asyncpg.pool import PoolConnectionProxy

from services.psa_sync.connections.callback_address import PURPOSE
from services.psa_sync.connections.events import (
    CallbacksRegistered,
    ConnectionAdded,
    ConnectionContent,
    ConnectionEvent,
    ConnectionPaused,
    ConnectionRemoved,
    ConnectionResumed,
    ConnectionTested,
    CredentialsRotated,
    MembersMapped,
)
from services.psa_sync.ports import Credentials, NoConnection, TicketSearch
from shared.clock import utc_now
from shared.envelope import Stream, begin
from shared.errors import RevisionMismatch
from shared.id_token import read_id_token
from shared.ids import new_id
from shared.message import Actor
from shared.testing.waiting import PATIENCE
from tests.conftest import Database
from tests.integration.psa_sync.connections.kit import (
    KEYS,
    MASTER,
    NOBODY_THERE,
    WRONG,
    Bench,
    Json,
    Psa,
    engineer,
    keeper,
    replica,
)
from tests.unit.intake.examples import NOW

SEARCH = TicketSearch()
LOCKS = "select count(*) from pg_locks where not granted"


async def test_given_nothing_when_a_connection_is_added_then_it_can_be_used_at_once(bench: Bench) -> None:
    ada = keeper()

    connection = await bench.add(ada, base_url=bench.psa.url.upper() + "//")

    opened = await bench.connections.opened.open(ada.account_id, None)
    assert (str(opened.id), opened.content.base_url, opened.content.name) == (
        connection,
        bench.psa.url,
        "Büro ☎ 服务台",
    )
    assert (await opened.provider.search(SEARCH)).tickets
    assert await bench.connections.opened.open(ada.account_id, opened.id) is opened


async def test_given_a_command_when_it_is_sent_again_then_there_is_one_connection(bench: Bench) -> None:
    ada, wanted = keeper(), bench.wanted()

    first = await bench.ask(ada, "add_connection", key="same", **wanted)
    second = await bench.ask(ada, "add_connection", key="same", **wanted)

    assert first == second
    assert [type(event) for event in await bench.connection_events(first["connection_id"])] == [ConnectionAdded]


async def test_given_a_connection_when_everything_is_read_then_the_keys_are_nowhere_but_sealed(
    bench: Bench, module_database: Database
) -> None:
    ada = keeper()
    secret = {"public_key": "pub-f81d4fae", "private_key": "priv-7dec11d0", "client_id": "cli-a7650091"}
    connection = await bench.add(ada, credentials=secret)
    await bench.ask(ada, "test_connection", connection_id=connection)
    await bench.ask(ada, "rotate_credentials", connection_id=connection, credentials=KEYS | secret)

    dumped = await everything(module_database)
    opened = await bench.runtime.log.load(f"connection-{connection}")

    assert connection in dumped
    for value in secret.values():
        assert value not in dumped
        assert value.encode().hex() not in dumped
        assert all(value.encode() not in event.data for event in opened)


async def everything(database: Database) -> str:
    """Every row of every table, as text."""
    connection = await asyncpg.connect(database.dsn("postgres"))
    try:
        tables = await connection.fetch(
            "select format('%I.%I', schemaname, tablename) as name from pg_tables"
            " where schemaname not in ('pg_catalog', 'information_schema')"
        )
        rows = [await connection.fetch(f"select t::text from {table['name']} t") for table in tables]
    finally:
        await connection.close()
    return "\n".join(str(row[0]) for some in rows for row in some)


async def test_given_keys_when_they_are_tested_then_the_answer_says_what_is_wrong(bench: Bench) -> None:
    ada = keeper()
    good, bad = await bench.add(ada), await bench.add(ada, credentials=WRONG)
    away = await bench.add(ada, base_url=NOBODY_THERE)

    answers = [await bench.ask(ada, "test_connection", connection_id=one) for one in (good, bad, away)]

    assert [(answer["ok"], answer["code"]) for answer in answers] == [
        (True, None),
        (False, "unauthorized"),
        (False, "not_connected"),
    ]
    assert answers[0]["product"] == "ConnectWise PSA"
    last = (await bench.connection_events(bad))[-1]
    assert isinstance(last, ConnectionTested)
    assert (last.ok, last.code) == (False, "unauthorized")


async def test_given_an_address_that_is_not_a_psas_when_it_is_added_then_it_is_refused_and_nothing_kept(
    bench: Bench,
) -> None:
    ada = keeper()

    for address in ("https://evil.example", "http://169.254.169.254/latest", "https://10.0.0.1", "http://127.0.0.1:2"):
        assert await bench.refused(ada, "add_connection", **bench.wanted(base_url=address)) == "address_not_allowed"
    rows = await bench.runtime.pool.fetchval("select count(*) from log.events where account = $1", ada.account_id)
    assert rows == 0


async def test_given_another_address_when_its_keys_come_along_then_the_old_ones_are_gone(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada, base_url=NOBODY_THERE, credentials=WRONG)
    named = {"connection_id": connection, "base_url": bench.psa.url}

    assert await bench.refused(ada, "change_connection", **named) == "credentials_needed"
    await bench.ask(ada, "change_connection", **named, credentials=KEYS)

    opened = await bench.connections.opened.open(ada.account_id, UUID(connection))
    assert (await opened.provider.test()).product == "ConnectWise PSA"
    [added, *_] = await bench.connection_events(connection)
    assert isinstance(added, ConnectionAdded)
    assert await keys(bench, ada, connection, added.keys_id, added.connection) is None


async def test_given_keys_for_another_address_when_the_log_does_not_know_it_yet_then_the_old_ones_are_used(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = UUID(await bench.add(ada))
    opened = await bench.connections.opened.ready(ada.account_id, connection)
    elsewhere = opened.opened.content.model_copy(update={"base_url": "https://eu.myconnectwise.net"})

    vault, new = bench.connections.vault, Credentials({"private_key": "new"})
    await vault.put(ada.account_id, connection, new_id(), elsewhere, new)
    await vault.put(ada.account_id, connection, new_id(), opened.opened.content, new)

    again = await bench.connections.opened.ready(ada.account_id, connection)
    assert again.credentials == opened.credentials
    assert again.opened.provider is opened.opened.provider


async def keys(
    at: Bench, ada: Actor, connection: str, keys_id: UUID, content: ConnectionContent | None = None
) -> Credentials | None:
    """The keys of that id, as they are kept for a connection that reads so, or as it does now."""
    opened = await at.connections.opened.ready(ada.account_id, UUID(connection))
    return await at.connections.vault.find(ada.account_id, UUID(connection), keys_id, content or opened.opened.content)


@asynccontextmanager
async def held_row(bench: Bench, ada: Actor, connection: str) -> AsyncIterator[PoolConnectionProxy]:
    """Nobody else gets at the connection's keys meanwhile; they wait."""
    async with bench.runtime.pool.acquire() as database, database.transaction():
        await database.execute(f"set local app.account = '{ada.account_id}'")
        await database.execute("select from psa_sync.credentials where connection = $1 for update", UUID(connection))
        yield database


async def waiting(database: PoolConnectionProxy, wanted: int) -> None:
    """Wait until so many wait for what the connection holds."""
    async with asyncio.timeout(PATIENCE):
        while await database.fetchval(LOCKS) < wanted:  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0.01)


async def test_given_two_rotations_of_one_version_when_they_meet_then_the_keys_of_the_one_that_was_taken_count(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    given = [KEYS | {"client_id": f"client-{number}"} for number in range(2)]

    def rotate(number: int) -> Awaitable[Json]:
        named: Json = {"connection_id": connection, "expected_version": 1}
        return bench.ask(ada, "rotate_credentials", **named, credentials=given[number])

    async with held_row(bench, ada, connection) as database:
        both = asyncio.gather(rotate(0), rotate(1), return_exceptions=True)
        await waiting(database, 2)
    outcomes = await both

    [taken] = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, dict)]
    assert isinstance(outcomes[1 - taken], RevisionMismatch)
    ready = await bench.connections.opened.ready(ada.account_id, UUID(connection))
    assert ready.credentials.values == given[taken]


async def test_given_a_change_that_has_put_down_its_keys_when_another_is_done_first_then_both_had_their_keys(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    opened = await bench.connections.opened.ready(ada.account_id, UUID(connection))
    slow, vault = new_id(), bench.connections.vault
    await vault.put(ada.account_id, UUID(connection), slow, opened.opened.content, Credentials({"private_key": "slow"}))

    await bench.ask(ada, "rotate_credentials", connection_id=connection, credentials=KEYS | {"client_id": "quick"})
    quick = await bench.connections.opened.ready(ada.account_id, UUID(connection))
    await happened(bench, ada, connection, CredentialsRotated(keys_id=slow, by=new_id(), at=NOW))

    assert quick.credentials.values["client_id"] == "quick"
    last = await bench.connections.opened.ready(ada.account_id, UUID(connection))
    assert last.credentials.values == {"private_key": "slow"}


async def happened(bench: Bench, ada: Actor, connection: str, event: ConnectionEvent) -> None:
    """The event is in the log, and its process died; the service hears of it."""
    stream = Stream("connection", connection, ada.account_id)
    known = await bench.runtime.log.load(stream.name)
    await bench.runtime.log.append(stream, len(known), [event], begin(ada, "psa_sync"))
    await bench.deliver(stream.name)


async def test_given_a_rotation_when_the_connection_is_removed_under_it_then_its_keys_do_not_stay(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)

    async with held_row(bench, ada, connection) as database:
        rotation = asyncio.create_task(
            bench.refused(ada, "rotate_credentials", connection_id=connection, credentials=KEYS)
        )
        await waiting(database, 1)
        stream = Stream("connection", connection, ada.account_id)
        removed = ConnectionRemoved(by=new_id(), at=NOW)
        await bench.runtime.log.append(stream, 1, [removed], begin(ada, "psa_sync"))
        await database.execute("delete from psa_sync.credentials where connection = $1", UUID(connection))

    assert await rotation == "unknown_connection"
    stored = "select count(*) from psa_sync.credentials where connection = $1"
    assert await as_account(bench, ada.account_id, stored, UUID(connection)) == 0


async def test_given_keys_that_a_process_left_when_it_died_before_their_event_then_they_go_in_time(
    bench: Bench,
) -> None:
    ada, lost = keeper(), new_id()
    connection = await bench.add(ada)
    ready = await bench.connections.opened.ready(ada.account_id, UUID(connection))
    content, pending = ready.opened.content, new_id()
    long_ago = replace(bench.connections.vault, clock=lambda: utc_now() - timedelta(hours=2))
    await long_ago.put(ada.account_id, lost, lost, content, ready.credentials)
    await long_ago.put(ada.account_id, UUID(connection), pending, content, ready.credentials)
    unlisted, just_now = UUID(await bench.add(ada, name="Not listed yet")), new_id()
    async with bench.runtime.pool.acquire() as database, database.transaction():
        await database.execute(f"set local app.account = '{ada.account_id}'")
        await database.execute("delete from psa_sync.connections where connection = $1", unlisted)
        await database.execute(
            "update psa_sync.credentials set rotated_at = now() - interval '2 hours' where connection = $1", unlisted
        )
    await bench.connections.vault.put(ada.account_id, just_now, just_now, content, ready.credentials)

    await bench.deliver(f"connection-{connection}")

    left = "select array_agg(connection) from psa_sync.credentials"
    kept = cast("list[UUID]", await as_account(bench, ada.account_id, left))
    assert set(kept) == {UUID(connection), unlisted, just_now}
    assert await keys(bench, ada, connection, pending) is None
    await bench.connections.opened.ready(ada.account_id, UUID(connection))


async def test_given_a_process_that_died_after_the_event_when_it_is_heard_then_the_keys_before_are_gone(
    bench: Bench,
) -> None:
    ada, new = keeper(), new_id()
    connection = await bench.add(ada)
    [added] = await bench.connection_events(connection)
    assert isinstance(added, ConnectionAdded)
    before = await keys(bench, ada, connection, added.keys_id)
    ready = await bench.connections.opened.ready(ada.account_id, UUID(connection))
    await bench.connections.vault.put(
        ada.account_id, UUID(connection), new, ready.opened.content, Credentials({"private_key": "new"})
    )

    await happened(bench, ada, connection, CredentialsRotated(keys_id=new, by=new_id(), at=NOW))

    assert before is not None
    assert await keys(bench, ada, connection, added.keys_id) is None
    now = await bench.connections.opened.ready(ada.account_id, UUID(connection))
    assert now.credentials.values == {"private_key": "new"}


async def test_given_refused_keys_when_it_is_paused_then_every_replica_stops_until_there_are_others(
    bench: Bench, other_replica: Bench
) -> None:
    ada = keeper()
    connection = UUID(await bench.add(ada, credentials=WRONG))
    await other_replica.connections.opened.open(ada.account_id, connection)

    assert await bench.connections.opened.pause(ada.account_id, connection)

    for one in (bench, other_replica):
        with pytest.raises(NoConnection, match="paused"):
            await one.connections.opened.open(ada.account_id, connection)
    await bench.ask(ada, "rotate_credentials", connection_id=str(connection), credentials=KEYS)
    for one in (bench, other_replica):
        opened = await one.connections.opened.open(ada.account_id, connection)
        assert (await opened.provider.search(SEARCH)).tickets
    kinds = [type(event) for event in await bench.connection_events(str(connection))]
    assert kinds == [ConnectionAdded, ConnectionPaused, CredentialsRotated, ConnectionResumed]


async def test_given_keys_that_were_changed_meanwhile_when_the_old_ones_are_refused_then_it_goes_on(
    bench: Bench, other_replica: Bench
) -> None:
    ada = keeper()
    connection = UUID(await bench.add(ada, credentials=WRONG))
    await other_replica.connections.opened.open(ada.account_id, connection)
    await bench.ask(ada, "rotate_credentials", connection_id=str(connection), credentials=KEYS)

    assert not await other_replica.connections.opened.pause(ada.account_id, connection)

    await other_replica.connections.opened.open(ada.account_id, connection)


async def test_given_a_search_when_the_keys_are_refused_then_the_connection_pauses_and_people_are_told(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada, credentials=WRONG)

    assert await bench.refused(engineer(ada), "search_tickets") == "psa_unauthorized"
    assert await bench.refused(engineer(ada), "search_tickets") == "connection_paused"
    await bench.ask(ada, "resume_connection", connection_id=connection)
    assert await bench.refused(engineer(ada), "search_tickets") == "psa_unauthorized"


async def test_given_a_connection_when_it_is_paused_by_hand_then_it_can_be_tested_but_not_used(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    await bench.ask(ada, "pause_connection", connection_id=connection)

    assert await bench.refused(engineer(ada), "ticket", ticket_id="1") == "connection_paused"
    assert (await bench.ask(ada, "test_connection", connection_id=connection))["ok"]
    await bench.ask(ada, "resume_connection", connection_id=connection)
    assert (await bench.ask(engineer(ada), "search_tickets"))["tickets"]


async def test_given_a_connection_when_it_is_removed_then_its_keys_are_gone_and_nobody_can_use_it(
    bench: Bench, other_replica: Bench
) -> None:
    ada = keeper()
    connection = UUID(await bench.add(ada))
    await other_replica.connections.opened.open(ada.account_id, connection)

    await bench.ask(ada, "remove_connection", connection_id=str(connection))

    for one in (bench, other_replica):
        with pytest.raises(NoConnection, match="removed"):
            await one.connections.opened.open(ada.account_id, connection)
        with pytest.raises(NoConnection, match="no_connection"):
            await one.connections.opened.open(ada.account_id, None)
    stored = "select count(*) from psa_sync.credentials where connection = $1"
    assert await as_account(bench, ada.account_id, stored, connection) == 0
    assert await bench.refused(ada, "rotate_credentials", connection_id=str(connection), credentials=KEYS) == (
        "unknown_connection"
    )


async def as_account(bench: Bench, account: UUID, query: str, *values: object) -> object:
    """What a query sees inside an account's wall."""
    async with bench.runtime.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{account}'")
        return await connection.fetchval(query, *values)


async def test_given_a_process_that_died_when_the_events_come_then_the_directory_and_the_keys_follow(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    await bench.ask(ada, "remove_connection", connection_id=connection)
    opened = bench.connections.opened
    async with bench.runtime.pool.acquire() as database, database.transaction():
        await database.execute(f"set local app.account = '{ada.account_id}'")
        await database.execute("delete from psa_sync.connections where connection = $1", UUID(connection))
        await database.execute(
            "insert into psa_sync.credentials values ($1, $2, 'left over', now())", UUID(connection), ada.account_id
        )

    await bench.deliver(f"connection-{connection}")

    with pytest.raises(NoConnection, match="removed"):
        await opened.open(ada.account_id, UUID(connection))
    left = "select count(*) from psa_sync.credentials where connection = $1"
    assert await as_account(bench, ada.account_id, left, UUID(connection)) == 0


async def test_given_another_account_when_it_names_the_connection_then_there_is_none(bench: Bench) -> None:
    ada, mallory = keeper(), keeper()
    connection = await bench.add(ada)
    named = {"connection_id": connection}

    commands: dict[str, Json] = {
        "change_connection": {"name": "Mine"},
        "rotate_credentials": {"credentials": KEYS},
        "pause_connection": {},
        "resume_connection": {},
        "remove_connection": {},
    }
    for name, more in commands.items():
        assert await bench.refused(mallory, name, **named, **more) == "unknown_connection"
    questions: dict[str, Json] = {
        "test_connection": {},
        "register_callbacks": {},
        "match_members": {"users": []},
        "connection_members": {},
        "search_tickets": {},
        "ticket": {"ticket_id": "1"},
    }
    for name, more in questions.items():
        assert await bench.refused(mallory, name, **named, **more) == "no_connection"
    assert await bench.refused(mallory, "search_tickets") == "no_connection"
    with pytest.raises(NoConnection, match="no_connection"):
        await bench.connections.opened.open(mallory.account_id, UUID(connection))
    assert [type(event) for event in await bench.connection_events(connection)] == [ConnectionAdded]


async def test_given_two_connections_when_none_is_named_then_neither_is_meant(bench: Bench) -> None:
    ada = keeper()
    first, second = await bench.add(ada), await bench.add(ada, name="Other")

    assert await bench.refused(engineer(ada), "search_tickets") == "no_connection"
    assert (await bench.ask(engineer(ada), "search_tickets", connection_id=second))["connection_id"] == UUID(second)
    await bench.ask(ada, "remove_connection", connection_id=second)
    assert (await bench.ask(engineer(ada), "search_tickets"))["connection_id"] == UUID(first)


async def test_given_the_accounts_users_when_they_are_matched_then_pushes_know_who_is_whom(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    maya, tomasz, nobody = new_id(), new_id(), new_id()
    users = [
        {"user_id": str(maya), "email": "ENGINEER@demo.example"},
        {"user_id": str(tomasz), "email": "engineer2@demo.example"},
        {"user_id": str(nobody), "email": "nobody@demo.example"},
    ]
    named = {"connection_id": connection}
    by_name = {one["name"]: one["id"] for one in (await bench.ask(ada, "connection_members", **named))["members"]}

    assert (await bench.ask(ada, "match_members", **named, users=users))["mapped"] == 2
    correction = [{"user_id": str(tomasz), "member_id": by_name["Ingrid Solheim"]}]
    await bench.ask(ada, "map_members", **named, members=correction)
    await bench.ask(ada, "match_members", **named, users=users)

    opened = await bench.connections.opened.open(ada.account_id, UUID(connection))
    assert opened.members == {maya: by_name["Maya Osei"], tomasz: by_name["Ingrid Solheim"]}
    assert sum(isinstance(event, MembersMapped) for event in await bench.connection_events(connection)) == 2


async def test_given_a_psa_that_fails_when_people_search_then_they_are_told_and_the_connection_stays(
    bench: Bench,
) -> None:
    ada = keeper()
    await bench.add(ada)
    bench.psa.trouble.make("answer", "GET", "/service/tickets", status=503, times=9)

    assert await bench.refused(engineer(ada), "search_tickets") == "psa_away"
    await bench.connections.opened.open(ada.account_id, None)


async def test_given_an_engineer_when_they_ask_what_keepers_may_then_they_may_not(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)

    for name in ("test_connection", "connection_members", "register_callbacks"):
        assert await bench.refused(engineer(ada), name, connection_id=connection) == "not_an_administrator"
    viewer = keeper(ada.account_id, role="viewer")
    assert await bench.refused(viewer, "search_tickets") == "not_an_engineer"
    assert await bench.refused(viewer, "connection_options", connection_id=connection) == "not_an_engineer"


async def test_given_a_connection_when_its_settings_are_chosen_then_boards_and_statuses_are_told(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)

    options = await bench.ask(engineer(ada), "connection_options", connection_id=connection)

    assert "Help Desk" in options["boards"]
    assert options["statuses"]
    desk = next(board for board in options["board_statuses"] if board["name"] == "Help Desk")
    assert set(desk["statuses"]) <= set(options["statuses"])
    assert "New" in desk["statuses"]


async def test_given_no_public_address_when_callbacks_are_registered_then_an_operator_is_named(bench: Bench) -> None:
    ada = keeper()
    connection = await bench.add(ada)

    assert await bench.refused(ada, "register_callbacks", connection_id=connection) == "no_public_url"


async def test_given_searches_under_way_when_keys_are_rotated_and_it_is_tested_then_none_of_them_fails(
    bench: Bench, other_replica: Bench
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    named = {"connection_id": connection}

    async def rotate() -> None:
        for number in range(5):
            await bench.ask(ada, "rotate_credentials", **named, credentials=KEYS | {"client_id": f"client-{number}"})
            await bench.ask(ada, "test_connection", **named)

    async def search(at: Bench, number: int) -> Json:
        return await at.ask(engineer(ada), "search_tickets", q=f"a{number}", page=number + 1)

    searches = [search(at, number) for number in range(10) for at in (bench, other_replica)]
    _, *answers = await asyncio.gather(rotate(), *searches)

    assert len(answers) == 20
    for at in (bench, other_replica):
        ready = await at.connections.opened.ready(ada.account_id, UUID(connection))
        assert ready.credentials.values["client_id"] == "client-4"
        assert not ready.is_paused


async def test_given_changes_at_once_when_two_administrators_make_them_then_both_hold_or_one_is_told(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    named: Json = {"connection_id": connection, "expected_version": 1}

    outcomes = await asyncio.gather(
        bench.ask(ada, "change_connection", name="One", **named),
        bench.ask(ada, "change_connection", name="Two", **named),
        return_exceptions=True,
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, RevisionMismatch)]
    assert len(refused) == 1
    assert len(await bench.connection_events(connection)) == 2


async def test_given_a_public_address_when_callbacks_are_registered_then_the_psa_reports_there_until_removed(
    module_database: Database, psa: Psa
) -> None:
    ada = keeper()
    async with replica(module_database, psa, public_url="https://rf.example/") as bench:
        connection = await bench.add(ada)
        first = await bench.ask(ada, "register_callbacks", connection_id=connection)
        await bench.ask(ada, "register_callbacks", connection_id=connection)
        await bench.ask(ada, "remove_connection", connection_id=connection)

        assert read_id_token(MASTER.derive(PURPOSE), first["url"].rpartition("/")[2]) == UUID(connection)
        assert first["url"].startswith("https://rf.example/bridge/psa/")
        kinds = [type(event) for event in await bench.connection_events(connection)]
        assert kinds == [ConnectionAdded, CallbacksRegistered, ConnectionRemoved]
        assert psa.trouble.count("POST", "/system/callbacks") == 1
        assert psa.trouble.count("DELETE", "/system/callbacks") == 1


async def test_given_callbacks_when_the_connection_moves_then_the_psa_before_reports_nothing_more(
    module_database: Database, psa: Psa
) -> None:
    ada = keeper()
    async with replica(module_database, psa, public_url="https://rf.example/") as bench:
        connection = await bench.add(ada)
        await bench.ask(ada, "register_callbacks", connection_id=connection)

        await bench.ask(ada, "change_connection", connection_id=connection, name="Same place", credentials=KEYS)
        assert psa.trouble.count("DELETE", "/system/callbacks") == 0
        await bench.ask(ada, "change_connection", connection_id=connection, base_url=NOBODY_THERE, credentials=KEYS)

        assert psa.trouble.count("DELETE", "/system/callbacks") == 1


async def test_given_a_psa_that_has_no_members_when_they_are_asked_for_then_no_ticket_is_spoken_of(
    bench: Bench,
) -> None:
    ada = keeper()
    connection = await bench.add(ada)
    bench.psa.trouble.make("answer", "GET", "/system/members", status=404, times=9)

    assert await bench.refused(ada, "connection_members", connection_id=connection) == "psa_refused"


async def test_given_a_connection_that_moves_back_and_forth_when_it_is_used_all_the_while_then_it_is_always_there(
    bench: Bench, other_replica: Bench
) -> None:
    ada = keeper()
    connection = UUID(await bench.add(ada))
    used: set[tuple[str, str]] = set()
    moving = asyncio.Event()

    async def move() -> None:
        for number in range(6):
            company = f"company-{number}"
            keys = KEYS | {"private_key": company}
            await bench.ask(ada, "change_connection", connection_id=str(connection), company=company, credentials=keys)
        moving.set()

    async def use(at: Bench) -> None:
        while not moving.is_set():
            ready = await at.connections.opened.ready(ada.account_id, connection)
            used.add((ready.opened.content.company or "", ready.credentials.values["private_key"]))

    await asyncio.gather(move(), use(bench), use(other_replica))

    assert len(used) > 1
    assert {(company, key) for company, key in used if key != company} <= {("demomsp", "private-key")}
