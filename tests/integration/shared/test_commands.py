"""Commands between processes: one effect for one key, typed refusals, an answer in time whatever happens."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from shared.bus.commands import Caller, Request
from shared.envelope import Stream
from shared.errors import Erased, IllegalState, InvalidInput, Unavailable
from shared.handle import Handler
from shared.ids import new_id
from shared.message import Actor
from shared.sealing import KeyDestroyed
from shared.service import Parts, Runtime
from shared.testing.notebook import NOTEBOOK, NOTEBOOK_EVENTS, CloseNotebook, WriteNote, notebook_stream
from shared.testing.waiting import PATIENCE
from tests.integration.shared.bus import BreakableBroker
from tests.integration.shared.world import World, count_until

SERVICE = "intake"


class Desk:
    """Keeps notebooks; how slow it is, and what it fails with, is up to the test."""

    def __init__(self, runtime: Runtime) -> None:
        self._handler = Handler(runtime.log, NOTEBOOK, NOTEBOOK_EVENTS)
        self.lost = 0
        self.error: BaseException | None = None
        self.at_work = 0
        self.go_on = asyncio.Event()

    def parts(self) -> Parts:
        return Parts(
            commands={"write": self.write, "close": self.close, "wait": self.wait, "fail": self.fail},
            queries={"count": self.count},
        )

    async def write(self, request: Request) -> Mapping[str, Any]:
        handled = await self._handler.handle(
            stream_of(request), WriteNote.model_validate(request.body), request.origin(SERVICE), request.command_key
        )
        if self.lost and not handled.repeated:  # this answer does not come while anybody waits for it
            self.lost -= 1
            await self.go_on.wait()
        return {"version": handled.version, "repeated": handled.repeated}

    async def close(self, request: Request) -> Mapping[str, Any]:
        handled = await self._handler.handle(
            stream_of(request), CloseNotebook(), request.origin(SERVICE), request.command_key
        )
        return {"version": handled.version}

    async def wait(self, request: Request) -> Mapping[str, Any]:
        self.at_work += 1
        await self.go_on.wait()
        return {"waited": True}

    async def fail(self, request: Request) -> Mapping[str, Any]:
        assert self.error is not None
        raise self.error

    async def count(self, request: Request) -> Mapping[str, Any]:
        _, version = await self._handler.load(stream_of(request).name)
        return {"version": version}


def stream_of(request: Request) -> Stream:
    assert request.session is not None
    return Stream("case", str(request.session), request.actor.account_id, request.session)


@asynccontextmanager
async def desk(world: World) -> AsyncIterator[Desk]:
    """The desk at work."""
    desks: list[Desk] = []

    def build(runtime: Runtime) -> Parts:
        desks.append(Desk(runtime))
        return desks[-1].parts()

    async with world.service(build, SERVICE):
        yield desks[-1]


@pytest.fixture
async def caller(own_broker: BreakableBroker) -> Caller:
    return Caller(await own_broker.connect("gateway"), deadline=PATIENCE)


def request(stream: Stream, key: str | None = "key-1", **body: object) -> Request:
    actor = Actor(account_id=stream.account, user_id=stream.account, name="Sam")
    return Request(actor=actor, body=body, route="POST /notes", key=key, body_hmac="00", session=stream.session)


async def test_given_a_lost_reply_when_the_command_is_sent_again_then_it_has_one_effect(
    world: World, caller: Caller
) -> None:
    quick = replace(caller, resend_after=0.2)
    stream = notebook_stream()
    async with desk(world) as at:
        at.lost = 1

        answer = await quick.command(SERVICE, "write", request(stream, text="a"))
        at.go_on.set()

        assert answer == {"version": 2, "repeated": True}
        assert await caller.query(SERVICE, "count", request(stream, key=None)) == {"version": 2}


async def test_given_a_command_that_takes_longer_than_a_resend_when_it_answers_at_last_then_the_caller_hears_it(
    world: World, caller: Caller
) -> None:
    quick = replace(caller, resend_after=0.1)
    async with desk(world) as at:
        asking = asyncio.create_task(quick.command(SERVICE, "wait", request(notebook_stream())))
        await count_until(lambda: at.at_work, 3)
        at.go_on.set()

        assert await asking == {"waited": True}


async def test_given_nobody_who_answers_when_a_command_is_sent_then_the_caller_knows_at_once(
    world: World, caller: Caller
) -> None:
    begun = time.monotonic()

    with pytest.raises(Unavailable) as away:
        await caller.command(SERVICE, "write", request(notebook_stream(), text="a"))

    assert time.monotonic() - begun < 10
    assert away.value.facts == {"retry_after": 2, "idempotency_key": "key-1"}


async def test_given_a_service_that_hangs_when_the_deadline_has_passed_then_the_caller_may_send_it_again(
    world: World, own_broker: BreakableBroker
) -> None:
    impatient = Caller(await own_broker.connect("gateway"), deadline=0.3)
    async with desk(world) as at:
        with pytest.raises(Unavailable) as away:
            await impatient.command(SERVICE, "wait", request(notebook_stream()))
        at.go_on.set()

    assert away.value.code == "service_away"


async def test_given_a_broker_that_is_away_when_a_command_is_sent_then_the_caller_has_an_answer_in_time(
    world: World, own_broker: BreakableBroker
) -> None:
    impatient = Caller(await own_broker.connect("gateway"), deadline=0.5)
    await own_broker.kill()
    try:
        with pytest.raises(Unavailable):
            await impatient.command(SERVICE, "write", request(notebook_stream(), text="a"))
    finally:
        await own_broker.start()


async def test_given_a_refusal_when_it_crosses_the_wire_then_it_is_the_same_problem_with_its_facts(
    world: World, caller: Caller
) -> None:
    stream = notebook_stream()
    async with desk(world):
        await caller.command(SERVICE, "close", request(stream))

        with pytest.raises(IllegalState) as refused:
            await caller.command(SERVICE, "write", request(stream, key="key-2", text="a"))

    assert (refused.value.code, refused.value.facts) == ("closed", {"notes": 0})


async def test_given_a_body_of_another_shape_when_sent_then_the_refusal_names_the_places_and_no_value(
    world: World, caller: Caller
) -> None:
    async with desk(world):
        with pytest.raises(InvalidInput) as refused:
            await caller.command(SERVICE, "write", request(notebook_stream(), text=7, secret="s3cret"))

    assert refused.value.facts == {"fields": ["secret", "text"]}
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("error", "answered", "code"),
    [
        (KeyDestroyed(new_id()), Erased, "erased"),
        (RuntimeError("a customer's words"), Unavailable, "internal"),
    ],
    ids=["an erased case", "a mistake of ours"],
)
async def test_given_an_endpoint_that_raises_when_called_then_the_caller_has_a_typed_answer_without_its_text(
    world: World, caller: Caller, error: Exception, answered: type[Exception], code: str
) -> None:
    async with desk(world) as at:
        at.error = error
        with pytest.raises(answered) as refused:
            await caller.command(SERVICE, "fail", request(notebook_stream()))

    assert refused.value.code == code  # type: ignore[attr-defined] # both are problems
    assert "customer" not in str(refused.value)


async def test_given_sixty_three_slow_commands_when_another_comes_then_it_does_not_wait_for_them(
    world: World, caller: Caller
) -> None:
    stream = notebook_stream()
    async with desk(world) as at:
        slow = [asyncio.create_task(caller.command(SERVICE, "wait", request(stream))) for _ in range(63)]
        await count_until(lambda: at.at_work, 63)

        assert await caller.command(SERVICE, "write", request(stream, text="a")) == {"version": 2, "repeated": False}
        assert await caller.query(SERVICE, "count", request(stream, key=None)) == {"version": 2}
        assert not any(task.done() for task in slow)

        at.go_on.set()
        assert await asyncio.gather(*slow) == [{"waited": True}] * 63


async def test_given_two_replicas_when_commands_come_then_each_is_answered_by_one(world: World, caller: Caller) -> None:
    async with desk(world), desk(world):
        answers = await asyncio.gather(
            *(caller.command(SERVICE, "write", request(notebook_stream(), text="a")) for _ in range(20))
        )

    assert answers == [{"version": 2, "repeated": False}] * 20
