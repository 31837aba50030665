"""Stands before a PSA and has everything go wrong with its requests that ever does, as a seed decides."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

WRITES = (
    "error before", "error after", "silence before", "silence after", "late commit", "conflict", "busy", "slow",
)  # fmt: skip
READS = ("error before", "silence before", "busy", "slow")
STATUSES = {"error before": 500, "error after": 502, "late commit": 504, "conflict": 409, "busy": 429}
SLOW_SECONDS = 0.6


@dataclass(slots=True)
class FaultyPsa:
    """What is sent may be lost, done without a word, done late (by `latest_seconds` at most), or refused for now."""

    app: ASGIApp
    choice: random.Random
    latest_seconds: float
    of_writes: float = 0.35
    of_reads: float = 0.04
    met: Counter[str] = field(default_factory=Counter)
    late: set[asyncio.Task[None]] = field(default_factory=set)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._fault(scope) if scope["type"] == "http" else None
        if fault is None:
            await self.app(scope, receive, send)
            return
        self.met[fault] += 1
        body = await _whole(receive)
        if fault == "slow":
            await asyncio.sleep(self.choice.uniform(0, SLOW_SECONDS))
            await self.app(scope, _again(body), send)
            return
        if fault.endswith("after"):
            await self.app(scope, _again(body), _unheard)
        if fault == "late commit":
            self._commit_late(scope, body)
        if fault in STATUSES:
            await _answer(STATUSES[fault], send)
        else:
            await _silence(receive)

    def _fault(self, scope: Scope) -> str | None:
        writes = scope["method"] == "POST"
        chance, faults = (self.of_writes, WRITES) if writes else (self.of_reads, READS)
        return self.choice.choice(faults) if self.choice.random() < chance else None

    def _commit_late(self, scope: Scope, body: bytes) -> None:
        async def commit() -> None:
            await asyncio.sleep(self.choice.uniform(0, self.latest_seconds))
            await self.app(scope, _again(body), _unheard)

        task = asyncio.create_task(commit())
        self.late.add(task)
        task.add_done_callback(self.late.discard)


async def _whole(receive: Receive) -> bytes:
    body = b""
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return body


def _again(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def _unheard(_: Message) -> None:
    """Nobody hears what the PSA answers."""


async def _answer(status: int, send: Send) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [(b"retry-after", b"0")]})
    await send({"type": "http.response.body", "body": b""})


async def _silence(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
