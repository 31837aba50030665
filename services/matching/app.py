"""The composition root: what the matching service is made of."""

from services.matching.adapters.imports import PostgresImports
from services.matching.adapters.jobs import PostgresIndexJobs
from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.api import Api, EmbedderApi
from services.matching.domain import FLOW, MATCH
from services.matching.events import FLOW_EVENTS, MATCH_EVENTS
from services.matching.flow_states import FlowStates
from services.matching.indexing import Indexer
from services.matching.matcher import Matcher
from services.matching.reactions import Reactions
from services.matching.settings import MatchingSettings
from services.matching.subscribers import subscriptions
from shared.clock import utc_now
from shared.embedding import Embedder
from shared.handle import Handler
from shared.service import Build, Parts, Runtime


def builder(settings: MatchingSettings, *embedders: Embedder) -> Build:
    """How the service is built over its connections; the embedders may be shared with others in the process.

    New libraries are asked with the first embedder; a second one is there while libraries change over to it.
    """

    async def build(runtime: Runtime) -> Parts:
        index = PgVectorIndex(runtime.pool, settings.match_postings)
        indexer = Indexer(PostgresIndexJobs(runtime.pool), runtime.log, index, embedders)
        matcher = Matcher(index, {embedder.name: embedder for embedder in embedders}, settings.weights, utc_now)
        matches = Handler(runtime.log, MATCH, MATCH_EVENTS)
        flows = Handler(runtime.log, FLOW, FLOW_EVENTS)
        reactions = Reactions(runtime.log, matcher, index, indexer, matches, settings.thresholds)
        api = Api(flows, FlowStates(flows), PostgresImports(runtime.pool), matcher, settings.thresholds)
        return Parts(
            reactions=subscriptions(reactions),
            commands={**api.commands, **EmbedderApi(index, indexer).commands},
            queries=api.queries,
            background=(indexer.run,),
        )

    return build
