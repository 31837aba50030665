"""The live feed: one stream a user, with topics, that can be resumed where it broke off.

Event ids are `<epoch>-<position>`. The cursor only moves over what the projector has folded; what a notice left out
is read from `read.feed`; a client that was away for longer than the feed remembers is told to `resync`.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from uuid import UUID

import asyncpg
import orjson

from services.gateway.auth.principal import Principal
from services.gateway.notices import Notices, wait_for
from services.gateway.projections.feed import oldest_kept, read_feed
from services.gateway.whispers import Whispers
from shared.database import walled
from shared.errors import Problem

HEARTBEAT_SECONDS = 15.0
POLL_SECONDS = 1.0
BATCH = 500

Admit = Callable[[], Awaitable[Principal]]
"""The caller as the request's credentials tell it now; raises a Problem where they are void."""


@dataclass(frozen=True, slots=True)
class Message:
    """One server-sent event; `id` is None for those that cannot be resumed from."""

    event: str
    data: bytes
    id: str | None = None

    def encode(self) -> bytes:
        """The event as it goes over the wire."""
        lines = [f"event: {self.event}\n".encode(), b"data: " + self.data + b"\n\n"]
        if self.id:
            lines.insert(0, f"id: {self.id}\n".encode())
        return b"".join(lines)


@dataclass(frozen=True, slots=True)
class LiveFeed:
    """Streams what happens in an account."""

    pool: asyncpg.Pool
    notices: Notices
    whispers: Whispers

    async def open(
        self, who: Principal, admit: Admit, sessions: Sequence[UUID] | None, last_event_id: str | None
    ) -> AsyncIterator[bytes]:
        """Server-sent events about these sessions, or about the whole account; a heartbeat in between.

        Whatever is folded or whispered after this has returned is told: who reads a thing then misses nothing of it.
        The stream ends when the caller's rights do: a client that still has some connects again.
        """
        stream = self._stream(who, admit, sessions, last_event_id)
        return _followed(await anext(stream), stream)

    async def _stream(
        self, who: Principal, admit: Admit, sessions: Sequence[UUID] | None, last_event_id: str | None
    ) -> AsyncGenerator[bytes]:
        with (
            self.notices.watch_all() as changed,
            self.whispers.read(who.account_id, sessions, changed) as whispers,
        ):
            epoch = await self._epoch()
            cursor, lost = await self._start(who, epoch, last_event_id)
            yield b"retry: 2000\n\n"
            if lost:
                yield Message("resync", orjson.dumps({"position": cursor}), f"{epoch}-{cursor}").encode()
            quiet = 0.0
            while await _is_unchanged(who, admit):
                changed.clear()
                while whispers:
                    yield Message(*whispers.popleft()).encode()
                cursor, messages = await self._next(who, sessions, epoch, cursor)
                for message in messages:
                    yield message.encode()
                quiet = 0.0 if messages else quiet + POLL_SECONDS
                if quiet >= HEARTBEAT_SECONDS:
                    quiet = 0.0
                    yield b": alive\n\n"
                await wait_for(changed, POLL_SECONDS)

    async def _epoch(self) -> int:
        epoch: int = await self.pool.fetchval("select epoch from bus.epoch")
        return epoch

    async def _start(self, who: Principal, epoch: int, last_event_id: str | None) -> tuple[int, bool]:
        """Where the cursor begins, and whether the client has missed something for good."""
        async with walled(self.pool, who.account_id) as connection:
            checkpoint: int = await connection.fetchval("select position from read.checkpoint")
            oldest = await oldest_kept(connection)
        if last_event_id is None:
            return checkpoint, False
        known_epoch, _, position = last_event_id.partition("-")
        if not position.isdigit() or known_epoch != str(epoch) or not oldest <= int(position) <= checkpoint:
            return checkpoint, True
        return int(position), False

    async def _next(
        self, who: Principal, sessions: Sequence[UUID] | None, epoch: int, cursor: int
    ) -> tuple[int, list[Message]]:
        async with walled(self.pool, who.account_id) as connection:
            checkpoint: int = await connection.fetchval("select position from read.checkpoint")
            upto = min(checkpoint, cursor + BATCH)
            rows = await read_feed(connection, cursor, upto, sessions, who.user_id)
        messages = [Message("change", row["notice"].encode(), f"{epoch}-{row['position']}") for row in rows]
        return max(cursor, upto), messages


async def _followed(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncIterator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece


async def _is_unchanged(who: Principal, admit: Admit) -> bool:
    try:
        return await admit() == who
    except Problem:
        return False
