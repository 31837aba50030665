"""Signing keys are fetched once, remembered, and asked for anew when they seem to have changed."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from services.psa_sync.bridge.keys import ASKED_AT_ONCE, KEYS_KEPT, TIMEOUT_SECONDS, KeysAway, SigningKeys
from services.psa_sync.ports import Blocked, NoReply, NotConnected, Reply

URL = "https://api-na.myconnectwise.net/key?id=1"


@dataclass
class Server:
    """Answers, or fails, as it is told; `gate` holds answers back."""

    answer: Reply | Exception
    asked: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None

    async def send(self, method: str, url: str, **more: Any) -> Reply:
        """One request."""
        assert (method, more["timeout_seconds"]) == ("GET", TIMEOUT_SECONDS)
        self.asked.append(url)
        if self.gate:
            await self.gate.wait()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@dataclass
class Ticking:
    """Seconds that a test lets pass."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def told(key: str) -> Reply:
    """The answer that tells a key."""
    return Reply(200, {}, b'{"signing_key":"%s"}' % key.encode())


async def test_given_a_key_when_asked_for_again_then_it_is_remembered_for_an_hour() -> None:
    server, clock = Server(told("one")), Ticking()
    keys = SigningKeys(server, clock)

    found = [await keys.key(URL), await keys.key(URL)]
    clock.now += 3_601
    server.answer = told("two")

    assert found == ["one", "one"]
    assert await keys.key(URL) == "two"
    assert len(server.asked) == 2


async def test_given_many_at_once_when_they_ask_then_the_psa_is_asked_once() -> None:
    server = Server(told("one"), gate=asyncio.Event())
    keys = SigningKeys(server, Ticking())
    asking = [asyncio.create_task(keys.key(URL)) for _ in range(50)]
    await asyncio.sleep(0)
    asking[0].cancel()
    server.gate.set()  # type: ignore[union-attr] # it was just made

    assert await asyncio.gather(*asking[1:]) == ["one"] * 49
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Reply(404, {}, b""), Reply(200, {}, b"not json"), Reply(200, {}, b"[]"), Reply(200, {}, b'{"signing_key":5}'),
        Reply(200, {}, b'{"signing_key":""}'), Reply(200, {}, told("x").content + b" " * 70_000),
        Reply(200, {}, told("x").content, too_long=True), Blocked("private_address"),
    ],
)  # fmt: skip
async def test_given_no_key_when_asked_for_then_there_is_none_and_that_is_remembered_for_a_short_while(
    answer: Reply | Exception,
) -> None:
    server, clock = Server(answer), Ticking()
    keys = SigningKeys(server, clock)

    assert await keys.key(URL) is None
    assert await keys.key(URL) is None
    assert len(server.asked) == 1
    clock.now += 31
    server.answer = told("one")
    assert await keys.key(URL) == "one"


@pytest.mark.parametrize("answer", [NotConnected(), NoReply(), Reply(503, {}, b""), Reply(302, {}, b"")])
async def test_given_a_psa_that_is_away_when_asked_then_that_is_said_and_not_remembered(
    answer: Reply | Exception,
) -> None:
    server = Server(answer)
    keys = SigningKeys(server, Ticking())

    with pytest.raises(KeysAway):
        await keys.key(URL)
    server.answer = told("one")
    assert await keys.key(URL) == "one"


async def test_given_a_key_that_changed_when_a_signature_fails_then_it_is_asked_for_once_a_minute() -> None:
    server, clock = Server(told("one")), Ticking()
    keys = SigningKeys(server, clock)
    await keys.key(URL)
    server.answer = told("two")

    assert await keys.another(URL) is None
    clock.now += 61
    assert await keys.another(URL) == "two"
    assert await keys.another(URL) is None
    assert len(server.asked) == 2


async def test_given_ever_new_addresses_when_asked_then_only_so_many_are_remembered() -> None:
    server = Server(told("one"))
    keys = SigningKeys(server, Ticking())
    for number in range(KEYS_KEPT + 1):
        await keys.key(f"{URL}{number}")

    await keys.key(f"{URL}0")
    await keys.key(f"{URL}{KEYS_KEPT}")

    assert len(server.asked) == KEYS_KEPT + 2


async def test_given_too_many_addresses_at_once_when_asked_then_the_rest_come_again_later() -> None:
    server = Server(told("one"), gate=asyncio.Event())
    keys = SigningKeys(server, Ticking())
    asking = [asyncio.create_task(keys.key(f"{URL}{number}")) for number in range(ASKED_AT_ONCE)]
    await asyncio.sleep(0)

    with pytest.raises(KeysAway):
        await keys.key(f"{URL}more")
    server.gate.set()  # type: ignore[union-attr] # it was just made
    assert set(await asyncio.gather(*asking)) == {"one"}
