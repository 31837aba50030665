"""The notifier over a real PostgreSQL, with a mail server on loopback and the other services' side of the log."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from nats.aio.client import Client

from services.gateway.auth.roles import Role
from services.gateway.notifications.adapters.smtp import SmtpServer
from services.gateway.notifications.app import Notifier, make_notifier
from services.gateway.notifications.kinds import EmailMode, Kind
from services.gateway.notifications.people import Person
from services.gateway.notifications.preferences import DEFAULTS, Choice, Preferences, write_preferences
from services.gateway.notifications.settings import NotifierSettings
from services.gateway.notifications.subscribers import subscriptions
from services.gateway.notifications.worker import LEASE
from services.gateway.projections.notification import NotificationFilter, list_notifications
from shared.bus.commands import Request
from shared.bus.connection import make_broker
from shared.database import walled
from shared.envelope import StoredEvent, Stream
from shared.errors import Erased
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor, Event
from shared.sealing import KeyDestroyed, Keyring
from shared.service import Runtime
from tests.integration.gateway.notifications.postbox import Postbox
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import MASTER
from tests.unit.diagnosis.examples import escalation, started

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PUBLIC_URL = "https://rf.msp.example"
ZONE = "Europe/Berlin"


@dataclass(slots=True)
class Time:
    """A clock that a test moves."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@dataclass(slots=True)
class Bench:
    """The notifier, and an account with people in one team."""

    side: ReadSide
    superuser: asyncpg.Connection
    postbox: Postbox
    team: UUID
    notifier: Notifier
    time: Time
    heard: int = 0
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def account(self) -> UUID:
        """Whose people these are."""
        return self.side.account

    async def person(self, name: str, role: Role = "engineer", *, team: bool = True) -> Person:
        """Somebody new, of the team or of none."""
        one = Person(new_id(), name, f"{name.lower()}@msp.example", role, self.team if team else None)
        await self.superuser.execute(
            "insert into identity.users (id, account, team, email, email_key, name, role, password_hash)"
            " values ($1, $2, $3, $4, $5, $6, $7, 'none')",
            one.id, self.account, one.team, one.email, f"{one.email}{one.id}", one.name, one.role,
        )  # fmt: skip
        self.people[name] = one
        return one

    async def change(self, person: Person, **to: Any) -> None:
        """They have another role, team or access."""
        for column, value in to.items():
            await self.superuser.execute(f"update identity.users set {column} = $2 where id = $1", person.id, value)

    async def prefer(
        self, person: Person, *, hour: int = 8, zone: str = ZONE, in_app: bool = True, **kinds: EmailMode
    ) -> None:
        """They want these kinds so, and the others as by default."""
        chosen: dict[Kind, Choice] = {**DEFAULTS}
        for kind, mode in kinds.items():
            chosen[kind] = Choice(in_app, mode)  # type: ignore[index] # the names of keywords are no literals
        async with walled(await self.side.logs.pool("notifier"), self.account) as connection:
            await write_preferences(connection, self.account, person.id, Preferences(chosen, hour, zone))

    async def changed_to(
        self, person: Person, *, key: str | None = None, in_app: bool = True, **kinds: EmailMode
    ) -> None:
        """As they change it in the app: these kinds so, the others as by default; nobody has heard of it yet."""
        wanted = {kind: {"in_app": in_app, "email": mode} for kind, mode in kinds.items()}
        await self.command_unheard("change_preferences", person, key, kinds=wanted, digest_hour=8, time_zone=ZONE)

    async def escalated(self, by: Person, to: Person | None = None, *, session: UUID | None = None) -> UUID:
        """A session for which an engineer is asked; nobody has heard of it yet."""
        session = session or new_id()
        begun = started(account_id=self.account, owner_id=by.id, owner_name=by.name, team_id=self.team)
        asked = escalation(
            by=by.id, by_name=by.name, team_id=self.team, to_id=to.id if to else None, to_name=to.name if to else None
        )
        await self.write(Stream("session", str(session), self.account, session), begun, asked, role="diagnosis")
        return session

    async def write(self, stream: Stream, *events: Event, role: str) -> None:
        """Another service writes."""
        await self.side.write(stream, *events, role=role)

    async def hear(self) -> int:
        """Deliver everything that was not, in the log's order, and what comes of it; how many there were."""
        count = 0
        while events := await self.fresh():
            for event in events:
                await self.deliver(event)
            count += len(events)
        return count

    async def fresh(self) -> Sequence[StoredEvent]:
        """What was written since it was looked last."""
        await self.fold()
        events = await self.notifier.reactions.log.read_positions(self.heard, 200)
        if events:
            self.heard = events[-1].position or self.heard
        return events

    async def fold(self) -> None:
        """The relay and the projector keep up."""
        while await self.side.numbering.number(self.side.relay):
            pass
        while (await self.side.runner.catch_up())[1]:
            pass

    async def deliver(self, event: StoredEvent) -> None:
        """Hand an event to its reaction, as the bus does; one of an erased case to nobody."""
        reaction = subscriptions(self.notifier.reactions).get(event.type)
        if reaction is not None:
            with suppress(KeyDestroyed, Erased):
                await reaction(await self.notifier.reactions.log.open(event))

    async def mail(self) -> bool:
        """Send what is due; whether the server is there."""
        is_there = await self.notifier.worker.work_off()
        await self.hear()
        return is_there

    async def after_a_crash(self) -> None:
        """What a process that died had taken comes up again."""
        self.time.now += LEASE + timedelta(seconds=1)
        await self.mail()

    async def shown(self, person: Person, *, unread: bool = False) -> list[dict[str, Any]]:
        """Their notifications in the app, the newest first."""
        await self.fold()
        async with walled(await self.side.logs.pool("gateway"), self.account) as connection:
            return await list_notifications(connection, NotificationFilter(person.id, unread, self.time.now, 0, 1000))

    async def command(self, name: str, person: Person, **body: Any) -> dict[str, Any]:
        """What somebody does with their notifications, and what comes of it."""
        answer = await self.command_unheard(name, person, **body)
        await self.hear()
        return answer

    async def command_unheard(self, name: str, person: Person, key: str | None = None, **body: Any) -> dict[str, Any]:
        """What somebody does; nobody has heard of it yet."""
        actor = Actor(account_id=self.account, user_id=person.id, name=person.name, role=person.role)
        digest = sha256(orjson.dumps(body, default=str)).hexdigest()
        request = Request(actor=actor, body=body, route=name, key=key or f"key-{new_id()}", body_hmac=digest)
        return dict(await self.notifier.api.commands[name](request))

    async def waiting(self) -> list[asyncpg.Record]:
        """E-mail that is not done with."""
        return await self.superuser.fetch("select * from notify.mails where due_at is not null order by due_at")


