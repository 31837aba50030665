"""The composition root of the notifier: the part of the gateway that tells people."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from services.gateway.notifications.adapters.smtp import SmtpServer
from services.gateway.notifications.api import NotificationApi
from services.gateway.notifications.composing import Letterhead
from services.gateway.notifications.domain import NOTIFICATION, READER
from services.gateway.notifications.emailing import Emailing
from services.gateway.notifications.endings import Endings
from services.gateway.notifications.events import NOTIFICATION_EVENTS, READER_EVENTS
from services.gateway.notifications.following import Following
from services.gateway.notifications.mails import Mails
from services.gateway.notifications.ports import MailServer
from services.gateway.notifications.raising import Raising
from services.gateway.notifications.reactions import Reactions
from services.gateway.notifications.settings import NotifierSettings
from services.gateway.notifications.subscribers import subscriptions
from services.gateway.notifications.table import Notifications
from services.gateway.notifications.without_email import WithoutEmail
from services.gateway.notifications.worker import Worker
from services.gateway.notifications.writing import Writing
from shared.clock import Clock, utc_now
from shared.handle import Handler
from shared.service import Build, Parts, Runtime


@dataclass(frozen=True, slots=True)
class Notifier:
    """What tells people: on events, when they are asked, and by e-mail."""

    reactions: Reactions
    api: NotificationApi
    worker: Worker
    without_email: WithoutEmail


def builder(settings: NotifierSettings) -> Build:
    """How the notifier is built over its connections."""

    async def build(runtime: Runtime) -> Parts:
        notifier = make_notifier(runtime, settings, SmtpServer(settings))
        return Parts(
            reactions=subscriptions(notifier.reactions),
            commands=notifier.api.commands,
            background=(
                (notifier.worker.run, notifier.worker.trim)
                if settings.email_available
                else (notifier.without_email.settle,)
            ),
        )

    return build


def make_notifier(
    runtime: Runtime, settings: NotifierSettings, server: MailServer, clock: Clock = utc_now,
    chance: Callable[[], float] = random.random,
) -> Notifier:  # fmt: skip
    """The notifier, over a mail server."""
    pool, log = runtime.pool, runtime.log
    streams, readers = Handler(log, NOTIFICATION, NOTIFICATION_EVENTS), Handler(log, READER, READER_EVENTS)
    table, mails = Notifications(pool), Mails(pool)
    emailing = Emailing(pool, mails, table, streams, clock, settings.email_available)
    raising = Raising(pool, streams, table, clock, settings.email_available)
    head = Letterhead(settings.mail_from or "", settings.public_url or "")
    writing = Writing(pool, streams, readers, table, head, clock)
    following = Following(mails, table, emailing, streams, readers, clock)
    endings = Endings(log, streams, table, clock)
    return Notifier(
        Reactions(log, raising, table, emailing, endings, settings.fix_waiting_after, runtime.keyring.forget),
        NotificationApi(streams, readers, table, clock),
        Worker(mails, writing, following, server, clock, chance, settings.mail_give_up),
        WithoutEmail(mails, emailing, following),
    )
