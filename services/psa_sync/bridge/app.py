"""What the bridge is made of; the service's composition root puts it beside the other subjects."""

from dataclasses import dataclass

from services.psa_sync.bridge.api import BridgeApi
from services.psa_sync.bridge.cases import PostgresLinks, PushedStatuses
from services.psa_sync.bridge.catch_up import CatchUp
from services.psa_sync.bridge.follow import Follower
from services.psa_sync.bridge.intake import Intake
from services.psa_sync.bridge.keys import SigningKeys
from services.psa_sync.bridge.peers import PostgresPeers
from services.psa_sync.bridge.reactions import BridgeReactions
from services.psa_sync.bridge.store import PostgresCallbacks, PostgresLooks, PostgresReads
from services.psa_sync.bridge.worker import Worker
from services.psa_sync.connections.callback_address import PURPOSE
from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.drafts.offering import Drafts
from services.psa_sync.ports import Outbound
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.tickets.domain import CASE_TICKET_DECIDER
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS
from shared.clock import Clock, utc_now
from shared.handle import Handler
from shared.service import Parts, Runtime


@dataclass(frozen=True, slots=True)
class Bridge:
    """What takes callbacks, and what follows them up."""

    api: BridgeApi
    reactions: BridgeReactions
    worker: Worker
    catch_up: CatchUp


def bridge_parts(
    runtime: Runtime, settings: PsaSyncSettings, connections: OpenConnections, outbound: Outbound, drafts: Drafts
) -> Parts:
    """The parts over the service's connections with the database and with PSAs."""
    bridge = make_bridge(runtime, settings, connections, outbound, drafts, utc_now)
    return Parts(
        reactions=bridge.reactions.subscriptions,
        commands=bridge.api.endpoints,
        background=(bridge.worker.run, bridge.worker.keep_small, bridge.catch_up.run),
    )


def make_bridge(
    runtime: Runtime, settings: PsaSyncSettings, connections: OpenConnections, outbound: Outbound, drafts: Drafts,
    clock: Clock,
) -> Bridge:  # fmt: skip
    """The bridge over those connections."""
    pool = runtime.pool
    links, reads, looks = PostgresLinks(pool), PostgresReads(pool), PostgresLooks(pool)
    catch_up = CatchUp(connections, links, reads, looks, clock)
    follower = Follower(
        connections=connections,
        links=links,
        own=PushedStatuses(pool, runtime.log, settings.push_commit_window),
        cases=Handler(runtime.log, CASE_TICKET_DECIDER, CASE_TICKET_EVENTS),
        drafts=drafts,
        clock=clock,
        timeout=settings.ticket_timeout,
    )
    api = BridgeApi(
        intake=_intake(runtime, settings, outbound, clock),
        peers=PostgresPeers(pool, connections),
        token_key=runtime.master.derive(PURPOSE),
        max_bytes=settings.callback_max_bytes,
    )
    return Bridge(
        api=api,
        reactions=BridgeReactions(reads, looks, catch_up, clock),
        worker=Worker(reads, follower, connections, catch_up, clock),
        catch_up=catch_up,
    )


def _intake(runtime: Runtime, settings: PsaSyncSettings, outbound: Outbound, clock: Clock) -> Intake:
    return Intake(
        callbacks=PostgresCallbacks(runtime.pool),
        keys=SigningKeys(outbound),
        private_targets=frozenset(target.lower() for target in settings.psa_private_targets),
        replay_window=settings.callback_replay_window,
        clock=clock,
    )
