"""What pushes are made of; the service's composition root puts them beside the other subjects."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.ports import Opened
from services.psa_sync.pushes.api import Api
from services.psa_sync.pushes.domain import push_decider
from services.psa_sync.pushes.events import PUSH_EVENTS
from services.psa_sync.pushes.locks import Locks, PostgresLocks
from services.psa_sync.pushes.looking import Looks
from services.psa_sync.pushes.queue import PostgresQueue
from services.psa_sync.pushes.reactions import Reactions
from services.psa_sync.pushes.requesting import Requests
from services.psa_sync.pushes.retrying import Retrying
from services.psa_sync.pushes.subscribers import subscriptions
from services.psa_sync.pushes.work import Work
from services.psa_sync.pushes.worker import AT_ONCE, Worker
from services.psa_sync.settings import PsaSyncSettings
from shared.clock import utc_now
from shared.database import open_pool
from shared.handle import Handler
from shared.service import Parts, Runtime


def push_parts(runtime: Runtime, settings: PsaSyncSettings, connections: OpenConnections) -> Parts:
    """The parts over the service's connections with the database and with PSAs."""
    retrying = Retrying(
        window=settings.push_commit_window,
        give_up=settings.push_give_up,
        first=settings.push_retry_first,
        longest=settings.push_retry_longest,
    )
    pushes = Handler(runtime.log, push_decider(retrying.window), PUSH_EVENTS)
    queue = PostgresQueue(runtime.pool)

    async def find(account: UUID, connection: UUID | None) -> Opened:
        return (await connections.ready(account, connection)).opened

    requests = Requests(runtime.log, find, utc_now)
    looks = Looks(connections, queue, retrying)
    work = Work(pushes, connections, queue, looks, retrying, random.random)

    @asynccontextmanager
    async def open_locks() -> AsyncIterator[Locks]:
        async with open_pool(settings, f"rf_{runtime.name}", AT_ONCE) as pool:
            yield PostgresLocks(pool)

    return Parts(
        reactions=subscriptions(Reactions(pushes, requests, queue, utc_now)),
        commands=Api(pushes, requests, queue, utc_now).endpoints,
        background=(Worker(work, queue, open_locks, utc_now).run,),
    )
