"""HaloPSA. Credentials: client_id, client_secret."""

from services.psa_sync.adapters.halopsa.client import Client
from services.psa_sync.adapters.halopsa.names import NameLists
from services.psa_sync.adapters.halopsa.provider import HaloPsa
from services.psa_sync.adapters.halopsa.tokens import Tokens
from services.psa_sync.connections.events import ConnectionContent
from services.psa_sync.ports import Credentials, MakeProvider, Outbound, Provider
from services.psa_sync.settings import PsaSyncSettings


def halopsa(outbound: Outbound, settings: PsaSyncSettings) -> MakeProvider:
    """Makes the provider of a connection; what is wrong with the connection is told when it is used."""
    tokens = Tokens()

    def make(content: ConnectionContent, credentials: Credentials) -> Provider:
        client = Client(outbound, content.base_url, credentials, tokens, settings.psa_timeout.total_seconds())
        return HaloPsa(client, NameLists(), settings.ticket_notes)

    return make
