"""What script templates are made of; the service's composition root puts it beside its documents."""

from services.documentation.adapters.script_index import PostgresOffers, PostgresSlugs
from services.documentation.scripts.api import ScriptApi
from services.documentation.scripts.domain import script_decider
from services.documentation.scripts.events import SCRIPT_EVENTS
from services.documentation.scripts.queries import ScriptQueries
from services.documentation.scripts.reactions import ScriptReactions
from services.documentation.scripts.subscribers import subscriptions
from services.documentation.settings import DocumentationSettings
from shared.clock import utc_now
from shared.handle import Handler
from shared.service import Parts, Runtime


def script_parts(runtime: Runtime, settings: DocumentationSettings) -> Parts:
    """The parts over the service's connections."""
    templates = Handler(runtime.log, script_decider(settings.script_limits), SCRIPT_EVENTS)
    offers = PostgresOffers(runtime.pool)
    return Parts(
        reactions=subscriptions(ScriptReactions(templates, offers)),
        commands=ScriptApi(templates, PostgresSlugs(runtime.pool), utc_now).endpoints,
        queries=ScriptQueries(templates, offers, settings.script_limits, settings.script_offered).endpoints,
    )
