"""`GET /events`: what changes, as it happens, resumed where it broke off."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx2

from shared.testing.waiting import PATIENCE
from tests.e2e.kit import LOCKOUT, Json, Person, newcomer, ok, refused, signed_in
from tests.e2e.product import Product


class Feed:
    """Server-sent events, one by one."""

    def __init__(self, response: httpx2.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self) -> Json:
        """The next event: its name, id and data; heartbeats are passed over."""
        event: Json = {}
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                name, _, value = line.partition(": ")
                if line == "" and "event" in event:
                    return event
                if name in ("event", "id", "data"):
                    event[name] = json.loads(value) if name == "data" else value
        raise EOFError

    async def named(self, name: str) -> Json:
        """The next event of this name."""
        while True:
            event = await self.next()
            if event["event"] == name:
                return event

    async def until(self, kind: str) -> Json:
        """The first event of a type, by which it names what happened."""
        while True:
            event = await self.next()
            if event["data"].get("type") == kind:
                return event

    async def end(self) -> None:
        """Return when the server ends it."""
        async with asyncio.timeout(PATIENCE):
            async for _ in self._lines:
                pass


@asynccontextmanager
async def feed(person: Person, last: str | None = None, **query: str) -> AsyncIterator[Feed]:
    headers = {"last-event-id": last} if last is not None else {}
    async with person.http.stream("GET", "/api/v1/events", params=query, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Feed(response)  # it hears from its headers on


async def test_given_a_feed_when_a_case_is_worked_then_each_change_is_told_without_content(engineer: Person) -> None:
    async with feed(engineer) as events:
        session = (await engineer.start(LOCKOUT))["session_id"]
        told = await events.until("step_proposed")
        while told["data"]["session_id"] != session:  # of an earlier test
            told = await events.until("step_proposed")
    assert told["event"] == "change"
    assert "locking" not in json.dumps(told)


async def test_given_a_feed_of_one_session_when_another_changes_then_it_is_not_told(engineer: Person) -> None:
    mine = (await engineer.start(LOCKOUT))["session_id"]
    other = (await engineer.start(LOCKOUT))["session_id"]
    async with feed(engineer, topics=f"session:{mine}") as events:
        ok(await engineer.act(other, "pause"))
        ok(await engineer.act(mine, "pause"))
        assert (await events.next())["data"]["session_id"] == mine


async def test_given_a_broken_feed_when_it_is_resumed_then_nothing_is_missed_or_told_twice(engineer: Person) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    topics = f"session:{session}"
    async with feed(engineer, topics=topics) as events:
        ok(await engineer.act(session, "pause"))
        last = (await events.until("session_paused"))["id"]
    ok(await engineer.act(session, "resume"))
    ok(await engineer.act(session, "pause"))
    async with feed(engineer, last, topics=topics) as events:
        assert [(await events.next())["data"]["type"] for _ in range(2)] == ["session_resumed", "session_paused"]


async def test_given_a_place_that_the_feed_does_not_know_when_it_is_resumed_then_everything_is_to_be_read_anew(
    engineer: Person,
) -> None:
    for last in ("7-1", "nonsense", "0-99999999"):
        async with feed(engineer, last) as events:
            told = await events.next()
            assert told["event"] == "resync"
            assert told["id"]


async def test_given_another_account_when_it_listens_to_our_session_then_it_hears_nothing(
    engineer: Person, rival: Person
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    theirs = (await rival.start(LOCKOUT))["session_id"]
    async with feed(rival, topics=f"session:{session},session:{theirs}") as narrow, feed(rival) as whole:
        ok(await engineer.act(session, "pause"))
        ok(await rival.act(theirs, "pause"))
        assert (await narrow.next())["data"]["session_id"] == theirs
        assert (await whole.next())["data"]["session_id"] == theirs


async def test_given_two_people_on_a_case_when_one_opens_it_then_the_other_sees_who(
    engineer: Person, lead: Person
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    async with feed(engineer, topics=f"session:{session}") as events:
        answer = await lead.act(session, "presence", {"here": True})
        seen = await events.named("presence")
    assert answer.status_code == 204
    assert "id" not in seen
    assert (seen["data"]["name"], seen["data"]["here"]) == ("Ingrid Solheim", True)


async def test_given_nonsense_for_topics_when_listened_to_then_it_is_refused(engineer: Person) -> None:
    for topics in ("session:7", "flows", f"session:{uuid4()},x"):
        refused(await engineer.get("/events", params={"topics": topics}), 422, "invalid_topics")


async def test_given_an_open_feed_when_its_user_is_deactivated_then_every_access_ends_at_once(
    product: Product, admin: Person
) -> None:
    async with newcomer(product.url, admin, "engineer") as person:
        key = ok(await person.post("/api-keys", {"name": "A script"}), status=201)
        by_key = {"authorization": f"Bearer {key['key']}"}
        assert (await person.get("/auth/me", headers=by_key)).status_code == 200
        async with feed(person) as events:
            ok(await admin.patch(f"/users/{person.id}", {"active": False}))
            await events.end()
        refused(await person.get("/ai-sessions"), 401)
        refused(await person.get("/auth/me", headers=by_key), 401)
        refused(await person.post("/auth/refresh", {"refresh_token": person.tokens["refresh_token"]}), 401)
        refused(
            await person.http.post(
                "/api/v1/auth/login", json={"email": person.profile["email"], "password": "demo-resolutionflow"}
            ),
            401,
        )


async def test_given_an_open_feed_when_its_user_signs_out_then_it_ends(product: Product) -> None:
    async with signed_in(product.url, "engineer2@demo.example") as person, feed(person) as events:
        assert (await person.post("/auth/logout")).status_code == 204
        await events.end()
