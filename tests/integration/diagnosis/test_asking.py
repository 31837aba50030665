"""What diagnosis asks matching and documentation, and how it goes on without an answer."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID

import orjson
import pytest
from nats.aio.client import Client
from nats.aio.msg import Msg

from services.diagnosis.adapters.asking import FlowQuery, ScriptQuery
from services.diagnosis.known import OfferedScript
from services.diagnosis.near import NearFlow
from shared.bus.commands import Caller
from shared.bus.connection import connect, flushed
from shared.ids import new_id
from tests.servers import NatsServer

ACCOUNT, TEAM = new_id(), new_id()
SCRIPT = {
    "id": str(UUID(int=7)), "slug": "clear-spool", "name": "Clear", "description": None, "parameter_keys": ["server"],
    "usage_count": 3,
}  # fmt: skip
FLOW = {
    "flow_id": str(UUID(int=8)), "flow_name": "Spooler", "flow_version": 2, "problem_domain": "printing", "score": 0.4,
    "below_threshold": True, "reasons": [],
}  # fmt: skip
Answering = Callable[[str, str, Any], Awaitable[list[dict[str, Any]]]]


@pytest.fixture
async def caller(broker: NatsServer) -> AsyncIterator[Caller]:
    client = await connect(broker.url, "diagnosis", broker.seed_dir)
    yield Caller(client, 0.5)
    await client.close()


@pytest.fixture
async def answering(broker: NatsServer) -> AsyncIterator[Answering]:
    """A service that answers one query in a given way, and what it was asked."""
    clients: list[Client] = []

    async def start(service: str, name: str, reply: Any) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = []

        async def answer(message: Msg) -> None:
            asked.append(orjson.loads(message.data))
            if reply is not None:
                await message.respond(reply if isinstance(reply, bytes) else orjson.dumps(reply))

        client = await connect(broker.url, service, broker.seed_dir)
        clients.append(client)
        await client.subscribe(f"qry.{service}.{name}", queue=service, cb=answer)
        await flushed(client)
        return asked

    yield start
    for client in clients:
        await client.close()


async def test_given_scripts_of_the_team_when_asked_for_then_they_are_read_and_the_asker_is_the_account(
    caller: Caller, answering: Answering
) -> None:
    asked = await answering("documentation", "offered_scripts", {"ok": {"scripts": [SCRIPT] * 30}})
    found = await ScriptQuery(caller).offered(ACCOUNT, TEAM, ["clear-spool"])
    assert found[0] == OfferedScript(UUID(int=7), "clear-spool", "Clear", "", ("server",))
    assert len(found) == 20
    assert await ScriptQuery(caller).offered(ACCOUNT, None)
    assert [request["body"] for request in asked] == [
        {"team_id": str(TEAM), "slugs": ["clear-spool"]}, {"team_id": None},
    ]  # fmt: skip
    assert (asked[0]["actor"]["account_id"], asked[0]["actor"]["user_id"]) == (str(ACCOUNT), None)


async def test_given_words_when_flows_are_asked_for_then_those_that_are_near_are_read(
    caller: Caller, answering: Answering
) -> None:
    far = {**FLOW, "score": 0.01}
    asked = await answering("matching", "match", {"ok": {"matches": [FLOW, far], "embedder": "x"}})
    found = await FlowQuery(caller).near(ACCOUNT, "The queue hangs", "printing")
    assert found == (NearFlow(flow_id=UUID(int=8), flow_version=2, name="Spooler", score=0.4),)
    assert asked[0]["body"] == {"text": "The queue hangs", "problem_domain": "printing", "limit": 6}


@pytest.mark.parametrize(
    "reply",
    [
        None,
        {"refused": {"status": 503, "code": "internal", "title": "t", "detail": "d"}},
        {"ok": {"scripts": [{"id": "no id"}], "matches": "none"}},
        {"ok": {}},
    ],
    ids=["silence", "refused", "misshapen", "empty"],
)
async def test_given_no_answer_that_can_be_read_then_there_are_none(
    caller: Caller, answering: Answering, reply: Any
) -> None:
    await answering("documentation", "offered_scripts", reply)
    await answering("matching", "match", reply)
    assert await ScriptQuery(caller).offered(ACCOUNT, TEAM) == ()
    assert await FlowQuery(caller).near(ACCOUNT, "x", "other") == ()


async def test_given_nobody_who_answers_then_there_are_none(caller: Caller) -> None:
    assert await ScriptQuery(caller).offered(ACCOUNT, TEAM) == ()
    assert await FlowQuery(caller).near(ACCOUNT, "x", "other") == ()
