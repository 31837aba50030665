"""What connections are made of; the service's composition root puts them beside the other subjects."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.psa_sync.connections.api import ConnectionApi
from services.psa_sync.connections.asking import Asking
from services.psa_sync.connections.callback_address import PURPOSE as TOKENS
from services.psa_sync.connections.credentials import PURPOSE as CREDENTIALS
from services.psa_sync.connections.credentials import PostgresCredentials
from services.psa_sync.connections.directory import PostgresDirectory
from services.psa_sync.connections.domain import CONNECTION_DECIDER
from services.psa_sync.connections.events import CONNECTION_EVENTS, ProviderName
from services.psa_sync.connections.keeping import Keeping
from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.connections.psa_api import PsaApi
from services.psa_sync.connections.queries import ConnectionQueries
from services.psa_sync.connections.questions import Questions
from services.psa_sync.connections.reactions import ConnectionReactions
from services.psa_sync.connections.rekeying import Rekeying
from services.psa_sync.connections.subscribers import subscriptions
from services.psa_sync.ports import CheckAddress, MakeProvider
from services.psa_sync.settings import PsaSyncSettings
from shared.clock import Clock, utc_now
from shared.handle import Handler
from shared.sealing import Key
from shared.service import Parts, Runtime


@dataclass(frozen=True, slots=True)
class Connections:
    """The connections, for the other subjects: to use, to ask for people, to read the keys of."""

    opened: OpenConnections
    questions: Questions
    keeping: Keeping
    vault: PostgresCredentials


def open_connections(
    runtime: Runtime, makers: Mapping[ProviderName, MakeProvider], clock: Clock = utc_now
) -> Connections:
    """The connections over the service's own, with what makes a provider of each kind."""
    handler = Handler(runtime.log, CONNECTION_DECIDER, CONNECTION_EVENTS)
    directory = PostgresDirectory(runtime.pool)
    vault = PostgresCredentials(runtime.pool, Key(runtime.master.derive(CREDENTIALS)), clock)
    opened = OpenConnections(handler, directory, vault, makers, clock)
    return Connections(opened, Questions(opened, Asking()), Keeping(handler, directory), vault)


def connection_parts(
    runtime: Runtime, settings: PsaSyncSettings, connections: Connections, check_address: CheckAddress
) -> Parts:
    """The parts over the service's connections."""
    keeping, vault = connections.keeping, connections.vault
    rekeying = Rekeying(keeping, vault)
    api = ConnectionApi(keeping, rekeying, vault, connections.opened, check_address, utc_now)
    asking = PsaApi(keeping, connections.questions, runtime.master.derive(TOKENS), settings.public_url, utc_now)
    return Parts(
        reactions=subscriptions(ConnectionReactions(keeping, rekeying, vault)),
        commands={**api.endpoints, **asking.endpoints},
        queries=ConnectionQueries(connections.questions).endpoints,
    )
