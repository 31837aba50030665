"""The composition root: what PSA sync is made of. Each subject puts its own parts together in its `app.py`."""

from collections.abc import Mapping

from services.psa_sync.adapters.autotask import autotask
from services.psa_sync.adapters.connectwise import connectwise
from services.psa_sync.adapters.halopsa import halopsa
from services.psa_sync.adapters.outbound import psa_outbound
from services.psa_sync.bridge.app import bridge_parts
from services.psa_sync.connections.app import connection_parts, open_connections
from services.psa_sync.connections.events import ProviderName
from services.psa_sync.drafts.app import draft_parts, make_drafting
from services.psa_sync.merging import merged
from services.psa_sync.ports import MakeProvider, Outbound
from services.psa_sync.pushes.app import push_parts
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.tickets.app import ticket_parts
from services.psa_sync.webhooks.app import webhook_parts
from shared.clock import utc_now
from shared.service import Build, Parts, Runtime


def builder(settings: PsaSyncSettings) -> Build:
    """How the service is built over its connections."""

    async def build(runtime: Runtime) -> Parts:
        outbound = psa_outbound(settings)
        connections = open_connections(runtime, makers(outbound, settings))
        drafting = make_drafting(runtime, connections.opened, utc_now)
        return merged(
            connection_parts(runtime, settings, connections, outbound.check),
            ticket_parts(runtime, settings, connections),
            push_parts(runtime, settings, connections.opened),
            draft_parts(drafting),
            bridge_parts(runtime, settings, connections.opened, outbound, drafting.drafts),
            webhook_parts(runtime, settings),
        )

    return build


def makers(outbound: Outbound, settings: PsaSyncSettings) -> Mapping[ProviderName, MakeProvider]:
    """What makes a provider of each kind of PSA."""
    return {
        "connectwise": connectwise(outbound, settings),
        "autotask": autotask(outbound, settings),
        "halopsa": halopsa(outbound, settings),
    }
