"""What drafts are made of; the service's composition root puts them beside the other subjects."""

from dataclasses import dataclass

from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.drafts.api import DraftApi
from services.psa_sync.drafts.domain import DRAFT_DECIDER
from services.psa_sync.drafts.events import DRAFT_EVENTS
from services.psa_sync.drafts.forgetting import Forgetting
from services.psa_sync.drafts.offering import Drafts
from services.psa_sync.drafts.reactions import DraftReactions
from services.psa_sync.drafts.subscribers import subscriptions
from services.psa_sync.drafts.table import DraftTable
from services.psa_sync.drafts.watching import Boards
from shared.clock import Clock
from shared.handle import Handler
from shared.service import Parts, Runtime


@dataclass(frozen=True, slots=True)
class Drafting:
    """What offers tickets, and what becomes of those."""

    drafts: Drafts
    api: DraftApi
    reactions: DraftReactions
    forgetting: Forgetting


def make_drafting(runtime: Runtime, connections: OpenConnections, clock: Clock) -> Drafting:
    """The drafts over the service's connections."""
    handler, table = Handler(runtime.log, DRAFT_DECIDER, DRAFT_EVENTS), DraftTable(runtime.pool)
    drafts, boards = Drafts(handler, table), Boards(connections.handler)
    forgetting = Forgetting(table, runtime.log, runtime.keyring.forget, clock)
    return Drafting(
        drafts=drafts,
        api=DraftApi(handler, clock),
        reactions=DraftReactions(drafts, table, boards, connections, forgetting, clock),
        forgetting=forgetting,
    )


def draft_parts(drafting: Drafting) -> Parts:
    """The parts of it."""
    return Parts(
        reactions=subscriptions(drafting.reactions),
        commands=drafting.api.endpoints,
        background=(drafting.forgetting.run,),
    )
