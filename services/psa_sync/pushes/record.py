"""A push as it stands, and the place where what happens to it is written down."""

from dataclasses import dataclass, replace

from services.psa_sync.pushes.commands import PushCommand
from services.psa_sync.pushes.domain import Push, State
from services.psa_sync.pushes.events import PushEvent
from services.psa_sync.pushes.queue import Queued
from shared.clock import Clock
from shared.envelope import Origin, Stream, follow
from shared.handle import Handler

SERVICE = "psa_sync"

Pushes = Handler[State, PushCommand, PushEvent]


@dataclass(frozen=True, slots=True)
class Record:
    """The push `queued`, at a version of its stream; `now` is the clock of whoever holds its lock."""

    pushes: Pushes
    queued: Queued
    stream: Stream
    origin: Origin
    push: Push
    version: int
    now: Clock

    async def do(self, command: PushCommand) -> "Record":
        """The push after the command."""
        handled = await self.pushes.handle(self.stream, command, self.origin, known=(self.push, self.version))
        if not isinstance(handled.state, Push):
            raise TypeError(f"{self.stream.name} is no push any more")
        return replace(self, push=handled.state, version=handled.version)


async def read_record(pushes: Pushes, queued: Queued, now: Clock) -> Record | None:
    """The push as it stands now; None where it was never requested. Raises KeyDestroyed."""
    name = f"push-{queued.push}"
    stored = await pushes.log.load(name)
    push = pushes.decider.fold(pushes.registry.decode_all(stored))
    if not isinstance(push, Push):
        return None
    stream = Stream("push", queued.push, queued.account, queued.session, stored[0].client)
    return Record(pushes, queued, stream, follow(stored[0], SERVICE), push, len(stored), now)
