"""ConnectWise's signing keys, fetched from where a callback says they are, and remembered for a while."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from services.psa_sync.ports import Blocked, NoReply, NotConnected, Outbound, Reply

KEYS_KEPT = 1_000
ASKED_AT_ONCE = 16
KEPT_SECONDS = 3_600.0
ABSENT_SECONDS = 30.0
FRESH_SECONDS = 60.0
"""A key younger than this is not doubted: forged signatures must not make us fetch it over and over."""
TIMEOUT_SECONDS = 5.0
MAX_BYTES = 65_536
_OK = 200
_GONE = frozenset({400, 401, 403, 404, 410})


class KeysAway(Exception):
    """The PSA did not tell the key now; it may, later."""


@dataclass(frozen=True, slots=True)
class _Kept:
    key: str | None
    at: float

    def lasts(self, now: float) -> bool:
        return now - self.at < (KEPT_SECONDS if self.key else ABSENT_SECONDS)


class SigningKeys:
    """Keys by address. The address must have been found to be one to ask (`key_urls`)."""

    def __init__(self, outbound: Outbound, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._outbound = outbound
        self._monotonic = monotonic
        self._kept: dict[str, _Kept] = {}
        self._asking: dict[str, asyncio.Task[_Kept]] = {}

    async def key(self, url: str) -> str | None:
        """The key at the address; None where there is none. Raises KeysAway."""
        kept = self._kept.get(url)
        if kept is None or not kept.lasts(self._monotonic()):
            kept = await self._fetch_once(url)
        return kept.key

    async def another(self, url: str) -> str | None:
        """The key that is at the address by now, if that is another than the one known; asked once in a while."""
        before = self._kept.get(url)
        if before is None or self._monotonic() - before.at < FRESH_SECONDS:
            return None
        now = await self._fetch_once(url)
        return now.key if now.key != before.key else None

    async def _fetch_once(self, url: str) -> _Kept:
        """Everybody who asks meanwhile waits for the same answer; one who goes away does not end it for the others."""
        task = self._asking.get(url)
        if task is None:
            if len(self._asking) >= ASKED_AT_ONCE:
                raise KeysAway
            task = self._asking[url] = asyncio.create_task(self._fetch(url))
            task.add_done_callback(lambda done: self._settle(url, done))
        return await asyncio.shield(task)

    def _settle(self, url: str, done: "asyncio.Task[_Kept]") -> None:
        self._asking.pop(url, None)
        if done.cancelled() or done.exception() is not None:
            return
        self._kept.pop(url, None)
        while len(self._kept) >= KEYS_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[url] = done.result()

    async def _fetch(self, url: str) -> _Kept:
        headers = {"accept": "application/json"}
        try:
            reply = await self._outbound.send("GET", url, headers=headers, timeout_seconds=TIMEOUT_SECONDS)
        except Blocked:
            return _Kept(None, self._monotonic())
        except (NotConnected, NoReply) as error:
            raise KeysAway from error
        if reply.status != _OK and reply.status not in _GONE:
            raise KeysAway
        return _Kept(_key_in(reply), self._monotonic())


def _key_in(reply: Reply) -> str | None:
    if reply.status != _OK or reply.too_long or len(reply.content) > MAX_BYTES:
        return None
    try:
        value = orjson.loads(reply.content)
    except orjson.JSONDecodeError:
        return None
    key = value.get("signing_key") if isinstance(value, dict) else None
    return key if isinstance(key, str) and key else None
