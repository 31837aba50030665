"""`cmd.notifier.*`: what people do with their notifications."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.gateway.notifications.commands import ChangePreferences, ReadNotification, ReadUpTo
from services.gateway.notifications.following import Readers, reader_stream
from services.gateway.notifications.kinds import EmailMode, Kind
from services.gateway.notifications.preferences import DEFAULTS, Choice, Preferences, write_preferences
from services.gateway.notifications.streams import SERVICE, Streams
from services.gateway.notifications.table import Notifications, Told
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.database import walled
from shared.envelope import Stream
from shared.errors import Forbidden, NotFound


class _One(BaseModel):
    model_config = ConfigDict(extra="forbid")

    notification_id: UUID


class _Upto(BaseModel):
    model_config = ConfigDict(extra="forbid")

    until: UUID | None


class _Choice(BaseModel):
    model_config = ConfigDict(extra="forbid")

    in_app: bool
    email: EmailMode


class _Wanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kinds: Mapping[Kind, _Choice]
    digest_hour: int
    time_zone: str

    def preferences(self) -> Preferences:
        """What holds then; a kind that is left out is told as by default."""
        chosen = {kind: Choice(choice.in_app, choice.email) for kind, choice in self.kinds.items()}
        return Preferences({**DEFAULTS, **chosen}, self.digest_hour, self.time_zone)


@dataclass(frozen=True, slots=True)
class NotificationApi:
    """The commands, and what they work with."""

    streams: Streams
    readers: Readers
    table: Notifications
    clock: Clock

    @property
    def commands(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {
            "read_notification": self.read,
            "read_all_notifications": self.read_all,
            "change_preferences": self.change_preferences,
        }

    async def read(self, request: Request) -> Answer:
        """`{notification_id}` was seen. Raises NotFound, RevisionMismatch; KeyDestroyed: its case was erased."""
        id_ = (await self._own(request, _One.model_validate(request.body).notification_id)).id
        first = (await self.streams.log.load(f"notification-{id_}", 1))[0]
        stream = Stream("notification", str(id_), request.actor.account_id, first.session, first.client)
        command = ReadNotification(actor=request.actor, at=self.clock(), expected_version=request.expected_version)
        done = await self.streams.handle(stream, command, request.origin(SERVICE), request.command_key)
        await self.table.read(request.actor.account_id, id_, command.at)  # at once: the next one of its thing may come
        return {"notification_id": id_, "version": done.version}

    async def read_all(self, request: Request) -> Answer:
        """Everything up to the notification `until` was seen, or up to now. Raises NotFound."""
        user = _user(request)
        upto = await self._raised_at(request, _Upto.model_validate(request.body).until)
        command = ReadUpTo(user_id=user, upto=upto, at=self.clock())
        stream = reader_stream(request.actor.account_id, user)
        done = await self.readers.handle(stream, command, request.origin(SERVICE), request.command_key)
        if done.state.upto is not None:
            await self.table.read_up_to(request.actor.account_id, user, done.state.upto, command.at)
        return {"version": done.version}

    async def change_preferences(self, request: Request) -> Answer:
        """`{kinds, digest_hour, time_zone}` are the caller's preferences now: what waits is told as they wish."""
        wanted = _Wanted.model_validate(request.body).preferences()
        account, user, key = request.actor.account_id, _user(request), request.command_key
        # Before the event, from which what waits is looked at anew; a command that was done before writes nothing.
        if key is None or await self.readers.log.find_command(key) is None:
            async with walled(self.table.pool, account) as connection:
                await write_preferences(connection, account, user, wanted)
        command = ChangePreferences(user_id=user, at=self.clock())
        done = await self.readers.handle(reader_stream(account, user), command, request.origin(SERVICE), key)
        return {"version": done.version}

    async def _raised_at(self, request: Request, until: UUID | None) -> datetime:
        if until is None:
            return self.clock()
        return (await self._own(request, until)).raised_at

    async def _own(self, request: Request, id_: UUID) -> Told:
        """The caller's notification; another's, of whatever account, is none to them."""
        told = await self.table.get(request.actor.account_id, id_)
        if told is None or told.user != request.actor.user_id:
            raise NotFound("unknown_notification", "You have no such notification.")
        return told


def _user(request: Request) -> UUID:
    """Who asks. Raises Forbidden where it is nobody."""
    if request.actor.user_id is None:
        raise Forbidden("nobody", "Only people have notifications.")
    return request.actor.user_id
