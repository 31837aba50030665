"""Composition root of matching."""

from functools import partial

from services.matching.adapters.imports import Imports
from services.matching.adapters.pgvector import PgVectorIndex
from services.matching.api import Api
from services.matching.domain import FLOW, MATCH
from services.matching.events import FLOW_EVENTS, MATCH_EVENTS
from services.matching.indexing import Indexer
from services.matching.matcher import Matcher
from services.matching.reactions import Reactions
from services.matching.settings import MatchingSettings
from shared.clock import utc_now
from shared.embedding import Embedder
from shared.handle import Handler
from shared.service import Build, Parts, Runtime


def build(settings: MatchingSettings, embedder: Embedder) -> Build:
    """How matching is put together; the embedder is shared with other services of the process."""
    return partial(_build, settings, embedder)


async def _build(settings: MatchingSettings, embedder: Embedder, runtime: Runtime) -> Parts:
    index = PgVectorIndex(runtime.pool, settings.match_postings)
    indexer = Indexer(runtime.pool, runtime.log, index, [embedder])
    matcher = Matcher(index, {embedder.name: embedder}, settings.weights, utc_now)
    matches = Handler(runtime.log, MATCH, MATCH_EVENTS)
    reactions = Reactions(runtime.log, matcher, index, indexer, matches, settings.thresholds)
    api = Api(Handler(runtime.log, FLOW, FLOW_EVENTS), Imports(runtime.pool), matcher, settings.thresholds)
    return Parts(
        reactions={
            "flow_published": reactions.on_flow_changed,
            "flow_archived": reactions.on_flow_changed,
            "case_classified": reactions.on_case_classified,
            "session_resolved": reactions.on_session_resolved,
        },
        commands={
            "draft_flow": api.draft_flow,
            "revise_flow": api.revise_flow,
            "publish_flow": api.publish_flow,
            "archive_flow": api.archive_flow,
            "import_flows": api.import_flows,
            "validate_flow": api.validate_flow,
        },
        queries={
            "match": api.match,
            "import_status": api.import_status,
            "export_flows": api.export_flows,
        },
        background=(indexer.run,),
    )
