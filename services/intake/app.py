"""The composition root: what the intake service is made of."""

from services.intake.adapters.claude import ClaudeClassifier
from services.intake.adapters.playbook import PlaybookClassifier
from services.intake.api import Api
from services.intake.domain import case_decider
from services.intake.engines import Engines
from services.intake.events import CASE_EVENTS
from services.intake.reactions import Reactions
from services.intake.settings import IntakeSettings
from services.intake.subscribers import subscriptions
from services.intake.timers import TICKET_WAIT
from shared.blobs import Blobs
from shared.clock import utc_now
from shared.embedding import Embedder
from shared.handle import Handler
from shared.llm.assembly import open_model
from shared.llm.leases import Leases
from shared.llm.settings import ModelSettings
from shared.service import Build, Parts, Runtime
from shared.timers import Timers


def builder(settings: IntakeSettings, models: ModelSettings, embedder: Embedder) -> Build:
    """How the service is built over its connections; the embedder may be shared with others in the process."""
    playbook = PlaybookClassifier(embedder)

    async def build(runtime: Runtime) -> Parts:
        model = open_model(models, runtime.pool, utc_now) if models.api_key else None
        handler = Handler(runtime.log, case_decider(settings.limits), CASE_EVENTS)
        blobs = Blobs(runtime.pool, runtime.keyring)
        timers = Timers(runtime.pool, "intake", utc_now)
        reactions = Reactions(
            handler=handler,
            engines=Engines(playbook, ClaudeClassifier(model) if model else None),
            blobs=blobs,
            leases=Leases(runtime.pool, utc_now),
            timers=timers,
            ticket_wait=settings.ticket_wait,
        )
        return Parts(
            reactions=subscriptions(reactions),
            commands={"start_case": Api(handler, blobs, settings, utc_now).start_case},
            background=(playbook.warm, lambda: timers.run({TICKET_WAIT: reactions.end_ticket_wait})),
        )

    return build
