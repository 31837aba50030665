"""What can go wrong between us and a PSA, before or after it did what it was asked."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HUGE = 3_000_000


@dataclass(slots=True)
class Rule:
    """Requests of the method whose path holds `part` meet the trouble, `times` times."""

    method: str
    part: str
    kind: str
    status: int
    commits: bool
    times: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Trouble:
    """Stands before a PSA. Does nothing until it is told to."""

    app: ASGIApp
    rules: list[Rule] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    """Each request's method and path."""

    def make(
        self,
        kind: str,
        method: str,
        part: str,
        *,
        status: int = 200,
        commits: bool = False,
        times: int = 1,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> None:
        """Have it happen. Kinds: answer, silence, drip, cut, huge."""
        self.rules.append(Rule(method, part, kind, status, commits, times, headers or {}, body))

    def count(self, method: str, part: str) -> int:
        """How many requests came."""
        return sum(1 for seen, path in self.seen if seen == method and part in path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        rule = self._rule(scope) if scope["type"] == "http" else None
        if rule is None:
            await self.app(scope, receive, send)
            return
        if rule.commits:
            await self.app(scope, receive, _unheard)
        await _KINDS[rule.kind](rule, receive, send)

    def _rule(self, scope: Scope) -> Rule | None:
        method, path = scope["method"], scope["path"].lower()
        self.seen.append((method, path))
        for rule in self.rules:
            if rule.times and rule.method == method and rule.part.lower() in path:
                rule.times -= 1
                return rule
        return None


async def _unheard(_: Message) -> None:
    """Nobody hears what the PSA answers."""


async def _answer(rule: Rule, _: Receive, send: Send) -> None:
    await _begin(rule, send)
    await send({"type": "http.response.body", "body": rule.body})


async def _silence(_: Rule, receive: Receive, __: Send) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _drip(rule: Rule, _: Receive, send: Send) -> None:
    await _begin(rule, send)
    for _turn in range(200):
        await send({"type": "http.response.body", "body": b" ", "more_body": True})
        await asyncio.sleep(0.05)


async def _cut(rule: Rule, _: Receive, send: Send) -> None:
    await _begin(rule, send)
    await send({"type": "http.response.body", "body": b'{"id"', "more_body": True})
    raise ConnectionAbortedError


async def _huge(rule: Rule, _: Receive, send: Send) -> None:
    await _begin(rule, send)
    body = json.dumps({"id": 1, "summary": "x" * HUGE}).encode()
    await send({"type": "http.response.body", "body": body})


async def _begin(rule: Rule, send: Send) -> None:
    headers = [(name.encode(), value.encode()) for name, value in rule.headers.items()]
    await send({"type": "http.response.start", "status": rule.status, "headers": headers})


_KINDS = {"answer": _answer, "silence": _silence, "drip": _drip, "cut": _cut, "huge": _huge}
