"""What webhooks are made of; the service's composition root puts it beside its other subjects."""

from services.psa_sync.adapters.outbound import webhook_outbound
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.webhooks.api import WebhookApi
from services.psa_sync.webhooks.deliveries import Deliveries
from services.psa_sync.webhooks.domain import ENDPOINT_DECIDER
from services.psa_sync.webhooks.endpoint_table import EndpointTable
from services.psa_sync.webhooks.events import WEBHOOK_EVENTS
from services.psa_sync.webhooks.payload import Payloads
from services.psa_sync.webhooks.queries import WebhookQueries
from services.psa_sync.webhooks.queue import Queue
from services.psa_sync.webhooks.reactions import WebhookReactions
from services.psa_sync.webhooks.secret_store import PURPOSE, SecretStore
from services.psa_sync.webhooks.sender import Sender
from services.psa_sync.webhooks.source import EventSource
from services.psa_sync.webhooks.subscribers import subscriptions
from shared.clock import Clock, utc_now
from shared.handle import Handler
from shared.sealing import Key
from shared.service import Parts, Runtime


def webhook_parts(runtime: Runtime, settings: PsaSyncSettings, clock: Clock = utc_now) -> Parts:
    """The parts over the service's connections."""
    endpoints = Handler(runtime.log, ENDPOINT_DECIDER, WEBHOOK_EVENTS)
    table, deliveries = EndpointTable(runtime.pool), Deliveries(runtime.pool)
    secrets = SecretStore(runtime.pool, Key(runtime.master.derive(PURPOSE)))
    source = EventSource(runtime.pool, runtime.log)
    payloads, outbound = Payloads(source), webhook_outbound(settings)
    sender = Sender(
        endpoints=endpoints,
        table=table,
        deliveries=deliveries,
        queue=Queue(runtime.pool),
        secrets=secrets,
        payloads=payloads,
        outbound=outbound,
        clock=clock,
        disable_after=settings.webhook_disable_after,
    )
    api = WebhookApi(
        endpoints, table, deliveries, secrets, source, payloads, outbound.check, clock, settings.webhook_endpoints
    )
    return Parts(
        reactions=subscriptions(WebhookReactions(endpoints, table, deliveries, runtime.keyring.forget, clock)),
        commands=api.commands,
        queries=WebhookQueries(deliveries).endpoints,
        background=(sender.run, sender.trim),
    )
