"""Connections, webhook endpoints, ticket drafts and pushes as they are read: each account's own, as they stand now."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import orjson
import pytest
from nats.aio.client import Client

from services.gateway.auth.principal import Principal
from services.gateway.callback_address import CallbackAddresses
from services.gateway.cases import Cases
from services.gateway.history import History
from services.gateway.notices import Notices
from services.gateway.projections.case import existing_case
from services.gateway.projections.psa_connection import connection_meant, get_connection, list_connections
from services.gateway.projections.push import PushFilter, list_pushes
from services.gateway.projections.ticket_draft import get_draft, list_drafts
from services.gateway.projections.webhook_endpoint import get_endpoint, list_endpoints
from services.gateway.projector import PROJECTIONS
from services.gateway.push_state import push_state
from services.gateway.routes.psa_connection_models import Connection
from services.gateway.routes.psa_connections import _shown
from services.gateway.routes.psa_ticket_models import TicketDraft
from services.gateway.routes.push_models import PushItem
from services.gateway.routes.webhook_models import WebhookEndpoint
from services.ops.events import CaseErased
from services.psa_sync.connections import events as connections
from services.psa_sync.drafts.events import DraftDismissed, DraftForgotten, DraftRefreshed, DraftTaken, TicketDrafted
from services.psa_sync.pushes.events import PushEvent
from services.psa_sync.webhooks import events as webhooks
from shared.bus.commands import Caller
from shared.database import walled
from shared.envelope import Stream
from shared.errors import NotFound
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore
from shared.message import Event
from shared.projection import Connection as Database_
from shared.sealing import Keyring
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import MASTER, Logs
from tests.unit.diagnosis.examples import OPEN, RESOLVED
from tests.unit.gateway.case_kit import NOON, RECEIVED, folded
from tests.unit.gateway.psa_kit import CONNECTION, REQUESTED, WITH_TICKET, attempted, failed, loaded, succeeded, ticket

ADMIN, ANNA = UUID(int=7), UUID(int=8)
T = TypeVar("T")


@pytest.fixture
async def side(database: Database) -> AsyncIterator[ReadSide]:
    async with AsyncExitStack() as stack:
        yield await ReadSide.open(Logs(database, stack))


async def write(side: ReadSide, category: str, *events: Event, of: UUID | None = None) -> UUID:
    """A thing of the account with these events."""
    thing = of or new_id()
    await side.write(Stream(category, str(thing), side.account), *events, role="psa_sync")
    return thing


async def read(side: ReadSide, ask: Callable[[Database_], Awaitable[T]], account: UUID | None = None) -> T:
    """What the gateway reads for an account."""
    async with walled(await side.logs.pool("gateway"), account or side.account) as connection:
        return await ask(connection)


def content(**changes: Any) -> connections.ConnectionContent:
    fields = {
        "provider": "connectwise", "name": "Main", "base_url": "https://na.myconnectwise.net", "company": "acme",
        "push": connections.PushSettings(), "watched_boards": ("Help Desk",),
    }  # fmt: skip
    return connections.ConnectionContent(**fields | changes)


def added(**changes: Any) -> connections.ConnectionAdded:
    return connections.ConnectionAdded(connection=content(**changes), keys_id=new_id(), by=ADMIN, at=NOON)


def endpoint(url: str = "https://hooks.example/rf") -> webhooks.EndpointContent:
    return webhooks.EndpointContent(url=url, event_types=("session.resolved",), description=None)


async def test_given_a_connection_s_history_when_read_then_it_is_as_it_stands(side: ReadSide) -> None:
    member = connections.Member(user_id=ANNA, member_id="12", member_name="Anna", how="email")
    made = await write(
        side, "connection", added(),
        connections.ConnectionTested(ok=False, code="unauthorized", at=NOON),
        connections.CredentialsRotated(keys_id=new_id(), by=ADMIN, at=NOON + timedelta(hours=1)),
        connections.MembersMapped(members=(member,), by=ADMIN, at=NOON),
        connections.CallbacksRegistered(callback_id="5", by=ADMIN, at=NOON),
        connections.ConnectionPaused(reason="unauthorized", by=None, at=NOON),
    )  # fmt: skip

    found = await read(side, lambda connection: get_connection(connection, made))

    assert found is not None
    shown = Connection.model_validate(_shown(found, CallbackAddresses("https://rf.example", b"k" * 32)))
    assert (shown.state, shown.pause_reason, shown.mapped_members, shown.version) == ("paused", "unauthorized", 1, 6)
    assert shown.last_test is not None
    assert (shown.last_test.ok, shown.last_test.code) == (False, "unauthorized")
    assert shown.credentials_rotated_at == NOON + timedelta(hours=1)
    assert shown.callbacks.registered
    assert (shown.callbacks.url or "").startswith("https://rf.example/bridge/psa/")

    await write(side, "connection", connections.ConnectionResumed(by=ADMIN, at=NOON), of=made)
    resumed = await read(side, lambda connection: get_connection(connection, made))
    assert resumed is not None
    assert (resumed["state"], resumed["pause_reason"]) == ("active", None)


@pytest.mark.parametrize("elsewhere", [{"base_url": "https://eu.myconnectwise.net"}, {"company": "other"}])
async def test_given_a_connection_that_moves_when_read_then_nobody_is_known_there_and_nothing_reported(
    side: ReadSide, elsewhere: dict[str, Any]
) -> None:
    def changed(**changes: Any) -> connections.ConnectionChanged:
        return connections.ConnectionChanged(connection=content(**changes), by=ADMIN, at=NOON)

    member = connections.Member(user_id=ANNA, member_id="12", member_name="Anna", how="email")
    made = await write(
        side, "connection", added(),
        connections.ConnectionTested(ok=True, code=None, at=NOON),
        connections.MembersMapped(members=(member,), by=ADMIN, at=NOON),
        connections.CallbacksRegistered(callback_id="5", by=ADMIN, at=NOON),
        changed(name="Renamed"),
    )  # fmt: skip

    async def known() -> tuple[int, bool, bool]:
        found = await read(side, lambda connection: get_connection(connection, made))
        assert found is not None
        return len(found["members"]), found["callbacks_registered"], found["last_test"] is not None

    assert await known() == (1, True, True)
    await write(side, "connection", changed(**elsewhere), of=made)
    assert await known() == (0, False, False)


async def test_given_connections_when_one_is_meant_then_it_is_the_named_or_the_only_one(side: ReadSide) -> None:
    async def meant(named: str | None, account: UUID | None = None) -> str | None:
        found = await read(side, lambda connection: connection_meant(connection, named), account)
        return found["id"] if found else None

    assert await meant(None) is None
    first = await write(side, "connection", added(name="b"))
    assert (await meant(None), await meant(str(first))) == (str(first), str(first))
    assert await meant("connectwise-main") is None
    assert await meant(str(first), account=new_id()) is None
    second = await write(side, "connection", added(name="A"))
    assert await meant(None) is None
    assert [one["id"] for one in await read(side, list_connections)] == [str(second), str(first)]
    await write(side, "connection", connections.ConnectionRemoved(by=ADMIN, at=NOON), of=second)
    assert (await meant(None), await meant(str(second))) == (str(first), None)
    assert await read(side, list_connections, new_id()) == []


async def test_given_a_closing_when_it_is_answered_then_it_says_what_becomes_of_its_document(side: ReadSide) -> None:
    cases = Cases(await side.logs.pool("gateway"), Caller(Client()), Notices(), b"")
    anna = Principal(ANNA, side.account, None, "engineer", "Anna", "token")
    closed = folded(WITH_TICKET, *OPEN, RESOLVED)
    known = connections.Member(user_id=ANNA, member_id="12", member_name="Anna", how="email")

    assert (await push_state(cases, anna, closed, closed["version"]))["psa_push_status"] == "no_psa"
    without = folded(RECEIVED, *OPEN, RESOLVED)
    made = await write(side, "connection", added())
    waiting = await push_state(cases, anna, closed, closed["version"])
    assert (waiting["psa_push_status"], waiting["psa_push_error"]) == ("pending", None)
    assert waiting["member_mapping_warning"] == (
        "Anna has no member in Main; the note is in the name of the integration."
    )  # fmt: skip
    await write(side, "connection", connections.MembersMapped(members=(known,), by=ADMIN, at=NOON), of=made)
    assert (await push_state(cases, anna, closed, closed["version"]))["member_mapping_warning"] is None
    assert (await push_state(cases, anna, without, without["version"]))["psa_push_status"] == "no_psa"
    assert (await push_state(cases, anna, {}, 1))["psa_push_status"] == "no_psa"
    tried = folded(WITH_TICKET, *OPEN, RESOLVED, REQUESTED, attempted(1), failed(1))
    told = await push_state(cases, anna, tried, tried["version"])
    assert (told["psa_push_status"], told["psa_push_error"]) == ("failed", "It did not answer.")
    assert told["member_mapping_warning"] == REQUESTED.member_warning
    later = await push_state(cases, anna, tried, tried["version"] + 1)  # the read model has not the closing yet
    assert (later["psa_push_status"], later["psa_push_error"]) == ("pending", None)
    await write(side, "connection", added(name="Other"))
    assert (await push_state(cases, anna, closed, closed["version"]))["psa_push_status"] == "no_psa"


async def test_given_webhook_endpoints_when_read_then_they_are_as_they_stand_and_removed_ones_are_gone(
    side: ReadSide,
) -> None:
    first = await write(side, "webhook", webhooks.EndpointCreated(endpoint=endpoint(), by=ADMIN, at=NOON))
    second = await write(
        side, "webhook", webhooks.EndpointCreated(endpoint=endpoint(), by=ADMIN, at=NOON + timedelta(hours=1)),
        webhooks.EndpointChanged(endpoint=endpoint("https://hooks.example/new"), by=ADMIN, at=NOON),
        webhooks.SecretRotated(by=ADMIN, at=NOON + timedelta(hours=2)),
        webhooks.EndpointDisabled(reason="failing", by=None, at=NOON),
    )  # fmt: skip

    shown = [WebhookEndpoint.model_validate(one) for one in await read(side, list_endpoints)]

    assert [(one.id, one.state, one.disabled_reason) for one in shown] == [
        (first, "enabled", None),
        (second, "disabled", "failing"),
    ]
    assert (shown[1].url, shown[1].secret_rotated_at) == ("https://hooks.example/new", NOON + timedelta(hours=2))
    await write(side, "webhook", webhooks.EndpointEnabled(by=ADMIN, at=NOON), of=second)
    await write(side, "webhook", webhooks.EndpointRemoved(by=ADMIN, at=NOON), of=first)
    [left] = await read(side, list_endpoints)
    assert (left["id"], left["state"], left["disabled_at"]) == (str(second), "enabled", None)
    removed = await read(side, lambda connection: get_endpoint(connection, first))
    assert removed is not None
    assert (removed["state"], removed["version"]) == ("removed", 2)
    assert "hooks.example" not in str(removed)
    assert await read(side, list_endpoints, new_id()) == []


def offered(hour: int, connection: UUID = CONNECTION) -> TicketDrafted:
    """A ticket is offered at an hour after noon."""
    return TicketDrafted(connection_id=connection, ticket=ticket(), at=NOON + timedelta(hours=hour))


async def draft(side: ReadSide, *events: Event, of: UUID | None = None) -> UUID:
    """A draft, sealed by its own key, with these events."""
    one = of or new_id()
    await side.write(Stream("ticket", str(one), side.account, one), *events, role="psa_sync")
    return one


async def drafts(side: ReadSide, of: UUID | None = None, skip: int = 0, account: UUID | None = None) -> list[UUID]:
    """What is offered."""
    found = await read(side, lambda connection: list_drafts(connection, of, skip, 1 if skip else 9), account)
    return [TicketDraft.model_validate(one).id for one in found]


async def test_given_offered_tickets_when_read_then_those_are_there_that_nobody_took_or_dismissed(
    side: ReadSide,
) -> None:
    other = new_id()
    refreshed = await draft(side, offered(1), DraftRefreshed(ticket=ticket(status="Open"), at=NOON))
    newer = await draft(side, offered(2, other))
    taken = await draft(side, offered(3))
    dismissed = await draft(side, offered(4), DraftDismissed(by=ANNA, at=NOON))
    await draft(side, DraftTaken(session_id=new_id(), at=NOON), of=taken)

    assert await drafts(side) == [newer, refreshed]
    assert await drafts(side, other) == [newer]
    assert await drafts(side, skip=1) == [refreshed]
    assert await drafts(side, account=new_id()) == []
    for settled in (taken, dismissed):
        assert await read(side, partial(get_draft, wanted=settled)) is None
    shown = await read(side, lambda connection: get_draft(connection, refreshed))
    assert shown is not None
    assert shown["ticket"]["status"] == "Open"


async def test_given_an_offered_ticket_when_it_is_folded_then_it_is_no_case_and_its_notice_names_none(
    side: ReadSide,
) -> None:
    await draft(side, offered(1))

    pool = await side.logs.pool("projector")
    assert await pool.fetchval("select count(*) from read.cases") == 0
    notice = await pool.fetchval("select notice from read.feed")
    assert '"session_id":null' in notice


async def test_given_a_draft_whose_end_nobody_can_read_when_it_is_forgotten_then_it_is_gone_as_after_a_rebuild(
    side: ReadSide,
) -> None:
    erased, kept = await draft(side, offered(1)), await draft(side, offered(2))
    ops = await side.logs.pool("ops")
    await ops.execute("update log.keys set wrapped = null where id = $1", erased)
    await write(side, "ticket", DraftForgotten(draft_id=erased, at=NOON))

    assert await drafts(side) == [kept]
    assert sum((await side.runner.compare(PROJECTIONS)).values()) == 0


async def push(side: ReadSide, *events: PushEvent, outcome: int = 1, of: UUID | None = None) -> UUID:
    """A session with a ticket, and a push of it."""
    session = of or new_id()
    if of is None:
        await side.append(session, WITH_TICKET, category="case", role="intake")
        await side.append(session, loaded(), category="ticket", role="psa_sync")
        await side.append(session, *OPEN)
    stream = Stream("push", f"{session}-{outcome}", side.account, session)
    await side.write(stream, REQUESTED.model_copy(update={"outcome": outcome}), *events, role="psa_sync")
    return session


async def pushes(side: ReadSide, status: str | None = None, account: UUID | None = None) -> list[PushItem]:
    found = await read(side, lambda connection: list_pushes(connection, PushFilter(status, 0, 50)), account)
    return [PushItem.model_validate(one) for one in found]


async def test_given_pushes_of_sessions_when_listed_then_each_says_how_it_stands_and_whose_it_is(
    side: ReadSide,
) -> None:
    done = await push(side, attempted(1), succeeded(1))
    waits = await push(side, attempted(1), failed(1))
    await push(side, of=done, outcome=2)

    assert {(one.session_id, one.outcome, one.status) for one in await pushes(side)} == {
        (done, 1, "succeeded"),
        (done, 2, "pending"),
        (waits, 1, "failed"),
    }
    [failing] = await pushes(side, "failed")
    assert (failing.ticket_ref, failing.user_name, failing.last_error) == ("CW #4711", "Anna", "It did not answer.")
    assert await pushes(side, "abandoned") == []
    assert await pushes(side, account=new_id()) == []


async def test_given_a_pushed_session_when_it_is_erased_then_its_pushes_are_gone_too(side: ReadSide) -> None:
    erased, kept = await push(side), await push(side)
    erasure = CaseErased(session=erased, by="admin", reason="asked", at=NOON)
    await side.append(erased, erasure, category="erasure", role="ops")

    assert [one.session_id for one in await pushes(side)] == [kept]


async def test_given_a_pushed_session_when_its_history_is_read_then_every_revision_is_there_and_the_last_is_the_case(
    side: ReadSide,
) -> None:
    session = await push(side, attempted(1), failed(1))
    await push(side, of=session, outcome=12)
    other = await push(side)
    pool = await side.logs.pool("gateway")
    history = History(pool, Keyring(PostgresKeyStore(pool, behind_wall=True), MASTER))
    anna = Principal(ANNA, side.account, None, "viewer", "Anna", "token")

    entries = await history.entries(anna, session)

    row = await read(side, lambda connection: existing_case(connection, session))
    assert [entry["revision"] for entry in entries] == list(range(1, row.revision + 1))
    assert [entry["type"] for entry in entries if entry["service"] == "psa_sync"] == [
        "ticket_context_loaded", "push_requested", "push_attempted", "push_attempt_failed", "push_requested",
    ]  # fmt: skip
    assert await history.at(anna, session, row.revision) == orjson.loads(row.document)
    assert (await history.at(anna, session, row.revision - 2))["pushes"][0]["status"] == "pending"
    assert len(await history.entries(anna, other)) == len(entries) - 3
    stranger = replace(anna, account_id=new_id())
    with pytest.raises(NotFound):
        await history.entries(stranger, session)


async def test_given_all_of_it_when_it_is_folded_anew_then_nothing_differs(side: ReadSide) -> None:
    await write(side, "connection", added(), connections.ConnectionRemoved(by=ADMIN, at=NOON))
    await write(side, "webhook", webhooks.EndpointCreated(endpoint=endpoint(), by=ADMIN, at=NOON))
    await draft(side, offered(1))
    await draft(side, offered(2), DraftDismissed(by=None, at=NOON))
    session = await push(side, attempted(1), failed(1))

    assert sum((await side.runner.compare(PROJECTIONS)).values()) == 0
    before = await pushes(side)
    push_projection = next(one for one in PROJECTIONS if one.name == "push")
    assert await side.runner.rebuild_session(push_projection, session) > 0  # type: ignore[arg-type] # it is one
    assert await pushes(side) == before
