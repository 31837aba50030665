"""The composition root: what the documentation service is made of."""

from services.documentation.adapters.claude import ClaudeWriter
from services.documentation.adapters.playbook import PlaybookWriter
from services.documentation.api import Api
from services.documentation.domain import DOCUMENT_DECIDER
from services.documentation.drafting import Drafting
from services.documentation.engines import Engines
from services.documentation.events import DOCUMENT_EVENTS
from services.documentation.previews import Previews
from services.documentation.reactions import Reactions
from services.documentation.scripts.app import script_parts
from services.documentation.settings import DocumentationSettings
from services.documentation.subscribers import subscriptions
from shared.blobs import Blobs
from shared.clock import utc_now
from shared.handle import Handler
from shared.llm.assembly import open_model
from shared.llm.leases import Leases
from shared.llm.settings import ModelSettings
from shared.service import Build, Parts, Runtime


def builder(settings: DocumentationSettings, models: ModelSettings) -> Build:
    """How the service is built over its connections. Without an API key there is only the playbook."""

    async def build(runtime: Runtime) -> Parts:
        handler = Handler(runtime.log, DOCUMENT_DECIDER, DOCUMENT_EVENTS)
        model = open_model(models, runtime.pool, utc_now) if models.api_key else None
        blobs = Blobs(runtime.pool, runtime.keyring)
        engines = Engines(PlaybookWriter(), ClaudeWriter(model) if model else None, blobs)
        leases, drafting = Leases(runtime.pool, utc_now), Drafting()
        previews = Previews(handler, engines, leases, drafting, utc_now)
        scripts = script_parts(runtime, settings)
        return Parts(
            reactions={**subscriptions(Reactions(handler, engines, leases, utc_now)), **scripts.reactions},
            commands={"draft_note": previews.draft_note, "edit_note": previews.edit_note, **scripts.commands},
            queries={"draft": Api(runtime.log, utc_now).draft, **scripts.queries},
            background=(drafting.run,),
        )

    return build
