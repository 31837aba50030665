"""The streams of notifications: what one says, and what happens to one that was raised."""

from contextlib import suppress
from uuid import UUID

from services.gateway.notifications.commands import NotificationCommand
from services.gateway.notifications.domain import Notification, State
from services.gateway.notifications.events import NotificationEvent
from shared.envelope import Stream, follow
from shared.errors import Erased
from shared.handle import Handler
from shared.sealing import KeyDestroyed

SERVICE = "notifier"

Streams = Handler[State, NotificationCommand, NotificationEvent]


async def load(streams: Streams, id_: UUID) -> Notification | None:
    """The notification; None where nobody was told, or what it is about was erased."""
    with suppress(KeyDestroyed, Erased):
        state, _ = await streams.load(f"notification-{id_}")
        return state if isinstance(state, Notification) else None
    return None


async def change(streams: Streams, account: UUID, id_: UUID, command: NotificationCommand) -> Notification | None:
    """The notification after that happened to it; None as with `load`."""
    with suppress(KeyDestroyed, Erased):
        stored = await streams.log.load(f"notification-{id_}", 1)
        if not stored:
            return None
        stream = Stream("notification", str(id_), account, stored[0].session, stored[0].client)
        state = (await streams.handle(stream, command, follow(stored[0], SERVICE))).state
        return state if isinstance(state, Notification) else None
    return None
