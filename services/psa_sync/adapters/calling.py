"""Calls a PSA: reads are tried again, writes never; failures become those of the port."""

import asyncio
import json
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from services.psa_sync.adapters.errors import (
    blocked,
    failure,
    is_transient,
    lost,
    not_connected,
    not_understood,
    spoken,
    too_long,
)
from services.psa_sync.adapters.records import parse
from services.psa_sync.ports import Blocked, NoReply, NotConnected, Outbound, PsaFailed, Reply

TRIES = 3
FIRST_PAUSE_SECONDS = 0.25

Words = Callable[[Any], Iterable[Any]]
"""Where in a PSA's error body its messages are."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `writes`: it changes something, so that it is sent once; `body` is sent as JSON, `form` as it is."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    params: dict[str, Any] | None = None
    body: Any = None
    form: bytes | None = None
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that is a success: what its JSON says (None for an empty body), and its headers."""

    value: Any
    headers: dict[str, str]


class Caller:
    """Calls through the wall. `secrets` are never in what is said of a failure; a read takes `seconds` in all."""

    def __init__(self, outbound: Outbound, words: Words, secrets: Iterable[str], seconds: float) -> None:
        self._outbound = outbound
        self._words = words
        self._secrets = tuple(secrets)
        self._seconds = seconds

    async def call(self, call: Call) -> Answer:
        """The answer. Raises PsaFailed."""
        if call.writes:
            return await self._once(call, self._seconds)
        until = asyncio.get_running_loop().time() + self._seconds
        pause = FIRST_PAUSE_SECONDS
        for attempt in range(1, TRIES + 1):
            left = until - asyncio.get_running_loop().time()
            try:
                return await self._once(call, left)
            except PsaFailed as error:
                wait = pause * random.uniform(0.5, 1.5)
                if attempt == TRIES or not is_transient(error) or wait * 2 > until - asyncio.get_running_loop().time():
                    raise
            await asyncio.sleep(wait)
            pause *= 3
        raise AssertionError("the last try returns or raises")

    async def _once(self, call: Call, seconds: float) -> Answer:
        reply = await self._reply(call, seconds)
        failed = failure(reply, self._said(reply, call), writes=call.writes)
        if failed is not None:
            raise failed
        if reply.too_long:
            raise too_long(writes=call.writes)
        if not reply.content.strip():
            return Answer(None, reply.headers)
        try:
            return Answer(parse(reply.content), reply.headers)
        except ValueError:
            raise not_understood(writes=call.writes) from None

    async def _reply(self, call: Call, seconds: float) -> Reply:
        content = call.form if call.body is None else json.dumps(call.body).encode()
        headers = {"accept": "application/json", **call.headers}
        if call.body is not None:
            headers["content-type"] = "application/json"
        try:
            return await self._outbound.send(
                call.method, call.url, headers=headers, content=content, params=call.params, timeout_seconds=seconds
            )
        except Blocked as error:
            raise blocked(error) from None
        except NotConnected:
            raise not_connected() from None
        except NoReply:
            raise lost(writes=call.writes) from None

    def _said(self, reply: Reply, call: Call) -> str | None:
        """The PSA's own words on an error; none of a page or of what is too long."""
        if reply.status < 400 or reply.too_long:
            return None
        try:
            keys = [value.rpartition(" ")[2] for value in call.headers.values()]  # also what they were made into
            return spoken(self._words(parse(reply.content)), [call.body, call.params], [*self._secrets, *keys])
        except ValueError:
            return None
