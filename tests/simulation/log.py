"""The log in memory, with a pause before and after every step: there others go on, and processes die."""

from collections.abc import Collection, Sequence
from typing import Any

from shared.envelope import Origin, StoredEvent, Stream
from shared.log import Appended, CommandKey, CommandRecord, CommandReused
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.message import Event
from shared.sealing import Keyring, MasterKey
from tests.simulation.mutations import Mutations
from tests.simulation.scheduler import pause

MASTER = MasterKey(b"s" * 32)


class SimulatedLog(MemoryLog):
    """What every service of the simulation shares."""

    def __init__(self, mutations: Mutations) -> None:
        super().__init__(Keyring(MemoryKeyStore(), MASTER))
        self._mutations = mutations

    async def append(
        self, stream: Stream, expected: int, events: Sequence[Event], origin: Origin, command: CommandKey | None = None
    ) -> Appended:
        await pause()
        if self._mutations.append_ignores_the_expected_version:
            expected = len(await super().load(stream.name))
        if self._mutations.command_has_no_key:
            command = None
        appended = await super().append(stream, expected, events, origin, command)
        await pause()
        return appended

    async def load(
        self, stream: str, upto: int | None = None, *, after: int = 0, without: Collection[str] = ()
    ) -> list[StoredEvent]:
        loaded = await super().load(stream, upto, after=after, without=without)
        await pause()
        return loaded

    async def find_command(self, key: CommandKey) -> CommandRecord | None:
        found = await super().find_command(key)
        await pause()
        return found

    async def refuse(self, key: CommandKey, stream: Stream, refusal: dict[str, Any]) -> None:
        await pause()
        try:
            await super().refuse(key, stream, refusal)
        except CommandReused:
            if not self._mutations.refusal_overlooks_the_command_s_success:
                raise
        await pause()
