"""ConnectWise PSA (Manage). Credentials: public_key, private_key, client_id."""

from services.psa_sync.adapters.connectwise.client import Client
from services.psa_sync.adapters.connectwise.codebase import Codebases
from services.psa_sync.adapters.connectwise.provider import ConnectWise
from services.psa_sync.connections.events import ConnectionContent
from services.psa_sync.ports import Credentials, MakeProvider, Outbound, Provider
from services.psa_sync.settings import PsaSyncSettings


def connectwise(outbound: Outbound, settings: PsaSyncSettings) -> MakeProvider:
    """Makes the provider of a connection; what is wrong with the connection is told when it is used."""
    codebases = Codebases()

    def make(content: ConnectionContent, credentials: Credentials) -> Provider:
        seconds = settings.psa_timeout.total_seconds()
        client = Client(outbound, content.base_url, content.company or "", credentials, codebases, seconds)
        return ConnectWise(client, settings.ticket_notes)

    return make
