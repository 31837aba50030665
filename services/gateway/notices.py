"""What the projector says it has folded: wakes requests that wait, and feeds the live streams."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import orjson
from nats.aio.client import Client
from nats.aio.msg import Msg

from shared.bus.subjects import NOTICES

POLL_SECONDS = 0.25

T = TypeVar("T")


class Notices:
    """Wakes whoever waits for a thing (a session, a flow) or for any change. A lost notice only costs a poll."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._any: set[asyncio.Event] = set()

    async def listen(self, client: Client) -> None:
        """Start to hear the projector."""
        await client.subscribe(NOTICES, cb=self._on_notice)

    async def _on_notice(self, message: Msg) -> None:
        notice = orjson.loads(message.data)
        for thing in notice["things"]:
            for event in self._waiting.get(thing, ()):
                event.set()
        for event in self._any:
            event.set()

    @contextmanager
    def watch(self, thing: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever the thing's read model changed."""
        event = asyncio.Event()
        self._waiting[thing].add(event)
        try:
            yield event
        finally:
            self._waiting[thing].discard(event)
            if not self._waiting[thing]:
                del self._waiting[thing]

    @contextmanager
    def watch_all(self) -> Iterator[asyncio.Event]:
        """An event that is set whenever anything changed."""
        event = asyncio.Event()
        self._any.add(event)
        try:
            yield event
        finally:
            self._any.discard(event)

    async def until(
        self, thing: str, read: Callable[[], Awaitable[T | None]], enough: Callable[[T], bool], seconds: float
    ) -> tuple[T | None, bool]:
        """Read until it is enough or the time is up: subscribe, then check, then wait, polling too."""
        deadline = asyncio.get_running_loop().time() + seconds
        with self.watch(thing) as changed:
            while True:
                changed.clear()
                value = await read()
                if value is not None and enough(value):
                    return value, True
                left = deadline - asyncio.get_running_loop().time()
                if left <= 0:
                    return value, False
                await wait_for(changed, min(POLL_SECONDS, left))


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """Wait until `event` is set, at most so long."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
