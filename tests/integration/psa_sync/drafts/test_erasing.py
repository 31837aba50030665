"""What a draft said can be read no more once its case is erased, or a while after it was settled."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from services.intake.events import Ticket
from services.ops.erasure import Erasure, apply_erasure, erase, is_listed, list_file, read_list
from services.psa_sync.drafts.events import FORGETTING_EVENTS
from services.psa_sync.drafts.forgetting import KEPT, forgetting_stream
from shared.bus.commands import Request
from shared.database import open_pool
from shared.envelope import Stream, begin
from shared.errors import NotFound
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor
from shared.sealing import KeyDestroyed, Keyring, MasterKey
from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.psa_sync.bridge.kit import ACCOUNT, ADA, Bench
from tests.integration.psa_sync.drafts.kit import draft_of, offered, states
from tests.unit.intake.examples import case_received

ENGINEER = Actor(account_id=ACCOUNT, user_id=ADA, name="Ada", role="engineer")


@pytest.fixture
def settings(watching: Bench, database: Database, tmp_path: Path) -> CommonSettings:
    """As operators' commands have them: the bridge's database and master key."""
    (tmp_path / "master.key").write_bytes(bytes(range(32)))
    return CommonSettings(database_url=database.url, master_key_file=tmp_path / "master.key")


@pytest.fixture
async def log(settings: CommonSettings) -> AsyncIterator[PostgresLog]:
    """The log as a process reads it that has no key in memory."""
    async with open_pool(settings, "rf_projector") as pool:
        yield PostgresLog(pool, Keyring(PostgresKeyStore(pool), MasterKey.read(settings.master_key_file)))


async def started(watching: Bench, settings: CommonSettings, ticket: int) -> UUID:
    """A case that was started from an offered ticket, of which drafts have not heard."""
    session = new_id()
    named = Ticket(psa_connection_id=str(watching.connection), psa_ticket_id=str(ticket))
    async with open_pool(settings, "rf_intake") as pool:
        cases = PostgresLog(pool, Keyring(PostgresKeyStore(pool), MasterKey.read(settings.master_key_file)))
        stream = Stream("case", str(session), ACCOUNT, session)
        await cases.append(stream, 0, [case_received(ticket=named)], begin(ENGINEER, "intake"))
    return session


async def taken(watching: Bench, settings: CommonSettings, ticket: int) -> UUID:
    """A case that was started from an offered ticket."""
    session = await started(watching, settings, ticket)
    await watching.hear(f"case-{session}")
    assert await states(watching, ticket) == ["ticket_drafted", "draft_taken"]
    return session


async def is_readable(log: PostgresLog, draft: UUID) -> bool:
    """Whether what the draft said can be opened."""
    try:
        return bool(await log.load(f"ticket-{draft}"))
    except KeyDestroyed:
        return False


async def test_given_a_case_of_an_offered_ticket_when_it_is_erased_then_the_draft_goes_with_it_and_no_other(
    watching: Bench, settings: CommonSettings, log: PostgresLog
) -> None:
    ticket, other = await offered(watching), await offered(watching)
    session = await taken(watching, settings, ticket)
    draft = draft_of(watching, ticket)

    erased = await erase(settings, session, "operator", "asked for")

    assert erased.drafts == (draft,)
    assert [line.drafts for line in read_list(list_file(settings))] == [(draft,)]
    assert not await is_readable(log, draft)
    assert await is_readable(log, draft_of(watching, other))


async def test_given_a_backup_without_the_case_when_its_erasure_is_applied_then_the_draft_goes_all_the_same(
    watching: Bench, settings: CommonSettings, log: PostgresLog
) -> None:
    draft = draft_of(watching, await offered(watching))
    erasure = Erasure(new_id(), ACCOUNT, "operator", "asked for", watching.clock(), (draft,))

    async with open_pool(settings, "rf_ops") as pool:
        assert not await apply_erasure(settings, pool, erasure)
        assert not await apply_erasure(settings, pool, erasure)

    assert not await is_readable(log, draft)


async def test_given_an_erasure_on_the_list_without_its_draft_when_erased_again_then_the_draft_is_listed_too(
    watching: Bench, settings: CommonSettings
) -> None:
    ticket = await offered(watching)
    session = await started(watching, settings, ticket)
    await erase(settings, session, "operator", "asked for")
    await watching.drafting.drafts.take(ACCOUNT, watching.connection, str(ticket), session, watching.clock())

    again = await erase(settings, session, "operator", "asked for")
    await erase(settings, session, "operator", "asked for")

    lines = read_list(list_file(settings))
    assert [line.drafts for line in lines] == [(), (draft_of(watching, ticket),)]
    assert is_listed(again, lines)


async def test_given_a_draft_that_is_taken_late_when_drafts_hear_of_the_erasure_then_it_goes_too(
    watching: Bench, settings: CommonSettings, log: PostgresLog
) -> None:
    ticket = await offered(watching)
    session = await started(watching, settings, ticket)
    await erase(settings, session, "operator", "asked for")
    await watching.drafting.drafts.take(ACCOUNT, watching.connection, str(ticket), session, watching.clock())

    for _ in range(2):
        await watching.hear(f"erasure-{session}")

    [told] = FORGETTING_EVENTS.decode_all(await log.load(forgetting_stream(ACCOUNT, draft_of(watching, ticket)).name))
    assert told.draft_id == draft_of(watching, ticket)
    assert not await is_readable(log, draft_of(watching, ticket))
    assert not await watching.drafting.drafts.is_offered(watching.connection, str(ticket))


async def test_given_an_erased_draft_when_its_ticket_is_new_or_changes_or_is_taken_then_nothing_comes_of_it(
    watching: Bench, settings: CommonSettings
) -> None:
    ticket = await offered(watching)
    await erase(settings, await taken(watching, settings, ticket), "operator", "asked for")
    watching.runtime.keyring.forget(draft_of(watching, ticket))

    watching.patch(ticket, "summary", "Printer on fire")
    await watching.deliver()
    await watching.work()
    drafts, connection = watching.drafting.drafts, watching.connection
    seen = await (await watching.provider()).ticket(str(ticket))
    await drafts.offer(ACCOUNT, connection, seen, watching.clock())
    await drafts.take(ACCOUNT, connection, str(ticket), new_id(), watching.clock())

    assert not await drafts.is_offered(connection, str(ticket))
    request = Request(actor=ENGINEER, body={"draft_id": str(draft_of(watching, ticket))})
    with pytest.raises(NotFound):
        await watching.drafting.api.dismiss(request)


async def test_given_settled_drafts_when_a_while_has_passed_then_their_keys_go_and_those_of_offered_ones_stay(
    watching: Bench, settings: CommonSettings, log: PostgresLog
) -> None:
    dismissed, took, waiting = [await offered(watching) for _ in range(3)]
    await watching.drafting.drafts.withdraw(ACCOUNT, draft_of(watching, dismissed), watching.clock())
    await taken(watching, settings, took)
    for ticket in (dismissed, took):
        await watching.hear(f"ticket-{draft_of(watching, ticket)}")

    assert await watching.drafting.forgetting.sweep() == 0
    watching.clock.pass_by(KEPT.total_seconds() + 60)
    assert await watching.drafting.forgetting.sweep() == 2
    assert await watching.drafting.forgetting.sweep() == 0

    readable = [await is_readable(log, draft_of(watching, ticket)) for ticket in (dismissed, took, waiting)]
    assert readable == [False, False, True]


async def test_given_the_role_of_psa_sync_when_it_would_destroy_another_key_then_it_cannot(
    watching: Bench, settings: CommonSettings
) -> None:
    session = await watching.case(await offered(watching))
    other = await started(watching, settings, 1)

    for key in (ACCOUNT, session, other):
        done = await watching.runtime.pool.execute("update log.keys set wrapped = null where id = $1", key)
        assert done == "UPDATE 0"
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await watching.runtime.pool.execute("delete from log.keys")
