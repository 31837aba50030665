"""Who writes which event, who reacts to which, and who takes which command: read off the services themselves."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import asyncpg
from nats.aio.client import Client

from services.diagnosis import app as diagnosis
from services.diagnosis.events import SESSION_EVENTS
from services.diagnosis.settings import DiagnosisSettings
from services.documentation import app as documentation
from services.documentation.events import DOCUMENT_EVENTS
from services.documentation.scripts.events import SCRIPT_EVENTS
from services.documentation.settings import DocumentationSettings
from services.flywheel import app as flywheel
from services.flywheel.analysis.events import ANALYSIS_EVENTS, TALLY_EVENTS
from services.flywheel.gaps.events import GAP_EVENTS
from services.flywheel.proposals.events import FORGETTING_EVENTS as FORGOTTEN_PROPOSALS
from services.flywheel.proposals.events import PROPOSAL_EVENTS
from services.flywheel.settings import FlywheelSettings
from services.gateway import events as audit
from services.gateway.notifications import app as notifier
from services.gateway.notifications.events import NOTIFICATION_EVENTS, READER_EVENTS
from services.gateway.notifications.settings import NotifierSettings
from services.intake import app as intake
from services.intake.events import CASE_EVENTS
from services.intake.settings import IntakeSettings
from services.matching import app as matching
from services.matching.events import FLOW_EVENTS, MATCH_EVENTS
from services.matching.settings import MatchingSettings
from services.ops import app as ops
from services.ops.events import ERASURE_EVENTS
from services.psa_sync import app as psa_sync
from services.psa_sync.connections.events import CONNECTION_EVENTS
from services.psa_sync.drafts.events import DRAFT_EVENTS, FORGETTING_EVENTS
from services.psa_sync.pushes.events import PUSH_EVENTS
from services.psa_sync.settings import PsaSyncSettings
from services.psa_sync.tickets.events import CASE_TICKET_EVENTS
from services.psa_sync.webhooks.events import WEBHOOK_EVENTS
from shared.bus.connection import make_broker
from shared.embedding import MiniLMEmbedder
from shared.llm.settings import ModelSettings
from shared.log import Registry
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Event
from shared.sealing import KEY_BYTES, Keyring, MasterKey
from shared.service import Build, Parts, Runtime


@dataclass(frozen=True, slots=True)
class Category:
    """The events of one kind of thing: written by one service, into the streams `<name>-<id>`."""

    name: str
    service: str
    registry: Registry[Any]

    @property
    def events(self) -> tuple[type[Event], ...]:
        """The events in the order in which they are declared."""
        return self.registry.events


TICKET_EVENTS: Registry[Any] = Registry(*CASE_TICKET_EVENTS.events, *DRAFT_EVENTS.events, *FORGETTING_EVENTS.events)
CATEGORIES: tuple[Category, ...] = (
    Category("case", "intake", CASE_EVENTS),
    Category("match", "matching", MATCH_EVENTS),
    Category("flow", "matching", FLOW_EVENTS),
    Category("session", "diagnosis", SESSION_EVENTS),
    Category("document", "documentation", DOCUMENT_EVENTS),
    Category("script", "documentation", SCRIPT_EVENTS),
    Category("connection", "psa_sync", CONNECTION_EVENTS),
    Category("ticket", "psa_sync", TICKET_EVENTS),
    Category("push", "psa_sync", PUSH_EVENTS),
    Category("webhook", "psa_sync", WEBHOOK_EVENTS),
    Category("analysis", "flywheel", Registry(*ANALYSIS_EVENTS.events, *TALLY_EVENTS.events)),
    Category("proposal", "flywheel", Registry(*PROPOSAL_EVENTS.events, *FORGOTTEN_PROPOSALS.events)),
    Category("gap", "flywheel", GAP_EVENTS),
    Category("account", "gateway", Registry(audit.TeamCreated, audit.TeamChanged, audit.ContentOpened)),
    Category("client", "gateway", Registry(audit.ClientCreated, audit.ClientChanged)),
    Category(
        "user",
        "gateway",
        Registry(
            audit.UserCreated,
            audit.UserChanged,
            audit.UserRoleChanged,
            audit.UserDeactivated,
            audit.UserReactivated,
            audit.SignInLocked,
            audit.TokenReused,
            audit.ApiKeyCreated,
            audit.ApiKeyRevoked,
        ),
    ),
    Category("notification", "notifier", Registry(*NOTIFICATION_EVENTS.events, *READER_EVENTS.events)),
    Category("erasure", "ops", ERASURE_EVENTS),
)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """What one service hears on the bus: the types of events it reacts to, its commands, its queries."""

    reactions: tuple[str, ...]
    commands: tuple[str, ...]
    queries: tuple[str, ...]


def endpoints() -> Mapping[str, Endpoints]:
    """What each service hears, found by building it over connections that are never opened."""
    return asyncio.run(_endpoints())


async def _endpoints() -> Mapping[str, Endpoints]:
    return {name: _heard(await build(_unconnected(name))) for name, build in _builds().items()}


def _builds() -> Mapping[str, Build]:
    models = ModelSettings(api_key=None)
    embedder = MiniLMEmbedder()
    return {
        "intake": intake.builder(IntakeSettings(), models, embedder),
        "matching": matching.builder(MatchingSettings(), embedder),
        "diagnosis": diagnosis.builder(DiagnosisSettings(), models),
        "documentation": documentation.builder(DocumentationSettings(), models),
        "psa_sync": psa_sync.builder(PsaSyncSettings()),
        "flywheel": flywheel.builder(FlywheelSettings(), models, embedder),
        "notifier": notifier.builder(NotifierSettings()),
        "ops": ops.build,
    }


def _unconnected(name: str) -> Runtime:
    pool: asyncpg.Pool[Any] = asyncpg.create_pool()
    master = MasterKey(bytes(KEY_BYTES))
    keyring = Keyring(PostgresKeyStore(pool), master)
    broker = make_broker("nats://127.0.0.1", name, None)
    return Runtime(name, pool, keyring, PostgresLog(pool, keyring), broker, Client(), master)


def _heard(parts: Parts) -> Endpoints:
    return Endpoints(tuple(sorted(parts.reactions)), tuple(sorted(parts.commands)), tuple(sorted(parts.queries)))
