"""Autotask PSA. Credentials: user_name, secret, integration_code; webhook_secret for callbacks."""

from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.autotask.picklists import Picklists
from services.psa_sync.adapters.autotask.provider import Autotask
from services.psa_sync.adapters.autotask.zone import Zones
from services.psa_sync.connections.events import ConnectionContent
from services.psa_sync.ports import Credentials, MakeProvider, Outbound, Provider
from services.psa_sync.settings import PsaSyncSettings


def autotask(outbound: Outbound, settings: PsaSyncSettings) -> MakeProvider:
    """Makes the provider of a connection; what is wrong with the connection is told when it is used."""
    zones = Zones()

    def make(content: ConnectionContent, credentials: Credentials) -> Provider:
        client = Client(outbound, content.base_url, credentials, zones, settings.psa_timeout.total_seconds())
        return Autotask(client, Picklists(), credentials.values.get("webhook_secret"), settings.ticket_notes)

    return make
