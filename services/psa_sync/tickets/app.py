"""What the tickets of cases are made of; the service's composition root puts them beside the other subjects."""

from dataclasses import replace

from services.psa_sync.connections.app import Connections
from services.psa_sync.connections.asking import SECONDS, Asking
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.tickets.api import TicketApi
from services.psa_sync.tickets.domain import CASE_TICKET_DECIDER
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS
from services.psa_sync.tickets.links import PostgresCaseLinks
from services.psa_sync.tickets.loading import Loading
from services.psa_sync.tickets.queries import TicketQueries
from services.psa_sync.tickets.reactions import TicketReactions
from services.psa_sync.tickets.subscribers import subscriptions
from shared.clock import utc_now
from shared.handle import Handler
from shared.service import Parts, Runtime

ASKED_SECONDS = SECONDS - 1
"""So long the PSA may take where somebody waits: what it told is still to be kept."""


def ticket_parts(runtime: Runtime, settings: PsaSyncSettings, connections: Connections) -> Parts:
    """The parts over the service's connections."""
    tickets = Handler(runtime.log, CASE_TICKET_DECIDER, CASE_TICKET_EVENTS)
    links, seconds = PostgresCaseLinks(runtime.pool), settings.ticket_timeout.total_seconds()
    loading = Loading(tickets, connections.opened, links, utc_now, seconds)
    asked = replace(loading, seconds=min(seconds, ASKED_SECONDS))
    return Parts(
        reactions=subscriptions(TicketReactions(runtime.log, links, loading)),
        commands=TicketApi(asked, Asking()).endpoints,
        queries=TicketQueries(connections.questions).endpoints,
    )