def mail_settings(postbox: Postbox, **more: Any) -> NotifierSettings:
    """E-mail by a server on this machine."""
    return NotifierSettings(
        smtp_host="127.0.0.1",
        smtp_port=postbox.port,
        smtp_tls="none",
        mail_from="ResolutionFlow <notify@msp.example>",
        public_url=PUBLIC_URL,
        **more,
    )


async def notifier_at(
    side: ReadSide, settings: NotifierSettings, time: Time, chance: Callable[[], float] = lambda: 0.5
) -> Notifier:
    """The notifier under its own role."""
    pool = await side.logs.pool("notifier")
    keyring = Keyring(PostgresKeyStore(pool), MASTER)
    broker = make_broker("nats://127.0.0.1", "notifier", None)
    runtime = Runtime("notifier", pool, keyring, PostgresLog(pool, keyring), broker, Client(), MASTER)
    return make_notifier(runtime, settings, SmtpServer(settings), time, chance)


async def open_bench(side: ReadSide, postbox: Postbox, settings: NotifierSettings | None = None) -> Bench:
    """A bench with an account and its team."""
    superuser = await side.logs.superuser()
    team, time = new_id(), Time()
    await superuser.execute(
        "insert into identity.accounts (id, name, time_zone) values ($1, 'MSP', $2)", side.account, ZONE
    )
    await superuser.execute(
        "insert into identity.teams (id, account, name, name_key) values ($1, $2, 'Desk', 'desk')", team, side.account
    )
    notifier = await notifier_at(side, settings or mail_settings(postbox), time)
    return Bench(side, superuser, postbox, team, notifier, time)


def over(bench: Bench, notifier: Notifier) -> Bench:
    """The same account with another process."""
    return replace(bench, notifier=notifier)
