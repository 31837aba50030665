"""The composition root: what the documentation service is made of."""

from services.documentation.api import Api
from services.documentation.domain import DOCUMENT_DECIDER
from services.documentation.events import DOCUMENT_EVENTS
from services.documentation.reactions import Reactions
from services.documentation.subscribers import subscriptions
from shared.clock import utc_now
from shared.handle import Handler
from shared.service import Parts, Runtime


async def build(runtime: Runtime) -> Parts:
    """The parts of the service over its own connections."""
    reactions = Reactions(Handler(runtime.log, DOCUMENT_DECIDER, DOCUMENT_EVENTS), utc_now)
    return Parts(
        reactions=subscriptions(reactions),
        queries={"draft": Api(runtime.log, utc_now).draft},
    )
