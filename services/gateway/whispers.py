"""What is said once and never stored: a step's text while FlowPilot writes it, and who is looking at a case.

It travels on `live.<kind>.<account>.<session>` over core NATS and reaches whoever reads that case's feed right now.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

import orjson
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as BrokerError

from shared.bus.subjects import LIVE

KEPT = 32
"""What a slow reader misses does not matter: a text comes whole with each piece, presence comes again."""

Kind = Literal["partial", "presence"]


@dataclass(frozen=True, eq=False)
class _Reader:
    account: UUID
    sessions: frozenset[UUID] | None
    changed: asyncio.Event
    heard: deque[tuple[str, bytes]] = field(default_factory=lambda: deque(maxlen=KEPT))


class Whispers:
    """Passes on what is said to the readers of its case, on every replica."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._readers: set[_Reader] = set()

    async def listen(self) -> None:
        """Start to hear the others."""
        await self._client.subscribe(f"{LIVE}.>", cb=self._on_whisper)

    async def say(self, kind: Kind, account: UUID, session: UUID, value: dict[str, Any]) -> None:
        """Tell everybody who reads the case now; nobody hears it while the broker is away."""
        with suppress(BrokerError):
            await self._client.publish(f"{LIVE}.{kind}.{account}.{session}", orjson.dumps(value, default=str))

    async def _on_whisper(self, message: Msg) -> None:
        _, kind, account, session = message.subject.split(".")
        for reader in self._readers:
            if reader.account == UUID(account) and (reader.sessions is None or UUID(session) in reader.sessions):
                reader.heard.append((kind, message.data))
                reader.changed.set()

    @contextmanager
    def read(
        self, account: UUID, sessions: Sequence[UUID] | None, changed: asyncio.Event
    ) -> Iterator[deque[tuple[str, bytes]]]:
        """What is said about these cases of the account, or about all: (kind, JSON). `changed` is set with each."""
        reader = _Reader(account, frozenset(sessions) if sessions is not None else None, changed)
        self._readers.add(reader)
        try:
            yield reader.heard
        finally:
            self._readers.discard(reader)
