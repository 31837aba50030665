"""The composition root: what the flywheel is made of."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from services.flywheel.adapters.claude import ClaudeWriter
from services.flywheel.adapters.flow_log import FlowLog
from services.flywheel.adapters.gaps import (
    PostgresBuild,
    PostgresCaseKeys,
    PostgresFacts,
    PostgresGapIndex,
    PostgresGapLanes,
    PostgresKnownFlows,
    PostgresRuns,
)
from services.flywheel.adapters.matching import MatchingLibrary
from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.adapters.postgres import (
    PostgresBudget,
    PostgresLanes,
    PostgresPlacements,
    PostgresProposalKeys,
    PostgresTitles,
)
from services.flywheel.analysis.domain import ANALYSIS
from services.flywheel.analysis.events import ANALYSIS_EVENTS, TALLY_EVENTS
from services.flywheel.analysis.tally import TALLY
from services.flywheel.drafting import Drafting
from services.flywheel.gaps.api import GapApi
from services.flywheel.gaps.building import Building
from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.domain import GAP
from services.flywheel.gaps.drafting import GapDrafting
from services.flywheel.gaps.events import GAP_EVENTS
from services.flywheel.gaps.reactions import GapReactions, together
from services.flywheel.gaps.running import Detection, Rounds
from services.flywheel.proposals.api import ProposalApi
from services.flywheel.proposals.domain import PROPOSAL
from services.flywheel.proposals.events import PROPOSAL_EVENTS
from services.flywheel.proposals.forgetting import Forgetting
from services.flywheel.proposals.placing import Placing
from services.flywheel.proposals.ports import FlowLibrary
from services.flywheel.proposals.publishing import Publishing
from services.flywheel.proposals.reactions import ProposalReactions
from services.flywheel.proposals.recognising import Recogniser
from services.flywheel.reactions import Reactions
from services.flywheel.settings import FlywheelSettings
from services.flywheel.subscribers import given_up, subscriptions
from services.flywheel.timers import WAITING
from shared.blobs import Blobs
from shared.bus.commands import Caller
from shared.clock import utc_now
from shared.embedding import Embedder
from shared.handle import Handler
from shared.llm.assembly import open_model
from shared.llm.leases import Leases
from shared.llm.settings import ModelSettings
from shared.service import Build, Parts, Runtime
from shared.timers import Timers

SCHEMA = "flywheel"


def builder(settings: FlywheelSettings, models: ModelSettings, embedder: Embedder) -> Build:
    """How the service is built over its connections. Without an API key there is only the playbook."""

    async def build(runtime: Runtime) -> Parts:
        pool, log = runtime.pool, runtime.log
        library = MatchingLibrary(Caller.of(runtime.client))
        proposals = Handler(log, PROPOSAL, PROPOSAL_EVENTS)
        recogniser, titles, flows = Recogniser(embedder), PostgresTitles(pool), FlowLog(log)
        lanes, placements = PostgresLanes(pool), PostgresPlacements(pool)
        placing = Placing(
            proposals, lanes, placements, titles, flows, recogniser, settings.likeness,
            settings.flywheel_reopen_sessions,
        )  # fmt: skip
        keys = PostgresProposalKeys(pool, utc_now)
        forgetting = Forgetting(lanes, placements, titles, keys, log, runtime.keyring.forget, utc_now)
        publishing = Publishing(proposals, library, flows, titles, recogniser, utc_now)
        timers = Timers(pool, SCHEMA, utc_now)
        analyses = Handler(log, ANALYSIS, ANALYSIS_EVENTS)
        drafting = _drafting(runtime, settings, models, library)
        tally = Handler(log, TALLY, TALLY_EVENTS)
        reactions = Reactions(analyses, tally, drafting, placing, flows, timers, utc_now)
        api = ProposalApi(proposals, publishing, titles, utc_now)
        own = Parts(
            reactions=subscriptions(reactions, ProposalReactions(publishing, flows, titles, recogniser, forgetting)),
            given_up=given_up(reactions),
            commands=api.commands,
            queries=api.queries,
            background=(partial(timers.run, {WAITING: reactions.on_day_begun}),),
        )
        return _with(own, _gaps(runtime, settings, drafting, library, lanes, flows, embedder))

    return build


def _gaps(
    runtime: Runtime, settings: FlywheelSettings, drafting: Drafting, library: MatchingLibrary,
    lanes: PostgresLanes, flows: FlowLog, embedder: Embedder,
) -> Parts:  # fmt: skip
    pool, log, limits = runtime.pool, runtime.log, settings.gap_limits
    gaps = Handler(log, GAP, GAP_EVENTS)
    facts, known_flows, index = PostgresFacts(pool), PostgresKnownFlows(pool), PostgresGapIndex(pool)
    gap_lanes, covering = PostgresGapLanes(pool, lanes.turn), Covering(log, library)
    detection = Detection(gaps, facts, known_flows, index, gap_lanes, covering, limits, embedder.name, utc_now)
    rounds = Rounds(detection, PostgresRuns(pool), timedelta(seconds=settings.gaps_delay_seconds), utc_now)
    gap_drafting = GapDrafting(gaps, drafting, library, lanes, PostgresCaseKeys(pool), utc_now)
    reactions = GapReactions(
        gaps, facts, known_flows, index, detection, rounds, gap_drafting, flows, embedder, utc_now
    )  # fmt: skip
    building = Building(log, reactions.remembering, PostgresBuild(pool), embedder.name, limits.window)
    return Parts(
        reactions=reactions.all,
        given_up=reactions.given_up,
        commands=GapApi(gaps, flows, utc_now).commands,
        background=(rounds.run, building.run),
    )


def _with(parts: Parts, more: Parts) -> Parts:
    return replace(
        parts,
        reactions=together(parts.reactions, more.reactions),
        given_up={**parts.given_up, **more.given_up},
        commands={**parts.commands, **more.commands},
        background=(*parts.background, *more.background),
    )


def _drafting(runtime: Runtime, settings: FlywheelSettings, models: ModelSettings, library: FlowLibrary) -> Drafting:
    model = open_model(models, runtime.pool, utc_now) if models.api_key else None
    return Drafting(
        playbook=PlaybookWriter(),
        model=ClaudeWriter(model, library) if model else None,
        budget=PostgresBudget(runtime.pool, settings.flywheel_daily_proposals),
        clock=utc_now,
        leases=Leases(runtime.pool, utc_now) if model else None,
        blobs=Blobs(runtime.pool, runtime.keyring) if model else None,
    )
